"""Lines that were broken before are not broken again.

A line follows from a text, the width that there is for it and its style, and most texts of a booklet are in all
booklets.

What it gives: 15 % of the work on a booklet, 14 % of that on a card (docs/performance.md).

What would break it: `split_first_line` of `weasyprint.text.line_break` reads another property than those of `looks`
(`test_a_line_depends_on_no_other_property` tells), more of its context than the dictionaries of hyphens, or is called
elsewhere than in `weasyprint.layout.inline` and `preferred`; what draws changes more of a `Layout` than its attributes.
"""

from collections import OrderedDict
from contextlib import AbstractContextManager
from copy import copy
from operator import itemgetter
from typing import Any

from framework_pdf.typesetting.patches.patch import Patch
from framework_pdf.typesetting.replacing import replaced

LOOKS = ("direction", "font_", "hyphen", "lang", "letter_spacing", "overflow_wrap", "tab_size", "white_space", "word_")
"""How the names begin of the properties that it reads. Of `text_decoration_line` it only asks whether there is one."""
MOST = 3_000
"""How many lines are kept, of those that were used last: those that all booklets have are among them."""


def looks() -> tuple[str, ...]:
    """Return the properties that a line depends on."""
    from weasyprint.css.properties import INHERITED

    return tuple(sorted(name for name in INHERITED if name.startswith(LOOKS)))


class LineCache(Patch):
    """The lines that were broken for the documents of one typesetter."""

    def __init__(self) -> None:
        from weasyprint.text.line_break import split_first_line

        self._split, self._looks_of = split_first_line, itemgetter(*looks())
        self.forget()

    def forget(self) -> None:
        """Forget all lines."""
        self._lines: OrderedDict[tuple[Any, ...], tuple[Any, ...]] = OrderedDict()
        self._looks: dict[Any, Any] = {}
        """The looks of lines: those that are the same, once."""

    def laying_out(self) -> AbstractContextManager[None]:
        """Use and keep lines inside."""
        from weasyprint.layout import inline, preferred

        return replaced(inline, preferred, split_first_line=self._first_line)

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
        """Return the first line of a text, its measures and where it ends, as `split_first_line` does."""
        given = (style["text_decoration_line"] != "none", *self._looks_of(style))
        given = self._looks.setdefault(given, given)
        how = (justification_spacing, is_line_start, minimum)
        key = (text, max_width, how, given)
        if key in self._lines:
            self._lines.move_to_end(key)
        else:
            self._lines[key] = self._split(text, style, context, max_width, *how)
            if len(self._lines) > MOST:
                self._lines.popitem(last=False)
        layout, *measures = self._lines[key]
        return (copy(layout), *measures)  # it is changed where it is drawn
