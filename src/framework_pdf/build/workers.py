"""The processes that read, and those that make editions, several at once: the same bytes come from any number."""

from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from functools import partial
from importlib import import_module
from itertools import chain, groupby
from multiprocessing.connection import wait
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, TypeVar

from framework_pdf.build.desk import Desks
from framework_pdf.build.outcome import Outcome
from framework_pdf.core.worker import TYPESETTER, Worker
from framework_pdf.products.edition import Edition, Follow

if TYPE_CHECKING:  # they load the typesetter
    from framework_pdf.build.house import House

T = TypeVar("T")
Batch = tuple[Edition, ...]
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
        """Return what a task gives, while the typesetter is loaded here: those that make are forked with it.

        Raises:
            FrameworkPdfError: What the task raised, or that the worker was ended.
        """
        self._reader.give(task)
        import_module(TYPESETTER)
        given: T = self._reader.answer()
        return given

    def do(self, task: Callable[[], T]) -> T:
        """Return what a task gives, done by one that makes. Raises as `read` does."""
        self.makers[0].give(task)
        given: T = self.makers[0].answer()
        return given


def make_all(
    desks: Desks, editions: Sequence[Edition], workers: Workers, follow: Follow = iter, *, keep: bool = True
) -> Outcomes:
    """Return what became of each edition, in their order.

    Args:
        desks: The desk of each brand.
        editions: What is to be made.
        workers: Who makes it.
        follow: Hands editions on one by one as they are made, for somebody who watches.
        keep: Whether outcomes hold the files.

    Raises:
        LimitError: An edition takes too much: nothing more is made then.
        PressError: A worker was ended from outside.
    """
    waiting = deque(enumerate(batched(editions)))
    at_work: dict[Worker, int] = {}
    for worker in workers.makers[: len(waiting)]:  # before `follow` is asked: it may start a thread
        at_work[worker], batch = waiting.popleft()
        worker.give(partial(_make, batch, desks, keep=keep))
    outcomes = chain.from_iterable(_outcomes(at_work, waiting, keep=keep))
    return tuple(next(outcomes) for _ in follow(editions))


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

_houses: "Mapping[str | None, House]" = {}
"""A house for each desk of those that came last."""
_presses: "dict[tuple[Path, ...], Press]" = {}
"""Theirs, by their folders: what was read and worked out can be used again."""


def _make(batch: Batch, desks: Desks | None, *, keep: bool) -> Outcomes:
    """Return what became of each edition of a batch, with its files or without.

    It is made at the desks, or at those that came last.
    """
    if desks is not None:
        _furnish(desks)
    outcomes = (_houses[edition.brand].make(edition) for edition in batch)
    made = tuple(outcome if keep else replace(outcome, files=()) for outcome in outcomes)
    for house in _houses.values():
        house.clear()
    return made


def _furnish(desks: Desks) -> None:
    """Have a house for each desk, with the press that worked for the same folders before, if it still may."""
    from framework_pdf.build.house import House

    global _houses, _presses
    known = {folders: press for folders, press in _presses.items() if press.holds()}
    _houses = {brand: House(desk, known.get(desk.folders)) for brand, desk in desks.items()}
    _presses = {desk.folders: _houses[brand].press for brand, desk in desks.items()}
