"""A line with no float beside it has the whole width: WeasyPrint looks for floats all the same.

What it gives: 7 % of the work on a booklet (docs/performance.md).

What would break it: `avoid_collisions` of `weasyprint.layout.float` gives a line another place or width where its
context has no `excluded_shapes`, or is called for lines elsewhere than in `weasyprint.layout.inline`.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from framework_pdf.typesetting.patches.patch import Patch
from framework_pdf.typesetting.replacing import replaced

Room = tuple[float, float, float]
"""Where a box begins, across and down, and how wide it may be, in CSS pixels."""


class FloatShortcut(Patch):
    """Answers at once for lines with no float beside them."""

    def __init__(self) -> None:
        from weasyprint.formatting_structure.boxes import LineBox
        from weasyprint.layout.float import avoid_collisions

        self._line_box, self._avoid = LineBox, avoid_collisions

    @contextmanager
    def laying_out(self) -> Iterator[None]:
        """Answer at once inside."""
        from weasyprint.layout import inline

        with replaced(inline, avoid_collisions=self.room):
            yield

    def room(self, context: Any, box: Any, container: Any, outer: bool = True) -> Room:
        """Return the room for a box in its container, as `avoid_collisions` does."""
        is_line = isinstance(box, self._line_box) and not outer
        if not is_line or context.excluded_shapes or container.style["direction"] != "ltr":
            room: Room = self._avoid(context, box, container, outer)
            return room
        left = container.content_box_x()
        right = left + container.width
        left, right = left + box.margin_left, right - box.margin_right
        return left - box.margin_left, box.border_box_y() - box.margin_top, right - left
