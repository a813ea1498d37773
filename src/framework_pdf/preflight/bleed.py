"""Checks that artwork which reaches the trim goes on to the end of the bleed."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

import pypdfium2
from pikepdf import Pdf
from PIL import Image

from framework_pdf.core.diagnostics import counted
from framework_pdf.core.units import mm_to_pt
from framework_pdf.pdf.page_geometry import PageGeometry, geometry_of
from framework_pdf.preflight.page_drawing import draw, sensible_scale, show
from framework_pdf.preflight.report import MOST_TOLD, Check, pass_or_fail

UNPAINTED = (255, 0, 255)
"""The colour of the paper on which pages are drawn: nobody prints it, so what still has it was not painted."""
WHITE = 245
"""Of 255: what is as light or lighter in all channels counts as white."""
NEAR_TRIM, NEAR_END = 0.5, 0.6
"""How far inside the trim, and inside the end of the bleed, ink is looked for, in mm."""
LEAST_BLEED = 0.35
"""A bleed that is narrower, in mm, is none: it is a pixel of the picture of a page, and no guillotine is so exact."""
MOST_ENDING = 0.5
"""How much of a stretch of ink at the trim, 0 to 1, may have no ink beyond: a slanting shape has none at its side."""
SHORTEST = 3
"""The shortest stretch that counts, in pt: less is the width of a slanting line."""


def bleed_check(document: Pdf, rendered: pypdfium2.PdfDocument) -> Check:
    """Check that ink at the trim goes on to the end of the bleed, so that no paper shows on a page cut a little off.

    Args:
        document: The PDF, for its boxes.
        rendered: The same, for what its pages look like; each is shown as far as its MediaBox from then on.

    """
    wrong, reaching = [], 0
    for number, (page, seen) in enumerate(zip(document.pages, rendered, strict=True), 1):
        geometry = geometry_of(page)
        geometry = replace(geometry, crop=geometry.media)
        show(seen, geometry.media)  # a press prints what readers crop away
        scale = sensible_scale(seen, geometry.unit)  # which PDFium does not heed
        picture = draw(seen, scale, paper=UNPAINTED)
        sides = tuple(_sides(geometry, picture, scale / geometry.unit))
        reaching += any(side.stretches for side in sides)
        ending = [side for side in sides if side.has_one_that_ends]
        if ending:
            how = (
                "or before the end of the bleed" if all(side.has_bleed for side in ending) else "and there is no bleed"
            )
            wrong.append(f"page {number}: artwork ends at the trim, {how}")
    right = f"{counted(reaching, 'page')} with artwork at the trim: it goes on to the end"
    return pass_or_fail("bleed", wrong[:MOST_TOLD], right if reaching else "no artwork at the trim")


@dataclass(frozen=True, slots=True)
class _Side:
    """A side of a page."""

    has_bleed: bool
    stretches: tuple[list[bool], ...]
    """The stretches of ink along the trim: for each pixel of one, whether there is ink at the end of the bleed too."""

    @property
    def has_one_that_ends(self) -> bool:
        """Whether some stretch does not go on to the end of the bleed."""
        return any(sum(goes_on) < (1 - MOST_ENDING) * len(goes_on) for goes_on in self.stretches)


def _sides(page: PageGeometry, picture: Image.Image, scale: float) -> Iterator[_Side]:
    """Yield the sides of a page.

    Ink at the end of the bleed may lie as far sideways as that is from the trim, because shapes slant.

    Args:
        page: Where it lies.
        picture: The page on paper of a colour that is not printed.
        scale: Of the picture, in pixels for each pt: 1, or less for a very large page.

    """
    bleed, trim = page.edges(page.bleed), page.edges(page.trim)
    left, bottom, right, top = (round(mm_to_pt(edge) * scale) for edge in trim)
    upwards = picture.transpose(Image.Transpose.FLIP_TOP_BOTTOM)  # so that pixels are counted as boxes are
    sideways = upwards.transpose(Image.Transpose.TRANSPOSE)
    for side, (outer, inner) in enumerate(zip(bleed, trim, strict=True)):
        inwards = 1 if side < 2 else -1
        extent = (inner - outer) * inwards
        places = (inner + inwards * NEAR_TRIM, outer + inwards * min(NEAR_END, extent / 2))
        at_trim, at_end = (int(mm_to_pt(place) * scale) for place in places)
        seen = sideways if side % 2 else upwards
        start, end = (left, right) if side % 2 else (bottom, top)
        if min(at_trim, at_end) >= 0 and max(at_trim, at_end) < seen.width:
            along = range(max(0, start + 3), min(seen.height, end - 3))
            has_bleed = extent >= LEAST_BLEED
            yield _Side(has_bleed, tuple(_stretches(seen, at_trim, at_end if has_bleed else None, along)))


def _stretches(picture: Any, at_trim: int, at_end: int | None, along: range) -> Iterator[list[bool]]:
    """Yield the stretches of ink along an upright edge; white that is painted counts as going on beyond the trim.

    Args:
        picture: Of the page.
        at_trim: The column of pixels just inside the trim.
        at_end: The column of pixels just inside the end of the bleed; None if there is no bleed.
        along: The pixels along the edge.

    """
    inked = [_is_inked(picture.getpixel((at_trim, place))) for place in along]
    painted = [at_end is not None and picture.getpixel((at_end, place)) != UNPAINTED for place in along]
    reach = abs(at_end - at_trim) if at_end is not None else 0
    for is_inked, places in groupby(range(len(along)), key=inked.__getitem__):
        stretch = [any(painted[max(0, place - reach) : place + reach + 1]) for place in places]
        if is_inked and len(stretch) >= SHORTEST:
            yield stretch


def _is_inked(colour: tuple[int, ...]) -> bool:
    return colour != UNPAINTED and min(colour) < WHITE
