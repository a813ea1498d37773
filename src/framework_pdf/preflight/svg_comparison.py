"""A drawing in; out, how the typesetter draws it otherwise than browsers do, if it does.

WeasyPrint passes over, without a word, what it does not know of SVG, and empties some gradients where they stand the
second time. No list of what it draws can be complete; so each drawing is set twice, and both are compared with what
another program draws (resvg, which draws static SVG as browsers do).
"""

import subprocess
import sys
from base64 import b64decode
from collections.abc import Callable
from functools import partial
from io import BytesIO

from PIL import Image, ImageChops

from framework_pdf.brand.pictures import Picture
from framework_pdf.core.errors import LimitError, PressError
from framework_pdf.core.limits import SECONDS_A_DRAWING
from framework_pdf.core.worker import in_worker, limited
from framework_pdf.preflight import resvg_program
from framework_pdf.typesetting.single_picture import PicturePage, set_on_pages

SIDE = 400
"""About how many pixels a drawing's longer side has."""
GROUNDS = {"#ffffff": 9, "#9743c4": 29}
"""The colour of each page, and the size of its type: what is white, or lets the ground through, is seen on one of them,
and what goes by the size of type differs from one to the other."""
MARGIN = 12
FINER = 2
"""Drawn so many times larger, and scaled down: hair lines and edges get the shades that they should have."""
ALIKE = 24
"""Levels of a colour, of 255, by which two programs may differ."""
_WHERE = (
    ("at the upper left", "at the top", "at the upper right"),
    ("at the left", "in the middle", "at the right"),
    ("at the lower left", "at the foot", "at the lower right"),
)


def difference(picture: Picture) -> str | None:
    """A drawing in; out, how it is set otherwise than browsers draw it, or why nobody can tell, if so."""
    drawn = _drawn(b64decode(picture.src.partition(",")[2]).decode("utf-8-sig"), *_pixels(picture))
    if drawn is None:
        return "this drawing takes too long or too much memory to draw, or can't be drawn at all"
    try:
        pages = in_worker(partial(_printed_in_time, picture))
        masks = [differing(_laid_on(plate, drawn), page) for plate, page in pages]
    except LimitError as error:
        return error.diagnostics[0].message
    except PressError:
        return "the typesetter can't draw this drawing"
    return next((_told(mask) for mask in reversed(masks) if mask.getbbox()), None)


def _printed_in_time(picture: Picture) -> list[tuple[PicturePage, Image.Image]]:
    """Return what `printed_alone` does, within limits."""
    with limited("this drawing", SECONDS_A_DRAWING):
        return printed_alone(picture)


def printed_alone(picture: Picture) -> list[tuple[PicturePage, Image.Image]]:
    """A drawing in; out, the pages on which it stands alone, and how they look in print. Raises PressError."""
    import pypdfium2  # only a kit with drawings needs it

    width, height = _pixels(picture)
    plates = [PicturePage(width, height, MARGIN, *each) for each in GROUNDS.items()]
    with pypdfium2.PdfDocument(set_on_pages(picture.src, plates)) as document:
        drawn = [page.render(scale=96 / 72 * FINER).to_pil().convert("RGB") for page in document]
    pages = zip(plates, drawn, strict=True)
    return [(plate, page.crop((0, 0, *_size(plate))).reduce(FINER)) for plate, page in pages]


def _pixels(picture: Picture) -> tuple[int, int]:
    """A drawing in; out, its width and height in pixels, so that both are nearly whole without rounding."""

    def sides(longer: int) -> tuple[float, float]:
        scale = longer / max(picture.width, picture.height)
        return picture.width * scale, picture.height * scale

    best = min(range(SIDE, SIDE * 5 // 4), key=lambda longer: sum(abs(each - round(each)) for each in sides(longer)))
    width, height = (max(1, round(each)) for each in sides(best))
    return width, height


def _drawn(svg: str, width: int, height: int) -> Image.Image | None:
    """The words of a drawing, its width and height in; out, what it should look like; None where it can't be drawn."""
    command = [sys.executable, "-P", resvg_program.__file__, str(width * FINER), str(height * FINER)]
    try:
        done = subprocess.run(  # noqa: S603 (our own program)
            command,
            input=svg.encode(),
            capture_output=True,
            timeout=10 * resvg_program.SECONDS,
            check=True,
        )
    except subprocess.SubprocessError:
        return None
    with Image.open(BytesIO(done.stdout), formats=["PNG"]) as image:
        return image.convert("RGBA")


def _laid_on(plate: PicturePage, drawn: Image.Image) -> Image.Image:
    """A plate and what a drawing should look like in; out, the page as it should look."""
    page = Image.new("RGB", _size(plate), plate.ground)
    page.paste(drawn, (MARGIN * FINER, MARGIN * FINER), drawn)
    return page.reduce(FINER)


def _size(plate: PicturePage) -> tuple[int, int]:
    return (plate.width + 2 * MARGIN) * FINER, (plate.height + 2 * MARGIN) * FINER


def differing(one: Image.Image, other: Image.Image) -> Image.Image:
    """Two images of a size in; out, where they differ: beyond what edges shift, and by more than a hair line."""
    apart = Image.new("RGB", one.size)
    for this, that in ((one, other), (other, one)):
        for beyond in (
            ImageChops.subtract(_spread(that, ImageChops.darker), this),
            ImageChops.subtract(this, _spread(that, ImageChops.lighter)),
        ):
            apart = ImageChops.lighter(apart, beyond)
    red, green, blue = (band.point(lambda level: 255 if level > ALIKE else 0) for band in apart.split())
    mask = ImageChops.lighter(ImageChops.lighter(red, green), blue)
    for step in ((1, 0), (0, 1)):
        mask = ImageChops.darker(mask, _moved(mask, *step))
    return mask


_Pick = Callable[[Image.Image, Image.Image], Image.Image]


def _spread(image: Image.Image, pick: _Pick) -> Image.Image:
    """An image and which of two colours to pick in; out, the pick of each pixel's neighbours and its own."""
    for x, y in ((1, 0), (0, 1)):
        image = pick(image, pick(_moved(image, x, y), _moved(image, -x, -y)))
    return image


def _moved(image: Image.Image, x: int, y: int) -> Image.Image:
    moved = image.copy()
    moved.paste(image, (x, y))
    return moved


def _told(mask: Image.Image) -> str:
    """Where a drawing differs in; out, that in words."""
    box = mask.getbbox()
    assert box
    share = mask.histogram()[255] / (mask.width * mask.height)
    much = f"{share:.0%}" if share >= 0.01 else "less than 1%"
    if box[2] - box[0] > mask.width * 0.6 and box[3] - box[1] > mask.height * 0.6:
        where = "all over"
    else:
        column = min(2, 3 * (box[0] + box[2]) // (2 * mask.width))
        row = min(2, 3 * (box[1] + box[3]) // (2 * mask.height))
        where = _WHERE[row][column]
    return f"the typesetter would draw {much} of this drawing otherwise than other programs do, {where}"
