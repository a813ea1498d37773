"""Desks and editions in; out, what became of each, made by several workers at once, in the order of the editions.

Workers are processes. Where the system can fork, they begin with the houses of this one; elsewhere each is sent the
desks, and furnishes its own. Either way editions come out the same.
"""

import gc
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import groupby
from pathlib import Path

from framework_pdf.build.desk import Desks
from framework_pdf.build.hands import START, hands
from framework_pdf.build.house import House
from framework_pdf.build.outcome import Outcome
from framework_pdf.products.edition import Edition, Follow
from framework_pdf.typesetting.typesetter import Typesetter

Houses = Mapping[str | None, House]
"""A house for each desk."""
Batch = tuple[Edition, ...]
_houses: Houses = {}
"""Those of a worker."""
_presses: dict[tuple[Path, ...], Typesetter] = {}
"""Those of the last houses of this process, by their folders: what was read and worked out can be used again."""


@dataclass(frozen=True, slots=True)
class Crew:
    """How many work at once, and how they start: `fork` or `spawn`, as in the library."""

    jobs: int = 1
    start: str = START


def made(
    desks: Desks, editions: Sequence[Edition], crew: Crew, follow: Follow = iter, *, keep: bool = True
) -> tuple[Outcome, ...]:
    """Desks, editions, the crew, somebody who watches and whether files are kept, in; out, what became of each.

    Raises TypesettingError where a worker was ended from outside.
    """
    batches, houses = batched(editions), _houses_of(desks)
    jobs = min(crew.jobs, len(batches))
    if jobs < 2:
        finished = (outcome for batch in batches for outcome in _outcomes(houses, batch, keep=keep))
        return tuple(next(finished) for _ in follow(editions))
    ready = partial(_move_in, houses) if crew.start == "fork" else partial(_furnish, desks)
    with hands(jobs, ready, crew.start) as pool:
        work = [pool.submit(_at_work, batch, keep=keep) for batch in batches]
        finished = (outcome for batch in work for outcome in batch.result())
        return tuple(next(finished) for _ in follow(editions))


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


def _move_in(houses: Houses) -> None:
    """The houses that a worker began with, in; it works in them."""
    global _houses
    _houses = houses


def _furnish(desks: Desks) -> None:
    """The desks that a worker was sent, in; it has a house for each."""
    _move_in(_houses_of(desks))


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
