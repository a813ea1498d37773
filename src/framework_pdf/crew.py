"""Desks and editions in; out, what became of each, made by several workers at once, in the order of the editions.

Workers are processes. Where the system can fork, they begin with all that was read and checked, and share its memory;
elsewhere each reads it again. Either way editions come out the same.
"""

import gc
import os
import signal
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import groupby
from multiprocessing import active_children, get_all_start_methods, get_context, parent_process
from multiprocessing.connection import wait
from pathlib import Path

from framework_pdf.desk import Desks
from framework_pdf.diagnostics import Diagnostic
from framework_pdf.edition import Edition, Follow
from framework_pdf.errors import PressError
from framework_pdf.house import House
from framework_pdf.outcome import Outcome
from framework_pdf.press.press import Press

Houses = Mapping[str | None, House]
"""A house for each desk."""
Opening = Callable[[], Desks]
"""Opens desks; it can be sent to another process."""
Batch = tuple[Edition, ...]
_houses: Houses = {}
"""Those of a worker."""
_presses: dict[tuple[Path, ...], Press] = {}
"""Those of the last houses of this process, by their folders: what was read and worked out can be used again."""


@dataclass(frozen=True, slots=True)
class Crew:
    """How many work at once, and how they come to their desks."""

    opening: Opening
    jobs: int = 1
    start: str = "fork" if "fork" in get_all_start_methods() else "spawn"
    """`fork` or `spawn`, as in the library."""


def made(
    desks: Desks, editions: Sequence[Edition], crew: Crew, follow: Follow = iter, *, keep: bool = True
) -> tuple[Outcome, ...]:
    """Desks, editions, the crew, somebody who watches and whether files are kept, in; out, what became of each.

    Raises PressError where a worker was ended from outside.
    """
    batches, houses = batched(editions), _houses_of(desks)
    jobs = min(crew.jobs, len(batches))
    if jobs < 2:
        finished = (outcome for batch in batches for outcome in _outcomes(houses, batch, keep=keep))
        return tuple(next(finished) for _ in follow(editions))
    with _workers(houses, jobs, crew) as pool:
        work = [pool.submit(_at_work, batch, keep=keep) for batch in batches]
        try:
            finished = (outcome for batch in work for outcome in batch.result())
            return tuple(next(finished) for _ in follow(editions))
        except BrokenProcessPool as error:
            hint = "build again with `--jobs 1`, or with fewer than before"
            message = "a worker was ended before its work was done: most often there is too little memory"
            raise PressError(Diagnostic("worker-ended", message, None, hint)) from error


def _houses_of(desks: Desks) -> Houses:
    """Desks in; out, a house for each, with the press that worked for the same folders before, if it still may."""
    global _presses
    folders = {brand: tuple(folder.resolve() for folder in desk.folders) for brand, desk in desks.items()}
    known = {of: press for of, press in _presses.items() if press.holds()}
    houses = {brand: House(desk, known.get(folders[brand])) for brand, desk in desks.items()}
    _presses = {folders[brand]: house.press for brand, house in houses.items()}
    return houses


def batched(editions: Sequence[Edition]) -> tuple[Batch, ...]:
    """Editions in; out, the same in batches, each for one worker: cards are fitted once for all their files."""
    return tuple(tuple(batch) for _, batch in groupby(editions, lambda edition: edition.kind))


@contextmanager
def _workers(houses: Houses, jobs: int, crew: Crew) -> Iterator[ProcessPoolExecutor]:
    """Houses, how many workers, and the crew, in; inside, the workers. Where something is raised they end at once."""
    global _houses  # what a forked process begins with
    _houses = houses
    pool = ProcessPoolExecutor(
        jobs, get_context(crew.start), _settle, (None if crew.start == "fork" else crew.opening,)
    )
    try:
        yield pool
    except BaseException:
        for child in active_children():
            child.terminate()
        raise
    finally:
        _houses = {}
        pool.shutdown(wait=False, cancel_futures=True)


def _settle(opening: Opening | None) -> None:
    """How to open desks, where houses were not inherited, in; a worker is ready. Ctrl-C ends it without a word."""
    global _houses
    signal.signal(signal.SIGINT, lambda *_: os._exit(130))
    threading.Thread(target=_end_with_the_first, daemon=True).start()
    if opening:
        _houses = _houses_of(opening())
    gc.freeze()  # what is there stays: it need not be looked through again and again


def _end_with_the_first() -> None:
    """Nothing in; this worker ends as soon as the process is gone that started it: nobody else would end it."""
    parent = parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


def _at_work(batch: Batch, *, keep: bool) -> tuple[Outcome, ...]:
    """What a worker is given in; out, what became of it."""
    return tuple(_outcomes(_houses, batch, keep=keep))


def _outcomes(houses: Houses, batch: Batch, *, keep: bool) -> Iterator[Outcome]:
    """Houses, a batch of editions and whether their files are kept in; out, what became of each.

    What can be thrown away is thrown away after a batch: to look for it again and again takes a fifth of the time.
    """
    gc.disable()
    try:
        for edition in batch:
            outcome = houses[edition.brand].make(edition)
            yield outcome if keep else replace(outcome, files=())
    finally:
        for house in houses.values():
            house.clear()
        gc.enable()
        gc.collect()
