"""Says how pages of finished PDFs lie and draws them as pictures, for specimens and the preview."""

from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from threading import Lock
from typing import Any

from framework_pdf.core.data_url import data_url
from framework_pdf.core.units import pt_to_mm

DPI = 300
"""The resolution of a picture that is printed."""
_ONE_AT_A_TIME = Lock()
"""PDFium must not be used by two threads at once."""


def page_size(pdf: bytes, page: int = 1) -> tuple[float, float]:
    """Return the width and height of a page, counted from 1, in pt."""
    with _opened(pdf) as document:
        width, height = document[page - 1].get_size()
        return width, height


def spreads(pdf: bytes) -> str | None:
    """Return how a PDF says that its spreads are read, as CSS says it (`ltr`, `rtl`); None where pages stand alone.

    The first page of those that have spreads is a cover (`TwoPageRight` and `Direction`: ISO 32000-1, 7.7.2 and 12.2).
    """
    from pikepdf import Name, Pdf

    from framework_pdf.pdf.values import is_read_to_the_left

    with Pdf.open(BytesIO(pdf)) as document:
        if document.Root.get(Name.PageLayout) != Name.TwoPageRight:
            return None
        return "rtl" if is_read_to_the_left(document) else "ltr"


def miniature(pdf: bytes, width: float) -> str:
    """Return a picture of the first page as a data address, for a width in mm at which it is printed."""
    scale = width / pt_to_mm(page_size(pdf)[0]) * DPI / 72
    return data_url("image/png", picture(pdf, 1, scale))


def picture(pdf: bytes, page: int, scale: float) -> bytes:
    """Return a picture of a page as PNG, with a scale in pixels for each pt."""
    from framework_pdf.preflight.page_drawing import draw, sensible_scale

    out = BytesIO()
    with _opened(pdf) as document:
        drawn = document[page - 1]
        draw(drawn, sensible_scale(drawn, scale)).save(out, "PNG", optimize=True)
    return out.getvalue()


@contextmanager
def _opened(pdf: bytes) -> Iterator[Any]:
    """Open a PDF with PDFium while no other thread uses it, and close it again."""
    import pypdfium2

    with _ONE_AT_A_TIME, pypdfium2.PdfDocument(pdf) as document:
        yield document
