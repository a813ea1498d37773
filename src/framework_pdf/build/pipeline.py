"""The pipeline: what happens to a request, and to each edition of it, a line a step.

`build` takes a request through the program; `make_edition` takes one edition from its data to finished files, with
`make_pdf` or `make_html`. Each step is a function of the room whose craft it is.
"""

import time
from collections.abc import Callable, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from framework_pdf.brand.font_families import typefaces_folder
from framework_pdf.brand.kit import existing_kit_folders
from framework_pdf.brand.look import files_of
from framework_pdf.brand.report import BrandReport, low_resolution_pictures, report_of
from framework_pdf.build import output as output_folder
from framework_pdf.build.manifest import LastRun, MadeEdition, Manifest, Orphan, read
from framework_pdf.build.output import OutputLock
from framework_pdf.build.session import Session, Sessions, open_sessions, told_of
from framework_pdf.build.sources import Sources
from framework_pdf.build.up_to_date import Comparison, made_edition, next_manifest
from framework_pdf.build.versions import versions
from framework_pdf.build.workers import Outcome, Workers, make_all
from framework_pdf.content.passages import describe_layers
from framework_pdf.content.reviews import unreviewed
from framework_pdf.core.diagnostics import Diagnostic, Severity
from framework_pdf.core.errors import FrameworkPdfError, LimitError, RequestError, raise_on_errors
from framework_pdf.core.worker import limited
from framework_pdf.core.workspace import PACKAGE, Workspace
from framework_pdf.products.edition import Edition, Progress
from framework_pdf.products.formats import File, Made
from framework_pdf.products.office_job import InkMode, OfficeJob
from framework_pdf.products.plan import Request
from framework_pdf.products.press_job import PressJob

if TYPE_CHECKING:
    from framework_pdf.typesetting.typesetter import LaidOut

# What loads WeasyPrint and pikepdf is imported by the steps that need it: reading begins before they are loaded, and
# where nothing has changed they are not needed.


@dataclass(frozen=True, slots=True)
class BuildOptions:
    """How a build is done."""

    jobs: int = 1
    """How many processes work at once."""
    strict: bool = False
    """Whether warnings are problems too."""
    force: bool = False
    """Whether everything is made, changed or not."""
    progress: Progress = iter
    waiting: Callable[[], None] | None = None
    """What is done when another build into the same folder must be waited for, if anything."""
    typed: dict[str, Any] | None = None
    """The request as it was typed, if it was: the manifest keeps it, so that the same can be seen to be met."""
    workers: Workers | None = None
    """Those that stay from one build to the next; None: the build has its own."""


@dataclass(frozen=True, slots=True)
class BuildResult:
    """What a build made, and what it found."""

    output: Path
    made: tuple[tuple[MadeEdition, tuple[str, ...]], ...]
    """Each edition that was made, and why."""
    kept: tuple[MadeEdition, ...]
    """Those that were up to date."""
    orphans: tuple[Orphan, ...]
    reports: tuple[BrandReport, ...]
    """What became of each brand kit."""
    replaced: tuple[Path, ...]
    """The files that somebody had changed since they were made, in whose place there are new ones."""
    warnings: tuple[Diagnostic, ...]
    seconds: float


Work = tuple[tuple[Edition, tuple[str, ...]], ...]
"""Editions, and why each must be made; empty: it is up to date."""


def build(workspace: Workspace, request: Request, options: BuildOptions = BuildOptions()) -> BuildResult:
    """Make what a request asks for and what has changed of it, and write it with its manifest.

    Everything is made before the first file is written.

    Raises:
        FrameworkPdfError: With every problem found; nothing is written then.
    """
    started = time.perf_counter()
    output = workspace.output
    own = nullcontext(options.workers) if options.workers else Workers(options.jobs)
    with OutputLock(output, options.waiting) as lock, own as workers:
        before, unread = read(output)
        sources = Sources(source_places(workspace, request), before.paths(output), (PACKAGE, typefaces_folder()))
        compared = Comparison(before, output, sources)
        sessions, work, content = workers.read(partial(_prepare, workspace, request, compared, force=options.force))
        outcomes = make_all(sessions, [edition for edition, why in work if why], workers, options.progress)
        made = tuple(made_edition(each, sessions[each.edition.brand], compared.sources) for each in outcomes)
        kept = tuple(compared.kept(edition, sessions[edition.brand]) for edition, why in work if not why)
        editions = (*kept, *made)
        reports, found = _judge(sessions, editions)
        unforeseen = _unforeseen(outcomes, before, output)
        in_the_way = workers.do(partial(output_folder.files_of_others, unforeseen)) if unforeseen else ()
        warnings = raise_on_errors((*unread, *found, *in_the_way), strict=options.strict)
        run = Manifest(
            last_run=LastRun(
                versions=versions(),
                seconds=round(time.perf_counter() - started, 3),
                content=content,
                brands=tuple(report.to_record() for report in reports),
            ),
            requests=() if options.typed is None else (compared.met(options.typed, editions, found),),
            editions=editions,
            orphans=(),
        )
        written = {output / file.path: file.data for outcome in outcomes for file in outcome.made.files}
        replaced = [file for file in before.files() if output / file.path in written and file.is_changed(output)]
        # Read again: where the folder was not there, another build may have made it in the meantime.
        manifest = lock.write(
            written,
            lambda: next_manifest(read(output)[0], run, sessions, output),
        )
    return BuildResult(
        output=output,
        made=tuple(zip(made, (why for _, why in work if why), strict=True)),
        kept=kept,
        orphans=manifest.orphans,
        reports=reports,
        replaced=tuple(dict.fromkeys(output / file.path for file in replaced)),
        warnings=warnings,
        seconds=time.perf_counter() - started,
    )


