"""Runs all checks of preflight on files."""

import warnings
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

from pikepdf import PasswordError, Pdf, PikepdfError
from pypdfium2 import PdfiumError

from framework_pdf.core.diagnostics import Diagnostic, Location
from framework_pdf.core.limits import MOST_BYTES_OF_A_PDF
from framework_pdf.core.reading import check_file
from framework_pdf.pdf import MALFORMED_PDF_ERRORS
from framework_pdf.pdf.mended import NUMBERED_TOO_HIGH, Mended, mended
from framework_pdf.pdf.opening import open_pdf
from framework_pdf.preflight import document_checks, press_checks, verapdf
from framework_pdf.preflight.contrast import contrast_check
from framework_pdf.preflight.images import LEAST_OFFICE_DPI, image_check
from framework_pdf.preflight.page_drawing import opened_as_read
from framework_pdf.preflight.page_objects import take_in_notes
from framework_pdf.preflight.report import MOST_TOLD, Check, PreflightReport, Result
from framework_pdf.preflight.standards import VERAPDF_FLAVOURS, claimed_standards, is_for_press, is_said

NONE_CLAIMED = "the file does not say that it follows any: --as names one to judge it by"


@dataclass(frozen=True, slots=True)
class Inspection:
    """What preflight found in some files."""

    reports: tuple[PreflightReport, ...]
    """That of each file that can be read, in order."""
    unreadable: tuple[Diagnostic, ...]
    """The problem of each that can't."""


def inspect(paths: Sequence[Path], asked: Sequence[str] = (), password: str = "") -> Inspection:
    """Check files, each by the standards that it says it follows, or by those that are asked for.

    Args:
        paths: Of the files.
        asked: The standards by which all are judged, if any.
        password: With which the files are opened that want one.

    Raises:
        PreflightError: veraPDF is here, and does not run.

    """
    reports: list[PreflightReport] = []
    problems: list[Diagnostic] = []
    for path in dict.fromkeys(paths):
        try:
            reports.append(_report(path, asked, password))
        except (PikepdfError, PdfiumError, OSError, *MALFORMED_PDF_ERRORS) as error:
            problems.append(_unreadable(path, error, password))
    by_verapdf = verapdf.checks({report.path: report.claimed for report in reports}, asked, password)
    every = (replace(each, checks=(*each.checks, *by_verapdf.get(each.path, ()))) for each in reports)
    return Inspection(tuple(every), tuple(problems))


def _report(path: Path, asked: Sequence[str], password: str) -> PreflightReport:
    """Return the report of a file, without the checks of veraPDF."""
    check_file(path, MOST_BYTES_OF_A_PDF)
    with (
        warnings.catch_warnings(action="ignore"),  # of odd metadata, in words for programmers
        _with_pages(open_pdf(path, password)) as document,
        closing(opened_as_read(path, document, password)) as rendered,
    ):
        claimed = claimed_standards(document)
        standards = asked or claimed
        for_press = next(filter(is_for_press, standards), None)
        if for_press:
            checks = press_checks.checks_of(document, rendered, for_press)
        else:
            take_in_notes(rendered)
            images = image_check(document, rendered, LEAST_OFFICE_DPI, "fine enough")
            checks = (*document_checks.checks(document, standards), contrast_check(document, rendered), images)
        every = (*checks, *_of_damage(mended(document)), *_of_claims(asked, claimed))
        return PreflightReport(path, every, claimed, is_for_press=bool(for_press))


class _NoPagesError(ValueError):
    """A file has no pages that can be read: it says why."""


def _with_pages(document: Pdf) -> Pdf:
    """Return a document that has pages; one that has none is closed.

    Raises:
        _NoPagesError: It has none.

    """
    if not len(document.pages):
        is_partly_read = mended(document).is_partly_read
        document.close()
        raise _NoPagesError(NUMBERED_TOO_HIGH if is_partly_read else "it has no pages")
    return document


def _of_damage(found: Mended) -> list[Check]:
    """Return what is said of a file that was mended as it was read."""
    wrong = ["it is damaged, and was read as far as it could be"] if found.is_damaged else []
    wrong += [NUMBERED_TOO_HIGH] if found.is_partly_read else []
    wrong += [f"page {number}: it does not say how large it is (MediaBox)" for number in found.unsized[:MOST_TOLD]]
    return [Check("file", Result.FAIL, tuple(wrong))] if wrong else []


def _of_claims(asked: Sequence[str], claimed: tuple[str, ...]) -> list[Check]:
    """Return what is said of standards before any validator is asked."""
    if not (asked or claimed):
        return [Check("standards", Result.INFORMATION, (NONE_CLAIMED,))]
    told = () if verapdf.program() is None else VERAPDF_FLAVOURS  # veraPDF has a rule for it
    missing = [name for name in asked if not is_said(name, claimed) and name not in told]
    wrong = tuple(f"the file does not say that it is {name}" for name in missing)
    return [Check("standards", Result.FAIL, wrong)] if missing else []


def _unreadable(path: Path, error: Exception, password: str) -> Diagnostic:
    if isinstance(error, PasswordError):
        message = "this is not the file's password" if password else "the file wants a password"
        return Diagnostic("locked-file", message, Location(path), "give it with --password")
    reason, hint = "it is no PDF, or a damaged one", "name a PDF file, or have this one made again"
    if isinstance(error, _NoPagesError):
        reason, hint = str(error), "name another file, or print this one from a PDF reader to a PDF, and name that"
    elif isinstance(error, OSError) and error.strerror:
        reason, hint = error.strerror, "name a PDF file"
    return Diagnostic("unreadable-file", f"this can't be checked: {reason}", Location(path), hint)
