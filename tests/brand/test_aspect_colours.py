"""A brand's own colours for its aspects: like the brand's, and told apart by everybody."""

from collections.abc import Sequence
from itertools import combinations, cycle, pairwise

import pytest

from framework_pdf.brand.aspect_colours import distinct_colours, required_difference, required_step
from framework_pdf.brand.palette import INK
from framework_pdf.brand.shades import ground_for
from framework_pdf.core.colour import (
    Deficiency,
    contrast,
    difference,
    least_seen_difference,
    lightness,
    oklch,
    seen_with,
)

SEEDS = {
    "yellow": ["#ffd500"],
    "neon green": ["#39ff14"],
    "black": ["#000000"],
    "white": ["#ffffff"],
    "grey": ["#808080"],
    "charcoal": ["#333333"],
    "navy": ["#12284c"],
    "hot pink": ["#ff69b4"],
    "cyan": ["#00ffff"],
    "red": ["#ff0000"],
    "two blues": ["#005eb8", "#41b6e6"],
    "teal and orange": ["#00796b", "#ff7f32"],
    "purple and gold": ["#4f2d7f", "#fdb913"],
    "pink and cyan": ["#ff1493", "#00ffff"],
    "dusty": ["#8a9a8b", "#c7b9a5"],
    "the same twice": ["#c8102e", "#c8102e"],
    "black and lime": ["#000000", "#c6ff00"],
    "four": ["#0b2545", "#d62828", "#fcbf49", "#2a9d8f"],
    "orange and navy": ["#ff6f20", "#063157"],
    "yellow and black": ["#ffea00", "#202020"],
    "lime and black": ["#b4e600", "#1a1a1a"],
    "cyan and navy": ["#00d1ff", "#001f3f"],
    "pale": ["#cde7e2"],
    "green and rose": ["#003b19", "#a64158"],
    "eight": [
        "#2456d6",
        "#ff8c1a",
        "#a4de02",
        "#ffffff",
        "#9a9a9a",
        "#e63946",
        "#ffd60a",
        "#00b3a4",
        "#7b2cbf",
        "#ff5fa2",
    ],
}
GREYS = ("black", "white", "grey", "charcoal")
GIVEN: dict[str, list[str | None]] = {
    "light and dark": [None, "#ffd500", None, "#101010", None, None],
    "between": ["#2f6b45", None, "#6b2f45", None, "#2f456b", None],
    "two alike": ["#5a5a5a", "#5a5a5a", None, None, None, None],
    "all but one": ["#331111", "#553322", "#226655", None, "#665599", "#887755"],
    "little room between": [None, None, "#5e23dd", "#bd0fb6", None, "#791e49"],
    "at the end": [None, None, None, None, "#7a1f3d", "#0f4c75"],
}
of_every_brand = pytest.mark.parametrize("seeds", SEEDS.values(), ids=SEEDS)


def turn(colour: str, other: str) -> float:
    """Return the degrees between the hues of two colours."""
    return abs((oklch(colour)[2] - oklch(other)[2] + 180) % 360 - 180)


def dark_words(seeds: Sequence[str]) -> tuple[str, ...]:
    """Return the colours of words on bright ones: the brand's dark colours, then our ink."""
    return *(seed for seed in seeds if contrast(seed, "#ffffff") >= 7), INK


def colours_for(given: Sequence[str | None], seeds: Sequence[str]) -> tuple[str, ...]:
    """Return the colours of a brand's aspects."""
    return distinct_colours(given, seeds, dark_words(seeds))


def check(given: list[str | None], seeds: list[str]) -> None:
    """Assert all that is promised of the colours of a brand that names these."""
    colours = colours_for(given, seeds)
    assert len(colours) == len(given)
    places = [place for place, colour in enumerate(given) if colour is None]
    named = len(given) - len(places)
    assert all(colours[place] == colour for place, colour in enumerate(given) if colour)
    for place in places:
        ground = ground_for(colours[place], dark_words(seeds))
        assert ground.colour == colours[place], "no words can stand on it as it is"
        assert contrast(*ground) >= 4.5
    for one, two in combinations(range(len(given)), 2):
        if one in places or two in places:
            pair = colours[one], colours[two]
            assert abs(lightness(pair[0]) - lightness(pair[1])) >= required_step(named, len(places)), pair
            assert least_seen_difference(*pair) >= required_difference(named, len(places)), pair
            if len(given) <= 6 and two == one + 1:
                assert abs(lightness(pair[0]) - lightness(pair[1])) > 6, pair


@pytest.mark.parametrize(("seeds", "other"), [*zip(SEEDS.values(), cycle((1, 2, 4, 7, 12)))], ids=SEEDS)
def test_as_many_colours_as_are_asked_for_are_told_apart(seeds: list[str], other: int) -> None:
    for count in (6, other):
        check([None] * count, seeds)


@of_every_brand
def test_what_a_brand_names_is_kept_and_told_apart(seeds: list[str]) -> None:
    for given in GIVEN.values():
        check(given, seeds)


