"""Finds pages that stand half empty by accident: what did not fit on them went to the next."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from framework_pdf.typesetting.boxes import SVG, page_box
from framework_pdf.typesetting.grounds import PaintedPage, ground_colour, is_opaque
from framework_pdf.typesetting.overruns import MEANT_FOR_ONE, ONE_PAGE

FULL_PAGES = "data-full-pages"
"""Pages with something of an element with this attribute should be full."""
MAY_BE_SHORT = "data-may-be-short"
"""Unless there is something on them of an element with this one, or that is to have one page: it is meant so."""
LEAST_FULL = 0.55
"""How much of its height a page uses, from the top, that is not half empty."""
PICTURES = {"img", "svg", f"{SVG}svg"}


@dataclass(frozen=True, slots=True)
class ShortPage:
    """A page that is half empty."""

    number: int
    share: float
    """How much of the height of its text area is used, 0 to 1."""
    words: str
    """Those that it begins with."""


def short_pages(pages: Sequence[PaintedPage]) -> Iterator[ShortPage]:
    """Yield each page that should be full, and is not."""
    for page in pages:
        elements = [each.box.element for each in page.boxes if each.box.element is not None]
        meant = any(each.get(FULL_PAGES) is not None for each in elements)
        if meant and all(
            each.get(mark) is None for each in elements for mark in (MAY_BE_SHORT, ONE_PAGE, MEANT_FOR_ONE)
        ):
            share = _share(page)
            if share < LEAST_FULL:
                yield ShortPage(page.number, share, _first_words(page))


def _share(page: PaintedPage) -> float:
    """Return how much of the height of a page's text area is used, 0 to 1: all where its own ground is painted."""
    sheet = page_box(page.page)
    top, bottom = sheet.content_box_y(), sheet.content_box_y() + sheet.height
    if _is_seen(sheet):
        return 1
    ends = (min(each.bottom, bottom) for each in page.boxes if each.top < bottom and _is_seen(each.box))
    return float((max(ends, default=top) - top) / sheet.height)


def _is_seen(box: Any) -> bool:
    """Return whether a box shows anything of its own: words, a picture, a ground."""
    if getattr(box, "text", "").strip() or box.element_tag in PICTURES:
        return True
    background = getattr(box, "background", None)
    drawn = background is not None and any(layer.image is not None for layer in background.layers)
    return drawn or (is_opaque(box) and ground_colour(box) != (1, 1, 1))


def _first_words(page: PaintedPage) -> str:
    return next((text for each in page.boxes if (text := getattr(each.box, "text", "").strip())), "")
