"""What tests share, and the marker of each by what it needs.

A `quick` test typesets no edition and starts no process; `scripts/test --quick` runs those alone. Others are marked
`build`, `command` (they start programs or workers) or `external` (Chromium, Ghostscript or veraPDF), most of them by
the fixtures that they take. `nightly` tests try more of what others try a few of, and run where a seed is given.
"""

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import chdir
from dataclasses import replace
from functools import partial
from multiprocessing import forkserver, get_context
from multiprocessing.process import BaseProcess
from pathlib import Path

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, sync_playwright

from framework_pdf.build import brand_tasks, pipeline, print_test
from framework_pdf.build.pipeline import BuildOptions, BuildResult
from framework_pdf.build.workers import Workers
from framework_pdf.content.catalogue import Catalogue
from framework_pdf.content.loading import load
from framework_pdf.core import worker
from framework_pdf.core.workspace import Workspace
from framework_pdf.products.plan import Request
from tests.support.building import Build, Builds, small_cards_of
from tests.support.folders import CONTENT, GARDEN, ROOT, TEMPLATES
from tests.support.programs import Run, lacking, run_here, run_program

NEEDS = {
    "external": {"browser", "ghostscript"},
    "command": {"program"},
    "build": {"build", "builds", "warm_build"},
}
"""The fixtures by which a test has each marker."""
TYPESETTING = (
    (pipeline, "build"),
    (pipeline, "check"),
    (brand_tasks, "check_brand"),
    (brand_tasks, "draw_specimen"),
    (print_test, "write_print_test"),
)
"""What no quick test calls, as module and function."""
CHROMIUM_FLAGS = [
    *("--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync"),
]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--seed", type=int, help="run nightly tests too, and try what follows from this number")


def pytest_configure(config: pytest.Config) -> None:
    settings.register_profile("few", derandomize=True, max_examples=25, deadline=None, database=None)
    settings.register_profile("many", max_examples=100, deadline=None, database=None)
    settings.load_profile("few" if config.getoption("--seed") is None else "many")


def pytest_report_header(config: pytest.Config) -> str | None:
    seed = config.getoption("--seed")
    return None if seed is None else f"seed {seed}: `scripts/test --nightly --seed {seed}` tries the same again"


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark each test by what it needs, and have those first that take longest: nobody waits for the last one then."""
    for item in items:
        taken = set(getattr(item, "fixturenames", ()))
        for marker in (marker for marker, fixtures in NEEDS.items() if fixtures & taken):
            item.add_marker(marker)
        if not any(map(item.get_closest_marker, NEEDS)):
            item.add_marker("quick")
    if config.getoption("--seed") is None:
        nightly = [item for item in items if item.get_closest_marker("nightly")]
        config.hook.pytest_deselected(items=nightly)
        items[:] = [item for item in items if item not in nightly]
    items.sort(
        key=lambda item: (item.get_closest_marker("quick") is not None, item.get_closest_marker("first") is None)
    )


@pytest.fixture(autouse=True)
def as_marked(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Fail a test that is marked as quick and is not; have ready for others what workers are forked from."""
    if request.node.get_closest_marker("quick"):
        for module, name in TYPESETTING:
            monkeypatch.setattr(module, name, partial(_refuse, "build"))
        monkeypatch.setattr(subprocess.Popen, "__init__", partial(_refuse, "command"))
        monkeypatch.setattr(BaseProcess, "start", partial(_refuse, "command"))
    else:
        request.getfixturevalue("fork_server")


def _refuse(marker: str, *_: object, **__: object) -> None:
    pytest.fail(f"this test is quick no longer: mark it `{marker}`")


@pytest.fixture(scope="session")
def fork_server() -> Iterator[None]:
    """Has workers begin with all that most take, where they are forked from a process that is begun for that."""
    with pytest.MonkeyPatch.context() as patch, chdir(ROOT):  # where `tests` is found
        patch.setattr(worker, "TYPESETTER", "tests.support.preloaded")
        if worker.start_context().get_start_method() == "forkserver":
            forkserver.ensure_running()
        yield


@pytest.fixture(scope="session")
def seed(request: pytest.FixtureRequest) -> int | None:
    """The number from which follows what a nightly run tries; None in other runs."""
    given: int | None = request.config.getoption("--seed")
    return given


# Folders


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
def words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working directory with a copy of the words of our content alone, to be changed: no kits, no templates."""
    shutil.copytree(CONTENT, tmp_path / "content", ignore=shutil.ignore_patterns("brands", "schemas"))
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def card_template(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working directory with a copy of the template of cards alone, to be changed."""
    parts = tmp_path / "templates" / "parts"
    parts.mkdir(parents=True)
    shutil.copy(TEMPLATES / "parts" / "card.html.j2", parts)
    monkeypatch.chdir(tmp_path)
    return parts / "card.html.j2"


@pytest.fixture
def garden(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working directory with a copy of a small framework, to be changed."""
    shutil.copytree(GARDEN, tmp_path / "content")
    monkeypatch.chdir(tmp_path)
    return tmp_path


# Builds


@pytest.fixture
def forked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have workers forked, so that they have what a test changes here."""
    monkeypatch.setattr(worker, "start_context", lambda: get_context("fork"))


@pytest.fixture(scope="session")
def build() -> Build:
    """What builds. A test that builds takes it, or what has been built once."""
    return pipeline.build


@pytest.fixture(scope="session")
def warm_build(request: pytest.FixtureRequest) -> Iterator[Build]:
    """What builds with workers that stay, as those of `watch` do: much need not be worked out again.

    They stay in the working directory in which they began, so paths of folders must be absolute.
    """
    request.getfixturevalue("fork_server")  # before `as_marked` has it, where what is shared is built first
    with Workers() as workers:

        def build(workspace: Workspace, request: Request, options: BuildOptions) -> BuildResult:
            assert all(path.is_absolute() for path in (*workspace.content, *workspace.templates, workspace.output))
            return pipeline.build(workspace, request, replace(options, workers=workers))

        yield build


@pytest.fixture(scope="session")
def builds(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, warm_build: Build) -> Builds:
    """What is built once for all tests that look at it."""
    own = tmp_path_factory.getbasetemp()
    home = (own.parent if hasattr(request.config, "workerinput") else own) / "builds"
    home.mkdir(exist_ok=True)
    return Builds(home, warm_build)


@pytest.fixture(scope="session")
def podiatrist(builds: Builds) -> Path:
    """The folder with the podiatrist's booklet and cards, built from our own content without patches of WeasyPrint.

    With them every file has the same bytes: `test_podiatrists_files_are_the_same_with_patches`.
    """
    return builds.without_patches("podiatrist") / "podiatrist"


@pytest.fixture(scope="session")
def small_cards(builds: Builds) -> Path:
    """The folder with the podiatrist's cards on A5."""
    return builds.of(small_cards_of("podiatrist")) / "podiatrist"


# Programs


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Runs the command in this process, in a working directory of the test's own."""
    return partial(run_here, cwd=tmp_path)


@pytest.fixture
def program(tmp_path: Path) -> Run:
    """Runs the command in a process of its own, in a working directory of the test's own."""
    return partial(run_program, cwd=tmp_path)


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


@pytest.fixture(scope="session")
def ghostscript() -> str:
    found = shutil.which("gs")
    if not found:
        lacking("Ghostscript")
    assert found
    return found


@pytest.fixture
def without_verapdf(monkeypatch: pytest.MonkeyPatch) -> None:
    """Has veraPDF not found: what is looked at is another check, or one start of it looks at the file elsewhere."""
    monkeypatch.setattr(shutil, "which", lambda _: None)
