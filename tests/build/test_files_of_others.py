"""Files that others wrote: those in whose place something is to be written, and those that a command line names."""

import os
import re
from io import BytesIO
from pathlib import Path

import pytest
from pikepdf import Pdf

from framework_pdf.brand.separation import profile_of
from framework_pdf.build import output as output_folder
from framework_pdf.build import pipeline
from framework_pdf.build.impose import impose
from framework_pdf.build.manifest import FILE_NAME
from framework_pdf.content.loading import load
from framework_pdf.core import workspace
from framework_pdf.core.errors import FrameworkPdfError, KitError
from framework_pdf.preflight.inspection import inspect
from framework_pdf.products.office_job import OfficeJob
from framework_pdf.products.plan import Request
from framework_pdf.products.press_job import PressOptions
from tests.support.composing import html_of
from tests.support.folders import CORPUS, replace

PLAIN = (CORPUS / "pdf" / "plain.pdf").read_bytes()
SHEETS = OfficeJob(n_up=2)


@pytest.fixture
def handout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A PDF of somebody's own in the working directory."""
    monkeypatch.chdir(tmp_path)
    Path("handout.pdf").write_bytes(PLAIN)
    return Path("handout.pdf")


def told(*files: Path, output: Path | None = None) -> list[tuple[str, str]]:
    """Return the code and place of each problem with putting files on sheets."""
    before = {path: path.read_bytes() for path in Path().rglob("*") if path.is_file()}
    with pytest.raises(FrameworkPdfError) as caught:
        impose(files, SHEETS, output)
    assert {path: path.read_bytes() for path in Path().rglob("*") if path.is_file()} == before
    return [(problem.code, str(problem.location)) for problem in caught.value.diagnostics]


@pytest.mark.command
def test_sheets_replace_sheets_and_no_file_of_others(handout: Path) -> None:
    sheets = Path("handout-sheets.pdf")
    impose([handout], SHEETS)
    first = sheets.read_bytes()
    impose([handout], OfficeJob(n_up=4))
    assert sheets.read_bytes() != first
    sheets.write_bytes(PLAIN)
    assert told(handout) == [("file-exists", "handout-sheets.pdf")]
    assert impose([handout], SHEETS, Path("elsewhere"))[0][0] == Path("elsewhere/handout-sheets.pdf")


@pytest.mark.command
def test_sheets_replace_no_file_that_is_to_be_imposed(handout: Path) -> None:
    sheets = Path("handout-sheets.pdf")
    sheets.write_bytes(PLAIN)
    assert told(handout, sheets) == [("same-name", "handout.pdf")]
    Path("link.pdf").symlink_to(sheets)
    assert told(handout, Path("link.pdf")) == [("same-name", "handout.pdf")]


def pdf_by(creator: str, *, xmp: bool) -> bytes:
    """Return a PDF that says in its metadata, of one kind or the other, what made it."""
    with Pdf.open(BytesIO(PLAIN)) as document:
        if xmp:
            with document.open_metadata(set_pikepdf_as_editor=False) as metadata:
                metadata["xmp:CreatorTool"] = creator
        else:
            document.docinfo["/Creator"] = creator
        document.save(out := BytesIO())
        return out.getvalue()


def page_by(program: str, body: str = "") -> bytes:
    return f'<html><head><meta name="generator" content="{program}"></head><body>{body}'.encode()


MINE = "My own guide to framework-pdf 0.1.0"
OF_OTHERS = {
    "plain.pdf": PLAIN,
    "notes.pdf": pdf_by(MINE, xmp=False),
    "more-notes.pdf": pdf_by(MINE, xmp=True) + b"%framework-pdf 0.1.0",
    "broken.pdf": b"%PDF-1.7\n/Creator (framework-pdf 0.1.0)",
    "words.html": f"<title>{MINE}</title><body>{MINE}".encode(),
    "quoting.html": b"<html><body><pre>" + page_by("framework-pdf 0.1.0"),
    "page.html": page_by("framework-pdf-like, by me"),
    "ticket.json": b'{"title": "framework-pdf 0.1.0"}',
}
OURS = {
    "information.pdf": pdf_by("framework-pdf 0.1.0", xmp=False),
    "xmp.pdf": pdf_by("framework-pdf 1.0", xmp=True),
    "earlier.pdf": pdf_by("Made with framework-pdf 0.1.0", xmp=True),
    "made.html": page_by("framework-pdf 0.1.0"),
    "earlier.html": page_by("Made with framework-pdf 0.1.0"),
    "made.json": b'{\n  "made_by": "framework-pdf 0.1.0",\n',
}


