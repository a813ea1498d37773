"""Sheets of paper, printed on both sides and turned over."""

from framework_pdf.pdf.office.imposition import Side
from framework_pdf.products.office_job import Flip


def places(side: Side) -> dict[tuple[int, int], tuple[int | None, bool]]:
    return {
        (row, column): (place.page, place.turned) for row, line in enumerate(side) for column, place in enumerate(line)
    }


def behind(side: Side, flip: Flip, is_wide: bool) -> dict[tuple[int, int], tuple[int | None, bool]]:
    """Return what lies behind each place of the front, and whether it is on its head.

    Turned about an upright edge, left and right change places; about a level one, top and bottom do, and all stands on
    its head.
    """
    rows, columns = len(side), len(side[0])
    upright = (flip is Flip.SHORT) is is_wide
    return {
        (row if upright else rows - 1 - row, columns - 1 - column if upright else column): (page, turned is upright)
        for (row, column), (page, turned) in places(side).items()
    }
