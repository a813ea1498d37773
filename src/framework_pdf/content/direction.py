"""Finds the way in which content is written: from left to right, or from right to left."""

from enum import StrEnum
from unicodedata import bidirectional

from framework_pdf.content.catalogue import Catalogue
from framework_pdf.content.model.profession import Profession
from framework_pdf.content.passages import Node, entry_nodes, walk
from framework_pdf.core.diagnostics import Diagnostic, Severity, counted

LANGUAGES = {"ar", "arc", "ckb", "dv", "fa", "he", "iw", "ji", "nqo", "ps", "rhg", "sd", "sdh", "syr", "ug", "ur", "yi"}
"""Languages that are written from right to left where no script is named (CLDR)."""
SCRIPTS = {"adlm", "arab", "hebr", "mand", "nkoo", "rohg", "samr", "syrc", "thaa"}
"""Scripts from right to left, as a language names one: `az-Arab` (ISO 15924)."""
SCRIPT_LETTERS = 4
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


def direction_of_language(language: str) -> Direction:
    """Return the way in which a language is written (BCP 47): its script says so, if it names one."""
    first, *others = language.casefold().split("-")
    script = next((part for part in others[:2] if len(part) == SCRIPT_LETTERS and part.isalpha()), None)
    to_the_left = script in SCRIPTS if script else first in LANGUAGES
    return Direction.RIGHT_TO_LEFT if to_the_left else Direction.LEFT_TO_RIGHT


def direction_of_words(words: str) -> Direction | None:
    """Return the way in which words are written, by the share of their letters; None if there is no letter."""
    directions = [bidirectional(each) for each in words if each.isalpha()]
    if not directions:
        return None
    share = sum(each in TO_THE_LEFT for each in directions) / len(directions)
    return Direction.RIGHT_TO_LEFT if share > MOST_BESIDE else Direction.LEFT_TO_RIGHT


def direction_problems(catalogue: Catalogue) -> tuple[Diagnostic, ...]:
    """Return the warning of texts that are written from right to left, where their language is not."""
    entries = (entry for entry in entry_nodes(catalogue) if entry.path[0] not in WITHIN_OTHERS)
    to_the_right = (entry for entry in entries if not _is_to_the_left(entry, catalogue))
    texts = (node for entry in to_the_right for node, below in walk(entry) if not below and isinstance(node.value, str))
    strange = [node for node in texts if _begins_to_the_left(node.words)]
    if not strange:
        return ()
    place = catalogue.location(strange[0].key_path)
    begin = "begins" if len(strange) == 1 else "begin"
    message = f"{counted(len(strange), 'text')} {begin} with words from right to left, and their language is written"
    message += " from left to right: numbers and full stops may stand on the wrong side"
    hint = "name the language that they are in, such as `language: he`, or begin with a word of the one that is named"
    return (Diagnostic("right-to-left", message, place, hint, severity=Severity.WARNING),)


def _is_to_the_left(entry: Node, catalogue: Catalogue) -> bool:
    """Tell whether the language of an entry is written from right to left: a profession may have one of its own."""
    language = entry.value.language if isinstance(entry.value, Profession) else None
    return direction_of_language(language or catalogue.framework.language) is Direction.RIGHT_TO_LEFT


def _begins_to_the_left(words: str) -> bool:
    """Tell whether the first letter of a text is written from right to left, which is the direction of all of it."""
    of_letters = (each for each in map(bidirectional, words) if each in TO_THE_LEFT or each == TO_THE_RIGHT)
    return next(of_letters, TO_THE_RIGHT) in TO_THE_LEFT
