"""Checks that artwork which reaches the trim goes on to the end of the bleed."""

from collections.abc import Callable, Iterator
from typing import Any

import pypdfium2
from pikepdf import Page, Pdf
from PIL import Image

from framework_pdf.core.diagnostics import counted
from framework_pdf.core.units import mm_to_pt, pt_to_mm
from framework_pdf.preflight.report import MOST_TOLD, Check, pass_or_fail

UNPAINTED = (255, 0, 255)
"""The colour of the paper on which pages are drawn: nobody prints it, so what still has it was not painted."""
WHITE = 245
"""Of 255: what is as light or lighter in all channels counts as white."""
NEAR_TRIM, NEAR_END = 0.5, 0.6
"""How far inside the trim, and inside the end of the bleed, ink is looked for, in mm."""
MOST_ENDING = 0.5
"""How much of a stretch of ink at the trim, 0 to 1, may have no ink beyond: a slanting shape has none at its side."""
SHORTEST = 3
"""The shortest stretch that counts, in pt: less is the width of a slanting line."""


def bleed_check(document: Pdf, rendered: pypdfium2.PdfDocument) -> Check:
    """Check that ink at the trim goes on to the end of the bleed, so that no paper shows on a page cut a little off.

    Args:
        document: The PDF, for its boxes.
        rendered: The same, for what its pages look like.

    """
    wrong, reaching = [], 0
    for number, (page, picture) in enumerate(zip(document.pages, _pictures(rendered), strict=True), 1):
        stretches = [stretch for side in _sides(page, picture) for stretch in side]
        reaching += bool(stretches)
        if any(sum(goes_on) < (1 - MOST_ENDING) * len(goes_on) for goes_on in stretches):
            wrong.append(f"page {number}: artwork ends at the trim, or before the end of the bleed")
    return pass_or_fail(
        "bleed",
        tuple(wrong[:MOST_TOLD]),
        f"{counted(reaching, 'page')} with artwork at the trim: it goes on to the end",
    )


def _pictures(rendered: pypdfium2.PdfDocument) -> Iterator[Image.Image]:
    """Yield a picture of each page on paper of a colour that is not printed, with a pixel for each pt."""
    for page in rendered:
        yield page.render(scale=1, fill_color=(*UNPAINTED, 255), optimize_mode=None).to_pil().convert("RGB")


def _sides(page: Page, picture: Image.Image) -> Iterator[list[list[bool]]]:
    """Yield the stretches of ink along the trim, for each side of a page that has a bleed.

    A stretch says for each of its pixels whether there is ink at the end of the bleed too. That may lie as far sideways
    as the end of the bleed is from the trim, because shapes slant.
    """
    media, bleed, trim = (edges_of(box) for box in (page.mediabox, page.bleedbox, page.trimbox))
    left, bottom, right, top = (round(mm_to_pt(edge - start)) for edge, start in zip(trim, media[:2] * 2, strict=True))
    for side, (outer, inner) in enumerate(zip(bleed, trim, strict=True)):
        if abs(outer - inner) < 2 * NEAR_END:
            continue
        is_vertical, inwards = side % 2 == 0, 1 if side < 2 else -1
        colour_at = _at_vertical_edge(picture) if is_vertical else _at_horizontal_edge(picture)
        places = (inner + inwards * NEAR_TRIM, outer + inwards * NEAR_END)
        at_trim, at_end = (int(mm_to_pt(place - media[side % 2])) for place in places)
        along = range(bottom + 3, top - 3) if is_vertical else range(left + 3, right - 3)
        yield list(_stretches(colour_at, at_trim, at_end, along))


ColourAt = Callable[[int, int], tuple[int, ...]]
"""Returns red, green and blue of a pixel, given its place across an edge and its place along it."""


def _stretches(colour_at: ColourAt, at_trim: int, at_end: int, along: range) -> Iterator[list[bool]]:
    """Yield the stretches of ink along an edge; white that is painted counts as going on beyond the trim.

    Args:
        at_trim: The line of pixels just inside the trim, across the edge.
        at_end: The line of pixels just inside the end of the bleed.
        along: The pixels along the edge.

    """
    reach = abs(at_end - at_trim)
    stretch: list[bool] = []
    for place in (*along, along.stop):
        if place != along.stop and _is_inked(colour_at(at_trim, place)):
            near = range(max(along.start, place - reach), min(along.stop, place + reach + 1))
            stretch.append(any(colour_at(at_end, other) != UNPAINTED for other in near))
        else:
            if len(stretch) >= SHORTEST:
                yield stretch
            stretch = []


def _is_inked(colour: tuple[int, ...]) -> bool:
    return colour != UNPAINTED and min(colour) < WHITE


def _at_vertical_edge(picture: Image.Image) -> ColourAt:
    return lambda across, along: _colour(picture, across, along)


def _at_horizontal_edge(picture: Image.Image) -> ColourAt:
    return lambda across, along: _colour(picture, along, across)


def _colour(picture: Image.Image, x: int, y: int) -> tuple[int, ...]:
    """Return the colour of a pixel, counted from the lower left corner."""
    colour = picture.getpixel((x, picture.height - 1 - y))
    assert isinstance(colour, tuple)  # noqa: S101 (a picture in colour has one number for each)
    return colour


def edges_of(box: Any) -> tuple[float, float, float, float]:
    """Return the edges of a page box in mm: left, bottom, right and top."""
    left, bottom, right, top = (pt_to_mm(float(edge)) for edge in box)
    return left, bottom, right, top
