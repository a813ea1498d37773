"""Pages with a bleed in; out, whether what is inked at the trim goes on to its end."""

from collections.abc import Callable, Iterator
from typing import Any

import pypdfium2
from pikepdf import Page, Pdf
from PIL import Image

from framework_pdf.core.diagnostics import counted
from framework_pdf.core.units import mm_to_pt, pt_to_mm
from framework_pdf.preflight.report import MOST_TOLD, Check, of

BARE = (255, 0, 255)
"""Pages are drawn on paper of a colour that nobody prints: what still has it was not painted."""
UNINKED = 245
"""Of 255: what is lighter in all channels is white."""
NEAR_TRIM, NEAR_END = 0.5, 0.6
"""So far inside the trim, and inside the end of the bleed, ink is looked for, in mm."""
MOST_ENDING = 0.5
"""Where more of a stretch of ink at the trim has none beyond, it ends there: what slants ends at its side alone."""
SHORTEST = 3
"""Of such a stretch, in pt: less is the width of a line that slants."""


def bleed_of(document: Pdf, seen: pypdfium2.PdfDocument) -> Check:
    """Whether what is inked at the trim goes on to the end of the bleed: a page cut a little off shows no paper."""
    wrong, reaching = [], 0
    for number, (page, picture) in enumerate(zip(document.pages, _pictures(seen), strict=True), 1):
        stretches = [stretch for side in _sides(page, picture) for stretch in side]
        reaching += bool(stretches)
        if any(sum(goes_on) < (1 - MOST_ENDING) * len(goes_on) for goes_on in stretches):
            wrong.append(f"page {number}: artwork ends at the trim, or before the end of the bleed")
    return of(
        "bleed",
        tuple(wrong[:MOST_TOLD]),
        f"{counted(reaching, 'page')} with artwork at the trim: it goes on to the end",
    )


def _pictures(seen: pypdfium2.PdfDocument) -> Iterator[Image.Image]:
    """A PDF in; out, each page as it is seen on paper of a strange colour, a dot a point."""
    for page in seen:
        yield page.render(scale=1, fill_color=(*BARE, 255), optimize_mode=None).to_pil().convert("RGB")


def _sides(page: Page, picture: Image.Image) -> Iterator[list[list[bool]]]:
    """A page and its picture in; out, of each side with a bleed the stretches of ink along the trim.

    Each says, dot by dot, whether there is ink at the end of the bleed too, within as far sideways as it is outwards.
    """
    media, bleed, trim = (edges_of(box) for box in (page.mediabox, page.bleedbox, page.trimbox))
    left, bottom, right, top = (round(mm_to_pt(edge - start)) for edge, start in zip(trim, media[:2] * 2, strict=True))
    for side, (outer, inner) in enumerate(zip(bleed, trim, strict=True)):
        if abs(outer - inner) < 2 * NEAR_END:
            continue
        is_upright, inwards = side % 2 == 0, 1 if side < 2 else -1
        dot = _upright(picture) if is_upright else _level(picture)
        places = (inner + inwards * NEAR_TRIM, outer + inwards * NEAR_END)
        at_trim, at_end = (int(mm_to_pt(place - media[side % 2])) for place in places)
        along = range(bottom + 3, top - 3) if is_upright else range(left + 3, right - 3)
        yield list(_stretches(dot, at_trim, at_end, along))


Dots = Callable[[int, int], tuple[int, ...]]
"""How far across or up and how far along an edge in; out, red, green and blue there."""


def _stretches(dot: Dots, at_trim: int, at_end: int, along: range) -> Iterator[list[bool]]:
    """The dots of a page, two lines along an edge and the edge in; out, its stretches of ink. Painted white goes on."""
    reach = abs(at_end - at_trim)
    stretch: list[bool] = []
    for place in (*along, along.stop):
        if place != along.stop and _is_inked(dot(at_trim, place)):
            near = range(max(along.start, place - reach), min(along.stop, place + reach + 1))
            stretch.append(any(dot(at_end, other) != BARE for other in near))
        else:
            if len(stretch) >= SHORTEST:
                yield stretch
            stretch = []


def _is_inked(colour: tuple[int, ...]) -> bool:
    return colour != BARE and min(colour) < UNINKED


def _upright(picture: Image.Image) -> Dots:
    return lambda across, up: _dot(picture, across, up)


def _level(picture: Image.Image) -> Dots:
    return lambda up, across: _dot(picture, across, up)


def _dot(picture: Image.Image, x: int, y: int) -> tuple[int, ...]:
    """A picture, and a place from its lower left corner, in; out, the colour there."""
    colour = picture.getpixel((x, picture.height - 1 - y))
    assert isinstance(colour, tuple)
    return colour


def edges_of(box: Any) -> tuple[float, float, float, float]:
    """A box of a page in; out, its edges in mm."""
    left, bottom, right, top = (pt_to_mm(float(edge)) for edge in box)
    return left, bottom, right, top
