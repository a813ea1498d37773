"""An edition laid out: composed and set, in the largest type in which it keeps to its pages."""

from dataclasses import dataclass
from itertools import chain

from framework_pdf.brand.typefaces import files_by_address
from framework_pdf.build.session import Session, part_name
from framework_pdf.core.diagnostics import errors_in
from framework_pdf.core.errors import CompositionError, FrameworkPdfError, TypesettingError
from framework_pdf.html.context import Settings, Shown
from framework_pdf.products.edition import Edition
from framework_pdf.typesetting.copyfit import fit, settings_of
from framework_pdf.typesetting.typesetter import LaidOut


@dataclass(frozen=True, slots=True)
class Fitted:
    """An edition in the setting in which it keeps to its pages."""

    settings: Settings
    laid_out: LaidOut
    trials: int
    """How many settings were tried."""


def typeset(session: Session, edition: Edition, shown: Shown = None) -> LaidOut:
    """Compose an edition and lay it out; where pages are promised, fitted to them, part by part.

    Args:
        shown: What a specimen or a job ticket shows besides.

    Raises:
        FrameworkPdfError: It can't be laid out, or does not fit.
    """
    if not edition.is_fitted:
        settings, session.covers[edition.kind] = _with_logos_clear(session, edition)
        return lay_out(session, edition, settings, shown)
    fitted = [fitted_part(session, part) for part in edition.parts()]
    if len(fitted) == 1:
        return fitted[0].laid_out
    settings = {name: setting for each in fitted for name, setting in each.settings.items()}
    html = session.compose(edition, settings)
    return session.typesetter.combine(html, [each.laid_out for each in fitted])


def lay_out(session: Session, edition: Edition, settings: Settings, shown: Shown = None) -> LaidOut:
    """Compose an edition in given settings, and lay it out."""
    html = session.compose(edition, settings, shown)
    return session.typesetter.lay_out(html, files_by_address(session.look.type))


def fitted_part(session: Session, part: Edition) -> Fitted:
    """Return a part of an edition as it fits its pages. It is kept for the file that gathers the same."""
    key = (part.kind, part_name(part))
    if key not in session.fitted:
        try:
            session.fitted[key] = _fit(session, part)
        except FrameworkPdfError as error:
            session.fitted[key] = error  # the file with all cards need not find it out again
    fitted = session.fitted[key]
    if isinstance(fitted, FrameworkPdfError):
        raise fitted
    return fitted


def trials_of(session: Session, edition: Edition) -> dict[str, int]:
    """Return how many settings were tried of each part of an edition that was made, by the part's name."""
    if not edition.is_fitted:
        return {"": session.covers[edition.kind]}
    return {part_name(part): fitted_part(session, part).trials for part in edition.parts()}


def _with_logos_clear(session: Session, edition: Edition) -> tuple[Settings, int]:
    """Return the first setting in which words keep off the logos on covers, and how many were tried.

    Where there is none, it is the usual one: what is wrong with it is told of the whole edition.
    """
    settings = settings_of(edition, session.catalogue)
    usual = next(settings)
    if not session.look.logos.large:
        return usual, 1
    for trials, trial in enumerate(chain([usual], settings), 1):
        try:
            html = session.compose(edition, trial)
        except CompositionError:  # less room than the least width of a logo
            break
        if session.typesetter.covers_are_clear(html, files_by_address(session.look.type)):
            return trial, trials
    return usual, 1


def _fit(session: Session, part: Edition) -> Fitted:
    last: list[LaidOut] = []

    def fits(settings: Settings) -> bool:
        last[:] = [laid_out := lay_out(session, part, settings)]
        if errors := errors_in(laid_out.findings.faults):
            raise TypesettingError(errors)  # without its style or a picture, a page fits or not by chance
        return part.may_take(laid_out.pages) and not laid_out.findings.crowding

    settings, trials = fit(part, session.catalogue, fits)
    return Fitted(settings, last[0], trials)
