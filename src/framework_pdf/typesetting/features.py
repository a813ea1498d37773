"""A line's font features in; out, the same, and what Pango holds of them is given back when the line is gone.

WeasyPrint keeps one attribute for the features of a line, puts it on a list for each line, and never gives a list back,
lest Pango free the attribute with it. That is half a megabyte a booklet. With an attribute for each list both can go.
WeasyPrint has no way in for it, so its method that sets up a line is wrapped. Look here first when its version moves.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from weasyprint.text.ffi import ffi, pango
from weasyprint.text.line_break import Layout

_setup = Layout.setup


class Features(dict[bytes, Any]):
    """What a font configuration of WeasyPrint's keeps attributes in: it keeps none."""

    def setdefault(self, _: bytes, default: Any = None, /) -> Any:
        """Features and their attribute in; out, the attribute."""
        return default


@contextmanager
def given_back() -> Iterator[None]:
    """Nothing in; inside, a line's attributes go with the line, where its font configuration has Features."""
    Layout.setup = _set_up
    try:
        yield
    finally:
        Layout.setup = _setup


def _set_up(layout: Any, style: Any) -> None:
    """As in WeasyPrint: a line and its style in; it is set up."""
    _setup(layout, style)
    attributes = pango.pango_layout_get_attributes(layout.layout)
    if attributes != ffi.NULL and isinstance(style.font_config.font_features, Features):
        pango.pango_attr_list_unref(attributes)  # the line has a hold of its own
