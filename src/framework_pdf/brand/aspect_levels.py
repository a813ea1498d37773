"""Gives each colour that is made for an aspect a lightness of its own, by which it is told apart in greyscale."""

from collections.abc import Sequence
from functools import cache

from framework_pdf.core.colour import TEXT_CONTRAST, luminance

DARKEST, LIGHTEST = 21.5, 49.4
"""The range of L* for colours that are made: darker ones look black, and lighter ones are too light for white words."""
DULLEST, BRIGHTEST = 61.0, 86.0
"""The range of L* for bright colours that are made: darker ones look dull, and lighter ones are lost on paper."""
NEIGHBOUR_STEP = 6.5
"""The least step in L* from one colour to the next in the list, so that it is more than 6 when rounded to 8 bits."""
ROUNDING = 0.6
"""How much smaller a step in L* may be between two colours once they are rounded to 8 bits."""
MOST_WITH_FULL_STEP = 6
"""With more colours than this, the step from one to the next may have to be smaller."""
MOST_ORDERS_TRIED = 1500
"""With more colours than that, how many orders of them are tried before the step is made smaller."""


def bright_levels(fixed: Sequence[float], words: str, made: int) -> list[float]:
    """Return the L* of bright colours to be made: with those that there are, half of all that are made are bright.

    Args:
        fixed: The L* of the colours that there are.
        words: The colour of dark words on them.
        made: How many colours the brand does not name.

    """
    luminance_needed = TEXT_CONTRAST * (luminance(words) + 0.05) - 0.05
    darkest = max(116 * luminance_needed ** (1 / 3) - 15, DULLEST)
    wanted = made // 2 - sum(level >= darkest for level in fixed)
    step = BRIGHTEST - darkest
    while wanted > 0 and step > NEIGHBOUR_STEP:
        if len(levels := _free_levels(fixed, step, darkest, BRIGHTEST)) >= wanted:
            return levels[:wanted]
        step *= 0.96
    return []


def assign_levels(given: Sequence[float | None], needed: Sequence[float], required: float) -> tuple[float, ...] | None:
    """Return a lightness for each colour, with the largest least step between them that can be had.

    None is returned where there is no room for them.

    Args:
        given: The L* of each colour, None where the colour is to be chosen.
        needed: Levels of which each must be one colour's.
        required: The least step in L* that will do.

    """
    fixed = [*(level for level in given if level is not None), *needed]
    step = (LIGHTEST - DARKEST) / max(len(given) - len(fixed) - 1, 1)
    while step >= required:
        least = NEIGHBOUR_STEP if len(given) <= MOST_WITH_FULL_STEP else min(NEIGHBOUR_STEP, 2 * step)
        if (levels := _in_order(given, needed, _free_levels(fixed, step), least)) is not None:
            return levels
        step *= 0.96
    return None


def _free_levels(
    fixed: Sequence[float], step: float, darkest: float = DARKEST, lightest: float = LIGHTEST
) -> list[float]:
    """Return as many L* as there is room for beside the fixed ones, at least `step` apart, from the lightest down."""
    levels = []
    level = lightest
    while level >= darkest - 1e-6:
        if near := [other for other in fixed if abs(other - level) < step - 1e-6]:
            level = min(near) - step
        else:
            levels.append(level)
            level -= step
    return levels


def _in_order(
    given: Sequence[float | None], needed: Sequence[float], free: Sequence[float], least: float
) -> tuple[float, ...] | None:
    """Return a lightness for each colour, so that neighbours in the list differ by `least`; None where that can't be.

    Steps of half the range are tried first, so that dark and light colours alternate. Two given colours may be alike:
    the brand wants it so.

    Args:
        given: The L* of each colour, None where it is to be chosen.
        needed: The L* of which each must be chosen once.
        free: The L* of which each may be chosen once.
        least: The least step in L* from one colour to the next.

    """
    levels = [*needed, *free]
    half = (max([LIGHTEST, *needed]) - DARKEST) / 2
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
        if len(left.intersection(needed)) > given[place:].count(None):
            return None
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
