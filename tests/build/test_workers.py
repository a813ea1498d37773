"""Several workers make what one makes: the same bytes, all problems, and an end at once where there must be one."""

import errno
import json
import os
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from multiprocessing import get_context
from pathlib import Path

import pytest

from framework_pdf.build.session import open_sessions
from framework_pdf.build.workers import Workers, batched, make_all
from framework_pdf.content.catalogue import Catalogue
from framework_pdf.core import worker
from framework_pdf.core.diagnostics import Diagnostic, Location
from framework_pdf.core.errors import FrameworkPdfError, LimitError, TypesettingError
from framework_pdf.core.worker import Worker, in_worker, limited, start_context
from framework_pdf.core.workspace import Workspace
from framework_pdf.products.plan import Request
from tests.support.composing import planned
from tests.support.drawings import DRAWINGS
from tests.support.folders import CONTENT, GARDEN, TEMPLATES, replace
from tests.support.programs import Run, heed_ctrl_c

pytestmark = pytest.mark.command


def contents(folder: Path) -> dict[str, bytes]:
    """Return what the files hold that were made in a folder."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*.*")
        if path.suffix in {".pdf", ".html"}
    }


def test_any_number_of_workers_makes_the_same_files_and_manifest(run: Run, tmp_path: Path) -> None:
    for jobs in ("1", "2"):
        asked = ("--profession", "cook", "--profession", "gardener", "--product", "card", "--product", "worksheet")
        done = run("build", *asked, "--content", GARDEN, "--output", jobs, "--jobs", jobs)
        assert done.returncode == 0, done.stderr
    alone = contents(tmp_path / "1")
    assert len(alone) == 2 * (4 + 1 + 1)
    assert contents(tmp_path / "2") == alone
    manifests = []
    for jobs in ("1", "2"):
        manifest = json.loads((tmp_path / jobs / "manifest.json").read_text(encoding="utf-8"))
        manifest["last_run"]["seconds"] = 0
        manifests.append({**manifest, "editions": [{**entry, "seconds": 0} for entry in manifest["editions"]]})
    assert manifests[0] == manifests[1]


def test_workers_make_the_same_files_however_they_are_started(monkeypatch: pytest.MonkeyPatch) -> None:
    sessions = open_sessions(Workspace((GARDEN,), (TEMPLATES,), Path("nowhere")), ())
    editions = sessions[None].plan(Request(("cook", "gardener"), aspects=("1",)))
    made = {}
    for start in ("fork", "forkserver", "spawn"):
        monkeypatch.setattr(worker, "start_context", partial(get_context, start))
        with Workers() as workers:
            outcomes = make_all(sessions, editions, workers)
        made[start] = {file.path: file.data for outcome in outcomes for file in outcome.made.files}
    assert len(made["fork"]) == 2
    assert made["fork"] == made["forkserver"] == made["spawn"]


def test_one_that_fails_stops_no_other_and_every_problem_is_told(run: Run, garden: Path) -> None:
    for profession, step in (("cook", "Taste something"), ("garddwr-ysgol", "Gofynnwch i dri")):
        path = garden / "content" / "professions" / f"{profession}.yml"
        replace(path, step, f"{'Write down a word or two ' * 60}{step}")
    arguments = ("build", "--all", "--product", "card", "--aspect", "2", "--templates", TEMPLATES)
    alone, together = (run(*arguments, "--jobs", jobs, cwd=garden) for jobs in ("1", "2"))
    assert alone.returncode == together.returncode == 1
    assert alone.stderr == together.stderr
    assert alone.stderr.count("error[text-too-long]") == 2
    assert not (garden / "output").exists()


def test_cards_of_one_kind_go_to_one_worker(catalogue: Catalogue) -> None:
    batches = batched(planned(Request(("podiatrist", "paramedic")), catalogue))
    assert [len(batch) for batch in batches] == [1, 7, 1, 7]
    assert batched(()) == ()


# A worker by itself


def test_a_task_is_done_by_another_process_and_the_next_by_the_same() -> None:
    assert in_worker(os.getpid) != os.getpid()
    with Worker() as worker:
        worker.give(os.getpid)
        first = worker.answer()
        worker.give(partial(divmod, 1, 0))
        with pytest.raises(ZeroDivisionError):
            worker.answer()
        worker.give(os.getpid)
        assert worker.answer() == first
    assert not is_running(first)


def every_error(kind: type[FrameworkPdfError] = FrameworkPdfError) -> Iterator[type[FrameworkPdfError]]:
    """Return an exception of ours and all that are of its kind."""
    yield kind
    for other in kind.__subclasses__():
        yield from every_error(other)


def fail(kind: type[FrameworkPdfError]) -> None:
    """Raise an exception with two problems."""
    raise kind(Diagnostic("no-folder", word, Location(Path("here"), 1, 2), "look") for word in ("one", "two"))


@pytest.mark.parametrize("kind", [*every_error()])
def test_what_fails_in_a_worker_fails_here_with_all_its_problems(kind: type[FrameworkPdfError]) -> None:
    with pytest.raises(FrameworkPdfError) as raised:
        in_worker(partial(fail, kind))
    assert raised.type is kind
    assert [problem.message for problem in raised.value.diagnostics] == ["one", "two"]
    assert raised.value.diagnostics[0].location == Location(Path("here"), 1, 2)


def unpicklable() -> Callable[[], None]:
    return lambda: None


def test_what_can_not_be_handed_over_is_told() -> None:
    with pytest.raises(AttributeError, match="unpicklable"):
        in_worker(unpicklable)


class OddError(Exception):
    """One that can't be made again from its message."""

    def __init__(self, name: str, what: str) -> None:
        super().__init__(f"{name} {what}")


