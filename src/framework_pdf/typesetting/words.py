"""Words that were drawn before: a line and a style in; out, its glyphs on the page.

To find them is a sixth of the work on a booklet, and most of its lines are in all booklets. They follow from the words,
the style, and the widths that the document has noted of its glyphs. WeasyPrint has no way in for that, so what draws
words is wrapped while a PDF is written. It is private: look here first when WeasyPrint's version moves.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any

from weasyprint import draw
from weasyprint.draw.text import draw_text
from weasyprint.matrix import Matrix

from framework_pdf.typesetting.lines import MOST, looks_of
from framework_pdf.typesetting.recent import Recent

PLAIN = ("clip", "none", "visible", "none")
"""How text overflows and ends, whether it is seen, and how it is decorated, where it is nothing but its glyphs."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A line as it was drawn."""

    strokes: tuple[tuple[str, tuple[Any, ...]], ...]
    """What was asked of the page, and with what."""
    glyphs: tuple[tuple[int, tuple[tuple[int, str, int], ...]], ...]
    """Of each font, by which documents know it: its glyphs as they came, what they stand for, their widths."""


class Words:
    """The lines that were drawn in the documents of one press, with its fonts."""

    def __init__(self) -> None:
        self.forget()

    def forget(self) -> None:
        """Nothing in; no line is known any more: the fonts are others."""
        self._known: Recent[Drawn] = Recent(MOST)
        self._met: dict[Any, Any] = {}
        """Glyphs and looks, which many lines have: each is kept once."""

    @contextmanager
    def used(self) -> Iterator[None]:
        """Nothing in; inside, lines that are known are drawn as they were."""
        draw.draw_text = self._draw
        try:
            yield
        finally:
            draw.draw_text = draw_text

    def _draw(self, page: Any, box: Any, offset: float, overflow: str = "clip", ellipsis: str = "none") -> None:
        """As in WeasyPrint: a page and a box of text in; the text is drawn."""
        style, layout = box.style, box.pango_layout
        form = (overflow, ellipsis, style["visibility"], style["text_decoration_line"])
        if form != PLAIN or not box.text.strip():
            draw_text(page, box, offset, overflow, ellipsis)
            return
        key = (layout.text, layout.justification_spacing, self._once(looks_of(style)))
        known = self._known.get(key)
        if known and has_glyphs(page, known):
            page.set_color(style["color"])
            page.begin_text()
            page.set_text_matrix(*Matrix(d=-1, e=box.position_x, f=box.position_y + box.baseline).values)
            for name, given in known.strokes:
                getattr(page, name)(*given)
            page.end_text()
        else:
            witness = _Witness(page)
            draw_text(witness, box, offset, overflow, ellipsis)
            if drawn := witness.drawn():
                glyphs = tuple((font, tuple(map(self._once, each))) for font, each in drawn.glyphs)
                self._known[key] = replace(drawn, glyphs=glyphs)

    def _once(self, thing: Any) -> Any:
        return self._met.setdefault(thing, thing)


def has_glyphs(page: Any, drawn: Drawn) -> bool:
    """A page and a line in; out, whether its document has the same fonts and widths. If so, it notes the glyphs."""
    pairs = [(page._fonts.get(key), glyphs) for key, glyphs in drawn.glyphs]
    for font, glyphs in pairs:
        if font is None or any(font.widths.get(glyph, width) != width for glyph, _, width in glyphs):
            return False
    for font, glyphs in pairs:
        for glyph, letters, width in glyphs:
            font.widths.setdefault(glyph, width)
            font.to_unicode.setdefault(glyph, letters)
    return True


class _Witness:
    """A page that notes what is drawn on it."""

    def __init__(self, page: Any) -> None:
        self._page = page
        self._strokes: list[tuple[str, tuple[Any, ...]]] = []
        self._fonts: dict[int, _Font] = {}

    def __getattr__(self, name: str) -> Any:
        """The name of what is not noted in; out, the page's own."""
        return getattr(self._page, name)

    def add_font(self, pango_font: Any) -> tuple["_Font", float]:
        """A font in; out, it, as the document knows it, and its size."""
        font, size = self._page.add_font(pango_font)
        key = next(key for key, each in self._page._fonts.items() if each is font)
        return self._fonts.setdefault(key, _Font(font)), size

    def set_font_size(self, *given: Any) -> None:
        """A font and its size in; they are noted, and used from now on."""
        self._do("set_font_size", given)

    def set_text_rise(self, *given: Any) -> None:
        """How high glyphs stand in; it is noted, and done."""
        self._do("set_text_rise", given)

    def show_text(self, *given: Any) -> None:
        """Glyphs in; they are noted, and drawn."""
        self._do("show_text", given)

    def _do(self, name: str, given: tuple[Any, ...]) -> None:
        self._strokes.append((name, given))
        getattr(self._page, name)(*given)

    def drawn(self) -> Drawn | None:
        """Nothing in; out, the line as it was drawn; None where that was not all, or has to be told again."""
        fonts = tuple((key, font.glyphs()) for key, font in self._fonts.items())
        if any(font.is_special for font in self._fonts.values()):
            return None
        return Drawn(tuple(self._strokes), fonts)


class _Font:
    """A font of a document that notes which of its glyphs a line has."""

    def __init__(self, font: Any) -> None:
        vars(self).update(vars(font))  # each is asked for at each glyph
        self._font = font
        self.to_unicode: dict[int, str] = {}
        self.is_special = bool(font.svg or font.png or font.colr or font.bitmap)

    def __getattr__(self, name: str) -> Any:
        """The name of what is worked out in; out, the font's own."""
        return getattr(self._font, name)

    def get_unused_glyph_id(self, codepoint: int) -> int:
        """A character that the font lacks in; out, a glyph for it. It is told, and so the line is not kept."""
        self.is_special = True
        return self._font.get_unused_glyph_id(codepoint)  # type: ignore[no-any-return]

    def glyphs(self) -> tuple[tuple[int, str, int], ...]:
        """Nothing in; out, the glyphs, what they stand for and their widths. The document has them now."""
        for glyph, letters in self.to_unicode.items():
            self._font.to_unicode.setdefault(glyph, letters)
        return tuple((glyph, letters, self._font.widths[glyph]) for glyph, letters in self.to_unicode.items())
