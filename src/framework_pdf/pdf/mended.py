"""Tells what qpdf mended of a PDF as it read it: it goes on, and says so in words."""

import re
from dataclasses import dataclass

from pikepdf import Pdf

_DAMAGED = ("file is damaged", "treating stream as empty")
_UNSIZED = re.compile(r"object (\d+) (\d+)\b.*MediaBox is undefined")
"""A page without a MediaBox, which gets that of US Letter."""


@dataclass(frozen=True, slots=True)
class Mended:
    """What was mended of a file."""

    is_damaged: bool
    """Whether parts of it had to be looked for, or were done without."""
    unsized: tuple[int, ...]
    """The numbers of pages that do not say how large they are."""


def mended(document: Pdf) -> Mended:
    """Return what was mended of a file until now; qpdf says it once."""
    said = [str(warning) for warning in document.get_warnings()]
    unsized = {(int(found[1]), int(found[2])) for found in map(_UNSIZED.search, said) if found}
    numbers = (number for number, page in enumerate(document.pages, 1) if page.obj.objgen in unsized)
    return Mended(any(words in each for each in said for words in _DAMAGED), tuple(numbers))
