"""Several workers make what one makes: the same bytes, all problems, and an end at once where there must be one."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from framework_pdf.build.crew import batched
from framework_pdf.build.hands import beside
from framework_pdf.content.catalogue import Catalogue
from framework_pdf.core.diagnostics import Diagnostic, Location
from framework_pdf.core.errors import FrameworkPdfError, TypesettingError
from framework_pdf.products.plan import Request, plan

from .conftest import CONTENT, GARDEN, TEMPLATES, Run, heed_ctrl_c, replace

SCRIPT = """
import sys
from pathlib import Path
from framework_pdf.core import workspace
from framework_pdf.build.crew import Crew, made
from framework_pdf.build.desk import opened
from framework_pdf.products.plan import Request, plan
if __name__ == "__main__":
    content, templates, start = sys.argv[1:]
    desks = opened(workspace.Workspace((Path(content),), (Path(templates),), Path("nowhere")), ())
    editions = plan(Request(every_profession=True), desks[None].catalogue)
    for outcome in made(desks, editions, Crew(2, start)):
        for file in outcome.files:
            Path(file.path.as_posix().replace("/", "-")).write_bytes(file.data)
"""


def contents(folder: Path) -> dict[str, bytes]:
    """A folder in; out, what the files hold that were made."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*.*")
        if path.suffix in {".pdf", ".html"}
    }


def test_any_number_of_workers_makes_the_same_files_and_record(run: Run, tmp_path: Path) -> None:
    for jobs in ("1", "2", "5"):
        arguments = ("--all", "--format", "pdf", "--format", "html", "--content", GARDEN, "--output", jobs)
        done = run("build", *arguments, "--jobs", jobs)
        assert done.returncode == 0, done.stderr
    alone = contents(tmp_path / "1")
    assert len(alone) == 3 * (2 + 4 + 1)
    assert contents(tmp_path / "2") == alone
    assert contents(tmp_path / "5") == alone
    records = []
    for jobs in ("1", "2", "5"):
        record = json.loads((tmp_path / jobs / "colophon.json").read_text(encoding="utf-8"))
        record["last_run"]["seconds"] = 0
        records.append({**record, "editions": [{**entry, "seconds": 0} for entry in record["editions"]]})
    assert records[0] == records[1] == records[2]


def test_workers_that_inherit_nothing_make_the_same_files(tmp_path: Path) -> None:
    made = {}
    for start in ("fork", "spawn"):
        folder = tmp_path / start
        folder.mkdir()
        (folder / "make.py").write_text(SCRIPT, encoding="utf-8")
        arguments = [sys.executable, "make.py", str(GARDEN), str(TEMPLATES), start]
        subprocess.run(arguments, cwd=folder, check=True, timeout=600)
        (folder / "make.py").unlink()
        made[start] = contents(folder)
    assert len(made["fork"]) == 3 * (1 + 4 + 1)
    assert made["fork"] == made["spawn"]


def test_one_that_fails_stops_no_other_and_every_problem_is_told(run: Run, folder: Path) -> None:
    for profession in ("podiatrist", "dietitian"):
        path = folder / "content" / "professions" / f"{profession}.yml"
        replace(path, "try_this_week: ", f"try_this_week: {'Write down a word or two ' * 60}")
    arguments = ("build", "--profession", "podiatrist", "--profession", "dietitian", "--profession", "paramedic")
    alone, together = (run(*arguments, "--product", "card", "--jobs", jobs, cwd=folder) for jobs in ("1", "2"))
    assert alone.returncode == together.returncode == 1
    assert alone.stderr == together.stderr
    assert alone.stderr.count("error[text-too-long]") == 2
    assert not (folder / "output").exists()


def test_cards_of_one_kind_go_to_one_worker(catalogue: Catalogue) -> None:
    batches = batched(plan(Request(("podiatrist", "paramedic")), catalogue))
    assert [len(batch) for batch in batches] == [1, 7, 1, 7]
    assert batched(()) == ()


# Beside


def test_what_is_done_beside_is_done_by_another_process() -> None:
    here: list[int] = []
    assert beside(os.getpid, lambda: here.append(os.getpid())) != os.getpid()
    assert here == [os.getpid()]


def every_error(kind: type[FrameworkPdfError] = FrameworkPdfError) -> Iterator[type[FrameworkPdfError]]:
    """An exception of ours in; out, it and all that are of its kind."""
    yield kind
    for other in kind.__subclasses__():
        yield from every_error(other)


def fail(kind: type[FrameworkPdfError]) -> None:
    """An exception in; it is raised, with two problems."""
    raise kind(Diagnostic("no-folder", word, Location(Path("here"), 1, 2), "look") for word in ("one", "two"))


