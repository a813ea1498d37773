"""The one place that calls the stages in order: folders and a request in; out, files and their record.

workspace → manuscript → catalogue → plan → composition → press → finishing → output and colophon
"""

import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from framework_pdf import delivery
from framework_pdf import workspace as folders
from framework_pdf.colophon import Printed, Record, folders_of
from framework_pdf.diagnostics import Diagnostic, errors_in, in_order
from framework_pdf.edition import Edition
from framework_pdf.errors import FrameworkPdfError
from framework_pdf.house import Follow, House, each_of, opened
from framework_pdf.imposition import Ink
from framework_pdf.livery.effects import Report
from framework_pdf.livery.new_kit import new_kit
from framework_pdf.measures import PAPERS
from framework_pdf.model.product import Format, Print
from framework_pdf.model.reviews import unreviewed
from framework_pdf.plan import Request, plan
from framework_pdf.preflight.likeness import difference
from framework_pdf.workspace import Workspace


def build(workspace: Workspace, request: Request, strict: bool = False, follow: Follow = iter) -> Record:
    """Folders and a request in; out, the record of what was written to the output folder.

    Everything is made before anything is written. Raises FrameworkPdfError with every problem found;
    with `strict`, warnings are problems too.
    """
    started = time.perf_counter()
    ink = request.office.ink if request.office else Ink.COLOUR
    houses = opened(workspace, request.brands, delivery.problems(workspace.output), ink)
    printed: list[Printed] = []

    def make(edition: Edition) -> tuple[Diagnostic, ...]:
        files, problems = houses[edition.brand].make(edition)
        printed.extend(files)
        return problems

    found = each_of(_planned(request, houses), make, follow)
    of_kits = [problem for house in houses.values() for problem in (*house.warnings, *house.coarse())]
    problems = _judged((*found, *of_kits), strict)
    record = Record(
        output=workspace.output,
        content=tuple(dict.fromkeys(folder for house in houses.values() for folder in folders_of(house.catalogue))),
        brands=tuple(report for house in houses.values() for report in house.reports()),
        printed=tuple(printed),
        warnings=problems,
        seconds=time.perf_counter() - started,
    )
    delivery.deliver(record)
    return record


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found where there is no error."""

    warnings: tuple[Diagnostic, ...]
    unreviewed: tuple[Diagnostic, ...]
    """What nobody has reviewed, or not since the day that was named."""


def check(workspace: Workspace, reviewed_since: date | None = None, follow: Follow = iter) -> Checked:
    """Folders and perhaps a day in; out, the warnings. Everything is made, on every paper, and kept nowhere.

    Raises FrameworkPdfError with every problem found.
    """
    house = House(workspace)
    standard = (Request(every_profession=True, paper=paper) for paper in (None, *PAPERS.values()))
    others = Request(every_profession=True, prints=(Print.LARGE,), formats=tuple(Format))
    found = house.look_at((*standard, others), follow)
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


def check_brand(workspace: Workspace, brand: str, follow: Follow = iter) -> CheckedBrand:
    """Folders and a brand in; out, the warnings and what became of the kit in the general edition of every product.

    Nothing is kept. Raises FrameworkPdfError with every problem found.
    """
    (house,) = opened(workspace, (brand,)).values()
    return _checked(house, follow)


def draw_specimen(workspace: Workspace, brand: str, follow: Follow = iter) -> tuple[Path, CheckedBrand]:
    """Folders and a brand in; out, where the brand's specimen was written, and what `check_brand` finds.

    Raises FrameworkPdfError with every problem found; nothing is written then.
    """
    (house,) = opened(workspace, (brand,), delivery.problems(workspace.output)).values()
    checked = _checked(house, follow)  # the specimen shows pages that can be published
    path, pdf, problems = house.specimen()
    warnings = _judged((*checked.warnings, *problems))
    delivery.write({workspace.output / path: pdf})
    return workspace.output / path, replace(checked, warnings=warnings)


def _checked(house: House, follow: Follow) -> CheckedBrand:
    """A house with a kit in; out, what is found in the general edition of every product. Raises FrameworkPdfError."""
    found = house.look_at(_every_form(), follow)
    (report,) = house.reports()
    return CheckedBrand(_judged((*house.warnings, *found, *house.coarse())), report)


def _every_form() -> tuple[Request, ...]:
    """Nothing in; out, requests for the general edition of every product on every paper."""
    papers = (Request(paper=paper) for paper in (None, *PAPERS.values()))
    return (*papers, Request(prints=tuple(Print), formats=tuple(Format)))


def _planned(request: Request, houses: Mapping[str | None, House]) -> tuple[Edition, ...]:
    """A request and the houses in; out, all editions. Raises RequestError with everything that does not exist."""
    return tuple(edition for brand, house in houses.items() for edition in plan(request, house.catalogue, brand))


def _judged(found: Iterable[Diagnostic], strict: bool = False) -> tuple[Diagnostic, ...]:
    """Everything found in; out, the warnings in order. Raises FrameworkPdfError where there is an error too."""
    problems = in_order(found)
    if errors_in(problems) or (strict and problems):
        raise FrameworkPdfError(problems)
    return problems
