"""The HTML parser finds the patterns that it keeps.

tinyhtml5 means to keep the patterns by which it finds the end of a word, and keeps each by the pattern itself instead
of by its characters: so it makes one for every attribute of every element.

What it gives: 5 % of the work on a booklet and its cards (docs/performance.md).

What would break it: `InputStream.chars_until` of `tinyhtml5.inputstream` keeps patterns elsewhere or by another key.
"""

import re
from collections.abc import Iterable
from contextlib import AbstractContextManager

from framework_pdf.typesetting.patches.patch import Patch
from framework_pdf.typesetting.replacing import replaced


class Patterns(dict[tuple[Iterable[str], bool], re.Pattern[str]]):
    """A pattern for as many characters as there are of some, or of all others."""

    def __missing__(self, key: tuple[Iterable[str], bool]) -> re.Pattern[str]:
        """Make the pattern for some characters (or all others), and keep it."""
        characters, are_meant = key
        these = "".join(f"\\x{ord(character):02x}" for character in characters)
        self[key] = pattern = re.compile(f"[{these}]+" if are_meant else f"[^{these}]+")
        return pattern


class ParserPatterns(Patch):
    """The patterns of the parser."""

    def __init__(self) -> None:
        self._patterns = Patterns()

    def laying_out(self) -> AbstractContextManager[None]:
        """Let patterns be found inside."""
        from tinyhtml5 import inputstream

        return replaced(inputstream, characters_until_regex=self._patterns)
