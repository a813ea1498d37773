"""Lines that were broken before: a text, a width and a style in; out, how much of the text is the first line.

To find out is a sixth of the typesetter's work, and most texts of a booklet are in all booklets. It follows from what
is put in, so it is kept by that. Where lines have room beside floats is another tenth, and most have none. WeasyPrint
has no way in for it, so its functions that break lines and place them are wrapped while a document is laid out. They
are private: look here first when WeasyPrint's version moves.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from copy import copy
from operator import itemgetter
from typing import Any

from weasyprint.formatting_structure.boxes import LineBox
from weasyprint.layout import inline, preferred
from weasyprint.layout.float import avoid_collisions
from weasyprint.text.line_break import split_first_line

from framework_pdf.typesetting.recent import Recent

LOOKS = (
    "direction",
    "font_family",
    "font_feature_settings",
    "font_kerning",
    "font_language_override",
    "font_size",
    "font_stretch",
    "font_style",
    "font_variant_alternates",
    "font_variant_caps",
    "font_variant_east_asian",
    "font_variant_ligatures",
    "font_variant_numeric",
    "font_variant_position",
    "font_variation_settings",
    "font_weight",
    "hyphenate_character",
    "hyphenate_limit_chars",
    "hyphenate_limit_zone",
    "hyphens",
    "lang",
    "letter_spacing",
    "overflow_wrap",
    "tab_size",
    "white_space",
    "word_break",
    "word_spacing",
)
"""The properties that it reads, and `text_decoration_line`, of which it only asks whether there is one."""
MOST = 1_600
"""How many lines are kept at least, of those that were used last: those that all booklets have are among them."""
looks_of = itemgetter(*LOOKS)


class Lines:
    """The lines that were broken for the documents of one press, with its fonts."""

    def __init__(self) -> None:
        self.forget()

    def forget(self) -> None:
        """Nothing in; no line is known any more: the fonts are others."""
        self._known: Recent[tuple[Any, ...]] = Recent(MOST)
        self._looks: dict[Any, Any] = {}
        """Those of lines: each is kept once."""

    @contextmanager
    def used(self) -> Iterator[None]:
        """Nothing in; inside, lines that are known are not broken again."""
        inline.split_first_line = preferred.split_first_line = self._first_line
        inline.avoid_collisions = room
        try:
            yield
        finally:
            inline.split_first_line = preferred.split_first_line = split_first_line
            inline.avoid_collisions = avoid_collisions

    def _first_line(
        self,
        text: str,
        style: Any,
        context: Any,
        max_width: float | None,
        justification_spacing: float,
        is_line_start: bool = True,
        minimum: bool = False,
    ) -> tuple[Any, ...]:
        """As in WeasyPrint: a text, its style and a width in; out, the first line, its measures, where it ends."""
        looks = (style["text_decoration_line"] != "none", *looks_of(style))
        looks = self._looks.setdefault(looks, looks)
        key = (text, max_width, justification_spacing, is_line_start, minimum, looks)
        known = self._known.get(key)
        if known is None:
            known = split_first_line(text, style, context, max_width, justification_spacing, is_line_start, minimum)
            self._known[key] = known
        layout, *measures = known
        return (copy(layout), *measures)  # it is changed where it is drawn


def room(context: Any, box: Any, container: Any, outer: bool = True) -> tuple[float, float, float]:
    """As in WeasyPrint: a box and what it stands in, in; out, where it begins beside floats, and how wide it may be."""
    if outer or context.excluded_shapes or container.style["direction"] != "ltr" or not isinstance(box, LineBox):
        return avoid_collisions(context, box, container, outer)  # type: ignore[no-any-return]
    left = container.content_box_x()
    right = left + container.width
    left, right = left + box.margin_left, right - box.margin_right
    return left - box.margin_left, box.border_box_y() - box.margin_top, right - left
