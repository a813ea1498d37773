"""The hues in which colours of aspects are made: a brand's own first, then others, ever farther from them."""

from collections.abc import Sequence
from itertools import product
from typing import NamedTuple

from framework_pdf.brand.aspect_levels import LIGHTEST
from framework_pdf.brand.shades import BROWN_HUES, HUELESS, SEEN, Ground, ground_for
from framework_pdf.core.colour import WHITE, from_oklch, lightness, luminance, oklch

LEAST_CHROMA = 0.03
"""A colour of less chroma than this has no hue."""
GREY_BRAND_CHROMA = 0.05
"""The chroma of colours that are made for a brand without hues."""
GREYER = 0.4
"""The chroma of the greyer shades of a brand's hue, as a share of that of the others."""
LEAST_MADE_CHROMA, MOST_MADE_CHROMA, MOST_OWN_HUE_CHROMA = 0.07, 0.16, 0.19
"""The chroma of other colours that are made: at least, at most in other hues, and at most in the brand's own."""
OLIVE_HUES = (86.0, 132.0)
"""The hues, in degrees, that look olive when they are dark; painters darken yellow to amber instead."""
MOST_HUE_OFFSET = 120
"""How far from the brand's hues others are looked for, in degrees."""
SAME_HUE, LEAST_HUE_STEP = 14, 19
"""Of the brand's hues, those less than the first number of degrees apart are one; hues that are added to them are at
least the second apart."""
OF_A_GREYER_SHADE, BROWNED, OF_ANOTHER_HUE, FARTHER = 6, 30, 50, 20
"""What a colour loses that is greyer than the brand's, that is a brown shade of what is bright, that has none of
the brand's hues, and (up to so much more) one far from them. So shades of the brand's hues come first."""
TO_RED, TO_GREEN = (35.0, 115.0), (115.0, 142.0)
"""The hues, in degrees, that painters darken towards red and towards green while they are bright."""
TURN = 1.5
"""How many degrees such a hue turns for a step of 1 in L*."""


class CandidateHue(NamedTuple):
    """A hue in which colours can be made."""

    angle: float
    """In degrees of OKLCH."""
    chroma: float
    """Of the colours that are made in it."""
    cost: float
    """What a colour loses for it: nothing in the brand's hues, a little in their greyer shades, much in others."""
    own_lightness: float = 0
    """The L* of the brand's colour that has this hue; 0 where none has."""
    is_bright: bool = False
    """Whether colours in it are bright, under dark words."""

    def angle_at(self, level: float) -> float:
        """Return its angle in a colour of this L*: a bright one turns, so that a darker one is not olive or brown."""
        by = TURN * (level - self.own_lightness)
        if not self.is_bright:
            return self.angle
        if TO_RED[0] <= self.angle <= TO_RED[1]:
            return min(max(self.angle + by, TO_RED[0]), TO_RED[1])
        if TO_GREEN[0] <= self.angle <= TO_GREEN[1]:
            return min(max(self.angle - by, TO_GREEN[0]), TO_GREEN[1])
        return self.angle


def bright_seed(seeds: Sequence[str], dark_words: Sequence[str]) -> Ground | None:
    """Return the first vivid colour of a brand as a ground, where it is bright, so that the brand is; else None."""
    vivid = (ground_for(seed, dark_words) for seed in seeds if oklch(seed)[1] >= HUELESS)
    return next((ground if ground.words != WHITE else None for ground in vivid), None)


