"""A process that works for this one on what others wrote, within limits, and ends with it.

Limited are the processor's time, so that neither a slow machine with much to do nor one that was asleep ends any work,
and memory. A worker that takes more time is ended by the system itself, in the midst of whatever it does; this process
goes on, and tells of it. Time is limited where the system has such a timer, memory on Linux.
"""

import gc
import os
import pickle
import signal
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import replace
from errno import ENOMEM
from itertools import count
from multiprocessing import active_children, get_all_start_methods, get_context, parent_process
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import Any, TypeVar

from framework_pdf.core.diagnostics import Diagnostic
from framework_pdf.core.errors import FrameworkPdfError, LimitError, TypesettingError
from framework_pdf.core.limits import MOST_MEMORY, SECONDS

T = TypeVar("T")
TYPESETTER = "framework_pdf.build.typeset"
"""The module that loads it, which takes long: workers that set pages begin with it, where they can."""
EACH, OTHERS = 2, 4
"""Processes and threads that each worker may need at once, and those beside: one that reads, and libraries' own."""
TASKS_BETWEEN_FULL_SEARCHES = 10
"""After so many tasks garbage is looked for in all that is kept; after others in what is new, in half the time."""


class Worker(AbstractContextManager["Worker"]):
    """A process that does one task after another. It starts with the first, and again where it has ended."""

    def __init__(self, temporary: str | None = None) -> None:
        """Name the folder for its temporary files; None: the system's.

        The folder is for this process to clear, as a worker may be ended at any moment.
        """
        self._temporary = temporary
        self._process: Any = None
        self._pipe: Connection
        self._over_time: LimitError | None
        """To be raised if what it does now takes too much time."""
        self.given: Any = None
        """What the last task gave."""

    def __exit__(self, *_: object) -> None:
        self.end()

    def fileno(self) -> int:
        """Return what `multiprocessing.connection.wait` needs to wait until there is something to hear."""
        return self._pipe.fileno()

    def give(self, task: Callable[[], object]) -> None:
        """Have a task begun that can be pickled. The one before is done."""
        if self._process is None or not self._process.is_alive():
            context = start_context()
            self._pipe, theirs = context.Pipe()
            process = context.Process(target=_serve, args=(theirs, self._temporary))
            try:
                process.start()
            except OSError as error:
                raise _no_process(f"another process can't be started: {error.strerror}") from error
            theirs.close()
            self._process, self._over_time = process, None
        with suppress(BrokenPipeError):  # it has just ended: whoever listens is told
            self._pipe.send(task)

    def hear(self) -> bool:
        """Wait for the next thing that it tells, and return whether that is what the task gave.

        Raises:
            Exception: What the task raised.
            LimitError: It took too much time, and was ended.
            TypesettingError: It was ended from outside.
        """
        try:
            told = self._pipe.recv()
        except (EOFError, OSError):
            raise self._why_ended() from None
        if isinstance(told, LimitError):
            self._over_time = told
            return False
        self.given, error = told
        if error:
            raise error
        return True

    def answer(self) -> Any:
        """Wait for what the task gives, and return it. Raises as `hear` does."""
        while not self.hear():
            pass
        return self.given

    def end(self) -> None:
        """End it, whatever it does."""
        if self._process is not None:
            self._process.kill()
            self._process.join()

    def _why_ended(self) -> FrameworkPdfError:
        self._process.join()
        if self._over_time and self._process.exitcode == -getattr(signal, "SIGPROF", 0):
            return self._over_time
        hint = "build again with `--jobs 1`, or where there is more memory"
        message = (
            "a worker was ended before its work was done: most often there is too little memory, or no more process"
        )
        return TypesettingError(Diagnostic("worker-ended", message, None, hint))


def in_worker(task: Callable[[], T]) -> T:
    """Return what a task gives, done in a worker of its own. Raises as `Worker.hear` does."""
    with Worker() as worker:
        worker.give(task)
        given: T = worker.answer()
        return given


def check_room(jobs: int) -> None:
    """Try whether the system starts as many processes as so many workers need, before anything depends on it.

    Where it does not, libraries that start programs of their own wait for it for minutes, and others end their process.

    Raises:
        FrameworkPdfError: It does not.
    """
    if not _may_fork() or len(active_children()) >= jobs:
        return
    wanted = jobs * EACH + OTHERS
    started = _started_at_once(wanted)
    if started < wanted:
        fewer = (started - OTHERS) // EACH
        hint = f"take `--jobs {fewer}`" if fewer > 0 else None
        raise _no_process(f"the system starts {started} more processes, and {wanted} may be needed at once", hint)


def _started_at_once(number: int) -> int:
    """Return how many of so many processes, which do nothing, the system starts at once."""
    waiting, going = os.pipe()
    started: list[int] = []
    try:
        while len(started) < number:
            child = os.fork()
            if not child:
                try:
                    os.close(going)
                    os.read(waiting, 1)  # until all others have closed it
                finally:
                    os._exit(
                        0
                    )  # by Ctrl-C too, which reaches it as well: it is a copy of this process, and would tidy up
            started.append(child)
    except OSError:
        pass
    finally:
        os.close(going)
        os.close(waiting)
        for child in started:
            os.waitpid(child, 0)
    return len(started)


