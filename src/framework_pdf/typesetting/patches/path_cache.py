"""What SVG paths say is read once: the same path is drawn again from its strokes.

Every card has a code to scan, of a thousand strokes.

What it gives: 6 % of the work on a booklet and its cards (docs/performance.md).

What would break it: `path` of `weasyprint.svg.path` depends on more than what the path says, the size of type and the
inner size of its drawing; does more than to write strokes and to note corners; or is found elsewhere than in `TAGS`.
"""

from contextlib import AbstractContextManager
from typing import Any

from framework_pdf.typesetting.patches.patch import Patch
from framework_pdf.typesetting.replacing import replaced

MOST = 300
"""When more paths are kept, all are thrown away."""


class PathCache(Patch):
    """The paths that were drawn in the documents of one typesetter."""

    def __init__(self) -> None:
        from weasyprint.svg.path import path

        self._path = path
        self._paths: dict[tuple[Any, ...], tuple[bytes, tuple[Any, ...]]] = {}

    def drawing(self) -> AbstractContextManager[None]:
        """Use and keep paths inside."""
        from weasyprint import svg

        return replaced(svg, TAGS={**svg.TAGS, "path": self._draw})

    def _draw(self, svg: Any, node: Any, font_size: float) -> None:
        """Draw a path of a drawing, as `path` does."""
        key = (node.get("d", ""), font_size, svg.inner_width, svg.inner_height)
        if key in self._paths:
            strokes, corners = self._paths[key]
            svg.stream.stream.append(strokes)
            node.vertices.extend(corners)
            return
        begun, met = len(svg.stream.stream), len(node.vertices)
        self._path(svg, node, font_size)  # what can't be read to its end raises something, and is not kept
        if len(self._paths) > MOST:
            self._paths.clear()
        self._paths[key] = b"\n".join(svg.stream.stream[begun:]), tuple(node.vertices)[met:]
