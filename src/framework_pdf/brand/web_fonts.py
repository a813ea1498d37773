"""The typefaces that a web page takes along: files with what its words need, once these are known."""

import re
from collections.abc import Iterator, Set

from framework_pdf.brand import font_files
from framework_pdf.brand.typefaces import SCHEME, FontFace, Typefaces, told


def embedded(face: FontFace) -> str:
    """Return what stands for the file of a style in a web page until all of its words are known.

    Raises:
        TypeError: It is no style of a typeface. Templates call this, and could otherwise name any file.

    """
    if not isinstance(face, FontFace):
        raise TypeError("only a style of a typeface can be embedded")
    return f"embedded-{SCHEME}:{face.family}/{face.weight}"


def with_embedded(html: str, typefaces: Typefaces) -> Iterator[str]:
    """Yield a page in pieces, with files in place of what `embedded` returned, which have what its words need.

    Raises:
        CompositionError: A font file can't be used.

    """
    faces = {embedded(face): face for face in typefaces.faces}
    pieces = re.split("|".join(f"({re.escape(mark)})" for mark in faces), html)
    used = frozenset(html)
    for piece in filter(None, pieces):
        yield _embedded_file(faces[piece], used) if piece in faces else piece


def _embedded_file(face: FontFace, used: Set[str]) -> str:
    """Return a data URL with what a page of these characters needs of a style, as WOFF2."""
    with told(face.path):
        return font_files.embedded(face.path, face.instance, used)
