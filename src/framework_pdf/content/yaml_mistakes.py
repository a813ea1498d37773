"""Says in plain words what is wrong with a YAML file, where it began and what helps."""

from contextlib import suppress
from pathlib import Path
from typing import Any

import yaml
from yaml import CSafeLoader, ScalarEvent

from framework_pdf.core.diagnostics import Diagnostic, Location

QUOTES = (
    'close the quote; where words hold one like it, such as an apostrophe, put the others around them, as in "\'Tis"'
)
BRACKETS = "close the bracket; where it belongs to words, put them in quotes"
IN_QUOTES = "put the words in quotes"
COLON = "put the words in quotes; where the colon is behind a key, set that in as the keys beside it are"
SPACES = "put spaces in its place: YAML takes no tabs before words"
KEY = "write `key: words`, with a space after the colon; the lines of a text below `key: |` are set in by spaces"
ANY = (
    "look here and at the line above for a missing quote, colon or space, or a wrong indent (of spaces, "
    "never tabs); words with a colon and a space in them need quotes around them"
)
OPENED = {
    "while scanning a quoted scalar": ("a quote is opened here and never closed", QUOTES),
    "while parsing a flow sequence": ("a bracket is opened here and not closed in its line", BRACKETS),
    "while parsing a flow mapping": ("a bracket is opened here and not closed in its line", BRACKETS),
    "while scanning a simple key": ("this line has no key", KEY),
}
"""What LibYAML does when it stops, where that is in a later line than the mistake: in words, and what helps."""
STARTS = {
    "while scanning an anchor",
    "while scanning an alias",
    "while scanning a block scalar",
    "block sequence entries are not allowed in this context",
    "mapping keys are not allowed in this context",
    "found character that cannot start any token",
}
"""What it says of characters with which plain words can't begin."""


def explained(path: Path, text: str, error: yaml.MarkedYAMLError) -> Diagnostic:
    """Return what is wrong with a file of this text.

    Args:
        path: The file.
        text: What is in it.
        error: What LibYAML says of it.

    """
    start: Any = error.context_mark
    stop: Any = error.problem_mark or start
    said = (error.context or "", error.problem or "")
    if stop is None:
        return _told(path, None, " ".join(filter(None, said)), ANY)
    if start and start.line < stop.line and said[0] in OPENED:
        return _told(path, start, *OPENED[said[0]])
    if text.splitlines()[stop.line : stop.line + 1] and _character(text, stop) == "\t":
        return _told(path, stop, "a tab stands here", SPACES)
    if STARTS & {*said}:
        at = start or stop
        return _told(path, at, f"words can't begin with `{_character(text, at)}`", IN_QUOTES)
    if said[1] == "mapping values are not allowed in this context":
        return _told(path, stop, "a colon with a space after it stands in the midst of words", COLON)
    opened, closed = _last_quotes(text)
    if closed and closed.line == stop.line:
        if opened.line < stop.line:
            words = f"the quote that is opened here is closed in line {stop.line + 1}"
            return _told(path, opened, words, QUOTES)
        return _told(path, stop, "these words stand behind the quotes that end before them", QUOTES)
    return _told(path, stop, " ".join(filter(None, said)), ANY)


def _told(path: Path, mark: Any, reason: str, hint: str) -> Diagnostic:
    place = Location(path, mark.line + 1, mark.column + 1) if mark else Location(path)
    return Diagnostic("broken-yaml", f"this is not valid YAML: {reason}", place, hint)


def _character(text: str, mark: Any) -> str:
    """Return the character that stands at a place; empty where the text ends."""
    lines = text.splitlines()
    return lines[mark.line][mark.column : mark.column + 1] if mark.line < len(lines) else ""


def _last_quotes(text: str) -> tuple[Any, Any]:
    """Return where the quotes stand around what was read last before the mistake; None twice if it stands in none."""
    last = None
    with suppress(yaml.YAMLError):
        for event in yaml.parse(text, CSafeLoader):
            last = event
    in_quotes = isinstance(last, ScalarEvent) and last.style in {"'", '"'}
    return (last.start_mark, last.end_mark) if last and in_quotes else (None, None)
