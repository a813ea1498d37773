"""A brand's colours in, as many more out as there are aspects: each of the brand, none mistaken for another.

White words stand on all of them, so they are dark: L* 50 at most. First each gets a lightness of its own, by which they
are told apart in greyscale and by everybody who sees hues otherwise; then hues, from the brand's outwards.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import product

from framework_pdf.core.colour import (
    TEXT_CONTRAST,
    WHITE,
    Deficiency,
    contrast,
    difference,
    from_oklch,
    lightness,
    luminance,
    oklch,
    seen_with,
)

DARKEST, LIGHTEST = 21.5, 49.4
"""The L* between which colours are made: what is darker looks black, and white words need what is no lighter."""
NEIGHBOURS = 6.5
"""The least step in L* from one colour to the next in the list, so that it is more than 6 when rounded to 8 bits."""
MANY = 6
"""With more colours than this, the step from one to the next may have to be less."""
PATIENCE = 1500
"""With more colours than that, how many ways to order them are tried before the ladder gets narrower rungs."""
GREY = 0.03
"""A colour of less chroma than this has no hue."""
QUIET, SOBER, LOUD, LOUDEST = 0.05, 0.07, 0.16, 0.19
"""The chroma of made colours: a grey brand's; another's, at least and at most; in the brand's own hues, at most."""
OLIVE = (86.0, 132.0)
"""The hues that turn to mud when they are dark; painters darken yellow to amber instead."""
REACH = 120
"""How far from the brand's hues others are looked for, in degrees."""
ALIKE, APART = 14, 19
"""Of the brand's hues, those with fewer degrees between them are one; made ones have at least so many."""
ROUNDS = 4
"""How often colours are chosen anew with all others in sight."""
FAR_ENOUGH = 9.0
"""Colours so far apart are told apart at ease; beyond it, only what fits the brand counts."""


@dataclass(frozen=True)
class HueDirection:
    """A direction to make colours in, how much chroma they have, and how far from the brand it is, 0 to 1."""

    angle: float
    chroma: float
    strangeness: float
    home: float | None = None
    """The L* of the brand's colour that has this hue."""


def distinct(given: Sequence[str | None], seeds: Sequence[str]) -> tuple[str, ...]:
    """The colours that a brand names for aspects, None where it names none, and its own; out, all, some made of these.

    See `least_step` and `least_difference` for how far apart they are.
    """
    kept = list(given)
    if None in kept and (own := _own(kept, seeds)):
        kept[kept.index(None)] = own
    rungs = _ladder([lightness(colour) if colour else None for colour in kept])
    named = len(given) - list(given).count(None)
    return _coloured(kept, rungs, _hues(seeds), least_difference(named, len(given) - named))


def least_step(given: int, made: int) -> float:
    """How many colours are named and made in; out, how far in L* a made one is from every other, at least."""
    return 23 / (3 * given + made + 1)


def least_difference(given: int, made: int) -> float:
    """The same in; out, how far a made one is from every other with each deficiency, at least (see `difference`)."""
    return min(28 / (2 * given + made + 1), 5)


def _own(given: Sequence[str | None], seeds: Sequence[str]) -> str | None:
    """What is named and the brand's colours in; out, the first of these that can be an aspect's colour as it is."""
    named = [colour for colour in given if colour]
    for seed in seeds:
        fits = lightness(seed) >= 8 and contrast(seed, WHITE) >= TEXT_CONTRAST
        if fits and all(apart(seed, other) >= FAR_ENOUGH and _step(seed, other) > NEIGHBOURS for other in named):
            return seed
    return None


def apart(colour: str, other: str) -> float:
    """Two colours in; out, how far apart they look to the reader who sees the least difference."""
    seen = (difference(seen_with(colour, lack), seen_with(other, lack)) for lack in Deficiency)
    return min(difference(colour, other), *seen)


