"""The terms of a print shop's order form: bleed, ink limit, marks, binding, printing conditions."""

from enum import StrEnum

BLEED, INK_LIMIT = 3, 300
"""What is usual: mm of artwork beyond each edge that is cut, and percent that four inks add up to at one place."""


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
        """The number of which the number of pages must be a multiple: a folded sheet has four, a leaf two."""
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
        """The condition in words: printing process, paper and standard."""
        return {
            Condition.FOGRA39: "offset on coated paper (ISO 12647-2:2004/Amd 1)",
            Condition.FOGRA47: "offset on uncoated white paper (ISO 12647-2:2004/Amd 1)",
            Condition.FOGRA51: "offset on premium coated paper (ISO 12647-2:2013)",
            Condition.FOGRA52: "offset on wood-free uncoated paper (ISO 12647-2:2013)",
        }[self]
