"""Imposition as arithmetic: each page once, facing pages that add up, backs that match fronts for either flip."""

import pytest

from framework_pdf.pdf.office.imposition import layout, n_up, saddle_stitched
from framework_pdf.products.office_job import Flip, OfficeJob
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
