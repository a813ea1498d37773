"""A desk in; out, a printing house: it makes the editions of that desk, each a finished file."""

import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from framework_pdf.brand.report import BrandUse, brand_use_in
from framework_pdf.build.desk import Desk, Settings
from framework_pdf.build.outcome import MadeFile, Outcome
from framework_pdf.content.model.framework import Aspect
from framework_pdf.core.diagnostics import Diagnostic, Severity, errors_in
from framework_pdf.core.errors import FrameworkPdfError, LimitError, TypesettingError
from framework_pdf.core.watchdog import watched
from framework_pdf.html.card_copy import card_copy
from framework_pdf.html.context import Setting
from framework_pdf.html.job_ticket import Ticket
from framework_pdf.html.specimen import WIDEST_MINIATURE, Miniatures, Specimen, specimens
from framework_pdf.pdf.office.sheets import Imposed, on_sheets
from framework_pdf.pdf.reader.finish import finish
from framework_pdf.preflight.page_pictures import miniature, page_named
from framework_pdf.products.edition import Edition, Kind
from framework_pdf.products.office_job import OfficeJob
from framework_pdf.products.plan import Request, specimen
from framework_pdf.products.plan import ticket as plan_ticket
from framework_pdf.products.press_job import SAFE, PressJob
from framework_pdf.products.product import BOOKLET, CARD
from framework_pdf.typesetting.copyfit import fit, settings
from framework_pdf.typesetting.typesetter import Findings, LaidOut, Typesetter

_Files = dict[PurePosixPath, tuple[bytes, int | None]]
"""Files by their paths below the output, each with its content and its pages."""


@dataclass(frozen=True, slots=True)
class _Fitted:
    """A page in the setting in which its words fit."""

    setting: Setting
    laid_out: LaidOut
    trials: int
    """How many settings that is from the first."""


@dataclass(frozen=True, slots=True)
class _Made:
    """What was made of an edition, the files that the press fetched, what was found, and what it shows."""

    files: _Files
    used: tuple[Path, ...]
    problems: tuple[Diagnostic, ...]
    seen: tuple[BrandUse, ...]

    @property
    def data(self) -> bytes:
        """The first of the files."""
        return next(iter(self.files.values()))[0]


