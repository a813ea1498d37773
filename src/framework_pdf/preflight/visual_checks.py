"""Checks what the pages of a PDF look like: the contrast of text, and the resolution of images."""

import math
from collections.abc import Iterator
from ctypes import c_uint
from itertools import accumulate
from typing import Any

import pypdfium2
from pikepdf import Pdf, Rectangle
from PIL import Image, ImageChops
from pypdfium2 import raw

from framework_pdf.core.colour import channels, contrast, least_contrast, mix, of_channels
from framework_pdf.core.diagnostics import counted
from framework_pdf.pdf.page_geometry import PageGeometry, PageSizeError, geometry_of, unit_of
from framework_pdf.preflight.page_drawing import draw, sensible_scale
from framework_pdf.preflight.report import MOST_TOLD, Check, Result, pass_or_fail

DPI = 96
"""The resolution in which pages are drawn to see what lies behind text."""
LEAST_OFFICE_DPI = 150
"""The least resolution of an image that an office prints, in dots per inch; a press needs 300."""
ROUNDING = 0.02
"""An image that misses the least by no more than this share is fine enough: programs round sizes."""
SHADES = 16
"""In how many shades the ground of a text is seen: shades that are nearer to each other count as one."""
LEAST_SHARE = 0.25
"""The share of the ground of a text, 0 to 1, on which it may be hard to read: it may be underlined or struck out."""
NO_CONTRAST = 1.1
"""Colours with no more contrast than this can't be told apart in a picture of a page."""
CLEARLY = 32
"""A text that changes its ground by so much more than its colour would, of 255, is in another one: PDFium does not
tell the colour of a pattern."""
CHANNELS = (0.299, 0.587, 0.114)
"""How much of a change of red, green and blue is seen (ITU-R BT.601)."""
UNSEEN = {raw.FPDF_TEXTRENDERMODE_INVISIBLE, raw.FPDF_TEXTRENDERMODE_CLIP}
OUTLINED = {raw.FPDF_TEXTRENDERMODE_STROKE, raw.FPDF_TEXTRENDERMODE_STROKE_CLIP}


def checks(document: Pdf, rendered: pypdfium2.PdfDocument) -> tuple[Check, ...]:
    """Run the checks, in the order of the report.

    Args:
        document: The PDF, for its boxes.
        rendered: The same, for what its pages look like.

    """
    return _contrast_check(document, rendered), image_check(document, rendered, LEAST_OFFICE_DPI, "fine enough")


def _contrast_check(document: Pdf, rendered: pypdfium2.PdfDocument) -> Check:
    """Check that all text has enough contrast with what is behind it (WCAG 2.2, 1.4.3)."""
    low: dict[tuple[str, str], str] = {}
    for number, (page, seen) in enumerate(zip(document.pages, rendered, strict=True), 1):
        try:
            geometry = geometry_of(page)
        except PageSizeError:
            continue  # which the check of boxes tells
        for colour, behind, ratio, needed in _contrasts(seen, geometry):
            if ratio < needed:
                below = math.floor(10 * ratio) / 10  # 4.48 is not 4.5
                words = f"page {number}: {colour} on {behind} is {below:.1f} : 1, and needs {needed} : 1"
                low.setdefault((colour, behind), words)
    return pass_or_fail("contrast", list(low.values())[:MOST_TOLD], "all text has enough")


def _contrasts(page: Any, geometry: PageGeometry) -> Iterator[tuple[str, str, float, float]]:
    """Yield the colour of each visible text, the colour behind it, their contrast, and the contrast that it needs.

    The page is drawn with its texts and without them, so that what is behind a text is known whatever it is.
    """
    texts = list(page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT]))
    if not texts:
        return
    scale = sensible_scale(page, DPI / 72 * geometry.unit)
    picture = draw(page, scale)
    for text in texts:
        raw.FPDFPageObj_SetIsActive(text, False)
    ground = draw(page, scale)
    for text in texts:
        place = _place(text, geometry, scale / geometry.unit, picture.size)
        if place and raw.FPDFTextObj_GetTextRenderMode(text) not in UNSEEN:
            needed = least_contrast(_size(text, geometry), int(text.get_font().get_weight()))
            if found := _worst(text, picture.crop(place), ground.crop(place)):
                yield *found, needed


def _place(
    text: Any, geometry: PageGeometry, scale: float, picture: tuple[int, int]
) -> tuple[int, int, int, int] | None:
    """Return the pixels that a text stands on: left, top, right and bottom; None if they are outside of the page.

    Args:
        text: A text object.
        geometry: Of its page.
        scale: Of the picture of the page, in pixels for each pt.
        picture: The width and height of that picture, in pixels.

    """
    bounds = text.get_bounds()
    for matrix in _matrices(text.container):
        bounds = matrix.on_rect(*bounds)
    shown = geometry.upright(geometry.crop).transform(Rectangle(*bounds))
    left, bottom, right, top = (edge * scale for edge in (shown.llx, shown.lly, shown.urx, shown.ury))
    width, height = picture
    x0, x1 = (min(max(0, edge), width) for edge in (math.floor(left), math.ceil(right)))
    y0, y1 = (min(max(0, height - edge), height) for edge in (math.ceil(top), math.floor(bottom)))
    return (x0, y0, x1, y1) if x0 < x1 and y0 < y1 else None


