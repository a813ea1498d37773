"""What a print shop gets of an edition: its files, looked over as the shop does, and the job ticket."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from framework_pdf.build.pipeline import finish_pdf
from framework_pdf.build.session import Session
from framework_pdf.content.language_defaults import words_of_sheet
from framework_pdf.core.checksums import digest
from framework_pdf.core.diagnostics import Diagnostic
from framework_pdf.html.job_ticket import Ticket, TicketCheck, TicketFile
from framework_pdf.pdf.press.press_files import PressFile, make_press_files
from framework_pdf.preflight import press_checks
from framework_pdf.preflight.report import Check, Result
from framework_pdf.products.edition import Edition
from framework_pdf.products.formats import File, Made
from framework_pdf.products.plan import ticket_edition
from framework_pdf.products.press_job import SAFE, PressJob

if TYPE_CHECKING:
    from framework_pdf.typesetting.typesetter import LaidOut

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
Sent = Sequence[tuple[PurePosixPath, PressFile, tuple[Check, ...]]]
"""Files for a print shop, each with its path below the output folder and the checks of its preflight."""


def print_at_shop(session: Session, edition: Edition, job: PressJob, laid_out: "LaidOut") -> Made:
    """Make the files for a print shop: bleed, four inks, PDF/X, its preflight and the job ticket."""
    from framework_pdf.build.typeset import typeset  # it loads WeasyPrint

    typesetter, findings = session.typesetter, laid_out.findings
    pdf, _, problems = typesetter.print(laid_out, edition.product.multiple_of, for_readers=False)
    parts, fonts = make_press_files(pdf, job, session.separation(job), session.catalogue.framework.imprint.date)
    looked_over = [press_checks.checks(part.pdf, job.ink_limit, has_bleed=job.bleed > 0) for part in parts]
    sent = [(_path(edition.path, part), part, each) for part, each in zip(parts, looked_over, strict=True)]
    ticket = ticket_of(session, edition, job, sent=sent, fonts=fonts)
    form = ticket_edition_of(session, edition)
    sheet = finish_pdf(session, form, typeset(session, form, ticket))
    data = File(form.path.with_suffix(".json"), ticket.to_json().encode(), None)
    on_pages = (*typesetter.unsafe(laid_out, SAFE), *findings.problems, *typesetter.strange(fonts))
    in_files = (*_too_few(edition, job, sent), *_failed(sent))
    return Made(
        (*(File(path, part.pdf, part.pages) for path, part, _ in sent), *sheet.files, data),
        used=tuple(sorted({*laid_out.files, *sheet.used, *((job.profile,) if job.profile else ())})),
        problems=(*problems, *on_pages, *in_files, *sheet.problems),
        shows=(*session.brand_use(findings, fonts, laid_out.files, in_inks=True), *sheet.shows),
    )


def ticket_edition_of(session: Session, edition: Edition) -> Edition:
    """Return the edition that is the job ticket of another one."""
    path = edition.path.with_stem(f"{edition.path.stem}-ticket")
    return ticket_edition(session.products.sheets[TICKET], edition, path)


def _path(path: PurePosixPath, part: PressFile) -> PurePosixPath:
    return path.with_stem(f"{path.stem}-{part.name}") if part.name else path


def _too_few(edition: Edition, job: PressJob, sent: Sent) -> Iterator[Diagnostic]:
    """Yield that an edition has too few pages to bind, or none to fold."""
    pages = sum(part.pages for _, part, _ in sent)
    if pages < job.least_pages:
        message = f"{edition.path} has {pages} pages, and the printer binds {job.least_pages} or more"
        yield Diagnostic("too-few-pages", message, None, "take another printer, with another binding")
    if job.binding and pages % job.binding.multiple:
        message = f"{edition.path} has {pages} pages, no multiple of {job.binding.multiple}, as {job.binding} needs"
        yield Diagnostic("page-count", message, None, "take another printer, with another binding")


def _failed(sent: Sent) -> Iterator[Diagnostic]:
    """Yield a problem for each check that a file did not pass."""
    for path, _, checks in sent:
        for check in checks:
            if check.result is Result.FAIL:
                message = f"{path}: {check.name}: {'; '.join(check.found)}"
                yield Diagnostic("preflight", message, None, HINTS.get(check.name))


def ticket_of(session: Session, edition: Edition, job: PressJob, sent: Sent = (), fonts: Iterable[str] = ()) -> Ticket:
    """Return the job ticket of an edition; without its finished files it lacks what only they can say."""
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
        files=tuple(TicketFile(path.name, part.name or "all", part.pages, digest(part.pdf)) for path, part, _ in sent),
        trim=trim,
        sheet=(trim[0] + 2 * job.margin, trim[1] + 2 * job.margin),
        sides=2 if edition.product.is_bound else edition.variant.sides,
        bound_at=session.bound_at if job.binding else None,
        fonts=tuple(sorted(fonts)),
        conversion=separation.in_words,
        spots=tuple(ink.spot for ink in look.options.inks.values() if ink.spot),
        preflight=tuple(
            TicketCheck(path.name, check.name, check.result, check.found)
            for path, _, checks in sent
            for check in checks
        ),
        job=job,
    )
