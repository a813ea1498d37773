"""The ripples and the QR codes, by their geometry."""

import math
import re
from itertools import pairwise
from pathlib import Path
from unicodedata import normalize
from urllib.parse import urlsplit

import numpy as np
import pypdfium2
import pytest
from weasyprint import HTML

from framework_pdf.brand.kit import load_kit
from framework_pdf.brand.look import look_of
from framework_pdf.content.catalogue import Catalogue
from framework_pdf.core.colour import contrast, lightness, luminance, mix, tint
from framework_pdf.html import diagrams
from framework_pdf.html.composer import Composer
from framework_pdf.html.context import usual_settings
from framework_pdf.products.plan import Request
from tests.support.composing import colours_of, planned
from tests.support.folders import TEMPLATES


def numbers_in(path: str) -> list[float]:
    return [float(number) for number in re.findall(r"-?\d+\.\d+", path)]


@pytest.mark.parametrize(("rings", "sectors"), [(6, 3), (4, 2), (1, 1), (9, 5)])
def test_cells_fill_the_rings_for_any_number(rings: int, sectors: int) -> None:
    cells = diagrams.cells(rings, sectors)
    assert len({(cell.ring, cell.sector) for cell in cells}) == len(cells) == rings * sectors
    radii: dict[int, set[float]] = {}
    for cell in cells:
        found = {float(radius) for radius in re.findall(r"A([\d.]+)", cell.path)}
        assert len(found) == 2
        radii.setdefault(cell.ring, found)
        assert radii[cell.ring] == found
        assert math.hypot(*numbers_in(cell.path)[:2]) == pytest.approx(max(found), abs=0.02)
    edges = [edge for ring in sorted(radii) for edge in (min(radii[ring]), max(radii[ring]))]
    assert (edges[0], edges[-1]) == (diagrams.CORE, diagrams.OUTER)
    assert edges[1:-1:2] == edges[2:-1:2]


def test_sectors_start_at_the_top_and_go_clockwise() -> None:
    first, second, third = diagrams.cells(1, 3)
    assert numbers_in(first.path)[:2] == [0, -diagrams.OUTER]
    assert numbers_in(second.path)[0] > 0
    assert numbers_in(third.path)[0] < 0


@pytest.mark.parametrize("sectors", [1, 2, 3, 5])
def test_rings_are_circles_in_print(sectors: int) -> None:
    paths = "".join(f'<path d="{cell.path}"/>' for cell in diagrams.cells(1, sectors))
    svg = f'<svg viewBox="-110 -110 220 220" width="220pt" height="220pt">{paths}</svg>'
    style = "@page { size: 220pt 220pt; margin: 0 } body { margin: 0 } svg { display: block }"
    pdf = HTML(string=f"<style>{style}</style>{svg}").write_pdf()
    picture = pypdfium2.PdfDocument(pdf)[0].render(scale=4).to_pil().convert("L")
    dark = np.argwhere(np.asarray(picture) < 128)
    turns = np.arctan2(dark[:, 0] - 440, dark[:, 1] - 440)
    away = np.hypot(dark[:, 0] - 439.5, dark[:, 1] - 439.5)
    for turn in np.linspace(-3, 3, 37):
        along = away[np.abs(turns - turn) < 0.01]
        assert along.max() == pytest.approx(400, abs=1.2), turn
        assert along.min() == pytest.approx(64, abs=1.2), turn


NAMES = (
    ["Awareness", "Action", "Advocacy"],
    ["Looking around where you stand", "Doing what could be tried first"],
    ["Awareness of what matters here", "Action", "Advocacy for everybody who comes"],
    ["Watch", "Ask", "Try", "Share", "Rest", "Plan", "Learn", "Mend", "Count", "Invite", "Listen", "Thank"],
    ["W" * 58, "Ask"],
    ["A name of several words, longer than any half of the picture, and longer still than that"] * 12,
    ["一" * 14, "二", "三"],
)


@pytest.mark.parametrize("names", NAMES, ids=lambda names: names[0][:20])
@pytest.mark.parametrize("rings", [1, 6, 12, 30])
def test_words_of_the_picture_are_in_it_and_can_be_read(names: list[str], rings: int) -> None:
    words = diagrams.picture_words(names, rings)
    point = 129 * 72 / 25.4 / (2 * words.half)  # what a unit of the picture is in the booklet, in pt
    assert diagrams.NAME_SIZE * point >= 12
    assert (words.number_size is None) == (rings > 8)
    if words.number_size:
        assert words.number_size * point >= 12
        assert 2 * words.number_radius < (diagrams.OUTER - diagrams.CORE) / rings
    shown = [name for _, name in words.names]
    assert " ".join(shown) == " ".join(words.letters or names)
    for mark, name in words.names:
        half = len(name) * diagrams.NAME_SIZE * (0.5 if name[0] == "一" else 0.3)
        turn = math.radians(mark.turn)
        assert math.cos(turn) >= -0.01, "it is upside down"
        for side in (-half, half):
            assert max(abs(mark.x + side * math.cos(turn)), abs(mark.y + side * math.sin(turn))) <= words.half


def test_a_letter_stands_for_a_name_that_is_too_long() -> None:
    assert diagrams.picture_words(["Look", "Do"], 4).letters is None
    assert diagrams.picture_words(["W" * 58, "Do"], 4).letters == ("A", "B")
    assert (diagrams.picture_words(["W" * 58] * 28, 4).letters or ())[24:] == ("Y", "Z", "AA", "AB")


@pytest.mark.parametrize("name", ["क्षमता", "नमस्ते", "نظر", "מבט", "ดูแล", "ᠮᠣᠩᠭᠣᠯ", "x̄", "การดูแล", "👩‍🌾"])
def test_a_letter_stands_for_a_name_whose_letters_join_or_stack(name: str) -> None:
    """WeasyPrint sets each character of a drawing's words by itself."""
    assert diagrams.picture_words([name, "Do"], 4).letters == ("A", "B")


@pytest.mark.parametrize("name", ["Look", "Żółw", "Φροντίδα", "Дивись", "見る", "돌봄", "Hỏi", "Ho\u0309i", "ग"])
def test_names_whose_letters_stand_by_themselves_are_set(name: str) -> None:
    words = diagrams.picture_words([name, "Do"], 4)
    assert words.letters is None
    assert [line for _, line in words.names] == [normalize("NFC", name), "Do"]


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


@pytest.mark.parametrize(("colour", "words"), [("#ff6f20", "#063157"), ("#063157", "#ffffff")])
def test_the_ring_of_an_aspect_is_seen_on_its_colour(
    colour: str, words: str, catalogue: Catalogue, tmp_path: Path
) -> None:
    named = f'{{framework-pdf: {{aspects: {{{catalogue.aspects[0].id}: "{colour}"}}}}}}'
    kit = f'color: {{foreground: "#063157"}}\ndefaults: {named}\n'
    (tmp_path / "_brand.yml").write_text(kit, encoding="utf-8")
    (edition,) = planned(Request(professions=("podiatrist",), products=("card",), aspects=("1",)), catalogue)
    composed = Composer((TEMPLATES,), catalogue, look_of(load_kit(tmp_path), catalogue))
    page, _ = composed.compose(edition, usual_settings(catalogue, edition, 9))
    cells = re.findall(r'<path d="[^"]+" fill="(#\w+)" stroke="(#\w+)"', page)
    assert {stroke for _, stroke in cells} == {colour}
    assert [fill for fill, _ in cells].count(words) == len(catalogue.framework.approaches)


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
