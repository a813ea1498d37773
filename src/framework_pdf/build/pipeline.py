"""The one place that calls the stages in order: folders and a request in; out, files and their manifest.

workspace → manuscript → catalogue → plan → composition → press → finishing → output and manifest
"""

import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from framework_pdf.brand.kit import kits_there
from framework_pdf.brand.report import BrandReport, BrandUse
from framework_pdf.build.desk import Desks, opened
from framework_pdf.build.manifest import LastRun, MadeEdition, Manifest, MetRequest, Orphan, read, state_of
from framework_pdf.build.outcome import Outcome
from framework_pdf.build.output import problems
from framework_pdf.build.sources import Sources
from framework_pdf.build.up_to_date import Comparison, next_manifest
from framework_pdf.build.versions import versions
from framework_pdf.build.workers import Workers, make_all
from framework_pdf.content.passages import record_of
from framework_pdf.content.reviews import unreviewed
from framework_pdf.core.diagnostics import Diagnostic, in_order
from framework_pdf.core.errors import judged
from framework_pdf.core.workspace import Workspace
from framework_pdf.products.edition import Edition, Follow
from framework_pdf.products.plan import Request


@dataclass(frozen=True, slots=True)
class Terms:
    """How a build is done."""

    jobs: int = 1
    """How many editions are made at once."""
    strict: bool = False
    """Whether warnings are problems too."""
    force: bool = False
    """Whether everything is made, changed or not."""
    follow: Follow = iter
    waiting: Callable[[], None] = lambda: None
    """What is done when another build into the same folder must be waited for."""
    said: Mapping[str, Any] | None = None
    """The request as it was typed, if it was: the record keeps it, so that the same can be seen to be met."""
    workers: Workers | None = None
    """Those that stay from one build to the next; None: the build has its own."""


@dataclass(frozen=True, slots=True)
class Built:
    """What a build made, and what it found."""

    output: Path
    made: tuple[tuple[MadeEdition, tuple[str, ...]], ...]
    """Each edition that was made, and why."""
    kept: tuple[MadeEdition, ...]
    """Those that were up to date."""
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
    with Turn(output, terms.waiting) as turn, workers_for(terms) as workers:
        before, unread = read(output)
        stock = _stock(workspace, request)
        prepared = partial(_prepared, workspace, request, before, stock, force=terms.force)
        desks, work = workers.read(prepared)
        outcomes = make_all(desks, [edition for edition, reasons in work if reasons], workers, terms.follow)
        made = tuple(entry_of(outcome, desks[outcome.edition.brand], stock) for outcome in outcomes)
        stands = tuple(kept(before.editions[str(edition.path)], stock) for edition, reasons in work if not reasons)
        entries = (*stands, *made)
        reports, found = _of_desks(desks, entries)
        judged((*unread, *found), strict=terms.strict)
        last = LastRun(
            versions=versions(),
            seconds=round(time.perf_counter() - started, 3),
            content=tuple(folder for desk in desks.values() for folder in record_of(desk.catalogue)),
            brands=tuple(report.to_record() for report in reports),
        )
        met = _met(terms.typed, compared.sources, editions, found)
        run = Manifest(last_run=last, requests=met, editions=editions, orphans=())
        # Read again: where the folder was not there, another build may have made it in the meantime.
        manifest = lock.write(
            {output / file.path: file.data for outcome in outcomes for file in outcome.files},
            lambda: next_manifest(read(output)[0], run, desks, output),
        )
    return Built(
        output=output,
        made=tuple(zip(made, (reasons for _, reasons in work if reasons), strict=True)),
        kept=kept,
        orphans=manifest.orphans,
        reports=reports,
        warnings=in_order((*unread, *found)),
        seconds=time.perf_counter() - started,
    )


@contextmanager
def workers_for(terms: Terms) -> Iterator[Workers]:
    """Have the workers of a build inside: those that stay, or its own."""
    if terms.workers:
        yield terms.workers
        return
    with Workers(terms.jobs) as workers:
        yield workers


