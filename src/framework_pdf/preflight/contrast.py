"""Checks that all text has enough contrast with what is behind it (WCAG 2.2, 1.4.3), on pages as they are seen."""

import math
from collections.abc import Iterator
from ctypes import c_uint
from dataclasses import dataclass
from itertools import accumulate
from typing import Any, NamedTuple

import pypdfium2
from pikepdf import Pdf, Rectangle
from PIL import Image, ImageChops
from pypdfium2 import raw

from framework_pdf.core.colour import channels, contrast, least_contrast, mix, of_channels
from framework_pdf.pdf.page_geometry import PageGeometry, PageSizeError, geometry_of, overlap
from framework_pdf.preflight.page_drawing import draw, sensible_scale, show
from framework_pdf.preflight.page_objects import matrices_around
from framework_pdf.preflight.report import MOST_TOLD, Check, pass_or_fail

DPI = 96
"""The resolution in which pages are drawn to see what lies behind text."""
SHADES = 16
"""In how many shades the ground of a text is seen: shades that are nearer to each other count as one."""
LEAST_SHARE = 0.25
"""The share of the ground of a text, 0 to 1, on which it may be hard to read: it may be underlined or struck out."""
CLEARLY = 32
"""A text that changes its ground by so much more than its colour would, of 255, is in another one: PDFium does not
tell the colour of a pattern."""
CLOSE, LEAST_TYPE = 64, 4
"""How large type is drawn where it is looked at closely, so that strokes fill whole pixels, and how large it must be to
be judged by the picture of the page, in pixels."""
MOST_DOTS_CLOSE = 1_000_000
"""How many dots the picture of a text that is looked at closely has at the most."""
WHOLLY = 0.95
"""The share of a text's colour, 0 to 1, from which on it counts as seen as it is: no pixel has quite all of it."""
CHANNELS = (0.299, 0.587, 0.114)
"""How much of a change of red, green and blue is seen (ITU-R BT.601)."""
UNSEEN = {raw.FPDF_TEXTRENDERMODE_INVISIBLE, raw.FPDF_TEXTRENDERMODE_CLIP}
OUTLINED = {raw.FPDF_TEXTRENDERMODE_STROKE, raw.FPDF_TEXTRENDERMODE_STROKE_CLIP}


def contrast_check(document: Pdf, rendered: pypdfium2.PdfDocument) -> Check:
    """Check that all text has enough contrast.

    Args:
        document: The PDF, for its boxes.
        rendered: The same, for what its pages look like.

    """
    low: dict[tuple[str, str], str] = {}
    for number, (page, drawn) in enumerate(zip(document.pages, rendered, strict=True), 1):
        try:
            geometry = geometry_of(page)
        except PageSizeError:
            continue  # which the check of boxes tells
        show(drawn, geometry.crop)  # PDFium shows nothing where a CropBox lies outside of the page
        for seen, needed in _contrasts(drawn, geometry):
            if seen.ratio < needed:
                below = math.floor(10 * seen.ratio) / 10  # 4.48 is not 4.5
                words = f"page {number}: {seen.colour} on {seen.behind} is {below:.1f} : 1, and needs {needed} : 1"
                low.setdefault((seen.colour, seen.behind), words)
    return pass_or_fail("contrast", list(low.values())[:MOST_TOLD], "all text has enough")


class _Seen(NamedTuple):
    """How a text is seen: its colour, the colour behind it where it is worst to read, and their contrast."""

    colour: str
    behind: str
    ratio: float


@dataclass(frozen=True, slots=True)
class _Text:
    """A text of a page."""

    thing: Any
    """The text object of PDFium."""
    place: Rectangle
    """Where it stands, in units of the page from the lower left corner of what is shown."""
    size: float
    """Of its type, in units of the page."""
    colour: str
    opacity: float

    @property
    def close(self) -> float:
        """The scale in which to look at it closely."""
        area = self.place.width * self.place.height
        side = min(self.place.width, self.place.height, self.size or math.inf)
        return min(CLOSE / side, math.sqrt(MOST_DOTS_CLOSE / area))


@dataclass(frozen=True, slots=True)
class _Look:
    """A look at a text: the pixels that it stands on, with it and without."""

    picture: Image.Image
    ground: Image.Image

    def strongest(self) -> tuple[str, str, int]:
        """Return the colour of the pixel that is changed most, its colour without, and by how much, of 255."""
        change = ImageChops.difference(self.picture, self.ground).convert("L")
        extremes: Any = change.getextrema()
        most: int = extremes[1]
        y, x = divmod(change.tobytes().index(most), change.width)
        drawn, under = (of_channels(*_pixel(image, x, y)) for image in (self.picture, self.ground))
        return drawn, under, most