def _step(colour: str, other: str) -> float:
    return abs(lightness(colour) - lightness(other))


# Lightness


def _ladder(given: Sequence[float | None]) -> tuple[float, ...]:
    """The L* of colours, None where one is to be made, in; out, the L* of all, with the largest least step."""
    fixed = [each for each in given if each is not None]
    step = (LIGHTEST - DARKEST) / max(len(given) - len(fixed) - 1, 1)
    while True:
        neighbours = NEIGHBOURS if len(given) <= MANY else min(NEIGHBOURS, 2 * step)
        if (found := _in_order(given, _rungs(fixed, step), neighbours)) is not None:
            return found
        step *= 0.96


def _rungs(fixed: Sequence[float], step: float) -> list[float]:
    """The L* of colours that stay and a step in; out, as many L* as there is room for, from the lightest down."""
    rungs = []
    rung = LIGHTEST
    while rung >= DARKEST - 1e-6:
        if near := [each for each in fixed if abs(each - rung) < step - 1e-6]:
            rung = min(near) - step
        else:
            rungs.append(rung)
            rung -= step
    return rungs


def _in_order(given: Sequence[float | None], rungs: Sequence[float], least: float) -> tuple[float, ...] | None:
    """The L* of colours, None where one is to be made, those to choose from and the least step in; out, the L* of all.

    Steps of half the ladder are tried first, so that dark and light ones take turns. Two that stay may be alike: the
    brand wants it so.
    """
    half = (LIGHTEST - DARKEST) / 2
    ways = [_beside(given[max(place - 1, 0) : place + 2], rungs, least) for place in range(len(given))]
    if any(own is None and not way for own, way in zip(given, ways, strict=True)):
        return None

    @cache  # what leads nowhere is tried once
    def rest(place: int, last: float, left: frozenset[float]) -> tuple[float, ...] | None:
        if place == len(given):
            return ()
        if len(given) > MANY and rest.cache_info().misses > PATIENCE:
            return None
        own = given[place]
        if own is not None:
            after = rest(place + 1, own, left)
            return None if after is None else (own, *after)
        for rung in sorted(left & ways[place], key=lambda rung: (abs(abs(rung - last) - half), rung)):
            if abs(rung - last) >= least and (after := rest(place + 1, rung, left - {rung})) is not None:
                return rung, *after
        return None

    return rest(0, LIGHTEST + half, frozenset(rungs))


def _beside(given: Sequence[float | None], rungs: Sequence[float], least: float) -> frozenset[float]:
    """The L* of neighbours, those to choose from and the least step in; out, those that are far enough from them."""
    stay = [each for each in given if each is not None]
    return frozenset(rung for rung in rungs if all(abs(rung - each) >= least for each in stay))


# Hues


def _hues(seeds: Sequence[str]) -> list[HueDirection]:
    """The brand's colours in; out, the hues to make others in: its own, and more, the further the stranger."""
    own = [(angle, chroma, lightness(seed)) for seed in seeds for _, chroma, angle in (oklch(seed),) if chroma >= GREY]
    if not own:
        return [HueDirection(angle, QUIET, 0) for angle in range(25, 385, 30)]
    chroma = _between(SOBER, sum(chroma for _, chroma, _ in own) / len(own), LOUD)
    hues: list[HueDirection] = []
    for angle, saturation, home in own:
        if all(_turn(_unmuddied(angle), hue.angle) >= ALIKE for hue in hues):
            hues.append(HueDirection(_unmuddied(angle), _between(SOBER, saturation, LOUDEST), 0, home))
    for offset in range(24, REACH + 1, 24):
        for (angle, *_), sign in product(own, (1, -1)):
            turned = _unmuddied(angle + sign * offset)
            if all(_turn(turned, hue.angle) >= APART for hue in hues):
                hues.append(HueDirection(turned, chroma, offset / REACH))
    return hues


