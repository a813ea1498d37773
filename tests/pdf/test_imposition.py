"""Imposition as arithmetic: each page once, facing pages that add up, backs that match fronts for either flip."""

from itertools import product
from typing import Literal

import pytest

from framework_pdf.core.units import A3, A4, LEGAL, LETTER, TABLOID, Paper, sheet_named
from framework_pdf.pdf.office.imposition import MOST_CREEP, layout, n_up, saddle_stitched, stapled, thickness_of
from framework_pdf.products.office_job import FILL, BindingEdge, Flip, OfficeJob
from tests.support.sheets import behind, drawn, places


@pytest.mark.parametrize(
    ("pages", "flip", "looks"),
    [
        (4, Flip.SHORT, "4 1 | 2 3"),
        (8, Flip.SHORT, "8 1 | 2 7 / 6 3 | 4 5"),
        (8, Flip.LONG, "8 1 | 7* 2* / 6 3 | 5* 4*"),
        (12, Flip.SHORT, "12 1 | 2 11 / 10 3 | 4 9 / 8 5 | 6 7"),
    ],
)
def test_a_booklet_on_sheets(pages: int, flip: Flip, looks: str) -> None:
    assert drawn(saddle_stitched(pages, flip)) == looks


@pytest.mark.parametrize(
    ("asked", "looks"),
    [
        ((3, 2, 1, 1, Flip.SHORT, True), "1 2 | - - / 3 - | - -"),
        ((4, 2, 1, 2, Flip.SHORT, True), "1 3 | 4 2"),
        ((4, 2, 1, 2, Flip.LONG, True), "1 3 | 2* 4*"),
        ((8, 2, 2, 2, Flip.LONG, False), "1 3, 5 7 | 4 2, 8 6"),
        ((8, 2, 2, 2, Flip.SHORT, False), "1 3, 5 7 | 6* 8*, 2* 4*"),
        ((3, 1, 1, 2, Flip.LONG, False), "1 | 2 / 3 | -"),
    ],
)
def test_leaves_on_sheets(asked: tuple[int, int, int, int, Flip, bool], looks: str) -> None:
    pages, columns, rows, sides, flip, is_wide = asked
    assert drawn(n_up(pages, columns=columns, rows=rows, sides=sides, flip=flip, is_wide=is_wide)) == looks


@pytest.mark.parametrize(
    ("pages", "looks"),
    [
        (1, "- 1 | - -"),
        (2, "2 1 | - -"),
        (3, "3 1 | 2 -"),
        (6, "6 1 | 2 - / - 3 | 4 5"),
        (7, "7 1 | 2 - / 6 3 | 4 5"),
    ],
)
def test_the_last_page_stays_the_last_where_pages_do_not_fill_the_sheets(pages: int, looks: str) -> None:
    assert drawn(saddle_stitched(pages)) == looks


@pytest.mark.parametrize(
    ("flip", "looks"), [(None, "4 1 | 2 3"), (Flip.LONG, "4 1 | 2 3"), (Flip.SHORT, "4 1 | 3* 2*")]
)
def test_narrow_pages_side_by_side_on_a_sheet_that_stands(flip: Flip | None, looks: str) -> None:
    made = layout(4, (105, 297), OfficeJob(flip=flip))
    assert (made.width, made.height) == (210, 297)
    assert drawn(made.sheets) == looks


@pytest.mark.parametrize("flip", Flip)
@pytest.mark.parametrize("pages", range(4, 133, 4))
def test_booklets_of_any_length(pages: int, flip: Flip) -> None:
    sheets = saddle_stitched(pages, flip)
    every = [place.page for sheet in sheets for side in (sheet.front, sheet.back) for row in side for place in row]
    assert sorted(filter(None, every)) == list(range(1, pages + 1))
    for depth, sheet in enumerate(sheets):
        assert sheet.depth == depth
        for side in (sheet.front, sheet.back):
            assert sum(place.page or 0 for place in side[0]) == pages + 1
        back = behind(sheet.back, flip, is_wide=True)
        for place, (page, _) in places(sheet.front).items():
            other, is_upside_down = back[place]
            assert (page, other) in {(n, n + 1) for n in range(1, pages, 2)} | {(n + 1, n) for n in range(1, pages, 2)}
            assert not is_upside_down


