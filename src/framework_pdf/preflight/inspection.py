"""Runs all checks of preflight on files."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from pikepdf import PasswordError, PikepdfError
from pypdfium2 import PdfiumError

from framework_pdf.core.diagnostics import Diagnostic, Location
from framework_pdf.core.errors import PreflightError
from framework_pdf.core.limits import MOST_BYTES_OF_A_PDF
from framework_pdf.core.reading import check_file
from framework_pdf.pdf import MALFORMED_PDF_ERRORS
from framework_pdf.pdf.opening import open_pdf
from framework_pdf.preflight import document_checks, press_checks, verapdf, visual_checks
from framework_pdf.preflight.report import PreflightReport

LOCKED = "veraPDF does not look at files that want a password"


def inspect(paths: Sequence[Path], password: str = "") -> tuple[PreflightReport, ...]:
    """Return the report of each file, in order.

    Args:
        paths: Of the files.
        password: With which those are opened that want one; veraPDF does not look at them.

    Raises:
        PreflightError: Some files are no PDFs that can be read. It names all of them.

    """
    reports: list[PreflightReport] = []
    problems: list[Diagnostic] = []
    for path in dict.fromkeys(paths):
        try:
            reports.append(_report(path, password))
        except (PikepdfError, PdfiumError, OSError, *MALFORMED_PDF_ERRORS) as error:
            problems.append(_unreadable(path, error, password))
    if problems:
        raise PreflightError(problems)
    for_readers = [report.path for report in reports if not report.is_for_press]
    locked = {path: verapdf.not_checked(LOCKED) for path in for_readers if password and _is_locked(path)}
    by_verapdf = locked | verapdf.checks([path for path in for_readers if path not in locked])
    return tuple(replace(each, checks=(*each.checks, *by_verapdf.get(each.path, ()))) for each in reports)


def _report(path: Path, password: str) -> PreflightReport:
    """Return the report of a file, without the checks of veraPDF."""
    check_file(path, MOST_BYTES_OF_A_PDF)
    with open_pdf(path, password) as document:
        if press_checks.is_for_press(document):
            return PreflightReport(path, press_checks.checks(path.read_bytes(), password=password), is_for_press=True)
        checks = (*document_checks.checks(document), *visual_checks.checks(path, password))
        return PreflightReport(path, checks, is_for_press=False)


def _is_locked(path: Path) -> bool:
    """Return whether a file wants a password."""
    try:
        with open_pdf(path):
            return False
    except PasswordError:
        return True


def _unreadable(path: Path, error: Exception, password: str) -> Diagnostic:
    if isinstance(error, PasswordError):
        message = "this is not the file's password" if password else "the file wants a password"
        return Diagnostic("locked-file", message, Location(path), "give it with --password")
    reason = error.strerror if isinstance(error, OSError) and error.strerror else "it is no PDF, or a damaged one"
    return Diagnostic("unreadable-file", f"this can't be checked: {reason}", Location(path), "name a PDF file")