def make_edition(session: Session, edition: Edition) -> Outcome:
    """Make one edition in its format; what is wrong with it is in the outcome.

    Raises:
        LimitError: It takes too much: nothing else is tried, as others would most likely come to the same.
    """
    started = time.perf_counter()
    with limited(f"`{edition.path}`"):
        try:
            made = edition.format.make(session, edition)  # for ours: make_pdf, make_html
            composed = session.composed(edition, made.trials)
        except LimitError:
            raise
        except FrameworkPdfError as error:
            return Outcome(edition, Made((), problems=error.diagnostics))
    of_content = session.catalogue.files(edition.whose, edition.aspects)
    return Outcome(
        edition,
        made,
        seconds=time.perf_counter() - started,
        html=composed.checksum,
        inputs=tuple(sorted({*of_content, *made.used, *composed.templates, *files_of(session.look)})),
    )


def make_pdf(session: Session, edition: Edition) -> Made:
    """Compose an edition, typeset it, finish it as PDF, and lay it out for a printer where it is for one."""
    from framework_pdf.build.typeset import fitted_parts, trials_of, typeset

    # `typeset`: templates → HTML → pages, in the largest type that fits. They have no name here, which would keep them.
    match edition.destination:
        case PressJob() as job:
            from framework_pdf.build.print_shop import print_at_shop

            made = print_at_shop(session, edition, job, typeset(session, edition))
        case OfficeJob() as job:
            made = print_at_office(finish_pdf(session, edition, typeset(session, edition)), edition, job)
        case None:
            made = finish_pdf(session, edition, typeset(session, edition))
    fitted = fitted_parts(session, edition)
    shows = tuple(replace(use, fitted=fitted) for use in made.shows)
    return replace(made, shows=shows, trials=trials_of(session, edition))


def make_html(session: Session, edition: Edition) -> Made:
    """Compose an edition as a web page, and read it as a page checker does."""
    html = session.compose(edition, session.usual_settings(edition))
    findings = session.typesetter.read(html)
    shows = session.brand_use(findings, (), session.composed(edition, {}).templates)
    return Made((File(edition.path, html.encode(), None),), problems=findings.problems, shows=shows)


def finish_pdf(session: Session, edition: Edition, laid_out: "LaidOut") -> Made:
    """Write laid-out pages as PDF, and finish it for readers: tags, artifacts, PDF/UA-1 and PDF/A-2a, view."""
    from framework_pdf.pdf.reader.finish import finish

    pdf, pages, problems = session.typesetter.print(laid_out, edition.product.multiple_of)
    findings, used = laid_out.findings, laid_out.files
    del laid_out  # finishing takes the memory that its pages took
    finished, fonts = finish(pdf, session.bound_at, facing_pages=edition.product.facing_pages)
    return Made(
        (File(edition.path, finished, pages),),
        used=used,
        problems=(*problems, *findings.problems, *session.typesetter.strange(fonts)),
        shows=session.brand_use(findings, fonts, used),
    )


def print_at_office(made: Made, edition: Edition, job: OfficeJob) -> Made:
    """Put the pages of a finished PDF on sheets for an office printer."""
    from framework_pdf.pdf.office.sheets import on_sheets

    imposed = on_sheets(made.files[0].data, job)
    files, problems = (File(edition.path, imposed.pdf, imposed.sides),), (*made.problems, *imposed.warnings)
    if imposed.scale < 1:
        least = edition.variant.type_sizes[-1]
        size = f"type of {least:g} pt is {least * imposed.scale:.1f} pt"
        hint = "take a larger --sheet, or fewer pages a side"
        message = f"{edition.path} has pages at {imposed.scale:.0%}: {size}"
        problems += (Diagnostic("smaller-type", message, None, hint, severity=Severity.WARNING),)
    if len(imposed.signatures) > 1 and not job.signature:
        message = f"{edition.path} has too many sheets to fold together: it is in {len(imposed.signatures)} signatures"
        hint = "fold and staple each by itself, and bind them one after another (--signature)"
        problems += (Diagnostic("signatures", message, None, hint, severity=Severity.WARNING),)
    return replace(made, files=files, problems=problems)


def warm_up(workspace: Workspace, request: Request, workers: Workers) -> None:
    """Make the editions of a request's first profession, and keep them nowhere.

    What workers work out for them they need not work out again. What is wrong with them is told when they are made.
    """
    sessions = workers.read(partial(open_sessions, workspace, request.brands))
    editions = [edition for session in sessions.values() for edition in session.plan(request)]
    first = [each for each in editions if each.profession == editions[0].profession and not each.gathers]
    make_all(sessions, first, workers, keep=False)


