"""A PDF as it is seen in; out, checks of the contrast of its text and the resolution of its images."""

import math
from collections.abc import Iterator
from ctypes import c_uint
from pathlib import Path
from typing import Any

import pypdfium2
from PIL import Image
from pypdfium2 import raw

from framework_pdf.core.colour import contrast, least_contrast, of_channels
from framework_pdf.preflight.report import MOST_TOLD, Check, Result, of

DPI = 96
"""How finely pages are drawn to see what lies behind a text."""
LEAST_DPI = 150
"""The least resolution of an image in print, in dots per inch; a press wants 300."""
ALIKE = 1.1
"""Colours of no more contrast than this are one: letters have edges in many shades."""
LEAST_SHARE = 0.1
"""A colour is behind a text where it has so much of the pixels around it."""


def checks(path: Path) -> tuple[Check, ...]:
    """A PDF in; out, its checks."""
    document = pypdfium2.PdfDocument(path)
    low: dict[tuple[str, str], str] = {}
    coarse: list[str] = []
    images = 0
    for number, page in enumerate(document, 1):
        things = list(page.get_objects())
        texts = [thing for thing in things if thing.type == raw.FPDF_PAGEOBJ_TEXT]
        if texts:
            for colour, behind, ratio, needed in _contrasts(page, texts):
                if ratio < needed:
                    said = f"page {number}: {colour} on {behind} is {ratio:.1f} : 1, and needs {needed} : 1"
                    low.setdefault((colour, behind), said)
        for image in (thing for thing in things if thing.type == raw.FPDF_PAGEOBJ_IMAGE):
            images += 1
            if (dpi := resolution(image)) < LEAST_DPI:
                coarse.append(f"page {number}: an image of {dpi:.0f} dots per inch, and print needs {LEAST_DPI}")
    return (
        of("contrast", tuple(low.values())[:MOST_TOLD], "all text has enough"),
        of("images", tuple(coarse)[:MOST_TOLD], f"{images}, fine enough")
        if images
        else Check("images", Result.INFORMATION, ("none: all pictures are drawn",)),
    )


def _contrasts(page: Any, texts: list[Any]) -> Iterator[tuple[str, str, float, float]]:
    """A page and its texts in; out, each text's colour, the one behind it, their contrast and what is needed."""
    picture = page.render(scale=DPI / 72, optimize_mode=None).to_pil().convert("RGB")
    for text in texts:
        area = picture.crop(_box(text, *picture.size))
        is_seen = raw.FPDFTextObj_GetTextRenderMode(text) != raw.FPDF_TEXTRENDERMODE_INVISIBLE
        if is_seen and area.width and area.height:
            colour = _fill(text)
            behind = _behind(area, colour)
            needed = least_contrast(_size(text), int(text.get_font().get_weight()))
            yield colour, behind, contrast(colour, behind), needed


def _box(text: Any, width: int, height: int) -> tuple[int, int, int, int]:
    """A text and its page's width and height in pixels in; out, the pixels that it stands on, and a few around them."""
    left, bottom, right, top = text.get_bounds()
    corners = [(left, bottom), (left, top), (right, bottom), (right, top)]
    for matrix in _matrices(text.container):
        corners = [matrix.on_point(*corner) for corner in corners]
    across, up = ([corner[axis] * DPI / 72 for corner in corners] for axis in (0, 1))
    left, right = (min(max(0, edge), width) for edge in (math.floor(min(across)) - 2, math.ceil(max(across)) + 2))
    upper, lower = (min(max(0, height - edge), height) for edge in (math.ceil(max(up)) + 2, math.floor(min(up)) - 2))
    return left, upper, right, lower


def _matrices(container: Any) -> Iterator[Any]:
    """The form that a text is in, or none, in; out, what leads from there to the page."""
    while container is not None:
        yield container.get_matrix()
        container = container.container


def _behind(area: Image.Image, colour: str) -> str:
    """The pixels around a text and its colour in; out, the commonest colour there that is not the text's own.

    Letters can cover more than half of their box; so what is behind them is the other colour that there is much of.
    """
    counts = {of_channels(*pixel): count for count, pixel in _counted(area)}
    others = {other: count for other, count in counts.items() if contrast(other, colour) > ALIKE}
    best = max(others, key=lambda other: others[other], default=colour)
    return best if others.get(best, 0) >= LEAST_SHARE * area.width * area.height else colour


def _counted(area: Image.Image) -> list[tuple[int, tuple[int, int, int]]]:
    return area.getcolors(area.width * area.height) or []  # type: ignore[return-value]


def _fill(text: Any) -> str:
    red, green, blue, opacity = (c_uint() for _ in range(4))
    raw.FPDFPageObj_GetFillColor(text, red, green, blue, opacity)
    return of_channels(red.value, green.value, blue.value)


def _size(text: Any) -> float:
    """A text in; out, the size of its type in pt, as it is printed."""
    size = float(text.get_font_size())
    for matrix in (text.get_matrix(), *_matrices(text.container)):
        size *= math.hypot(matrix.c, matrix.d)
    return size


def resolution(image: Any) -> float:
    """An image in; out, its dots per inch where it stands, in the direction in which they are fewer."""
    metadata = image.get_metadata()
    return float(min(metadata.horizontal_dpi, metadata.vertical_dpi))