def rehearse(workspace: Workspace, request: Request, workers: Workers) -> None:
    """Make the editions of a request's first profession, and keep them nowhere.

    What workers work out for them they need not work out again. What is wrong with them is told when they are made.
    """
    desks = workers.read(partial(opened, workspace, request.brands))
    editions = [edition for desk in desks.values() for edition in desk.to_look_at((request,))]
    first = [edition for edition in editions if edition.profession == editions[0].profession]
    make_all(desks, first, workers, keep=False)


def source_folders(workspace: Workspace, request: Request) -> tuple[Path, ...]:
    """Return each folder from which something of a request may come."""
    return (*workspace.content, *workspace.templates, *kits_there(request.brands, workspace.brands))


def _places(workspace: Workspace, request: Request) -> tuple[Path, ...]:
    """Return the same, and the printer's profile, if there is one."""
    profile = (request.press.profile,) if request.press and request.press.profile else ()
    return (*source_folders(workspace, request), *profile)


Work = tuple[tuple[Edition, tuple[str, ...]], ...]
"""Editions, and why each must be made; empty: it is up to date."""


def _prepared(workspace: Workspace, request: Request, compared: Comparison, *, force: bool) -> tuple[Desks, Work]:
    """Return the desks, and what is to be done at them.

    Raises:
        FrameworkPdfError: With every problem found.
    """
    ink = request.office.ink if request.office else Ink.COLOUR
    desks = opened(workspace, request.brands, ink, problems(workspace.output))
    return desks, _work(desks, request, compared, force=force)


def _work(desks: Desks, request: Request, compared: Comparison, *, force: bool) -> Work:
    """Return each edition, and why it must be made.

    Raises:
        RequestError: With everything that does not exist.
    """
    planned = [(desk, edition) for desk in desks.values() for edition in desk.planned(request)]
    if force:
        return tuple((edition, ("everything is asked for again",)) for _, edition in planned)
    return tuple((edition, compared.why_again(edition, desk)) for desk, edition in planned)


def _of_desks(desks: Desks, entries: Sequence[Entry]) -> tuple[tuple[BrandReport, ...], tuple[Diagnostic, ...]]:
    """Desks and all that was asked for, made now or before, in; out, what became of kits, and everything found."""
    reports: list[BrandReport] = []
    found = [problem for made in editions for problem in made.warnings]
    for brand, desk in desks.items():
        own = (made for made in editions if made.brand == brand)
        shown = tuple(BrandUse.of_record(seen) for made in own for seen in made.shows)
        reports += desk.reports(shown)
        found += (*desk.warnings, *desk.coarse(shown))
    return tuple(reports), tuple(found)


def _met(
    typed: dict[str, Any] | None, sources: Sources, editions: Sequence[MadeEdition], found: Sequence[Diagnostic]
) -> tuple[MetRequest, ...]:
    """Return what the manifest says of the request, if it was typed."""
    if typed is None:
        return ()
    met = MetRequest(
        request=typed,
        places=tuple(map(str, sources.places)),
        state=state_of(sources),
        editions=tuple(made.edition for made in editions),
        warnings=in_order(found),
    )
    return (met,)


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
    with Workers(jobs) as workers:
        desks = workers.read(partial(opened, workspace, ()))
        (desk,) = desks.values()
        standard = (Request(every_profession=True, paper=paper) for paper in (None, *PAPERS.values()))
        others = Request(every_profession=True, prints=(Print.LARGE,), formats=tuple(Format))
        editions = desk.to_look_at((*standard, others))
        found = tuple(_found(make_all(desks, editions, workers, follow, keep=False)))
    return Checked(judged((*desk.warnings, *found)), unreviewed(desk.catalogue, reviewed_since))


def _found(outcomes: Iterable[Outcome]) -> Iterator[Diagnostic]:
    """What became of editions in; out, everything that was found on the way."""
    return (problem for outcome in outcomes for problem in outcome.problems)