def test_what_was_made_here_is_known_by_its_metadata_and_by_no_words(tmp_path: Path) -> None:
    for name, data in {**OF_OTHERS, **OURS}.items():
        (tmp_path / name).write_bytes(data)
    (tmp_path / "folder.pdf").mkdir()
    paths = [tmp_path / name for name in (*OF_OTHERS, *OURS, "folder.pdf", "nothing.pdf")]
    told = output_folder.files_of_others(paths)
    assert [problem.location and problem.location.path.name for problem in told] == list(OF_OTHERS)


@pytest.mark.parametrize(
    ("said", "is_ours"),
    [
        ('{"name": "My app", "icons": []}', False),
        ('{"form": "my own thing", "last_run": {}}', False),
        ("[1, 2]", False),
        ('{\n "form": 3,\n "last_run": {\n  "versions"', True),
        ('{\n "form": 99,\n "last_run": 7', True),
        ("", True),
    ],
)
def test_a_manifest_is_known_by_how_it_begins(said: str, is_ours: bool, garden: Path) -> None:
    path = garden / "output" / FILE_NAME
    path.parent.mkdir()
    path.write_text(said, encoding="utf-8")
    told = list(output_folder.foreign_manifest(path.parent))
    assert [problem.code for problem in told] == ([] if is_ours else ["file-exists"])
    path.rename(garden / "elsewhere.json")
    path.symlink_to(garden / "elsewhere.json")
    assert len(list(output_folder.foreign_manifest(path.parent))) == 1


@pytest.mark.build
def test_a_build_leaves_files_of_others_where_they_are(garden: Path) -> None:
    output = garden / "output"
    ticket, web_app, former = (
        output / name for name in ("gardener/press/cards-1-ticket.json", FILE_NAME, "colophon.json")
    )
    asked = Request(("gardener",), products=("card",), aspects=("1",), press=PressOptions())
    for path in (ticket, web_app):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b'{"name": "My app"}')
        with pytest.raises(FrameworkPdfError) as caught:
            pipeline.build(workspace.find(), asked)
        assert [str(each.location) for each in caught.value.diagnostics] == [f"{path.relative_to(garden)}"]
        assert path.read_bytes() == b'{"name": "My app"}'
        path.unlink()
    former.write_bytes(b'{\n "form": "my own thing"}')
    pipeline.build(workspace.find(), asked)
    web_app.unlink()
    pipeline.build(workspace.find(), asked)  # all that is there is ours
    assert former.exists()


def test_what_was_made_here_is_known_whatever_its_words_say_of_the_program(garden: Path) -> None:
    labels = Path("content/labels.yml")
    labels.write_text(re.sub("(?m)^program: .*", "program: Made with care", labels.read_text(encoding="utf-8")))
    replace("content/framework.yml", "The framework-pdf tests", "Some tests")
    catalogue = load((Path("content"),))[0]
    made = garden / "made.html"
    made.write_text(html_of(catalogue, Request()), encoding="utf-8")
    assert output_folder.files_of_others([made]) == ()


@pytest.mark.command
@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="there are no such devices here")
@pytest.mark.parametrize("name", ["pipe.pdf", "/dev/zero", "link.pdf", "folder"])
def test_nothing_is_read_that_is_no_file(name: str, handout: Path) -> None:
    os.mkfifo("pipe.pdf")
    Path("link.pdf").symlink_to("/dev/zero")
    Path("folder").mkdir()
    with pytest.raises(FrameworkPdfError) as caught:
        impose([Path(name)], SHEETS, Path("elsewhere"))
    assert caught.value.diagnostics[0].message == "this can't be read: it is no file"
    (of_preflight,) = inspect([Path(name)]).unreadable
    assert of_preflight.message == "this can't be checked: it is no file"
    with pytest.raises(KitError) as of_profile:
        profile_of(Path(name))
    assert of_profile.value.diagnostics[0].message == "the profile can't be used: it is no file"
    assert handout.read_bytes() == PLAIN