def _no_process(message: str, hint: str | None = None) -> FrameworkPdfError:
    hint = hint or "end other programs, or have the limit raised (`ulimit -u`)"
    return FrameworkPdfError(Diagnostic("too-few-processes", message, None, hint))


def start_context() -> Any:
    """Return what starts processes here.

    A fork copies locks that other threads hold, and no thread that would open them. So it is for a process that has no
    other thread, of a library's either. Where it may have some, another process is asked to fork itself.
    """
    if _may_fork():
        return get_context("fork")
    if "forkserver" not in get_all_start_methods():
        return get_context("spawn")
    context = get_context("forkserver")
    context.set_forkserver_preload([TYPESETTER])
    return context


def _may_fork() -> bool:
    """Return whether this process is known to have no other thread."""
    threads = Path("/proc/self/task")
    return threads.is_dir() and len(list(threads.iterdir())) == 1


# In a worker

_tell: Callable[[LimitError], object] | None = None
"""Tells the process that started this one what it is to raise where this one is ended; None: this is no worker."""


@contextmanager
def limited(work: str, seconds: float | None = None) -> Iterator[None]:
    """Limit what is done inside, where this is a worker. Limited work has no other limited work in it.

    Args:
        work: What is done, in words.
        seconds: The most of the processor's time for it; None: the usual.

    Raises:
        LimitError: It takes more memory, or raises one itself, as where there are too many pages. Each is told with
            the work, or with its place if it has one.
    """
    seconds = seconds or SECONDS
    try:
        if _tell is not None and sys.platform != "win32":  # where there is no such timer
            hint = "look for loops in templates, for style sheets that come to no end, and for very long texts"
            _tell(_over(f"{work} takes more than {seconds:g} seconds of the processor’s time", hint))
            signal.setitimer(signal.ITIMER_PROF, seconds)
        yield
    except LimitError as error:
        raise LimitError(_of_work(work, problem) for problem in error.diagnostics) from error
    except (MemoryError, OSError) as error:
        if isinstance(error, OSError) and error.errno != ENOMEM:
            raise
        hint = "look for what grows without an end, in templates most often"
        raise _over(f"{work} takes more than {MOST_MEMORY / 1e9:g} GB of memory", hint) from None
    finally:
        if _tell is not None and sys.platform != "win32":
            signal.setitimer(signal.ITIMER_PROF, 0)


def _of_work(work: str, problem: Diagnostic) -> Diagnostic:
    return problem if problem.location else replace(problem, message=f"{work} {problem.message}")


def _over(message: str, hint: str) -> LimitError:
    return LimitError(Diagnostic("over-limit", message, None, hint))


def _serve(pipe: Connection, temporary: str | None) -> None:
    """Do the tasks that come through a pipe, one after another, until nobody is at its other end."""
    global _tell
    _tell = pipe.send
    tempfile.tempdir = temporary
    for ending in (signal.SIGINT, signal.SIGTERM):  # without a word
        signal.signal(ending, signal.SIG_DFL)
    if sys.platform != "win32":
        signal.signal(signal.SIGPROF, signal.SIG_DFL)
        _limit_memory()
        _end_with_the_first()
    gc.freeze()  # what is there stays
    gc.disable()  # to look for garbage again and again takes a fifth of the time
    with suppress(EOFError, BrokenPipeError):
        for number in count(1):
            pipe.send_bytes(_answer(pipe.recv()))
            gc.collect(1 if number % TASKS_BETWEEN_FULL_SEARCHES else 2)


def _answer(task: Callable[[], object]) -> bytes:
    """Return what a task gave, and None, or None and what it raised, pickled."""
    try:
        return pickle.dumps((task(), None))
    except Exception as error:
        answer = pickle.dumps((None, error))
        try:
            pickle.loads(answer)  # noqa: S301 (of this process)
        except Exception:  # not every one can be made again from what it was made of
            return pickle.dumps((None, RuntimeError(f"{type(error).__name__}: {error}")))
        return answer


def _limit_memory() -> None:
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_DATA)
    limits = (limit for limit in (soft, hard, MOST_MEMORY) if limit != resource.RLIM_INFINITY)
    resource.setrlimit(resource.RLIMIT_DATA, (min(limits), hard))


def _end_with_the_first() -> None:
    """Have the system end this process when the one is gone that it works for: nobody else would.

    A pipe from there is closed then, at which SIGIO is sent to whoever asked for it.
    """
    from fcntl import F_SETFL, F_SETOWN, fcntl

    first = parent_process()
    if first is not None:
        fcntl(first.sentinel, F_SETOWN, os.getpid())
        fcntl(first.sentinel, F_SETFL, os.O_ASYNC)
        if wait([first.sentinel], 0):
            os._exit(1)
