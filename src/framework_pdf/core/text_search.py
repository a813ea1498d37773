"""Finds a word in text files: for problems that are noticed late, when only the word is known and not its place."""

import re
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from framework_pdf.core.diagnostics import Location
from framework_pdf.core.folder_files import files_below
from framework_pdf.core.limits import MOST_BYTES_OF_WORDS
from framework_pdf.core.reading import read_file

CONTENT, TEMPLATES = {".yml"}, {".j2"}
TEXT_FILES = {".css", *CONTENT, *TEMPLATES}
SURE = 12
"""Words of fewer characters stand in many texts: they are found only where they are a whole value."""
UNSEEN = dict.fromkeys(map(ord, "\u200b\u2068\u2069"))
"""Characters that pages have and content has not: where addresses may break, and around words of another direction."""
MARKS, BETWEEN = r"[*_\\]*", r"[\s*_\\|]+"
"""What markup puts between the signs of a word, and between words: marks that are not printed."""
BEGINS, ENDS = ":-,[{\"'>", "\n\"',]}<"
"""Characters around a value in YAML, or around the words of an element."""


def first_place(word: str, folders: Iterable[Path]) -> Location | None:
    """Return the first place of a word in the text files of some folders, or None."""
    return next(_places(re.escape(word), folders, TEXT_FILES), None) if word else None


def only_place(word: str, folders: Iterable[Path]) -> Location | None:
    """Return the place of a word in templates, or None where there is no such word, or more than one."""
    return _only(_places(re.escape(word), folders, TEMPLATES))


def place_of_words(words: str, folders: Collection[Path]) -> Location | None:
    """Return where words that are printed stand in content, else in a template; None where that is not sure.

    A line of a text may be parted into other lines there, and have marks for emphasis and between the cells of a table.
    Words that stand in several places may come from any of them.
    """
    parts = words.translate(UNSEEN).split()
    if not re.search(r"[^\W\d_]{2}", words):
        return None
    edge = r"\b" if len(parts) > 1 else ""
    written = BETWEEN.join(MARKS.join(map(re.escape, re.findall(r"\w+|\W", part))) for part in parts)
    pattern = (edge if parts[0][0].isalnum() else "") + written + (edge if parts[-1][-1].isalnum() else "")
    whole = len(words) < SURE
    found = (_only(_places(pattern, folders, kinds, whole=whole)) for kinds in (CONTENT, TEMPLATES))
    return next(filter(None, found), None)


def _only(places: Iterator[Location]) -> Location | None:
    """Return the first of these places, if there is no other."""
    first = next(places, None)
    return first if next(places, None) is None else None


def _places(
    pattern: str, folders: Iterable[Path], kinds: Collection[str], *, whole: bool = False
) -> Iterator[Location]:
    """Yield each place in the files of some kinds that fits a pattern, or that is a value as a whole."""
    searched = re.compile(pattern)
    for folder in folders:
        for path in files_below(folder):
            text = _text_of(path) if path.suffix in kinds else ""
            for match in searched.finditer(text):
                if not whole or _is_value(text, *match.span()):
                    line = text.count("\n", 0, match.start())
                    yield Location(path, line + 1, match.start() - text.rfind("\n", 0, match.start()))


def _text_of(path: Path) -> str:
    """Return the text of a file, or none of one that can't be read."""
    try:
        return read_file(path, MOST_BYTES_OF_WORDS).decode(errors="replace")
    except OSError:
        return ""


def _is_value(text: str, start: int, end: int) -> bool:
    """Return whether a part of a file is a value, or the words of an element, from end to end."""
    before, after = text[:start].rstrip(" ")[-1:], text[end : end + 1]
    return bool(before) and before in BEGINS and (not after or after in ENDS or text[end:].startswith(" #"))
