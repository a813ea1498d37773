"""Imposition: which page stands where on which sheet.

Pure arithmetic, with lengths in mm and pages counted from 1. A side is a grid of places. The back is described as it
lies in the printer's file: as one sees it once the sheet has been turned over the way the printer does it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil, floor

from framework_pdf.core.units import SHEETS, Paper
from framework_pdf.products.office_job import BindingEdge, Flip, OfficeJob

ROUNDING = 0.1
"""How far, in mm, pages may exceed the paper and still stand at full size, because sizes are rounded: two A5 pages are
296 mm wide, A4 is 297 mm long, and programs write 209.97 for 210."""
FILLED = 2
"""A paper with no more than this beside the pages, in mm, is the one that they were made for."""
BULK = 1.25
"""The thickness of usual office paper, in thousandths of a millimetre for each g/m²."""
MOST_CREEP = 3
"""How far, in mm, inner pages may be moved towards the fold: more takes words into it."""
MOST_ACROSS = 100
"""How many pages fill a sheet in each direction at the most."""
STAPLED = 1.6
"""How thick a stack is that an office stapler takes, in mm: 16 sheets of 80 g/m²."""


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
    columns: int
    rows: int
    backs_are_turned: bool
    """Whether backs are upside down in the file."""

    @property
    def signatures(self) -> tuple[int, ...]:
        """How many sheets are folded together in each part of a booklet; leaves are cut apart one by one."""
        starts = [number for number, sheet in enumerate(self.sheets) if not sheet.depth]
        return tuple(end - start for start, end in zip(starts, [*starts[1:], len(self.sheets)], strict=True))


def layout(
    pages: int, page: tuple[float, float], job: OfficeJob, binding: BindingEdge = BindingEdge.LEFT
) -> SheetLayout:
    """Lay pages out on sheets as a job asks for it.

    Args:
        pages: How many there are.
        page: Their width and height in mm.
        binding: At which edge a booklet is bound where the job does not say it.

    """
    if job.fold_over:
        page = (2 * page[0], page[1])  # one leaf, open
    paper = job.paper or _usual_paper(page, job)
    way = _best_way(page, job, paper)
    width, height = (paper.height, paper.width) if way.is_wide else (paper.width, paper.height)
    flip = job.flip or (Flip.SHORT if way.is_wide else Flip.LONG)
    if job.is_folded:
        most, at_right = _most_folded(pages, job), (job.binding or binding) is BindingEdge.RIGHT
        sheets = saddle_stitched(pages, flip, way.is_wide, most=most, at_right=at_right)
    elif job.fold_over:
        sheets = folded_over(pages, columns=way.columns, rows=way.rows)
    else:
        sheets = n_up(
            pages,
            columns=way.columns,
            rows=way.rows,
            places=way.places,
            sides=job.sides,
            flip=flip,
            is_wide=way.is_wide,
        )
    columns = 2 * way.columns if job.fold_over else way.columns
    is_turned = back_is_turned(flip, way.is_wide)
    return SheetLayout(sheets, width, height, way.scale, columns=columns, rows=way.rows, backs_are_turned=is_turned)


def _usual_paper(page: tuple[float, float], job: OfficeJob) -> Paper:
    """Return the office paper that pages fill, or the smallest of the A series that takes them, or else the largest."""
    by_size = sorted(SHEETS.values(), key=lambda paper: paper.width * paper.height)
    ways = [(paper, _best_way(page, job, paper)) for paper in by_size]
    filled = (paper for paper, way in ways if way.scale == 1 and way.left_over <= FILLED)
    fits = (paper for paper, way in ways if way.scale == 1 and paper.name.startswith("A"))
    return next(filled, None) or next(fits, by_size[-1])


@dataclass(frozen=True, slots=True)
class _Way:
    """A way to place pages on a side."""

    columns: int
    rows: int
    places: int
    """How many pages there are, of all that the grid has room for."""
    scale: float
    left_over: float
    """The most, in mm, that the paper is wider or higher than what stands on it."""
    is_whole: bool
    """Whether all of it is printed: at its own size, clear of what the printer can't reach."""
    is_wide: bool
    """Whether the paper is in landscape."""


def _best_way(page: tuple[float, float], job: OfficeJob, paper: Paper) -> _Way:
    """Return the way with the most pages on a side, as large as they can be, whole, with the fewest empty places."""
    return max(
        _ways(page, job, paper),
        key=lambda way: (
            way.places,
            way.scale,
            way.is_whole,
            -way.columns * way.rows,
            -abs(way.columns - way.rows),
            way.columns,
            way.is_wide is (way.columns > way.rows),
        ),
    )


def _ways(page: tuple[float, float], job: OfficeJob, paper: Paper) -> Iterator[_Way]:
    """Yield each way to place pages on a paper, upright or in landscape."""
    for is_wide in (False, True):
        across, down = (paper.height, paper.width) if is_wide else (paper.width, paper.height)
        for columns, rows in _grids(page, job, (across, down)):
            room = (across + ROUNDING) / columns / page[0], (down + ROUNDING) / rows / page[1]
            beside = across - columns * page[0], down - rows * page[1]
            places = job.n_up if isinstance(job.n_up, int) else columns * rows
            yield _Way(
                columns,
                rows,
                places,
                scale=min(1.0, *room),
                left_over=max(beside),
                is_whole=min(beside) + ROUNDING >= 2 * job.edge,
                is_wide=is_wide,
            )


