"""Something to do in; out, what it gave: done by other processes, which end with this one.

Where the system can fork, they begin with all that is in this process, and share its memory.
"""

import os
import signal
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from gc import freeze
from multiprocessing import active_children, get_all_start_methods, get_context, parent_process
from multiprocessing.connection import wait
from typing import TypeVar

from framework_pdf.core.diagnostics import Diagnostic
from framework_pdf.core.errors import TypesettingError

T = TypeVar("T")
START = "fork" if "fork" in get_all_start_methods() else "spawn"
"""How processes start here, as the library calls it."""


@contextmanager
def hands(number: int, ready: Callable[[], object] = lambda: None, start: str = START) -> Iterator[ProcessPoolExecutor]:
    """How many, what each does first, and how they start, in; inside, those processes.

    Where something is raised they end at once. Raises TypesettingError where one was ended from outside.
    """
    pool = ProcessPoolExecutor(number, get_context(start), _begin, (ready,))
    try:
        yield pool
    except BaseException as error:
        for child in active_children():
            child.terminate()
        pool.shutdown(wait=False, cancel_futures=True)
        if isinstance(error, BrokenProcessPool):
            hint = "build again with `--jobs 1`, or with fewer than before"
            message = "a worker was ended before its work was done: most often there is too little memory"
            raise TypesettingError(Diagnostic("worker-ended", message, None, hint)) from error
        raise
    pool.shutdown()


def beside(task: Callable[[], T], other: Callable[[], object]) -> T:
    """Two things to do in; out, what the first gave: it is done in another process while this one does the other.

    That is for systems that can fork: elsewhere the other process would have to load everything first.
    Raises what either raises, and TypesettingError where the process was ended from outside.
    """
    with hands(1) as pool:
        told = pool.submit(task)
        other()
        return told.result()


def _begin(ready: Callable[[], object]) -> None:
    """What is to be done first in; this process is ready. Ctrl-C ends it without a word."""
    signal.signal(signal.SIGINT, lambda *_: os._exit(130))
    threading.Thread(target=_end_with_the_first, daemon=True).start()
    ready()
    freeze()  # what is there stays: it need not be looked through for garbage again and again


def _end_with_the_first() -> None:
    """Nothing in; this process ends as soon as the one is gone that started it: nobody else would end it."""
    parent = parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)
