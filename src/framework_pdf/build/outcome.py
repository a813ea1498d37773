"""What became of an edition: its files before they are written, what was found, and what it was made from."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from framework_pdf.brand.brand_use import BrandUse
from framework_pdf.core.diagnostics import Diagnostic
from framework_pdf.products.edition import Edition
from framework_pdf.products.formats import File


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an edition, and what it was made from."""

    edition: Edition
    files: tuple[File, ...]
    """None where it could not be made."""
    problems: tuple[Diagnostic, ...]
    shows: tuple[BrandUse, ...] = ()
    """What it shows of the brand kit."""
    seconds: float = 0
    html: str = ""
    """A checksum of all HTML that was composed for it."""
    trials: Mapping[str, int] = field(default_factory=dict)
    """How many settings were tried of each part that was fitted, by the aspect's id, or empty for a whole."""
    used: tuple[Path, ...] = ()
    """The style sheets, fonts and pictures that the typesetter fetched, and the profile of a print shop."""
    inputs: tuple[Path, ...] = ()
    """Those, and all other files that it was made from."""
