"""Finds what has no room on laid-out pages: words over words or pictures, off the page, or on a page too many.

The typesetter says nothing of it: what is placed by position takes no room from what is around it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from framework_pdf.core.diagnostics import cut
from framework_pdf.typesetting.boxes import boxes_on

TOUCH = 2
"""What overlaps by no more CSS pixels in one direction is near, and not over one another."""
ABOVE, BELOW = 0.3, 0.25
"""The shares of a line's height that small letters leave free: lines may stand close."""
ONE_PAGE = "data-one-page"
"""An element with this attribute has one page: a cover."""


@dataclass(frozen=True, slots=True)
class _Thing:
    """Words or a picture on a page, and where they stand, in CSS pixels."""

    left: float
    top: float
    right: float
    bottom: float
    words: str
    is_picture: bool


@dataclass(frozen=True, slots=True)
class Collision:
    """Words that can't be read, and what lies there too; None: they lie off the page."""

    page: int
    words: str
    other: str | None
    is_picture: bool = False
    """Whether that is a picture; its words are said of it."""

    @property
    def lies(self) -> str:
        """Where the words lie, in words."""
        if self.other is None:
            return "runs off the page"
        return f"lies over the picture “{cut(self.other)}”" if self.is_picture else f"lies over “{self.other}”"


def collisions(pages: Sequence[Any]) -> Iterator[Collision]:
    """Yield each pair of things of which one lies over the other, and what lies off its page."""
    for number, page in enumerate(pages, 1):
        open_: list[_Thing] = []
        for thing in sorted(_things(page), key=lambda thing: thing.top):
            if _reaches_out(thing, page, 0):
                yield Collision(number, thing.words, None)
            open_ = [other for other in open_ if other.bottom > thing.top + TOUCH]
            for other in open_:
                if not (thing.is_picture and other.is_picture) and _overlap(thing, other):
                    words, lies_there = sorted((thing, other), key=lambda each: each.is_picture)
                    yield Collision(number, words.words, lies_there.words, lies_there.is_picture)
            open_.append(thing)


def near_edges(pages: Sequence[Any], safe: float) -> Iterator[Collision]:
    """Yield what is nearer to the edges of its page than `safe`, in CSS pixels."""
    for number, page in enumerate(pages, 1):
        for thing in _things(page):
            if _reaches_out(thing, page, safe):
                yield Collision(number, thing.words, None)


def _reaches_out(thing: _Thing, page: Any, inset: float) -> bool:
    """Return whether a thing is nearer to its page's edges than `inset`, in CSS pixels, or off the page."""
    across = thing.left < inset - TOUCH or thing.right > page.width - inset + TOUCH
    return across or thing.top < inset - TOUCH or thing.bottom > page.height - inset + TOUCH


def overruns(pages: Sequence[Any]) -> Iterator[Any]:
    """Yield each element that is meant for one page and takes more."""
    taken: dict[Any, set[int]] = {}
    for number, page in enumerate(pages, 1):
        for box in boxes_on(page):
            if box.element is not None and box.element.get(ONE_PAGE) is not None:
                taken.setdefault(box.element, set()).add(number)
    yield from (element for element, numbers in taken.items() if len(numbers) > 1)


def _overlap(one: _Thing, other: _Thing) -> bool:
    across = min(one.right, other.right) - max(one.left, other.left)
    down = min(one.bottom, other.bottom) - max(one.top, other.top)
    return across > TOUCH and down > TOUCH


def _things(page: Any) -> Iterator[_Thing]:
    for box in boxes_on(page):
        left, top = box.position_x, box.position_y
        if text := getattr(box, "text", "").strip():
            place = (left, top + ABOVE * box.height, left + box.width, top + (1 - BELOW) * box.height)
            yield _Thing(*place, words=text, is_picture=False)
        elif box.element_tag == "img" and hasattr(box, "replacement"):
            left, top = box.content_box_x(), box.content_box_y()
            place = (left, top, left + box.width, top + box.height)
            yield _Thing(*place, words=box.element.get("alt") or "", is_picture=True)
