"""Finds the way in which content is written: from left to right, or from right to left."""

from enum import StrEnum
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


class Direction(StrEnum):
    """The way in which pages are read, as HTML's `dir` has it."""

    LEFT_TO_RIGHT = "ltr"
    RIGHT_TO_LEFT = "rtl"


def direction_of(catalogue: Catalogue) -> Direction:
    """Return the way in which the content is written: its pages are set and bound so."""
    return direction_of_words(" ".join(node.words for node in _texts(catalogue))) or Direction.LEFT_TO_RIGHT


def direction_of_words(words: str) -> Direction | None:
    """Return the way in which words are written, by the share of their letters; None if there is no letter."""
    directions = [bidirectional(each) for each in words if each.isalpha()]
    if not directions:
        return None
    share = sum(each in TO_THE_LEFT for each in directions) / len(directions)
    return Direction.RIGHT_TO_LEFT if share > MOST_BESIDE else Direction.LEFT_TO_RIGHT


def direction_problems(catalogue: Catalogue) -> tuple[Diagnostic, ...]:
    """Return the warning of texts that are written from right to left in content that is not."""
    to_the_left = [node for node in _texts(catalogue) if _begins_to_the_left(node.words)]
    if not to_the_left or direction_of(catalogue) is Direction.RIGHT_TO_LEFT:
        return ()
    place = catalogue.location(to_the_left[0].key_path)
    begin = "begins" if len(to_the_left) == 1 else "begin"
    message = f"{counted(len(to_the_left), 'text')} {begin} with words from right to left, and the content is set from"
    message += " left to right: numbers and full stops may stand on the wrong side"
    hint = "look at them, and begin with a word from left to right where they do"
    return (Diagnostic("right-to-left", message, place, hint, severity=Severity.WARNING),)


def _texts(catalogue: Catalogue) -> list[Node]:
    """Return all texts of the content that stand by themselves."""
    entries = (entry for entry in entry_nodes(catalogue) if entry.path[0] not in WITHIN_OTHERS)
    return [node for entry in entries for node, below in walk(entry) if not below and isinstance(node.value, str)]


def _begins_to_the_left(words: str) -> bool:
    """Tell whether the first letter of a text is written from right to left, which is the direction of all of it."""
    of_letters = (each for each in map(bidirectional, words) if each in TO_THE_LEFT or each == TO_THE_RIGHT)
    return next(of_letters, TO_THE_RIGHT) in TO_THE_LEFT
