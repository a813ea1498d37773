"""Folders and a brand kit, or none, in; out, a printing house: it makes editions in one look, each a finished file."""

import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from framework_pdf.colophon import Printed
from framework_pdf.composition.context import Setting, usual_settings
from framework_pdf.composition.copy import card_copy
from framework_pdf.composition.environment import Composer, template_problems
from framework_pdf.composition.specimen import WIDEST_MINIATURE, Miniatures, Specimen, specimens
from framework_pdf.composition.ticket import Ticket
from framework_pdf.copyfit import fit
from framework_pdf.diagnostics import Diagnostic, Location, Severity, errors_in
from framework_pdf.edition import Edition, Kind
from framework_pdf.errors import FrameworkPdfError, KitError, PressError
from framework_pdf.finishing.finish import finish
from framework_pdf.finishing.sheets import Imposed, on_sheets
from framework_pdf.imposition import Ink, Work
from framework_pdf.livery.effects import Report, Seen, coarse, report_of, seen_in
from framework_pdf.livery.families import folder as folder_of_typefaces
from framework_pdf.livery.inking import inked
from framework_pdf.livery.livery import Livery, livery_of
from framework_pdf.livery.separation import Separation, separation_of
from framework_pdf.manuscript.kit import find_kit, load_kit
from framework_pdf.manuscript.loader import load
from framework_pdf.model.brand import Kit
from framework_pdf.model.catalogue import Catalogue
from framework_pdf.model.framework import Aspect
from framework_pdf.model.product import BOOKLET, CARD
from framework_pdf.plan import Request, plan, specimen
from framework_pdf.plan import ticket as plan_ticket
from framework_pdf.preflight.likeness import difference
from framework_pdf.preflight.miniatures import miniature, page_named
from framework_pdf.prepress import SAFE, Job
from framework_pdf.press.press import Press, Proof, Reading
from framework_pdf.workspace import Workspace

_Files = dict[PurePosixPath, tuple[bytes, int | None]]
"""Files by their paths below the output, each with its content and its pages."""


@dataclass(frozen=True, slots=True)
class _Fitted:
    """A page in the setting in which its words fit."""

    setting: Setting
    proof: Proof


@dataclass(frozen=True, slots=True)
class _Made:
    """What was made of an edition, the files that it uses besides content, what was found, and what it shows."""

    files: _Files
    inputs: tuple[Path, ...]
    problems: tuple[Diagnostic, ...]
    seen: tuple[Seen, ...]

    @property
    def data(self) -> bytes:
        """The first of the files."""
        return next(iter(self.files.values()))[0]


def opened(
    workspace: Workspace, brands: Sequence[str], ink: Ink = Ink.COLOUR, found: Iterable[Diagnostic] = ()
) -> dict[str | None, "House"]:
    """Folders, brands asked for, an ink and the problems found so far in; out, a house a brand, by its id, or None.

    Raises FrameworkPdfError with all problems at once.
    """
    problems = list(found)
    houses: dict[str | None, House] = {}
    for brand in brands or (None,):
        try:
            kit = load_kit(find_kit(brand, workspace.brands)) if brand is not None else None
            if kit is None or not _is_open(houses, kit):
                houses[kit.id if kit else None] = House(workspace, kit, ink)
        except FrameworkPdfError as error:
            problems += error.diagnostics
    if problems:
        raise FrameworkPdfError([*problems, *(warning for house in houses.values() for warning in house.warnings)])
    return houses


def _is_open(houses: Mapping[str | None, "House"], kit: Kit) -> bool:
    """The houses so far and a kit in; out, whether one has that kit. KitError where one has another of its name."""
    if kit.id not in houses:
        return False
    other = houses[kit.id].livery.kit
    if other and other.folder.resolve() == kit.folder.resolve():
        return True
    hint = "build one at a time, or rename one of the folders"
    message = f"two brands are called `{kit.id}`, and their files would go to the same folder"
    raise KitError(Diagnostic("bad-name", message, Location(kit.folder), hint))


