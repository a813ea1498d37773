"""HTML as text in; out, parsed, as the typesetter takes it.

The parser means to keep the patterns by which it finds the end of a word, and keeps each by the pattern itself instead
of by its characters: so it makes one for every attribute, which takes half of its time. Here it finds them. The name
is not private, but look here when the parser's version moves.
"""

import re
from collections.abc import Iterable
from typing import Any

from weasyprint import HTML, tinyhtml5


class _Patterns(dict[tuple[Iterable[str], bool], re.Pattern[str]]):
    """A pattern for as many characters as there are of some, or of all others."""

    def __missing__(self, key: tuple[Iterable[str], bool]) -> re.Pattern[str]:
        """Characters and whether they, not all others, are meant, in; out, the pattern, which is kept."""
        characters, are_meant = key
        these = "".join(f"\\x{ord(character):02x}" for character in characters)
        self[key] = pattern = re.compile(f"[{these}]+" if are_meant else f"[^{these}]+")
        return pattern


tinyhtml5.inputstream.characters_until_regex = _Patterns()


def parsed(html: str, **options: Any) -> HTML:
    """HTML and where its files come from, as WeasyPrint takes it, in; out, the document, not yet laid out."""
    return HTML(string=html, **options)
