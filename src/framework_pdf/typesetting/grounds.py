"""Finds what is painted wrongly on laid-out pages: lines through words, pictures over them, grounds that end too early.

The typesetter paints whatever it is told to, and says nothing of it.
"""

import math
from bisect import bisect_right
from collections.abc import Iterator, Sequence, Set
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import Any
from urllib.parse import unquote_to_bytes
from xml.etree import ElementTree

from fontTools.pens.recordingPen import RecordingPen
from fontTools.svgLib.path import parse_path

from framework_pdf.core.units import pt_to_mm
from framework_pdf.typesetting.boxes import (
    PT_PER_PX,
    SMALL,
    STANDING,
    SVG,
    TALL,
    Element,
    page_box,
    reach_of,
    shown_across,
    words_of,
)
from framework_pdf.typesetting.collisions import TOUCH, Collision
from framework_pdf.typesetting.overruns import ONE_PAGE

DRAWN = "data:image/svg+xml,"
"""How a background begins that a template draws."""
Order = tuple[float, int, int]
"""When a box is painted: by `z-index`, what has a position after what has none, then in the order of the page."""


@dataclass(frozen=True, slots=True)
class _Painted:
    """A box of a page, when it is painted, and where it is, in CSS pixels."""

    box: Any
    order: Order
    left: float
    top: float
    right: float
    bottom: float

    def holds(self, other: "_Painted") -> bool:
        """Return whether it lies around another."""
        across = self.left - TOUCH <= other.left and other.right <= self.right + TOUCH
        return across and self.top - TOUCH <= other.top and other.bottom <= self.bottom + TOUCH


@dataclass(frozen=True, slots=True)
class PaintedPage:
    """A laid-out page, and everything that is painted on it."""

    page: Any
    number: int
    boxes: tuple[_Painted, ...]
    """Its own box first."""


@dataclass(frozen=True, slots=True)
class ShortGround:
    """A ground that reaches an edge of its page, and ends a little before another."""

    page: int
    element: Element | None
    strip: float
    """How wide the paper is that shows beside it, in mm."""


def painted_pages(pages: Sequence[Any], told: Set[Element] = frozenset()) -> tuple[PaintedPage, ...]:
    """Return laid-out pages with what is painted on them.

    Args:
        pages: All pages.
        told: Elements of which it is told already that they are where they should not be: they are left out.

    """
    return tuple(
        PaintedPage(page, number, tuple(each for each in _painted(sheet, sheet) if each.box.element not in told))
        for number, page in enumerate(pages, 1)
        for sheet in [page_box(page)]
    )


def ruled_words(pages: Sequence[PaintedPage]) -> Iterator[tuple[int, str]]:
    """Yield the number of a page and words through which a line of a drawn background runs, the first of each page."""
    for page in pages:
        rules = [(each, lines) for each in page.boxes if (lines := tuple(_rules_of(each.box)))]
        if rules:
            grounds = [each for each in page.boxes if is_opaque(each.box)]
            words = (text.box.text.strip() for text in _texts(page.boxes) if _is_ruled(text, rules, grounds))
            if first := next(words, None):
                yield page.number, first


def covered_words(pages: Sequence[PaintedPage]) -> Iterator[Collision]:
    """Yield words that a drawing in the page lies over.

    On covers and openers, words stand beside the drawing: it lies behind none that have no ground of their own. One
    that fills the page, as the rulers of a print test do, has nothing beside it.
    """
    for page in pages:
        drawings = [each for each in page.boxes if each.box.element_tag in {"svg", f"{SVG}svg"}]
        grounds = [each for each in page.boxes if is_opaque(each.box)] if drawings else []
        beside = any(each.box.element is not None and each.box.element.get(ONE_PAGE) is not None for each in page.boxes)
        for text in _texts(page.boxes) if drawings else ():
            met = [each for each in drawings if _meets(each, text)]
            over = (each for each in met if each.order > text.order)
            behind = (each for each in met if beside and not (_fills(each, page) or _is_parted(each, text, grounds)))
            if drawing := next(chain(over, behind), None):
                title = words_of(next(iter(drawing.box.element), None))
                texts = (words_of(text.box.element), text.box.text.strip())
                yield Collision(page.number, text.box.text.strip(), title, picture=title, texts=texts)


def _fills(each: _Painted, page: PaintedPage) -> bool:
    """Return whether something reaches all four edges of its page."""
    across = each.left <= TOUCH and each.right >= page.page.width - TOUCH
    return across and each.top <= TOUCH and each.bottom >= page.page.height - TOUCH


def short_grounds(pages: Sequence[PaintedPage]) -> Iterator[ShortGround]:
    """Yield each ground that reaches an edge and goes into the margins at its sides, but not to their ends."""
    for page in pages:
        sheet, width, height = page_box(page.page), page.page.width, page.page.height
        margins = (sheet.margin_left, sheet.margin_top, sheet.margin_right, sheet.margin_bottom)
        paper = ground_colour(sheet) if is_opaque(sheet) else (1, 1, 1)
        for each in page.boxes:
            if is_opaque(each.box) and ground_colour(each.box) != paper and each.right > each.left:
                gaps = (each.left, each.top, width - each.right, height - each.bottom)
                short = [TOUCH < gap < margin - TOUCH for gap, margin in zip(gaps, margins, strict=True)]
                full = [gap <= TOUCH for gap in gaps]
                across = any(full[1::2]) and _ends_short(full[::2], short[::2])
                if across or (any(full[::2]) and _ends_short(full[1::2], short[1::2])):
                    strip = max(gap for gap, is_short in zip(gaps, short, strict=True) if is_short)
                    yield ShortGround(page.number, each.box.element, pt_to_mm(strip * PT_PER_PX))


