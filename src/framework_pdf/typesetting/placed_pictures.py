"""Finds what is read in a document, and its pictures, each with its size in print."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from framework_pdf.core.units import pt_to_mm
from framework_pdf.typesetting.boxes import PT_PER_PX, Element, boxes_on, words_of


@dataclass(frozen=True, slots=True)
class Placed:
    """A picture: its address, and its width and height in mm; None where there is no page."""

    src: str
    width: float | None = None
    height: float | None = None


def words_in(html: Element) -> str:
    """Return the words of an HTML document, and those in attributes of pictures and links."""
    told = (element.get(name) or "" for element in html.iter() for name in ("alt", "href", "title"))
    return " ".join([words_of(html), *told])


def pictures_in(html: Element) -> tuple[Placed, ...]:
    """Return each `img` of an HTML document."""
    return tuple(Placed(picture.get("src", "")) for picture in html.iter("img"))


def placed_on(pages: Sequence[Any]) -> tuple[Placed, ...]:
    """Return each `img` on laid-out pages, in order."""
    return tuple(
        Placed(box.element.get("src", ""), _mm(box.width), _mm(box.height))
        for page in pages
        for box in boxes_on(page)
        if box.element_tag == "img" and hasattr(box, "replacement")
    )


def _mm(pixels: float) -> float:
    return round(pt_to_mm(pixels * PT_PER_PX), 2)