def raise_odd() -> None:
    raise OddError("this", "is odd")


def test_an_exception_that_can_not_be_made_again_is_told_in_words() -> None:
    with pytest.raises(RuntimeError, match="OddError: this is odd"):
        in_worker(raise_odd)


def fail_while_workers_sleep(pids: list[int]) -> None:
    """Two workers begin to sleep; their processes are noted, and something is raised."""
    with Workers(2) as workers:
        for worker in workers.makers:
            worker.give(os.getpid)
            pids.append(worker.answer())
            worker.give(partial(time.sleep, 60))
        raise ZeroDivisionError


def test_what_fails_here_ends_its_workers_and_no_process_of_others() -> None:
    other = start_context().Process(target=time.sleep, args=(60,))
    other.start()
    pids: list[int] = []
    with pytest.raises(ZeroDivisionError):
        fail_while_workers_sleep(pids)
    assert len(pids) == 2
    assert not any(map(is_running, pids))
    with pytest.raises(TypesettingError):
        in_worker(partial(signal.raise_signal, signal.SIGKILL))
    assert other.is_alive()
    other.kill()
    other.join()


def test_it_is_told_when_a_worker_is_ended_from_outside_and_it_starts_again() -> None:
    with Worker() as worker:
        worker.give(partial(signal.raise_signal, signal.SIGKILL))
        with pytest.raises(TypesettingError, match="a worker was ended before its work was done"):
            worker.answer()
        worker.give(os.getpid)
        assert worker.answer() != os.getpid()


def ask_for_memory() -> None:
    with limited("this"):
        bytearray(3_000_000_000)


def calculate() -> None:
    """One call of C that looks at no signal, and takes minutes."""
    with limited("this", 0.3):
        pow(7, 10**9)


@pytest.mark.parametrize(
    ("task", "said"), [(calculate, r"this takes more than 0\.3 seconds"), (ask_for_memory, "this takes more than 2 GB")]
)
def test_a_limit_that_is_met_ends_the_worker_alone(task: Callable[[], None], said: str) -> None:
    limits, handler = resource.getrlimit(resource.RLIMIT_DATA), signal.getsignal(signal.SIGPROF)
    started = time.monotonic()
    with Workers() as workers:
        with pytest.raises(LimitError, match=said):
            workers.do(task)
        assert workers.do(os.getpid) != os.getpid()
    assert time.monotonic() - started < 20
    assert (resource.getrlimit(resource.RLIMIT_DATA), signal.getsignal(signal.SIGPROF)) == (limits, handler)
    assert signal.getitimer(signal.ITIMER_PROF) == (0, 0)


def in_another() -> str:
    """A worker of a worker meets its limit; this one goes on, in its own time."""
    with pytest.raises(LimitError) as raised:
        in_worker(calculate)
    with limited("the rest", 0.3):
        return str(raised.value)


def test_a_worker_can_have_workers() -> None:
    assert "this takes more than 0.3 seconds" in in_worker(in_another)