def ground_colour(box: Any) -> tuple[float, ...] | None:
    """Return the colour of the ground of a box in sRGB, each channel from 0 to 1; None where it is not told so."""
    colour = box.style["background_color"]
    with suppress(NotImplementedError):
        return tuple(colour.to("srgb").coordinates)
    return None


def _ends_short(full: Sequence[bool], short: Sequence[bool]) -> bool:
    """Return whether something goes as far as two opposite edges, or nearly so, and not to the end of both."""
    return any(short) and all(one or other for one, other in zip(full, short, strict=True))


def _painted(
    box: Any,
    sheet: Any,
    level: tuple[float, int] = (0, 0),
    count: list[int] | None = None,
    seen: tuple[float, float] = (-math.inf, math.inf),
) -> Iterator[_Painted]:
    """Yield a box and all in it, with the order in which they are painted; words, as far as they are seen."""
    count = [0] if count is None else count
    count[0] += 1
    seen = shown_across(box, seen)
    if box is sheet:
        level = (-math.inf, 0)
    elif box.style["position"] != "static":
        level = (level[0] if box.style["z_index"] == "auto" else box.style["z_index"], 1)
    order = (*level, count[0])
    if getattr(box, "text", ""):
        top, bottom = reach_of(box, SMALL, STANDING)
        left, right = max(box.position_x, seen[0]), min(box.position_x + box.width, seen[1])
        yield _Painted(box, order, *(left, top, right, bottom))
    elif hasattr(box, "border_width") and isinstance(box.width, (int, float)) and isinstance(box.height, (int, float)):
        left, top = box.border_box_x(), box.border_box_y()
        yield _Painted(box, order, *(left, top, left + box.border_width(), top + box.border_height()))
    for child in getattr(box, "children", ()):
        below = (0, 0) if box is sheet and child.element_tag == "html" else (math.inf, 0) if box is sheet else level
        yield from _painted(getattr(child, "_box", child), sheet, below, count, seen=seen)


def _texts(painted: Sequence[_Painted]) -> Iterator[_Painted]:
    return (each for each in painted if getattr(each.box, "text", "").strip())


def is_opaque(box: Any) -> bool:
    """Return whether a box has a ground of its own that nothing shows through."""
    colour = box.style["background_color"]
    return colour is not None and colour.alpha == 1 and not hasattr(box, "text")


def _is_ruled(
    text: _Painted, rules: Sequence[tuple[_Painted, Sequence[tuple[float, float, float]]]], grounds: Sequence[_Painted]
) -> bool:
    """Return whether a line runs through words that no ground parts from it."""
    for owner, lines in rules:
        first = bisect_right(lines, (text.top, math.inf, math.inf))
        if first < len(lines) and lines[first][0] < text.bottom and owner.order < text.order:
            _, left, right = lines[first]
            is_there = min(right, text.right) - max(left, text.left) > TOUCH
            if is_there and not _is_parted(owner, text, grounds):
                return True
    return False


def _is_parted(behind: _Painted, text: _Painted, grounds: Sequence[_Painted]) -> bool:
    """Return whether words have a ground that is painted over what lies behind them."""
    return any(behind.order < each.order < text.order and each.holds(text) for each in grounds)


def _meets(drawing: _Painted, text: _Painted) -> bool:
    """Return whether words reach into a drawing: its round middle, as those that are round leave their corners free."""
    across, down = (drawing.right - drawing.left) / 2, (drawing.bottom - drawing.top) / 2
    if min(across, down) <= TOUCH:
        return False
    upper, lower = reach_of(text.box, TALL, STANDING)
    left, top = drawing.left + across - text.right, drawing.top + down - lower
    right, bottom = text.left - drawing.left - across, upper - drawing.top - down
    return math.hypot(max(left, right, 0) / (across - TOUCH), max(top, bottom, 0) / (down - TOUCH)) < 1


def _rules_of(box: Any) -> Iterator[tuple[float, float, float]]:
    """Yield each level line of the drawn backgrounds of a box, from the top: how far down, from where and to where."""
    background = getattr(box, "background", None)
    found = []
    for layer, (kind, value) in (
        zip(background.layers, box.style["background_image"], strict=False) if background else ()
    ):
        if kind == "url" and value.startswith(DRAWN) and layer.image is not None:
            left, top = (area + offset for area, offset in zip(layer.positioning_area[:2], layer.position, strict=True))
            width, height = layer.size
            found += [
                (top + down * height, left + start * width, left + end * width) for down, start, end in _lines_in(value)
            ]
    yield from sorted(found)


@lru_cache(maxsize=64)
def _lines_in(address: str) -> tuple[tuple[float, float, float], ...]:
    """Return each level line that is stroked in a drawing, as shares of its height, width and width."""
    try:
        drawing = ElementTree.fromstring(unquote_to_bytes(address.removeprefix(DRAWN)))  # noqa: S314 (it is being painted)
        left, top, width, height = map(float, drawing.get("viewBox", "").replace(",", " ").split())
    except (ElementTree.ParseError, ValueError):
        return ()
    lines = []
    for path in drawing.iter(f"{SVG}path"):
        pen = RecordingPen()
        parse_path(path.get("d", ""), pen)
        place = (0.0, 0.0)
        for step, points in pen.value if path.get("stroke", "none") != "none" else ():
            if step == "lineTo" and abs(points[0][1] - place[1]) < TOUCH and points[0][0] != place[0]:
                start, end = sorted((place[0], points[0][0]))
                lines.append(((place[1] - top) / height, (start - left) / width, (end - left) / width))
            place = points[-1] if points else place
    return tuple(lines)
