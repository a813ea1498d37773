"""Lines that were drawn before are drawn again from their glyphs.

Glyphs follow from the words, the style, and the widths that the document has noted of its glyphs so far.

What it gives: 10 % of the work on a booklet, 2 % of that on a card (docs/performance.md).

What would break it: `draw_text` of `weasyprint.draw.text` does more for plain text than to set a colour, a matrix and
what `RecordingStream` records; the matrix of a line depends on more than where it stands; a document's fonts note more
of a glyph than `widths` and `to_unicode`, or draw glyphs of another kind than `svg`, `png`, `colr` and `bitmap`.
"""

from collections import OrderedDict
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from operator import itemgetter
from typing import Any

from framework_pdf.typesetting.patches.line_cache import MOST, looks
from framework_pdf.typesetting.patches.patch import Patch
from framework_pdf.typesetting.replacing import replaced

PLAIN = ("clip", "none", "visible", "none")
"""How text overflows and ends, whether it is seen, and how it is decorated, where it is nothing but its glyphs."""
RECORDED = {"set_font_size", "set_text_rise", "show_text"}
"""What is called on a stream to draw glyphs: in which font and size, how high, and which."""
Glyph = tuple[int, str, int]
"""A glyph's number in its font, the letters that it stands for, and its width in thousandths of an em."""


@dataclass(frozen=True, slots=True)
class DrawnLine:
    """A line as it was drawn."""

    calls: tuple[tuple[str, tuple[Any, ...]], ...]
    """What was called on the stream of the page, and with what."""
    glyphs: tuple[tuple[int, tuple[Glyph, ...]], ...]
    """The glyphs of each font, in order, by the key by which documents know the font."""


class GlyphCache(Patch):
    """The lines that were drawn in the documents of one typesetter."""

    def __init__(self) -> None:
        from weasyprint.draw.text import draw_text
        from weasyprint.matrix import Matrix

        self._draw_text, self._matrix, self._looks_of = draw_text, Matrix, itemgetter(*looks())
        self.forget()

    def forget(self) -> None:
        """Forget all lines."""
        self._lines: OrderedDict[tuple[Any, ...], DrawnLine] = OrderedDict()
        self._met: dict[Any, Any] = {}
        """Glyphs and looks, which many lines have: each is kept once."""

    def drawing(self) -> AbstractContextManager[None]:
        """Use and keep lines inside."""
        from weasyprint import draw

        return replaced(draw, draw_text=self._draw)

    def _draw(self, stream: Any, box: Any, offset: float, overflow: str = "clip", ellipsis: str = "none") -> None:
        """Draw a box of text, as `draw_text` does."""
        style, layout = box.style, box.pango_layout
        form = (overflow, ellipsis, style["visibility"], style["text_decoration_line"])
        if form != PLAIN or not box.text.strip():
            self._draw_text(stream, box, offset, text_overflow=overflow, block_ellipsis=ellipsis)
            return
        key = (layout.text, layout.justification_spacing, self._once(self._looks_of(style)))
        known = self._lines.get(key)
        if known and notes_glyphs(stream, known):
            self._lines.move_to_end(key)
            stream.set_color(style["color"])
            stream.begin_text()
            stream.set_text_matrix(*self._matrix(d=-1, e=box.position_x, f=box.position_y + box.baseline).values)
            for name, given in known.calls:
                getattr(stream, name)(*given)
            stream.end_text()
            return
        recording = RecordingStream(stream)
        self._draw_text(recording, box, offset, text_overflow=overflow, block_ellipsis=ellipsis)
        if drawn := recording.drawn():
            glyphs = tuple((font, tuple(map(self._once, each))) for font, each in drawn.glyphs)
            self._lines[key] = replace(drawn, glyphs=glyphs)
            if len(self._lines) > MOST:
                self._lines.popitem(last=False)

    def _once(self, thing: Any) -> Any:
        return self._met.setdefault(thing, thing)


def notes_glyphs(stream: Any, drawn: DrawnLine) -> bool:
    """Note a line's glyphs in a document and return True; False where its fonts or their widths are others."""
    pairs = [(stream._fonts.get(key), glyphs) for key, glyphs in drawn.glyphs]
    for font, glyphs in pairs:
        if font is None or any(font.widths.get(glyph, width) != width for glyph, _, width in glyphs):
            return False
    for font, glyphs in pairs:
        for glyph, letters, width in glyphs:
            font.widths.setdefault(glyph, width)
            font.to_unicode.setdefault(glyph, letters)
    return True


class RecordingStream:
    """The stream of a page, which records what is drawn on it."""

    def __init__(self, stream: Any) -> None:
        self._stream = stream
        self._calls: list[tuple[str, tuple[Any, ...]]] = []
        self._fonts: dict[int, RecordingFont] = {}

    def __getattr__(self, name: str) -> Any:
        """Return what the stream has; calls of what draws glyphs are recorded."""
        theirs = getattr(self._stream, name)
        if name not in RECORDED:
            return theirs

        def recorded(*given: Any) -> None:
            self._calls.append((name, given))
            theirs(*given)

        return recorded

    def add_font(self, pango_font: Any) -> tuple["RecordingFont", float]:
        """Return a font as the document knows it, and its size."""
        font, size = self._stream.add_font(pango_font)
        key = next(key for key, each in self._stream._fonts.items() if each is font)
        return self._fonts.setdefault(key, RecordingFont(font)), size

    def drawn(self) -> DrawnLine | None:
        """Return the line as it was drawn; None where that was not all of it, or where it was warned of."""
        fonts = tuple((key, font.glyphs()) for key, font in self._fonts.items())
        if any(font.is_special for font in self._fonts.values()):
            return None
        return DrawnLine(tuple(self._calls), fonts)


class RecordingFont:
    """A font of a document, which records the glyphs that a line has."""

    def __init__(self, font: Any) -> None:
        vars(self).update(vars(font))  # each is asked for at each glyph
        self._font = font
        self.to_unicode: dict[int, str] = {}
        self.is_special = bool(font.svg or font.png or font.colr or font.bitmap)

    def __getattr__(self, name: str) -> Any:
        """Return what is worked out: the font's own."""
        return getattr(self._font, name)

    def get_unused_glyph_id(self, codepoint: int) -> int:
        """Return a glyph for a character that the font lacks: it is warned of, and so the line is not kept."""
        self.is_special = True
        return self._font.get_unused_glyph_id(codepoint)  # type: ignore[no-any-return]

    def glyphs(self) -> tuple[Glyph, ...]:
        """Return the recorded glyphs. The document has noted them now."""
        for glyph, letters in self.to_unicode.items():
            self._font.to_unicode.setdefault(glyph, letters)
        return tuple((glyph, letters, self._font.widths[glyph]) for glyph, letters in self.to_unicode.items())
