"""The one place that calls the stages in order: folders and a request in; out, files and their record.

workspace → manuscript → catalogue → plan → composition → press → finishing → output and colophon
"""

import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any

from framework_pdf.brand.kit import kits_there
from framework_pdf.brand.report import BrandReport, BrandUse
from framework_pdf.build import delivery
from framework_pdf.build.colophon import Asked, Colophon, Entry, LastRun, Orphan, read
from framework_pdf.build.delivery import Turn
from framework_pdf.build.desk import Desks, opened
from framework_pdf.build.hands import START, beside
from framework_pdf.build.outcome import Outcome
from framework_pdf.build.reprint import entry_of, kept, recorded, why
from framework_pdf.build.standing import request_of, state_of
from framework_pdf.build.stock import Stock, take
from framework_pdf.build.versions import versions
from framework_pdf.content.passages import record_of
from framework_pdf.content.reviews import unreviewed
from framework_pdf.core.diagnostics import Diagnostic, in_order
from framework_pdf.core.errors import raise_on_errors
from framework_pdf.core.paths import shortest
from framework_pdf.core.units import PAPERS
from framework_pdf.core.workspace import Workspace
from framework_pdf.products.edition import Edition, Follow
from framework_pdf.products.office_job import InkMode
from framework_pdf.products.plan import Request
from framework_pdf.products.product import Format, Print

CREW = "framework_pdf.build.crew"
"""The module that loads the typesetter."""


@dataclass(frozen=True, slots=True)
class Terms:
    """How a build is done."""

    jobs: int = 1
    """How many processes work at once."""
    strict: bool = False
    """Whether warnings are problems too."""
    force: bool = False
    """Whether everything is made, changed or not."""
    follow: Follow = iter
    waiting: Callable[[], None] = lambda: None
    """What is done when another build into the same folder must be waited for."""
    said: Mapping[str, Any] | None = None
    """The request as it was typed, if it was: the record keeps it, so that the same can be seen to be met."""


@dataclass(frozen=True, slots=True)
class Built:
    """What a build made, and what it found."""

    output: Path
    made: tuple[tuple[Entry, tuple[str, ...]], ...]
    """Each edition that was made, and why."""
    kept: tuple[Entry, ...]
    """Those that stand as they were made before."""
    orphans: tuple[Orphan, ...]
    reports: tuple[BrandReport, ...]
    """What became of each brand kit."""
    warnings: tuple[Diagnostic, ...]
    seconds: float


def build(workspace: Workspace, request: Request, terms: Terms = Terms()) -> Built:
    """Folders, a request and terms in; out, what was made, and is in the output folder now.

    Only what has changed is made, and all of it before anything is written. Raises FrameworkPdfError with every problem
    found; nothing is written then.
    """
    started = time.perf_counter()
    output = workspace.output
    with Turn(output, terms.waiting) as turn:
        before, unread = read(output)
        stock = _stock(workspace, request)
        prepared = partial(_prepared, workspace, request, before, stock, force=terms.force)
        # To read and to load the typesetter take as long as each other, and a third of all where little has changed.
        at_once = terms.jobs > 1 and START == "fork" and CREW not in sys.modules
        desks, work = beside(prepared, partial(import_module, CREW)) if at_once else prepared()
        outcomes = _made(desks, [edition for edition, reasons in work if reasons], terms)
        made = tuple(entry_of(outcome, desks[outcome.edition.brand], stock) for outcome in outcomes)
        stands = tuple(kept(before.editions[str(edition.path)], stock) for edition, reasons in work if not reasons)
        entries = (*stands, *made)
        reports, found = _of_desks(desks, entries)
        raise_on_errors((*unread, *found), strict=terms.strict)
        last = LastRun(
            versions=versions(),
            seconds=round(time.perf_counter() - started, 3),
            content=tuple(folder for desk in desks.values() for folder in record_of(desk.catalogue)),
            brands=tuple(report.to_record() for report in reports),
        )
        asked = _asked(workspace, terms, stock, entries, in_order(found))
        # Read again: where the folder was not there, another build may have made it in the meantime.
        record = turn.deliver(
            {output / file.path: file.data for outcome in outcomes for file in outcome.files},
            lambda: recorded(read(output)[0], entries, asked, last, desks, output),
        )
    return Built(
        output=output,
        made=tuple(zip(made, (reasons for _, reasons in work if reasons), strict=True)),
        kept=stands,
        orphans=record.orphans,
        reports=reports,
        warnings=in_order((*unread, *found)),
        seconds=time.perf_counter() - started,
    )


