"""Four-colour process: how much cyan, magenta, yellow and black print a colour, on coated or uncoated paper.

What each ink looks like, and all of them on one another, was measured for the printing condition. What lies between is
computed with the Neugebauer equations, with Yule and Nielsen's n and a dot gain for each ink. Over all patches of the
measurement the result is off by 2.4 (coated) and 1.9 (uncoated) on average, in CIE ΔE*ab. As in any separation, grey is
taken out of the three colours and printed with black.
"""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import product
from math import dist
from operator import mul
from pathlib import Path

from framework_pdf.core.colour import xyz

Inks = tuple[float, float, float, float]
"""Cyan, magenta, yellow and black, each 0 to 100 percent."""
Triple = tuple[float, float, float]
WHITE: Triple = (96.42, 100, 82.49)
"""XYZ of the illuminant D50 (ISO 13655)."""
GREY_WITHOUT_BLACK = 0.2
"""Grey up to this strength (0 to 1) is left to the three colours, so that a light colour has no black dots in it."""
BLACK_STEPS = 20
"""The number of steps in which black is tried, from none to full."""
UNSEEN_DIFFERENCE = 1.5
"""A difference (CIE ΔE*ab) that nobody sees beside the halftone dots."""


@dataclass(frozen=True)
class Characterisation:
    """What a paper and the inks on it look like. All measured values are XYZ, for D50 and the 2° observer."""

    data: str
    """The name of the characterisation data."""
    primaries: tuple[Triple, ...]
    """The paper, black, yellow, yellow and black, magenta … to all four inks: black changes first, cyan last."""
    n: float
    """The n of Yule and Nielsen: how far light spreads in the paper."""
    gains: Inks
    """The dot gain of each ink at half tone, 0 to 1."""

    @cached_property
    def roots(self) -> tuple[tuple[float, ...], ...]:
        """The primaries as the equations need them: the nth roots of all X, of all Y and of all Z."""
        return tuple(tuple(part ** (1 / self.n) for part in parts) for parts in zip(*self.primaries, strict=True))


_TABLES = tomllib.loads(Path(__file__).with_name("characterisations.toml").read_text(encoding="utf-8"))
COATED, UNCOATED = (
    Characterisation(table["data"], tuple(map(tuple, table["primaries"])), table["n"], tuple(table["gains"]))
    for table in _TABLES.values()
)
"""What was measured of each kind of paper."""


def looks(inks: Inks, printing: Characterisation) -> Triple:
    """Return what inks in percent look like beside their paper: L*, a* and b* (CIE 1976)."""
    return _lab_of([ink / 100 for ink in inks], printing)


@cache
def inks_of(colour: str, printing: Characterisation, limit: float) -> Inks:
    """Return the inks that come nearest to a colour, white being the paper.

    Of inks that look the same, those with less colour and more black are taken, but no black in what is light.

    Args:
        colour: In sRGB, as `#rrggbb`.
        limit: The most that the four inks may add up to at one place, in percent.

    Returns:
        Whole percents.

    """
    wanted = _wanted(colour, printing)
    start = _nearest_inks(wanted, 0, printing)
    grey = max(0, min(start[:3]) - GREY_WITHOUT_BLACK) / (1 - GREY_WITHOUT_BLACK)
    best, least_difference = [0.0, 0, 0, 1], float("inf")
    for step in range(round(grey * BLACK_STEPS), BLACK_STEPS + 1):
        trial = _nearest_inks(wanted, step / BLACK_STEPS, printing)
        difference = dist(_lab_of(trial, printing), wanted)
        if 100 * sum(trial) <= limit and difference < least_difference - UNSEEN_DIFFERENCE / 2:
            best, least_difference = trial, difference
        elif difference > least_difference:
            break  # with more black it gets too dark
        if least_difference < UNSEEN_DIFFERENCE:
            break
    cyan, magenta, yellow, black = (int(100 * ink + 0.5 * (100 * sum(best) < limit - 2)) for ink in best)
    return cyan, magenta, yellow, black


@cache
def black_of(colour: str, printing: Characterisation) -> Inks:
    """Return black ink alone that is as light as a colour, in whole percents."""
    lightness = _wanted(colour, printing)[0]
    return 0, 0, 0, min(range(101), key=lambda black: abs(looks((0, 0, 0, black), printing)[0] - lightness))


def _wanted(colour: str, printing: Characterisation) -> Triple:
    """Return L*, a* and b* that a print of a colour should have.

    Black becomes as dark as all inks together, so that dark colours can still be told apart where inks are pale (black
    point compensation, ISO 18619).
    """
    darkest = printing.primaries[-1][1] / printing.primaries[0][1]
    x, y, z = (light + darkest * (white - light) for light, white in zip(xyz(colour), WHITE, strict=True))
    return _lab((x, y, z), WHITE)


def _nearest_inks(wanted: Triple, black: float, printing: Characterisation) -> list[float]:
    """Return the inks (0 to 1) with this much black that look most like the wanted L*, a* and b*.

    The search takes ever smaller steps: where a colour can't be printed, it ends at the nearest one that can.
    """
    inks, step = [0.3, 0.3, 0.3, black], 0.25
    least_difference = dist(_lab_of(inks, printing), wanted)
    while step > 1 / 256:
        before = least_difference
        for ink, move in product(range(3), (step, -step)):
            trial = [*inks]
            trial[ink] = min(1, max(0, inks[ink] + move))
            if (difference := dist(_lab_of(trial, printing), wanted)) < least_difference:
                inks, least_difference = trial, difference
        if least_difference == before:
            step /= 2
    return inks


def _lab_of(inks: Sequence[float], printing: Characterisation) -> Triple:
    """Return L*, a* and b* of inks (0 to 1) beside their paper, by the Neugebauer equations."""
    shares = [ink + 4 * gain * ink * (1 - ink) for ink, gain in zip(inks, printing.gains, strict=True)]
    cyan, magenta, yellow, black = ((1 - share, share) for share in shares)
    pairs = [a * b for a in cyan for b in magenta]
    others = [a * b for a in yellow for b in black]
    weights = [a * b for a in pairs for b in others]
    x, y, z = (sum(map(mul, weights, roots)) ** printing.n for roots in printing.roots)
    return _lab((x, y, z), printing.primaries[0])


def _lab(light: Triple, white: Triple) -> Triple:
    """Convert XYZ, and that of the white beside it, to L*, a* and b* (ISO/CIE 11664-4)."""
    x, y, z = (_perceived(part / whole) for part, whole in zip(light, white, strict=True))
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def _perceived(share: float) -> float:
    return float(share ** (1 / 3)) if share > 216 / 24389 else (24389 / 27 * share + 16) / 116
