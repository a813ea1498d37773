"""Draws pages with PDFium, as large as is wanted, or as is sensible."""

import math
from typing import Any

from pikepdf import Rectangle
from PIL import Image

MOST_DOTS = 16_000_000
"""How many dots a picture of a page has at the most: A1 at 96 dots per inch has 7 million."""


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
