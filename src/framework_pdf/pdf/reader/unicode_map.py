"""Mends what a PDF of the typesetter says of the characters that its glyphs stand for (ISO 32000-1, 9.10.3)."""

import re

from pikepdf import Pdf, Stream

from framework_pdf.pdf.resources import fonts_of

ENTRY = re.compile(rb"(<[0-9A-Fa-f]+> )<([0-9A-Fa-f]+)>")
"""What a glyph stands for, as its number and UTF-16."""
ELLIPSIS = "\N{HORIZONTAL ELLIPSIS}"
LONGEST_LIGATURE = 3
"""So many letters with case has a ligature: ffi."""
LONGEST_CLUSTER = 16
"""So many characters, and more than there are, stack or join in one glyph in other scripts."""


def name_ellipses(document: Pdf) -> None:
    """Say of an ellipsis that it is one: WeasyPrint says of the first that it stands for the words that it cuts off."""
    for font in fonts_of(document):
        stream = font.get("/ToUnicode")
        if isinstance(stream, Stream):
            written = stream.read_bytes()
            mended = ENTRY.sub(_named, written)
            if mended != written:
                stream.write(mended)


def _named(entry: re.Match[bytes]) -> bytes:
    """Return the entry of a glyph, with an ellipsis in place of words."""
    words = bytes.fromhex(entry[2].decode()).decode("utf-16-be", "replace")
    longest = LONGEST_LIGATURE if words.lower() != words.upper() else LONGEST_CLUSTER
    are_words = len(words) > longest or " " in words.strip()
    return entry[1] + (
        b"<" + ELLIPSIS.encode("utf-16-be").hex().encode() + b">" if are_words else b"<" + entry[2] + b">"
    )
