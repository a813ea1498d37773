"""What tests share: a content folder to spoil, the command to run, and PDFs that were built once."""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from framework_pdf.build import pipeline
from framework_pdf.build.manifest import FILE_NAME
from framework_pdf.build.output import LOCK
from framework_pdf.content.catalogue import Catalogue
from framework_pdf.content.loading import load
from framework_pdf.core import workspace
from framework_pdf.core.checksums import checksum
from framework_pdf.products.plan import Request
from framework_pdf.typesetting.patches.verified import NO_PATCHES

ROOT = Path(__file__).parents[1]
CONTENT = ROOT / "content"
TEMPLATES = ROOT / "templates"
GARDEN = ROOT / "tests" / "garden"
STRICT = pipeline.BuildOptions(strict=True)
"""A build in which a warning is an error."""

CHROMIUM_FLAGS = [
    *("--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync"),
]

Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    """The catalogue of our own content."""
    return load((CONTENT,))[0]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working directory with a copy of content and templates, to be changed."""
    shutil.copytree(CONTENT, tmp_path / "content")
    shutil.copytree(TEMPLATES, tmp_path / "templates")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def garden(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working directory with a copy of a small framework, to be changed."""
    shutil.copytree(GARDEN, tmp_path / "content")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Runs the command in a working directory of the test's own."""

    def command(*arguments: str | Path, cwd: Path = tmp_path) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            [sys.executable, "-m", "framework_pdf", *map(str, arguments)],
            cwd=cwd,
            capture_output=True,
            text=True,
            timeout=1500,
            check=False,
        )

    return command


@pytest.fixture(scope="session")
def podiatrist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with the podiatrist's booklet and cards, built from our own content without patches of WeasyPrint.

    With them every file has the same bytes: `test_podiatrists_files_are_the_same_with_patches`.
    """
    with pytest.MonkeyPatch.context() as context:
        context.setenv(NO_PATCHES, "1")
        return built(tmp_path_factory.mktemp("a4"), Request(professions=("podiatrist",)))


@pytest.fixture(scope="session")
def small_cards(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with the podiatrist's cards on A5."""
    return built(tmp_path_factory.mktemp("a5"), Request(professions=("podiatrist",), products=("card",), paper="A5"))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    found = filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome")))
    chromium = next(found, None)
    if not chromium:
        lacking("Chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=CHROMIUM_FLAGS)
        yield browser
        browser.close()


def lacking(what: str) -> None:
    """What is not here in; the test is skipped, or fails where checks are required."""
    reason = f"{what} is not here: scripts/prepare-checks.sh installs it"
    if os.environ.get("REQUIRE_CHECKS") == "1":
        pytest.fail(reason)
    pytest.skip(reason)


def built(output: Path, request: Request) -> Path:
    """A new folder and a request for podiatrists in; out, the folder with what was built, without a warning."""
    pipeline.build(workspace.Workspace((CONTENT,), (TEMPLATES,), output), request, STRICT)
    return output / "podiatrist"


def checksums(folder: Path) -> dict[str, str]:
    """An output folder in; out, the checksum of each file below it, by its path; not of the manifest."""
    paths = (path for path in folder.rglob("*") if path.is_file() and path.name not in {FILE_NAME, LOCK})
    return {path.relative_to(folder).as_posix(): checksum(path) for path in paths}


def heed_ctrl_c() -> None:
    """Nothing in; a process that is about to begin ends by Ctrl-C, though whoever began the tests may not."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


def replace(path: Path | str, old: str, new: str) -> None:
    """Changes the first place in a file where some words stand."""
    text = Path(path).read_text(encoding="utf-8")
    assert old in text
    Path(path).write_text(text.replace(old, new, 1), encoding="utf-8")


def append(path: Path | str, text: str) -> None:
    """Writes at the end of a file."""
    with Path(path).open("a", encoding="utf-8") as file:
        file.write(text)
