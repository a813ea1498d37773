"""The shades that words and panels need of a colour.

A ground stays as it was asked for where a brand's own words can stand on it: white ones, or its dark ones on what is
bright. Only where neither have 4.5 : 1 (WCAG 2.2, 1.4.3), or the change is too small to be seen, is it made darker.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from framework_pdf.core.colour import TEXT_CONTRAST, WHITE, contrast, legible, lightness, mix, oklch, tint

NIGHT = "#10191c"
"""The ground of a dark screen, where nothing else is asked for."""
NIGHT_CONTRAST = 7
"""The least contrast of words on dark screens: more than 4.5, because light on dark glares."""
SEEN = 5
"""How much darker (CIE L*) a ground may be made for white words before it is seen to be another colour."""
MUDDIED = 15
"""How much darker (CIE L*) a colour of words may be made and still look like itself: in thin strokes less is seen."""
BROWN_HUES = (35.0, 135.0)
"""The hues, in degrees of OKLCH, from orange to lime, that look brown or olive where they are made darker."""
TINT = 0.1
"""The strength of a colour in panels, where 1 is the colour itself and 0 white."""
LIGHT_ENOUGH = 85
"""The least lightness (CIE L*) of a background for paper."""
HUELESS = 0.05
"""A colour of less chroma (OKLCH) than this looks white, grey or black."""


class Ground(NamedTuple):
    """A colour behind words, and that of the words."""

    colour: str
    words: str


@dataclass(frozen=True, slots=True)
class Shades:
    """A colour as it was asked for, and the shades made of it."""

    own: str
    """The colour as it was asked for: for what only decorates."""
    ground: str
    """Behind words."""
    text: str
    """Of words on paper and on the tint."""
    tint: str
    """Of panels."""
    night: str
    """Of words on a dark screen."""
    night_tint: str
    """Of panels on a dark screen."""
    on_ground: str = WHITE
    """Of words on the ground: white, or dark where a bright colour stays as it is."""

    @property
    def keeps_its_colour(self) -> bool:
        """Whether the ground is too bright for white words, and has dark ones."""
        return self.on_ground != WHITE

    @property
    def is_pale(self) -> bool:
        """Whether the ground is all but white: what is made for paper stands on it as on paper."""
        return lightness(self.ground) >= LIGHT_ENOUGH and oklch(self.ground)[1] < HUELESS

    @property
    def has_dark_text(self) -> bool:
        """Whether dark words stand in place of words in the colour, which would be mud."""
        return self.keeps_its_colour and _is_muddied(self.own)


def ground_for(colour: str, dark_words: Sequence[str]) -> Ground:
    """Return the ground that is most like a colour, and the words on it.

    Args:
        colour: The colour.
        dark_words: The colours that dark words may have, the best first.

    """
    darkened = legible(colour, WHITE)
    if lightness(colour) - lightness(darkened) > SEEN:
        for words in dark_words:
            if contrast(words, colour) >= TEXT_CONTRAST:
                return Ground(colour, words)
    return Ground(darkened, WHITE)


def shades_of(
    colour: str, dark_words: Sequence[str] = (), *, by_night: str | None = None, paper: str = WHITE, night: str = NIGHT
) -> Shades:
    """Return the shades of a colour.

    Args:
        colour: The colour.
        dark_words: The colours that words may have on it where it is bright, the best first.
        by_night: The colour to make that of words on a dark screen from, where it is another.
        paper: The background on which words stand.
        night: The ground of a dark screen.

    """
    panel, night_panel = tint(colour, TINT), mix(night, colour, 0.3)
    ground, on_ground = ground_for(colour, dark_words)
    is_bright = on_ground != WHITE
    words = on_ground if is_bright and _is_muddied(colour) else colour
    return Shades(
        own=colour,
        ground=ground,
        text=legible(legible(words, panel), paper),
        tint=panel,
        night=legible(colour if is_bright else by_night or colour, night_panel, NIGHT_CONTRAST),
        night_tint=night_panel,
        on_ground=on_ground,
    )


def _is_muddied(colour: str) -> bool:
    """Return whether a colour looks like another where words in it are made legible on white."""
    _, chroma, hue = oklch(colour)
    turns_brown = chroma >= HUELESS and BROWN_HUES[0] <= hue <= BROWN_HUES[1]
    return lightness(colour) - lightness(legible(colour, WHITE)) > (SEEN if turns_brown else MUDDIED)
