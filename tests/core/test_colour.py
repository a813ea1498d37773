"""Colours: reading what CSS has, making them legible, and making a brand's own for its aspects."""

from itertools import combinations, pairwise

import pytest

from framework_pdf.brand.aspect_colours import distinct_colours, required_difference, required_step
from framework_pdf.core.colour import (
    BLACK,
    WHITE,
    Deficiency,
    contrast,
    difference,
    from_oklch,
    least_seen_difference,
    legible,
    lightness,
    luminance,
    oklch,
    parsed,
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
    """Two colours in; out, the degrees between their hues."""
    return abs((oklch(colour)[2] - oklch(other)[2] + 180) % 360 - 180)


@pytest.mark.parametrize(
    ("text", "colour"),
    [
        ("#f80", "#ff8800"),
        ("#FF8800", "#ff8800"),
        ("#ff8800ff", "#ff8800"),
        (" RebeccaPurple\n", "#663399"),
        ("rgb(1, 2, 3)", "#010203"),
        ("rgb(1 2 3 / 100%)", "#010203"),
        ("rgb(300 -5 0)", "#ff0000"),
        ("hsl(120 100% 25%)", "#008000"),
        ("hwb(0.5turn 0% 0%)", "#00ffff"),
        ("rgb(none 255 0)", "#00ff00"),
        ("oklch(0.628 0.2577 29.23)", "#ff0000"),
        ("color(srgb 0 0 1)", "#0000ff"),
    ],
)
def test_a_colour_is_read_as_css_writes_it(text: str, colour: str) -> None:
    assert parsed(text) == colour


def test_a_colour_that_srgb_lacks_keeps_its_hue() -> None:
    found = parsed("oklch(0.7 0.4 150)")
    assert found is not None
    assert oklch(found)[2] == pytest.approx(150, abs=3)
    assert oklch(found)[0] == pytest.approx(0.7, abs=0.02)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            " ",
            "#",
            "#12",
            "#ggg",
            "primary",
            "none",
            "currentcolor",
            "var(--x)",
            "url(x)",
            "rgb(1 2)",
            "rgb(nan 1 2)",
        ),
        *("transparent", "#ff000080", "#f008", "rgb(1 2 3 / 0.99)", "rgb(1 2 3 / none)"),
        *(
            "oklch(1e999 0 0)",
            "lab(50 1e999 0)",
            "color(srgb 1e999 0 0)",
            "lab(1e308 1e308 1e308)",
            "oklch(5% 1e300 4)",
        ),
        *("\x00", "\ud800", "½", "#" + "f" * 10_000, "rgb(" * 1000),
    ],
)
def test_what_is_no_opaque_colour_is_none(text: str) -> None:
    assert parsed(text) is None


@pytest.mark.parametrize("space", ["rgb", "hsl", "hwb", "lab", "lch", "oklab", "oklch", "color(xyz", "color(rec2020"])
@pytest.mark.parametrize("number", ["none", "-1", "1e308", "-1e308", "1e30", "1e-320", "1e20%", "-1e999"])
def test_no_number_makes_reading_fail(space: str, number: str) -> None:
    opening = space + (" " if "(" in space else "(")
    for numbers in (f"{number} 0 0", f"0.5 {number} 1", f"50 50 {number}", f"{number} {number} {number}"):
        found = parsed(f"{opening}{numbers})")
        assert found is None or len(bytes.fromhex(found.removeprefix("#"))) == 3


COLOURS = ["#000000", "#12284c", "#808080", "#ffd500", "#39ff14", "#0000ff", "#ff69b4", "#b7372b", "#ffffff", "#00796b"]


@pytest.mark.parametrize("colour", COLOURS)
@pytest.mark.parametrize("ground", [*COLOURS, "#777777", "#10191c"])
@pytest.mark.parametrize("least", [3, 4.5, 7])
def test_a_colour_is_made_legible_by_the_least_change(colour: str, ground: str, least: float) -> None:
    made = legible(colour, ground, least)
    ends = [end for end in (BLACK, WHITE) if contrast(end, ground) >= least]
    if contrast(colour, ground) >= least:
        assert made == colour
    elif not ends:
        assert made == max((BLACK, WHITE), key=lambda end: contrast(end, ground))
    else:
        assert least <= contrast(made, ground) < least * 1.03
        start, chroma, hue = oklch(colour)
        reached, kept, turned = oklch(made)
        assert kept <= chroma + 0.005
        if kept > 0.04:
            assert abs((turned - hue + 180) % 360 - 180) < 4
        # No shade of it that is nearer has the contrast, in either direction.
        rounding = 0.006
        for share in (0.1, 0.3, 0.5, 0.7, 0.9, 1):
            way = (abs(reached - start) - rounding) * share
            assert all(contrast(from_oklch(start + side * way, chroma, hue), ground) < least for side in (1, -1))


def test_chroma_is_kept_as_far_as_srgb_has_it() -> None:
    assert oklch(legible("#c08080", WHITE))[1] == pytest.approx(oklch("#c08080")[1], abs=0.005)
    assert oklch(legible("#ff69b4", WHITE))[1] > 0.19


def test_no_contrast_is_enough_but_that_of_black_or_white() -> None:
    assert legible("#ff0000", "#777777", 7) == BLACK
    assert legible("#ff0000", "#333333", 21) == WHITE


