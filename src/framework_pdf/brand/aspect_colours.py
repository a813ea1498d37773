"""Makes a brand's colours up to as many as there are aspects: each fits the brand, none is mistaken for another.

White words stand on all of them, so they are dark: L* 50 at most. First each colour gets a lightness of its own, by
which they are told apart in greyscale and by everybody who sees hues differently; then hues: the
brand's in shades, and others only where those would be like one another.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from itertools import product
from typing import NamedTuple

from framework_pdf.core.colour import WHITE, from_oklch, least_seen_difference, legible, lightness, luminance, oklch

DARKEST, LIGHTEST = 21.5, 49.4
"""The range of L* for colours that are made: darker ones look black, and lighter ones are too light for white words."""
NEIGHBOUR_STEP = 6.5
"""The least step in L* from one colour to the next in the list, so that it is more than 6 when rounded to 8 bits."""
MOST_WITH_FULL_STEP = 6
"""With more colours than this, the step from one to the next may have to be smaller."""
MOST_ORDERS_TRIED = 1500
"""With more colours than that, how many orders of them are tried before the step is made smaller."""
LEAST_CHROMA = 0.03
"""A colour of less chroma than this has no hue."""
GREY_BRAND_CHROMA = 0.05
"""The chroma of colours that are made for a brand without hues."""
GREYER = 0.4
"""The chroma of the greyer shades of a brand's hue, as a share of that of the others."""
LEAST_MADE_CHROMA, MOST_MADE_CHROMA, MOST_OWN_HUE_CHROMA = 0.07, 0.16, 0.19
"""The chroma of other colours that are made: at least, at most in other hues, and at most in the brand's own."""
OLIVE_HUES = (86.0, 132.0)
"""The hues, in degrees, that look muddy when they are dark; painters darken yellow to amber instead."""
MOST_HUE_OFFSET = 120
"""How far from the brand's hues others are looked for, in degrees."""
SAME_HUE, LEAST_HUE_STEP = 14, 19
"""Of the brand's hues, those less than the first number of degrees apart are one; hues that are added to them are at
least the second apart."""
ROUNDS = 4
"""How often each colour is chosen anew, in view of all the others."""
EASY_DIFFERENCE = 9.0
"""Colours that differ so much are told apart with ease; beyond it, only what fits the brand counts."""
OF_A_GREYER_SHADE, OF_ANOTHER_HUE, FARTHER, NOT_TOLD_APART = 6, 50, 20, 100
"""What a colour loses that is greyer than the brand's, that has none of its hues, and (up to so much more) one far from
them, and that is like another colour. So shades of the brand's hues come first, as long as they are told apart."""


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


def distinct_colours(given: Sequence[str | None], seeds: Sequence[str]) -> tuple[str, ...]:
    """Return a colour for each aspect: the given one, or where that is None, one that is made.

    `required_difference` says how far a made colour is from the others at the least. The step in L* to any of them is
    at least 23 / (3 × named + made + 1).

    Args:
        given: The colours that the brand names for aspects, None where it names none.
        seeds: The brand's own colours, from which others are made, the most important first.

    """
    colours = list(given)
    if None in colours and (own := _brand_colour_as_is(colours, seeds)):
        colours[colours.index(None)] = own
    levels = _assign_levels([lightness(colour) if colour else None for colour in colours])
    named = len(given) - list(given).count(None)
    return _choose_colours(colours, levels, _candidate_hues(seeds), required_difference(named, len(given) - named))


def required_difference(named: int, made: int) -> float:
    """Return the least difference, with any colour blindness, of a made colour from any other (see `difference`)."""
    return min(28 / (2 * named + made + 1), 5)


def _brand_colour_as_is(given: Sequence[str | None], seeds: Sequence[str]) -> str | None:
    """Return the first of the brand's colours that can be an aspect's as it is, or None."""
    named = [colour for colour in given if colour]
    dark = (seed for seed in seeds if lightness(seed) >= 8 and legible(seed, WHITE) == seed)
    return next((seed for seed in dark if all(_are_far_apart(seed, other) for other in named)), None)


def _are_far_apart(colour: str, other: str) -> bool:
    step = abs(lightness(colour) - lightness(other))
    return least_seen_difference(colour, other) >= EASY_DIFFERENCE and step > NEIGHBOUR_STEP


# Lightness