def candidate_hues(seeds: Sequence[str], dark_words: Sequence[str]) -> list[CandidateHue]:
    """Return the hues to make colours in: those of the brand's colours first, then others, ever farther from them.

    Args:
        seeds: The brand's own colours, the most important first.
        dark_words: The colours that words may have on bright ones.

    """
    own = [seed for seed in seeds if _has_hue(seed)]
    if not own:
        others = (CandidateHue(angle, GREY_BRAND_CHROMA, OF_ANOTHER_HUE) for angle in range(25, 385, 30))
        return [CandidateHue(0, 0, 0), *others]
    hues: list[CandidateHue] = []
    for seed in own:
        _, chroma, angle = oklch(seed)
        clean = _without_olive(angle)
        if all(_degrees_between(clean, hue.angle) >= SAME_HUE for hue in hues):
            made_chroma = min(max(LEAST_MADE_CHROMA, chroma), MOST_OWN_HUE_CHROMA)
            cost = BROWNED if _is_brown_in_the_dark(seed) else 0
            hues.append(CandidateHue(clean, made_chroma, cost, lightness(seed)))
    bright = [
        CandidateHue(oklch(seed)[2], oklch(seed)[1], 0, lightness(seed), is_bright=True)
        for seed in own
        if ground_for(seed, dark_words).words != WHITE
    ]
    greyer = [
        CandidateHue(hue.angle, max(hue.chroma * GREYER, LEAST_CHROMA), hue.cost + OF_A_GREYER_SHADE) for hue in hues
    ]
    greys = (*seeds, *dark_words) if all(hue.cost for hue in hues) else seeds  # rather than brown
    if any(oklch(seed)[1] < LEAST_CHROMA and lightness(seed) < LIGHTEST for seed in greys):
        greyer.append(CandidateHue(0, 0, OF_A_GREYER_SHADE))
    mean_chroma = sum(oklch(seed)[1] for seed in own) / len(own)
    made_chroma = min(max(LEAST_MADE_CHROMA, mean_chroma), MOST_MADE_CHROMA)
    for offset in range(24, MOST_HUE_OFFSET + 1, 24):
        for seed, sign in product(own, (1, -1)):
            clean = _without_olive(oklch(seed)[2] + sign * offset)
            if all(_degrees_between(clean, hue.angle) >= LEAST_HUE_STEP for hue in hues):
                hues.append(CandidateHue(clean, made_chroma, OF_ANOTHER_HUE + FARTHER * offset / MOST_HUE_OFFSET))
    return [*bright, *hues, *greyer]


def _has_hue(colour: str) -> bool:
    """Return whether a colour has a hue: what is all but white has little chroma, and may still have one."""
    level, chroma, _ = oklch(colour)
    return chroma >= min(max(0.3 * (1 - level), 0.02), LEAST_CHROMA)


def _is_brown_in_the_dark(colour: str) -> bool:
    """Return whether a colour is vivid and bright, and looks brown when it is dark."""
    _, chroma, hue = oklch(colour)
    is_bright = chroma >= HUELESS and lightness(colour) > LIGHTEST + SEEN
    return is_bright and BROWN_HUES[0] <= _without_olive(hue) <= BROWN_HUES[1]


def _without_olive(angle: float) -> float:
    """Return the hue, or where it looks muddy in the dark, the nearest that does not."""
    angle %= 360
    low, high = OLIVE_HUES
    if low < angle < high:
        return low - 8 if angle - low < 0.75 * (high - low) else high + 10
    return angle


def _degrees_between(angle: float, other: float) -> float:
    """Return the degrees between two hues, 0 to 180."""
    return abs((angle - other + 180) % 360 - 180)


def degrees_from(angle: float, colour: str) -> float:
    """Return the degrees between a hue and that of a colour; 180 where the colour has none."""
    _, chroma, other = oklch(colour)
    return _degrees_between(angle, other) if chroma >= LEAST_CHROMA else 180


def colour_of(level: float, hue: CandidateHue) -> str:
    """Return the colour that has this L* and this hue."""
    wanted = ((level + 16) / 116) ** 3
    oklch_lightness = wanted ** (1 / 3)
    angle = hue.angle_at(level)
    # What is dark looks more colourful than it is.
    chroma = hue.chroma * min(1, (oklch_lightness / 0.5) ** 0.6)
    for _ in range(2):  # a grey's lightness first; then what chroma adds is taken off
        colour = from_oklch(oklch_lightness, chroma, angle)
        oklch_lightness *= (wanted / luminance(colour)) ** (1 / 3)
    return from_oklch(oklch_lightness, chroma, angle)
