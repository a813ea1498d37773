"""Finds what is seen in a picture: where, and whether it would be seen on white paper."""

from dataclasses import dataclass
from functools import reduce
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

SAME_LEVELS = 6
"""A difference in levels of a colour, of 255, that nobody sees."""
LIGHT_LEVEL = 208
"""The least level of grey, of 255, that is hardly seen on white: a contrast of 1.6 : 1."""
LEAST_DARK = 0.02
"""The share of a picture that may be darker though it is light: the edges of its forms."""
WIDEST_MARGIN = 1 / 3
"""The greatest empty margin at opposite sides of a logo that is not told, as a share of its width or height."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What is seen in a picture."""

    left: float
    top: float
    right: float
    bottom: float
    """Where it begins and ends, from 0 at the left and the top to 1."""
    is_light: bool
    """Whether it has no ground of its own, and would hardly be seen on white paper."""

    @property
    def has_wide_margins(self) -> bool:
        """Whether more than a third of the picture is empty at both sides, or above and below."""
        return min(self.left, 1 - self.right) > WIDEST_MARGIN or min(self.top, 1 - self.bottom) > WIDEST_MARGIN


def seen_in(image: "Image") -> Seen | None:
    """Return what is seen in an image, or None where nothing is.

    What is transparent is not seen; nor, in an image that is nowhere so, is what has the colour of all its corners.
    """
    from PIL import Image, ImageChops

    image = image.convert("RGBA")
    shown = image.getchannel("A").point([255 * (level > SAME_LEVELS) for level in range(256)])
    has_ground = shown.getextrema()[0] == 255
    width, height = image.size
    if has_ground and len({image.getpixel((x, y)) for x in (0, width - 1) for y in (0, height - 1)}) == 1:
        corner = Image.new("RGB", image.size, image.convert("RGB").getpixel((0, 0)))
        channels = ImageChops.difference(image.convert("RGB"), corner).split()
        apart = reduce(ImageChops.lighter, channels).point([255 * (level > SAME_LEVELS) for level in range(256)])
        shown = apart if apart.getbbox() or corner.tobytes()[:3] == b"\xff\xff\xff" else shown
    if (box := shown.getbbox()) is None:
        return None
    on_white = Image.new("RGB", image.size, "#ffffff")
    on_white.paste(image, mask=image.getchannel("A"))
    histogram = on_white.convert("L").histogram(shown)
    is_light = not has_ground and sum(histogram[:LIGHT_LEVEL]) <= LEAST_DARK * sum(histogram)
    return Seen(*(box[0] / width, box[1] / height, box[2] / width, box[3] / height), is_light=is_light)
