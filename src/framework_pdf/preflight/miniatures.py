"""A finished PDF in; out, pages of it as pictures, to be shown in small."""

from base64 import b64encode
from io import BytesIO

from framework_pdf.measures import pt_to_mm

DPI = 300
"""Of a picture where it is printed."""


def page_named(pdf: bytes, name: str) -> int | None:
    """A PDF and the name of a place in it to which a link leads in; out, its page, from 1, or None."""
    import pypdfium2
    from pypdfium2 import raw

    document = pypdfium2.PdfDocument(pdf)
    place = raw.FPDF_GetNamedDestByName(document, name.encode())
    return raw.FPDFDest_GetDestPageIndex(document, place) + 1 if place else None


def miniature(pdf: bytes, page: int, width: float) -> str:
    """A PDF, a page of it and the width in mm at which it is shown in; out, an address that holds its picture."""
    import pypdfium2

    drawn = pypdfium2.PdfDocument(pdf)[page - 1]
    scale = width / pt_to_mm(drawn.get_width()) * DPI / 72
    out = BytesIO()
    drawn.render(scale=scale).to_pil().convert("RGB").save(out, "PNG", optimize=True)
    return f"data:image/png;base64,{b64encode(out.getvalue()).decode()}"
