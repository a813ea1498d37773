"""The processes that read, and those that make editions, several at once: the same bytes come from any number."""

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from functools import partial
from importlib import import_module
from itertools import chain, groupby
from multiprocessing.connection import wait
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, TypeVar

from framework_pdf.build.session import Sessions
from framework_pdf.core.worker import TYPESETTER, Worker, check_room
from framework_pdf.products.edition import Edition, Progress
from framework_pdf.products.formats import Made

if TYPE_CHECKING:  # it loads WeasyPrint
    from framework_pdf.typesetting.typesetter import Typesetter

T = TypeVar("T")
Batch = tuple[Edition, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an edition, and what it was made from."""

    edition: Edition
    made: Made
    """Without a file where it could not be made."""
    seconds: float = 0
    html: str = ""
    """A checksum of all HTML that was composed for it."""
    inputs: tuple[Path, ...] = ()
    """The files that the typesetter fetched, and all others that it was made from."""


Outcomes = tuple[Outcome, ...]


class Workers(AbstractContextManager["Workers"]):
    """One that reads, and some that make. They stay until this is left."""

    def __init__(self, jobs: int = 1) -> None:
        """Say how many make editions at once."""
        self._fonts = TemporaryDirectory(prefix="framework-pdf-", ignore_cleanup_errors=True)
        self._reader = Worker()
        self.makers = tuple(Worker(self._fonts.name) for _ in range(jobs))

    def __exit__(self, *_: object) -> None:
        for worker in (self._reader, *self.makers):
            worker.end()
        self._fonts.cleanup()

    def read(self, task: Callable[[], T]) -> T:
        """Return what a task gives. Meanwhile the typesetter is loaded, where several workers may be forked with it.

        Raises:
            FrameworkPdfError: What the task raised, or that the worker was ended.
        """
        check_room(len(self.makers))
        self._reader.give(task)
        if len(self.makers) > 1:
            import_module(TYPESETTER)
        given: T = self._reader.answer()
        return given

    def do(self, task: Callable[[], T]) -> T:
        """Return what a task gives, done by one that makes. Raises as `read` does."""
        self.makers[0].give(task)
        given: T = self.makers[0].answer()
        return given


def make_all(
    sessions: Sessions, editions: Sequence[Edition], workers: Workers, progress: Progress = iter, *, keep: bool = True
) -> Outcomes:
    """Return what became of each edition, in their order.

    Args:
        sessions: The session of each brand.
        editions: What is to be made.
        workers: Who makes it.
        progress: Hands editions on one by one as they are made, for somebody who watches.
        keep: Whether outcomes hold the files.

    Raises:
        LimitError: An edition takes too much: nothing more is made then.
        TypesettingError: A worker was ended from outside.
    """
    waiting = deque(enumerate(batched(editions)))
    at_work: dict[Worker, int] = {}
    for worker in workers.makers[: len(waiting)]:  # before `progress` is asked: it may start a thread
        at_work[worker], batch = waiting.popleft()
        worker.give(partial(_make, batch, sessions, keep=keep))
    outcomes = chain.from_iterable(_outcomes(at_work, waiting, keep=keep))
    return tuple(next(outcomes) for _ in progress(editions))


def _outcomes(at_work: dict[Worker, int], waiting: deque[tuple[int, Batch]], *, keep: bool) -> Iterator[Outcomes]:
    """Yield what became of batches, in the order of their numbers: those that are at work, and those that wait.

    Where something is raised, workers that have not finished are ended.
    """
    finished: dict[int, Outcomes] = {}
    try:
        for number in range(len(at_work) + len(waiting)):
            while number not in finished:
                speaking: list[Any] = wait(list(at_work))  # type: ignore[arg-type]  # whatever has a `fileno`
                for worker in filter(Worker.hear, speaking):
                    finished[at_work.pop(worker)] = worker.given
                    if waiting:
                        at_work[worker], batch = waiting.popleft()
                        worker.give(partial(_make, batch, None, keep=keep))
            yield finished.pop(number)
    finally:
        for worker in at_work:
            worker.end()


def batched(editions: Sequence[Edition]) -> tuple[Batch, ...]:
    """Return editions in batches, each for one worker: cards are fitted once for all their files."""
    return tuple(tuple(batch) for _, batch in groupby(editions, lambda edition: edition.kind))


# In a worker that makes

_sessions: Sessions = {}
"""The sessions that came last."""
_typesetters: "dict[tuple[Path, ...], Typesetter]" = {}
"""Theirs, by their folders: what was read and worked out can be used again."""


def _make(batch: Batch, sessions: Sessions | None, *, keep: bool) -> Outcomes:
    """Return what became of each edition of a batch, with its files or without.

    It is made with these sessions, or with those that came last.
    """
    from framework_pdf.build.pipeline import make_edition

    if sessions is not None:
        _open(sessions)
    outcomes = (make_edition(_sessions[edition.brand], edition) for edition in batch)
    made = tuple(each if keep else replace(each, made=replace(each.made, files=())) for each in outcomes)
    for session in _sessions.values():
        session.fitted.clear()
    return made


def _open(sessions: Sessions) -> None:
    """Go on with these sessions, with the typesetters that worked for the same folders before, if they still may."""
    global _sessions, _typesetters
    known = {folders: typesetter for folders, typesetter in _typesetters.items() if typesetter.holds()}
    for session in sessions.values():
        if session.folders in known:
            session.typesetter = known[session.folders]
    _sessions = sessions
    _typesetters = {session.folders: session.typesetter for session in sessions.values()}
