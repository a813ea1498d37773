"""Files that others wrote: those in whose place something is to be written, and those that a command line names."""

import os
import re
from pathlib import Path

import pytest

from framework_pdf.brand.separation import profile_of
from framework_pdf.build import output as output_folder
from framework_pdf.build.impose import impose
from framework_pdf.content.loading import load
from framework_pdf.core.errors import FrameworkPdfError, KitError
from framework_pdf.core.reading import CHUNK
from framework_pdf.preflight.inspection import inspect
from framework_pdf.products.office_job import OfficeJob
from framework_pdf.products.plan import Request
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


def test_sheets_replace_sheets_and_no_file_of_others(handout: Path) -> None:
    sheets = Path("handout-sheets.pdf")
    impose([handout], SHEETS)
    first = sheets.read_bytes()
    impose([handout], OfficeJob(n_up=4))
    assert sheets.read_bytes() != first
    sheets.write_bytes(PLAIN)
    assert told(handout) == [("file-exists", "handout-sheets.pdf")]
    assert impose([handout], SHEETS, Path("elsewhere"))[0][0] == Path("elsewhere/handout-sheets.pdf")


def test_sheets_replace_no_file_that_is_to_be_imposed(handout: Path) -> None:
    sheets = Path("handout-sheets.pdf")
    sheets.write_bytes(PLAIN)
    assert told(handout, sheets) == [("same-name", "handout.pdf")]
    Path("link.pdf").symlink_to(sheets)
    assert told(handout, Path("link.pdf")) == [("same-name", "handout.pdf")]


def test_what_was_made_here_is_known_wherever_it_says_so(tmp_path: Path) -> None:
    long = tmp_path / "long.pdf"
    long.write_bytes(b" " * (CHUNK - 4) + output_folder.MARK + b" " * CHUNK)
    (tmp_path / "of-others.pdf").write_bytes(PLAIN)
    (tmp_path / "folder").mkdir()
    paths = [long, tmp_path / "of-others.pdf", tmp_path / "nothing.pdf", tmp_path / "folder"]
    assert [problem.location and problem.location.path.name for problem in output_folder.files_of_others(paths)] == [
        "of-others.pdf"
    ]


def test_what_was_made_here_is_known_whatever_its_words_say_of_the_program(garden: Path) -> None:
    labels = Path("content/labels.yml")
    labels.write_text(re.sub("(?m)^program: .*", "program: Made with care", labels.read_text(encoding="utf-8")))
    replace("content/framework.yml", "The framework-pdf tests", "Some tests")
    catalogue = load((Path("content"),))[0]
    made = garden / "made.html"
    made.write_text(html_of(catalogue, Request()), encoding="utf-8")
    assert list(output_folder.files_of_others([made])) == []


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
