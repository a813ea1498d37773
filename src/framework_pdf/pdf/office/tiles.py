"""Tiles: a page that is larger than the sheets, shown in parts, each on a sheet of its own, to be joined.

Pure arithmetic, with lengths in mm from the upper left corner. Each part shows a strip of the next one too: that one is
cut at its upper and left edge, and glued on the strip.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil, floor

from framework_pdf.core.units import A4, mm_to_pt, pt_to_mm
from framework_pdf.pdf.office.imposition import ROUNDING
from framework_pdf.pdf.office.marks import LENGTH
from framework_pdf.products.office_job import OfficeJob

OVERLAP = 10
"""How much of a part its neighbour shows, too: room for a strip of glue."""
MARGIN = 6
"""The room around a part for its marks, within what the printer reaches."""
GAP = 1
"""From a part to its marks."""
MOST = 400
"""How many sheets a page may need: forty square metres on A4."""


@dataclass(frozen=True, slots=True)
class Tile:
    """A part of a page: its row and column from 0, and where it begins on the page."""

    row: int
    column: int
    left: float
    top: float


@dataclass(frozen=True, slots=True)
class Mark:
    """A level or upright line in the margin, by its ends: to cut at, or where the edge of the next part will lie."""

    start: tuple[float, float]
    end: tuple[float, float]
    is_cut: bool


@dataclass(frozen=True, slots=True)
class Tiling:
    """How a page is divided. Parts begin at whole points, so that what is drawn across a join is drawn alike."""

    page: tuple[float, float]
    """The width and height of the page."""
    width: float
    """Of a sheet."""
    height: float
    columns: int
    rows: int

    @property
    def step(self) -> tuple[float, float]:
        """From one part to the next, across and down."""
        return _share(self.page[0], self.columns), _share(self.page[1], self.rows)

    def size(self, tile: Tile) -> tuple[float, float]:
        """Return the width and height of a part with the strips of its neighbours; the last has the rest."""
        across, down = self.step
        return (
            self.page[0] - tile.left if tile.column == self.columns - 1 else across + OVERLAP,
            self.page[1] - tile.top if tile.row == self.rows - 1 else down + OVERLAP,
        )

    def place(self, tile: Tile) -> tuple[float, float]:
        """Return where a part stands on its sheet: in the middle."""
        width, height = self.size(tile)
        return _whole_points((self.width - width) / 2), _whole_points((self.height - height) / 2)

    def tiles(self) -> Iterator[Tile]:
        """Yield all parts, row by row."""
        across, down = self.step
        for row in range(self.rows):
            for column in range(self.columns):
                yield Tile(row, column, column * across, row * down)

    def marks(self, tile: Tile) -> Iterator[Mark]:
        """Yield the marks around a part: where it is cut, and where its neighbours will lie."""
        (left, top), (width, height) = self.place(tile), self.size(tile)
        right, bottom = left + width, top + height
        is_last = tile.column == self.columns - 1, tile.row == self.rows - 1
        for x, is_cut in ((left, True), (right if is_last[0] else right - OVERLAP, is_last[0])):
            yield Mark((x, top - GAP), (x, top - GAP - LENGTH), is_cut)
            yield Mark((x, bottom + GAP), (x, bottom + GAP + LENGTH), is_cut)
        for y, is_cut in ((top, True), (bottom if is_last[1] else bottom - OVERLAP, is_last[1])):
            yield Mark((left - GAP, y), (left - GAP - LENGTH, y), is_cut)
            yield Mark((right + GAP, y), (right + GAP + LENGTH, y), is_cut)


def tiling(page: tuple[float, float], job: OfficeJob) -> Tiling | None:
    """Return the division of a page that needs the fewest sheets, upright or in landscape.

    Returns:
        None where one sheet takes the page as it is.

    Raises:
        ValueError: The sheets are too small for it.

    """
    paper = job.paper or A4
    sides = [(paper.width, paper.height), (paper.height, paper.width)]
    if any(page[0] <= width + ROUNDING and page[1] <= height + ROUNDING for width, height in sides):
        return None
    ways = [
        Tiling(page, width, height, columns=_count(page[0], width, job.edge), rows=_count(page[1], height, job.edge))
        for width, height in sides
    ]
    best = min(ways, key=lambda way: way.columns * way.rows)
    if best.columns * best.rows > MOST:
        raise ValueError("the sheets are too small for the page")
    return best


def _count(length: float, sheet: float, edge: float) -> int:
    """Return on how many sheets so much of a page is shown, each with room for its marks."""
    room = floor(mm_to_pt(sheet - 2 * edge - 2 * MARGIN - OVERLAP))
    return ceil(mm_to_pt(length - OVERLAP) / room) if room > 0 else MOST + 1


def _share(length: float, count: int) -> float:
    """Return how far it is from one part of a length to the next, where all are alike but for a point or so."""
    return pt_to_mm(ceil(round(mm_to_pt(length - OVERLAP) / count, 6)))


def _whole_points(length: float) -> float:
    return pt_to_mm(floor(mm_to_pt(length)))
