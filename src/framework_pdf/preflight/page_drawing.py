"""Draws pages with PDFium, as large as is wanted, or as is sensible."""

import math
from io import BytesIO
from pathlib import Path
from typing import Any

import pypdfium2
from pikepdf import Pdf, Rectangle
from PIL import Image
from pypdfium2 import PdfiumError

MOST_DOTS = 16_000_000
"""How many dots a picture of a page has at the most: A1 at 96 dots per inch has 7 million."""


def opened_as_read(path: Path, document: Pdf, password: str) -> pypdfium2.PdfDocument:
    """Open a file with PDFium so that it has the pages that were read; the caller closes it.

    Programs mend damaged files in ways of their own. Where PDFium finds other pages, or refuses the file, it is given
    what was read of it.

    Args:
        path: Of the file.
        document: What was read of it.
        password: With which the file is opened if it wants one.

    Raises:
        PdfiumError: It can't be opened in any way.

    """
    try:
        rendered = pypdfium2.PdfDocument(path, password=password or None)
    except PdfiumError:
        rendered = None
    if rendered is not None:
        if len(rendered) == len(document.pages):
            return rendered
        rendered.close()
    mended = BytesIO()
    document.save(mended, fix_metadata_version=False)
    return pypdfium2.PdfDocument(mended)


def show(page: Any, box: Rectangle) -> None:
    """Make a box what is shown of a page, as long as its document is open."""
    page.set_cropbox(*(float(edge) for edge in (box.llx, box.lly, box.urx, box.ury)))


def sensible_scale(page: Any, wanted: float) -> float:
    """Return the scale at which to draw a page: the one that is wanted, or less for one that is very large.

    Args:
        wanted: In pixels for each unit of the page.

    """
    width, height = page.get_size()
    return min(wanted, math.sqrt(MOST_DOTS / max(1, width * height)))


def draw(
    page: Any, scale: float, paper: tuple[int, int, int] = (255, 255, 255), part: Rectangle | None = None
) -> Image.Image:
    """Return a picture of a page, with a scale in pixels for each of its units.

    Args:
        page: The page.
        scale: Of the picture.
        paper: The colour of the paper: red, green and blue, 0 to 255.
        part: The part of the page that is wanted, in its units from its lower left corner as it is shown; else all.

    """
    cut_off = (0.0, 0.0, 0.0, 0.0)
    if part:
        width, height = page.get_size()
        cut_off = (part.llx, part.lly, width - part.urx, height - part.ury)
    drawn = page.render(scale=scale, crop=cut_off, fill_color=(*paper, 255), optimize_mode=None)
    picture: Image.Image = drawn.to_pil().convert("RGB")
    return picture
