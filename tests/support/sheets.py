"""Sheets of paper, printed on both sides and turned over."""

from collections.abc import Sequence

from framework_pdf.pdf.office.imposition import Sheet, Side
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


def drawn(sheets: Sequence[Sheet]) -> str:
    """Return sheets as a line: `8 1 | 2 7 / 6 3 | 4 5`. `2*` is a page upside down, `-` an empty place."""

    def side(rows: Side) -> str:
        return ", ".join(
            " ".join(f"{each.page}{'*' * each.turned}" if each.page else "-" for each in row) for row in rows
        )

    return " / ".join(f"{side(sheet.front)} | {side(sheet.back)}" for sheet in sheets)
