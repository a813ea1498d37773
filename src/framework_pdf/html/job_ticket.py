"""The job ticket: what a print shop must know of a job, for its template, and as JSON for programs."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from framework_pdf import __version__
from framework_pdf.content.model.labels import filled
from framework_pdf.products.office_job import BindingEdge
from framework_pdf.products.press_job import COVER_PAGES, LEAST_DPI, LEAST_LINE, SAFE, PressJob

Size = tuple[float, float]
"""Width and height in mm."""


@dataclass(frozen=True, slots=True)
class TicketFile:
    """A file for the print shop."""

    name: str
    part: str
    """The part of the job that it is: `cover`, `inners`, or all of it."""
    pages: int
    sha256: str
    """With it, the print shop can see that the file arrived whole."""


@dataclass(frozen=True, slots=True)
class TicketCheck:
    """One check of preflight: the file, what was looked at, the result, and what was found."""

    file: str
    check: str
    result: str
    found: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ticket:
    """A job ticket."""

    words: Mapping[str, Any]
    """All words of the sheet itself, by name, and their `language`."""
    title: str
    """Of the framework, in its language."""
    product: str
    """In English, as the program calls it."""
    readers: str
    """For whom it is: the plural of the profession, in the profession's language."""
    customer: str
    """Who publishes the edition."""
    date: str
    """The date of the edition."""
    files: tuple[TicketFile, ...]
    trim: Size
    sheet: Size
    """The size of pages in the files, with bleed and slug."""
    sides: int
    """How many pages a loose leaf has: 1 or 2."""
    bound_at: BindingEdge | None
    """At which edge its pages are bound; None: they are loose."""
    fonts: tuple[str, ...]
    conversion: str
    """How colours were converted to cyan, magenta, yellow and black, in words."""
    spots: tuple[str, ...]
    """Spot colours that the brand names; here they are printed in four colours."""
    preflight: tuple[TicketCheck, ...]
    job: PressJob

    @property
    def edition(self) -> str:
        """What is printed, and for whom."""
        return f"{self.product}, {self.readers}"

    @property
    def pages(self) -> int:
        """How many pages there are in all."""
        return sum(file.pages for file in self.files)

    @property
    def folds(self) -> str:
        """How sheets are folded for the binding, in words."""
        width, height = self.trim
        folded = self.words["folds_of"][self.job.binding or "loose"]
        return filled(folded, {"sheet": _size(2 * width, height), "trim": _size(width, height)})

    @property
    def limits(self) -> Mapping[str, float]:
        """What a print shop may count on: lengths in mm, `dpi` in dots per inch, and `line` in pt."""
        return {"safe": SAFE, "cover_pages": COVER_PAGES, "dpi": LEAST_DPI, "line": LEAST_LINE}

    def to_json(self) -> str:
        """Return the ticket as JSON, with lengths in mm and ink in percent."""
        job = asdict(self.job)
        job["profile"] = self.job.profile.name if self.job.profile else None
        parts = ("words", "product", "readers", "job")
        facts: dict[str, Any] = {
            "made_by": f"framework-pdf {__version__}",  # first, where the next build looks whose file this is
            "title": self.title,
            "edition": self.edition,
            **{key: value for key, value in asdict(self).items() if key not in parts},
            "pages": self.pages,
            "safe_area": SAFE,
            "standard": self.job.standard,
            "inks": ["cyan", "magenta", "yellow", "black"],
            "folds": self.folds,
            **job,
        }
        return json.dumps(facts, ensure_ascii=False, indent=2) + "\n"


def _size(width: float, height: float) -> str:
    return f"{width:g} × {height:g} mm"
