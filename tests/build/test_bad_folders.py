"""Folders that are missing, or can't be read or written: the exact message, and an output that nobody touched."""

import errno
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from framework_pdf.build import manifest
from framework_pdf.build import output as output_folder
from framework_pdf.core import workspace, writing
from framework_pdf.core.errors import FrameworkPdfError, WorkspaceError
from framework_pdf.doctor.finding import State
from framework_pdf.doctor.folders import examine_folders
from framework_pdf.products.plan import Request
from tests.support.building import Build
from tests.support.folders import TEMPLATES, append, replace
from tests.support.places import files_in
from tests.support.programs import heeding_rights

CARDS = Request(products=("card",))
MADE_BEFORE = b'<meta name="generator" content="framework-pdf 0.1.0">'


@pytest.mark.parametrize(
    "spoil",
    [
        lambda: replace("content/professions/podiatrist.yml", "plural: ", "plurals: "),
        lambda: replace("templates/parts/card.html.j2", "{% for", "{% four"),
    ],
    ids=["content", "a template"],
)
def test_a_mistake_leaves_the_output_as_it_was(spoil: Callable[[], None], folder: Path, build: Build) -> None:
    kept = folder / "output" / "podiatrist" / "booklet.pdf"
    kept.parent.mkdir(parents=True)
    kept.write_bytes(b"from before")
    spoil()
    with pytest.raises(FrameworkPdfError):
        build(workspace.find(), Request(("podiatrist",)))
    assert files_in(folder / "output") == [kept]
    assert kept.read_bytes() == b"from before"


@pytest.mark.usefixtures("folder")
def test_mistakes_of_every_kind_are_told_at_once(build: Build) -> None:
    replace("content/aspects/2-care-of-patients.yml", "title: Care of patients", "titel: Care of patients")
    replace("content/professions/podiatrist.yml", "regulator: hcpc", "regulator: hcpk")
    replace("content/framework.yml", "general: allied-health-professional", "general: nobody")
    Path("content/references.yml").unlink()
    Path("templates/parts/cover.html.j2").write_text("{% if %}", encoding="utf-8")
    with pytest.raises(FrameworkPdfError) as caught:
        build(workspace.find(), CARDS)
    assert sorted(problem.code for problem in caught.value.diagnostics) == [
        "broken-template",
        "missing-file",
        "missing-key",
        "unknown-key",
        "unknown-profession",
        "unknown-regulator",
    ]


def test_missing_content_folder(garden: Path, build: Build) -> None:
    with pytest.raises(FrameworkPdfError) as caught:
        build(workspace.find(content=[Path("nowhere")]), Request())
    assert str(caught.value) == (
        "error[no-folder]: there is no such content folder\n"
        "  nowhere\n"
        "  hint: name one with --content, or make one with `framework-pdf new DIR`"
    )
    assert not (garden / "output").exists()


@pytest.mark.usefixtures("garden")
def test_missing_templates_folder() -> None:
    with pytest.raises(WorkspaceError) as caught:
        workspace.find(templates=Path("nowhere"))
    assert str(caught.value) == (
        "error[no-folder]: there is no such templates folder\n"
        "  nowhere\n"
        "  hint: name one with --templates, or make one with `framework-pdf new DIR`"
    )


def test_templates_folder_that_has_none(garden: Path) -> None:
    with pytest.raises(WorkspaceError) as caught:
        workspace.find(templates=garden / "content")
    assert str(caught.value).startswith("error[no-templates]: this folder has no templates\n  content\n")


@pytest.mark.parametrize("file", ["products/card/style.css", "styles/covers/ground.css", "sheets/specimen/a.html.j2"])
def test_templates_folder_with_one_file_that_stands_in_for_ours(garden: Path, file: str) -> None:
    (garden / "mine" / file).parent.mkdir(parents=True)
    (garden / "mine" / file).touch()
    assert workspace.find(templates=garden / "mine").templates[0] == garden / "mine"


