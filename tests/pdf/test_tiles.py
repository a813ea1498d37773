"""A page in parts on several sheets: put together again it is the page, and each sheet says how and which it is."""

from itertools import product
from pathlib import Path
from typing import Any, cast

import numpy as np
import pikepdf
import pypdfium2
import pytest
from pypdfium2 import raw

from framework_pdf.content.catalogue import Catalogue
from framework_pdf.core.units import A1, A2, A3, A4, Paper, mm_to_pt
from framework_pdf.pdf.office.marks import LENGTH
from framework_pdf.pdf.office.sheets import on_sheets
from framework_pdf.pdf.office.source_pages import ImpositionError
from framework_pdf.pdf.office.tiles import GAP, OVERLAP, Tiling, tiling
from framework_pdf.products.office_job import InkMode, OfficeJob
from framework_pdf.products.plan import Request
from tests.support.building import Builds, poster_of
from tests.support.composing import planned
from tests.support.foreign_pdfs import mosaic, pdf_of
from tests.support.programs import Run

JOB = OfficeJob(tiles=True)
DOTS = 2
"""Dots a point: parts begin at whole points."""


def size(paper: Paper) -> tuple[float, float]:
    return paper.width, paper.height


def page_of(paper: Paper) -> bytes:
    """Return a PDF with a page of that size, in tiles of colour."""
    box = [0, 0, *map(mm_to_pt, size(paper))]
    return pdf_of({"MediaBox": pikepdf.Array(box)}, content=mosaic((0, 0, box[2], box[3])))


def seen(path: Path | bytes, page: int, crop: tuple[float, float, float, float]) -> "np.ndarray[Any, Any]":
    """Return the pixels of an area of a page, by its left, top, width and height in mm, at whole dots."""
    left, top, width, height = (round(mm_to_pt(length) * DOTS, 3) for length in crop)
    with pypdfium2.PdfDocument(path) as document:
        shown, bitmap = document[page], pypdfium2.PdfBitmap.new_native(int(width), int(height), 4)
        bitmap.fill_rect((255, 255, 255, 255), 0, 0, int(width), int(height))
        matrix = raw.FS_MATRIX(DOTS, 0, 0, DOTS, -left, -top)
        clip = raw.FS_RECTF(0, 0, int(width), int(height))
        raw.FPDF_RenderPageBitmapWithMatrix(bitmap, shown, matrix, clip, 0)
        return np.array(bitmap.to_numpy()[:, :, :3], int)


@pytest.mark.parametrize(
    ("page", "sheet", "edge", "found"),
    [
        (A3, A4, 5, (2, 2)),
        (A2, A4, 5, (2, 4)),
        (A2, A3, 5, (2, 2)),
        (A1, A4, 5, (3, 5)),
        (A3, A4, 0, (2, 2)),
        (A3, A3, 5, None),
        (A4, None, 5, None),
        (A3, None, 5, (2, 2)),
        (Paper("a banner", 2000, 180), A4, 5, (8, 1)),
    ],
)
def test_a_page_is_on_the_fewest_sheets(
    page: Paper, sheet: Paper | None, edge: float, found: tuple[int, int] | None
) -> None:
    parts = tiling(size(page), OfficeJob(tiles=True, paper=sheet, edge=edge))
    assert (parts and (parts.columns, parts.rows)) == found


@pytest.mark.parametrize("page", [A1, A2, A3])
@pytest.mark.parametrize("edge", [0, 5, 12])
def test_parts_show_all_of_a_page_and_strips_of_each_other_within_what_is_printed(page: Paper, edge: float) -> None:
    parts = tiling(size(page), OfficeJob(tiles=True, edge=edge))
    assert parts
    ends = set()
    for tile in parts.tiles():
        (left, top), (width, height) = parts.place(tile), parts.size(tile)
        room = edge + GAP + LENGTH
        assert min(left, top, parts.width - left - width, parts.height - top - height) >= room
        for mark in parts.marks(tile):
            for x, y in (mark.start, mark.end):
                assert edge <= x <= parts.width - edge
                assert edge <= y <= parts.height - edge
        ends.add((round(tile.left + width, 6), round(tile.top + height, 6)))
        across, down = parts.step
        joins = [mark for mark in parts.marks(tile) if not mark.is_cut]
        upright = {round(mark.start[0], 6) for mark in joins if mark.start[0] == mark.end[0]}
        level = {round(mark.start[1], 6) for mark in joins if mark.start[1] == mark.end[1]}
        assert upright == ({round(left + across, 6)} if tile.column < parts.columns - 1 else set())
        assert level == ({round(top + down, 6)} if tile.row < parts.rows - 1 else set())
        assert tile.column == parts.columns - 1 or round(width - across, 6) == OVERLAP
        assert tile.row == parts.rows - 1 or round(height - down, 6) == OVERLAP
    assert max(ends) == size(page)


