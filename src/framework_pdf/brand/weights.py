"""The weights of fonts: by number, by name, and what counts as bold."""

from collections.abc import Collection
from itertools import chain

from framework_pdf.core.diagnostics import Diagnostic, Location, cut, did_you_mean, nearest

WEIGHTS = range(100, 901, 100)
"""The weights that a style sheet may name."""
REGULAR = 400
"""The weight of text where a kit says none."""
BOLD = 700
"""The weight of strong words where there is a choice."""
LEAST_BOLD, BOLDER = 600, 200
"""The weight from which on words count as bold, and by how much strong words are heavier than those around them."""
NAMES_OF_WEIGHTS = {
    100: ("thin",),
    200: ("extra-light", "ultra-light"),
    300: ("light",),
    400: ("normal", "regular"),
    500: ("medium",),
    600: ("semi-bold", "demi-bold"),
    700: ("bold",),
    800: ("extra-bold", "ultra-bold"),
    900: ("black",),
}
"""The names that the brand.yml format has for weights; they may be written without hyphens."""


def parse_weight(word: str) -> int | None:
    """Return a weight that a kit writes as `600` or `semi-bold` as a number, or None where it is no weight."""
    stated = word.strip().casefold()
    for weight, names in NAMES_OF_WEIGHTS.items():
        if any(stated in {name, name.replace("-", "")} for name in (str(weight), *names)):
            return weight
    return None


def parse_weights(words: str) -> tuple[int, ...]:
    """Return the weights that a kit states for a file: of `bold` one, of `300..800` six, of `auto` none."""
    ends = [parse_weight(end) for end in words.split("..")]
    first, last = ends[0], ends[-1]
    if first is None or last is None or len(ends) > 2:
        return ()
    return tuple(weight for weight in WEIGHTS if first <= weight <= last)


def unknown_weight(word: str, place: Location) -> Diagnostic:
    """Return the problem that a word is no weight."""
    close = nearest(word, chain.from_iterable(NAMES_OF_WEIGHTS.values()))
    hint = did_you_mean(word, close) if close else f"weights are {listed(WEIGHTS)}, and names such as `bold`"
    return Diagnostic("bad-value", f"`{cut(word)}` is no weight", place, hint)


def listed(weights: Collection[int]) -> str:
    """Return weights as people read them: `300, 400 and 700`."""
    *before, last = map(str, sorted(weights)) if weights else ["none in hundreds"]
    return f"{', '.join(before)} and {last}" if before else last