CLOSED = "let it be a folder whose files you may read, or take it away"


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("name", ["content", "content/aspects", "content/printers", "templates", "templates/parts"])
def test_own_folders_that_lead_nowhere_are_told(name: str, build: Build) -> None:
    shutil.rmtree(name)
    Path(name).symlink_to("nowhere")
    with pytest.raises(FrameworkPdfError) as caught:
        build(workspace.find(), CARDS)
    told = [problem for problem in caught.value.diagnostics if str(problem.location) == name]
    assert [problem.code for problem in told] == ["unreadable-file" if "parts" in name else "unreadable-folder"]
    assert not [problem for problem in caught.value.diagnostics if problem.code == "missing-file"]


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("name", ["content", "content/aspects", "templates", "templates/parts"])
def test_a_file_in_place_of_a_folder_is_told(name: str, build: Build) -> None:  # git makes it of a link on Windows
    shutil.rmtree(name)
    Path(name).write_text("../shared", encoding="utf-8")
    told = f"error[unreadable-folder]: this can't be read: Not a directory\n  {name}\n  hint: {CLOSED}"
    with pytest.raises(FrameworkPdfError) as caught:
        build(workspace.find(), CARDS)
    assert told in str(caught.value)


@pytest.mark.usefixtures("folder")
def test_a_folder_in_place_of_a_file_is_told(build: Build) -> None:
    names = ("content/labels.yml", "templates/parts/card.html.j2", "templates/products/card/style.css")
    for name in names:
        Path(name).unlink()
        Path(name).mkdir()
    with pytest.raises(FrameworkPdfError) as caught:
        build(workspace.find(), CARDS)
    told = [(problem.message, str(problem.location)) for problem in caught.value.diagnostics]
    assert told == [("this is no file", name) for name in names]


@pytest.mark.usefixtures("folder")
def test_own_content_that_leads_nowhere_is_told(build: Build) -> None:
    Path("content/labels.yml").unlink()
    Path("content/labels.yml").symlink_to("nowhere")
    with pytest.raises(FrameworkPdfError, match=r"error\[unreadable-file\]: this is no file\n  content/labels\.yml\n"):
        build(workspace.find(), CARDS)


def in_a_kit(folder: Path, name: str) -> Path:
    """Make a brand kit, and return the path of a part of it."""
    (folder / "kit").mkdir()
    (folder / "kit" / "_brand.yml").write_text("meta: {name: Elm House}\n", encoding="utf-8")
    return folder / "kit" / name


@pytest.mark.parametrize("name", ["content", "templates"])
def test_part_of_a_kit_that_leads_nowhere_is_told(name: str, garden: Path, build: Build) -> None:
    in_a_kit(garden, name).symlink_to("nowhere")
    with pytest.raises(FrameworkPdfError) as caught:
        build(workspace.find(), Request(products=("card",), brands=("./kit",)))
    told = f"error[unreadable-folder]: this link leads nowhere\n  kit/{name}\n  hint: {CLOSED}"
    assert told in str(caught.value)


@pytest.mark.parametrize("stand_in", [lambda path: path.symlink_to("nowhere"), Path.touch], ids=["a link", "a file"])
def test_what_stands_in_place_of_the_folder_of_brands_is_told(
    stand_in: Callable[[Path], None], garden: Path, build: Build
) -> None:
    stand_in(garden / "content" / "brands")
    with pytest.raises(FrameworkPdfError, match=r"error\[unreadable-folder\]: .*\n  content/brands\n"):
        build(workspace.find(), Request(brands=("elm",)))


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("_brand.yml", "error[unreadable-file]: this is no file\n  kit/_brand.yml\n"),
        (
            "mark.svg",
            "error[missing-file]: `mark.svg` is no file, but a folder, a pipe or a device\n  kit/_brand.yml:2:",
        ),
    ],
)
def test_a_pipe_in_place_of_a_file_of_a_kit_is_told(name: str, told: str, garden: Path, build: Build) -> None:
    logo = "logo: {images: {a: {path: mark.svg, alt: Elm}}, small: a}\n"
    append(in_a_kit(garden, "_brand.yml"), logo)
    Path("kit", name).unlink(missing_ok=True)
    os.mkfifo(Path("kit", name))
    with pytest.raises(FrameworkPdfError) as caught:
        build(workspace.find(), Request(products=("card",), brands=("./kit",)))
    assert told in str(caught.value)