@pytest.mark.parametrize("kind", [*every_error()])
def test_what_fails_beside_fails_here_with_all_its_problems(kind: type[FrameworkPdfError]) -> None:
    with pytest.raises(FrameworkPdfError) as raised:
        beside(partial(fail, kind), list)
    assert raised.type is kind
    assert [problem.message for problem in raised.value.diagnostics] == ["one", "two"]
    assert raised.value.diagnostics[0].location == Location(Path("here"), 1, 2)


def test_what_fails_here_ends_what_is_done_beside() -> None:
    with pytest.raises(ZeroDivisionError):
        beside(partial(subprocess.run, ["sleep", "60"]), partial(divmod, 1, 0))
    deadline = time.monotonic() + 20
    while any(map(is_running, children(os.getpid()))):
        assert time.monotonic() < deadline
        time.sleep(0.05)


def test_it_is_told_when_what_is_done_beside_is_ended_from_outside() -> None:
    with pytest.raises(TypesettingError, match="a worker was ended before its work was done"):
        beside(partial(signal.raise_signal, signal.SIGKILL), list)


def test_mistakes_are_told_the_same_by_any_number_of_workers(run: Run, folder: Path) -> None:
    replace(folder / "content" / "professions" / "podiatrist.yml", "example: ", "exmaple: ")
    replace(folder / "templates" / "products" / "card.html.j2", "{% extends", "{% extend")
    alone, together = (run("build", "--profession", "podiatrist", "--jobs", jobs, cwd=folder) for jobs in ("1", "2"))
    assert alone.returncode == together.returncode == 1
    assert alone.stderr == together.stderr
    assert "podiatrist.yml:" in alone.stderr
    assert "products/card.html.j2:1" in alone.stderr


# Ended from outside


def children(pid: int) -> list[int]:
    """A process in; out, those that it has forked: what it has started otherwise is another program."""
    try:
        program = Path(f"/proc/{pid}/cmdline").read_bytes()
        started = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        return [int(each) for each in started if Path(f"/proc/{each}/cmdline").read_bytes() == program]
    except OSError:
        return []


@pytest.fixture
def at_work(tmp_path: Path) -> "Iterator[subprocess.Popen[str]]":
    """A build of everything that has just begun, in a session of its own, and has two workers."""
    if not Path("/proc/self/task").exists():
        pytest.skip("there is no /proc to look for workers in")
    arguments = ["build", "--all", "--jobs", "2", "--content", str(CONTENT), "--output", str(tmp_path / "out")]
    process = subprocess.Popen(
        [sys.executable, "-m", "framework_pdf", *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        preexec_fn=heed_ctrl_c,
        cwd=tmp_path,
    )
    deadline = time.monotonic() + 120
    workers: list[int] = []
    while len(workers) < 2 or workers != children(process.pid):  # others come and go before them
        assert process.poll() is None, process.communicate()
        assert time.monotonic() < deadline
        workers = children(process.pid)
        time.sleep(0.5)
    yield process
    process.kill()
    process.communicate()


def is_running(pid: int) -> bool:
    """A process in; out, whether it is there, and no mere entry that nobody has asked for."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_ctrl_c_ends_it_at_once_and_leaves_nothing(at_work: "subprocess.Popen[str]", tmp_path: Path) -> None:
    workers = children(at_work.pid)
    started = time.monotonic()
    os.killpg(at_work.pid, signal.SIGINT)
    _, said = at_work.communicate(timeout=30)
    assert time.monotonic() - started < 10
    assert at_work.returncode == 1
    assert "Aborted" in said
    assert "Traceback" not in said
    assert not any(map(is_running, workers))
    assert not (tmp_path / "out").exists()


def test_a_worker_that_is_killed_is_told_and_nothing_is_written(
    at_work: "subprocess.Popen[str]", tmp_path: Path
) -> None:
    workers = children(at_work.pid)
    os.kill(workers[0], signal.SIGKILL)
    _, said = at_work.communicate(timeout=60)
    assert at_work.returncode == 1
    assert "error[worker-ended]: a worker was ended before its work was done" in said
    assert "--jobs 1" in said
    assert "Traceback" not in said
    assert not any(map(is_running, workers))
    assert not (tmp_path / "out").exists()


def test_workers_end_with_the_process_that_began_them(at_work: "subprocess.Popen[str]", tmp_path: Path) -> None:
    workers = children(at_work.pid)
    at_work.kill()
    at_work.communicate(timeout=30)
    deadline = time.monotonic() + 20
    while any(map(is_running, workers)):
        assert time.monotonic() < deadline
        time.sleep(0.05)
    assert not (tmp_path / "out").exists()