@pytest.mark.parametrize("flip", Flip)
@pytest.mark.parametrize("is_wide", [True, False])
@pytest.mark.parametrize(("columns", "rows"), [(1, 1), (2, 1), (1, 2), (2, 2), (4, 2)])
@pytest.mark.parametrize("pages", [1, 2, 5, 12, 17])
def test_leaves_of_two_sides_lie_back_to_back(pages: int, columns: int, rows: int, is_wide: bool, flip: Flip) -> None:
    seen: list[int | None] = []
    for sheet in n_up(pages, columns=columns, rows=rows, sides=2, flip=flip, is_wide=is_wide):
        back = behind(sheet.back, flip, is_wide)
        for place, (page, turned) in places(sheet.front).items():
            other, is_upside_down = back[place]
            seen += [page, other]
            assert other in ({None} if page in {None, pages} else {page + 1 if page else None})
            assert not turned
            assert other is None or not is_upside_down
    assert sorted(filter(None, seen)) == list(range(1, pages + 1))


@pytest.mark.parametrize(
    ("pages", "most", "looks"),
    [
        (16, 2, "8 1 | 2 7 / 6 3 | 4 5 / 16 9 | 10 15 / 14 11 | 12 13"),
        (12, 2, "8 1 | 2 7 / 6 3 | 4 5 / 12 9 | 10 11"),
        (10, 2, "8 1 | 2 7 / 6 3 | 4 5 / 10 9 | - -"),
        (8, 1, "4 1 | 2 3 / 8 5 | 6 7"),
        (8, 9, "8 1 | 2 7 / 6 3 | 4 5"),
    ],
)
def test_a_booklet_in_signatures(pages: int, most: int, looks: str) -> None:
    assert drawn(saddle_stitched(pages, most=most)) == looks


@pytest.mark.parametrize(
    ("pages", "flip", "looks"),
    [(8, Flip.SHORT, "1 8 | 7 2 / 3 6 | 5 4"), (4, Flip.LONG, "1 4 | 2* 3*"), (2, Flip.SHORT, "1 2 | - -")],
)
def test_a_booklet_that_is_bound_at_the_right(pages: int, flip: Flip, looks: str) -> None:
    assert drawn(saddle_stitched(pages, flip, at_right=True)) == looks
    assert drawn(layout(pages, (148, 210), OfficeJob(flip=flip), BindingEdge.RIGHT).sheets) == looks
    left = layout(pages, (148, 210), OfficeJob(flip=flip, binding=BindingEdge.LEFT), BindingEdge.RIGHT)
    assert drawn(left.sheets) != looks, "what is asked for goes before what the file says"


