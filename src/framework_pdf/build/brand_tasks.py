"""A brand kit in; out, a new one, what becomes of it, or its specimen. The specimen alone is written to the output."""

from dataclasses import dataclass, replace
from pathlib import Path

from framework_pdf.brand.new_kit import new_kit
from framework_pdf.brand.report import BrandReport
from framework_pdf.build import delivery
from framework_pdf.build.crew import Crew, made
from framework_pdf.build.desk import Desks, opened
from framework_pdf.build.house import House
from framework_pdf.core import workspace as folders
from framework_pdf.core.diagnostics import Diagnostic
from framework_pdf.core.errors import raise_on_errors
from framework_pdf.core.units import PAPERS
from framework_pdf.core.workspace import Workspace
from framework_pdf.preflight.svg_comparison import difference
from framework_pdf.products.edition import Follow
from framework_pdf.products.office_job import InkMode
from framework_pdf.products.plan import Request
from framework_pdf.products.product import Format, Print


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
    report: BrandReport


def check_brand(workspace: Workspace, brand: str, follow: Follow = iter, jobs: int = 1) -> CheckedBrand:
    """Folders and a brand in; out, the warnings and what became of the kit in the general edition of every product.

    Nothing is kept. Raises FrameworkPdfError with every problem found.
    """
    return _checked(opened(workspace, (brand,)), follow, jobs)


def draw_specimen(workspace: Workspace, brand: str, follow: Follow = iter, jobs: int = 1) -> tuple[Path, CheckedBrand]:
    """Folders and a brand in; out, where the brand's specimen was written, and what `check_brand` finds.

    Raises FrameworkPdfError with every problem found; nothing is written then.
    """
    desks = opened(workspace, (brand,), InkMode.COLOUR, delivery.problems(workspace.output))
    checked = _checked(desks, follow, jobs)  # the specimen shows pages that can be published
    (desk,) = desks.values()
    path, pdf, problems = House(desk).specimen()
    warnings = raise_on_errors((*checked.warnings, *problems))
    delivery.write({workspace.output / path: pdf})
    return workspace.output / path, replace(checked, warnings=warnings)


def _checked(desks: Desks, follow: Follow, jobs: int) -> CheckedBrand:
    """The desk of a brand in; out, what is found in the general edition of every product.

    Raises FrameworkPdfError.
    """
    (desk,) = desks.values()
    outcomes = made(desks, desk.to_look_at(_every_form()), Crew(jobs), follow, keep=False)
    problems = (problem for outcome in outcomes for problem in outcome.problems)
    shown = tuple(seen for outcome in outcomes for seen in outcome.seen)
    (report,) = desk.reports(shown)
    return CheckedBrand(raise_on_errors((*desk.warnings, *problems, *desk.coarse(shown))), report)


def _every_form() -> tuple[Request, ...]:
    """Nothing in; out, requests for the general edition of every product on every paper."""
    papers = (Request(paper=paper) for paper in (None, *PAPERS.values()))
    return (*papers, Request(prints=tuple(Print), formats=tuple(Format)))
