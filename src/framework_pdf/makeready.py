"""A paper in; out, the sheet that shows how a printer prints on it, written: before the first booklet is printed."""

from pathlib import Path

from framework_pdf import delivery
from framework_pdf.composition.environment import compose_print_test
from framework_pdf.composition.print_test import print_test
from framework_pdf.diagnostics import Diagnostic
from framework_pdf.errors import FrameworkPdfError
from framework_pdf.finishing.finish import finish
from framework_pdf.livery.families import folder as folder_of_typefaces
from framework_pdf.livery.typefaces import usual
from framework_pdf.measures import Paper
from framework_pdf.press.press import Press
from framework_pdf.watchdog import watched
from framework_pdf.workspace import Workspace

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
    press = Press(templates[0], (*templates, folder_of_typefaces()))
    proof = press.lay_out(compose_print_test(templates, print_test(paper), usual()))
    pdf, _, problems = press.print(proof)
    finished = finish(pdf, facing_pages=False)
    return finished.pdf, (*proof.reading.problems, *problems, *press.strange(finished.fonts))