def _assign_levels(given: Sequence[float | None]) -> tuple[float, ...]:
    """Return a lightness for each colour, with the largest least step between them that can be had.

    Args:
        given: The L* of each colour, None where the colour is to be made.

    """
    fixed = [level for level in given if level is not None]
    step = (LIGHTEST - DARKEST) / max(len(given) - len(fixed) - 1, 1)
    while True:
        least = NEIGHBOUR_STEP if len(given) <= MOST_WITH_FULL_STEP else min(NEIGHBOUR_STEP, 2 * step)
        if (levels := _in_order(given, _free_levels(fixed, step), least)) is not None:
            return levels
        step *= 0.96


def _free_levels(fixed: Sequence[float], step: float) -> list[float]:
    """Return as many L* as there is room for beside the fixed ones, at least `step` apart, from the lightest down."""
    levels = []
    level = LIGHTEST
    while level >= DARKEST - 1e-6:
        if near := [other for other in fixed if abs(other - level) < step - 1e-6]:
            level = min(near) - step
        else:
            levels.append(level)
            level -= step
    return levels


def _in_order(given: Sequence[float | None], levels: Sequence[float], least: float) -> tuple[float, ...] | None:
    """Return a lightness for each colour, so that neighbours in the list differ by `least`; None where that can't be.

    Steps of half the range are tried first, so that dark and light colours alternate. Two given colours may be alike:
    the brand wants it so.

    Args:
        given: The L* of each colour, None where it is to be chosen.
        levels: The L* to choose from, each once.
        least: The least step in L* from one colour to the next.

    """
    half = (LIGHTEST - DARKEST) / 2
    usable = [_far_from(given[max(place - 1, 0) : place + 2], levels, least) for place in range(len(given))]
    if any(own is None and not choices for own, choices in zip(given, usable, strict=True)):
        return None

    @cache  # what leads nowhere is tried once
    def rest(place: int, last: float, left: frozenset[float]) -> tuple[float, ...] | None:
        if place == len(given):
            return ()
        if len(given) > MOST_WITH_FULL_STEP and rest.cache_info().misses > MOST_ORDERS_TRIED:
            return None
        own = given[place]
        if own is not None:
            after = rest(place + 1, own, left)
            return None if after is None else (own, *after)
        for level in sorted(left & usable[place], key=lambda level: (abs(abs(level - last) - half), level)):
            if abs(level - last) >= least and (after := rest(place + 1, level, left - {level})) is not None:
                return level, *after
        return None

    return rest(0, LIGHTEST + half, frozenset(levels))


def _far_from(given: Sequence[float | None], levels: Sequence[float], least: float) -> frozenset[float]:
    """Return the levels that are at least so far from each given one."""
    fixed = [level for level in given if level is not None]
    return frozenset(level for level in levels if all(abs(level - other) >= least for other in fixed))


# Hues


def _candidate_hues(seeds: Sequence[str]) -> list[CandidateHue]:
    """Return the hues to make colours in: those of the brand's colours first, then others, ever farther from them."""
    own = [seed for seed in seeds if oklch(seed)[1] >= LEAST_CHROMA]
    if not own:
        others = (CandidateHue(angle, GREY_BRAND_CHROMA, OF_ANOTHER_HUE) for angle in range(25, 385, 30))
        return [CandidateHue(0, 0, 0), *others]
    hues: list[CandidateHue] = []
    for seed in own:
        _, chroma, angle = oklch(seed)
        clean = _without_olive(angle)
        if all(_degrees_between(clean, hue.angle) >= SAME_HUE for hue in hues):
            made_chroma = min(max(LEAST_MADE_CHROMA, chroma), MOST_OWN_HUE_CHROMA)
            hues.append(CandidateHue(clean, made_chroma, 0, lightness(seed)))
    greyer = [CandidateHue(hue.angle, max(hue.chroma * GREYER, LEAST_CHROMA), OF_A_GREYER_SHADE) for hue in hues]
    if any(oklch(seed)[1] < LEAST_CHROMA and lightness(seed) < LIGHTEST for seed in seeds):
        greyer.append(CandidateHue(0, 0, OF_A_GREYER_SHADE))
    mean_chroma = sum(oklch(seed)[1] for seed in own) / len(own)
    made_chroma = min(max(LEAST_MADE_CHROMA, mean_chroma), MOST_MADE_CHROMA)
    for offset in range(24, MOST_HUE_OFFSET + 1, 24):
        for seed, sign in product(own, (1, -1)):
            clean = _without_olive(oklch(seed)[2] + sign * offset)
            if all(_degrees_between(clean, hue.angle) >= LEAST_HUE_STEP for hue in hues):
                cost = OF_ANOTHER_HUE + FARTHER * offset / MOST_HUE_OFFSET
                hues.append(CandidateHue(clean, made_chroma, cost))
    return [*hues, *greyer]


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


