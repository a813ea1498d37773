"""Outlines that were drawn before: what an SVG path says in; out, the strokes of the pen.

Every card has a code to scan, of a thousand strokes, and rings. What they say is the same on many pages, and what is
drawn follows from it alone. WeasyPrint has no way in for that, so what draws paths is wrapped while a PDF is written.
It is private: look here first when WeasyPrint's version moves.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from weasyprint import svg
from weasyprint.svg.path import path

MOST = 300
"""When more are kept, all are thrown away."""


class Outlines:
    """The paths that were drawn in the documents of one press."""

    def __init__(self) -> None:
        self._known: dict[tuple[Any, ...], tuple[bytes, tuple[Any, ...]]] = {}

    @contextmanager
    def used(self) -> Iterator[None]:
        """Nothing in; inside, what paths say is read once."""
        svg.TAGS["path"] = self._path
        try:
            yield
        finally:
            svg.TAGS["path"] = path

    def _path(self, picture: Any, node: Any, font_size: float) -> None:
        """As in WeasyPrint: a picture, one of its paths and the size of type in; the path is drawn."""
        key = (node.get("d", ""), font_size, picture.inner_width, picture.inner_height)
        if key not in self._known:
            begun, met = len(picture.stream.stream), len(node.vertices)
            path(picture, node, font_size)  # what can't be read to its end raises something, and is not kept
            if len(self._known) > MOST:
                self._known.clear()
            strokes = b"\n".join(picture.stream.stream[begun:])
            self._known[key] = (strokes, tuple(node.vertices)[met:])
        else:
            strokes, vertices = self._known[key]
            picture.stream.stream.append(strokes)
            node.vertices.extend(vertices)
