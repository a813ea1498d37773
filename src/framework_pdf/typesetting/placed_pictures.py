"""A document, laid out or not, in; out, what is read in it, and its pictures, each with its size in print."""

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
    """The root of an HTML document in; out, its words, and those of attributes: of pictures and links."""
    told = (element.get(name) or "" for element in html.iter() for name in ("alt", "href", "title"))
    return " ".join([words_of(html), *told])


def pictures_in(html: Element) -> tuple[Placed, ...]:
    """The root of an HTML document in; out, each `img` in it."""
    return tuple(Placed(picture.get("src", "")) for picture in html.iter("img"))


def placed_on(pages: Sequence[Any]) -> tuple[Placed, ...]:
    """Laid out pages in; out, each `img` on them, in order."""
    return tuple(
        Placed(box.element.get("src", ""), _mm(box.width), _mm(box.height))
        for page in pages
        for box in boxes_on(page)
        if box.element_tag == "img" and hasattr(box, "replacement")
    )


def _mm(pixels: float) -> float:
    return round(pt_to_mm(pixels * PT_PER_PX), 2)
