"""Finds what is read in a document, and its pictures, each with its width in print."""

from collections.abc import Sequence
from typing import Any

from framework_pdf.core.units import pt_to_mm
from framework_pdf.typesetting.boxes import PT_PER_PX, Element, boxes_on, words_of

Placed = tuple[str, float | None]
"""A picture: its address, and its width in mm; None where there is no page."""


def words_in(html: Element) -> str:
    """Return the words of an HTML document, and those in attributes of pictures and links."""
    told = (element.get(name) or "" for element in html.iter() for name in ("alt", "href", "title"))
    return " ".join([words_of(html), *told])


def pictures_in(html: Element) -> tuple[Placed, ...]:
    """Return each `img` of an HTML document."""
    return tuple((picture.get("src", ""), None) for picture in html.iter("img"))


def placed_on(pages: Sequence[Any]) -> tuple[Placed, ...]:
    """Return each `img` on laid-out pages, in order."""
    return tuple(
        (box.element.get("src", ""), round(pt_to_mm(box.width * PT_PER_PX), 2))
        for page in pages
        for box in boxes_on(page)
        if box.element_tag == "img" and hasattr(box, "replacement")
    )
