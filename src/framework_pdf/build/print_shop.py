"""What a print shop gets of an edition: its files, looked over as the shop does, and the job ticket."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from framework_pdf.build.session import Session
from framework_pdf.content.language_defaults import words_of_sheet
from framework_pdf.core.checksums import digest
from framework_pdf.core.diagnostics import Diagnostic
from framework_pdf.html.job_ticket import Ticket, TicketCheck, TicketFile
from framework_pdf.pdf.press.press_files import PressFile, make_press_files
from framework_pdf.preflight import press_checks
from framework_pdf.preflight.report import Check, Result
from framework_pdf.products.edition import Edition
from framework_pdf.products.plan import ticket_edition
from framework_pdf.products.press_job import PressJob

HINTS = {
    "transparency": "print with the printer's profile (--icc): PDF/X-4 has room for it; or export the drawing without",
    "images": "give the picture more pixels, or use an SVG",
    "lines": "make lines 0.25 pt or thicker, in the drawing or the style sheet",
    "total ink": "give the colour inks with less cyan, magenta and yellow and more black",
    "bleed": "let what reaches the edge go on by `var(--bleed)` in its style sheet, or stop short of the edge",
}
"""Ways out of what a shop's preflight finds, where there is one."""
TICKET = "job-ticket"
"""The sheet that is the job ticket."""


@dataclass(frozen=True, slots=True)
class ShopDelivery:
    """What a print shop gets of one edition."""

    files: tuple[tuple[PurePosixPath, PressFile], ...]
    ticket: Ticket
    fonts: frozenset[str]
    problems: tuple[Diagnostic, ...]


def for_print_shop(session: Session, edition: Edition, job: PressJob, pdf: bytes) -> ShopDelivery:
    """Make of a PDF with its bleed what a print shop gets."""
    parts, fonts = make_press_files(pdf, job, session.separation(job), session.catalogue.framework.imprint.date)
    files = tuple((_path(edition.path, part), part) for part in parts)
    checks = [(path, check) for path, part in files for check in press_checks.checks(part.pdf, job.ink_limit)]
    ticket = replace(
        ticket_of(session, edition, job),
        files=tuple(TicketFile(path.name, part.name or "all", part.pages, digest(part.pdf)) for path, part in files),
        fonts=tuple(sorted(fonts)),
        preflight=tuple(TicketCheck(path.name, check.name, check.result, check.found) for path, check in checks),
    )
    return ShopDelivery(files, ticket, fonts, (*_too_few(edition, job, files), *_failed(checks)))


def ticket_edition_of(session: Session, edition: Edition) -> Edition:
    """Return the edition that is the job ticket of another one."""
    path = edition.path.with_stem(f"{edition.path.stem}-ticket")
    return ticket_edition(session.products.sheets[TICKET], edition, path)


def _path(path: PurePosixPath, part: PressFile) -> PurePosixPath:
    return path.with_stem(f"{path.stem}-{part.name}") if part.name else path


def _too_few(edition: Edition, job: PressJob, files: Sequence[tuple[PurePosixPath, PressFile]]) -> Iterator[Diagnostic]:
    """Yield that an edition has too few pages to bind, or none to fold."""
    pages = sum(part.pages for _, part in files)
    if pages < job.least_pages:
        message = f"{edition.path} has {pages} pages, and the printer binds {job.least_pages} or more"
        yield Diagnostic("too-few-pages", message, None, "take another printer, with another binding")
    if job.binding and pages % job.binding.multiple:
        message = f"{edition.path} has {pages} pages, no multiple of {job.binding.multiple}, as {job.binding} needs"
        yield Diagnostic("page-count", message, None, "take another printer, with another binding")


def _failed(checks: Sequence[tuple[PurePosixPath, Check]]) -> Iterator[Diagnostic]:
    """Yield a problem for each check that a file did not pass."""
    for path, check in checks:
        if check.result is Result.FAIL:
            message = f"{path}: {check.name}: {'; '.join(check.found)}"
            yield Diagnostic("preflight", message, None, HINTS.get(check.name))


def ticket_of(session: Session, edition: Edition, job: PressJob) -> Ticket:
    """Return the job ticket of an edition, without what only its finished files can say."""
    if edition.paper is None:
        raise ValueError(f"{edition.path} has no pages to print")
    look, catalogue, separation = session.look, session.catalogue, session.separation(job)
    trim = (edition.paper.width, edition.paper.height)
    name = edition.name.capitalize()
    return Ticket(
        words=words_of_sheet("job_ticket", catalogue.framework.language),
        title=catalogue.framework.title,
        product=f"{name}{'s' if edition.gathers else ''}",
        readers=edition.profession.plural,
        customer=look.name,
        date=catalogue.framework.imprint.date.isoformat(),
        files=(),
        trim=trim,
        sheet=(trim[0] + 2 * job.margin, trim[1] + 2 * job.margin),
        sides=2 if edition.product.is_bound else edition.variant.sides,
        fonts=(),
        conversion=separation.in_words,
        spots=tuple(ink.spot for ink in look.options.inks.values() if ink.spot),
        preflight=(),
        job=job,
    )
