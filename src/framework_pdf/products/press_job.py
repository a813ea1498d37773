"""Prepress: what a commercial printer takes and what was asked of it, as values. Pure; lengths in mm."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

BLEED, INK_LIMIT = 3, 300
"""What is usual: mm of artwork beyond each edge that is cut, and percent of four inks at one place."""
SAFE = 5
"""Words and logos keep so far from each edge that is cut: no guillotine is exact."""
SLUG = 10
"""The room for marks outside the bleed."""
LEAST_LINE = 0.25
"""In pt: what is thinner may break up in print."""
LEAST_DPI = 300
"""Of an image, in dots per inch where it stands."""
COVER_PAGES = 4
"""A cover is one folded sheet: the first two pages and the last two."""


class PrinterMark(StrEnum):
    """What is drawn beside the page, in the slug."""

    CROP = "crop"
    """Where the page is cut."""
    REGISTRATION = "registration"
    """Whether the four inks lie on one another."""
    COLOUR_BAR = "colour-bar"
    """How strong each ink is."""


class Binding(StrEnum):
    """What holds the pages together."""

    SADDLE_STITCHED = "saddle-stitched"
    """Wire staples in the fold."""
    PERFECT_BOUND = "perfect-bound"
    """A cover glued to the spine."""
    WIRE_BOUND = "wire-bound"
    """Double loops of wire through holes."""

    @property
    def multiple(self) -> int:
        """What the number of pages must be a multiple of: a folded sheet has four, a leaf two."""
        return 4 if self is Binding.SADDLE_STITCHED else 2


class Condition(StrEnum):
    """A printing condition in the ICC's registry of characterisation data: paper, inks and how they print."""

    FOGRA39 = "FOGRA39"
    FOGRA47 = "FOGRA47"
    FOGRA51 = "FOGRA51"
    FOGRA52 = "FOGRA52"

    @property
    def is_coated(self) -> bool:
        """Whether the paper is coated."""
        return self in {Condition.FOGRA39, Condition.FOGRA51}

    @property
    def in_words(self) -> str:
        """What it is, for people."""
        return {
            Condition.FOGRA39: "offset on coated paper (ISO 12647-2:2004/Amd 1)",
            Condition.FOGRA47: "offset on uncoated white paper (ISO 12647-2:2004/Amd 1)",
            Condition.FOGRA51: "offset on premium coated paper (ISO 12647-2:2013)",
            Condition.FOGRA52: "offset on wood-free uncoated paper (ISO 12647-2:2013)",
        }[self]


@dataclass(frozen=True, slots=True)
class PressOptions:
    """What was asked for in the words of the user. None: as the printer has it."""

    printer: str | None = None
    """The id of a preset; None: none in particular."""
    bleed: float | None = None
    marks: tuple[PrinterMark, ...] | None = None
    split_cover: bool | None = None
    condition: Condition | None = None
    profile: Path | None = None
    """The ICC profile of the press."""
    copies: int | None = None
    stock: str | None = None
    """The paper."""


@dataclass(frozen=True, slots=True)
class PressJob:
    """One edition for one printer."""

    printer: str
    """What kind of printing it is, in words."""
    bleed: float
    marks: tuple[PrinterMark, ...]
    split_cover: bool
    condition: Condition
    ink_limit: float
    """The most that the four inks may add up to at one place, in percent."""
    least_pages: int
    binding: Binding | None
    """None where nothing is bound: cards."""
    paper: str | None
    cover_paper: str | None
    profile: Path | None
    """The ICC profile of the press; None: colours are made for the condition."""
    copies: int | None

    @property
    def margin(self) -> float:
        """How far the sheet of the file goes on beyond the trim."""
        return self.bleed + (SLUG if self.marks else 0)

    @property
    def standard(self) -> str:
        """The standard of the file: with a profile PDF/X-4 (ISO 15930-7), else PDF/X-1a:2003 (ISO 15930-4)."""
        return "PDF/X-4" if self.profile else "PDF/X-1a:2003"
