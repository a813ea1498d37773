"""The one place that calls the stages in order: folders and a request in; out, files and their record.

workspace → manuscript → catalogue → plan → composition → press → finishing → output and colophon
"""

import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path

from framework_pdf import delivery
from framework_pdf import workspace as folders
from framework_pdf.colophon import Record, folders_of
from framework_pdf.crew import Crew, Follow, Houses, made
from framework_pdf.diagnostics import Diagnostic, errors_in, in_order
from framework_pdf.edition import Edition
from framework_pdf.errors import FrameworkPdfError
from framework_pdf.house import Outcome, opened
from framework_pdf.imposition import Ink
from framework_pdf.livery.effects import Report
from framework_pdf.livery.new_kit import new_kit
from framework_pdf.measures import PAPERS
from framework_pdf.model.product import Format, Print
from framework_pdf.model.reviews import unreviewed
from framework_pdf.plan import Request, plan
from framework_pdf.preflight.likeness import difference
from framework_pdf.workspace import Workspace


def build(workspace: Workspace, request: Request, strict: bool = False, follow: Follow = iter, jobs: int = 1) -> Record:
    """Folders and a request in; out, the record of what was written to the output folder.

    `jobs` says how many processes work at once. Everything is made before anything is written. Raises
    FrameworkPdfError with every problem found; with `strict`, warnings are problems too.
    """
    started = time.perf_counter()
    ink = request.office.ink if request.office else Ink.COLOUR
    opening = partial(opened, workspace, request.brands, ink)
    houses = opened(workspace, request.brands, ink, delivery.problems(workspace.output))
    outcomes = made(houses, _planned(request, houses), Crew(opening, jobs), follow)
    of_kits = [problem for house in houses.values() for problem in (*house.warnings, *house.coarse(outcomes))]
    problems = _judged((*_found(outcomes), *of_kits), strict)
    record = Record(
        output=workspace.output,
        content=tuple(dict.fromkeys(folder for house in houses.values() for folder in folders_of(house.catalogue))),
        brands=tuple(report for house in houses.values() for report in house.reports(outcomes)),
        printed=tuple(file for outcome in outcomes for file in outcome.files),
        warnings=problems,
        seconds=time.perf_counter() - started,
    )
    delivery.deliver(record)
    return record


def _found(outcomes: Iterable[Outcome]) -> Iterator[Diagnostic]:
    """What became of editions in; out, everything that was found on the way."""
    return (problem for outcome in outcomes for problem in outcome.problems)


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found where there is no error."""

    warnings: tuple[Diagnostic, ...]
    unreviewed: tuple[Diagnostic, ...]
    """What nobody has reviewed, or not since the day that was named."""


def check(workspace: Workspace, reviewed_since: date | None = None, follow: Follow = iter, jobs: int = 1) -> Checked:
    """Folders and perhaps a day in; out, the warnings. Everything is made, on every paper, and kept nowhere.

    Raises FrameworkPdfError with every problem found.
    """
    opening = partial(opened, workspace, ())
    houses = opening()
    (house,) = houses.values()
    standard = (Request(every_profession=True, paper=paper) for paper in (None, *PAPERS.values()))
    others = Request(every_profession=True, prints=(Print.LARGE,), formats=tuple(Format))
    editions = house.to_look_at((*standard, others))
    found = _found(made(houses, editions, Crew(opening, jobs), follow, keep=False))
    return Checked(_judged((*house.warnings, *found)), unreviewed(house.catalogue, reviewed_since))


def start_brand(folder: Path, name: str, colour: str, logo: Path | None) -> tuple[str, ...]:
    """A folder, an organisation's name, a colour and a logo, or none, in; out, the files of a kit that were written.

    Raises FrameworkPdfError with everything that is wrong with them; nothing is written then.
    """
    files = new_kit(folder, name, colour, logo, difference)
    folders.write(folder, files)
    return tuple(files)


@dataclass(frozen=True, slots=True)
class CheckedBrand:
    """What was found in a kit without an error."""

    warnings: tuple[Diagnostic, ...]
    report: Report


def check_brand(workspace: Workspace, brand: str, follow: Follow = iter, jobs: int = 1) -> CheckedBrand:
    """Folders and a brand in; out, the warnings and what became of the kit in the general edition of every product.

    Nothing is kept. Raises FrameworkPdfError with every problem found.
    """
    return _checked(workspace, opened(workspace, (brand,)), brand, follow, jobs)


def draw_specimen(workspace: Workspace, brand: str, follow: Follow = iter, jobs: int = 1) -> tuple[Path, CheckedBrand]:
    """Folders and a brand in; out, where the brand's specimen was written, and what `check_brand` finds.

    Raises FrameworkPdfError with every problem found; nothing is written then.
    """
    houses = opened(workspace, (brand,), Ink.COLOUR, delivery.problems(workspace.output))
    checked = _checked(workspace, houses, brand, follow, jobs)  # the specimen shows pages that can be published
    (house,) = houses.values()
    path, pdf, problems = house.specimen()
    warnings = _judged((*checked.warnings, *problems))
    delivery.write({workspace.output / path: pdf})
    return workspace.output / path, replace(checked, warnings=warnings)


def _checked(workspace: Workspace, houses: Houses, brand: str, follow: Follow, jobs: int) -> CheckedBrand:
    """Folders and the house of a brand in; out, what is found in the general edition of every product.

    Raises FrameworkPdfError.
    """
    (house,) = houses.values()
    crew = Crew(partial(opened, workspace, (brand,)), jobs)
    outcomes = made(houses, house.to_look_at(_every_form()), crew, follow, keep=False)
    (report,) = house.reports(outcomes)
    return CheckedBrand(_judged((*house.warnings, *_found(outcomes), *house.coarse(outcomes))), report)


def _every_form() -> tuple[Request, ...]:
    """Nothing in; out, requests for the general edition of every product on every paper."""
    papers = (Request(paper=paper) for paper in (None, *PAPERS.values()))
    return (*papers, Request(prints=tuple(Print), formats=tuple(Format)))


def _planned(request: Request, houses: Houses) -> tuple[Edition, ...]:
    """A request and the houses in; out, all editions. Raises RequestError with everything that does not exist."""
    return tuple(edition for brand, house in houses.items() for edition in plan(request, house.catalogue, brand))


def _judged(found: Iterable[Diagnostic], strict: bool = False) -> tuple[Diagnostic, ...]:
    """Everything found in; out, the warnings in order. Raises FrameworkPdfError where there is an error too."""
    problems = in_order(found)
    if errors_in(problems) or (strict and problems):
        raise FrameworkPdfError(problems)
    return problems