def _unmuddied(angle: float) -> float:
    """A hue in; out, it, or the nearest that stays clean in the dark."""
    angle %= 360
    low, high = OLIVE
    if low < angle < high:
        return low - 8 if angle - low < 0.75 * (high - low) else high + 10
    return angle


def _between(least: float, number: float, most: float) -> float:
    return min(max(number, least), most)


def _turn(angle: float, other: float) -> float:
    """Two hues in; out, the degrees between them, 0 to 180."""
    return abs((angle - other + 180) % 360 - 180)


# Colours


def _coloured(
    kept: Sequence[str | None], rungs: Sequence[float], hues: Sequence[HueDirection], least: float
) -> tuple[str, ...]:
    """Colours, None where one is to be made, the L* of each, hues and the least difference in; out, all colours."""
    colours = dict(enumerate(kept))
    own = [(hue.home, hue) for hue in hues if hue.home is not None][: list(kept).count(None)]
    for home, hue in sorted(own, key=lambda pair: -pair[0]):  # yellow has to be light, blue need not
        colours |= _at_home(hue, home, colours, rungs)
    slots = [slot for slot, colour in colours.items() if colour is None]
    choices = {slot: [(hue, _shade(rungs[slot], hue)) for hue in hues] for slot in slots}
    for _ in range(ROUNDS):
        for slot in slots:
            others = [colour for other, colour in colours.items() if colour and other != slot]
            _, colours[slot] = max(choices[slot], key=lambda choice: _fit(choice, others, least))
    return tuple(colour for colour in colours.values() if colour)


def _at_home(
    hue: HueDirection, home: float, colours: Mapping[int, str | None], rungs: Sequence[float]
) -> dict[int, str]:
    """A hue of the brand, its L* there, colours and the L* of each in; out, the colour in it with its place.

    It is where its lightness changes least. None is, where a colour is like it, or no place is left.
    """
    others = [colour for colour in colours.values() if colour]
    if any(_hue_apart(hue.angle, other) < ALIKE for other in others):
        return {}
    for slot in sorted(colours, key=lambda slot: abs(rungs[slot] - home)):
        if colours[slot] is None:
            shade = _shade(rungs[slot], hue)
            if all(apart(shade, other) >= FAR_ENOUGH * 0.75 for other in others):
                return {slot: shade}
    return {}


def _fit(choice: tuple[HueDirection, str], others: Sequence[str], least: float) -> float:
    """A hue, a colour in it, the other colours and the least difference in; out, how well it stands among them."""
    hue, colour = choice
    told = min((apart(colour, other) for other in others), default=FAR_ENOUGH)
    fresh = min((_hue_apart(hue.angle, other) for other in others), default=0)
    faded = 1 - oklch(colour)[1] / hue.chroma
    is_warm = 35 < hue.angle < 140
    return (
        1.3 * min(told, FAR_ENOUGH)
        + 7 * min(fresh / ALIKE / 2, 1)
        - 6 * hue.strangeness
        - (8 if is_warm else 3) * faded  # what is warm turns brown where sRGB has not enough chroma
        - (100 if told < least else 0)
    )


def _hue_apart(angle: float, colour: str) -> float:
    """A hue and a colour in; out, the degrees between them, or 180 where the colour has no hue."""
    _, chroma, other = oklch(colour)
    return _turn(angle, other) if chroma >= GREY else 180


def _shade(rung: float, hue: HueDirection) -> str:
    """An L* and a hue in; out, the colour."""
    wanted = ((rung + 16) / 116) ** 3
    tone = wanted ** (1 / 3)
    # What is dark looks more colourful than it is.
    chroma = hue.chroma * min(1, (tone / 0.5) ** 0.6)
    for _ in range(2):  # a grey's lightness first; then what chroma adds is taken off
        colour = from_oklch(tone, chroma, hue.angle)
        tone *= (wanted / luminance(colour)) ** (1 / 3)
    return from_oklch(tone, chroma, hue.angle)