def test_what_is_seen_without_cones() -> None:
    for lack in Deficiency:
        for grey in (BLACK, WHITE, "#808080"):
            assert difference(seen_with(grey, lack), grey) < 1.5
    # Whose hues are mistaken for which is what the deficiencies are named by.
    red, green = "#b05050", "#6f7d38"
    for lack in (Deficiency.PROTAN, Deficiency.DEUTAN):
        assert difference(seen_with(red, lack), seen_with(green, lack)) < 0.7 * difference(red, green)
    assert lightness(seen_with("#ff0000", Deficiency.PROTAN)) < lightness(seen_with("#ff0000", Deficiency.DEUTAN))
    blue, teal = "#3f62c4", "#00776f"
    assert difference(seen_with(blue, Deficiency.TRITAN), seen_with(teal, Deficiency.TRITAN)) < 0.7 * difference(
        blue, teal
    )


def test_measures() -> None:
    assert difference(BLACK, WHITE) == pytest.approx(100, abs=0.01)
    assert difference("#123456", "#123456") == 0
    assert lightness(BLACK) == pytest.approx(0, abs=0.01)
    assert lightness(WHITE) == pytest.approx(100, abs=0.01)
    assert lightness("#777777") == pytest.approx(116 * luminance("#777777") ** (1 / 3) - 16, abs=0.05)
    assert from_oklch(*oklch("#b7372b")) == "#b7372b"


def check(given: list[str | None], colours: tuple[str, ...]) -> None:
    """Assert all that is promised of colours whose brand names these."""
    assert len(colours) == len(given)
    places = [place for place, colour in enumerate(given) if colour is None]
    named = len(given) - len(places)
    assert all(colours[place] == colour for place, colour in enumerate(given) if colour)
    assert all(contrast(colours[place], WHITE) >= 4.5 for place in places)
    for one, two in combinations(range(len(given)), 2):
        if one in places or two in places:
            pair = colours[one], colours[two]
            assert abs(lightness(pair[0]) - lightness(pair[1])) >= required_step(named, len(places)), pair
            assert least_seen_difference(*pair) >= required_difference(named, len(places)), pair
            if len(given) <= 6 and two == one + 1:
                assert abs(lightness(pair[0]) - lightness(pair[1])) > 6, pair


@of_every_brand
@pytest.mark.parametrize("count", [1, 2, 3, 4, 5, 6, 7, 9, 12])
def test_as_many_colours_as_are_asked_for_are_told_apart(seeds: list[str], count: int) -> None:
    check([None] * count, distinct_colours([None] * count, seeds))


@of_every_brand
@pytest.mark.parametrize("given", GIVEN.values(), ids=GIVEN)
def test_what_a_brand_names_is_kept_and_told_apart(seeds: list[str], given: list[str | None]) -> None:
    check(given, distinct_colours(given, seeds))


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
    steps = [lightness(two) - lightness(one) for one, two in pairwise(distinct_colours([None] * 6, seeds))]
    assert all(abs(step) > 6 for step in steps)
    assert min(steps) < 0 < max(steps)


@of_every_brand
def test_the_brands_hues_are_among_them(seeds: list[str]) -> None:
    colours = distinct_colours([None] * 6, seeds)
    for seed in seeds:
        if oklch(seed)[1] > 0.05:
            # Yellow is darkened to amber.
            assert min(turn(colour, seed) for colour in colours) < 32, seed


def test_a_brands_colour_is_used_as_it_is_where_white_words_stand_on_it() -> None:
    assert distinct_colours([None] * 6, ["#12284c"])[0] == "#12284c"
    assert distinct_colours(["#7a1f3d", None, None], ["#00796b"])[1] == "#00796b"
    assert "#12284c" not in distinct_colours(["#12294d", None, None], ["#12284c"]), "it is too like one that is named"
    assert "#ffd500" not in distinct_colours([None] * 6, ["#ffd500"])


@pytest.mark.parametrize("brand", SEEDS)
def test_chroma_is_like_the_brands(brand: str) -> None:
    chromas = [oklch(colour)[1] for colour in distinct_colours([None] * 6, SEEDS[brand])]
    if brand in GREYS:
        assert max(chromas) < 0.06
    else:
        strongest = max(oklch(seed)[1] for seed in SEEDS[brand])
        assert max(chromas) <= max(strongest, 0.07) + 0.01
        assert max(chromas) > 0.04


@of_every_brand
def test_nothing_is_olive(seeds: list[str]) -> None:
    for colour in distinct_colours([None] * 6, seeds):
        _, chroma, hue = oklch(colour)
        assert chroma < 0.055 or not 90 < hue < 130, colour


@of_every_brand
def test_hues_differ(seeds: list[str]) -> None:
    colours = distinct_colours([None] * 6, seeds)
    hues = sorted(oklch(colour)[2] for colour in colours if oklch(colour)[1] > 0.03)
    kinds = 1 + sum(after - before > 9 for before, after in pairwise(hues))
    assert kinds >= 5, colours


def test_where_all_are_named_all_stay() -> None:
    assert distinct_colours(["#ffd500", "#ffd500"], ["#000000"]) == ("#ffd500", "#ffd500")
