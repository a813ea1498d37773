"""Numbers and addresses in, SVG out: the framework as ripples, and QR codes.

The ripples are rings, one an aspect from the middle outwards, cut into sectors, one an approach.
They work for any number of either.
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
"""The radius of the outermost ring in the picture's own units."""
CORE = 16.0
"""The radius of the disc in the middle."""
GAP = 1.1
"""The white line between cells."""
LIGHTEST = 0.5
"""How strong the colour of the last sector is; the first has it in full."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One aspect seen by one approach: its ring and sector, from 0, and its outline."""

    ring: int
    sector: int
    path: str


@dataclass(frozen=True, slots=True)
class LabelPoint:
    """A point of the picture where words or a number stand, and the turn of its baseline in degrees."""

    x: float
    y: float
    turn: float


def cells(rings: int, sectors: int) -> tuple[Cell, ...]:
    """How many rings and sectors in; out, every cell, from the middle outwards, clockwise from the top."""
    return tuple(
        Cell(ring, sector, _outline(*_radii(ring, rings), sector / sectors, (sector + 1) / sectors))
        for ring in range(rings)
        for sector in range(sectors)
    )


def ring_marks(rings: int) -> tuple[LabelPoint, ...]:
    """How many rings in; out, a point at the top of each, for its number."""
    return tuple(LabelPoint(0, -sum(_radii(ring, rings)) / 2, 0) for ring in range(rings))


def sector_marks(sectors: int, distance: float) -> tuple[LabelPoint, ...]:
    """How many sectors and how far outside the rings in; out, a point by the middle of each, for its name."""
    marks = []
    for sector in range(sectors):
        share = (sector + 0.5) / sectors
        upside_down = 0.25 < share < 0.75
        x, y = _point(OUTER + distance * (1.9 if upside_down else 1), share)
        marks.append(LabelPoint(round(x, 2), round(y, 2), round(share * 360 + (180 if upside_down else 0), 2)))
    return tuple(marks)


def cell_colour(colour: str, sector: int, sectors: int) -> str:
    """An aspect's colour and a sector in; out, the colour of the cell: lighter sector by sector."""
    step = (1 - LIGHTEST) / max(sectors - 1, 1)
    return tint(colour, 1 - sector * step)


def shaded(colour: str, sector: int, sectors: int, strongest: float = 0.32) -> str:
    """A dark ground and a sector in; out, the colour of a cell on it that is not in use."""
    return mix(colour, WHITE, strongest - sector * 0.16 / max(sectors - 1, 1))


def list_of_cells(colours: Sequence[str], sectors: int) -> tuple[tuple[Cell, str], ...]:
    """The aspects' colours and the number of sectors in; out, each cell with its colour."""
    return tuple((cell, cell_colour(colours[cell.ring], cell.sector, sectors)) for cell in cells(len(colours), sectors))


@dataclass(frozen=True, slots=True)
class Box:
    """The width and height of something on a page, in mm."""

    width: float
    height: float


class NoRoomError(Exception):
    """A picture whose least width is more than there is room for."""


def sized(picture: Picture, area: float, widest: float, highest: float, least: float | None = None) -> Box:
    """A picture, the area it is to have in mm², its most width and height and its least width in mm in; its box out.

    Pictures of one area look alike in size, whatever their shape. NoRoomError where the least width is too wide.
    """
    ratio = picture.width / picture.height
    width = min(math.sqrt(area * ratio), widest, highest * ratio)
    if least and least > width:
        width = least
    if width > widest + 0.01:
        raise NoRoomError(f"a picture needs a width of {width:g} mm, and there is room for {widest:g} mm")
    return Box(round(width, 2), round(width / ratio, 2))


@cache
def qr_code(address: str, description: str) -> Markup:
    """An address and what the code leads to in; out, the QR code as SVG with its quiet zone (ISO/IEC 18004)."""
    code = segno.make(address, error="m", micro=False)
    svg = code.svg_inline(border=4, omitsize=True, title=description, lineclass=None, svgclass="qr")
    return Markup(svg)  # noqa: S704 (segno escapes the words in it)


def _radii(ring: int, rings: int) -> tuple[float, float]:
    width = (OUTER - CORE) / rings
    return CORE + ring * width, CORE + (ring + 1) * width


def _point(radius: float, share: float) -> tuple[float, float]:
    """A radius and a share of the full turn, clockwise from the top, in; out, the point."""
    angle = share * math.tau
    return radius * math.sin(angle), -radius * math.cos(angle)


def _outline(inner: float, outer: float, start: float, end: float) -> str:
    """The ring sector between two radii and two shares of the turn, as an SVG path.

    A sector of more than half a turn is drawn in two arcs: one arc can't be a whole turn.
    """
    middle = (start + end) / 2
    (x0, y0), (x1, y1), (x2, y2) = (_point(outer, share) for share in (start, middle, end))
    (x3, y3), (x4, y4), (x5, y5) = (_point(inner, share) for share in (end, middle, start))
    return (
        f"M{x0:.2f} {y0:.2f}A{outer:.2f} {outer:.2f} 0 0 1 {x1:.2f} {y1:.2f}"
        f"A{outer:.2f} {outer:.2f} 0 0 1 {x2:.2f} {y2:.2f}L{x3:.2f} {y3:.2f}"
        f"A{inner:.2f} {inner:.2f} 0 0 0 {x4:.2f} {y4:.2f}A{inner:.2f} {inner:.2f} 0 0 0 {x5:.2f} {y5:.2f}Z"
    )