# Colours


def _choose_colours(
    given: Sequence[str | None], levels: Sequence[float], hues: Sequence[CandidateHue], least: float
) -> tuple[str, ...]:
    """Return all colours, having made those that are None.

    Args:
        given: The colours, None where one is to be made.
        levels: The L* of each.
        hues: The hues to choose from.
        least: The least difference between a made colour and any other.

    """
    colours = dict(enumerate(given))
    own = [hue for hue in hues if hue.own_lightness][: list(given).count(None)]
    for hue in sorted(own, key=lambda hue: -hue.own_lightness):  # yellow has to be light, blue need not
        colours |= _in_own_hue(hue, colours, levels)
    places = [place for place, colour in colours.items() if colour is None]
    choices = {place: [(hue, _colour_of(levels[place], hue)) for hue in hues] for place in places}
    for _ in range(ROUNDS):
        for place in places:
            others = [colour for other, colour in colours.items() if colour and other != place]
            _, colours[place] = max(choices[place], key=lambda choice: _score(choice, others, least))
    return tuple(colour for colour in colours.values() if colour)


def _in_own_hue(hue: CandidateHue, colours: Mapping[int, str | None], levels: Sequence[float]) -> dict[int, str]:
    """Return a colour in one of the brand's hues, with its place: the free one where its lightness changes least.

    Nothing is returned where a colour is like it already, or no place is free.

    Args:
        hue: The hue.
        colours: The colours by place, None where the place is free.
        levels: The L* of each place.

    """
    others = [colour for colour in colours.values() if colour]
    if any(_degrees_from(hue.angle, other) < SAME_HUE for other in others):
        return {}
    for place in sorted(colours, key=lambda place: abs(levels[place] - hue.own_lightness)):
        if colours[place] is None:
            colour = _colour_of(levels[place], hue)
            if all(least_seen_difference(colour, other) >= EASY_DIFFERENCE * 0.75 for other in others):
                return {place: colour}
    return {}


def _score(choice: tuple[CandidateHue, str], others: Sequence[str], least: float) -> float:
    """Return how well a colour in a hue stands among the others: more is better."""
    hue, colour = choice
    seen = min((least_seen_difference(colour, other) for other in others), default=EASY_DIFFERENCE)
    from_other_hues = min((_degrees_from(hue.angle, other) for other in others), default=0)
    lost_chroma = 1 - oklch(colour)[1] / hue.chroma if hue.chroma else 0
    is_warm = 35 < hue.angle < 140
    return (
        1.3 * min(seen, EASY_DIFFERENCE)
        + 7 * min(from_other_hues / SAME_HUE / 2, 1)
        - hue.cost
        - (8 if is_warm else 3) * lost_chroma  # what is warm turns brown where sRGB has not enough chroma
        - (NOT_TOLD_APART if seen < least else 0)
    )


def _degrees_from(angle: float, colour: str) -> float:
    """Return the degrees between a hue and that of a colour; 180 where the colour has none."""
    _, chroma, other = oklch(colour)
    return _degrees_between(angle, other) if chroma >= LEAST_CHROMA else 180


def _colour_of(level: float, hue: CandidateHue) -> str:
    """Return the colour that has this L* and this hue."""
    wanted = ((level + 16) / 116) ** 3
    oklch_lightness = wanted ** (1 / 3)
    # What is dark looks more colourful than it is.
    chroma = hue.chroma * min(1, (oklch_lightness / 0.5) ** 0.6)
    for _ in range(2):  # a grey's lightness first; then what chroma adds is taken off
        colour = from_oklch(oklch_lightness, chroma, hue.angle)
        oklch_lightness *= (wanted / luminance(colour)) ** (1 / 3)
    return from_oklch(oklch_lightness, chroma, hue.angle)