FORKS = """
import os, threading, time
from framework_pdf.cli.main import main

def note():
    with open("forks", "a") as file:
        print(len(os.listdir("/proc/self/task")), file=file)

if __name__ == "__main__":
    os.register_at_fork(before=note)
    if {threads}:
        threading.Thread(target=time.sleep, args=(600,), daemon=True).start()
    main()
"""


@pytest.fixture
def noting_forks(tmp_path: Path) -> Callable[[bool], list[str]]:
    """What begins the command, with another thread or without; how many threads there were at each fork is in `forks`.

    It lies in a folder of its own: the working directory may have come from anybody.
    """
    if not Path("/proc/self/task").exists():
        pytest.skip("there is no /proc to count threads in")

    def command(threads: bool) -> list[str]:
        script = tmp_path / "scripts" / "script.py"
        script.parent.mkdir()
        script.write_text(FORKS.format(threads=threads), encoding="utf-8")
        return [sys.executable, str(script)]

    return command


@pytest.mark.parametrize("threads", [False, True])
def test_no_process_with_threads_is_forked(
    threads: bool, noting_forks: Callable[[bool], list[str]], tmp_path: Path
) -> None:
    kit = tmp_path / "kit"  # its drawing is looked at in a worker of a worker
    kit.mkdir()
    (kit / "_brand.yml").write_text("meta: {name: Guild}\nlogo: {path: mark.svg, alt: A}\n", encoding="utf-8")
    (kit / "mark.svg").write_text(DRAWINGS["rect"], encoding="utf-8")
    arguments = ["build", "--brand", "./kit", "--product", "card", "--aspect", "1", "--jobs", "2"]
    arguments += ["--content", str(GARDEN)]
    (tmp_path / "selectors.py").write_text("open('run', 'w')", encoding="utf-8")
    subprocess.run([*noting_forks(threads), *arguments], cwd=tmp_path, check=True, timeout=600)
    forks = tmp_path / "forks"
    assert (set(forks.read_text().split()) if forks.exists() else set()) == (set() if threads else {"1"})
    assert any((tmp_path / "output").rglob("*.pdf"))
    assert not (tmp_path / "run").exists(), "a module of the working directory was loaded"


def test_watch_forks_no_process_with_threads(noting_forks: Callable[[bool], list[str]], tmp_path: Path) -> None:
    shutil.copytree(GARDEN, tmp_path / "content")
    arguments = ["watch", "--profession", "cook", "--product", "card", "--serve", "--templates", str(TEMPLATES)]
    watching = subprocess.Popen([*noting_forks(False), *arguments], cwd=tmp_path, stdout=subprocess.PIPE, text=True)
    assert watching.stdout
    assert any(line.startswith("5 editions made") for line in watching.stdout)
    cook = tmp_path / "content" / "professions" / "cook.yml"
    workers = (tmp_path / "forks").read_text()
    replace(cook, "Taste something", "Smell something")
    assert any(line.startswith("2 editions made") for line in watching.stdout)
    replace(cook, "plural: Cooks", "plural: [")
    assert any(line.startswith("the last good files stay") for line in watching.stdout)
    watching.kill()
    watching.communicate()
    assert set(workers.split()) == {"1"}
    assert (tmp_path / "forks").read_text() == workers, "they stay"


def test_mistakes_are_told_the_same_by_any_number_of_workers(run: Run, garden: Path) -> None:
    replace(garden / "content" / "professions" / "cook.yml", "example: ", "exmaple: ")
    shutil.copytree(TEMPLATES / "products" / "card", garden / "templates" / "products" / "card")
    replace(garden / "templates" / "products" / "card" / "card.html.j2", "{% extends", "{% extend")
    alone, together = (run("build", "--profession", "cook", "--jobs", jobs, cwd=garden) for jobs in ("1", "2"))
    assert alone.returncode == together.returncode == 1
    assert alone.stderr == together.stderr
    assert "cook.yml:" in alone.stderr
    assert "products/card/card.html.j2:1" in alone.stderr


# Ended from outside


def children(pid: int) -> list[int]:
    """Return the processes that one has forked: what it has started otherwise is another program."""
    try:
        program = Path(f"/proc/{pid}/cmdline").read_bytes()
        started = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        return [int(each) for each in started if Path(f"/proc/{each}/cmdline").read_bytes() == program]
    except OSError:
        return []