CLOSE_EACH = """
import sys
from pathlib import Path
from framework_pdf.build.session import open_sessions
from framework_pdf.build import manifest
from framework_pdf.build import output as output_folder
from framework_pdf.core import workspace, writing
from framework_pdf.core.errors import FrameworkPdfError
BRANDS = {"kit": ("./kit",), "content/brands": ("elm",), "content/brands/elm": ("elm",)}
for name in sys.argv[1:]:
    for mode in (0o000, 0o444, 0o311):
        Path(name).chmod(mode)
        try:
            templates = Path("mine") if name.startswith("mine") else None
            open_sessions(workspace.find(templates=templates), BRANDS.get(name, ()))
        except FrameworkPdfError as error:
            print(f"{error}")
        else:
            print("nothing said")
        finally:
            Path(name).chmod(0o755)
        print("---")
"""


@pytest.mark.command
@pytest.mark.usefixtures("garden")
def test_own_folders_that_can_not_be_entered_or_listed_are_told() -> None:
    shutil.copytree(TEMPLATES, "templates")
    in_a_kit(Path(), "logos")
    names = ["content", "content/aspects", "content/professions", "templates", "templates/parts", "templates/products"]
    Path("mine/a/b").mkdir(parents=True)
    names += ["mine/a/b"]  # nothing else is in `mine`
    shutil.copytree("kit", "content/brands/elm")
    names += ["content/brands"]
    names += ["kit", "content/brands/elm"]  # the files of which are known by name, so that it need not be listed
    command = heeding_rights([sys.executable, "-c", CLOSE_EACH, *names])
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=True)
    said = done.stdout.split("---\n")
    for number, name in enumerate(names):
        told = f"error[unreadable-folder]: this can't be read: Permission denied\n  {name}\n  hint: {CLOSED}"
        for each in said[3 * number : 3 * number + (2 if name.endswith(("kit", "elm", "brands")) else 3)]:
            assert each.count(told) == 1
            assert "no file" not in each


