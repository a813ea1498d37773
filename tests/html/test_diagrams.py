"""The ripples and the QR codes, by their geometry."""

import math
import re
from itertools import pairwise
from urllib.parse import urlsplit

import pytest

from framework_pdf.content.catalogue import Catalogue
from framework_pdf.core.colour import contrast, lightness, luminance, mix, tint
from framework_pdf.html import diagrams
from tests.support.composing import colours_of


def numbers_in(path: str) -> list[float]:
    return [float(number) for number in re.findall(r"-?\d+\.\d+", path)]


@pytest.mark.parametrize(("rings", "sectors"), [(6, 3), (4, 2), (1, 1), (9, 5)])
def test_cells_fill_the_rings_for_any_number(rings: int, sectors: int) -> None:
    cells = diagrams.cells(rings, sectors)
    assert len({(cell.ring, cell.sector) for cell in cells}) == len(cells) == rings * sectors
    for cell in cells:
        numbers = numbers_in(cell.path)
        outer, inner = numbers[2], numbers[12]
        assert inner < outer <= diagrams.OUTER
        assert math.hypot(*numbers[:2]) == pytest.approx(outer, abs=0.02)
    starts = {cell.ring: numbers_in(cell.path)[12] for cell in cells}
    assert starts[0] == diagrams.CORE
    assert list(starts.values()) == sorted(starts.values())


def test_sectors_start_at_the_top_and_go_clockwise() -> None:
    first, second, third = diagrams.cells(1, 3)
    assert numbers_in(first.path)[:2] == [0, -diagrams.OUTER]
    assert numbers_in(second.path)[0] > 0
    assert numbers_in(third.path)[0] < 0


def test_names_of_sectors_are_never_upside_down() -> None:
    for sectors in range(1, 9):
        for mark in diagrams.sector_marks(sectors, 5):
            assert math.cos(math.radians(mark.turn)) >= -0.01


def test_cells_grow_lighter_by_sector(catalogue: Catalogue) -> None:
    for colour in colours_of(catalogue):
        shades = [luminance(diagrams.cell_colour(colour, sector, 3)) for sector in range(3)]
        assert shades == sorted(shades)
        assert shades[0] < shades[1] < shades[2]


def test_neighbouring_aspects_are_told_apart_in_greyscale(catalogue: Catalogue) -> None:
    for inner, outer in pairwise(colours_of(catalogue)):
        assert abs(lightness(inner) - lightness(outer)) > 6


def test_words_can_be_read_on_the_tint_of_each_aspect(catalogue: Catalogue) -> None:
    for colour in colours_of(catalogue):
        assert contrast(colour, tint(colour, 0.1)) >= 4.5
        assert contrast("#4a5a60", tint(colour, 0.1)) >= 4.5


def test_mixing() -> None:
    assert mix("#000000", "#ffffff", 0.5) == "#808080"
    assert tint("#2f6b45", 1) == "#2f6b45"
    assert tint("#2f6b45", 0) == "#ffffff"
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


def test_a_qr_code_says_in_words_where_it_leads() -> None:
    address = "https://example.org/a?b=1&c=2"
    svg = diagrams.qr_code(address, f"QR code that leads to {urlsplit(address).netloc} & more")
    assert "<title>QR code that leads to example.org &amp; more</title>" in svg
    assert re.search(r'viewBox="0 0 (\d+) \1"', svg)
