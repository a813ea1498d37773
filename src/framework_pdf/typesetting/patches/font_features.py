"""What Pango holds of a line's font features is given back when the line is gone.

WeasyPrint keeps one attribute for the features of a line, puts it on a list for each line, and never gives a list
back, lest Pango free the attribute with it. With an attribute for each list, both can go.

What it gives: half a megabyte a booklet, to which there is no end without it; for that it is here. It saves no time,
and costs none that can be measured.

What would break it: `Layout.setup` of `weasyprint.text.line_break` gets its attribute otherwise than by `setdefault`
of `FontConfiguration.font_features`, gives the list back itself, or sets attributes of another kind.
"""

from contextlib import AbstractContextManager
from typing import Any

from framework_pdf.typesetting.fonts import Fonts
from framework_pdf.typesetting.patches.patch import Patch
from framework_pdf.typesetting.replacing import replaced


class NoSharing(dict[bytes, Any]):
    """Where a font configuration keeps the attributes of features: it keeps none, so each line has one of its own."""

    def setdefault(self, _: bytes, default: Any = None, /) -> Any:
        """Return the attribute that was just made."""
        return default


class FontFeatures(Patch):
    """Gives back the attributes of lines that are set in fonts of one typesetter."""

    def __init__(self, fonts: Fonts) -> None:
        from weasyprint.text.ffi import ffi, pango
        from weasyprint.text.line_break import Layout

        self._ffi, self._pango, self._layout = ffi, pango, Layout
        self._set_up = Layout.setup
        fonts.font_features = NoSharing()

    def laying_out(self) -> AbstractContextManager[None]:
        """Give attributes back inside."""

        def set_up(layout: Any, style: Any) -> None:
            self._set_up(layout, style)
            attributes = self._pango.pango_layout_get_attributes(layout.layout)
            is_ours = isinstance(style.font_config.font_features, NoSharing)  # elsewhere lines share the attribute
            if is_ours and attributes != self._ffi.NULL:
                self._pango.pango_attr_list_unref(attributes)  # the line has a hold of its own

        return replaced(self._layout, setup=set_up)

    drawing = laying_out