def source_places(workspace: Workspace, request: Request) -> tuple[Path, ...]:
    """Return each folder from which something of a request may come, and the printer's profile, if there is one."""
    profile = (request.press.profile,) if request.press and request.press.profile else ()
    return (*workspace.content, *workspace.templates, *existing_kit_folders(request.brands, workspace.brands), *profile)


def _prepare(
    workspace: Workspace, request: Request, compared: Comparison, *, force: bool
) -> tuple[Sessions, Work, tuple[dict[str, Any], ...]]:
    """Read everything, plan the editions, and see which of them must be made, and why.

    Returns:
        The sessions, the work, and what comes from each content folder.
    """
    ink = request.office.ink if request.office else InkMode.COLOUR
    sessions = open_sessions(workspace, request.brands, ink, output_folder.problems(workspace.output))
    if request.press and (coarse := [problem for each in sessions.values() for problem in each.look.coarse]):
        raise FrameworkPdfError(coarse)
    planned = _planned(sessions, request)
    others = (compared.of_another_framework(edition, session) for session, edition in planned)
    in_the_way = output_folder.problems_below(workspace.output, [edition.path for _, edition in planned])
    known = {file.path for file in compared.manifest.files()}
    paths = [workspace.output / edition.path for _, edition in planned if str(edition.path) not in known]
    foreign = (*output_folder.foreign_manifest(workspace.output), *output_folder.files_of_others(paths))
    raise_on_errors((*filter(None, others), *in_the_way, *foreign))
    forced = ("everything is asked for again",)
    work = tuple((each, forced if force else compared.why_again(each, session)) for session, each in planned)
    with limited("to read the content"):
        content = tuple(layer for session in sessions.values() for layer in describe_layers(session.catalogue))
    return sessions, work, content


def _planned(sessions: Sessions, request: Request) -> list[tuple[Session, Edition]]:
    """Return the editions of a request in each brand. RequestError with all that some brand has not, and which."""
    planned, unknown = [], []
    for brand, session in sessions.items():
        try:
            planned += [(session, edition) for edition in session.plan(request)]
        except RequestError as error:
            unknown += [(brand, problem) for problem in error.diagnostics]
    if unknown:
        raise RequestError(told_of(sessions, unknown))
    return planned


def _unforeseen(outcomes: Sequence[Outcome], before: Manifest, output: Path) -> list[Path]:
    """Return where files go that were not made before, and that no edition is called by: those for a print shop."""
    known = {file.path for file in before.files()}
    return [
        output / file.path
        for outcome in outcomes
        for file in outcome.made.files
        if str(file.path) not in known and file.path != outcome.edition.path
    ]


def _judge(
    sessions: Sessions, editions: Sequence[MadeEdition]
) -> tuple[tuple[BrandReport, ...], tuple[Diagnostic, ...]]:
    """Return what became of brand kits in all that was asked for, and everything that was found."""
    reports: list[BrandReport] = []
    found = [(made.subject.brand, problem) for made in editions for problem in made.warnings]
    for brand, session in sessions.items():
        shown = [use for made in editions if made.subject.brand == brand for use in made.shows]
        found += ((brand, warning) for warning in session.warnings)
        if session.look.kit:
            reports.append(report_of(session.look, shown))
            found += ((brand, problem) for problem in low_resolution_pictures(session.look, shown))
    return tuple(reports), told_of(sessions, found)


@dataclass(frozen=True, slots=True)
class CheckResult:
    """What was found where there is no error."""

    warnings: tuple[Diagnostic, ...]
    unreviewed: tuple[Diagnostic, ...]
    """What nobody has reviewed, or not since the day that was named."""


def check(
    workspace: Workspace,
    reviewed_since: date | None = None,
    progress: Progress = iter,
    jobs: int = 1,
    *,
    brand: str | None = None,
) -> CheckResult:
    """Make every edition, on every paper, and keep nothing.

    Args:
        brand: The name or folder of the brand kit in whose look they are made; None: the framework's own look.

    Raises:
        FrameworkPdfError: With every problem found.
    """
    with Workers(jobs) as workers:
        sessions, not_reviewed = workers.read(partial(_open_and_review, workspace, brand, reviewed_since))
        (session,) = sessions.values()
        every = session.in_every_form(Request(every_profession=True))
        editions = [edition for edition in every if not edition.gathers]  # those only gather what others have
        outcomes = make_all(sessions, editions, workers, progress, keep=False)
    found = (problem for outcome in outcomes for problem in outcome.made.problems)
    return CheckResult(raise_on_errors((*session.warnings, *found)), not_reviewed)


def _open_and_review(
    workspace: Workspace, brand: str | None, reviewed_since: date | None
) -> tuple[Sessions, tuple[Diagnostic, ...]]:
    """Read everything, and find what nobody has reviewed, or not since a day."""
    sessions = open_sessions(workspace, () if brand is None else (brand,))
    (session,) = sessions.values()
    with limited("to read the content"):
        return sessions, unreviewed(session.catalogue, reviewed_since)
