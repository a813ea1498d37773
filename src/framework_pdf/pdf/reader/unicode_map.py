"""Mends what a PDF of the typesetter says of the characters that its glyphs stand for (ISO 32000-1, 9.10.3)."""

import re

from pikepdf import Pdf, Stream

from framework_pdf.pdf.resources import fonts_of

ENTRY = re.compile(rb"(<[0-9A-Fa-f]+> )<([0-9A-Fa-f]+)>")
"""What a glyph stands for, as its number and UTF-16."""
ELLIPSIS = "\N{HORIZONTAL ELLIPSIS}"
LONGEST_LIGATURE = 3
"""So many letters with case has a ligature: ffi."""
NO_CHARACTERS = {"\0", "\ufeff", "\ufffe"}
UNKNOWN = "\N{REPLACEMENT CHARACTER}"
LONGEST_CLUSTER = 16
"""So many characters, and more than there are, stack or join in one glyph in other scripts."""


def mend_unicode_maps(document: Pdf) -> None:
    """Say of each glyph what it stands for.

    WeasyPrint says of the first ellipsis that it stands for the words that it cuts off. Of a font that is embedded
    whole it repeats what the font says, and no glyph may stand for U+0000, U+FEFF or U+FFFE (ISO 14289-1, 7.21.7).
    """
    for font in fonts_of(document):
        stream = font.get("/ToUnicode")
        if isinstance(stream, Stream):
            written = stream.read_bytes()
            mended = ENTRY.sub(_named, written)
            if mended != written:
                stream.write(mended)


def _named(entry: re.Match[bytes]) -> bytes:
    """Return the entry of a glyph, with an ellipsis in place of words, and what is known in place of no character."""
    words = bytes.fromhex(entry[2].decode()).decode("utf-16-be", "replace")
    longest = LONGEST_LIGATURE if words.lower() != words.upper() else LONGEST_CLUSTER
    if words in NO_CHARACTERS:
        words = UNKNOWN
    elif len(words) > longest or " " in words.strip():
        words = ELLIPSIS
    else:
        return entry[0]
    return entry[1] + b"<" + words.encode("utf-16-be").hex().encode() + b">"
