"""Four inks: what they look like is what was measured, and a colour gets those that look like it."""

from itertools import product
from math import dist

import pytest

from framework_pdf.brand.separation import BLACK_INK, Separation
from framework_pdf.core.cmyk import COATED, UNCOATED, Characterisation, Inks, black_of, inks_of, looks
from framework_pdf.core.cmyk import _wanted as wanted
from framework_pdf.core.colour import of_channels, tint

STOCKS = [COATED, UNCOATED]
LEVELS = (0, 51, 102, 153, 204, 255)
GRID = [of_channels(*each) for each in product(LEVELS, repeat=3)]
DARK = [of_channels(*each) for each in product(LEVELS, repeat=3) if sum(each) <= 306]
"""Those that may take more ink than a press bears."""
MEASURED = [
    # FOGRA39L: L*, a*, b* of patches that no equation was fitted to by itself, beside white paper of 95, 0, -2
    ((0, 0, 0, 0), (95.0, 0.0, -2.0)),
    ((0, 100, 0, 0), (48.0, 74.0, -3.0)),
    ((0, 40, 0, 0), (76.42, 25.78, -6.91)),
    ((10, 20, 0, 0), (82.84, 8.51, -9.42)),
]
"""Of the characterisation data, not beside the paper but by themselves."""


def absolute(inks: Inks, stock: Characterisation) -> tuple[float, float, float]:
    """Return what inks look like beside a perfect white, as the characterisation data has it."""
    lightness, green_red, blue_yellow = looks(inks, stock)
    whole = [
        (lightness + 16) / 116 + green_red / 500,
        (lightness + 16) / 116,
        (lightness + 16) / 116 - blue_yellow / 200,
    ]
    paper = [light / white for light, white in zip(stock.primaries[0], (96.42, 100, 82.49), strict=True)]
    x, y, z = (each * part ** (1 / 3) for each, part in zip(whole, paper, strict=True))
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


@pytest.mark.parametrize(("inks", "measured"), MEASURED)
def test_inks_look_as_they_were_measured(inks: Inks, measured: tuple[float, float, float]) -> None:
    assert dist(absolute(inks, COATED), measured) < 5


@pytest.mark.parametrize("stock", STOCKS, ids=["coated", "uncoated"])
def test_white_is_the_paper_and_what_is_light_has_no_black(stock: Characterisation) -> None:
    assert inks_of("#ffffff", stock, 300) == (0, 0, 0, 0)
    for colour in ("#2f6b45", "#6b1a4b", "#14353d", "#f3c12f"):
        assert inks_of(tint(colour, 0.1), stock, 300)[3] == 0


@pytest.mark.parametrize(("stock", "limit"), [(COATED, 300), (COATED, 240), (UNCOATED, 270), (UNCOATED, 200)])
def test_no_colour_has_more_ink_than_may_be(stock: Characterisation, limit: float) -> None:
    totals = [sum(inks_of(colour, stock, limit)) for colour in DARK]
    assert len(totals) == 81
    assert max(totals) <= limit
    assert max(totals) > 150, "dark colours are dark"


def test_colours_that_can_be_printed_look_as_they_should() -> None:
    away = {colour: dist(looks(inks_of(colour, COATED, 300), COATED), wanted(colour, COATED)) for colour in GRID}
    near = sorted(colour for colour, off in away.items() if off < 3)
    assert len(near) > 75, "a press prints fewer colours than a screen shows, and not a few"
    for colour in ("#14353d", "#2f6b45", "#999999", "#cc9966", "#f3c12f"):
        assert dist(looks(inks_of(colour, COATED, 300), COATED), wanted(colour, COATED)) < 3, colour


def test_of_inks_that_look_the_same_grey_is_black() -> None:
    cyan, magenta, yellow, black = inks_of("#2f6b45", COATED, 300)
    assert black > 20
    assert min(cyan, magenta, yellow) < 30


@pytest.mark.parametrize("stock", STOCKS, ids=["coated", "uncoated"])
def test_black_ink_alone_is_as_light_as_the_grey(stock: Characterisation) -> None:
    shares = [black_of(of_channels(level, level, level), stock)[3] for level in LEVELS]
    assert shares == sorted(shares, reverse=True)
    assert shares[-1] == 0
    assert looks((0, 0, 0, shares[3]), stock)[0] == pytest.approx(wanted("#999999", stock)[0], abs=1)


def test_a_colour_with_inks_of_its_own_keeps_them_and_so_do_its_tints() -> None:
    separation = Separation({"#0f5a43": (88, 35, 78, 35)}, 300)
    assert separation.of("#0f5a43") == (88, 35, 78, 35)
    assert separation.of(tint("#0f5a43", 0.5)) == pytest.approx((44, 17.5, 39, 17.5), abs=0.3)
    assert separation.of(tint("#0f5a43", 0.1)) == pytest.approx((8.8, 3.5, 7.8, 3.5), abs=0.3)
    assert separation.of("#0f5a53") != separation.of("#0f5a43")


def test_what_is_all_but_black_or_grey_is_black_ink_alone() -> None:
    separation = Separation({}, 300)
    for black in ("#000000", "#17252a", "#26302c", "#1b2230"):
        assert separation.of(black) == BLACK_INK
    for grey in ("#8b979c", "#4b5a60", "#cccccc"):
        assert separation.of(grey)[:3] == (0, 0, 0), grey
        assert 0 < separation.of(grey)[3] < 100
    for colour in ("#14353d", "#14284b", tint("#2f6b45", 0.1)):
        assert any(separation.of(colour)[:3]), colour
