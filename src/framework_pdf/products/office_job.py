"""How an office printer is to print an edition."""

from dataclasses import dataclass
from enum import StrEnum

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


@dataclass(frozen=True, slots=True)
class OfficeJob:
    """How a printer is to print pages."""

    n_up: int | None = None
    """How many pages stand on a side, each to be cut out: 1, 2 or 4. None: a booklet, stapled at its fold."""
    sides: int = 1
    """How many pages a leaf has that is cut out: 1 or 2."""
    paper: Paper | None = None
    """In the printer. None: the smallest that takes the pages as large as they are."""
    flip: Flip | None = None
    """How the printer turns a sheet. None: as one turns the leaf of a book."""
    edge: float = EDGE
    """How far from each edge of the paper nothing can be printed."""
    weight: float = WEIGHT
    """Of the paper, in g/m²."""
    ink: InkMode = InkMode.COLOUR

    @property
    def is_folded(self) -> bool:
        """Whether pages meet at a fold."""
        return self.n_up is None

    @property
    def is_duplex(self) -> bool:
        """Whether sheets have backs."""
        return self.is_folded or self.sides == 2

    @property
    def grid(self) -> tuple[int, int]:
        """The columns and rows of a side."""
        return {None: (2, 1), 1: (1, 1), 2: (2, 1), 4: (2, 2)}[self.n_up]
