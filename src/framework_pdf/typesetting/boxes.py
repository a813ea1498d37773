"""Elements of HTML and the boxes that the typesetter makes of them: a way through either."""

from collections.abc import Iterator
from typing import Any

Element = Any
PT_PER_PX = 0.75
"""The typesetter measures in CSS pixels."""
SVG = "{http://www.w3.org/2000/svg}"
"""How the names of a drawing's elements begin."""


def words_of(element: Element | None) -> str:
    """Return the words of an element, with plain spaces and none without width."""
    return "" if element is None else " ".join("".join(element.itertext()).replace("\u200b", "").split())


def page_box(page: Any) -> Any:
    """Return the box of a laid out page. WeasyPrint has no public way to what stands on a page, and where."""
    return page._page_box


def boxes_on(page: Any) -> Iterator[Any]:
    """Return the box of a laid out page and all boxes in it."""
    return boxes_in(page_box(page))


def boxes_in(box: Any) -> Iterator[Any]:
    """Yield a laid-out box and all boxes in it."""
    yield box
    for child in getattr(box, "children", ()):
        yield from boxes_in(getattr(child, "_box", child))
