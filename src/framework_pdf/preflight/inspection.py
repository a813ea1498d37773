"""Runs all checks of preflight on files."""

from collections.abc import Sequence
from pathlib import Path

from pikepdf import PasswordError, Pdf, PikepdfError
from pypdfium2 import PdfiumError

from framework_pdf.core.diagnostics import Diagnostic, Location
from framework_pdf.core.errors import PreflightError
from framework_pdf.pdf import MALFORMED_PDF_ERRORS
from framework_pdf.preflight import document_checks, press_checks, verapdf, visual_checks
from framework_pdf.preflight.report import Check, PreflightReport


def inspect(paths: Sequence[Path]) -> tuple[PreflightReport, ...]:
    """Return the report of each file, in order.

    Raises:
        PreflightError: Some files are no PDFs that can be read. It names all of them.

    """
    found: dict[Path, tuple[Check, ...]] = {}
    for_press: set[Path] = set()
    problems: list[Diagnostic] = []
    for path in dict.fromkeys(paths):
        try:
            with Pdf.open(path) as document:
                if press_checks.is_for_press(document):
                    for_press.add(path)
                    found[path] = press_checks.checks(path.read_bytes())
                else:
                    found[path] = (*document_checks.checks(document), *visual_checks.checks(path))
        except (*_UNREADABLE, *MALFORMED_PDF_ERRORS) as error:
            problems.append(_unreadable(path, error))
    if problems:
        raise PreflightError(problems)
    by_verapdf = verapdf.checks([path for path in found if path not in for_press])
    return tuple(
        PreflightReport(path, (*checks, *by_verapdf.get(path, ())), path in for_press) for path, checks in found.items()
    )


_UNREADABLE = (PikepdfError, PdfiumError, OSError)
"""What the libraries raise if they can't read a file."""


def _unreadable(path: Path, error: Exception) -> Diagnostic:
    if isinstance(error, PasswordError):
        return Diagnostic("locked-file", "the file wants a password", Location(path), "save it without one")
    reason = error.strerror if isinstance(error, OSError) and error.strerror else "it is no PDF, or a damaged one"
    return Diagnostic("unreadable-file", f"this can't be checked: {reason}", Location(path), "name a PDF file")
