"""An edition laid out: composed and set, in the largest type in which it keeps to its pages."""

from dataclasses import dataclass
from itertools import chain, islice

from framework_pdf.brand.brand_use import FittedPart
from framework_pdf.brand.typefaces import TypeFit
from framework_pdf.build.session import Session, part_name
from framework_pdf.core.diagnostics import errors_in
from framework_pdf.core.errors import CompositionError, FrameworkPdfError, TypesettingError
from framework_pdf.html.context import Settings, Shown
from framework_pdf.products.edition import Edition
from framework_pdf.typesetting.copyfit import LOGO_SHARES, fit, settings_of
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

    Others are set in the first typefaces in which nothing lies over anything else.

    Args:
        shown: What a specimen or a job ticket shows besides.

    Raises:
        FrameworkPdfError: It can't be laid out, or does not fit.
    """
    if not edition.is_fitted:
        return _with_room(session, edition, shown)
    fitted = [fitted_part(session, part) for part in edition.parts()]
    if len(fitted) == 1:
        return fitted[0].laid_out
    settings = {name: setting for each in fitted for name, setting in each.settings.items()}
    html = session.compose(edition, settings)
    return session.typesetter.combine(html, [each.laid_out for each in fitted])


def _with_room(session: Session, edition: Edition, shown: Shown) -> LaidOut:
    """Lay out an edition whose pages are not promised in the first typefaces in which everything has room.

    Where there are none, it is set in those of the look, and what is wrong with it is told.
    """
    tried: list[tuple[LaidOut, int]] = []
    for number, type_fit in enumerate(session.type_fits):
        settings, trials = _with_logos_clear(session, edition, type_fit)
        tried.append((lay_out(session, edition, settings, shown), number * len(LOGO_SHARES) + trials))
        if not tried[-1][0].findings.crowding:
            break
    has_room = not tried[-1][0].findings.crowding
    laid_out, session.covers[edition.kind] = tried[-1 if has_room else 0]
    return laid_out


def lay_out(session: Session, edition: Edition, settings: Settings, shown: Shown = None) -> LaidOut:
    """Compose an edition in given settings, and lay it out."""
    html = session.compose(edition, settings, shown)
    return session.typesetter.lay_out(html, session.typeface_files)


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


def fitted_parts(session: Session, edition: Edition) -> tuple[FittedPart, ...]:
    """Return the parts of an edition that was made whose words had no room in the kit's type, set as usual."""
    parts = {part_name(part): part for part in edition.parts()} if edition.is_fitted else {"": edition}
    return tuple(
        FittedPart(f"{part.profession.id} {name}".strip(), _kind(part), how)
        for name, trials in trials_of(session, edition).items()
        for part in [parts[name]]
        if (how := _how(session, part, trials))
    )


def _kind(part: Edition) -> str:
    """Return what a part is, and on which paper: `card on A5`."""
    return f"{part.name} on {part.paper.name}" if part.paper else part.name


def _how(session: Session, part: Edition, trials: int) -> str:
    """Return in words how a part is set, for which so many settings were tried; nothing if it is set as usual."""
    every = settings_of(part, session.catalogue, session.type_fits)
    setting = next(iter(next(islice(every, trials - 1, None)).values()))
    hows = [] if setting.type_fit is TypeFit.AS_ASKED else [str(setting.type_fit)]
    return ", ".join([*hows, *(["lines and parts closer"] if setting.closeness else [])])


def trials_of(session: Session, edition: Edition) -> dict[str, int]:
    """Return how many settings were tried of each part of an edition that was made, by the part's name."""
    if not edition.is_fitted:
        return {"": session.covers[edition.kind]}
    return {part_name(part): fitted_part(session, part).trials for part in edition.parts()}


def _with_logos_clear(session: Session, edition: Edition, type_fit: TypeFit) -> tuple[Settings, int]:
    """Return the first setting in which words keep off the logos on covers, and how many were tried.

    Where there is none, it is the usual one: what is wrong with it is told of the whole edition.
    """
    settings = settings_of(edition, session.catalogue, [type_fit])
    usual = next(settings)
    if not session.look.logos.large:
        return usual, 1
    for trials, trial in enumerate(chain([usual], settings), 1):
        try:
            html = session.compose(edition, trial)
        except CompositionError:  # less room than the least width of a logo
            break
        if session.typesetter.covers_are_clear(html, session.typeface_files):
            return trial, trials
    return usual, 1


def _fit(session: Session, part: Edition) -> Fitted:
    last: list[LaidOut] = []

    def fits(settings: Settings) -> bool:
        last[:] = [laid_out := lay_out(session, part, settings)]
        if errors := errors_in(laid_out.findings.faults):
            raise TypesettingError(errors)  # without its style or a picture, a page fits or not by chance
        return part.may_take(laid_out.pages) and not laid_out.findings.crowding

    settings, trials = fit(part, session.catalogue, tuple(session.type_fits), fits)
    return Fitted(settings, last[0], trials)
