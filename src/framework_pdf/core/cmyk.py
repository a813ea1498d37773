"""Four-colour process: a colour in; out, the cyan, magenta, yellow and black that print it, coated paper or not.

What each ink looks like, and all of them on one another, was measured for the condition; what lies between is reckoned
by the Neugebauer equations, with Yule and Nielsen's n and a gain for each ink. From all patches of the measurement that
is 2.4 (coated) and 1.9 (uncoated) away on average, in CIE ΔE*ab. As in any separation, grey is taken out of the three
colours and printed with black.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import product
from math import dist
from operator import mul

from framework_pdf.core.colour import xyz

Inks = tuple[float, float, float, float]
"""Cyan, magenta, yellow and black, each 0 to 100 percent."""
Triple = tuple[float, float, float]
WHITE: Triple = (96.42, 100, 82.49)
"""XYZ of the illuminant D50 (ISO 13655)."""
KEPT = 0.2
"""So much grey of three inks is left as it is: a light colour has no black dots in it."""
STEPS = 20
"""In how many steps black is tried."""
NEAR = 1.5
"""A difference (CIE ΔE*ab) that nobody sees beside the screen of dots."""


@dataclass(frozen=True)
class Characterisation:
    """A paper and the inks on it. All measured values are XYZ, D50, 2°."""

    data: str
    """The characterisation data that it is from."""
    primaries: tuple[Triple, ...]
    """Of paper, black, yellow, yellow and black, magenta … to all four: black changes first, cyan last."""
    n: float
    """Yule and Nielsen's: how far light wanders in the paper."""
    gains: Inks
    """How much a half tone of each ink grows, as a share."""

    @cached_property
    def roots(self) -> tuple[tuple[float, ...], ...]:
        """The primaries as the equations take them: all X, all Y, all Z."""
        return tuple(tuple(part ** (1 / self.n) for part in parts) for parts in zip(*self.primaries, strict=True))


COATED = Characterisation(
    "FOGRA39L",
    (
        (84.48, 87.62, 74.57),
        (2.02, 2.1, 1.73),
        (69.17, 74.16, 7.04),
        (1.84, 2.04, 0.82),
        (33.03, 16.79, 15.01),
        (1.61, 1.18, 0.89),
        (30.2, 16.02, 2.3),
        (1.56, 1.31, 0.65),
        (15.02, 22.93, 52.85),
        (0.91, 1.18, 1.79),
        (8.16, 18.42, 6.74),
        (0.89, 1.31, 0.85),
        (5.67, 4.1, 15.67),
        (0.99, 0.87, 1.08),
        (3.66, 3.8, 3.13),
        (0.93, 0.97, 0.69),
    ),
    n=1.6,
    gains=(0.07, 0.05, 0.04, 0.03),
)
UNCOATED = Characterisation(
    "FOGRA29L",
    (
        (86.44, 89.31, 76.37),
        (6.99, 7.03, 5.38),
        (70.42, 73.84, 10.82),
        (5.94, 6.29, 4.43),
        (37.72, 22.97, 20.87),
        (6.28, 5.94, 4.32),
        (33.23, 20.57, 7.02),
        (5.52, 5.55, 3.89),
        (20.16, 27.07, 52.63),
        (5.31, 5.49, 5.14),
        (12.25, 20.36, 10.06),
        (4.78, 5.23, 4.12),
        (11.08, 10.39, 20.74),
        (4.99, 4.87, 4.06),
        (7.86, 8.52, 7.14),
        (4.65, 4.81, 3.62),
    ),
    n=2,
    gains=(0.12, 0.08, 0.08, 0.08),
)


def looks(inks: Inks, stock: Characterisation) -> Triple:
    """Inks in percent and a stock in; out, how that looks beside its paper: L*, a* and b* (CIE 1976)."""
    return _seen([ink / 100 for ink in inks], stock)


@cache
def inks_of(colour: str, stock: Characterisation, limit: float) -> Inks:
    """A colour in sRGB, a stock and the most ink at one place in percent in; out, its inks in whole percents.

    They are the nearest that there is, white being the paper. Of inks that look the same it takes those that have less
    colour and more black, but no black in what is light.
    """
    wanted = _wanted(colour, stock)
    start = _matched(wanted, 0, stock)
    grey = max(0, min(start[:3]) - KEPT) / (1 - KEPT)
    best, off = [0.0, 0, 0, 1], float("inf")
    for step in range(round(grey * STEPS), STEPS + 1):
        trial = _matched(wanted, step / STEPS, stock)
        away = dist(_seen(trial, stock), wanted)
        if 100 * sum(trial) <= limit and away < off - NEAR / 2:
            best, off = trial, away
        elif away > off:
            break  # with more black it gets too dark
        if off < NEAR:
            break
    cyan, magenta, yellow, black = (int(100 * ink + 0.5 * (100 * sum(best) < limit - 2)) for ink in best)
    return cyan, magenta, yellow, black


@cache
def black_of(colour: str, stock: Characterisation) -> Inks:
    """A colour and a stock in; out, black ink alone that is as light, in whole percents."""
    wanted = _wanted(colour, stock)[0]
    return 0, 0, 0, min(range(101), key=lambda black: abs(looks((0, 0, 0, black), stock)[0] - wanted))


def _wanted(colour: str, stock: Characterisation) -> Triple:
    """A colour and a stock in; out, L*, a* and b* that are looked for: black is no darker than all inks together.

    So what is dark stays apart where inks are pale (black point compensation, ISO 18619).
    """
    darkest = stock.primaries[-1][1] / stock.primaries[0][1]
    x, y, z = (light + darkest * (white - light) for light, white in zip(xyz(colour), WHITE, strict=True))
    return _lab((x, y, z), WHITE)


def _matched(wanted: Triple, black: float, stock: Characterisation) -> list[float]:
    """L*, a* and b*, black (0 to 1) and a stock in; out, four inks (0 to 1), that black, that look most like it.

    A search by ever smaller steps: where a colour can't be printed, it ends at the nearest that can.
    """
    inks, step = [0.3, 0.3, 0.3, black], 0.25
    off = dist(_seen(inks, stock), wanted)
    while step > 1 / 256:
        before = off
        for ink, move in product(range(3), (step, -step)):
            trial = [*inks]
            trial[ink] = min(1, max(0, inks[ink] + move))
            if (away := dist(_seen(trial, stock), wanted)) < off:
                inks, off = trial, away
        if off == before:
            step /= 2
    return inks


def _seen(inks: Sequence[float], stock: Characterisation) -> Triple:
    """Inks (0 to 1) and a stock in; out, L*, a* and b* beside its paper."""
    shares = [ink + 4 * gain * ink * (1 - ink) for ink, gain in zip(inks, stock.gains, strict=True)]
    cyan, magenta, yellow, black = ((1 - share, share) for share in shares)
    pairs = [a * b for a in cyan for b in magenta]
    others = [a * b for a in yellow for b in black]
    weights = [a * b for a in pairs for b in others]
    x, y, z = (sum(map(mul, weights, roots)) ** stock.n for roots in stock.roots)
    return _lab((x, y, z), stock.primaries[0])


def _lab(light: Triple, white: Triple) -> Triple:
    """XYZ and that of the white beside it in; out, L*, a* and b* (ISO/CIE 11664-4)."""
    x, y, z = (_eye(part / whole) for part, whole in zip(light, white, strict=True))
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def _eye(share: float) -> float:
    return float(share ** (1 / 3)) if share > 216 / 24389 else (24389 / 27 * share + 16) / 116
