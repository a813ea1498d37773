"""Finds what has no room on laid-out pages: words over words or pictures, off the page, or on a page too many.

The typesetter says nothing of it: what is placed by position takes no room from what is around it.
"""

import math
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from typing import Any

from framework_pdf.core.diagnostics import cut
from framework_pdf.typesetting.boxes import (
    HANGING,
    SMALL,
    STANDING,
    TALL,
    Element,
    page_box,
    reach_of,
    shown_across,
    words_of,
)

TOUCH = 2
"""What overlaps by no more CSS pixels in one direction is near, and not over one another."""
LONGEST_TEXT = 2_000
"""The most characters of a text of the content: more are those of a part of the page."""


@dataclass(frozen=True, slots=True)
class _Thing:
    """Words or a picture on a page, and where they stand, in CSS pixels."""

    left: float
    top: float
    right: float
    bottom: float
    words: str
    room: tuple[float, float, float, float]
    """Left, top, right and bottom of words with their tall letters, or of a picture with its clear space: its padding,
    which a ground of its own covers too."""
    picture: str | None = None
    """The address of a picture."""
    element: Element | None = None
    """What words belong to."""

    @property
    def is_picture(self) -> bool:
        """Whether it is a picture; its words are said of it."""
        return self.picture is not None

    @property
    def itself(self) -> tuple[float, float, float, float]:
        """Left, top, right and bottom of it."""
        return self.left, self.top, self.right, self.bottom


@dataclass(frozen=True, slots=True)
class Collision:
    """Words that can't be read, and what lies there too; None: they lie off the page."""

    page: int
    words: str
    other: str | None
    picture: str | None = None
    """The address of that, where it is a picture; its words are said of it."""
    texts: tuple[str, ...] = ()
    """Texts by which its place can be found, the surest first."""

    @property
    def is_picture(self) -> bool:
        """Whether the words lie over a picture, or in its clear space."""
        return self.picture is not None

    @property
    def lies(self) -> str:
        """Where the words lie, in words."""
        if self.other is None:
            return "runs off the page"
        return f"lies over the picture “{cut(self.other)}”" if self.is_picture else f"lies over “{self.other}”"


def collisions(pages: Sequence[Any], told: Set[Element] = frozenset()) -> Iterator[Collision]:
    """Yield each pair of things of which one lies over the other, and what lies off its page.

    Args:
        pages: All pages.
        told: Elements whose words are where they should not be, which is told already.

    """
    for number, page in enumerate(pages, 1):
        open_: list[_Thing] = []
        things = (thing for thing in _things(page) if thing.element not in told)
        for thing in sorted(things, key=lambda thing: thing.room[1]):
            if _reaches_out(thing, page, 0):
                yield Collision(number, thing.words, None, texts=_texts(thing))
            open_ = [other for other in open_ if other.room[3] > thing.room[1] + TOUCH]
            for other in open_:
                if not (thing.is_picture and other.is_picture) and _overlap(thing, other):
                    words, lies_there = sorted((thing, other), key=lambda each: each.is_picture)
                    texts = _texts(words) if lies_there.is_picture else _texts(words, lies_there)
                    yield Collision(number, words.words, lies_there.words, picture=lies_there.picture, texts=texts)
            open_.append(thing)


def _texts(*things: _Thing) -> tuple[str, ...]:
    """Return the texts of things: whole ones, then lines of them; the longest first, because folios are short."""
    by_length = sorted(things, key=lambda thing: len(thing.words), reverse=True)
    return (*filter(None, map(_text_around, by_length)), *(each.words for each in by_length))


def _text_around(thing: _Thing) -> str:
    """Return all words of the element that a line of text is in, unless it is a large part of the page."""
    words = words_of(thing.element)
    return words if thing.words in words and len(words) <= LONGEST_TEXT else ""


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


def _overlap(one: _Thing, other: _Thing) -> bool:
    places = (one.room, other.room) if one.is_picture or other.is_picture else (one.itself, other.itself)
    lefts, tops, rights, bottoms = zip(*places, strict=True)
    return min(rights) - max(lefts) > TOUCH and min(bottoms) - max(tops) > TOUCH


def _things(page: Any) -> Iterator[_Thing]:
    yield from _things_in(page_box(page), (-math.inf, math.inf))


def _things_in(box: Any, seen: tuple[float, float]) -> Iterator[_Thing]:
    """Yield the words and pictures in a laid-out box; of words that end in an ellipsis, as far as they are seen."""
    seen = shown_across(box, seen)
    if text := getattr(box, "text", "").strip():
        left, right = max(box.position_x, seen[0]), min(box.position_x + box.width, seen[1])
        # Lines may stand close, but the space around a picture is clear of tall and hanging letters too.
        (top, bottom), (tallest, lowest) = reach_of(box, SMALL, STANDING), reach_of(box, TALL, HANGING)
        place, room = (left, top, right, bottom), (left, tallest, right, lowest)
        yield _Thing(*place, text, room, element=box.element)
    elif box.element_tag == "img" and hasattr(box, "replacement"):
        left, top = box.content_box_x(), box.content_box_y()
        place = (left, top, left + box.width, top + box.height)
        outer_left, outer_top = box.padding_box_x(), box.padding_box_y()
        room = (outer_left, outer_top, outer_left + box.padding_width(), outer_top + box.padding_height())
        yield _Thing(*place, box.element.get("alt") or "", room, box.element.get("src", ""))
    for child in getattr(box, "children", ()):
        yield from _things_in(getattr(child, "_box", child), seen)
