"""The title of a PDF, from whichever of its metadata has one that can be read."""

from pikepdf import Pdf

from framework_pdf import __version__
from framework_pdf.pdf.metadata import in_information, in_xmp


def title_of(document: Pdf) -> str:
    """Return the title of a PDF: that of its XMP, else of its document information (ISO 32000-1, 14.3); else none."""
    titles = (in_xmp(document, "dc:title"), in_information(document, "/Title"))
    return next(filter(None, map(_printable, titles)), "")


def describe(document: Pdf, title: str) -> None:
    """Write into a PDF without metadata who made it and its title; an empty one stays unset: XMP has no such thing."""
    with document.open_metadata(set_pikepdf_as_editor=False) as metadata:
        metadata["xmp:CreatorTool"] = f"framework-pdf {__version__}"
        if title:
            metadata["dc:title"] = title


def _printable(title: str) -> str:
    """Return a title on one line, without characters that XML does not take."""
    return " ".join("".join(char if char.isprintable() else " " for char in title).split())
