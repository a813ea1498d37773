"""The print test: the sheet that shows how a printer prints, written before the first booklet is printed."""

from functools import partial
from pathlib import Path

from framework_pdf.brand.font_families import typefaces_folder
from framework_pdf.brand.typefaces import default_typefaces, files_by_address
from framework_pdf.build import output as output_folder
from framework_pdf.build.workers import Workers
from framework_pdf.content.language_defaults import language_of
from framework_pdf.core.diagnostics import Diagnostic
from framework_pdf.core.errors import FrameworkPdfError, raise_on_errors
from framework_pdf.core.units import Paper
from framework_pdf.core.worker import limited
from framework_pdf.core.workspace import Workspace, closed_problem
from framework_pdf.html.composer import compose_print_test
from framework_pdf.html.template_checks import template_problems
from framework_pdf.pdf.office.imposition import back_is_turned
from framework_pdf.pdf.reader.finish import finish
from framework_pdf.products.office_job import BindingEdge, Flip
from framework_pdf.typesetting.typesetter import Typesetter

FILE_NAME = "print-test.pdf"


def write_print_test(workspace: Workspace, paper: Paper) -> Path:
    """Write the print test for a paper, front and back; return where.

    Raises:
        FrameworkPdfError: With every problem found; nothing is written then.
    """
    path = workspace.output / FILE_NAME
    with Workers() as workers:
        foreign = workers.do(partial(output_folder.files_of_others, [path]))
        problems = (*output_folder.problems(workspace.output), *foreign)
        pdf, found = workers.do(partial(_printed, workspace, paper))
    if problems or found:
        raise FrameworkPdfError((*problems, *found))
    output_folder.write({path: pdf})
    return path


@limited(f"`{FILE_NAME}`")
def _printed(workspace: Workspace, paper: Paper) -> tuple[bytes, tuple[Diagnostic, ...]]:
    """Return the print test for a paper as PDF, finished, and what was found on the way."""
    templates, turned = workspace.templates, {flip for flip in Flip if back_is_turned(flip)}
    closed = (problem for folder in workspace.content if (problem := closed_problem(folder)))
    raise_on_errors((*closed, *template_problems(templates)))
    typesetter = Typesetter(templates[0], (*templates, typefaces_folder()))
    language = language_of(workspace.content)
    typefaces = default_typefaces()
    html = compose_print_test(templates, paper, turned, language=language, type_=typefaces)
    laid_out = typesetter.lay_out(html, files_by_address(typefaces))
    pdf, _, problems = typesetter.print(laid_out)
    finished, fonts = finish(pdf, BindingEdge.LEFT, facing_pages=False)
    return finished, (*laid_out.findings.problems, *problems, *typesetter.strange(fonts))