def _contrasts(page: Any, geometry: PageGeometry) -> Iterator[tuple[_Seen, float]]:
    """Yield how each visible text is seen, and the contrast that it needs.

    The page is drawn with its texts and without them, so that what is behind a text is known whatever it is.
    """
    things = list(page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT]))
    if not things:
        return
    scale = sensible_scale(page, DPI / 72 * geometry.unit)
    picture = draw(page, scale)
    for thing in things:
        raw.FPDFPageObj_SetIsActive(thing, False)
    ground = draw(page, scale)
    for thing in things:
        text = _text(thing, geometry)
        if text and raw.FPDFTextObj_GetTextRenderMode(thing) not in UNSEEN:
            needed = least_contrast(text.size * geometry.unit, int(thing.get_font().get_weight()))
            if text.size * scale < LEAST_TYPE:
                look = _alone(page, text, max(text.close, scale))
            else:
                pixels = _pixels(text.place, scale, picture.size)
                look = _Look(picture.crop(pixels), ground.crop(pixels))
            if seen := _seen(page, text, look, needed):
                yield seen, needed


def _text(thing: Any, geometry: PageGeometry) -> _Text | None:
    """Return a text of a page; None if it stands outside of what is shown."""
    bounds = thing.get_bounds()
    size = float(thing.get_font_size())
    for matrix in (thing.get_matrix(), *matrices_around(thing)):
        size *= math.hypot(matrix.c, matrix.d)
    for matrix in matrices_around(thing):
        bounds = matrix.on_rect(*bounds)
    whole = geometry.upright(geometry.crop)
    shown, page = whole.transform(Rectangle(*bounds)), whole.transform(geometry.crop)
    place = overlap(shown, page)
    if place is None:
        return None
    in_units = Rectangle(*(edge / geometry.unit for edge in (place.llx, place.lly, place.urx, place.ury)))
    return _Text(thing, in_units, size, *_colour(thing))


def _pixels(place: Rectangle, scale: float, size: tuple[int, int]) -> tuple[int, int, int, int]:
    """Return the pixels of a picture of a page at which a place lies: left, top, right and bottom, one at the least."""
    width, height = size
    left, top = math.floor(place.llx * scale), height - math.ceil(place.ury * scale)
    right, bottom = math.ceil(place.urx * scale), height - math.floor(place.lly * scale)
    left, top = min(max(0, left), width - 1), min(max(0, top), height - 1)
    return left, top, max(left + 1, min(right, width)), max(top + 1, min(bottom, height))


def _alone(page: Any, text: _Text, scale: float) -> _Look:
    """Return a look at a text without any other; no text is active before and after."""
    ground = draw(page, scale, part=text.place)
    raw.FPDFPageObj_SetIsActive(text.thing, True)
    picture = draw(page, scale, part=text.place)
    raw.FPDFPageObj_SetIsActive(text.thing, False)
    return _Look(picture, ground)


def _seen(page: Any, text: _Text, look: _Look, needed: float) -> _Seen | None:
    """Return how a text is seen; None if nobody would in any colour: it is covered, clipped or in a hidden layer.

    Colours that a file tells are more exact than those of pixels, which small type fills in part. So pixels are heeded
    where they say that a text is too pale, and then it is looked at closely.

    Args:
        page: Its page.
        text: The text.
        look: The first look at it.
        needed: The contrast that it needs.

    """
    drawn, under, most = look.strongest()
    if most == 0:
        return _of_no_contrast(page, text, look)
    seen = _worst(text, text.opacity, look)
    if seen.ratio < needed or contrast(drawn, under) >= needed:
        return seen
    close = _alone(page, text, text.close)
    _, under, most = close.strongest()
    if most == 0:
        return None
    expected = _change(mix(under, text.colour, text.opacity), under)
    share = most / expected if expected else 1
    return seen if share >= WHOLLY else _worst(text, text.opacity * share, close)


def _of_no_contrast(page: Any, text: _Text, look: _Look) -> _Seen | None:
    """Return how a text is seen that changes nothing on its page; None if it would not in another colour either."""
    behind = max(_shades(look.ground), key=lambda shade: shade[1])[0]
    other = 0 if contrast("#000000", behind) > contrast("#ffffff", behind) else 255
    colour = (other, other, other, round(255 * text.opacity))
    for change in (raw.FPDFPageObj_SetFillColor, raw.FPDFPageObj_SetStrokeColor):
        change(text.thing, *colour)
    raw.FPDFPageObj_SetBlendMode(text.thing, b"Normal")
    *_, most = _alone(page, text, text.close).strongest()
    return _Seen(behind, behind, 1.0) if most else None


def _worst(text: _Text, opacity: float, look: _Look) -> _Seen:
    """Return how a text is seen where it is worst to read.

    Args:
        text: The text.
        opacity: Of its colour, 0 to 1.
        look: A look at it.

    """
    drawn, _, most = look.strongest()
    found = []
    for behind, share in _shades(look.ground):
        colour = mix(behind, text.colour, opacity)
        if most > _change(colour, behind) + CLEARLY:
            colour = drawn
        found.append((contrast(colour, behind), colour, behind, share))
    found.sort()
    below = accumulate(share for *_, share in found)
    ratio, colour, behind, _ = found[next(index for index, share in enumerate(below) if share >= LEAST_SHARE)]
    return _Seen(colour, behind, ratio)


def _pixel(image: Image.Image, x: int, y: int) -> Any:
    return image.getpixel((x, y))


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
