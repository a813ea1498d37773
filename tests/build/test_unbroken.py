"""Nothing is half-made, however a build ends: what was there stays whole, and the next one sets it right."""

import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path

import pytest

from framework_pdf.build import pipeline
from framework_pdf.build.manifest import FILE_NAME, read
from framework_pdf.build.output import OutputLock
from framework_pdf.build.pipeline import BuildOptions
from framework_pdf.core import workspace
from framework_pdf.core.errors import FrameworkPdfError
from framework_pdf.products.edition import Edition
from framework_pdf.products.plan import Request
from tests.support.building import STRICT, Builds, checksums, standard_of, web_page_of
from tests.support.folders import GARDEN, TEMPLATES, replace
from tests.support.programs import heeding_rights

pytestmark = [pytest.mark.usefixtures("garden"), pytest.mark.build]
PAGES = Request(every_profession=True, products=("booklet",), formats=("html",))
"""Three files that take no time to make, so that most of it goes into reading, comparing and writing."""
SOIL = "content/aspects/1-soil.yml"
WORDS = ("What everything grows from", "What all of it grows from")
OUTPUT = Path("output")


def folders() -> workspace.Workspace:
    return workspace.Workspace((Path("content"),), (TEMPLATES,), OUTPUT)


def in_the_way(path: Path) -> bool:
    return path.name.startswith(".framework-pdf-")


def child_that_does(work: Callable[[], object]) -> int:
    """Return a process that does something, begins with all that was loaded, and ends with 0 if it can be done."""
    child = os.fork()
    if child:
        return child
    try:
        work()
        os._exit(0)
    finally:
        os._exit(1)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="each build begins with what was loaded")
@pytest.mark.parametrize("number", [0, *(pytest.param(other, marks=pytest.mark.nightly) for other in range(1, 4))])
def test_killed_at_any_moment_it_leaves_nothing_half_made(number: int, seed: int | None) -> None:
    chance = random.Random(number if seed is None else f"{seed}, {number}")
    pipeline.build(folders(), PAGES, STRICT)
    whole = {0: checksums(OUTPUT)}
    replace(SOIL, *WORDS)
    started = time.perf_counter()
    pipeline.build(folders(), PAGES, STRICT)
    takes = time.perf_counter() - started
    whole[1] = checksums(OUTPUT)
    allowed = {path: {whole[0][path], whole[1][path]} for path in whole[0]}
    assert all(len(each) == 2 for each in allowed.values())

    ends: list[str] = []
    trials = 10 if seed is None else 25
    for trial in range(trials):
        replace(SOIL, *(reversed(WORDS) if WORDS[1] in Path(SOIL).read_text("utf-8") else WORDS))
        child = child_that_does(lambda: pipeline.build(folders(), PAGES, STRICT))
        if trial % 2:
            time.sleep(chance.uniform(0, takes))
        else:  # while it writes, which is soon over
            while not any(OUTPUT.rglob(".framework-pdf-*")) and os.waitpid(child, os.WNOHANG) == (0, 0):
                time.sleep(0.0001)
            time.sleep(chance.uniform(0, 0.002))
        try:
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
            ends.append("killed")
        except (ProcessLookupError, ChildProcessError):
            ends.append("done")
        there = {path: total for path, total in checksums(OUTPUT).items() if not in_the_way(Path(path))}
        assert there.keys() == allowed.keys()
        assert all(total in allowed[path] for path, total in there.items())
        assert read(OUTPUT)[1] == ()
    assert ends.count("killed") > trials / 5

    pipeline.build(folders(), PAGES, STRICT)
    assert checksums(OUTPUT) == whole[WORDS[1] in Path(SOIL).read_text("utf-8")]
    assert pipeline.build(folders(), PAGES, STRICT).made == ()


def test_a_full_disk_leaves_everything_as_it_was() -> None:
    pipeline.build(folders(), PAGES, STRICT)
    before, manifest = checksums(OUTPUT), (OUTPUT / FILE_NAME).read_bytes()
    replace(SOIL, *WORDS)
    room, largest = max((path.stat().st_size - 100, path) for path in OUTPUT.rglob("*.html"))
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)

    def filling(editions: Sequence[Edition]) -> Iterator[Edition]:
        yield from editions
        resource.setrlimit(resource.RLIMIT_FSIZE, (room, limits[1]))  # the largest finds none

    try:
        with pytest.raises(FrameworkPdfError, match="unwritable-output") as caught:
            pipeline.build(folders(), PAGES, BuildOptions(progress=filling))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert str(largest) in str(caught.value)
    assert (checksums(OUTPUT), (OUTPUT / FILE_NAME).read_bytes()) == (before, manifest)
    assert len(pipeline.build(folders(), PAGES, STRICT).made) == 3


def test_a_folder_that_vanishes_in_the_middle_is_made_anew() -> None:
    pipeline.build(folders(), PAGES, STRICT)
    whole = checksums(OUTPUT)
    replace(SOIL, *WORDS)

    def vanishing(editions: Sequence[Edition]) -> Iterable[Edition]:
        shutil.rmtree(OUTPUT)
        return editions

    built = pipeline.build(folders(), PAGES, BuildOptions(progress=vanishing))
    assert len(built.made) == 3
    assert checksums(OUTPUT).keys() == whole.keys()
    assert pipeline.build(folders(), PAGES, STRICT).made == ()