@pytest.fixture
def at_work(tmp_path: Path) -> "Iterator[subprocess.Popen[str]]":
    """A build of everything that has just begun, in a session of its own: one worker has read, and two make."""
    if not Path("/proc/self/task").exists():
        pytest.skip("there is no /proc to look for workers in")
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    arguments = ["build", "--all", "--jobs", "2", "--content", str(CONTENT), "--output", str(tmp_path / "out")]
    process = subprocess.Popen(
        [sys.executable, "-m", "framework_pdf", *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        preexec_fn=heed_ctrl_c,
        cwd=tmp_path,
        env={**os.environ, "TMPDIR": str(temporary)},
    )
    deadline = time.monotonic() + 120
    before: list[int] = []
    # What is there only to try whether there is room for so many is gone a moment later.
    while len(workers := children(process.pid)) != 3 or workers != before:
        assert process.poll() is None, process.communicate()
        assert time.monotonic() < deadline
        before = workers
        time.sleep(0.3)
    yield process
    process.kill()
    process.communicate()


def is_running(pid: int) -> bool:
    """Return whether a process is there, and no mere entry that nobody has asked for."""
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
    assert not any((tmp_path / "temporary").iterdir())


INTERRUPTED = """
import os
from framework_pdf.core import worker

def interrupted(*_):
    raise KeyboardInterrupt

os.read = interrupted
try:
    print(worker._started_at_once(2))
finally:
    print("tidied up", flush=True)
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="processes are not forked")
def test_what_only_tries_for_room_ends_by_ctrl_c_and_tidies_nothing_up() -> None:
    done = subprocess.run([sys.executable, "-c", INTERRUPTED], capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == ("2\ntidied up\n", "")


def test_a_worker_that_is_killed_is_told_and_nothing_is_written(
    at_work: "subprocess.Popen[str]", tmp_path: Path
) -> None:
    workers = children(at_work.pid)
    os.kill(workers[-1], signal.SIGKILL)
    _, said = at_work.communicate(timeout=60)
    assert at_work.returncode == 1
    assert "error[worker-ended]: a worker was ended before its work was done" in said
    assert "--jobs 1" in said
    assert "Traceback" not in said
    assert not any(map(is_running, workers))
    assert not (tmp_path / "out").exists()
    assert not any((tmp_path / "temporary").iterdir())


def test_workers_end_with_the_process_that_began_them(at_work: "subprocess.Popen[str]", tmp_path: Path) -> None:
    workers = children(at_work.pid)
    at_work.kill()
    at_work.communicate(timeout=30)
    deadline = time.monotonic() + 20
    while any(map(is_running, workers)):
        assert time.monotonic() < deadline
        time.sleep(0.05)
    assert not (tmp_path / "out").exists()


def refusing(real: Callable[[], int], after: int) -> Callable[[], int]:
    """Return a `fork` that the system refuses after so many."""
    left = iter(range(after))

    def fork() -> int:
        if next(left, None) is None:
            raise BlockingIOError(errno.EAGAIN, os.strerror(errno.EAGAIN))
        return real()

    return fork


@pytest.mark.skipif(not hasattr(os, "fork"), reason="processes are not forked")
@pytest.mark.filterwarnings("ignore:.*multi-threaded.*fork:DeprecationWarning")
@pytest.mark.parametrize(
    ("there", "hint"),
    [
        (0, "end other programs, or have the limit raised (`ulimit -u`)"),
        (6, "take `--jobs 1`"),
        (11, "take `--jobs 3`"),
    ],
)
def test_too_few_processes_are_told_before_anything_waits_for_one(
    there: int, hint: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worker, "_may_fork", lambda: True)
    monkeypatch.setattr(os, "fork", refusing(os.fork, there))
    with Workers(4) as workers, pytest.raises(FrameworkPdfError) as caught:
        workers.read(partial(int, "1"))
    (problem,) = caught.value.diagnostics
    assert problem.message == f"the system starts {there} more processes, and 12 may be needed at once"
    assert problem.hint == hint
    monkeypatch.setattr(os, "fork", refusing(os.fork, 0))
    with Worker() as single, pytest.raises(FrameworkPdfError, match="another process can't be started: Resource"):
        single.give(partial(int, "1"))