def _matrices(container: Any) -> Iterator[Any]:
    """Yield the matrices that lead from the form that something is in, if it is in one, to the page."""
    while container is not None:
        yield container.get_matrix()
        container = container.container


def _worst(text: Any, picture: Image.Image, ground: Image.Image) -> tuple[str, str, float] | None:
    """Return the colour of a text, the colour behind it where it is worst to read, and their contrast.

    Args:
        text: A text object.
        picture: The pixels that it stands on.
        ground: The same without any text.

    Returns:
        None if something else covers the text.

    """
    drawn, most = _strongest(picture, ground)
    colour, opacity = _colour(text)
    found = []
    for behind, share in _shades(ground):
        seen = mix(behind, colour, opacity)
        if most > _change(seen, behind) + CLEARLY:
            seen = drawn
        found.append((contrast(seen, behind), seen, behind, share))
    if most == 0 and all(ratio > NO_CONTRAST for ratio, *_ in found):
        return None
    found.sort()
    below = accumulate(share for *_, share in found)
    ratio, seen, behind, _ = found[next(index for index, share in enumerate(below) if share >= LEAST_SHARE)]
    return seen, behind, ratio


def _strongest(picture: Image.Image, ground: Image.Image) -> tuple[str, int]:
    """Return the colour of the pixel that text changes most, and by how much lighter or darker it gets, of 255."""
    change = ImageChops.difference(picture, ground).convert("L")
    extremes: Any = change.getextrema()
    most: int = extremes[1]
    x, y, *_ = change.point([255 if level == most else 0 for level in range(256)]).getbbox() or (0, 0)
    pixel: Any = picture.getpixel((x, y))
    return of_channels(*pixel), most


def _change(one: str, other: str) -> float:
    """Return how much one colour differs from another, 0 to 255."""
    pairs = zip(CHANNELS, channels(one), channels(other), strict=True)
    return sum(share * abs(first - second) for share, first, second in pairs)


def _shades(ground: Image.Image) -> list[tuple[str, float]]:
    """Return the shades of a ground, near ones taken together, and the share of each, 0 to 1."""
    reduced = ground.quantize(SHADES)
    palette = reduced.getpalette() or []
    counts: Any = reduced.getcolors(256)
    pixels = ground.width * ground.height
    return [(of_channels(*palette[3 * index : 3 * index + 3]), count / pixels) for count, index in counts]


def _colour(text: Any) -> tuple[str, float]:
    """Return the colour of a text's letters, or of their outlines where these alone are drawn, and its opacity."""
    levels = [c_uint() for _ in range(4)]
    is_outlined = raw.FPDFTextObj_GetTextRenderMode(text) in OUTLINED
    read = raw.FPDFPageObj_GetStrokeColor if is_outlined else raw.FPDFPageObj_GetFillColor
    read(text, *levels)
    red, green, blue, opacity = (level.value for level in levels)
    return of_channels(red, green, blue), opacity / 255


def _size(text: Any, geometry: PageGeometry) -> float:
    """Return the size of a text's type in pt, as it is printed."""
    size = float(text.get_font_size()) * geometry.unit
    for matrix in (text.get_matrix(), *_matrices(text.container)):
        size *= math.hypot(matrix.c, matrix.d)
    return size


def image_check(document: Pdf, rendered: pypdfium2.PdfDocument, least: int, fine: str) -> Check:
    """Check that no image is coarser than the least resolution.

    Args:
        document: The PDF, for the size of its pages.
        rendered: The same, for what its pages look like.
        least: In dots per inch.
        fine: What the report says, after their number, if all images are fine enough.

    """
    coarse, count = [], 0
    for number, (page, seen) in enumerate(zip(document.pages, rendered, strict=True), 1):
        for image in seen.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE]):
            metadata = image.get_metadata()
            width, height = _sides(image)
            if min(metadata.width, metadata.height) <= 1 or not min(width, height):
                continue  # one dot wide or high: a fill or a fade, which shows no detail; or drawn without an area
            count += 1
            dpi = 72 / unit_of(page) * min(metadata.width / width, metadata.height / height)
            if dpi < least * (1 - ROUNDING):
                dots = counted(round(dpi), "dot")
                coarse.append(f"page {number}: an image of {dots} per inch, and print needs {least}")
    if not count:
        return Check("images", Result.INFORMATION, ("none: all pictures are drawn",))
    return pass_or_fail("images", coarse[:MOST_TOLD], f"{count}, {fine}")


def _sides(image: Any) -> tuple[float, float]:
    """Return the width and height of an image as it stands on its page, in units of the page."""
    matrix = image.get_matrix()
    for outer in _matrices(image.container):
        matrix = matrix.multiply(outer)
    return math.hypot(matrix.a, matrix.b), math.hypot(matrix.c, matrix.d)