def _read(workspace: Workspace, kit: Kit | None) -> tuple[Catalogue, Livery, tuple[Diagnostic, ...]]:
    """Folders and a kit, or none, in; out, the catalogue, the livery and the warnings, or all problems at once."""
    problems = list(template_problems(workspace.templates))
    try:
        catalogue, warnings = load(workspace.content)
    except FrameworkPdfError as error:
        raise FrameworkPdfError([*problems, *error.diagnostics]) from None
    try:
        livery = livery_of(kit, catalogue, difference)
    except FrameworkPdfError as error:
        problems += error.diagnostics
    if problems:
        raise FrameworkPdfError([*problems, *warnings])
    return catalogue, livery, warnings


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an edition."""

    edition: Edition
    files: tuple[Printed, ...]
    """None where it could not be made."""
    problems: tuple[Diagnostic, ...]
    seen: tuple[Seen, ...] = ()
    """What it shows of the kit."""


class House:
    """Composer and press for the editions of one run in one look."""

    def __init__(self, workspace: Workspace, kit: Kit | None = None, ink: Ink = Ink.COLOUR) -> None:
        """Folders, a brand kit, or none, and an ink in. Raises FrameworkPdfError with all that is wrong with them."""
        workspace = workspace.with_kit(kit.folder) if kit else workspace
        self.catalogue, livery, self.warnings = _read(workspace, kit)
        self.livery = inked(livery, ink)
        of_kit = (kit.folder,) if kit else ()
        self._folders = (*workspace.templates, *reversed(workspace.content), *of_kit, folder_of_typefaces())
        self._composer = Composer(workspace.templates, self.catalogue, self.livery)
        self._press = Press(workspace.templates[0], self._folders)
        self._separations: dict[Job, Separation] = {}
        self._kind: Kind | None = None
        self._fitted: dict[str, _Fitted | FrameworkPdfError] = {}
        """What was fitted of that kind, by the aspect's id."""

    def make(self, edition: Edition) -> Outcome:
        """An edition in; out, its files, finished, and what was found on the way, whether it could be made or not."""
        started = time.perf_counter()
        try:
            made = self._for(edition)
        except FrameworkPdfError as error:
            return Outcome(edition, (), error.diagnostics)
        seconds = (time.perf_counter() - started) / len(made.files)
        used = {*self.catalogue.files(edition.profession, edition.aspects), *made.inputs, *self.livery.files}
        inputs = tuple(sorted(used))
        files = (Printed(path, data, pages, seconds, inputs) for path, (data, pages) in made.files.items())
        return Outcome(edition, tuple(files), made.problems, made.seen)

    def _for(self, edition: Edition) -> _Made:
        """An edition in; out, what is made of it for those whom it is for."""
        match edition.work:
            case Job() as job:
                return self._for_shop(edition, job)
            case Work() as work:
                made = self._printed(edition, self.proof(edition))
                imposed = on_sheets(made.data, work)
                problems = (*made.problems, *_smaller(edition, imposed))
                return replace(made, files={edition.path: (imposed.pdf, imposed.sides)}, problems=problems)
            case None if edition.product.papers:
                return self._printed(edition, self.proof(edition))
            case None:
                return self._composed(edition)

    def specimen(self) -> tuple[PurePosixPath, bytes, tuple[Diagnostic, ...]]:
        """Nothing in; out, the path, the PDF and the problems of the specimen, with pages of the general edition."""
        assert self.livery.kit
        edition = specimen(self.catalogue, self.livery.kit.id)
        for trial in specimens(self.livery, self.catalogue.labels, self._miniatures()):
            proof = self._lay_out(edition, self._usual(edition), trial)
            if proof.pages == 1:
                made = self._printed(edition, proof)
                return edition.path, made.data, made.problems
        hint = "make the template of the specimen or its style sheet take less room"
        raise PressError(Diagnostic("no-room", "the specimen takes more than its page without any colours", None, hint))

    def _miniatures(self) -> Miniatures:
        """Nothing in; out, the pages of the general edition that a specimen shows."""
        (booklet,) = self._planned(Request(products=(BOOKLET,)))
        (card,) = self._planned(Request(products=(CARD,), aspects=("1",)))
        place = f"aspect-{card.aspects[0].id}"
        pages, sheet = (self._printed(edition, self.proof(edition)).data for edition in (booklet, card))
        opener = page_named(pages, place)
        if opener is None:
            hint = "let the list of contents lead to the opener of each aspect"
            raise PressError(Diagnostic("no-opener", f"no link of the booklet leads to `{place}`", None, hint))
        shown = ((pages, 1), (pages, opener), (sheet, 1))
        return Miniatures(*(miniature(pdf, page, WIDEST_MINIATURE) for pdf, page in shown))

    def _printed(self, edition: Edition, proof: Proof) -> _Made:
        """An edition that is laid out in; out, its PDF."""
        pdf, pages, problems = self._press.print(proof, edition.product.multiple_of)
        finished = finish(pdf, facing_pages=edition.product.multiple_of > 1)
        found = (*problems, *self._found(proof, finished.fonts))
        seen = self._seen(proof.reading, finished.fonts, proof.files)
        return _Made({edition.path: (finished.pdf, pages)}, proof.files, found, seen)

    def _found(self, proof: Proof, fonts: frozenset[str]) -> tuple[Diagnostic, ...]:
        """What was laid out and the fonts in its PDF in; out, what is wrong with it."""
        return (*proof.reading.problems, *self._press.strange(fonts))

    def _for_shop(self, edition: Edition, job: Job) -> _Made:
        """An edition and its job in; out, the files for the print shop."""
        # What looks at finished pages is slow to load, and nothing else needs it.
        from framework_pdf.printshop import consign, ticket_paths

        if job not in self._separations:
            self._separations[job] = separation_of(self.livery, job)
        proof = self.proof(edition)
        pdf, _, problems = self._press.print(proof, edition.product.multiple_of, for_readers=False)
        sent = consign(pdf, edition, job, self._separations[job], self.livery, self.catalogue)
        path, data = ticket_paths(edition)
        form = plan_ticket(edition, path)
        ticket = self._printed(form, self._lay_out(form, self._usual(form), sent.ticket))
        files: _Files = {path: (part.pdf, part.pages) for path, part in sent.files}
        files |= {**ticket.files, data: (sent.ticket.to_json().encode(), None)}
        inputs = (*proof.files, *ticket.inputs, *([job.profile] if job.profile else []))
        unsafe = self._press.unsafe(proof, SAFE)
        found = (*problems, *unsafe, *self._found(proof, sent.fonts), *sent.problems, *ticket.problems)
        seen = self._seen(proof.reading, sent.fonts, proof.files, in_inks=True)
        return _Made(files, inputs, found, (*seen, *ticket.seen))

    def _composed(self, edition: Edition) -> _Made:
        """An edition without pages in; out, its HTML."""
        html, files = self._composer.compose(edition, self._usual(edition))
        reading = self._press.read(html)
        seen = self._seen(reading, (), files)
        return _Made({edition.path: (html.encode(), None)}, files, reading.problems, seen)

    def _seen(
        self, reading: Reading, fonts: Iterable[str], files: Iterable[Path], *, in_inks: bool = False
    ) -> tuple[Seen, ...]:
        """What was read in an edition, its fonts, files and inks, in; out, what it shows of the kit."""
        if self.livery.kit is None:
            return ()
        pictures = ((picture.src, picture.width) for picture in reading.pictures)
        return (seen_in(self.livery, reading.words, pictures, fonts, files, in_inks=in_inks),)

    def coarse(self, outcomes: Iterable[Outcome]) -> tuple[Diagnostic, ...]:
        """What became of editions in; out, each picture of the kit that is too coarse where it was printed."""
        return tuple(coarse(self.livery, self._all_seen(outcomes))) if self.livery.kit else ()

    def reports(self, outcomes: Iterable[Outcome]) -> tuple[Report, ...]:
        """What became of editions in; out, what became of the kit, where there is one."""
        return (report_of(self.livery, self._all_seen(outcomes)),) if self.livery.kit else ()

    def _all_seen(self, outcomes: Iterable[Outcome]) -> tuple[Seen, ...]:
        """What became of editions in; out, what those of this house show of the kit."""
        own = self.livery.kit.id if self.livery.kit else None
        return tuple(seen for outcome in outcomes if outcome.edition.brand == own for seen in outcome.seen)

    def to_look_at(self, requests: Iterable[Request]) -> tuple[Edition, ...]:
        """Requests in; out, their editions, each once, without those that only gather others."""
        planned = {edition.path: edition for request in requests for edition in self._planned(request)}
        return tuple(edition for edition in planned.values() if not edition.gathers)

    def _planned(self, request: Request) -> tuple[Edition, ...]:
        return plan(request, self.catalogue, self.livery.kit.id if self.livery.kit else None)

    def proof(self, edition: Edition) -> Proof:
        """An edition in; out, its pages, laid out: where pages are promised, fitted to them, aspect by aspect."""
        if edition.product.pages_per_aspect is None:
            return self._lay_out(edition, self._usual(edition))
        fitted = [self._fit(single) for single in edition.singles()]
        if len(fitted) == 1:
            return fitted[0].proof
        settings = {aspect.id: each.setting for aspect, each in zip(edition.aspects, fitted, strict=True)}
        html, templates = self._composer.compose(edition, settings)
        proof = self._press.gather(html, [each.proof for each in fitted])
        return replace(proof, files=(*proof.files, *templates))

    def _usual(self, edition: Edition) -> dict[str, Setting]:
        return usual_settings(self.catalogue, edition, edition.product.type_sizes[-1])

    def _fit(self, single: Edition) -> _Fitted:
        """An edition of one aspect in; out, it in the setting in which it keeps to its pages.

        It is kept for the file that gathers the same, until an edition of another kind comes.
        """
        if single.kind != self._kind:
            self._kind, self._fitted = single.kind, {}
        (aspect,) = single.aspects
        if aspect.id not in self._fitted:
            try:
                self._fitted[aspect.id] = self._tried(single, aspect)
            except FrameworkPdfError as error:
                self._fitted[aspect.id] = error  # the file with all cards need not find it out again
        fitted = self._fitted[aspect.id]
        if isinstance(fitted, FrameworkPdfError):
            raise fitted
        return fitted

    def _tried(self, single: Edition, aspect: Aspect) -> _Fitted:
        """An edition of one aspect and the aspect in; out, it in the largest setting that fits. Raises PressError."""
        last: list[Proof] = []

        def fits(setting: Setting) -> bool:
            last[:] = [proof := self._lay_out(single, {aspect.id: setting})]
            if errors := errors_in(proof.reading.faults):
                raise PressError(errors)  # without its style or a picture, a page fits or not by chance
            return single.may_take(proof.pages) and not proof.reading.crowding

        copy = card_copy(self.catalogue, single.profession, aspect)
        setting = fit(copy, single.product.type_sizes, fits, self.catalogue.locations)
        return _Fitted(setting, *last)

    def _lay_out(self, edition: Edition, settings: dict[str, Setting], shown: Specimen | Ticket | None = None) -> Proof:
        html, templates = self._composer.compose(edition, settings, shown)
        proof = self._press.lay_out(html)
        return replace(proof, files=(*proof.files, *templates))


def _smaller(edition: Edition, imposed: Imposed) -> Iterator[Diagnostic]:
    """An edition and its sheets in; out, that pages are smaller on them than they are."""
    if imposed.scale < 1:
        least = edition.product.type_sizes[-1]
        size = f"type of {least:g} pt is {least * imposed.scale:.1f} pt"
        hint = "take a larger --sheet, or fewer pages a side"
        yield Diagnostic(
            "smaller-type", f"{edition.path} has pages at {imposed.scale:.0%}: {size}", None, hint, Severity.WARNING
        )
