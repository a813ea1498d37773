"""The job ticket: what a print shop must know of a job, in words for people and as JSON for programs."""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from typing import Any

from framework_pdf.content.model.printing import Binding
from framework_pdf.core.diagnostics import counted
from framework_pdf.products.press_job import COVER_PAGES, LEAST_DPI, LEAST_LINE, SAFE, PressJob

Size = tuple[float, float]
"""Width and height in mm."""
OPEN = "to be agreed"


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
class TicketLine:
    """A line of a ticket: what it is about, what it says, and the result if it is a check."""

    name: str
    words: str
    mark: str | None = None
    is_theirs: bool = False
    """Whether the words are the framework's, in its language."""


@dataclass(frozen=True, slots=True)
class TicketSection:
    """A part of a ticket."""

    heading: str
    lines: tuple[TicketLine, ...]


@dataclass(frozen=True, slots=True)
class Ticket:
    """A job ticket."""

    title: str
    """Of the framework, in its language."""
    product: str
    """In English, as all that is said here."""
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
    def heading(self) -> str:
        """What the ticket is called."""
        return "Job ticket"

    @property
    def sections(self) -> tuple[TicketSection, ...]:
        """The ticket in words."""
        said = {
            "Job": self._about(),
            "Sheet": self._size(),
            "Colours": self._colours(),
            "Finishing": self._finishing(),
        }
        job, *others = (
            TicketSection(heading, tuple(TicketLine(*each) for each in lines)) for heading, lines in said.items()
        )
        customer = TicketLine("Customer", self.customer, is_theirs=True)
        parts = [replace(job, lines=(customer, *job.lines)), *others]
        for file in self.files:
            lines = tuple(_checked(each) for each in self.preflight if each.file == file.name)
            parts.append(TicketSection(f"Preflight of {file.name}", lines))
        return tuple(parts)

    def _about(self) -> Iterator[tuple[str, str]]:
        yield "Date of the edition", self.date
        for file in self.files:
            yield (
                "File" if len(self.files) == 1 else f"File: {file.part}",
                f"{file.name}, {counted(file.pages, 'page')}",
            )
        yield "Copies", f"{self.job.copies:,}" if self.job.copies else OPEN
        yield "Printing", self.job.printer

    def _size(self) -> Iterator[tuple[str, str]]:
        job = self.job
        yield "Trimmed size", f"{_size(self.trim)}, portrait"
        yield "Bleed", f"{job.bleed:g} mm on all four edges" if job.bleed else "none"
        yield "Safe area", f"words and logos {SAFE} mm or more from the trim"
        yield "Size of the file", f"{_size(self.sheet)} (MediaBox); TrimBox and BleedBox are set"
        yield (
            "Marks",
            ", ".join(mark.replace("-", " ") for mark in job.marks) + ", outside the bleed" if job.marks else "none",
        )
        yield "Pages", self._pages()
        yield "Order", "single pages in reading order; not imposed"

    def _pages(self) -> str:
        if self.job.binding is None:
            printed = "both sides" if self.sides == 2 else "one side"
            return f"{counted(self.pages // self.sides, 'card')}, printed on {printed}"
        if len(self.files) > 1:
            return (
                f"{self.pages}: {COVER_PAGES} of the cover (1, 2 and the last two), {self.pages - COVER_PAGES} inside"
            )
        return f"{self.pages}, the cover among them (self cover)"

    def _colours(self) -> Iterator[tuple[str, str]]:
        job, both = self.job, self.job.binding is not None or self.sides == 2
        yield "Inks", f"{'4/4' if both else '4/0'}: cyan, magenta, yellow, black; no spot colour"
        if self.spots:
            yield "Named spot colours", f"{', '.join(self.spots)}: printed in four colours, as the brand says"
        yield "Standard", job.standard
        yield (
            "Printing condition",
            "the profile in the file" if job.profile else f"{job.condition}, {job.condition.in_words}",
        )
        yield "Conversion", self.conversion
        yield "Total ink", f"{job.ink_limit:g} % at the most"
        yield "Black text", "100 % black alone, overprinting"
        yield "Images and lines", f"{LEAST_DPI} dots per inch or more; {LEAST_LINE:g} pt or more"
        yield "Fonts", ", ".join(self.fonts) + ", embedded as subsets"

    def _finishing(self) -> Iterator[tuple[str, str]]:
        job = self.job
        yield "Paper", job.paper or OPEN
        if len(self.files) > 1:
            yield "Paper of the cover", job.cover_paper or OPEN
        yield "Folds", _folds(job.binding, self.trim)
        yield "Binding", _BINDINGS[job.binding]
        yield "Trim", f"to {_size(self.trim)}"

    def to_json(self) -> str:
        """Return the ticket as JSON, with lengths in mm and ink in percent."""
        job = asdict(self.job)
        job["profile"] = self.job.profile.name if self.job.profile else None
        parts = ("product", "readers", "job")
        facts: dict[str, Any] = {
            "title": self.title,
            "edition": self.edition,
            **{key: value for key, value in asdict(self).items() if key not in parts},
            "pages": self.pages,
            "safe_area": SAFE,
            "standard": self.job.standard,
            "inks": ["cyan", "magenta", "yellow", "black"],
            "folds": _folds(self.job.binding, self.trim),
            **job,
        }
        return json.dumps(facts, ensure_ascii=False, indent=2) + "\n"


_BINDINGS = {
    Binding.SADDLE_STITCHED: "saddle-stitched, two wires in the fold",
    Binding.PERFECT_BOUND: "perfect-bound in the cover; the spine is the printer's to add, by the paper's thickness",
    Binding.WIRE_BOUND: "wire-bound on the left edge",
    None: "none",
}


def _folds(binding: Binding | None, trim: Size) -> str:
    """Return how sheets are folded for a binding, in words."""
    if binding is Binding.SADDLE_STITCHED:
        return f"each sheet once, from {_size((2 * trim[0], trim[1]))} to {_size(trim)}"
    return "as the printer's signatures need" if binding is Binding.PERFECT_BOUND else "none"


def _size(size: Size) -> str:
    return f"{size[0]:g} × {size[1]:g} mm"


def _checked(finding: TicketCheck) -> TicketLine:
    """Return the line of a check."""
    name = finding.check[:1].upper() + finding.check[1:]
    return TicketLine(name, "; ".join(finding.found), "note" if finding.result == "information" else finding.result)
