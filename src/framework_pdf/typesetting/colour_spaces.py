"""Finds colours on pages that are not in sRGB: PDF/A-2 has no room for CMYK, and contrast is measured in sRGB."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import pydyf

from framework_pdf.core.diagnostics import Diagnostic
from framework_pdf.core.text_search import first_place

FUNCTIONS = {
    "DeviceCMYK": ("device-cmyk(",),
    "lab-d50": ("lab(", "lch(", "color(xyz"),
    "lab-d65": ("oklab(", "oklch(", "color(xyz"),
}
"""What style sheets write for a colour, by the colour space in which WeasyPrint then draws (CSS Color 4 and 5)."""
HINT = "write it as `#rrggbb`"
_SELECTED = re.compile(rb"/(\S+) (?:cs|CS)")
"""How a content stream selects a colour space (ISO 32000-1, 8.6.8)."""


def spaces_in(pdf: pydyf.PDF) -> set[str]:
    """Return which of these colour spaces a PDF draws in that WeasyPrint is about to write."""
    parts = (part for each in pdf.objects if isinstance(each, pydyf.Stream) for part in each.stream)
    selected = (_SELECTED.fullmatch(part) for part in parts if isinstance(part, bytes) and part[-2:].lower() == b"cs")
    return {name for match in selected if match and (name := match[1].decode()) in FUNCTIONS}


def problems(spaces: set[str], folders: Sequence[Path]) -> Iterator[Diagnostic]:
    """Yield a problem for each of these colour spaces, at the first place in the folders that asks for it."""
    for space in sorted(spaces):
        found = ((function, first_place(function, folders)) for function in FUNCTIONS[space])
        function, place = next((each for each in found if each[1]), ("…)` or `".join(FUNCTIONS[space]), None))
        message = f"a colour is written with `{function}…)`, and pages are in sRGB"
        yield Diagnostic("other-colours", message, place, HINT)
