"""A commercial printer: what it takes, in the words of its order form. A preset in the content's folder `printers`."""

from typing import Annotated

from pydantic import Field

from framework_pdf.content.model.base import Entry, Identifier, Line
from framework_pdf.content.model.printing import BLEED, INK_LIMIT, Binding, Condition, PrinterMark


class Printer(Entry, called="a printer"):
    """What a printer takes. What a preset leaves out is as usual."""

    id: Identifier
    """Its name for `--printer`: the name of the file."""
    name: Line
    """What kind of printing it is, for the job ticket."""
    bleed: Annotated[float, Field(ge=0, le=10)] = BLEED
    """How far artwork goes on beyond each edge that is cut, in mm."""
    marks: tuple[PrinterMark, ...] = ()
    """What is drawn beside the page."""
    split_cover: bool = False
    """Whether the cover (its four pages) comes in a file of its own."""
    condition: Condition = Condition.FOGRA39
    """For which printing condition colours are made, where no profile is given."""
    ink_limit: Annotated[float, Field(ge=200, le=INK_LIMIT)] = INK_LIMIT
    """The most that the four inks may add up to at one place, in percent."""
    least_pages: Annotated[int, Field(strict=True, ge=1, le=1000)] = 1
    """How many pages a bound edition has at the least."""
    binding: Binding = Binding.SADDLE_STITCHED
    """What holds the pages of a booklet together."""
    paper: Line | None = None
    """The paper, for the job ticket."""
    cover_paper: Line | None = None
    """The paper of the cover, and of cards, where it is another."""


USUAL_PRINTER = Printer(id="usual", name="offset or digital, as agreed with the printer")
"""The printer where no preset is named."""