def joined(sheets: bytes, parts: Tiling) -> "np.ndarray[Any, Any]":
    """Return a page put together of its sheets: each is cut at its upper and left edge, and laid over those before."""
    width, height = (int(mm_to_pt(length) * DOTS) for length in parts.page)
    whole = np.zeros((height, width, 3), int)
    for number, tile in enumerate(parts.tiles()):
        (left, top), (across, down) = parts.place(tile), parts.size(tile)
        part = seen(sheets, number, (left, top, across, down))
        row, column = (round(mm_to_pt(length) * DOTS) for length in (tile.top, tile.left))
        shown = part[: height - row, : width - column]
        whole[row : row + len(shown), column : column + shown.shape[1]] = shown
    return whole


@pytest.mark.build
def test_a_poster_put_together_again_is_the_poster(builds: Builds) -> None:
    """Pixel by pixel: but for some of letters that a cut goes through, of which pdfium draws a part in another way."""
    poster = builds.of(poster_of("podiatrist")) / "podiatrist" / "poster.pdf"
    sheets, parts = on_sheets(poster.read_bytes(), JOB).pdf, tiling(size(A3), JOB)
    assert parts
    with pypdfium2.PdfDocument(sheets) as document:
        assert len(document) == parts.columns * parts.rows == 4
    whole, again = seen(poster, 0, (0, 0, *parts.page)), joined(sheets, parts)
    unlike = np.abs(whole - again).max(axis=2) > 8
    assert unlike.mean() < 1e-4
    for tile in parts.tiles():
        row, column = (round(mm_to_pt(length) * DOTS) for length in (tile.top, tile.left))
        unlike[row : row + 12 if row else 0] = False
        unlike[:, column : column + 12 if column else 0] = False
    assert not unlike.any()
    assert np.abs(whole - np.roll(again, 2, axis=1)).mean() > 1  # two dots to the side, and it is not


def test_a_poster_for_the_office_is_in_parts_and_no_other_product_is(catalogue: Catalogue) -> None:
    made = planned(Request(("podiatrist",), products=("all",), office=OfficeJob()), catalogue)
    tiled = {edition.product.id for edition in made if cast("OfficeJob", edition.destination).tiles}
    assert tiled == {"poster"}


def test_each_sheet_says_which_it_is_and_where_it_is_cut_beside_its_part() -> None:
    sheets, parts = on_sheets(page_of(A3), JOB).pdf, tiling(size(A3), JOB)
    assert parts
    maps = []
    for number, tile in enumerate(parts.tiles()):
        (left, top), (width, height) = parts.place(tile), parts.size(tile)
        sheet = seen(sheets, number, (0, 0, parts.width, parts.height)).min(axis=2) < 220
        across, down = (
            slice(*(int(mm_to_pt(at) * DOTS) for at in each)) for each in ((left, left + width), (top, top + height))
        )
        beside = sheet.copy()
        beside[down, across] = False
        for mark in parts.marks(tile):
            x, y = (int(mm_to_pt(sum(ends) / 2) * DOTS) for ends in zip(mark.start, mark.end, strict=True))
            assert beside[y - 6 : y + 7, x - 6 : x + 7].any(), (tile, mark)
        foot = int(mm_to_pt(top + height + GAP) * DOTS)
        maps.append(beside[foot : foot + int(mm_to_pt(LENGTH) * DOTS), across][:, 30:150])
    assert all(each.any() for each in maps)
    assert all((one != other).any() for one, other in product(maps, maps) if one is not other)


def test_grey_ink_is_grey_in_parts_too() -> None:
    made = on_sheets(page_of(A3), OfficeJob(tiles=True, ink=InkMode.GREY))
    assert (made.pages, made.sheets, made.sides, made.scale) == (1, 4, 4, 1)
    pixels = seen(made.pdf, 0, (40, 60, 130, 170))  # of the part itself: marks are in black ink
    assert (pixels.max(axis=2) - pixels.min(axis=2)).max() == 0


def test_sheets_that_are_too_small_are_told() -> None:
    with pytest.raises(ImpositionError, match="more than 400 sheets each"):
        on_sheets(page_of(A1), OfficeJob(tiles=True, paper=Paper("a note", 50, 60)))


@pytest.mark.command
def test_any_pdf_is_shown_in_parts(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(page_of(A3))
    assert "1 page on 4 sheets" in run("impose", "--tile", "a.pdf").stdout
    assert "1 page on 1 sheet" in run("impose", "--tile", "--sheet", "A3", "a.pdf").stdout
    for other, said in (
        (("--n-up", "2"), "leave it out, or --n-up"),
        (("--two-sided",), "leave it out, or --two-sided"),
        (("--cut-marks",), "--cut-marks is for booklets: leave it out, or --tile"),
    ):
        found = run("impose", "--tile", *other, "a.pdf")
        assert found.returncode == 2
        assert said in found.stderr
