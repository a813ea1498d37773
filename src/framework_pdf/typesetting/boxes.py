"""Elements of HTML and the boxes that the typesetter makes of them: a way through either."""

from collections.abc import Iterator
from typing import Any

Element = Any
PT_PER_PX = 0.75
"""The typesetter measures in CSS pixels."""
SVG = "{http://www.w3.org/2000/svg}"
"""How the names of a drawing's elements begin."""

SMALL, TALL = 0.55, 0.8
"""How far small and tall letters reach above the line they stand on, as shares of the size of their type."""
STANDING, HANGING = 0.05, 0.35
"""How far most letters and those that hang down reach below that line, in the same way."""


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


def reach_of(text: Any, above: float, below: float) -> tuple[float, float]:
    """Return the upper and the lower edge of letters of a laid-out text, down the page in CSS pixels.

    The box around a text tells nothing of them: some typefaces leave as much again above and below them.

    Args:
        text: A text on one line.
        above: How far the letters reach above the line they stand on, as a share of the size of their type.
        below: The same, below it.

    """
    line, size = text.position_y + text.baseline, text.style["font_size"]
    return line - above * size, line + below * size


def shown_across(box: Any, seen: tuple[float, float]) -> tuple[float, float]:
    """Return from where to where words in a laid-out box are seen, across the page in CSS pixels.

    Words that end in an ellipsis are laid out as far as they go.

    Args:
        box: A box.
        seen: The same, of the box that it is in.

    """
    if box.style["text_overflow"] == "ellipsis" and box.style["overflow"] == "hidden":
        return box.content_box_x(), box.content_box_x() + box.width
    return seen
