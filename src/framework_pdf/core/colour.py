"""Colours in sRGB, as `#rrggbb`: reading, mixing and measuring them, and moving them. Imports nothing of ours.

What is asked for every pixel or box (channels, contrast) is arithmetic. The rest is the colour library's, which is
loaded when it is first needed: building a PDF without a brand does without it.
"""

import math
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from coloraide import Color

WHITE = "#ffffff"
BLACK = "#000000"
TEXT_CONTRAST = 4.5
"""The least contrast of text with what is behind it (WCAG 2.2, success criterion 1.4.3)."""

LARGE_TEXT_CONTRAST = 3
"""The same for large text: 18 pt, or 14 pt in bold."""


def least_contrast(size: float, weight: int) -> float:
    """The size of some text in pt and its weight (400, 700) in; out, the contrast it needs (WCAG 2.2, 1.4.3)."""
    return LARGE_TEXT_CONTRAST if size >= 18 or (size >= 14 and weight >= 700) else TEXT_CONTRAST


def channels(colour: str) -> tuple[int, int, int]:
    """`#rrggbb` in; red, green and blue out, 0 to 255."""
    red, green, blue = bytes.fromhex(colour.removeprefix("#"))
    return red, green, blue


def of_channels(red: float, green: float, blue: float) -> str:
    """Red, green and blue in, 0 to 255; `#rrggbb` out."""
    return "#" + "".join(f"{round(channel):02x}" for channel in (red, green, blue))


def mix(colour: str, other: str, share: float) -> str:
    """Two colours in; out, the first with `share` (0 to 1) of the other in it."""
    pairs = zip(channels(colour), channels(other), strict=True)
    return of_channels(*(a + (b - a) * share for a, b in pairs))


def tint(colour: str, strength: float) -> str:
    """A colour in; out, the colour on white paper at `strength` (0 is white, 1 the colour)."""
    return mix(WHITE, colour, strength)


def luminance(colour: str) -> float:
    """A colour in, its relative luminance out, 0 to 1 (WCAG 2.2, definition of relative luminance)."""
    linear = [
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4
        for c in (channel / 255 for channel in channels(colour))
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(colour: str, other: str) -> float:
    """Two colours in, their contrast ratio out, 1 to 21 (WCAG 2.2, definition of contrast ratio)."""
    lighter, darker = sorted((luminance(colour), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def parsed(text: str) -> str | None:
    """A colour as CSS writes it in; out, the nearest that sRGB has, or None where it is no colour, or not opaque."""
    try:
        colour = _colour(text.strip())
        if colour.alpha(nans=False) < 1 or not all(map(math.isfinite, colour.coords(nans=False))):
            return None
        # CSS cuts what `rgb()` has too much of; other spaces have colours of their own that sRGB lacks.
        return _hex(colour, "clip" if colour.space() in {"srgb", "hsl", "hwb"} else "raytrace")
    except (ValueError, ArithmeticError):  # numbers may be too large to reckon with
        return None


@cache
def polar(colour: str) -> tuple[float, float, float]:
    """A colour in; out, its lightness (0 to 1), chroma and hue (in degrees) in OKLCH."""
    lightness, chroma, hue = _colour(colour).convert("oklch").coords(nans=False)
    return lightness, chroma, hue


def of_polar(lightness: float, chroma: float, hue: float) -> str:
    """Lightness, chroma and hue in OKLCH in; out, the colour, with less chroma where sRGB has not so much."""
    return _hex(_colour("oklch", [lightness, chroma, hue]))


@cache
def lightness(colour: str) -> float:
    """A colour in; out, how light it is in greyscale: L* of CIELAB, 0 to 100."""
    return _colour(colour).convert("lab-d65").coords()[0]


@cache
def xyz(colour: str) -> tuple[float, float, float]:
    """A colour in; out, X, Y and Z of CIE 1931 for the illuminant D50, white having a Y of 100."""
    x, y, z = _colour(colour).convert("xyz-d50").coords(nans=False)
    return 100 * x, 100 * y, 100 * z


def grey(lightness: float) -> str:
    """L* of CIELAB, 0 to 100, in; out, the grey that has it."""
    return _hex(_colour("lab", (lightness, 0, 0)))


@cache
def greyed(colour: str) -> str:
    """A colour in; out, the grey that is as light."""
    return grey(lightness(colour))


class Deficiency(StrEnum):
    """Colour blindness, complete, by the cones that are missing."""

    PROTAN = "protan"
    """Those for long waves: red."""
    DEUTAN = "deutan"
    """Those for middle waves: green."""
    TRITAN = "tritan"
    """Those for short waves: blue."""


@cache
def seen_with(colour: str, deficiency: Deficiency) -> str:
    """A colour and a deficiency in; out, what a reader with it sees, shown to one without."""
    return _hex(_colour(colour).filter(deficiency), "clip")


def difference(colour: str, other: str) -> float:
    """Two colours in; out, how far apart they look: a hundred times their distance in OKLab (black and white: 100)."""
    return 100 * math.dist(_oklab(colour), _oklab(other))


def legible(colour: str, ground: str, least: float = TEXT_CONTRAST) -> str:
    """A colour and what is behind it in; out, the colour, as much lighter or darker as the least contrast needs.

    It keeps its hue, and as much of its chroma as sRGB has at that lightness. Where neither black nor white has the
    least contrast, it is the one that has more.
    """
    if contrast(colour, ground) >= least:
        return colour
    start, chroma, hue = polar(colour)
    ends = [end for end, pole in ((0, BLACK), (1, WHITE)) if contrast(pole, ground) >= least]
    if not ends:
        return max((WHITE, BLACK), key=lambda pole: contrast(pole, ground))
    found = []
    for end in ends:
        near, far = start, float(end)
        while abs(far - near) > _FINEST:
            middle = (near + far) / 2
            if contrast(of_polar(middle, chroma, hue), ground) >= least:
                far = middle
            else:
                near = middle
        found.append(far)
    return of_polar(min(found, key=lambda far: abs(far - start)), chroma, hue)


_FINEST = 1 / 2048
"""A step in lightness that 8 bits a channel can't show."""


def _colour(*given: Any) -> "Color":
    """What the library's colour takes in; out, the colour."""
    from coloraide import Color

    return Color(*given)


def _hex(colour: "Color", method: str = "raytrace") -> str:
    """A colour of the library and a way to bring it into sRGB in; out, `#rrggbb`."""
    red, green, blue = colour.convert("srgb").fit(method=method).coords(nans=False)
    return of_channels(*(255 * channel for channel in (red, green, blue)))


@cache
def _oklab(colour: str) -> tuple[float, ...]:
    return tuple(_colour(colour).convert("oklab").coords(nans=False))
