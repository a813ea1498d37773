"""Every save of a source is noticed, once, however it comes; what a build makes is none."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from framework_pdf.build.manifest import FILE_NAME, File, LastRun, Manifest, Orphan
from framework_pdf.build.output import write
from framework_pdf.build.pipeline import source_places
from framework_pdf.build.saves import Saves
from framework_pdf.core import folder_files
from framework_pdf.core.workspace import Workspace
from framework_pdf.products.plan import Request

COOK = Path("content/professions/cook.yml")
KIT = Path("content/brands/club/_brand.yml")


def written(path: Path | str, words: str = "words") -> None:
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_text(words, encoding="utf-8")


def replaced() -> None:
    """Save as many editors do: beside, then in its place, with a copy of what was there."""
    written("content/professions/.cook.yml.swp")
    written("content/professions/cook.tmp", "other words")
    COOK.rename("content/professions/cook.bak")
    Path("content/professions/cook.tmp").replace(COOK)
    Path("content/professions/cook.bak").unlink()
    Path("content/professions/.cook.yml.swp").unlink()


def as_before() -> None:
    """Write as many bytes, and give the file the time that it had."""
    was, words = COOK.stat(), COOK.read_text("utf-8")
    written(COOK, words.replace("cook", "chef"))
    os.utime(COOK, ns=(was.st_atime_ns, was.st_mtime_ns))


def checked_out() -> None:
    """Change many files at once, as a checkout does: some come, one goes."""
    for number in range(300):
        written(f"content/aspects/{number}.yml")
    COOK.unlink()


def led_elsewhere() -> None:
    """Have a link lead to another file."""
    Path("content/link.yml").unlink()
    Path("content/link.yml").symlink_to("references.yml")


SAVES: dict[str, tuple[Callable[[], object], int]] = {
    "a new file": (lambda: written("content/new.yml"), 1),
    "a name that is no UTF-8": (lambda: written(Path(os.fsdecode(b"content/\xff.yml"))), 1),
    "a file that is replaced": (replaced, 1),
    "as many bytes, as old as before": (as_before, 1),
    "a file that is gone": (COOK.unlink, 1),
    "a folder that is renamed": (lambda: Path("content/professions").rename("content/people"), 6),
    "a folder in place of another": (lambda: shutil.copytree("content/aspects", "content/professions/more"), 4),
    "a checkout": (checked_out, 301),
    "a link that leads elsewhere": (led_elsewhere, 1),
    "a kit that was not there": (lambda: written(KIT), 1),
}


def saves() -> Saves:
    workspace = Workspace((Path("content"),), (Path("templates"),), Path("content/output"))
    return Saves(lambda: source_places(workspace, Request(("cook",), brands=("club",))), workspace.output)


@pytest.fixture
def listening(garden: Path) -> Saves:  # noqa: ARG001 (the working directory)
    Path("content/link.yml").symlink_to("labels.yml")
    return saves()


@pytest.mark.parametrize("name", SAVES)
def test_a_save_is_noticed_once(listening: Saves, name: str) -> None:
    save, files = SAVES[name]
    save()
    assert len(listening.wait()) == files
    written("content/last.yml")
    assert listening.wait() == (Path("content/last.yml"),)


def test_a_folder_that_is_put_back_is_noticed_and_what_is_saved_in_it_then(listening: Saves) -> None:
    everything = len([path for path in Path("content").rglob("*") if path.is_file()])
    shutil.move("content", "elsewhere")
    assert len(listening.wait()) == everything
    shutil.move("elsewhere", "content")
    assert len(listening.wait()) == everything
    written(COOK)
    assert listening.wait() == (COOK,)


def test_a_folder_with_more_than_is_read_is_looked_at_as_far_as_it_is(
    listening: Saves, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(folder_files, "MOST_FILES", 10)
    assert listening.wait()
    written("content/aspects/0.yml")
    assert Path("content/aspects/0.yml") in listening.wait()


def test_what_was_made_in_the_midst_of_sources_was_not_saved(listening: Saves) -> None:
    """Of a build before, of this one, and what is for nothing any more; another file in the output folder is a save."""
    output = Path("content/output")
    names = ("cook/booklet.pdf", "cook/cards.pdf")
    made = [Orphan(File(name, None, 0, ""), "") for name in names]
    manifest = Manifest(LastRun(), (), (), tuple(made)).to_json()
    write({**{output / name: b"" for name in names}, output / FILE_NAME: manifest})
    written(COOK)
    assert listening.wait() == (COOK,)
    write({output / names[0]: b"again", output / FILE_NAME: manifest})
    written(output / "of-others.yml")
    assert listening.wait() == (output / "of-others.yml",)
