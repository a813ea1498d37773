"""Finds what is meant for one page and takes more, and how many words are too many."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from framework_pdf.typesetting.boxes import Element, boxes_in, page_box, words_of

ONE_PAGE = "data-one-page"
"""An element with this attribute has one page: a cover."""
FITTED_TO_ONE = "data-fitted-to-one-page"
"""One with this attribute has one where type can be made so small; else it goes on, and nothing is told of that."""
MEANT_FOR_ONE = "data-meant-for-one-page"
"""One with this attribute should have one: what is on a second page is read there, and looks forgotten."""
TEXTS = ("h1", "h2", "p", "li")
"""Elements that a writer has written as a whole."""


@dataclass(frozen=True, slots=True)
class Overrun:
    """An element that takes more pages than it should."""

    element: Element
    page: int
    """The first of them."""
    words: int
    """About how many words are too many; 0 where it is no words that have no room."""

    @property
    def texts(self) -> tuple[str, ...]:
        """Its texts, the longest first: most likely that is the one to be cut."""
        found = (words_of(each) for tag in TEXTS for each in self.element.iter(tag))
        return tuple(sorted(found, key=len, reverse=True))

    @property
    def longest(self) -> str:
        """The longest of them, or nothing."""
        return next(iter(self.texts), "")

    @property
    def cut(self) -> str:
        """What to do, in words; nothing where words are not in the way."""
        return f"cut about {self.words} words" if self.words > 1 else "cut about one word" if self.words else ""


def overruns(pages: Sequence[Any], mark: str) -> Iterator[Overrun]:
    """Yield each element with an attribute that takes more than one page."""
    taken: dict[Element, dict[int, list[Any]]] = {}
    for number, page in enumerate(pages, 1):
        for box in _marked(page_box(page), mark):
            lines = (each for each in boxes_in(box) if type(each).__name__ == "LineBox")
            taken.setdefault(box.element, {}).setdefault(number, []).extend(lines)
    for element, lines_on in taken.items():
        if len(lines_on) > 1:
            first, *others = lines_on
            beyond = [line for number in others for line in lines_on[number]]
            yield Overrun(element, first, _too_many(beyond, _room_below(lines_on[first], pages[first - 1])))


def _marked(box: Any, mark: str) -> Iterator[Any]:
    """Yield the outermost boxes of elements with an attribute: what is in them may have their element, too."""
    if box.element is not None and box.element.get(mark) is not None:
        yield box
        return
    for child in getattr(box, "children", ()):
        yield from _marked(getattr(child, "_box", child), mark)


def _room_below(lines: Sequence[Any], page: Any) -> float:
    """Return how much room there is below the last line of a page: some lines are kept with those on the next."""
    sheet = page_box(page)
    ends = max((line.position_y + line.height for line in lines), default=math.inf)
    return max(0.0, float(sheet.content_box_y() + sheet.height - ends))


def _too_many(beyond: Sequence[Any], room: float) -> int:
    """Return about how many words of the lines on later pages the room on the first one does not take."""
    if not beyond:
        return 0
    words = sum(len(each.text.split()) for line in beyond for each in boxes_in(line) if hasattr(each, "text"))
    taken = min(math.floor(room / max(float(line.height) for line in beyond)), len(beyond) - 1)
    return math.ceil(words * (1 - taken / len(beyond)))
