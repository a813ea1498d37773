"""PDFs as other programs make them: small ones, with one thing in them that is odd."""

from io import BytesIO
from typing import Any

import numpy as np
import pikepdf
import pypdfium2
from pikepdf import Array, Dictionary, Name, Pdf
from pypdfium2 import raw

PAGE = (200, 300)
"""Width and height of a page, in its units."""
Box = tuple[float, float, float, float]


def mosaic(box: Box) -> bytes:
    """Return content that paints a box in tiles, no two of one colour, so that no part of it looks like another."""
    left, bottom, right, top = box
    across, down = (right - left) / 8, (top - bottom) / 12
    tiles = [
        f"{column / 8:.3f} {row / 12:.3f} {(column * 5 + row * 3) % 7 / 7:.3f} rg "
        f"{left + column * across:.3f} {bottom + row * down:.3f} {across + 1:.3f} {down + 1:.3f} re f"
        for row in range(12)
        for column in range(8)
    ]
    return "\n".join(tiles).encode()


def pdf_of(*pages: dict[str, Any], content: bytes | None = None, root: dict[str, Any] | None = None) -> bytes:
    """Return a PDF whose pages have these keys, and this content or tiles."""
    with pikepdf.new() as pdf:
        for keys in pages:
            pdf.add_blank_page(page_size=PAGE)
            page = pdf.pages[-1].obj
            page.Contents = pdf.make_stream(mosaic((0, 0, *PAGE)) if content is None else content)
            page.update({f"/{key}": value for key, value in keys.items()}) if keys else None
        pdf.Root.update({f"/{key}": value for key, value in (root or {}).items()}) if root else None
        return saved(pdf)


def numbered(*numbers: int, size: int | None = None) -> bytes:
    """Return a PDF whose pages have these numbers of objects, and which says that it has so many objects."""
    kids = " ".join(f"{number} 0 R" for number in numbers)
    objects = {1: "<</Type/Catalog/Pages 2 0 R>>", 2: f"<</Type/Pages/Kids[{kids}]/Count {len(numbers)}>>"}
    objects |= dict.fromkeys(numbers, "<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Resources<<>>>>")
    out, table = "%PDF-1.7\n", "xref\n0 1\n0000000000 65535 f \n"
    for number, what in objects.items():
        table += f"{number} 1\n{len(out):010d} 00000 n \n"
        out += f"{number} 0 obj\n{what}\nendobj\n"
    trailer = f"trailer\n<</Root 1 0 R/Size {size or max(objects) + 1}>>\nstartxref\n{len(out)}\n%%EOF\n"
    return (out + table + trailer).encode()


def saved(pdf: Pdf, **how: Any) -> bytes:
    """Return a PDF as bytes."""
    out = BytesIO()
    pdf.save(out, **how)
    return out.getvalue()


def picture(pdf: bytes, page: int = 1, scale: float = 1) -> np.ndarray:
    """Return the pixels of a page as PDFium prints it, with what lies over it, filled fields too; RGB."""
    with pypdfium2.PdfDocument(pdf) as document:
        document.init_forms()
        raw.FPDF_RemoveFormFieldHighlight(document.formenv)
        bitmap = document[page - 1].render(scale=scale, may_draw_forms=True)
        return np.array(bitmap.to_pil().convert("RGB")).astype(int)


def form(pdf: Pdf, content: bytes, box: Box, **more: Any) -> pikepdf.Stream:
    """Return an appearance stream."""
    return pdf.make_stream(content, Type=Name.XObject, Subtype=Name.Form, BBox=Array(list(box)), **more)


def note(pdf: Pdf, subtype: str, rectangle: Box, appearance: Any, flags: int = 4, **more: Any) -> pikepdf.Object:
    """Return an annotation that is printed, unless its flags say something else."""
    keys: Any = {"Type": Name.Annot, "Subtype": Name(f"/{subtype}"), "Rect": Array(list(rectangle)), "F": flags, **more}
    if appearance is not None:
        keys["AP"] = Dictionary(N=appearance)
    return pdf.make_indirect(Dictionary(**keys))
