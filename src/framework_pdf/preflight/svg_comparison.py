"""Finds out whether the typesetter draws an SVG as browsers do.

WeasyPrint ignores what it does not know of SVG without a warning, and draws some gradients empty the second time that
they are used. No list of what it can draw would be complete. So each drawing is set twice, and both are compared with a
picture by resvg, which draws static SVG as browsers do.
"""

import subprocess
import sys
from base64 import b64decode
from collections.abc import Callable
from functools import partial
from io import BytesIO

from PIL import Image, ImageChops

from framework_pdf.brand.pictures import Picture
from framework_pdf.core.errors import LimitError, TypesettingError
from framework_pdf.core.limits import SECONDS_A_DRAWING
from framework_pdf.core.worker import in_worker, limited
from framework_pdf.preflight import resvg_program
from framework_pdf.typesetting.single_picture import PicturePage, set_on_pages

SIDE = 400
"""How many pixels a drawing's longer side has at the least; up to a quarter more."""
GROUNDS = {"#ffffff": 9, "#9743c4": 29}
"""The colour of each page, with its type size in pixels. What is white or transparent shows on one of the two grounds,
and what depends on the type size differs between them."""
MARGIN = 12
"""Around the drawing, in pixels."""
FINER = 2
"""How many times larger pictures are drawn and then scaled down, so that hairlines and edges get their right shades."""
ALIKE = 24
"""How many levels of a colour, of 255, two programs may differ by."""
_WHERE = (
    ("at the upper left", "at the top", "at the upper right"),
    ("at the left", "in the middle", "at the right"),
    ("at the lower left", "at the foot", "at the lower right"),
)


def difference(picture: Picture) -> str | None:
    """Return how the typesetter draws an SVG differently from browsers, or why that is unknown; None if it doesn't."""
    width, height = _pixels(picture)
    expected = _drawn_by_resvg(b64decode(picture.src.partition(",")[2]).decode("utf-8-sig"), width, height)
    if expected is None:
        return "this drawing takes too long or too much memory to draw, or can't be drawn at all"
    try:
        pages = in_worker(partial(_printed_in_time, picture))
        masks = [differing(_expected_page(page, expected), printed) for page, printed in pages]
    except LimitError as error:
        return error.diagnostics[0].message
    except TypesettingError:
        return "the typesetter can't draw this drawing"
    return next((_in_words(mask, box) for mask in reversed(masks) if (box := mask.getbbox())), None)


def _printed_in_time(picture: Picture) -> list[tuple[PicturePage, Image.Image]]:
    """Return what `printed_alone` does, within limits."""
    with limited("this drawing", SECONDS_A_DRAWING):
        return printed_alone(picture)


def printed_alone(picture: Picture) -> list[tuple[PicturePage, Image.Image]]:
    """Set a drawing alone on pages, and return each with what it looks like.

    Raises:
        TypesettingError: The typesetter complained of the drawing.

    """
    import pypdfium2  # only a kit with drawings needs it

    width, height = _pixels(picture)
    pages = [
        PicturePage(width, height, MARGIN, ground=ground, type_size=type_size) for ground, type_size in GROUNDS.items()
    ]
    with pypdfium2.PdfDocument(set_on_pages(picture.src, pages)) as document:
        rendered = [page.render(scale=96 / 72 * FINER).to_pil().convert("RGB") for page in document]
    return [(page, image.crop((0, 0, *_size(page))).reduce(FINER)) for page, image in zip(pages, rendered, strict=True)]


def _pixels(picture: Picture) -> tuple[int, int]:
    """Return the width and height of a drawing in pixels, at the size where rounding changes them least."""

    def sides(longer: int) -> tuple[float, float]:
        scale = longer / max(picture.width, picture.height)
        return picture.width * scale, picture.height * scale

    best = min(range(SIDE, SIDE * 5 // 4), key=lambda longer: sum(abs(each - round(each)) for each in sides(longer)))
    width, height = (max(1, round(each)) for each in sides(best))
    return width, height


def _drawn_by_resvg(svg: str, width: int, height: int) -> Image.Image | None:
    """Return what an SVG should look like at a width and height in pixels; None if it can't be drawn."""
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


def _expected_page(page: PicturePage, drawing: Image.Image) -> Image.Image:
    """Return what a page with a drawing should look like."""
    image = Image.new("RGB", _size(page), page.ground)
    image.paste(drawing, (MARGIN * FINER, MARGIN * FINER), drawing)
    return image.reduce(FINER)


def _size(page: PicturePage) -> tuple[int, int]:
    """Return the width and height in pixels at which a page is drawn before it is scaled down."""
    return (page.width + 2 * MARGIN) * FINER, (page.height + 2 * MARGIN) * FINER


def differing(one: Image.Image, other: Image.Image) -> Image.Image:
    """Return a mask of where two images of one size differ, not counting shifted edges and anything a pixel thin."""
    apart = Image.new("RGB", one.size)
    for this, that in ((one, other), (other, one)):
        for beyond in (
            ImageChops.subtract(_spread(that, ImageChops.darker), this),
            ImageChops.subtract(this, _spread(that, ImageChops.lighter)),
        ):
            apart = ImageChops.lighter(apart, beyond)
    red, green, blue = (band.point(lambda level: 255 if level > ALIKE else 0) for band in apart.split())
    mask = ImageChops.lighter(ImageChops.lighter(red, green), blue)
    for x, y in ((1, 0), (0, 1)):
        mask = ImageChops.darker(mask, _moved(mask, x, y))
    return mask


_Pick = Callable[[Image.Image, Image.Image], Image.Image]


def _spread(image: Image.Image, pick: _Pick) -> Image.Image:
    """Replace each pixel by the darkest or lightest of itself and its neighbours, as `pick` chooses."""
    for x, y in ((1, 0), (0, 1)):
        image = pick(image, pick(_moved(image, x, y), _moved(image, -x, -y)))
    return image


def _moved(image: Image.Image, x: int, y: int) -> Image.Image:
    moved = image.copy()
    moved.paste(image, (x, y))
    return moved


def _in_words(mask: Image.Image, box: tuple[int, int, int, int]) -> str:
    """Say how much of a drawing differs, and where: inside of a box of the mask."""
    share = mask.histogram()[255] / (mask.width * mask.height)
    much = f"{share:.0%}" if share >= 0.01 else "less than 1%"
    if box[2] - box[0] > mask.width * 0.6 and box[3] - box[1] > mask.height * 0.6:
        where = "all over"
    else:
        column = min(2, 3 * (box[0] + box[2]) // (2 * mask.width))
        row = min(2, 3 * (box[1] + box[3]) // (2 * mask.height))
        where = _WHERE[row][column]
    return f"the typesetter would draw {much} of this drawing otherwise than other programs do, {where}"
