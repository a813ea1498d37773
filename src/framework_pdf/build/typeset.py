"""An edition laid out: composed and set, in the largest type in which it keeps to its pages."""

from dataclasses import dataclass
from itertools import islice

from framework_pdf.brand.brand_use import FittedPart
from framework_pdf.brand.typefaces import TypeFit
from framework_pdf.build.session import Session, part_name
from framework_pdf.core.diagnostics import Diagnostic, errors_in
from framework_pdf.core.errors import CompositionError, FrameworkPdfError, TypesettingError
from framework_pdf.html.context import Settings, Shown
from framework_pdf.products.edition import Edition
from framework_pdf.products.product import EACH_SIDE, Fitting
from framework_pdf.typesetting.copyfit import DoesNotFitError, covers, fit
from framework_pdf.typesetting.typesetter import Lack, LaidOut


@dataclass(frozen=True, slots=True)
class Fitted:
    """An edition in the setting in which it keeps to its pages."""

    settings: Settings
    laid_out: LaidOut
    trials: int
    """How many settings were tried."""


def typeset(session: Session, edition: Edition, shown: Shown = None) -> LaidOut:
    """Compose an edition and lay it out; where pages are promised, fitted to them, part by part.

    Others are set in the first typefaces, and sizes of titles and logos, in which nothing lies over anything else.

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

    Where there are none, it is set in the first in which no more than a word of a title is broken, else in those of the
    look, and what is wrong with it is told.
    """
    tried: list[tuple[LaidOut, int]] = []
    in_each = len(covers(have_logo=session.covers_have_logo))
    for number, type_fit in enumerate(session.type_fits):
        settings, trials = _with_covers_clear(session, edition, type_fit)
        tried.append((lay_out(session, edition, settings, shown), number * in_each + trials))
        if not _want_of_room(tried[-1][0]):
            break
    laid_out, session.covers[edition.kind] = min(tried, key=lambda each: _want_of_room(each[0]))
    return laid_out


def _want_of_room(laid_out: LaidOut) -> int:
    """Return how bad the want of room in an edition is: 0 for none, 1 where it only breaks words of titles, else 2."""
    return 2 if laid_out.findings.crowding else 1 if laid_out.findings.broken_words else 0


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
    setting = next(iter(next(islice(session.settings_of(part), trials - 1, None)).values()))
    hows = [] if setting.type_fit is TypeFit.AS_ASKED else [str(setting.type_fit)]
    hows += [f"titles at {setting.title_share:.0%} of their size"] if setting.title_share < 1 else []
    return ", ".join([*hows, *(["lines and parts closer"] if setting.closeness else [])])


def trials_of(session: Session, edition: Edition) -> dict[str, int]:
    """Return how many settings were tried of each part of an edition that was made, by the part's name."""
    if not edition.is_fitted:
        return {"": session.covers[edition.kind]}
    return {part_name(part): fitted_part(session, part).trials for part in edition.parts()}


def _with_covers_clear(session: Session, edition: Edition, type_fit: TypeFit) -> tuple[Settings, int]:
    """Return the first setting in which words have room on covers and openers, and how many were tried.

    Where there is none, it is the usual one: what is wrong with it is told of the whole edition.
    """
    every = [*session.settings_of(edition, [type_fit])]
    shares = covers(have_logo=session.covers_have_logo)
    given_up: set[float] = set()
    """The sizes of titles in which a smaller logo is of no use: it is not the logo that is in the way."""
    for trials, (trial, (title_share, _)) in enumerate(zip(every, shares, strict=True), 1):
        if title_share in given_up:
            continue
        try:
            html = session.compose(edition, trial)
        except CompositionError:  # less room than the least width of a logo
            given_up.add(title_share)
            continue
        lack = session.typesetter.lack_on_covers(html, session.typeface_files)
        if lack is Lack.NONE:
            return trial, trials
        if lack is Lack.OF_TITLES:
            given_up.add(title_share)
    return every[0], 1


def _fit(session: Session, part: Edition) -> Fitted:
    kept: list[tuple[Settings, LaidOut]] = []
    crowding: list[Diagnostic] = []
    """What had no room in the setting that was tried last."""

    def fits(settings: Settings) -> int | None:
        laid_out = lay_out(session, part, settings)
        findings = laid_out.findings
        if errors := errors_in(findings.faults):
            raise TypesettingError(errors)  # without its style or a picture, a page fits or not by chance
        if part.product.fitting is Fitting.PARTS:
            kept.append((settings, laid_out))  # the smallest is taken whether it fits or not
            return None if findings.goes_on or findings.crowding else len(findings.broken_words)
        crowding[:] = findings.crowding
        if crowding or not part.may_take(laid_out.pages):
            return None
        kept.append((settings, laid_out))
        return len(findings.broken_words)

    try:
        settings, trials = fit(part, session.catalogue, tuple(session.type_fits), fits)
    except DoesNotFitError:
        if part.variant.pages == EACH_SIDE:  # so what is too long for its side is known
            raise TypesettingError(crowding) from None
        raise
    return Fitted(settings, next(laid_out for tried, laid_out in kept if tried is settings), trials)
