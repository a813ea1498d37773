"""Imposition: which page stands where on which sheet.

Pure arithmetic, with lengths in mm and pages counted from 1. A side is a grid of places. The back is described as it
lies in the printer's file: as one sees it once the sheet has been turned over the way the printer does it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from framework_pdf.core.units import SHEETS, Paper
from framework_pdf.products.office_job import Flip, OfficeJob

ROUNDING = 0.1
"""How far, in mm, pages may exceed the paper and still stand at full size, because sizes are rounded: two A5 pages are
296 mm wide, A4 is 297 mm long, and programs write 209.97 for 210."""


@dataclass(frozen=True, slots=True)
class PagePlace:
    """A place on a side, and the page in it."""

    page: int | None
    """None if the place is empty."""
    turned: bool = False
    """Whether the page is upside down."""


Leaf = tuple[int | None, int | None]
"""The pages on its front and its back."""
Side = tuple[tuple[PagePlace, ...], ...]
"""Rows of places from the top, each from the left."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of paper, with what is printed on it."""

    front: Side
    back: Side
    depth: int = 0
    """How many sheets lie around it in a folded booklet."""


@dataclass(frozen=True, slots=True)
class SheetLayout:
    """The sheets of a job, their size, and the scale of the pages on them."""

    sheets: tuple[Sheet, ...]
    width: float
    height: float
    scale: float
    """The size of pages on the sheets relative to their own size: 1 at the most."""


def layout(pages: int, page: tuple[float, float], job: OfficeJob) -> SheetLayout:
    """Lay pages out on sheets as a job asks for it.

    Args:
        pages: How many there are.
        page: Their width and height in mm.

    """
    paper = job.paper or _smallest_paper(page, job)
    scale, is_wide = _scale(page, job.grid, paper)
    width, height = (paper.height, paper.width) if is_wide else (paper.width, paper.height)
    flip = job.flip or (Flip.SHORT if is_wide else Flip.LONG)
    if job.is_folded:
        return SheetLayout(saddle_stitched(pages, flip, is_wide), width, height, scale)
    columns, rows = job.grid
    sheets = n_up(pages, columns=columns, rows=rows, sides=job.sides, flip=flip, is_wide=is_wide)
    return SheetLayout(sheets, width, height, scale)


def _smallest_paper(page: tuple[float, float], job: OfficeJob) -> Paper:
    """Return the smallest paper that takes pages at full size, or the largest paper that there is."""
    by_size = sorted(SHEETS.values(), key=lambda paper: paper.width * paper.height)
    fits = (paper for paper in by_size if paper.name.startswith("A") and _scale(page, job.grid, paper)[0] == 1)
    return next(fits, by_size[-1])


def _scale(page: tuple[float, float], grid: tuple[int, int], paper: Paper) -> tuple[float, bool]:
    """Return the scale at which a grid of pages fits on a paper, and whether the paper is in landscape then.

    Args:
        page: Width and height of a page in mm.
        grid: Columns and rows of a side.

    """
    high, wide = (
        min(1.0, (across + ROUNDING) / grid[0] / page[0], (down + ROUNDING) / grid[1] / page[1])
        for across, down in ((paper.width, paper.height), (paper.height, paper.width))
    )
    return max(high, wide), (wide, grid[0]) > (high, grid[1])


def saddle_stitched(pages: int, flip: Flip = Flip.SHORT, is_wide: bool = True) -> tuple[Sheet, ...]:
    """Return the sheets of a booklet, the outermost first, with two pages side by side: `8 1 | 2 7 / 6 3 | 4 5`.

    If pages do not fill the sheets, the last page stays the last, and places before it stay empty.

    Args:
        pages: How many there are.
        flip: The edge about which the printer turns sheets.
        is_wide: Whether sheets are in landscape, as they are unless pages are narrow.

    """
    empty = [None] * (-pages % 4)
    order = [*range(1, pages), *empty, pages] if pages > 1 else [1, *empty]
    is_turned, sheets = back_is_turned(flip, is_wide), []
    for first in range(0, len(order) // 2, 2):
        leaves = [(order[-1 - first], order[-2 - first]), (order[first], order[first + 1])]
        sheets.append(_sheet(leaves, (2, 1), is_turned=is_turned, depth=first // 2))
    return tuple(sheets)


def n_up(
    pages: int, *, columns: int, rows: int, sides: int = 1, flip: Flip = Flip.LONG, is_wide: bool = False
) -> tuple[Sheet, ...]:
    """Return sheets with several leaves on each, to be cut apart.

    Leaves stand in order, row by row, and the two pages of a leaf back to back. Places at the end stay empty.

    Args:
        pages: How many there are.
        columns: Of a side.
        rows: Of a side.
        sides: How many pages a leaf has: 1 or 2.
        flip: The edge about which the printer turns sheets.
        is_wide: Whether sheets are in landscape.

    """
    leaves = [(page, page + 1 if sides == 2 and page < pages else None) for page in range(1, pages + 1, sides)]
    on_sheet, is_turned = columns * rows, back_is_turned(flip, is_wide)
    by_sheet = (leaves[first : first + on_sheet] for first in range(0, len(leaves), on_sheet))
    return tuple(_sheet(each, (columns, rows), is_turned=is_turned) for each in by_sheet)


def back_is_turned(flip: Flip, is_wide: bool = False) -> bool:
    """Return whether backs must be upside down in the file, as they come out upside down.

    That is where the printer turns sheets about the other edge than a book turns its leaves, which turn about the short
    edge of a sheet in landscape, and about the long edge of one in portrait.
    """
    return (flip is Flip.SHORT) is not is_wide


def _sheet(leaves: Sequence[Leaf], grid: tuple[int, int], *, is_turned: bool, depth: int = 0) -> Sheet:
    """Return a sheet with leaves row by row, the two pages of each back to back; places at the end stay empty.

    Args:
        leaves: The leaves.
        grid: Columns and rows of a side.
        is_turned: Whether the back is upside down.
        depth: How many sheets lie around it in a folded booklet.

    """
    columns, rows = grid
    places = [*leaves, *[(None, None)] * (columns * rows - len(leaves))]
    lines = [places[first : first + columns] for first in range(0, len(places), columns)]
    front = tuple(tuple(PagePlace(page) for page, _ in line) for line in lines)
    back_lines = lines[::-1] if is_turned else [line[::-1] for line in lines]
    back = tuple(tuple(PagePlace(page, turned=is_turned) for _, page in line) for line in back_lines)
    return Sheet(front, back, depth)
