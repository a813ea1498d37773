"""What became of an edition: its files before they are written, what was found, and what it was made from."""

from dataclasses import dataclass
from pathlib import Path

from framework_pdf.products.edition import Edition
from framework_pdf.products.formats import Made


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an edition, and what it was made from."""

    edition: Edition
    made: Made
    """Without a file where it could not be made."""
    seconds: float = 0
    html: str = ""
    """A checksum of all HTML that was composed for it."""
    inputs: tuple[Path, ...] = ()
    """The files that the typesetter fetched, and all others that it was made from."""
