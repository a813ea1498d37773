"""Tells what qpdf mended of a PDF as it read it: it goes on, and says so in words."""

import re
from dataclasses import dataclass

from pikepdf import Pdf

_DAMAGED = ("file is damaged", "treating stream as empty")
_UNSIZED = re.compile(r"object (\d+) (\d+)\b.*MediaBox is undefined")
"""A page without a MediaBox, which gets that of US Letter."""
_COUNTED = re.compile(r"reported number of objects \((\d+)\) is not one plus the highest object number \((\d+)\)")
"""How many objects a file says that it has, and the highest number of those that were read: qpdf passes over numbers
that are high against the size of the file, with their pages, since room for them would take much memory."""

TOO_MANY = 3
"""How many times more objects than were read a file says that it has where some were passed over: an object has three
bytes or more for each number, and a count that is merely wrong is wrong by less."""
NUMBERED_TOO_HIGH = "parts of it, which may be pages, have numbers that are too high for a file of its size"
"""What is told of such a file."""


@dataclass(frozen=True, slots=True)
class Mended:
    """What was mended of a file."""

    is_damaged: bool
    """Whether parts of it had to be looked for, or were done without."""
    is_partly_read: bool
    """Whether parts of it were passed over, which may be pages: their numbers are too high."""
    unsized: tuple[int, ...]
    """The numbers of pages that do not say how large they are."""


def mended(document: Pdf) -> Mended:
    """Return what was mended of a file until now; qpdf says it once."""
    said = [str(warning) for warning in document.get_warnings()]
    counts = [(int(found[1]), int(found[2]) + 1) for found in map(_COUNTED.search, said) if found]
    unsized = {(int(found[1]), int(found[2])) for found in map(_UNSIZED.search, said) if found}
    numbers = (number for number, page in enumerate(document.pages, 1) if page.obj.objgen in unsized)
    return Mended(
        is_damaged=any(words in each for each in said for words in _DAMAGED),
        is_partly_read=any(told > TOO_MANY * read for told, read in counts),
        unsized=tuple(numbers),
    )
