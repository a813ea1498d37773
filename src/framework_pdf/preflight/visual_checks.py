"""Checks what the pages of a PDF look like: the contrast of text, and the resolution of images."""

import math
from collections.abc import Iterator
from ctypes import c_uint
from pathlib import Path
from typing import Any

import pypdfium2
from PIL import Image
from pypdfium2 import raw

from framework_pdf.core.colour import contrast, least_contrast, of_channels
from framework_pdf.preflight.report import MOST_TOLD, Check, Result, pass_or_fail

DPI = 96
"""The resolution in which pages are drawn to see what lies behind text."""
LEAST_OFFICE_DPI = 150
"""The least resolution of an image that an office prints, in dots per inch; a press needs 300."""
ROUNDING = 0.5
"""In dots per inch: an image that misses the least by no more is fine enough, because messages round."""
ALIKE = 1.1
"""Colours with no more contrast than this count as one, because letters have edges in many shades."""
LEAST_SHARE = 0.1
"""The share of the pixels around a text, 0 to 1, from which on a colour counts as what is behind it."""


def checks(path: Path, password: str = "") -> tuple[Check, ...]:
    """Run the checks, in the order of the report; the password opens a file that wants one."""
    with pypdfium2.PdfDocument(path, password=password or None) as document:
        return _contrast_check(document), image_check(document, LEAST_OFFICE_DPI, "fine enough")


def _contrast_check(document: pypdfium2.PdfDocument) -> Check:
    """Check that all text has enough contrast with what is behind it (WCAG 2.2, 1.4.3)."""
    low: dict[tuple[str, str], str] = {}
    for number, page in enumerate(document, 1):
        if texts := list(page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT])):
            for colour, behind, ratio, needed in _contrasts(page, texts):
                if ratio < needed:
                    words = f"page {number}: {colour} on {behind} is {ratio:.1f} : 1, and needs {needed} : 1"
                    low.setdefault((colour, behind), words)
    return pass_or_fail("contrast", list(low.values())[:MOST_TOLD], "all text has enough")


def _contrasts(page: Any, texts: list[Any]) -> Iterator[tuple[str, str, float, float]]:
    """Yield the colour of each visible text, the colour behind it, their contrast, and the contrast that it needs."""
    picture = page.render(scale=DPI / 72, optimize_mode=None).to_pil().convert("RGB")
    for text in texts:
        area = picture.crop(_area(text, *picture.size))
        is_seen = raw.FPDFTextObj_GetTextRenderMode(text) != raw.FPDF_TEXTRENDERMODE_INVISIBLE
        if is_seen and area.width and area.height:
            colour = _fill(text)
            behind = _behind(area, colour)
            needed = least_contrast(_size(text), int(text.get_font().get_weight()))
            yield colour, behind, contrast(colour, behind), needed


def _area(text: Any, width: int, height: int) -> tuple[int, int, int, int]:
    """Return the pixels that a text stands on and a few around them: left, top, right and bottom.

    Args:
        width: Of the page, in pixels.
        height: Of the page, in pixels.

    """
    bounds = text.get_bounds()
    for matrix in _matrices(text.container):
        bounds = matrix.on_rect(*bounds)
    left, bottom, right, top = (edge * DPI / 72 for edge in bounds)
    x0, x1 = (min(max(0, edge), width) for edge in (math.floor(left) - 2, math.ceil(right) + 2))
    y0, y1 = (min(max(0, height - edge), height) for edge in (math.ceil(top) + 2, math.floor(bottom) - 2))
    return x0, y0, x1, y1


def _matrices(container: Any) -> Iterator[Any]:
    """Yield the matrices that lead from the form that a text is in, if it is in one, to the page."""
    while container is not None:
        yield container.get_matrix()
        container = container.container


def _behind(area: Image.Image, colour: str) -> str:
    """Return the colour behind a text: the commonest in the pixels around it that is not the text's own.

    The commonest of all will not do, because letters can cover more than half of their box.
    """
    colours: Any = area.getcolors(area.width * area.height)
    counts = {of_channels(*pixel): count for count, pixel in colours}
    others = {other: count for other, count in counts.items() if contrast(other, colour) > ALIKE}
    best = max(others, key=lambda other: others[other], default=colour)
    return best if others.get(best, 0) >= LEAST_SHARE * area.width * area.height else colour


def _fill(text: Any) -> str:
    red, green, blue, opacity = (c_uint() for _ in range(4))
    raw.FPDFPageObj_GetFillColor(text, red, green, blue, opacity)
    return of_channels(red.value, green.value, blue.value)


def _size(text: Any) -> float:
    """Return the size of a text's type in pt, as it is printed."""
    size = float(text.get_font_size())
    for matrix in (text.get_matrix(), *_matrices(text.container)):
        size *= math.hypot(matrix.c, matrix.d)
    return size


def image_check(document: pypdfium2.PdfDocument, least: int, fine: str) -> Check:
    """Check that no image is coarser than the least resolution.

    Args:
        least: In dots per inch.
        fine: What the report says, after their number, if all images are fine enough.

    """
    coarse, count = [], 0
    for number, page in enumerate(document, 1):
        for image in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE]):
            count += 1
            metadata = image.get_metadata()
            dpi = min(metadata.horizontal_dpi, metadata.vertical_dpi)
            if dpi < least - ROUNDING:
                coarse.append(f"page {number}: an image of {dpi:.0f} dots per inch, and print needs {least}")
    if not count:
        return Check("images", Result.INFORMATION, ("none: all pictures are drawn",))
    return pass_or_fail("images", coarse[:MOST_TOLD], f"{count}, {fine}")
