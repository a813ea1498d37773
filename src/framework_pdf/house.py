"""Folders and a brand kit, or none, in; out, a printing house: it makes editions in one look, each a finished file."""

import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path, PurePosixPath

from framework_pdf.colophon import Printed
from framework_pdf.composition.context import Setting, usual_settings
from framework_pdf.composition.copy import card_copy
from framework_pdf.composition.environment import Composer, template_problems
from framework_pdf.composition.specimen import WIDEST_MINIATURE, Miniatures, Specimen, specimens
from framework_pdf.composition.ticket import Ticket
from framework_pdf.copyfit import fit
from framework_pdf.diagnostics import Diagnostic, Location, Severity, errors_in
from framework_pdf.edition import Edition
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
from framework_pdf.measures import Paper
from framework_pdf.model.brand import Kit
from framework_pdf.model.catalogue import Catalogue
from framework_pdf.model.product import BOOKLET, CARD, Product
from framework_pdf.plan import Request, plan, specimen
from framework_pdf.plan import ticket as plan_ticket
from framework_pdf.preflight.likeness import difference
from framework_pdf.preflight.miniatures import miniature, page_named
from framework_pdf.prepress import SAFE, Job
from framework_pdf.press.press import Press, Proof, Reading
from framework_pdf.printshop import consign, ticket_paths
from framework_pdf.workspace import Workspace

Key = tuple[Product, str, str, Paper | None]
_Made = tuple[bytes, int | None, tuple[Path, ...], tuple[Diagnostic, ...]]
"""A file's content, its pages, the files that it uses besides content and templates, and what was found."""
_Files = dict[PurePosixPath, tuple[bytes, int | None]]
"""Files by their paths below the output, each with its content and its pages."""
Follow = Callable[[Sequence[Edition]], Iterable[Edition]]
"""Hands editions on one by one, so that somebody can watch."""


