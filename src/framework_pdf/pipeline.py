"""The one place that calls the stages in order: folders and a request in; out, files and their record.

workspace → manuscript → catalogue → plan → composition → press → finishing → output and colophon
"""

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from framework_pdf import delivery
from framework_pdf.colophon import Printed, Record, folders_of
from framework_pdf.composition import fonts
from framework_pdf.composition.context import Setting, usual_settings
from framework_pdf.composition.copy import card_copy
from framework_pdf.composition.environment import Composer, template_problems
from framework_pdf.copyfit import fit
from framework_pdf.diagnostics import Diagnostic, errors_in, in_order
from framework_pdf.edition import Edition
from framework_pdf.errors import FrameworkPdfError, PressError
from framework_pdf.finishing.finish import finish
from framework_pdf.manuscript.loader import load
from framework_pdf.measures import PAPERS, Paper
from framework_pdf.model.catalogue import Catalogue
from framework_pdf.model.product import Format, Print, Product
from framework_pdf.model.reviews import unreviewed
from framework_pdf.plan import Request, plan
from framework_pdf.press.press import Press, Proof
from framework_pdf.workspace import Workspace

Key = tuple[Product, str, str, Paper | None]
_Made = tuple[bytes, int | None, tuple[Path, ...], tuple[Diagnostic, ...]]
"""A file's content, its pages, the files that it uses besides content and templates, and what was found."""
Follow = Callable[[Sequence[Edition]], Iterable[Edition]]
"""Hands editions on one by one, so that somebody can watch."""


def build(workspace: Workspace, request: Request, strict: bool = False, follow: Follow = iter) -> Record:
    """Folders and a request in; out, the record of what was written to the output folder.

    Everything is made before anything is written. Raises FrameworkPdfError with every problem found;
    with `strict`, warnings are problems too.
    """
    started = time.perf_counter()
    catalogue, warnings = _read(workspace, delivery.problems(workspace.output))
    house = _House(workspace, catalogue)
    printed: list[Printed] = []

    def make(edition: Edition) -> tuple[Diagnostic, ...]:
        file, problems = house.make(edition)
        printed.append(file)
        return problems

    found = _each(plan(request, catalogue), make, follow)
    problems = _judged((*warnings, *found), strict)
    origins = folders_of(catalogue)
    record = Record(workspace.output, origins, tuple(printed), problems, time.perf_counter() - started)
    delivery.deliver(record)
    return record


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found where there is no error."""

    warnings: tuple[Diagnostic, ...]
    unreviewed: tuple[Diagnostic, ...]
    """What nobody has reviewed, or not since the day that was named."""


def check(workspace: Workspace, reviewed_since: date | None = None, follow: Follow = iter) -> Checked:
    """Folders and perhaps a day in; out, the warnings. Everything is laid out, on every paper, and kept nowhere.

    Raises FrameworkPdfError with every problem found.
    """
    catalogue, warnings = _read(workspace, ())
    house = _House(workspace, catalogue)
    standard = (Request(every_profession=True, paper=paper) for paper in (None, *PAPERS.values()))
    others = Request(every_profession=True, prints=(Print.LARGE,), formats=tuple(Format))
    requests = (*standard, others)
    planned = {edition.path: edition for request in requests for edition in plan(request, catalogue)}
    single = [edition for edition in planned.values() if not edition.gathers]
    found = _each(single, house.look, follow)
    return Checked(_judged((*warnings, *found)), unreviewed(catalogue, reviewed_since))


def _read(workspace: Workspace, found: Iterable[Diagnostic]) -> tuple[Catalogue, tuple[Diagnostic, ...]]:
    """Folders and the problems found so far in; out, the catalogue and its warnings, or all problems at once."""
    problems = [*found, *template_problems(workspace.templates)]
    try:
        catalogue, warnings = load(workspace.content)
    except FrameworkPdfError as error:
        raise FrameworkPdfError([*problems, *error.diagnostics]) from None
    if problems:
        raise FrameworkPdfError([*problems, *warnings])
    return catalogue, warnings


def _each(
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


def _judged(found: Iterable[Diagnostic], strict: bool = False) -> tuple[Diagnostic, ...]:
    """Everything found in; out, the warnings in order. Raises FrameworkPdfError where there is an error too."""
    problems = in_order(found)
    if errors_in(problems) or (strict and problems):
        raise FrameworkPdfError(problems)
    return problems


class _House:
    """Composer and press for the editions of one run."""

    def __init__(self, workspace: Workspace, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._folders = (*workspace.templates, *reversed(workspace.content), fonts.folder())
        self._composer = Composer(workspace.templates, catalogue)
        self._press = Press(workspace.templates[0], self._folders)
        self._fitted: dict[Key, Setting | FrameworkPdfError] = {}
        self._proofs: dict[Key, Proof] = {}
        """What fitting laid out and nobody has asked for yet."""

    def make(self, edition: Edition) -> tuple[Printed, tuple[Diagnostic, ...]]:
        """An edition in; out, its file, finished, and what was found on the way."""
        started = time.perf_counter()
        data, pages, files, problems = self._typeset(edition) if edition.product.papers else self._composed(edition)
        seconds = time.perf_counter() - started
        content = self._catalogue.files(edition.profession, edition.aspects)
        inputs = {*content, *self._composer.files(edition.product), *files}
        return Printed(edition.path, data, pages, seconds, tuple(sorted(inputs))), problems

    def _typeset(self, edition: Edition) -> _Made:
        """An edition with pages in; out, its PDF."""
        proof = self.proof(edition)
        pdf, pages, problems = self._press.print(proof, edition.product.multiple_of)
        pdf = finish(pdf, facing_pages=edition.product.multiple_of > 1)
        return pdf, pages, proof.files, (*proof.problems, *problems)

    def _composed(self, edition: Edition) -> _Made:
        """An edition without pages in; out, its HTML."""
        html = self._composer.compose(edition, self._usual(edition))
        return html.encode(), None, (), self._press.read(html)

    def look(self, edition: Edition) -> tuple[Diagnostic, ...]:
        """An edition in; out, what is wrong with it. It is kept nowhere."""
        return self.proof(edition).problems if edition.product.papers else self._composed(edition)[-1]

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
        return usual_settings(self._catalogue, edition, edition.product.type_sizes[-1])

    def _fit(self, single: Edition) -> Setting:
        """An edition of one aspect in; out, the setting in which it keeps to its pages."""
        key, (aspect,) = _key(single), single.aspects
        if key not in self._fitted:
            copy = card_copy(self._catalogue, single.profession, aspect)

            def fits(setting: Setting) -> bool:
                self._proofs[key] = proof = self._lay_out(single, {aspect.id: setting})
                if errors := errors_in(proof.problems):
                    raise PressError(errors)  # without its style or a picture, a page fits or not by chance
                return single.may_take(proof.pages)

            try:
                self._fitted[key] = fit(copy, single.product.type_sizes, fits, self._catalogue.locations)
            except FrameworkPdfError as error:
                self._fitted[key] = error  # the file with all cards need not find it out again
        fitted = self._fitted[key]
        if isinstance(fitted, FrameworkPdfError):
            raise fitted
        return fitted

    def _lay_out(self, edition: Edition, settings: dict[str, Setting]) -> Proof:
        return self._press.lay_out(self._composer.compose(edition, settings))


def _key(edition: Edition) -> Key:
    """An edition of one aspect in; out, what its fitting depends on."""
    return edition.product, edition.profession.id, edition.aspects[0].id, edition.paper
