"""Work in; out, LimitError where it takes more time or memory than is given: it runs on what others wrote.

Time is the processor's, so that neither a slow machine with much to do nor one that was asleep ends any work. It is
watched where the system has such a timer, and in the main thread of a process; memory where the system limits it.
"""

import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from errno import ENOMEM
from typing import Any

from framework_pdf.core.diagnostics import Diagnostic
from framework_pdf.core.errors import LimitError
from framework_pdf.core.limits import MOST_MEMORY, SECONDS

try:
    import resource
except ImportError:  # there is none outside of POSIX
    resource = None  # type: ignore[assignment]

AGAIN = 0.1
"""So many seconds later it barks again: a library may take the first for an error of its own, and go on."""


class _Bark(BaseException):
    """The time is over. No library takes it for an error of its own, but one that takes everything for one."""


@contextmanager
def watched(work: str, seconds: float | None = None) -> Iterator[None]:
    """What is done, in words, and the most of the processor's time for it, or the usual, in; LimitError out beyond it.

    So it is where it takes more memory, or raises a LimitError itself: each is told with the work. Watched work may
    be part of other watched work, whose time goes on when it ends.
    """
    try:
        with _in_time(seconds or SECONDS), _in_memory():
            yield
    except LimitError as error:
        told = (replace(problem, message=f"{work} {problem.message}") for problem in error.diagnostics)
        raise LimitError(told) from error
    except (MemoryError, OSError) as error:
        if isinstance(error, OSError) and error.errno != ENOMEM:
            raise
        hint = "look for what grows without an end, in templates most often"
        raise _over(f"{work} takes more than {MOST_MEMORY / 1e9:g} GB of memory", hint) from None


def _over(message: str, hint: str) -> LimitError:
    return LimitError(Diagnostic("over-limit", message, None, hint))


@contextmanager
def _in_time(seconds: float) -> Iterator[None]:
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return
    barked = []

    def bark(*_: Any) -> None:
        barked.append(True)
        raise _Bark

    def unraisable(lost: Any) -> None:  # where nothing can be raised, as in a finaliser: it barks again
        if lost.exc_type is not _Bark:
            told(lost)

    told, sys.unraisablehook = sys.unraisablehook, unraisable
    heard = signal.signal(signal.SIGPROF, bark)
    around, _ = signal.setitimer(signal.ITIMER_PROF, seconds, AGAIN)
    try:
        try:
            yield
        finally:
            left, _ = signal.setitimer(signal.ITIMER_PROF, 0)
    except (Exception, _Bark):
        left, _ = signal.setitimer(signal.ITIMER_PROF, 0)  # it may bark while the work ends
        if not barked:
            raise
    finally:
        signal.signal(signal.SIGPROF, heard)
        sys.unraisablehook = told
        if around:
            signal.setitimer(signal.ITIMER_PROF, max(around - (seconds - left), AGAIN), AGAIN)
    if barked:
        hint = "look for loops in templates, for style sheets that come to no end, and for very long texts"
        raise _over(f"takes more than {seconds:g} seconds of the processor’s time", hint)


@contextmanager
def _in_memory() -> Iterator[None]:
    if resource is None:
        yield
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_DATA)
    limits = (limit for limit in (soft, hard, MOST_MEMORY) if limit != resource.RLIM_INFINITY)
    resource.setrlimit(resource.RLIMIT_DATA, (min(limits), hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_DATA, (soft, hard))
