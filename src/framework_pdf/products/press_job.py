"""Prepress: what a commercial printer takes and what was asked of it, as values. Pure; lengths in mm."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from framework_pdf.content.model.printing import Binding, Condition, PrinterMark

if TYPE_CHECKING:  # the command line needs the options, not what reads presets
    from framework_pdf.content.model.printer import Printer

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
    profile: Path | None = field(repr=False)
    """The ICC profile of the press; None: colours are made for the condition."""
    copies: int | None

    @property
    def margin(self) -> float:
        """How far the sheet of the file goes on beyond the trim."""
        return self.bleed + (SLUG if self.marks else 0)

    @property
    def has_profile(self) -> bool:
        """Whether colours are made for the profile of the press; templates see no path."""
        return self.profile is not None

    @property
    def standard(self) -> str:
        """The standard of the file: with a profile PDF/X-4 (ISO 15930-7), else PDF/X-1a:2003 (ISO 15930-4)."""
        return "PDF/X-4" if self.profile else "PDF/X-1a:2003"


def press_job(printer: "Printer", order: PressOptions, *, is_bound: bool) -> PressJob:
    """Return the job that a printer makes of what was asked for, which goes before what the printer usually does."""
    heavier = printer.cover_paper or printer.paper
    return PressJob(
        printer=printer.name,
        bleed=printer.bleed if order.bleed is None else order.bleed,
        marks=printer.marks if order.marks is None else order.marks,
        split_cover=is_bound and (printer.split_cover if order.split_cover is None else order.split_cover),
        condition=order.condition or printer.condition,
        ink_limit=printer.ink_limit,
        least_pages=printer.least_pages if is_bound else 1,
        binding=printer.binding if is_bound else None,
        paper=order.stock or (printer.paper if is_bound else heavier),
        cover_paper=heavier if is_bound else None,
        profile=order.profile,
        copies=order.copies,
    )
