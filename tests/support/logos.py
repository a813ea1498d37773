"""Logos of any shape, made by machine, and what stands beside them on pages."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pypdfium2
from PIL import Image

from framework_pdf.brand.logos import Artwork, Logo, Logos
from framework_pdf.brand.look import Look
from framework_pdf.brand.pictures import Picture
from framework_pdf.core.colour import channels
from framework_pdf.core.data_url import data_url
from framework_pdf.typesetting.typesetter import LaidOut

SHAPES = {"1:3": (100, 300), "1:1": (100, 100), "4:3": (400, 300), "8:1": (800, 100)}
"""Shapes of logos, as width and height."""
FLAT = "#ff00c8"
"""The colour of each logo: nothing else on a page has it."""
PIXELS_PER_MM = 8


def logo_of(width: float, height: float, *, dark: bool = False) -> Logo:
    """Return a flat logo for a light ground and, if it is asked for, the same for a dark one."""
    picture = Picture(Path("mark.svg"), data_url("image/svg+xml", flat(width, height).encode()), width, height, None)
    light, own = (Artwork(picture, "A flat mark", ("logo", "large", ground)) for ground in ("light", "dark"))
    return Logo(light, own if dark else None)


def flat(width: float, height: float) -> str:
    """Return an SVG that is one colour."""
    shape = f'<path fill="{FLAT}" d="M0 0H{width}V{height}H0z"/>'
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}">{shape}</svg>'


def with_logo(look: Look, logo: Logo) -> Look:
    """Return a look with a logo in all sizes."""
    return replace(look, logos=Logos(logo, logo, logo))


def beside_logos(laid_out: LaidOut, clear: float) -> list[tuple[float, int]]:
    """Return what is to be seen around the logo on each page that has one.

    Args:
        laid_out: Pages, each with one flat logo or none.
        clear: The clear space of the logo, as a share of its height.

    Returns:
        For each page, the height of its logo in mm, and the number of colours in its clear space, as far as that is on
        the page, without the pixels at its edges.

    """
    with pypdfium2.PdfDocument(laid_out.document.write_pdf()) as pdf:
        images = [page.render(scale=PIXELS_PER_MM * 25.4 / 72).to_pil() for page in pdf]
    found = filter(None, (beside_logo(image, clear) for image in images))
    return [(height / PIXELS_PER_MM, colours) for height, colours in found]


def beside_logo(image: Image.Image, clear: float) -> tuple[int, int] | None:
    """Return the height in pixels of the flat logo in an image, and the number of colours around it; None without one.

    Args:
        image: What is seen of a page.
        clear: The clear space of the logo, as a share of its height: so far around it colours are counted.

    """
    pixels = np.asarray(image.convert("RGBA")).view(np.uint32)[:, :, 0]  # each colour as one number
    rows, columns = np.nonzero(pixels == np.array([*channels(FLAT), 255], np.uint8).view(np.uint32))
    if not len(rows):
        return None
    top, bottom, left, right = rows.min(), rows.max() + 1, columns.min(), columns.max() + 1
    room = int(clear * (bottom - top)) - 2
    around = pixels[max(top - room, 0) : bottom + room, max(left - room, 0) : right + room]
    upper, before = min(top, room), min(left, room)
    seen = np.ones(around.shape, bool)
    seen[upper - 2 : upper + bottom - top + 2, before - 2 : before + right - left + 2] = False
    return int(bottom - top), len(np.unique(around[seen]))
