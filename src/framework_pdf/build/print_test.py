"""A paper in; out, the sheet that shows how a printer prints on it, written: before the first booklet is printed."""

from pathlib import Path

from framework_pdf.brand.font_families import typefaces_folder
from framework_pdf.brand.typefaces import default_typefaces
from framework_pdf.build import delivery
from framework_pdf.core.diagnostics import Diagnostic
from framework_pdf.core.errors import FrameworkPdfError
from framework_pdf.core.units import Paper
from framework_pdf.core.watchdog import watched
from framework_pdf.core.workspace import Workspace
from framework_pdf.html.composer import compose_print_test
from framework_pdf.html.print_test import print_test
from framework_pdf.pdf.office.imposition import back_is_turned
from framework_pdf.pdf.reader.finish import finish
from framework_pdf.products.office_job import Flip
from framework_pdf.typesetting.typesetter import Typesetter

FILE_NAME = "print-test.pdf"


def write_print_test(workspace: Workspace, paper: Paper) -> Path:
    """Folders and a paper in; out, where its print test was written: front and back.

    Raises FrameworkPdfError with every problem found; nothing is written then.
    """
    problems = tuple(delivery.problems(workspace.output))
    pdf, found = _printed(workspace.templates, paper)
    if problems or found:
        raise FrameworkPdfError((*problems, *found))
    path = workspace.output / FILE_NAME
    delivery.write({path: pdf})
    return path


@watched(f"`{FILE_NAME}`")
def _printed(templates: tuple[Path, ...], paper: Paper) -> tuple[bytes, tuple[Diagnostic, ...]]:
    """Folders of templates and a paper in; out, the print test as PDF, finished, and what was found on the way."""
    upside_down = {flip for flip in Flip if back_is_turned(flip)}
    typesetter = Typesetter(templates[0], (*templates, typefaces_folder()))
    laid_out = typesetter.lay_out(compose_print_test(templates, print_test(paper, upside_down), default_typefaces()))
    pdf, _, problems = typesetter.print(laid_out)
    finished = finish(pdf, facing_pages=False)
    return finished.pdf, (*laid_out.findings.problems, *problems, *typesetter.strange(finished.fonts))
