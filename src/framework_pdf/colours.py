"""Colours in sRGB, as `#rrggbb`: mixing, and contrast as WCAG 2.2 measures it. Imports nothing of ours."""

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


def legible(colour: str, ground: str, least: float = TEXT_CONTRAST) -> str:
    """A colour and what is behind it in; out, the colour, as much lighter or darker as the least contrast needs.

    Where even black or white has less contrast, it is that.
    """
    end = max((WHITE, BLACK), key=lambda pole: contrast(pole, ground))
    steps = (mix(colour, end, step / 50) for step in range(51))
    return next((shade for shade in steps if contrast(shade, ground) >= least), end)