def rehearse(workspace: Workspace, request: Request) -> None:
    """Folders and a request in; the editions of its first profession are set once, and kept nowhere.

    What is worked out for them need not be once more when this process, or one that it begins, makes them. What is
    wrong with them is told then.
    """
    from framework_pdf.build.crew import Crew, made

    desks = opened(workspace, request.brands)
    editions = [edition for desk in desks.values() for edition in desk.to_look_at((request,))]
    first = [edition for edition in editions if edition.profession == editions[0].profession]
    made(desks, first, Crew(), keep=False)


def sources(workspace: Workspace, request: Request) -> tuple[Path, ...]:
    """Folders and a request in; out, each folder from which something of it may come."""
    return (*workspace.content, *workspace.templates, *kits_there(request.brands, workspace.brands))


def _stock(workspace: Workspace, request: Request) -> Stock:
    """Folders and a request in; out, the stock of everything that could matter to it."""
    profile = request.press.profile if request.press else None
    return take(sources(workspace, request), (profile,) if profile else ())


Work = tuple[tuple[Edition, tuple[str, ...]], ...]
"""Editions, and why each must be made; empty: it stands."""


def _prepared(
    workspace: Workspace, request: Request, before: Colophon, stock: Stock, *, force: bool
) -> tuple[Desks, Work]:
    """Folders, a request, the record and the stock in; out, the desks, and what is to be done at them.

    Raises FrameworkPdfError with every problem found.
    """
    ink = request.office.ink if request.office else InkMode.COLOUR
    desks = opened(workspace, request.brands, ink, delivery.problems(workspace.output))
    return desks, _work(desks, request, before, stock, workspace.output, force=force)


def _work(desks: Desks, request: Request, before: Colophon, stock: Stock, output: Path, *, force: bool) -> Work:
    """Desks, a request, the record, the stock and the output folder in; out, each edition, and why it must be made.

    Raises RequestError with everything that does not exist.
    """
    planned = [(desk, edition) for desk in desks.values() for edition in desk.planned(request)]
    if force:
        return tuple((edition, ("everything is asked for again",)) for _, edition in planned)
    return tuple((edition, why(desk, edition, before, output, stock)) for desk, edition in planned)


def _made(desks: Desks, editions: Sequence[Edition], terms: Terms) -> tuple[Outcome, ...]:
    """Desks, the editions to make and terms in; out, what became of each."""
    if not editions:
        return ()
    from framework_pdf.build.crew import Crew, made  # they load the typesetter

    return made(desks, editions, Crew(terms.jobs), terms.follow)


def _of_desks(desks: Desks, entries: Sequence[Entry]) -> tuple[tuple[BrandReport, ...], tuple[Diagnostic, ...]]:
    """Desks and all that was asked for, made now or before, in; out, what became of kits, and everything found."""
    reports: list[BrandReport] = []
    found = [problem for entry in entries for problem in entry.warnings]
    for brand, desk in desks.items():
        own = (entry for entry in entries if entry.subject.brand == brand)
        shown = tuple(BrandUse.of_record(seen) for entry in own for seen in entry.shows)
        reports += desk.reports(shown)
        found += (*desk.warnings, *desk.coarse(shown))
    return tuple(reports), tuple(found)


def _asked(
    workspace: Workspace, terms: Terms, stock: Stock, entries: Sequence[Entry], warnings: tuple[Diagnostic, ...]
) -> Asked | None:
    """What was asked, and what there is now to meet it, in; out, what the record keeps of it, where it was typed."""
    if terms.said is None:
        return None
    return Asked(
        request=request_of(workspace, terms.said),
        folders=tuple(map(shortest, stock.folders)),
        files=tuple(map(shortest, stock.files)),
        state=state_of(stock),
        editions={entry.edition: entry.sum for entry in entries},
        warnings=warnings,
    )


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found where there is no error."""

    warnings: tuple[Diagnostic, ...]
    unreviewed: tuple[Diagnostic, ...]
    """What nobody has reviewed, or not since the day that was named."""


def check(workspace: Workspace, reviewed_since: date | None = None, follow: Follow = iter, jobs: int = 1) -> Checked:
    """Folders and perhaps a day in; out, the warnings. Everything is made, on every paper, and kept nowhere.

    Raises FrameworkPdfError with every problem found.
    """
    from framework_pdf.build.crew import Crew, made

    desks = opened(workspace, ())
    (desk,) = desks.values()
    standard = (Request(every_profession=True, paper=paper) for paper in (None, *PAPERS.values()))
    others = Request(every_profession=True, prints=(Print.LARGE,), formats=tuple(Format))
    editions = desk.to_look_at((*standard, others))
    found = _found(made(desks, editions, Crew(jobs), follow, keep=False))
    return Checked(raise_on_errors((*desk.warnings, *found)), unreviewed(desk.catalogue, reviewed_since))


def _found(outcomes: Iterable[Outcome]) -> Iterator[Diagnostic]:
    """What became of editions in; out, everything that was found on the way."""
    return (problem for outcome in outcomes for problem in outcome.problems)