def test_a_part_that_vanished_in_the_middle_is_found_by_the_next_build() -> None:
    pipeline.build(folders(), PAGES, STRICT)
    replace("content/professions/cook.yml", "Taste something", "Smell something")

    def vanishing(editions: Sequence[Edition]) -> Iterable[Edition]:
        shutil.rmtree(OUTPUT / "gardener")
        return editions

    built = pipeline.build(folders(), PAGES, BuildOptions(progress=vanishing))
    assert [entry.edition for entry, _ in built.made] == ["cook/booklet.html"]
    again = pipeline.build(folders(), PAGES, STRICT)
    assert [why for _, why in again.made] == [("output/gardener/booklet.html is not as it was made",)]


@pytest.mark.command
def test_a_folder_in_which_nobody_may_write_is_told_and_stays_as_it_is() -> None:
    pipeline.build(folders(), PAGES, STRICT)
    before = checksums(OUTPUT)
    replace(SOIL, *WORDS)
    command = [sys.executable, "-m", "framework_pdf", "build", "--all", "--format", "html", "--product", "booklet"]
    command += ["--templates", str(TEMPLATES)]
    OUTPUT.chmod(0o555)
    try:
        done = subprocess.run(heeding_rights(command), capture_output=True, text=True, timeout=300, check=False)
    finally:
        OUTPUT.chmod(0o755)
    assert done.returncode == 1
    assert "error[unwritable-output]" in done.stderr
    assert "output" in done.stderr
    assert "Traceback" not in done.stderr
    assert checksums(OUTPUT) == before


def test_what_a_killed_build_left_is_swept_away_and_nothing_else() -> None:
    pipeline.build(folders(), PAGES, STRICT)
    left, other = OUTPUT / "cook" / ".framework-pdf-build-abc", OUTPUT / "cook" / ".framework-pdf-abc"
    left.write_bytes(b"half")
    other.write_bytes(b"of another command")
    replace(SOIL, *WORDS)
    pipeline.build(folders(), PAGES, STRICT)
    assert (left.exists(), other.exists()) == (False, True)


# Two builds into one folder


@pytest.mark.command
def test_two_builds_into_one_folder_take_turns(garden: Path) -> None:
    OUTPUT.mkdir()
    command = [sys.executable, "-m", "framework_pdf", "build", "--all", "--aspect", "1"]
    command += ["--templates", str(TEMPLATES), "--jobs", "1"]
    with OutputLock(OUTPUT):
        both = [
            subprocess.Popen(command, cwd=garden, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
            for _ in range(2)
        ]
        for process in both:
            assert process.stderr
            assert process.stderr.readline() == "waiting: another build is writing to the same folder\n"
        assert not (OUTPUT / FILE_NAME).exists()
    said = sorted(process.communicate(timeout=300)[0].splitlines()[-1] for process in both)
    assert [process.returncode for process in both] == [0, 0]
    assert said[0].startswith("3 files")
    assert said[1] == "nothing has changed: 3 editions in output/ (--force makes them again)"


@pytest.mark.skipif(not hasattr(os, "fork"), reason="each build begins with what was loaded")
def test_two_builds_of_different_things_into_a_new_folder_share_the_manifest() -> None:
    asked = [Request((who,), aspects=("1", "2")) for who in ("cook", "gardener")]
    both = [child_that_does(partial(pipeline.build, folders(), each, STRICT)) for each in asked]
    assert [os.waitpid(child, 0)[1] for child in both] == [0, 0]
    manifest, problems = read(OUTPUT)
    assert problems == ()
    assert len(manifest.editions) == 2 * 2
    assert all(file.is_intact(OUTPUT) for file in manifest.files())


# The same bytes


@pytest.mark.command
def test_the_same_files_whatever_the_clock_the_place_the_language_and_the_order(garden: Path, builds: Builds) -> None:
    who = ("cook", "garddwr-ysgol")
    here = [checksums(builds.of(form(each), GARDEN)) for each in who for form in (standard_of, web_page_of)]
    there = garden / "elsewhere" / "with a longer name"
    shutil.copytree(GARDEN, there / "content")
    command = [sys.executable, "-m", "framework_pdf", "build", "--format", "pdf", "--format", "html", "--jobs", "2"]
    command += ["--templates", str(TEMPLATES), *(word for each in who[::-1] for word in ("--profession", each))]
    others = {"LC_ALL": "tr_TR.UTF-8", "TZ": "Asia/Tokyo", "PYTHONHASHSEED": "2", "SOURCE_DATE_EPOCH": "1"}
    subprocess.run(command, cwd=there, env=os.environ | others, capture_output=True, check=True)
    made = checksums(there / OUTPUT)
    assert len(made) == 2 * (6 + 1)
    assert made == {path: total for each in here for path, total in each.items()}
