"""Finds tables that are wider than the column they stand in: the typesetter lets their words run out, and says nothing.

A table is as wide as the longest words of its columns. Those are not broken: nobody reads a column of letters.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

from framework_pdf.core.units import pt_to_mm
from framework_pdf.typesetting.boxes import PT_PER_PX, Element, boxes_in, page_box, words_of
from framework_pdf.typesetting.collisions import TOUCH

CELLS = {"td", "th"}


@dataclass(frozen=True, slots=True)
class WideTable:
    """A table that is wider than its column."""

    page: int
    """The first page that it is on."""
    element: Element
    beyond: float
    """By how much it is wider, in mm."""
    columns: int
    fitting: int
    """How many of its columns, from the first, the page has room for."""

    @property
    def rows(self) -> tuple[str, ...]:
        """The words of each row: those of the head first."""
        rows = ([words_of(cell) for cell in row if cell.tag in CELLS] for row in self.element.iter("tr"))
        return tuple(filter(None, (" ".join(filter(None, row)) for row in rows)))

    @property
    def longest_word(self) -> str:
        """The word that takes most room, or one of those."""
        return max(re.split(r"[\s\u200b-]+", " ".join(self.element.itertext())), key=len)

    @property
    def way_out(self) -> str:
        """What to do, in words."""
        shorter = f"shorten words such as “{self.longest_word}”"
        if not self.fitting:
            return f"{shorter}: its first column alone is too wide"
        fit = "1 column fits" if self.fitting == 1 else f"{self.fitting} columns fit"
        return f"{fit} of {self.columns}: make several tables of it, or rows of its columns, or {shorter}"


def wide_tables(pages: Sequence[Any]) -> tuple[WideTable, ...]:
    """Return each table that is wider than its column, once for all pages that it goes on."""
    found: dict[Element, WideTable] = {}
    for number, page in enumerate(pages, 1):
        for table, room in _tables_in(page_box(page)):
            if table.border_width() > room + TOUCH:
                widths = list(accumulate(_widths(table)))
                fitting = sum(width <= room + TOUCH for width in widths)
                beyond = pt_to_mm((table.border_width() - room) * PT_PER_PX)
                each = WideTable(number, table.element, beyond, columns=len(widths), fitting=fitting)
                found.setdefault(table.element, each)
    return tuple(found.values())


def elements_of(tables: Iterable[WideTable]) -> frozenset[Element]:
    """Return all elements of some tables."""
    return frozenset(element for table in tables for element in table.element.iter())


def _tables_in(box: Any) -> Iterator[tuple[Any, float]]:
    """Yield each table in a box, with the width of what it stands in, in CSS pixels.

    Margins below zero are meant: a table with them may be so much wider.
    """
    for child in getattr(box, "children", ()):
        below = getattr(child, "_box", child)
        if getattr(below, "is_table_wrapper", False):
            room = box.width - min(below.margin_left, 0) - min(below.margin_right, 0)
            yield from ((each, room) for each in boxes_in(below) if type(each).__name__ == "TableBox")
        else:
            yield from _tables_in(below)


def _widths(table: Any) -> Iterator[float]:
    """Yield how wide each cell of the first row is, which is how wide the columns are."""
    for box in boxes_in(table):
        if type(box).__name__ == "TableRowBox":
            yield from (cell.border_width() for cell in box.children)
            return
