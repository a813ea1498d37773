"""A brand kit in; out, a new one, what becomes of it, or its specimen. The specimen alone is written to the output."""

from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path, PurePosixPath

from framework_pdf.brand.new_kit import new_kit
from framework_pdf.brand.report import BrandReport
from framework_pdf.build import delivery
from framework_pdf.build import output as output_folder
from framework_pdf.build.desk import Desk, Desks, opened
from framework_pdf.build.house import House
from framework_pdf.build.workers import Workers, make_all
from framework_pdf.core import workspace as folders
from framework_pdf.core.diagnostics import Diagnostic
from framework_pdf.core.errors import judged
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
    with Workers(jobs) as workers:
        return _checked(workers.read(partial(opened, workspace, (brand,))), workers, follow)


def draw_specimen(workspace: Workspace, brand: str, follow: Follow = iter, jobs: int = 1) -> tuple[Path, CheckedBrand]:
    """Folders and a brand in; out, where the brand's specimen was written, and what `check_brand` finds.

    Raises FrameworkPdfError with every problem found; nothing is written then.
    """
    found = tuple(delivery.problems(workspace.output))
    with Workers(jobs) as workers:
        desks = workers.read(partial(opened, workspace, (brand,), InkMode.COLOUR, found))
        checked = _checked(desks, workers, follow)  # the specimen shows pages that can be published
        (desk,) = desks.values()
        path, pdf, problems = workers.do(partial(_specimen, desk))
    warnings = judged((*checked.warnings, *problems))
    output_folder.write({workspace.output / path: pdf})
    return workspace.output / path, replace(checked, warnings=warnings)


def _specimen(desk: Desk) -> tuple[PurePosixPath, bytes, tuple[Diagnostic, ...]]:
    """Return the path, the PDF and the problems of the specimen of a desk's brand."""
    return House(desk).specimen()


def _checked(desks: Desks, workers: Workers, follow: Follow) -> CheckedBrand:
    """Return what is found in the general edition of every product of a brand. Raises FrameworkPdfError."""
    (desk,) = desks.values()
    outcomes = make_all(desks, desk.to_look_at(_every_form()), workers, follow, keep=False)
    problems = (problem for outcome in outcomes for problem in outcome.problems)
    shown = tuple(seen for outcome in outcomes for seen in outcome.seen)
    (report,) = desk.reports(shown)
    return CheckedBrand(judged((*desk.warnings, *problems, *desk.coarse(shown))), report)


def _every_form() -> tuple[Request, ...]:
    """Nothing in; out, requests for the general edition of every product on every paper."""
    papers = (Request(paper=paper) for paper in (None, *PAPERS.values()))
    return (*papers, Request(prints=tuple(Print), formats=tuple(Format)))
