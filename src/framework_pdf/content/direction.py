"""Tells of content that is written from right to left: pages are set from left to right alone."""

from collections.abc import Iterable
from unicodedata import bidirectional

from framework_pdf.content.catalogue import Catalogue
from framework_pdf.content.passages import Node, entry_nodes, walk
from framework_pdf.core.diagnostics import Diagnostic, Severity, counted

TO_THE_RIGHT = "L"
TO_THE_LEFT = {"R", "AL"}
"""The directions of letters (UAX #9): Latin and most others; Hebrew and its like, and Arabic and its like."""
WITHIN_OTHERS = {"labels", "references"}
"""Entries whose words stand within lines of others, in whose direction they are set; labels have defaults besides."""
MOST_BESIDE = 1 / 3
"""The share of letters from right to left up to which they are words in a text from left to right."""


def direction_problems(catalogue: Catalogue) -> tuple[Diagnostic, ...]:
    """Return the problem of content that is written from right to left, or the warning of texts in it that are."""
    entries = (entry for entry in entry_nodes(catalogue) if entry.path[0] not in WITHIN_OTHERS)
    texts = [node for entry in entries for node, below in walk(entry) if not below and isinstance(node.value, str)]
    to_the_left = [node for node in texts if _begins_to_the_left(node.words)]
    if not to_the_left:
        return ()
    place = catalogue.location(to_the_left[0].key_path)
    if _share_to_the_left(texts) > MOST_BESIDE:
        message = "the content is written from right to left, and pages are set from left to right alone"
        hint = "there is no way yet: full stops, alignment, order and binding would be wrong"
        return (Diagnostic("right-to-left", message, place, hint),)
    begin = "begins" if len(to_the_left) == 1 else "begin"
    message = f"{counted(len(to_the_left), 'text')} {begin} with words from right to left, and pages are set from left"
    message += " to right: numbers and full stops may stand on the wrong side"
    hint = "look at them, and begin with a word from left to right where they do; right to left is not set yet"
    return (Diagnostic("right-to-left", message, place, hint, severity=Severity.WARNING),)


def _begins_to_the_left(words: str) -> bool:
    """Tell whether the first letter of a text is written from right to left, which is the direction of all of it."""
    directions = map(bidirectional, words)
    return next((each in TO_THE_LEFT for each in directions if each in TO_THE_LEFT or each == TO_THE_RIGHT), False)


def _share_to_the_left(texts: Iterable[Node]) -> float:
    """Return the share of the letters of texts that are written from right to left, 0 to 1."""
    directions = [bidirectional(letter) for node in texts for letter in node.words if letter.isalpha()]
    return sum(each in TO_THE_LEFT for each in directions) / max(len(directions), 1)
