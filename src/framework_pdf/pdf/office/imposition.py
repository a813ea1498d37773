"""Imposition: how many pages there are in; out, which of them stands where on which sheet.

Pure arithmetic, lengths in mm. Pages are counted from 1. A side is a grid of places, row by row; a back is as it lies
in the printer's file: what one sees of it when the sheet was turned over as the printer does.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from framework_pdf.core.units import SHEETS, Paper
from framework_pdf.products.office_job import Flip, OfficeJob

ROUNDING = 0.1
"""Sizes are rounded: two A5 pages are 296 mm wide, and programs say 209.97 for 210."""


@dataclass(frozen=True, slots=True)
class PagePlace:
    """What stands at one place of a side."""

    page: int | None
    """None: nothing."""
    turned: bool = False
    """Whether it stands on its head."""


Side = tuple[tuple[PagePlace, ...], ...]
"""Rows of places, from the top; each from the left."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of paper."""

    front: Side
    back: Side
    depth: int = 0
    """How many sheets lie around it when it is folded."""


@dataclass(frozen=True, slots=True)
class SheetLayout:
    """The sheets of a job, and how large everything is on them."""

    sheets: tuple[Sheet, ...]
    width: float
    height: float
    scale: float
    """How large pages are, against what they are: 1 at the most."""


def layout(pages: int, page: tuple[float, float], work: OfficeJob) -> SheetLayout:
    """How many pages, their width and height and how they are to be printed, in; out, the sheets."""
    paper = work.paper or _smallest(page, work)
    scale, is_wide = _scale(page, work.grid, paper)
    width, height = (paper.height, paper.width) if is_wide else (paper.width, paper.height)
    flip = work.flip or (Flip.SHORT if is_wide else Flip.LONG)
    if work.is_folded:
        return SheetLayout(saddle_stitched(pages, flip, is_wide), width, height, scale)
    return SheetLayout(gathered(pages, *work.grid, work.sides, flip, is_wide), width, height, scale)


def _smallest(page: tuple[float, float], work: OfficeJob) -> Paper:
    """A page and the work in; out, the smallest paper that takes it as large as it is, or the largest that there is."""
    by_size = sorted(SHEETS.values(), key=lambda paper: paper.width * paper.height)
    fits = (paper for paper in by_size if paper.name.startswith("A") and _scale(page, work.grid, paper)[0] == 1)
    return next(fits, by_size[-1])


def _scale(page: tuple[float, float], grid: tuple[int, int], paper: Paper) -> tuple[float, bool]:
    """A page, the columns and rows of a side and the paper in; out, the scale, and whether the paper lies wide."""
    high, wide = (
        min(1.0, (across + ROUNDING) / grid[0] / page[0], (down + ROUNDING) / grid[1] / page[1])
        for across, down in ((paper.width, paper.height), (paper.height, paper.width))
    )
    return max(high, wide), wide > high or (wide == high and grid[0] > grid[1])


def saddle_stitched(pages: int, flip: Flip = Flip.SHORT, is_wide: bool = True) -> tuple[Sheet, ...]:
    """Pages, the printer's way and whether sheets lie wide, in; out, the sheets of a booklet, the outermost first.

    Two pages stand side by side, so it does unless they are narrow: `8 1 | 2 7 / 6 3 | 4 5`. Where pages do not fill
    the sheets, the last stays the last, and places before it stay empty.
    """
    last = -(-pages // 4) * 4

    def at(*positions: int) -> Side:
        return _grid([_page_at(position, pages, last) for position in positions], 2)

    return tuple(
        Sheet(
            at(last - 2 * depth, 2 * depth + 1),
            _as_turned(at(2 * depth + 2, last - 2 * depth - 1), flip, is_wide),
            depth,
        )
        for depth in range(last // 4)
    )


def _page_at(position: int, pages: int, last: int) -> int | None:
    """A place in a booklet, how many pages there are and its last place, in; out, the page there."""
    if position == last and pages > 1:
        return pages
    return position if position < pages or position == pages == 1 else None


def gathered(
    pages: int, columns: int, rows: int, sides: int = 1, flip: Flip = Flip.LONG, is_wide: bool = False
) -> tuple[Sheet, ...]:
    """Pages, the columns and rows of a side, how many pages a leaf has (1 or 2), and the printer's way in; out, sheets.

    Leaves stand in order, row by row, and the two pages of one back to back; at the end places stay empty.
    """
    leaves = [(page, page + 1 if sides == 2 and page < pages else None) for page in range(1, pages + 1, sides)]
    each = columns * rows
    return tuple(
        Sheet(
            _grid([front for front, _ in some], columns, rows),
            _as_turned(_mirrored(_grid([back for _, back in some], columns, rows)), flip, is_wide),
        )
        for some in (leaves[first : first + each] for first in range(0, len(leaves), each))
    )


def back_is_turned(flip: Flip) -> bool:
    """Return whether the back of one upright page stands on its head in the file."""
    ((place,),) = gathered(2, columns=1, rows=1, sides=2, flip=flip)[0].back
    return place.turned


def _grid(pages: Sequence[int | None], columns: int, rows: int = 1) -> Side:
    every = [*map(PagePlace, pages), *[PagePlace(None)] * (columns * rows - len(pages))]
    return tuple(tuple(every[row * columns : (row + 1) * columns]) for row in range(rows))


def _mirrored(side: Side) -> Side:
    return tuple(row[::-1] for row in side)


def _as_turned(back: Side, flip: Flip, is_wide: bool) -> Side:
    """A back as it is when a sheet is turned like a leaf of a book, and the printer's way in; out, it for that way.

    A wide sheet is turned like that about its short edge, a high one about its long edge. About the other one it
    comes out on its head, and so must be on its head in the file.
    """
    if (flip is Flip.SHORT) is is_wide:
        return back
    return tuple(tuple(PagePlace(each.page, not each.turned) for each in row[::-1]) for row in back[::-1])


def drawn(sheets: Sequence[Sheet]) -> str:
    """Sheets in; out, how they look: `8 1 | 2 7 / 6 3 | 4 5`. `2*` stands on its head; `-` is empty."""

    def side(rows: Side) -> str:
        return ", ".join(
            " ".join(f"{each.page}{'*' * each.turned}" if each.page else "-" for each in row) for row in rows
        )

    return " / ".join(f"{side(sheet.front)} | {side(sheet.back)}" for sheet in sheets)