def test_what_is_promised_is_worth_something() -> None:
    assert required_step(0, 6) > 3
    assert required_difference(0, 6) >= 4
    assert all(required_step(0, n) > required_step(0, n + 1) for n in range(1, 12))
    assert required_difference(0, 12) > 2


def test_being_apart_is_measured_by_who_sees_the_least() -> None:
    red, green = "#b05050", "#6f7d38"
    assert least_seen_difference(red, green) == min(
        difference(seen_with(red, lack), seen_with(green, lack)) for lack in Deficiency
    )


@of_every_brand
def test_neighbours_take_turns_in_being_dark_and_light(seeds: list[str]) -> None:
    steps = [lightness(two) - lightness(one) for one, two in pairwise(colours_for([None] * 6, seeds))]
    assert all(abs(step) > 6 for step in steps)
    assert min(steps) < 0 < max(steps)


@of_every_brand
def test_the_brands_hues_are_among_them(seeds: list[str]) -> None:
    colours = colours_for([None] * 6, seeds)
    for seed in seeds:
        if oklch(seed)[1] > 0.05:
            # Yellow is darkened to amber.
            assert min(turn(colour, seed) for colour in colours) < 32, seed


def test_a_brands_colour_is_used_as_it_is_where_words_stand_on_it() -> None:
    assert colours_for([None] * 6, ["#12284c"])[0] == "#12284c"
    assert colours_for(["#7a1f3d", None, None], ["#00796b"])[1] == "#00796b"
    assert "#12284c" not in colours_for(["#12294d", None, None], ["#12284c"]), "it is too like one that is named"
    assert colours_for([None] * 6, ["#ffd500"])[0] == "#ffd500"
    assert "#ffd500" not in distinct_colours([None] * 6, ["#ffd500"], ()), "no words can stand on it"


def test_vivid_colours_come_before_greys_and_shades() -> None:
    blue, orange, lime, red, teal = "#2456d6", "#ff8c1a", "#a4de02", "#e63946", "#00b3a4"
    colours = colours_for([None] * 6, SEEDS["eight"])
    for own in (blue, orange, lime, red, teal):
        near = min(colours, key=lambda colour: difference(colour, own))
        assert abs(lightness(near) - lightness(own)) < 5, own
        assert turn(near, own) < 8, own
    assert all(oklch(colour)[1] > 0.1 for colour in colours)


@pytest.mark.parametrize("brand", ["orange and navy", "yellow and black", "lime and black", "cyan and navy"])
def test_half_of_a_bright_brands_colours_are_bright(brand: str) -> None:
    colours = colours_for([None] * 6, SEEDS[brand])
    assert set(SEEDS[brand]) <= set(colours)
    assert sum(lightness(colour) > 60 for colour in colours) == 3


@of_every_brand
def test_no_bright_hue_is_made_brown_while_another_will_do(seeds: list[str]) -> None:
    is_bright = ground_for(seeds[0], (INK,)).words == INK and oklch(seeds[0])[1] > 0.05
    for colour in colours_for([None] * 6, seeds) if is_bright else ():
        level, (_, chroma, hue) = lightness(colour), oklch(colour)
        assert level > 60 or chroma < 0.055 or not 35 < hue < 135, colour


@pytest.mark.parametrize("brand", SEEDS)
def test_chroma_is_like_the_brands(brand: str) -> None:
    chromas = [oklch(colour)[1] for colour in colours_for([None] * 6, SEEDS[brand])]
    if brand in GREYS:
        assert max(chromas) < 0.06
    else:
        strongest = max(oklch(seed)[1] for seed in SEEDS[brand])
        assert max(chromas) <= max(strongest, 0.07) + 0.01
        assert max(chromas) > 0.04


@of_every_brand
def test_nothing_is_olive(seeds: list[str]) -> None:
    for colour in colours_for([None] * 6, seeds):
        _, chroma, hue = oklch(colour)
        assert lightness(colour) > 60 or chroma < 0.055 or not 90 < hue < 130, colour


@of_every_brand
def test_most_are_shades_of_the_brand(seeds: list[str]) -> None:
    own = [seed for seed in seeds if oklch(seed)[1] > 0.025]
    colours = colours_for([None] * 6, seeds)
    shades = [
        colour
        for colour in colours
        if oklch(colour)[1] < 0.04 or any(turn(colour, seed) < 32 for seed in own)  # yellow is darkened to amber
    ]
    assert len(shades) >= (4 if own else 6), colours


def test_where_a_brand_has_several_hues_its_aspects_have_them_all() -> None:
    blue, green = "#1d5fa8", "#3a9d5d"
    colours = colours_for([None] * 6, [blue, green])
    assert sum(turn(colour, blue) < 20 for colour in colours) >= 2
    assert sum(turn(colour, green) < 20 for colour in colours) >= 2


def test_where_all_are_named_all_stay() -> None:
    assert colours_for(["#ffd500", "#ffd500"], ["#000000"]) == ("#ffd500", "#ffd500")