@pytest.mark.parametrize("weight", [60, 80, 100, 160])
@pytest.mark.parametrize("pages", [4, 64, 100, 124, 128, 400, 1000])
def test_a_booklet_too_thick_to_fold_is_divided_into_parts_that_a_stapler_takes(pages: int, weight: int) -> None:
    signatures = layout(pages, (148, 210), OfficeJob(weight=weight)).signatures
    assert sum(signatures) == pages / 4
    creep = (pages / 4 - 1) * thickness_of(weight)
    if creep <= MOST_CREEP:
        assert len(signatures) == 1
    else:
        assert max(signatures) <= stapled(weight)
        assert max(signatures) - min(signatures) <= 1
    assert layout(pages, (148, 210), OfficeJob(weight=weight, signature=1000)).signatures == (pages // 4,)


def test_an_office_stapler_takes_sixteen_sheets_of_usual_paper() -> None:
    assert [stapled(weight) for weight in (80, 160, 400)] == [16, 8, 3]


INCH = 25.4


@pytest.mark.parametrize(
    ("page", "n_up", "paper"),
    [
        ((148, 210), None, A4),
        ((210, 297), None, A3),
        ((105, 148), None, A4),
        ((5.5 * INCH, 8.5 * INCH), None, LETTER),
        ((8.5 * INCH, 11 * INCH), None, TABLOID),
        ((7 * INCH, 8.5 * INCH), None, LEGAL),
        ((8.5 * INCH, 11 * INCH), 1, LETTER),
        ((8.5 * INCH, 14 * INCH), 1, LEGAL),
        ((210, 297), 1, A4),
        ((297, 210), 1, A4),
        ((210, 148), 2, A4),
        ((148, 210), 4, A3),
        ((90, 54), 10, A4),
        ((90, 54), FILL, A4),
    ],
)
def test_pages_stand_at_full_size_on_the_paper_that_they_fill_or_the_smallest_that_takes_them(
    page: tuple[float, float], n_up: int | None, paper: Paper
) -> None:
    made = layout(4, page, OfficeJob(n_up=n_up))
    assert made.scale == 1
    assert sorted((made.width, made.height)) == [paper.width, paper.height]


@pytest.mark.parametrize(
    ("page", "sheet", "edge", "grid"),
    [
        ((90, 54), "A4", 5, (2, 5)),
        ((54, 90), "A4", 5, (5, 2)),
        ((85, 55), "A4", 5, (2, 5)),
        ((3.5 * INCH, 2 * INCH), "Letter", 5, (3, 4)),
        ((74, 105), "A4", 5, (2, 2)),
        ((74, 105), "A4", 0, (4, 2)),
        ((90, 54), "320x450", 5, (3, 8)),
        ((210, 297), "A4", 5, (1, 1)),
        ((500, 500), "A4", 5, (1, 1)),
        ((99, 210), "A4", 5, (2, 1)),
        ((50, 215), "A4", 5, (4, 1)),
        ((210, 99), "A4", 5, (1, 2)),
        ((150, 205), "A4", 5, (1, 1)),
    ],
)
def test_as_many_cards_as_are_printed_whole(
    page: tuple[float, float], sheet: str, edge: float, grid: tuple[int, int]
) -> None:
    made = layout(100, page, OfficeJob(n_up=FILL, paper=sheet_named(sheet), edge=edge))
    assert (made.columns, made.rows) == grid
    on_side = [place.page for row in made.sheets[0].front for place in row]
    assert on_side == list(range(1, len(on_side) + 1))
    if grid != (1, 1):
        assert made.scale == 1
        assert grid[0] * page[0] <= made.width - 2 * edge + 0.1
        assert grid[1] * page[1] <= made.height - 2 * edge + 0.1


@pytest.mark.parametrize("n_up", [2, FILL])
@pytest.mark.parametrize("paper", [None, A4])
def test_pages_stand_on_the_paper_the_way_in_which_all_of_them_is_printed(
    n_up: Literal["fill"] | int, paper: Paper | None
) -> None:
    """Of A4 in landscape, 210 mm high, a printer leaves 5 mm white at the top and the bottom of leaves of 210 mm."""
    made = layout(2, (99, 210), OfficeJob(n_up=n_up, paper=paper))
    assert (made.columns, made.rows, made.width, made.height) == (2, 1, 210, 297)


@pytest.mark.parametrize("sheet", ["A4", "Letter", "320x450"])
def test_several_leaves_on_a_side_that_is_filled_are_whole(sheet: str) -> None:
    for across, down in product(range(20, 320, 7), repeat=2):
        made = layout(1, (across, down), OfficeJob(n_up=FILL, paper=sheet_named(sheet)))
        beside = made.width - made.columns * across, made.height - made.rows * down
        assert made.columns * made.rows == 1 or (made.scale == 1 and min(beside) >= 9.9), (across, down)


@pytest.mark.parametrize(("n_up", "looks"), [(3, "1 2 3"), (5, "1 2 3, 4 5 -"), (7, "1 2 3 4, 5 6 7 -")])
def test_any_number_of_pages_on_a_side(n_up: int, looks: str) -> None:
    made = layout(n_up, (60, 80), OfficeJob(n_up=n_up))
    assert made.scale == 1
    assert drawn(made.sheets).split(" | ")[0] == looks


@pytest.mark.parametrize(
    ("name", "sides"),
    [
        ("A4", (210, 297)),
        ("letter", (215.9, 279.4)),
        ("320x450", (320, 450)),
        ("450 × 320", (320, 450)),
        ("100.5x148", (100.5, 148)),
        *((name, None) for name in ("A", "", "10x20", "300x5000", "x", "1e2x200", "nanx200", "-210x297", "٣٠٠x٣٠٠")),
    ],
)
def test_a_sheet_has_a_name_or_its_sides(name: str, sides: tuple[float, float] | None) -> None:
    paper = sheet_named(name)
    assert (paper and (paper.width, paper.height)) == sides
