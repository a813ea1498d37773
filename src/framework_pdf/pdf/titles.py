"""The title of a PDF, from whichever of its metadata has one that can be read."""

import warnings

from pikepdf import Dictionary, Pdf, PikepdfError, String

from framework_pdf import __version__
from framework_pdf.pdf import MALFORMED_PDF_ERRORS


def title_of(document: Pdf) -> str:
    """Return the title of a PDF: that of its XMP, else of its document information (ISO 32000-1, 14.3); else none."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of odd metadata, in words for programmers
            metadata = document.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False)
            title = metadata.get("dc:title", "")
    except (PikepdfError, *MALFORMED_PDF_ERRORS):
        title = ""
    titles = (title if isinstance(title, str) else "", _title_in_information(document))
    return next(filter(None, map(_printable, titles)), "")


def describe(document: Pdf, title: str) -> None:
    """Write into a PDF without metadata who made it and its title; an empty one stays unset: XMP has no such thing."""
    with document.open_metadata(set_pikepdf_as_editor=False) as metadata:
        metadata["xmp:CreatorTool"] = f"framework-pdf {__version__}"
        if title:
            metadata["dc:title"] = title


def _title_in_information(document: Pdf) -> str:
    information = document.trailer.get("/Info")
    title = information.get("/Title") if isinstance(information, Dictionary) else None
    return str(title) if isinstance(title, String) else ""


def _printable(title: str) -> str:
    """Return a title on one line, without characters that XML does not take."""
    return " ".join("".join(char if char.isprintable() else " " for char in title).split())
