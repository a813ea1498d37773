"""The formats that editions are made in: each a module behind one small protocol, found by its name.

`pdf` and `html` come with the program. Other packages add theirs as entry points of the group `framework_pdf.formats`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any, Protocol

from framework_pdf.core.diagnostics import Diagnostic
from framework_pdf.core.errors import RequestError

if TYPE_CHECKING:
    from framework_pdf.products.edition import Edition

GROUP = "framework_pdf.formats"
OURS = {name: EntryPoint(name, f"framework_pdf.build.formats.{name}", GROUP) for name in ("pdf", "html")}
"""The modules of our own formats, by name."""


@dataclass(frozen=True, slots=True)
class File:
    """A finished file, before it is written."""

    path: PurePosixPath
    """Below the output folder."""
    data: bytes
    pages: int | None
    """None where it has no pages."""


@dataclass(frozen=True, slots=True)
class Made:
    """What a format made of an edition."""

    files: tuple[File, ...]
    used: tuple[Path, ...] = ()
    """The style sheets, fonts and pictures that were fetched for it."""
    problems: tuple[Diagnostic, ...] = ()
    shows: tuple[Any, ...] = ()
    """What it shows of a brand kit (`brand.report.BrandUse`)."""
    trials: Mapping[str, int] = field(default_factory=dict)
    """How many settings were tried of each part that was fitted, by the aspect's id, or empty for a whole."""


class Format(Protocol):
    """What a module of a format has."""

    suffix: str
    """How the names of its files end, with the dot."""
    has_pages: bool
    """Whether it has pages: then papers, editions (`--edition`) and ways of printing matter to it."""

    def make(self, session: Any, edition: "Edition") -> Made:
        """Make an edition in this format.

        Raises:
            FrameworkPdfError: It can't be made.

        """


@cache
def _found() -> dict[str, EntryPoint]:
    """Return what leads to each format, by name; ours can't be replaced."""
    return {**{point.name: point for point in entry_points(group=GROUP)}, **OURS}


def format_names() -> tuple[str, ...]:
    """Return the names of all formats that are installed, ours first."""
    return tuple(dict.fromkeys((*OURS, *sorted(_found()))))


@cache
def format_named(name: str) -> Format:
    """Return a format by its name, which is one of `format_names()`.

    Raises:
        RequestError: Its package is broken.

    """
    try:
        found: Format = _found()[name].load()
    except (ImportError, AttributeError) as error:
        hint = "install its package again, or remove it"
        message = f"the format `{name}` can't be loaded: {type(error).__name__}: {error}"
        raise RequestError(Diagnostic("broken-format", message, None, hint)) from None
    return found