def opened(
    workspace: Workspace, brands: Sequence[str], found: Iterable[Diagnostic] = (), ink: Ink = Ink.COLOUR
) -> dict[str | None, "House"]:
    """Folders, brands asked for, the problems found so far and an ink in; out, a house a brand, by its id, or None.

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


def each_of(
    editions: Sequence[Edition], work: Callable[[Edition], Iterable[Diagnostic]], follow: Follow
) -> tuple[Diagnostic, ...]:
    """Editions and what is done with one in; out, everything found on the way, whether it could be done or not."""
    found: list[Diagnostic] = []
    for edition in follow(editions):
        try:
            found += work(edition)
        except FrameworkPdfError as error:
            found += error.diagnostics
    return tuple(found)


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
        self._seen: list[Seen] = []
        """What the editions so far show of the kit."""
        self._separations: dict[Job, Separation] = {}
        self._fitted: dict[Key, Setting | FrameworkPdfError] = {}
        self._proofs: dict[Key, Proof] = {}
        """What fitting laid out and nobody has asked for yet."""

    def make(self, edition: Edition) -> tuple[tuple[Printed, ...], tuple[Diagnostic, ...]]:
        """An edition in; out, its files, finished, and what was found on the way."""
        started = time.perf_counter()
        match edition.work:
            case Job() as job:
                made, files, problems = self._for_shop(edition, job)
            case Work() as work:
                pdf, _, files, problems = self._typeset(edition)
                imposed = on_sheets(pdf, work)
                made = {edition.path: (imposed.pdf, imposed.sides)}
                problems = (*problems, *_smaller(edition, imposed))
            case None:
                data, pages, files, problems = (self._typeset if edition.product.papers else self._composed)(edition)
                made = {edition.path: (data, pages)}
        seconds = (time.perf_counter() - started) / len(made)
        inputs = {*self.catalogue.files(edition.profession, edition.aspects), *files, *self.livery.files}
        printed = (Printed(path, data, pages, seconds, tuple(sorted(inputs))) for path, (data, pages) in made.items())
        return tuple(printed), problems

    def specimen(self) -> tuple[PurePosixPath, bytes, tuple[Diagnostic, ...]]:
        """Nothing in; out, the path, the PDF and the problems of the specimen, with pages of the general edition."""
        assert self.livery.kit
        edition = specimen(self.catalogue, self.livery.kit.id)
        for trial in specimens(self.livery, self.catalogue.labels, self._miniatures()):
            proof = self._lay_out(edition, self._usual(edition), trial)
            if proof.pages == 1:
                pdf, _, _, problems = self._printed(edition, proof)
                return edition.path, pdf, problems
        hint = "make the template of the specimen or its style sheet take less room"
        raise PressError(Diagnostic("no-room", "the specimen takes more than its page without any colours", None, hint))

    def _miniatures(self) -> Miniatures:
        """Nothing in; out, the pages of the general edition that a specimen shows."""
        (booklet,) = self._planned(Request(products=(BOOKLET,)))
        (card,) = self._planned(Request(products=(CARD,), aspects=("1",)))
        place = f"aspect-{card.aspects[0].id}"
        pages, sheet = (self._typeset(edition)[0] for edition in (booklet, card))
        opener = page_named(pages, place)
        if opener is None:
            hint = "let the list of contents lead to the opener of each aspect"
            raise PressError(Diagnostic("no-opener", f"no link of the booklet leads to `{place}`", None, hint))
        shown = ((pages, 1), (pages, opener), (sheet, 1))
        return Miniatures(*(miniature(pdf, page, WIDEST_MINIATURE) for pdf, page in shown))

    def _typeset(self, edition: Edition) -> _Made:
        """An edition with pages in; out, its PDF."""
        return self._printed(edition, self.proof(edition))

    def _printed(self, edition: Edition, proof: Proof) -> _Made:
        """An edition that is laid out in; out, its PDF."""
        pdf, pages, problems = self._press.print(proof, edition.product.multiple_of)
        finished = finish(pdf, facing_pages=edition.product.multiple_of > 1)
        return finished.pdf, pages, proof.files, (*problems, *self._noted(proof, finished.fonts))

    def _noted(self, proof: Proof, fonts: frozenset[str], *, in_inks: bool = False) -> tuple[Diagnostic, ...]:
        """What was laid out, its fonts and whether it is in inks, in; out, what is wrong. What it shows is kept."""
        self._see(proof.reading, fonts, proof.files, in_inks=in_inks)
        return (*proof.reading.problems, *self._press.strange(fonts))

    def _for_shop(self, edition: Edition, job: Job) -> tuple[_Files, tuple[Path, ...], tuple[Diagnostic, ...]]:
        """An edition and its job in; out, the files for the print shop, what they are made from, and what is wrong."""
        if job not in self._separations:
            self._separations[job] = separation_of(self.livery, job)
        proof = self.proof(edition)
        pdf, _, problems = self._press.print(proof, edition.product.multiple_of, for_readers=False)
        sent = consign(pdf, edition, job, self._separations[job], self.livery, self.catalogue)
        path, data = ticket_paths(edition)
        form = plan_ticket(edition, path)
        sheet = self._lay_out(form, self._usual(form), sent.ticket)
        ticket, pages, _, of_ticket = self._printed(form, sheet)
        files: _Files = {path: (part.pdf, part.pages) for path, part in sent.files}
        files |= {path: (ticket, pages), data: (sent.ticket.to_json().encode(), None)}
        unsafe = self._press.unsafe(proof, SAFE)
        found = (*problems, *unsafe, *self._noted(proof, sent.fonts, in_inks=True), *sent.problems, *of_ticket)
        return files, (*proof.files, *sheet.files, *([job.profile] if job.profile else [])), found

    def _composed(self, edition: Edition) -> _Made:
        """An edition without pages in; out, its HTML."""
        html, files = self._composer.compose(edition, self._usual(edition))
        reading = self._press.read(html)
        self._see(reading, (), files)
        return html.encode(), None, files, reading.problems

    def _see(self, reading: Reading, fonts: Iterable[str], files: Iterable[Path], *, in_inks: bool = False) -> None:
        """What was read in an edition, its fonts, files and inks, in; what it shows of the kit is kept."""
        if self.livery.kit:
            pictures = ((picture.src, picture.width) for picture in reading.pictures)
            self._seen.append(seen_in(self.livery, reading.words, pictures, fonts, files, in_inks=in_inks))

    def coarse(self) -> tuple[Diagnostic, ...]:
        """Nothing in; out, each picture of the kit that is too coarse where it was printed."""
        return tuple(coarse(self.livery, self._seen)) if self.livery.kit else ()

    def reports(self) -> tuple[Report, ...]:
        """Nothing in; out, what became of the kit, where there is one."""
        return (report_of(self.livery, self._seen),) if self.livery.kit else ()

    def look_at(self, requests: Iterable[Request], follow: Follow) -> tuple[Diagnostic, ...]:
        """Requests in; out, what is wrong with their editions, each made once and kept nowhere."""
        planned = {edition.path: edition for request in requests for edition in self._planned(request)}
        single = [edition for edition in planned.values() if not edition.gathers]
        return each_of(single, lambda edition: self.make(edition)[1], follow)

    def _planned(self, request: Request) -> tuple[Edition, ...]:
        return plan(request, self.catalogue, self.livery.kit.id if self.livery.kit else None)

    def proof(self, edition: Edition) -> Proof:
        """An edition in; out, its pages, laid out: where pages are promised, fitted to them."""
        if edition.product.pages_per_aspect is None:
            settings = self._usual(edition)
        else:
            settings = {single.aspects[0].id: self._fit(single) for single in edition.singles()}
        fitted = self._proofs.pop(_key(edition), None) if len(edition.aspects) == 1 else None
        proof = fitted or self._lay_out(edition, settings)
        if not edition.may_take(proof.pages):
            hint = "make the template of a card the same, whether it stands alone or with others"
            message = f"{edition.path} has {proof.pages} pages, more than its {edition.product.id}s take one by one"
            raise PressError(Diagnostic("no-room", message, None, hint))
        return proof

    def _usual(self, edition: Edition) -> dict[str, Setting]:
        return usual_settings(self.catalogue, edition, edition.product.type_sizes[-1])

    def _fit(self, single: Edition) -> Setting:
        """An edition of one aspect in; out, the setting in which it keeps to its pages."""
        key, (aspect,) = _key(single), single.aspects
        if key not in self._fitted:
            copy = card_copy(self.catalogue, single.profession, aspect)

            def fits(setting: Setting) -> bool:
                self._proofs[key] = proof = self._lay_out(single, {aspect.id: setting})
                if errors := errors_in(proof.reading.faults):
                    raise PressError(errors)  # without its style or a picture, a page fits or not by chance
                return single.may_take(proof.pages) and not proof.reading.crowding

            try:
                self._fitted[key] = fit(copy, single.product.type_sizes, fits, self.catalogue.locations)
            except FrameworkPdfError as error:
                self._fitted[key] = error  # the file with all cards need not find it out again
        fitted = self._fitted[key]
        if isinstance(fitted, FrameworkPdfError):
            raise fitted
        return fitted

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


def _key(edition: Edition) -> Key:
    """An edition of one aspect in; out, what its fitting depends on."""
    return edition.product, edition.profession.id, edition.aspects[0].id, edition.paper
