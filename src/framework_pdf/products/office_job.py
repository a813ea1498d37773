"""How an office printer is to print an edition."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from framework_pdf.core.units import Paper

EDGE, WEIGHT = 5, 80
"""What is usual: office printers leave some mm white, and their paper has 80 g/m²."""


class InkMode(StrEnum):
    """With what an office printer prints."""

    COLOUR = "colour"
    GREY = "grey"
    """Black alone: what colours tell apart, shades of grey do."""
    SAVER = "saver"
    """As little as possible: outlines where areas would be filled."""


class Flip(StrEnum):
    """About which of its edges a duplex printer turns a sheet over."""

    SHORT = "short-edge"
    LONG = "long-edge"


class BindingEdge(StrEnum):
    """At which edge the pages of a booklet are bound: what is read from right to left is bound at the right."""

    LEFT = "left"
    RIGHT = "right"


FILL: Literal["fill"] = "fill"
"""In place of a number of pages a side: as many as are printed whole, as large as they are."""


@dataclass(frozen=True, slots=True)
class OfficeJob:
    """How a printer is to print pages."""

    n_up: int | Literal["fill"] | None = None
    """How many pages stand on a side, each to be cut out. None: a booklet, stapled at its fold, or pages in tiles."""
    tiles: bool = False
    """Whether each page stands alone, and one that no sheet takes is shown in parts on several, to be joined."""
    fold_over: bool = False
    """Whether the two pages of a leaf stand side by side on one side of a sheet, to be folded between and glued."""
    duplex: bool = False
    """Whether sheets are printed on both sides where leaves are folded over otherwise."""
    sides: int = 1
    """How many pages a leaf has that is cut out, front and back of a sheet: 1 or 2."""
    paper: Paper | None = None
    """In the printer. None: the smallest that takes the pages as large as they are."""
    flip: Flip | None = None
    """How the printer turns a sheet. None: as one turns the leaf of a book."""
    shift: tuple[float, float] = (0, 0)
    """How far backs are moved, to the right and down as one looks at them upright, in mm: where they lie off fronts."""
    edge: float = EDGE
    """How far from each edge of the paper nothing can be printed."""
    weight: float = WEIGHT
    """Of the paper, in g/m²."""
    ink: InkMode = InkMode.COLOUR
    fit: bool = False
    """Whether pages of another size are scaled or turned into the commonest one."""
    signature: int | None = None
    """How many sheets of a booklet are folded together at the most. None: all, unless they are too thick."""
    binding: BindingEdge | None = None
    """At which edge a booklet is bound. None: as the file says, which is at the left if it says nothing."""
    cut_marks: bool = False
    """Whether a booklet has marks to trim it at; pages that are cut out always have them."""

    @property
    def is_folded(self) -> bool:
        """Whether pages meet at a fold."""
        return self.n_up is None and not self.tiles

    @property
    def is_duplex(self) -> bool:
        """Whether sheets have backs."""
        return self.is_folded or self.sides == 2

    @property
    def for_booklets(self) -> tuple[str, ...]:
        """The options for booklets alone that are given."""
        given = {"--signature": self.signature, "--binding": self.binding, "--cut-marks": self.cut_marks}
        return tuple(option for option, value in given.items() if value)
