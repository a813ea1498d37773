"""Draws the framework as ripples, and QR codes, and finds the size of logos on a page.

Ripples are rings, one for each aspect from the middle outwards, cut into sectors, one for each approach. They work for
any number of either.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from unicodedata import bidirectional, category, east_asian_width, normalize

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
SMALLEST_TURN = 1 / 6
"""The share of a full turn up to which one arc is drawn: PDF has none, and curves stand in for them."""
LEAST_HALF = OUTER + 22
"""Half the width of the picture with words around it, in its own units."""
MOST_HALF = 149.0
"""The most that longer words may make of it: the words of the smallest picture would be under 12 pt beyond."""
NAME_SIZE = 10.4
"""The size of the names of sectors, in the picture's own units."""
NAME_LINE = 11.5
"""From one line of a name to the next."""
WIDE, USUAL = 1.0, 0.6
"""How wide a character is at most, as a share of the size of its type: one of East Asia, and any other."""
LARGEST_NUMBER, LEAST_NUMBER = 8.6, 8.05
"""The size of the numbers of rings: as large as they are at most, and as small as 12 pt are in print."""
MARKS = {"Mn", "Mc", "Cf"}
"""The categories of characters that are written on, around or between others, or join them."""
TO_THE_LEFT = {"R", "AL"}
"""The directions of letters of which most join, and all run the other way (UAX #9)."""
MONGOLIAN = range(0x1800, 0x18B0)
"""Letters that join, though they do not run the other way."""
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


@dataclass(frozen=True, slots=True)
class PictureWords:
    """What stands in and around the picture, as far as it can be read there."""

    half: float
    """Half the width and height of the picture with its words."""
    number_size: float | None
    """The size of the numbers of rings; None: they would be too small, and only the key has them."""
    number_radius: float
    """The radius of the disc that a number stands on."""
    names: tuple[tuple[LabelPoint, str], ...]
    """Each line of the names of sectors, or a letter for each name, which the key explains."""
    letters: tuple[str, ...] | None
    """The letters that stand for the names of sectors, where those can't be set around the picture."""


def picture_words(names: Sequence[str], rings: int) -> PictureWords:
    """Find what of the names of sectors and the numbers of rings can be read in the picture, and where."""
    names = [normalize("NFC", name) for name in names]
    lines = None if any(map(_joins, names)) else _names_in_lines(names)
    letters = None if lines else tuple(_letter(number) for number in range(len(names)))
    lines = lines or [[letter] for letter in letters or ()]
    half = max(LEAST_HALF, _half(lines))
    width = (OUTER - CORE) / rings
    size = max(min(LARGEST_NUMBER, 0.614 * width), LEAST_NUMBER * half / LEAST_HALF)
    return PictureWords(
        half=half,
        number_size=round(size, 3) if 1.25 * size <= width else None,
        number_radius=round(min(0.7 * size, 0.48 * width), 3),
        names=tuple(
            (_name_point(sector, len(lines), row, len(words)), line)
            for sector, words in enumerate(lines)
            for row, line in enumerate(words)
        ),
        letters=letters,
    )


def _joins(name: str) -> bool:
    """Tell whether letters of a name join or stack: WeasyPrint sets the words of a drawing letter by letter."""
    return any(category(each) in MARKS or bidirectional(each) in TO_THE_LEFT or ord(each) in MONGOLIAN for each in name)


def _letter(number: int) -> str:
    """Return the letter for a sector, from 0: A to Z, then AA to AZ and on."""
    first, last = divmod(number, 26)
    return (_letter(first - 1) if first else "") + chr(ord("A") + last)


def _names_in_lines(names: Sequence[str]) -> list[list[str]] | None:
    """Return the lines of each name, one or two, where all names have room around the picture."""
    room = 2 * (OUTER + 2) * math.tan(math.pi / len(names)) - 6 if len(names) > 2 else math.inf
    for split in (False, True):
        lines = [_in_two(name) if split and _width(name) > 60 else [name] for name in names]
        if _half(lines) <= MOST_HALF and all(_width(line) <= room for words in lines for line in words):
            return lines
    return None


def _in_two(name: str) -> list[str]:
    """Return a name in two lines of about the same length, or in one where it is a word."""
    spaces = [place for place, character in enumerate(name) if character == " "]
    if not spaces:
        return [name]
    middle = min(spaces, key=lambda place: abs(place - len(name) / 2))
    return [name[:middle], name[middle + 1 :]]


def _width(line: str) -> float:
    """Return how wide a line of a name is at most, in the picture's own units."""
    return NAME_SIZE * sum(WIDE if east_asian_width(character) in "WF" else USUAL for character in line)


def _half(lines: Sequence[Sequence[str]]) -> float:
    """Return half the width of the square around the middle that holds all lines of names."""
    farthest = 0.0
    for sector, words in enumerate(lines):
        for row, line in enumerate(words):
            point = _name_point(sector, len(lines), row, len(words))
            turn, across = math.radians(point.turn), _width(line) / 2
            for side, above in ((-across, -0.8), (across, -0.8), (-across, 0.25), (across, 0.25)):
                x = point.x + side * math.cos(turn) - above * NAME_SIZE * math.sin(turn)
                y = point.y + side * math.sin(turn) + above * NAME_SIZE * math.cos(turn)
                farthest = max(farthest, abs(x), abs(y))
    return round(farthest + 1, 2)


def _name_point(sector: int, sectors: int, row: int, rows: int) -> LabelPoint:
    """Return the middle of the baseline of a line of a sector's name, outside the rings, from the sector's middle."""
    share = (sector + 0.5) / sectors
    upside_down = 0.25 < share < 0.75
    outwards = row if upside_down else rows - 1 - row
    x, y = _point(OUTER + (9.5 if upside_down else 5) + outwards * NAME_LINE, share)
    return LabelPoint(round(x, 2), round(y, 2), round(share * 360 + (180 if upside_down else 0), 2))


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

    A sector of a full turn is a ring without ends.
    """
    inner, outer = radii
    whole = end - start == 1
    there, back = _arcs(outer, start, end, clockwise=True), _arcs(inner, end, start, clockwise=False)
    return f"M{_at(outer, start)}{there}{'ZM' if whole else 'L'}{_at(inner, end)}{back}Z"


def _arcs(radius: float, start: float, end: float, *, clockwise: bool) -> str:
    """Return arcs of a radius from one share of the full turn to another, of the same length, each short enough."""
    count = max(2, math.ceil(abs(end - start) / SMALLEST_TURN - 0.01))
    places = (start + (end - start) * step / count for step in range(1, count + 1))
    return "".join(f"A{radius:.2f} {radius:.2f} 0 0 {int(clockwise)} {_at(radius, place)}" for place in places)


def _at(radius: float, share: float) -> str:
    """Return a point as a path has it."""
    x, y = _point(radius, share)
    return f"{x:.2f} {y:.2f}"
