"""Draws the framework as ripples, and QR codes, and finds the size of logos on a page.

Ripples are rings, one for each aspect from the middle outwards, cut into sectors, one for each approach. They work for
any number of either.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import segno
from markupsafe import Markup

from framework_pdf.brand.pictures import Picture
from framework_pdf.core.colour import WHITE, mix, tint

OUTER = 100.0
"""The outer radius of the outermost ring, in the picture's own units."""
CORE = 16.0
"""The radius of the disc in the middle."""
GAP = 1.1
"""The width of the white line between cells."""
LIGHTEST = 0.5
"""The strength of the colour in the last sector, 0 to 1; the first has it in full."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell for one aspect and one approach: its ring and sector, from 0, and its outline as an SVG path."""

    ring: int
    sector: int
    path: str


@dataclass(frozen=True, slots=True)
class LabelPoint:
    """A point of the picture for words or a number, and the rotation of their baseline in degrees."""

    x: float
    y: float
    turn: float


def cells(rings: int, sectors: int) -> tuple[Cell, ...]:
    """Return all cells, from the middle outwards, and clockwise from the top."""
    return tuple(
        Cell(ring, sector, _outline(_radii(ring, rings), sector / sectors, (sector + 1) / sectors))
        for ring in range(rings)
        for sector in range(sectors)
    )


def ring_marks(rings: int) -> tuple[LabelPoint, ...]:
    """Return a point at the top of each ring, for its number."""
    return tuple(LabelPoint(0, -sum(_radii(ring, rings)) / 2, 0) for ring in range(rings))


def sector_marks(sectors: int, distance: float) -> tuple[LabelPoint, ...]:
    """Return a point by the middle of each sector, at a distance outside the rings, for its name."""
    marks = []
    for sector in range(sectors):
        share = (sector + 0.5) / sectors
        upside_down = 0.25 < share < 0.75
        x, y = _point(OUTER + distance * (1.9 if upside_down else 1), share)
        marks.append(LabelPoint(round(x, 2), round(y, 2), round(share * 360 + (180 if upside_down else 0), 2)))
    return tuple(marks)


def cell_colour(colour: str, sector: int, sectors: int) -> str:
    """Return the colour of a cell: the aspect's colour, lighter from sector to sector."""
    step = (1 - LIGHTEST) / max(sectors - 1, 1)
    return tint(colour, 1 - sector * step)


def shaded(colour: str, sector: int, sectors: int, strongest: float = 0.32) -> str:
    """Return the colour of a cell that is not in use on a dark ground."""
    return mix(colour, WHITE, strongest - sector * 0.16 / max(sectors - 1, 1))


def list_of_cells(colours: Sequence[str], sectors: int) -> tuple[tuple[Cell, str], ...]:
    """Return all cells, each with its colour, for the colours of the aspects."""
    return tuple((cell, cell_colour(colours[cell.ring], cell.sector, sectors)) for cell in cells(len(colours), sectors))


@dataclass(frozen=True, slots=True)
class Box:
    """The width and height of something on a page, in mm."""

    width: float
    height: float


class NoRoomError(Exception):
    """The least width of a picture is more than there is room for."""


def sized(
    picture: Picture,
    area: float,
    widest: float,
    highest: float,
    least: float | None = None,
    *,
    clear: float = 0,
    above: float | None = None,
) -> Box:
    """Return the size at which a picture is shown; pictures of the same area look equally large, whatever their shape.

    Args:
        picture: The picture.
        area: That it is to have, in mm².
        widest: The room for it with its clear space, in mm.
        highest: The same, from top to bottom.
        least: Its least width, in mm, or None for any.
        clear: The clear space on each of its sides, as a share of its height.
        above: The room above `highest` for the clear space above it, in mm; None: that takes its part of `highest`.

    Raises:
        NoRoomError: The least width is more than there is room for.

    """
    ratio = picture.width / picture.height
    if above is None:
        height = highest / (1 + 2 * clear)
    else:
        height = min(highest / (1 + clear), above / clear if clear else highest)
    room = min(widest / (1 + 2 * clear / ratio), height * ratio)
    width = max(min(math.sqrt(area * ratio), room), least or 0)
    if width > room + 0.01:
        raise NoRoomError(f"a picture needs a width of {width:g} mm, and there is room for {room:.1f} mm")
    return Box(round(width, 2), round(width / ratio, 2))


@cache
def qr_code(address: str, description: str) -> Markup:
    """Return a QR code as SVG with its quiet zone (ISO/IEC 18004); the description says where it leads."""
    code = segno.make(address, error="m", micro=False)
    svg = code.svg_inline(border=4, omitsize=True, title=description, lineclass=None, svgclass="qr")
    return Markup(svg)  # noqa: S704 (segno escapes the words in it)


def _radii(ring: int, rings: int) -> tuple[float, float]:
    """Return the inner and the outer radius of a ring."""
    width = (OUTER - CORE) / rings
    return CORE + ring * width, CORE + (ring + 1) * width


def _point(radius: float, share: float) -> tuple[float, float]:
    """Return the point at a radius and a share of the full turn, 0 to 1, clockwise from the top."""
    angle = share * math.tau
    return radius * math.sin(angle), -radius * math.cos(angle)


def _outline(radii: tuple[float, float], start: float, end: float) -> str:
    """Return the SVG path of the sector of a ring between two radii and two shares of the full turn.

    It is drawn in two arcs, because one arc can't be a whole turn.
    """
    inner, outer = radii
    middle = (start + end) / 2
    (x0, y0), (x1, y1), (x2, y2) = (_point(outer, share) for share in (start, middle, end))
    (x3, y3), (x4, y4), (x5, y5) = (_point(inner, share) for share in (end, middle, start))
    return (
        f"M{x0:.2f} {y0:.2f}A{outer:.2f} {outer:.2f} 0 0 1 {x1:.2f} {y1:.2f}"
        f"A{outer:.2f} {outer:.2f} 0 0 1 {x2:.2f} {y2:.2f}L{x3:.2f} {y3:.2f}"
        f"A{inner:.2f} {inner:.2f} 0 0 0 {x4:.2f} {y4:.2f}A{inner:.2f} {inner:.2f} 0 0 0 {x5:.2f} {y5:.2f}Z"
    )
