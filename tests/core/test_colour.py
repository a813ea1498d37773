"""Colours: reading what CSS has, and making them legible."""

from functools import partial
from itertools import product

import pytest

from framework_pdf.core.colour import (
    BLACK,
    WHITE,
    Deficiency,
    contrast,
    difference,
    from_oklch,
    legible,
    lightness,
    luminance,
    oklch,
    parsed,
    seen_with,
)


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
def test_no_number_makes_reading_fail(space: str) -> None:
    opening = space + (" " if "(" in space else "(")
    for number in ("none", "-1", "1e308", "-1e308", "1e30", "1e-320", "1e20%", "-1e999"):
        for numbers in (f"{number} 0 0", f"0.5 {number} 1", f"50 50 {number}", f"{number} {number} {number}"):
            found = parsed(text := f"{opening}{numbers})")
            assert found is None or len(bytes.fromhex(found.removeprefix("#"))) == 3, text


COLOURS = ["#000000", "#12284c", "#808080", "#ffd500", "#39ff14", "#0000ff", "#ff69b4", "#b7372b", "#ffffff", "#00796b"]


@pytest.mark.parametrize("colour", COLOURS)
def test_a_colour_is_made_legible_by_the_least_change(colour: str) -> None:
    for ground, least in product((*COLOURS, "#777777", "#10191c"), (3, 4.5, 7)):
        made = legible(colour, ground, least)
        ends = [end for end in (BLACK, WHITE) if contrast(end, ground) >= least]
        if contrast(colour, ground) >= least:
            assert made == colour
        elif not ends:
            assert made == max((BLACK, WHITE), key=partial(contrast, ground))
        else:
            check_the_least(colour, made, ground, least)


def check_the_least(colour: str, made: str, ground: str, least: float) -> None:
    """Assert that a colour was changed by the least that makes its contrast with a ground what it must be."""
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
