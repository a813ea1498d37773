"""Finds out whether the typesetter draws an SVG as browsers do.

WeasyPrint ignores what it does not know of SVG without a warning, and draws some gradients empty the second time that
they are used. No list of what it can draw would be complete. So each drawing is set twice, and both are compared with a
picture by resvg, which draws static SVG as browsers do.
"""

import subprocess
import sys
from base64 import b64decode
from functools import lru_cache, partial, reduce
from io import BytesIO
from xml.etree import ElementTree

from PIL import Image, ImageChops, ImageFilter

from framework_pdf.brand.pictures import Drawn, Picture
from framework_pdf.brand.seen import seen_in
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


def compared(picture: Picture) -> Drawn:
    """Return how the typesetter draws an SVG differently from browsers, or why that is unknown, and what they draw."""
    try:
        return _compared(picture)
    except subprocess.SubprocessError:
        return Drawn("this drawing takes too long or too much memory to draw, or can't be drawn at all")
    except LimitError as error:
        return Drawn(error.diagnostics[0].message)
    except TypesettingError:
        return Drawn("the typesetter can't draw this drawing")


@lru_cache(maxsize=100)  # a kit's drawings are compared once while `watch` goes on; what was raised is not kept
def _compared(picture: Picture) -> Drawn:
    """Return the same, and raise what the two that draw it do."""
    width, height = _pixels(picture)
    svg = b64decode(picture.src.partition(",")[2]).decode("utf-8-sig")
    expected = _drawn_by_resvg(_at_size(svg, picture, (width, height)), width, height)
    pages = in_worker(partial(printed_alone, picture))
    masks = [differing(_expected_page(page, expected), printed) for page, printed in pages]
    fault = next((_in_words(mask, box) for mask in reversed(masks) if (box := mask.getbbox())), None)
    return Drawn(fault, seen_in(expected), is_empty=seen_in(expected) is None)


def printed_alone(picture: Picture) -> list[tuple[PicturePage, Image.Image]]:
    """Set a drawing alone on pages, and return each with what it looks like.

    Raises:
        LimitError: It took too much time or memory, where it is set in a worker.
        TypesettingError: The typesetter complained of the drawing.

    """
    import pypdfium2  # only a kit with drawings needs it

    pages = [PicturePage(*_pixels(picture), MARGIN, ground=ground, type_size=size) for ground, size in GROUNDS.items()]
    with limited("this drawing", SECONDS_A_DRAWING), pypdfium2.PdfDocument(set_on_pages(picture.src, pages)) as pdf:
        rendered = [page.render(scale=96 / 72 * FINER).to_pil().convert("RGB") for page in pdf]
    return [(page, image.crop((0, 0, *_size(page))).reduce(FINER)) for page, image in zip(pages, rendered, strict=True)]


def _pixels(picture: Picture) -> tuple[int, int]:
    """Return the width and height of a drawing in pixels, at the size where rounding changes them least."""
    scales = [longer / max(picture.width, picture.height) for longer in range(SIDE, SIDE * 5 // 4)]
    sizes = [(picture.width * scale, picture.height * scale) for scale in scales]
    width, height = min(sizes, key=lambda size: sum(abs(side - round(side)) for side in size))
    return max(1, round(width)), max(1, round(height))


def _at_size(svg: str, picture: Picture, pixels: tuple[int, int]) -> str:
    """Return an SVG that has a width and height in pixels, as a browser gives it those of the `img` that it is in.

    resvg would keep the ratio that the SVG's own width and height have, whatever size is asked for.
    """
    width, height = (str(side * FINER) for side in pixels)
    root = ElementTree.fromstring(svg)  # noqa: S314 (what declares entities was refused)
    if "viewBox" not in root.attrib:
        root.set("viewBox", f"0 0 {picture.width} {picture.height}")
    root.attrib |= {"width": width, "height": height}
    return ElementTree.tostring(root, encoding="unicode")


def _drawn_by_resvg(svg: str, width: int, height: int) -> Image.Image:
    """Return what an SVG should look like at a width and height in pixels; SubprocessError if it can't be drawn."""
    command = [sys.executable, "-P", resvg_program.__file__, str(width * FINER), str(height * FINER)]
    longest = 10 * resvg_program.SECONDS  # other processes may have the processor meanwhile
    # It is our own program.
    done = subprocess.run(command, input=svg.encode(), capture_output=True, timeout=longest, check=True)  # noqa: S603
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
    whole = Image.new("L", one.size)
    if box := _reduced(ImageChops.difference(one, other)).getbbox():
        # Edges are looked for where there is a difference alone: most drawings have hardly any.
        place = (max(box[0] - 2, 0), max(box[1] - 2, 0), min(box[2] + 2, one.width), min(box[3] + 2, one.height))
        whole.paste(_beyond_edges(one.crop(place), other.crop(place)), place[:2])
    return whole


def _beyond_edges(one: Image.Image, other: Image.Image) -> Image.Image:
    """Return a mask of where an image is of no colour that the other has beside, in two pixels across and down."""
    apart = Image.new("RGB", one.size)
    for this, that in ((one, other), (other, one)):
        darkest, lightest = that.filter(ImageFilter.MinFilter(3)), that.filter(ImageFilter.MaxFilter(3))
        for beyond in (ImageChops.subtract(darkest, this), ImageChops.subtract(this, lightest)):
            apart = ImageChops.lighter(apart, beyond)
    mask = _reduced(apart)
    for shift in ((1, 0), (0, 1)):
        moved = mask.copy()
        moved.paste(mask, shift)
        mask = ImageChops.darker(mask, moved)
    return mask


def _reduced(difference: Image.Image) -> Image.Image:
    """Return a mask of where a difference in any channel is to be seen."""
    return reduce(ImageChops.lighter, difference.split()).point([255 * (level > ALIKE) for level in range(256)])


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
