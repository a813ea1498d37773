"""Elements of HTML and the boxes that the typesetter makes of them: a way through either."""

from collections.abc import Iterator
from typing import Any

Element = Any
PT_PER_PX = 0.75
"""The typesetter measures in CSS pixels."""


def words_of(element: Element | None) -> str:
    """An element in; out, its words, with plain spaces and none of no width."""
    return "" if element is None else " ".join("".join(element.itertext()).replace("\u200b", "").split())


def boxes_in(box: Any) -> Iterator[Any]:
    """A laid out box in; out, it and all boxes in it."""
    yield box
    for child in getattr(box, "children", ()):
        yield from boxes_in(getattr(child, "_box", child))
