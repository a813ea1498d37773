"""How much room words take, and how many have room, before a page is laid out: with the real widths of a typeface.

In a field of a PDF all that is typed must be seen: on paper it neither grows nor scrolls. How much that may be is
measured with the framework's own words, set as PDF readers set them: from the upper edge down, broken between words.
"""

import re
from collections.abc import Iterable, Mapping
from itertools import cycle
from math import ceil

from jinja2 import pass_context
from jinja2.runtime import Context

from framework_pdf.brand.type_measures import line_height, widths
from framework_pdf.brand.typefaces import Typeface
from framework_pdf.content.model.base import CITATION
from framework_pdf.core.units import mm_to_pt, pt_to_mm

INSET = 2
"""How far readers set letters from each edge of a field, in pt: two in pdf.js, in other readers less."""
LEAST_LINE = 1.35
"""How high a line is in pdf.js, as a share of the type size; other readers take what the font states."""
SAMPLES = 100
"""From so many places on, the words of the framework are set: the least of them that has room counts."""
SURE = 0.95
"""Of that a share, because other people's words may be wider."""
STEP = 10
"""Limits are multiples of it, which people can keep in mind; those below ten of it, of its half."""
UNBROKEN = re.compile(r"[^ \t\n]+")
"""What stays on one line: words, and those with a space between them at which no line ends."""
Word = tuple[int, float]
"""How many characters a word has, and how wide it is, in ems."""


def characters_to_type(typeface: Typeface, sample: str, *, width: float, height: float, size: float) -> int:
    """Return how many characters can be typed into a field, 1 at least.

    Args:
        typeface: That of the field.
        sample: Words such as people may type.
        width: Of the field, in mm.
        height: Of the field, in mm.
        size: Of its type, in pt, without the scale of its typeface.

    """
    em = size * typeface.scale
    lines = max(1, int((mm_to_pt(height) - 2 * INSET) / (em * max(LEAST_LINE, line_height(typeface)))))
    room = (mm_to_pt(width) - 2 * INSET) / em
    known = widths(typeface, typeface.weight)
    words, space = _measured(CITATION.sub("", sample), known)
    starts = range(0, len(words), ceil(len(words) / SAMPLES))
    least = min(_fitting([*words[start:], *words[:start]], room, lines, space=space) for start in starts)
    sure = int(least * SURE)
    step = STEP if sure >= 10 * STEP else STEP // 2
    return max(1, sure - sure % step)


def lines_taken(words: str, typeface: Typeface, width: float, size: float, *, bold: bool = False) -> int:
    """Return how many lines words take.

    Args:
        words: Without markup.
        typeface: That they are set in.
        width: Of a line, in mm.
        size: Of the type, in pt, without the scale of its typeface.
        bold: Whether they are strong words.

    """
    measured, space = _measured(words, _known(typeface, bold=bold))
    room = mm_to_pt(width) / (size * typeface.scale)
    lines, left = 1, room
    for _, wide in measured:
        if wide > left < room:
            lines, left = lines + 1, room
        left -= wide + space
    return lines


def width_taken(words: str, typeface: Typeface, size: float, *, bold: bool = False) -> float:
    """Return how wide words are on one line, in mm; the arguments are those of `lines_taken`."""
    measured, space = _measured(words, _known(typeface, bold=bold))
    wide = sum(width for _, width in measured) + space * (len(measured) - 1)
    return pt_to_mm(wide * size * typeface.scale)


@pass_context
def room_to_type(context: Context, width: float, height: float, size: float) -> int:
    """Return how many characters can be typed into a field of an edition, as `characters_to_type` measures it."""
    texts = [words.text for aspect in context["every_aspect"] for words in aspect.approaches.values()]
    return characters_to_type(context["look"].type.text, " ".join(texts), width=width, height=height, size=size)


def _known(typeface: Typeface, *, bold: bool) -> Mapping[str, float]:
    """Return how wide each character is, in ems. Templates call this, and could otherwise name any file."""
    if not isinstance(typeface, Typeface):
        raise TypeError("words are measured in a typeface")
    return widths(typeface, typeface.bold if bold else typeface.weight)


def _measured(text: str, known: Mapping[str, float]) -> tuple[list[Word], float]:
    """Return the words of a text, measured, and the width of a space; what has no width counts as an em."""
    words = [(len(word), sum(known.get(letter, 1) for letter in word)) for word in UNBROKEN.findall(text)]
    return words, known.get(" ", 1)


def _fitting(words: Iterable[Word], room: float, lines: int, *, space: float) -> int:
    """Return how many characters of words, again from the first if need be, stand in so many lines.

    Args:
        words: Measured.
        room: The width of a line, in ems.
        lines: How many there are.
        space: The width of a space, in ems.

    """
    fitting, left = 0, room
    for length, width in cycle(words):
        if min(width, room) > left:
            lines, left = lines - 1, room
        if not lines:
            break
        fitting += length + 1
        left -= width + space
    return fitting
