"""Makes a brand's colours up to as many as there are aspects: each fits the brand, none is mistaken for another.

Vivid colours of the brand come first, as they are. White words stand on all that is made beside them, so that is dark:
L* 50 at most; that of a bright brand is half of it bright, under the brand's dark words. First each colour gets a
lightness of its own, by which they are told apart in greyscale and by everybody who sees hues differently; then hues:
the brand's in shades, and others only where those would be like one another.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, product

from framework_pdf.brand.aspect_hues import (
    SAME_HUE,
    CandidateHue,
    bright_seed,
    candidate_hues,
    colour_of,
    degrees_from,
)
from framework_pdf.brand.aspect_levels import (
    BRIGHTEST,
    LIGHTEST,
    NEIGHBOUR_STEP,
    ROUNDING,
    assign_levels,
    bright_levels,
)
from framework_pdf.brand.shades import HUELESS, SEEN, ground_for
from framework_pdf.core.colour import WHITE, least_seen_difference, lightness, oklch

DARKEST_OWN = 8
"""The least L* of a brand's colour that is used as it is: a darker one looks black."""
OWN_STEP = 4.0
"""The least step in L* between two colours of the brand that are used as they are."""
SMALL_CHANGES = (-2, 2, -4, 4)
"""How much lighter, in L*, a colour of the brand may be made to be told apart from another."""
LEAST_CHROMA_OF_LIGHT = 0.12
"""The chroma that a colour of the brand needs that is lighter than `BRIGHTEST`, to be used as it is."""
NOT_TOLD_APART = 100
"""What a colour loses that is like another, whatever it is like otherwise."""
ROUNDS = 4
"""How often each colour is chosen anew, in view of all the others."""
EASY_DIFFERENCE = 9.0
"""Colours that differ so much are told apart with ease; beyond it, only what fits the brand counts."""


def distinct_colours(given: Sequence[str | None], seeds: Sequence[str], dark_words: Sequence[str]) -> tuple[str, ...]:
    """Return a colour for each aspect: the given one, or where that is None, one that is made.

    `required_step` and `required_difference` say how far a made colour is from the others at the least.

    Args:
        given: The colours that the brand names for aspects, None where it names none.
        seeds: The brand's own colours, from which others are made, the most important first.
        dark_words: The colours that words may have where they stand on bright ones, the best first.

    """
    made = list(given).count(None)
    if not made:
        return tuple(colour for colour in given if colour)
    named = len(given) - made
    own, bright = _own_colours(given, seeds, dark_words), bright_seed(seeds, dark_words)
    hues, least = candidate_hues(seeds, dark_words), required_difference(named, made)
    chosen: tuple[str, ...] = ()
    # Where there is no room between them, fewer of the brand's are used as they are, and no other is bright.
    for count, words in product(range(len(own), -1, -1), (bright.words, None) if bright else (None,)):
        if arranged := _arranged(given, own[:count], words, required_step(named, made) + ROUNDING):
            chosen = _choose_colours(*arranged, hues, least)
            if _are_told_apart(chosen, given, least):
                break
    return chosen


def required_step(named: int, made: int) -> float:
    """Return the least step in L* of a made colour from any other, where so many are named and so many made."""
    return 23 / (3 * named + made + 1)


def required_difference(named: int, made: int) -> float:
    """Return the least difference, with any colour blindness, of a made colour from any other (see `difference`)."""
    return min(28 / (2 * named + made + 1), 5)


def _arranged(
    given: Sequence[str | None], own: Sequence[str], words: str | None, least: float
) -> tuple[list[str | None], tuple[float, ...]] | None:
    """Return colours with those of the brand that are used as they are, and the L* of each; None where that can't be.

    Args:
        given: The colours that the brand names for aspects, None where it names none.
        own: The brand's colours that are used as they are, the most important first.
        words: The colour of dark words on bright colours that are made, or None where none is to be bright.
        least: The least step in L* that will do, where colours are to be used as they are or bright.

    """
    colours = _with_first(given, own)
    own_levels = {lightness(colour): colour for colour in own if colour not in colours}
    bright = (
        bright_levels([lightness(colour) for colour in (*given, *own) if colour], words, list(given).count(None))
        if words
        else []
    )
    fixed = [lightness(colour) if colour else None for colour in colours]
    levels = assign_levels(fixed, [*own_levels, *bright], least if own or bright else 0)
    if levels is None:
        return None
    return [colour or own_levels.get(level) for colour, level in zip(colours, levels, strict=True)], levels


def _are_told_apart(colours: Sequence[str], given: Sequence[str | None], least: float) -> bool:
    """Return whether each colour that is not given differs enough from every other."""
    pairs = combinations(zip(colours, given, strict=True), 2)
    made = ((one, two) for (one, given_one), (two, given_two) in pairs if not (given_one and given_two))
    return all(least_seen_difference(one, two) >= least for one, two in made)


