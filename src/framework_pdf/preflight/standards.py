"""The standards by which a file is judged: those that it says it follows, or those that are asked for."""

from collections.abc import Iterator

from pikepdf import Pdf

from framework_pdf.pdf.metadata import in_information, in_xmp

VERAPDF_FLAVOURS = {
    **{f"PDF/UA-{part}": f"ua{part}" for part in "12"},
    **{f"PDF/A-1{level}": f"1{level}" for level in "ab"},
    **{f"PDF/A-{part}{level}": f"{part}{level}" for part in "23" for level in "abu"},
    **{f"PDF/A-4{level}": f"4{level}" for level in ("", "e", "f")},
}
"""What veraPDF calls each standard that it checks."""
FOR_PRESS = ("PDF/X-1a", "PDF/X-3", "PDF/X-4")
"""The standards of files for print shops, which are checked here."""
STANDARDS = (*VERAPDF_FLAVOURS, *FOR_PRESS)
LEVELS = "bua"
"""The levels of PDF/A-1 to 3, from the one that asks for least."""
_PDFA, _PDFUA = "{http://www.aiim.org/pdfa/ns/id/}", "{http://www.aiim.org/pdfua/ns/id/}"
_PDFX = "{http://www.npes.org/pdfx/ns/id/}"


def claimed_standards(document: Pdf) -> tuple[str, ...]:
    """Return the standards that a PDF says it follows, in its XMP or, for PDF/X, in its document information.

    See ISO 14289-1, 5; ISO 19005-2, 6.6.4; ISO 15930-4, 6.3 and ISO 15930-7, 6.2.2. One for a print shop comes with
    the year of its version, if the file says it: `PDF/X-3:2003`.
    """
    return tuple(_claims(document))


def _claims(document: Pdf) -> Iterator[str]:
    if part := in_xmp(document, f"{_PDFUA}part"):
        yield f"PDF/UA-{part}"
    if part := in_xmp(document, f"{_PDFA}part"):
        yield f"PDF/A-{part}{in_xmp(document, f'{_PDFA}conformance').lower()}"
    version = in_information(document, "/GTS_PDFXVersion") or in_xmp(document, f"{_PDFX}GTS_PDFXVersion")
    conformance = in_information(document, "/GTS_PDFXConformance")
    if version:
        yield conformance or version


def is_for_press(standard: str) -> bool:
    """Return whether a standard is one of files for print shops."""
    return standard.startswith("PDF/X")


def is_said(standard: str, claimed: tuple[str, ...]) -> bool:
    """Return whether a file says that it follows a standard, or one that asks for all of it and more.

    Level A of PDF/A asks for all of level U, and that for all of level B (ISO 19005-2, 5).
    """
    part, level = standard[:-1], standard[-1:]
    with_more = [f"{part}{above}" for above in LEVELS[LEVELS.index(level) :]] if level in LEVELS else [standard]
    return any(claim.partition(":")[0] in with_more for claim in claimed)