@pytest.mark.parametrize("blank", [True, False])
def test_a_disk_that_gets_full_gets_nothing_of_a_new_folder(
    blank: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    left = iter(range(9))

    def write(*arguments: Any) -> Path:
        if next(left, None) is None:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return write_beside(*arguments)

    write_beside = writing._write_beside
    with monkeypatch.context() as patch:
        patch.setattr(writing, "_write_beside", write)
        with pytest.raises(WorkspaceError) as caught:
            workspace.copy_to(tmp_path / "new", blank)
    (problem,) = caught.value.diagnostics
    assert (problem.message, problem.hint) == (
        "this can't be written: No space left on device",
        "make room on the disk, and try again",
    )
    assert list(tmp_path.iterdir()) == []
    workspace.copy_to(tmp_path / "new", blank)
    assert (tmp_path / "new/content/schemas/labels.schema.json").is_file()


def test_output_that_is_a_file(garden: Path, build: Build) -> None:
    (garden / "output").write_text("mine", encoding="utf-8")
    with pytest.raises(FrameworkPdfError) as caught:
        build(workspace.find(), Request())
    assert str(caught.value) == (
        "error[unwritable-output]: this is a file, and the output needs a folder\n"
        "  output\n"
        "  hint: choose another folder with --output, or change who may write here"
    )
    assert (garden / "output").read_text(encoding="utf-8") == "mine"


@pytest.mark.command
@pytest.mark.parametrize("target", ["nowhere", "output", "elsewhere/output"])
@pytest.mark.parametrize("below", ["", "spring"])
def test_output_that_is_a_link_to_nowhere(target: str, below: str, garden: Path) -> None:
    (garden / "output").symlink_to(target)
    told = (
        "error[unwritable-output]: this link leads nowhere\n"
        "  output\n"
        "  hint: take the link away, or choose another folder with --output"
    )
    assert list(map(str, output_folder.problems(Path("output", below)))) == [told]
    finding = examine_folders((), None, Path("output", below))[-1]
    assert (finding.state, finding.found) == (State.UNWRITABLE, "output: this link leads nowhere")


def test_output_where_nobody_can_write(garden: Path, build: Build) -> None:
    with pytest.raises(WorkspaceError) as caught:
        build(workspace.find(output=Path("/proc/output")), Request(aspects=("1",)))
    assert str(caught.value) == (
        "error[unwritable-output]: the file can't be written: No such file or directory\n"
        "  /proc/output\n"
        "  hint: choose another folder with --output, or change who may write here"
    )
    assert not (garden / "output").exists()


@pytest.mark.parametrize(
    ("stand_in", "hint"),
    [
        (lambda path: path.symlink_to("nowhere"), "take the link away that is in its place"),
        (Path.mkdir, "take the folder away that is in its place"),
    ],
    ids=["a link", "a folder"],
)
def test_what_stands_in_place_of_the_lock_is_told(stand_in: Callable[[Path], None], hint: str, tmp_path: Path) -> None:
    stand_in(tmp_path / output_folder.LOCK)
    with pytest.raises(WorkspaceError) as caught, output_folder.OutputLock(tmp_path):
        pass
    (problem,) = caught.value.diagnostics
    assert (str(problem.location), problem.hint) == (str(tmp_path / output_folder.LOCK), hint)


def test_a_name_that_is_too_long_for_a_file_is_told_as_that(tmp_path: Path) -> None:
    with pytest.raises(WorkspaceError) as caught:
        output_folder.write({tmp_path / f"{'x' * 250}-sheets.pdf": b""})
    (problem,) = caught.value.diagnostics
    assert problem.hint == "take a shorter name: this one has more letters than the system allows"


def test_a_build_that_fails_leaves_no_folder_that_it_made(tmp_path: Path) -> None:
    output = tmp_path / "output"
    with pytest.raises(WorkspaceError), output_folder.OutputLock(output) as lock:
        lock.write({output / ("x" * 300): b""}, lambda: manifest.read(output)[0])
    assert list(tmp_path.iterdir()) == []
    output.mkdir()
    with pytest.raises(WorkspaceError), output_folder.OutputLock(output) as lock:
        lock.write({output / ("x" * 300): b""}, lambda: manifest.read(output)[0])
    assert output.is_dir()


def test_output_that_fails_while_writing(garden: Path, build: Build) -> None:
    (garden / "output" / "gardener" / "cards.pdf").mkdir(parents=True)
    with pytest.raises(WorkspaceError) as caught:
        build(workspace.find(), CARDS)
    assert str(caught.value) == (
        "error[unwritable-output]: the file can't be written: Is a directory\n"
        "  output/gardener/cards.pdf\n"
        "  hint: take the folder away that is in its place"
    )
    assert files_in(garden / "output") == []


def test_a_file_that_fails_leaves_all_others_as_they_were(garden: Path, build: Build) -> None:
    first = garden / "output/gardener/cards/1-soil.pdf"
    first.parent.mkdir(parents=True)
    first.write_bytes(MADE_BEFORE)
    (garden / "output/gardener/cards.pdf").mkdir()
    with pytest.raises(WorkspaceError):
        build(workspace.find(), CARDS)
    assert first.read_bytes() == MADE_BEFORE
    assert files_in(garden / "output") == [first]
