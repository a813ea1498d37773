"""What became of an edition: its files before they are written, what was found, and what it was made from."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from framework_pdf.brand.brand_use import BrandUse
from framework_pdf.core.diagnostics import Diagnostic
from framework_pdf.products.edition import Edition


@dataclass(frozen=True, slots=True)
class MadeFile:
    """A finished file, before it is written."""

    path: PurePosixPath
    """Below the output folder."""
    data: bytes
    pages: int | None
    """None where it has no pages."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an edition, and what it was made from."""

    edition: Edition
    files: tuple[MadeFile, ...]
    """None where it could not be made."""
    problems: tuple[Diagnostic, ...]
    seen: tuple[BrandUse, ...] = ()
    """What it shows of the kit."""
    seconds: float = 0
    says: str = ""
    """A checksum of all HTML that was made for it."""
    trials: Mapping[str, int] = field(default_factory=dict)
    """How many settings of each aspect were tried, by its id."""
    used: tuple[Path, ...] = ()
    """The style sheets, fonts and pictures that the press fetched."""
    inputs: tuple[Path, ...] = ()
    """Those, and all other files that it was made from."""
