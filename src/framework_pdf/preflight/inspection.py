"""Runs all checks of preflight on files."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from pikepdf import PasswordError, Pdf, PikepdfError
from pypdfium2 import PdfiumError

from framework_pdf.core.diagnostics import Diagnostic, Location
from framework_pdf.core.errors import PreflightError
from framework_pdf.core.limits import MOST_BYTES_OF_A_PDF
from framework_pdf.core.reading import check_file
from framework_pdf.pdf import MALFORMED_PDF_ERRORS
from framework_pdf.preflight import document_checks, press_checks, verapdf, visual_checks
from framework_pdf.preflight.report import PreflightReport


def inspect(paths: Sequence[Path]) -> tuple[PreflightReport, ...]:
    """Return the report of each file, in order.

    Raises:
        PreflightError: Some files are no PDFs that can be read. It names all of them.

    """
    reports: list[PreflightReport] = []
    problems: list[Diagnostic] = []
    for path in dict.fromkeys(paths):
        try:
            reports.append(_report(path))
        except (PikepdfError, PdfiumError, OSError, *MALFORMED_PDF_ERRORS) as error:
            problems.append(_unreadable(path, error))
    if problems:
        raise PreflightError(problems)
    by_verapdf = verapdf.checks([report.path for report in reports if not report.is_for_press])
    return tuple(replace(each, checks=(*each.checks, *by_verapdf.get(each.path, ()))) for each in reports)


def _report(path: Path) -> PreflightReport:
    """Return the report of a file, without the checks of veraPDF."""
    check_file(path, MOST_BYTES_OF_A_PDF)
    with Pdf.open(path) as document:
        if press_checks.is_for_press(document):
            return PreflightReport(path, press_checks.checks(path.read_bytes()), is_for_press=True)
        checks = (*document_checks.checks(document), *visual_checks.checks(path))
        return PreflightReport(path, checks, is_for_press=False)


def _unreadable(path: Path, error: Exception) -> Diagnostic:
    if isinstance(error, PasswordError):
        return Diagnostic("locked-file", "the file wants a password", Location(path), "save it without one")
    reason = error.strerror if isinstance(error, OSError) and error.strerror else "it is no PDF, or a damaged one"
    return Diagnostic("unreadable-file", f"this can't be checked: {reason}", Location(path), "name a PDF file")