def _grids(page: tuple[float, float], job: OfficeJob, area: tuple[float, float]) -> list[tuple[int, int]]:
    """Return the columns and rows that a job can have on a side of this width and height."""
    if job.tiles:
        return [(1, 1)]
    if job.n_up is None:
        return [(2, 1)]
    if isinstance(job.n_up, int):
        return [(columns, ceil(job.n_up / columns)) for columns in range(1, job.n_up + 1)]
    fits = [floor((length - 2 * job.edge + ROUNDING) / side) for length, side in zip(area, page, strict=True)]
    if min(fits) < 1:  # not even one is whole this way, so there is no reason to have several
        return [(1, 1)]
    columns, rows = (min(number, MOST_ACROSS) for number in fits)
    return [(columns, rows)]


def saddle_stitched(
    pages: int, flip: Flip = Flip.SHORT, is_wide: bool = True, *, most: int | None = None, at_right: bool = False
) -> tuple[Sheet, ...]:
    """Return the sheets of a booklet, the outermost first, with two pages side by side: `8 1 | 2 7 / 6 3 | 4 5`.

    If pages do not fill the sheets, the last page stays the last, and places before it stay empty.

    Args:
        pages: How many there are.
        flip: The edge about which the printer turns sheets.
        is_wide: Whether sheets are in landscape, as they are unless pages are narrow.
        most: How many sheets are folded together at the most: the booklet is divided into signatures, as even as can
            be, one after another. None: all are.
        at_right: Whether it is bound at the right: pages change sides.

    """
    empty = [None] * (-pages % 4)
    order = [*range(1, pages), *empty, pages] if pages > 1 else [1, *empty]
    is_turned, sheets = back_is_turned(flip, is_wide), []
    for signature in _divided(order, most):
        for first in range(0, len(signature) // 2, 2):
            outer = (signature[-1 - first], signature[-2 - first])
            inner = (signature[first], signature[first + 1])
            leaves = [inner, outer] if at_right else [outer, inner]
            sheets.append(_sheet(leaves, (2, 1), is_turned=is_turned, depth=first // 2))
    return tuple(sheets)


def _divided(order: Sequence[int | None], most: int | None) -> Iterator[Sequence[int | None]]:
    """Yield the pages of each signature of a booklet, four a sheet, so that none has more sheets than the most."""
    sheets = len(order) // 4
    parts = ceil(sheets / most) if most else 1
    least, longer = divmod(sheets, parts)
    start = 0
    for part in range(parts):
        end = start + 4 * (least + (part < longer))
        yield order[start:end]
        start = end


def _most_folded(pages: int, job: OfficeJob) -> int | None:
    """Return how many sheets are folded together at the most: what is asked for, or no more than are stapled.

    All are, unless inner pages were moved too far then.
    """
    thickness = thickness_of(job.weight)
    creep = (ceil(pages / 4) - 1) * thickness
    return job.signature or (stapled(job.weight) if creep > MOST_CREEP else None)


def thickness_of(weight: float) -> float:
    """Return the thickness of paper in mm, given its weight in g/m²."""
    return weight * BULK / 1000


def stapled(weight: float) -> int:
    """Return how many sheets of a booklet an office stapler takes, of paper with this weight in g/m²."""
    return max(1, round(STAPLED / thickness_of(weight)))


def n_up(
    pages: int,
    *,
    columns: int,
    rows: int,
    places: int | None = None,
    sides: int = 1,
    flip: Flip = Flip.LONG,
    is_wide: bool = False,
) -> tuple[Sheet, ...]:
    """Return sheets with several leaves on each, to be cut apart.

    Leaves stand in order, row by row, and the two pages of a leaf back to back. Places at the end stay empty.

    Args:
        pages: How many there are.
        columns: Of a side.
        rows: Of a side.
        places: How many leaves a sheet has, if not one in each place.
        sides: How many pages a leaf has: 1 or 2.
        flip: The edge about which the printer turns sheets.
        is_wide: Whether sheets are in landscape.

    """
    leaves = [(page, page + 1 if sides == 2 and page < pages else None) for page in range(1, pages + 1, sides)]
    on_sheet, is_turned = places or columns * rows, back_is_turned(flip, is_wide)
    by_sheet = (leaves[first : first + on_sheet] for first in range(0, len(leaves), on_sheet))
    return tuple(_sheet(each, (columns, rows), is_turned=is_turned) for each in by_sheet)


def folded_over(pages: int, *, columns: int, rows: int) -> tuple[Sheet, ...]:
    """Return sheets with leaves that are open, each its front with the back at its right: folded, both are upright.

    Args:
        pages: How many there are.
        columns: Of leaves on a side.
        rows: Of leaves on a side.

    """
    on_sheet, per_row = 2 * columns * rows, 2 * columns
    sheets = []
    for first in range(1, pages + 1, on_sheet):
        numbers = [page if page <= pages else None for page in range(first, first + on_sheet)]
        lines = (numbers[start : start + per_row] for start in range(0, on_sheet, per_row))
        sheets.append(Sheet(tuple(tuple(map(PagePlace, line)) for line in lines), ()))
    return tuple(sheets)


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
