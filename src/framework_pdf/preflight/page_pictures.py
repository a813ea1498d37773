"""A finished PDF in; out, pages of it as pictures, to be shown in small."""

from base64 import b64encode
from io import BytesIO
from threading import Lock

from framework_pdf.core.units import pt_to_mm

DPI = 300
"""Of a picture where it is printed."""
_ONE_AT_A_TIME = Lock()
"""PDFium is for one thread."""


def page_named(pdf: bytes, name: str) -> int | None:
    """A PDF and the name of a place in it to which a link leads in; out, its page, from 1, or None."""
    import pypdfium2
    from pypdfium2 import raw

    document = pypdfium2.PdfDocument(pdf)
    place = raw.FPDF_GetNamedDestByName(document, name.encode())
    return raw.FPDFDest_GetDestPageIndex(document, place) + 1 if place else None


def page_size(pdf: bytes, page: int = 1) -> tuple[float, float]:
    """A PDF and a page of it in; out, its width and height in pt."""
    import pypdfium2

    with _ONE_AT_A_TIME:
        width, height = pypdfium2.PdfDocument(pdf)[page - 1].get_size()
        return width, height


def miniature(pdf: bytes, page: int, width: float) -> str:
    """A PDF, a page of it and the width in mm at which it is shown in; out, an address that holds its picture."""
    scale = width / pt_to_mm(page_size(pdf, page)[0]) * DPI / 72
    return f"data:image/png;base64,{b64encode(picture(pdf, page, scale)).decode()}"


def picture(pdf: bytes, page: int, scale: float) -> bytes:
    """A PDF, a page of it and how many dots a point has in; out, its picture, as PNG."""
    import pypdfium2

    out = BytesIO()
    with _ONE_AT_A_TIME:
        drawn = pypdfium2.PdfDocument(pdf)[page - 1]
        drawn.render(scale=scale).to_pil().convert("RGB").save(out, "PNG", optimize=True)
    return out.getvalue()