class House:
    """Press for the editions of a desk."""

    def __init__(self, desk: Desk, press: Typesetter | None = None) -> None:
        """A desk, and a press that worked for the same folders before, or none, in."""
        self._desk = desk
        self.press = press or Typesetter(desk.templates[0], desk.folders)
        self._fitted: dict[tuple[Kind, str], _Fitted | FrameworkPdfError] = {}
        """What was fitted, by its kind and the aspect's id."""

    def clear(self) -> None:
        """Nothing in; what was fitted is let go: no edition is to come that gathers it."""
        self._fitted.clear()

    def make(self, edition: Edition) -> Outcome:
        """An edition in; out, its files, finished, and what was found on the way, whether it could be made or not."""
        started = time.perf_counter()
        desk = self._desk
        with watched(f"`{edition.path}`"):
            try:
                made = self._for(edition)
                trials = self._trials(edition)
                galley = desk.says(edition, trials)
            except LimitError:  # nothing else is tried: others would most likely come to the same
                raise
            except FrameworkPdfError as error:
                return Outcome(edition, (), error.diagnostics)
        inputs = {*desk.catalogue.files(edition.profession, edition.aspects), *made.used, *galley.templates}
        return Outcome(
            edition,
            tuple(MadeFile(path, data, pages) for path, (data, pages) in made.files.items()),
            made.problems,
            made.seen,
            time.perf_counter() - started,
            galley.sum,
            trials,
            made.used,
            tuple(sorted({*inputs, *desk.look.files, *_profile(edition)})),
        )

    def _trials(self, edition: Edition) -> dict[str, int]:
        """An edition that was made in; out, how many settings of each of its aspects were tried."""
        if edition.product.pages_per_aspect is None:
            return {}
        return {aspect.id: self._fit(single).trials for single in edition.singles() for aspect in single.aspects}

    def _for(self, edition: Edition) -> _Made:
        """An edition in; out, what is made of it for those whom it is for."""
        match edition.work:
            case PressJob() as job:
                return self._for_shop(edition, job)
            case OfficeJob() as work:
                made = self._printed(edition, self.laid_out(edition))
                imposed = on_sheets(made.data, work)
                problems = (*made.problems, *_smaller(edition, imposed))
                return replace(made, files={edition.path: (imposed.pdf, imposed.sides)}, problems=problems)
            case None if edition.product.papers:
                return self._printed(edition, self.laid_out(edition))
            case None:
                return self._composed(edition)

    @watched("the specimen")
    def specimen(self) -> tuple[PurePosixPath, bytes, tuple[Diagnostic, ...]]:
        """Nothing in; out, the path, the PDF and the problems of the specimen, with pages of the general edition."""
        desk = self._desk
        assert desk.brand
        edition = specimen(desk.catalogue, desk.brand)
        for trial in specimens(desk.look, desk.catalogue.labels, self._miniatures()):
            laid_out = self._lay_out(edition, desk.usual(edition), trial)
            if laid_out.pages == 1:
                made = self._printed(edition, laid_out)
                return edition.path, made.data, made.problems
        hint = "make the template of the specimen or its style sheet take less room"
        raise TypesettingError(
            Diagnostic("no-room", "the specimen takes more than its page without any colours", None, hint)
        )

    def _miniatures(self) -> Miniatures:
        """Nothing in; out, the pages of the general edition that a specimen shows."""
        (booklet,) = self._desk.planned(Request(products=(BOOKLET,)))
        (card,) = self._desk.planned(Request(products=(CARD,), aspects=("1",)))
        place = f"aspect-{card.aspects[0].id}"
        pages, sheet = (self._printed(edition, self.laid_out(edition)).data for edition in (booklet, card))
        opener = page_named(pages, place)
        if opener is None:
            hint = "let the list of contents lead to the opener of each aspect"
            raise TypesettingError(Diagnostic("no-opener", f"no link of the booklet leads to `{place}`", None, hint))
        shown = ((pages, 1), (pages, opener), (sheet, 1))
        return Miniatures(*(miniature(pdf, page, WIDEST_MINIATURE) for pdf, page in shown))

    def _printed(self, edition: Edition, laid_out: LaidOut) -> _Made:
        """An edition that is laid out in; out, its PDF."""
        pdf, pages, problems = self.press.print(laid_out, edition.product.multiple_of)
        findings, files = laid_out.findings, laid_out.files
        del laid_out  # finishing takes the memory that its pages took
        finished = finish(pdf, facing_pages=edition.product.multiple_of > 1)
        found = (*problems, *self._found(findings, finished.fonts))
        seen = self._seen(findings, finished.fonts, files)
        return _Made({edition.path: (finished.pdf, pages)}, files, found, seen)

    def _found(self, findings: Findings, fonts: frozenset[str]) -> tuple[Diagnostic, ...]:
        """What was read in what was laid out, and the fonts in its PDF, in; out, what is wrong with it."""
        return (*findings.problems, *self.press.strange(fonts))

    def _for_shop(self, edition: Edition, job: PressJob) -> _Made:
        """An edition and its job in; out, the files for the print shop."""
        # What looks at finished pages is slow to load, and nothing else needs it.
        from framework_pdf.build.print_shop import consign, ticket_paths

        desk, separation = self._desk, self._desk.separation(job)
        laid_out = self.laid_out(edition)
        pdf, _, problems = self.press.print(laid_out, edition.product.multiple_of, for_readers=False)
        sent = consign(pdf, edition, job, separation, desk.look, desk.catalogue)
        path, data = ticket_paths(edition)
        form = plan_ticket(edition, path)
        ticket = self._printed(form, self._lay_out(form, desk.usual(form), sent.ticket))
        files: _Files = {path: (part.pdf, part.pages) for path, part in sent.files}
        files |= {**ticket.files, data: (sent.ticket.to_json().encode(), None)}
        used = tuple(sorted({*laid_out.files, *ticket.used}))
        unsafe = self.press.unsafe(laid_out, SAFE)
        found = (*problems, *unsafe, *self._found(laid_out.findings, sent.fonts), *sent.problems, *ticket.problems)
        seen = self._seen(laid_out.findings, sent.fonts, laid_out.files, in_inks=True)
        return _Made(files, used, found, (*seen, *ticket.seen))

    def _composed(self, edition: Edition) -> _Made:
        """An edition without pages in; out, its HTML."""
        html = self._desk.compose(edition, self._desk.usual(edition))
        findings = self.press.read(html)
        seen = self._seen(findings, (), self._desk.says(edition, {}).templates)
        return _Made({edition.path: (html.encode(), None)}, (), findings.problems, seen)

    def _seen(
        self, findings: Findings, fonts: Iterable[str], files: Iterable[Path], *, in_inks: bool = False
    ) -> tuple[BrandUse, ...]:
        """What was read in an edition, its fonts, files and inks, in; out, what it shows of the kit."""
        if self._desk.look.kit is None:
            return ()
        pictures = ((picture.src, picture.width) for picture in findings.pictures)
        return (brand_use_in(self._desk.look, findings.words, pictures, fonts, files, in_inks=in_inks),)

    def laid_out(self, edition: Edition) -> LaidOut:
        """An edition in; out, its pages, laid out: where pages are promised, fitted to them, aspect by aspect."""
        if edition.product.pages_per_aspect is None:
            return self._lay_out(edition, self._desk.usual(edition))
        fitted = [self._fit(single) for single in edition.singles()]
        if len(fitted) == 1:
            return fitted[0].laid_out
        settings = {aspect.id: each.setting for aspect, each in zip(edition.aspects, fitted, strict=True)}
        return self.press.load_entries(self._desk.compose(edition, settings), [each.laid_out for each in fitted])

    def _fit(self, single: Edition) -> _Fitted:
        """An edition of one aspect in; out, it in the setting in which it keeps to its pages.

        It is kept for the file that gathers the same.
        """
        (aspect,) = single.aspects
        key = (single.kind, aspect.id)
        if key not in self._fitted:
            try:
                self._fitted[key] = self._tried(single, aspect)
            except FrameworkPdfError as error:
                self._fitted[key] = error  # the file with all cards need not find it out again
        fitted = self._fitted[key]
        if isinstance(fitted, FrameworkPdfError):
            raise fitted
        return fitted

    def _tried(self, single: Edition, aspect: Aspect) -> _Fitted:
        """An edition of one aspect and the aspect in; out, the largest setting that fits. Raises TypesettingError."""
        last: list[LaidOut] = []

        def fits(setting: Setting) -> bool:
            last[:] = [laid_out := self._lay_out(single, {aspect.id: setting})]
            if errors := errors_in(laid_out.findings.faults):
                raise TypesettingError(errors)  # without its style or a picture, a page fits or not by chance
            return single.may_take(laid_out.pages) and not laid_out.findings.crowding

        catalogue, sizes = self._desk.catalogue, single.product.type_sizes
        copy = card_copy(catalogue, single.profession, aspect)
        setting = fit(copy, sizes, fits, catalogue.locations)
        (laid_out,) = last
        return _Fitted(setting, laid_out, 1 + [*settings(copy, sizes)].index(setting))

    def _lay_out(self, edition: Edition, settings: Settings, shown: Specimen | Ticket | None = None) -> LaidOut:
        return self.press.lay_out(self._desk.compose(edition, settings, shown))


def _profile(edition: Edition) -> tuple[Path, ...]:
    """An edition in; out, the profile of its printer, where one was named."""
    return (edition.job.profile,) if edition.job and edition.job.profile else ()


def _smaller(edition: Edition, imposed: Imposed) -> Iterator[Diagnostic]:
    """An edition and its sheets in; out, that pages are smaller on them than they are."""
    if imposed.scale < 1:
        least = edition.product.type_sizes[-1]
        size = f"type of {least:g} pt is {least * imposed.scale:.1f} pt"
        hint = "take a larger --sheet, or fewer pages a side"
        yield Diagnostic(
            "smaller-type", f"{edition.path} has pages at {imposed.scale:.0%}: {size}", None, hint, Severity.WARNING
        )
