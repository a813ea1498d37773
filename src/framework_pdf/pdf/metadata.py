"""Reads the metadata of PDFs that anybody made: what can't be read counts as left out (ISO 32000-1, 14.3)."""

import warnings
from pathlib import Path

from pikepdf import Dictionary, Pdf, PikepdfError, String

from framework_pdf.core.limits import MOST_BYTES_OF_A_PDF
from framework_pdf.core.reading import check_file
from framework_pdf.pdf import MALFORMED_PDF_ERRORS
from framework_pdf.pdf.opening import open_pdf


def in_xmp(document: Pdf, key: str) -> str:
    """Return a value of a PDF's XMP metadata, such as `dc:title`; empty if there is none that can be read."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of odd metadata, in words for programmers
            metadata = document.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False)
            value = metadata.get(key, "")
    except (PikepdfError, *MALFORMED_PDF_ERRORS):
        return ""
    return value if isinstance(value, str) else ""


def in_information(document: Pdf, key: str) -> str:
    """Return a text of a PDF's document information, such as `/Title`; empty if there is none."""
    information = document.trailer.get("/Info")
    value = information.get(key) if isinstance(information, Dictionary) else None
    return str(value) if isinstance(value, String) else ""


def creator_of(path: Path) -> str:
    """Return what made the document that became a PDF; empty if its metadata don't say, or it can't be read."""
    try:
        check_file(path, MOST_BYTES_OF_A_PDF)
        with open_pdf(path) as document:
            return in_xmp(document, "xmp:CreatorTool") or in_information(document, "/Creator")
    except (PikepdfError, OSError, *MALFORMED_PDF_ERRORS):
        return ""