# The brand's colours


def _with_first(given: Sequence[str | None], own: Sequence[str]) -> list[str | None]:
    """Return the colours with the first of the brand's in the first place where it is unlike its neighbours.

    Args:
        given: The colours that the brand names for aspects, None where it names none.
        own: The brand's colours that are used as they are, the most important first.

    """
    colours = list(given)
    for first in own[:1]:
        for place, colour in enumerate(given):
            beside = filter(None, given[max(place - 1, 0) : place + 2])
            if not colour and all(abs(lightness(first) - lightness(other)) >= NEIGHBOUR_STEP for other in beside):
                colours[place] = first
                break
    return colours


def _own_colours(given: Sequence[str | None], seeds: Sequence[str], dark_words: Sequence[str]) -> list[str]:
    """Return the brand's colours that can be an aspect's as they are, or nearly: vivid ones first, then dark greys.

    Args:
        given: The colours that the brand names for aspects, None where it names none.
        seeds: The brand's own colours, the most important first.
        dark_words: The colours that words may have on bright ones.

    """
    named = [colour for colour in given if colour]
    made = len(given) - len(named)
    step = max(OWN_STEP, required_step(len(named), made))
    own: list[str] = []
    for seed in sorted(seeds, key=lambda seed: oklch(seed)[1] < HUELESS):
        for colour in _likenesses(seed, dark_words):
            others = [*named, *own]
            if len(own) < made and all(_are_far_apart(colour, other, step) for other in others):
                own.append(colour)
                break
    return own


def _likenesses(seed: str, dark_words: Sequence[str]) -> Iterator[str]:
    """Yield a brand's colour as it is behind words, then a little darker and lighter; nothing where it can't be."""
    _, chroma, angle = oklch(seed)
    as_it_is = ground_for(seed, dark_words)
    level = lightness(as_it_is.colour)
    is_vivid = chroma >= (HUELESS if level <= BRIGHTEST else LEAST_CHROMA_OF_LIGHT)
    if level < DARKEST_OWN or lightness(seed) - level > SEEN or not (is_vivid or as_it_is.words == WHITE):
        return
    yield as_it_is.colour
    for change in SMALL_CHANGES if is_vivid else ():
        colour = colour_of(level + change, CandidateHue(angle, chroma, 0))
        ground = ground_for(colour, dark_words)
        if ground.colour == colour and (ground.words == WHITE) == (as_it_is.words == WHITE):
            yield colour


def _are_far_apart(colour: str, other: str, step: float) -> bool:
    """Return whether two colours are told apart with ease, and by at least a step in L*."""
    return least_seen_difference(colour, other) >= EASY_DIFFERENCE and abs(lightness(colour) - lightness(other)) >= step


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
    own = [hue for hue in hues if hue.own_lightness and not hue.cost and not hue.is_bright][: list(given).count(None)]
    for hue in sorted(own, key=lambda hue: -hue.own_lightness):  # yellow has to be light, blue need not
        colours |= _in_own_hue(hue, colours, levels)
    places = [place for place, colour in colours.items() if colour is None]
    choices = {
        place: [(hue, colour_of(levels[place], hue)) for hue in hues if hue.is_bright == (levels[place] > LIGHTEST)]
        for place in places
    }
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
    if any(degrees_from(hue.angle, other) < SAME_HUE for other in others):
        return {}
    for place in sorted(colours, key=lambda place: abs(levels[place] - hue.own_lightness)):
        if colours[place] is None and levels[place] <= LIGHTEST:
            colour = colour_of(levels[place], hue)
            if all(least_seen_difference(colour, other) >= EASY_DIFFERENCE * 0.75 for other in others):
                return {place: colour}
    return {}


def _score(choice: tuple[CandidateHue, str], others: Sequence[str], least: float) -> float:
    """Return how well a colour in a hue stands among the others: more is better."""
    hue, colour = choice
    seen = min((least_seen_difference(colour, other) for other in others), default=EASY_DIFFERENCE)
    from_other_hues = min((degrees_from(hue.angle, other) for other in others), default=0)
    lost_chroma = 1 - oklch(colour)[1] / hue.chroma if hue.chroma else 0
    is_warm = not hue.is_bright and 35 < hue.angle < 140
    return (
        1.3 * min(seen, EASY_DIFFERENCE)
        + 7 * min(from_other_hues / SAME_HUE / 2, 1)
        - hue.cost
        - (8 if is_warm else 3) * lost_chroma  # what is warm turns brown where sRGB has not enough chroma
        - (NOT_TOLD_APART if seen < least else 0)
    )
