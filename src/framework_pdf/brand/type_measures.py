"""Measures typefaces: how wide their characters are and how high their lines, as shares of the type size."""

from collections.abc import Iterator, Mapping

from framework_pdf.brand import font_files
from framework_pdf.brand.typefaces import FontFace, Typeface, told


def widths(typeface: Typeface, weight: int) -> Mapping[str, float]:
    """Return how wide each character is that a typeface can draw in a weight that it has.

    Raises:
        CompositionError: A font file can't be used.

    """
    found: dict[str, float] = {}
    for face in _style(typeface, weight):
        with told(face.path):
            found = {**font_files.widths(face.path, face.instance), **found}
    return found


def line_height(typeface: Typeface) -> float:
    """Return how high lines of plain words are where nothing is said of it: as the font files state.

    Raises:
        CompositionError: A font file can't be used.

    """
    heights = []
    for face in _style(typeface, typeface.weight):
        with told(face.path):
            heights.append(font_files.line_height(face.path, face.instance))
    return max(heights)


def _style(typeface: Typeface, weight: int) -> Iterator[FontFace]:
    """Yield the parts of a style of a typeface."""
    yield from (face for face in typeface.faces if face.weight == weight)
