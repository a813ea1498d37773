"""Reads, mixes, measures and changes colours in sRGB, written as `#rrggbb`.

What is needed for every pixel or box (channels, contrast) is plain arithmetic. The colour library does the rest and is
loaded when it is first needed: a PDF without a brand is built without it.
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
"""The same for large text: from 18 pt on, or 14 pt in bold."""


def least_contrast(size: float, weight: int) -> float:
    """Return the contrast that text needs with what is behind it (WCAG 2.2, 1.4.3).

    Args:
        size: Of the type, in pt.
        weight: Of the type, as CSS counts it: 400 is regular, 700 bold.

    """
    return LARGE_TEXT_CONTRAST if size >= 18 or (size >= 14 and weight >= 700) else TEXT_CONTRAST


def channels(colour: str) -> tuple[int, int, int]:
    """Return red, green and blue of a colour, 0 to 255."""
    red, green, blue = bytes.fromhex(colour.removeprefix("#"))
    return red, green, blue


def of_channels(red: float, green: float, blue: float) -> str:
    """Return the colour that has these channels, 0 to 255."""
    return "#" + "".join(f"{round(channel):02x}" for channel in (red, green, blue))


def mix(colour: str, other: str, share: float) -> str:
    """Mix a share (0 to 1) of another colour into a colour."""
    pairs = zip(channels(colour), channels(other), strict=True)
    return of_channels(*(a + (b - a) * share for a, b in pairs))


def tint(colour: str, strength: float) -> str:
    """Return a colour as it is on white paper at a strength from 0 (white) to 1 (the colour itself)."""
    return mix(WHITE, colour, strength)


def luminance(colour: str) -> float:
    """Return the relative luminance of a colour, 0 to 1 (WCAG 2.2, definition of relative luminance)."""
    shares = (channel / 255 for channel in channels(colour))
    linear = [share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(colour: str, other: str) -> float:
    """Return the contrast ratio of two colours, 1 to 21 (WCAG 2.2, definition of contrast ratio)."""
    lighter, darker = sorted((luminance(colour), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def said_contrast(ratio: float) -> str:
    """Return a contrast in words, cut after a decimal: too little must not look like enough."""
    return f"{math.floor(10 * ratio) / 10:.1f}"


def parsed(text: str, behind: str | None = None) -> str | None:
    """Read a colour as CSS writes it: return the nearest one in sRGB, or None if it is no colour.

    Args:
        text: The colour.
        behind: What shows through a colour that is not opaque; without it, such a one is none.

    """
    try:
        colour = _colour(text.strip())
        alpha = min(max(colour.alpha(nans=False), 0), 1)
        if not math.isfinite(alpha) or not all(map(math.isfinite, colour.coords(nans=False))):
            return None
        # CSS clips channels of `rgb()` that are too large; other spaces have colours of their own that sRGB lacks.
        opaque = _hex(colour, "clip" if colour.space() in {"srgb", "hsl", "hwb"} else "raytrace")
        if alpha < 1:
            return mix(behind, opaque, alpha) if behind else None
        return opaque
    except (ValueError, ArithmeticError):  # numbers may be too large to compute with
        return None


@cache
def oklch(colour: str) -> tuple[float, float, float]:
    """Return lightness (0 to 1), chroma and hue (in degrees) of a colour in OKLCH."""
    lightness, chroma, hue = _colour(colour).convert("oklch").coords(nans=False)
    return lightness, chroma, hue


@cache
def from_oklch(lightness: float, chroma: float, hue: float) -> str:
    """Return the colour with this lightness (0 to 1), chroma and hue (degrees), with less chroma if sRGB lacks it."""
    return _hex(_colour("oklch", [lightness, chroma, hue]))


@cache
def lightness(colour: str) -> float:
    """Return how light a colour is in greyscale: L* of CIELAB, 0 to 100."""
    return _colour(colour).convert("lab-d65").coords()[0]


@cache
def xyz(colour: str) -> tuple[float, float, float]:
    """Return X, Y and Z of a colour (CIE 1931) for the illuminant D50; white has a Y of 100."""
    x, y, z = _colour(colour).convert("xyz-d50").coords(nans=False)
    return 100 * x, 100 * y, 100 * z


def grey(lightness: float) -> str:
    """Return the grey that has this L* of CIELAB, 0 to 100."""
    return _hex(_colour("lab", (lightness, 0, 0)))


@cache
def greyed(colour: str) -> str:
    """Return the grey that is as light as a colour."""
    return grey(lightness(colour))


class Deficiency(StrEnum):
    """A complete colour blindness, by the cones that are missing."""

    PROTAN = "protan"
    """The cones for long waves (red) are missing."""
    DEUTAN = "deutan"
    """The cones for middle waves (green) are missing."""
    TRITAN = "tritan"
    """The cones for short waves (blue) are missing."""


@cache
def seen_with(colour: str, deficiency: Deficiency) -> str:
    """Return the colour that a reader with a deficiency sees instead of a colour."""
    return _hex(_colour(colour).filter(deficiency), "clip")


def difference(colour: str, other: str) -> float:
    """Return how far apart two colours look: their distance in OKLab times 100 (black and white: 100)."""
    return 100 * math.dist(_oklab(colour), _oklab(other))


def least_seen_difference(colour: str, other: str) -> float:
    """Return how far apart two colours look to the reader who sees the least difference (see `difference`)."""
    seen = (difference(seen_with(colour, lack), seen_with(other, lack)) for lack in Deficiency)
    return min(difference(colour, other), *seen)


@cache
def legible(colour: str, ground: str, least: float = TEXT_CONTRAST) -> str:
    """Return a colour made as much lighter or darker as it needs to reach the least contrast with a ground.

    It keeps its hue, and as much of its chroma as sRGB has at that lightness. Where neither black nor white reaches the
    least contrast, the one with more of it is returned.
    """
    if contrast(colour, ground) >= least:
        return colour
    start, chroma, hue = oklch(colour)
    ends = [end for end, pole in ((0, BLACK), (1, WHITE)) if contrast(pole, ground) >= least]
    if not ends:
        return max((WHITE, BLACK), key=lambda pole: contrast(pole, ground))
    legible_lightnesses = []
    for end in ends:
        near, far = start, float(end)
        while abs(far - near) > _FINEST_STEP:
            middle = (near + far) / 2
            if contrast(from_oklch(middle, chroma, hue), ground) >= least:
                far = middle
            else:
                near = middle
        legible_lightnesses.append(far)
    return from_oklch(min(legible_lightnesses, key=lambda end: abs(end - start)), chroma, hue)


_FINEST_STEP = 1 / 2048
"""A step in lightness that is too small for 8 bits a channel to show."""


def _colour(*arguments: Any) -> "Color":
    """Make a colour of the library, which is loaded only now."""
    from coloraide import Color

    return Color(*arguments)


def _hex(colour: "Color", method: str = "raytrace") -> str:
    """Write a colour of the library as `#rrggbb`, brought into sRGB by one of the library's gamut mapping methods."""
    red, green, blue = colour.convert("srgb").fit(method=method).coords(nans=False)
    return of_channels(*(255 * channel for channel in (red, green, blue)))


@cache
def _oklab(colour: str) -> tuple[float, ...]:
    return tuple(_colour(colour).convert("oklab").coords(nans=False))
