"""One place knows where a page lies: what it says is compared by pixels with what PDFium shows of the same page."""

from io import BytesIO

import numpy as np
import pikepdf
import pytest

from framework_pdf.core.units import Paper, mm_to_pt, pt_to_mm
from framework_pdf.pdf.office.sheets import on_sheets
from framework_pdf.pdf.page_geometry import PageSizeError, geometry_of
from framework_pdf.preflight.document_checks import checks
from framework_pdf.products.office_job import OfficeJob
from tests.support.foreign_pdfs import PAGE, Box, mosaic, picture, saved

LARGE = Paper("large", pt_to_mm(1000), pt_to_mm(1000))
ORIGINS = ((0, 0), (-100, 50), (300, -20))
ROTATIONS = (0, 90, 180, 270, -90, 450, 720)
CROPS: tuple[Box | None, ...] = (None, (20, 30, 180, 280), (-40, 30, 150, 400))
TRIMS: tuple[Box | None, ...] = (None, (40, 50, 140, 260), (10, 10, 198, 298))
ORDERS = ((0, 1, 2, 3), (2, 3, 0, 1), (0, 3, 2, 1), (2, 1, 0, 3))
"""In which order corners are written: any two opposite ones will do (ISO 32000-1, 7.9.5)."""


def at(box: Box, origin: tuple[int, int], order: tuple[int, ...] = ORDERS[0]) -> pikepdf.Array:
    moved = [edge + origin[number % 2] for number, edge in enumerate(box)]
    return pikepdf.Array([moved[number] for number in order])


def seen_of(crop: Box | None, trim: Box | None) -> Box:
    """Return what is to be seen of a page: of the MediaBox what the CropBox leaves, and of that what is trimmed to."""
    boxes = [(0, 0, *PAGE), *(box for box in (crop, trim) if box)]
    ends = [[box[number] for box in boxes] for number in range(4)]
    return max(ends[0]), max(ends[1]), min(ends[2]), min(ends[3])


def page_of(number: int) -> tuple[bytes, bytes, float]:
    """Return a page with a combination of odd things, the same page without them, and how long its unit is."""
    origin, rotation, unit = ORIGINS[number % 3], ROTATIONS[number % 7], (1, 1.5)[number // 3 % 2]
    order, crop, trim = ORDERS[number % 4], CROPS[number // 2 % 3], TRIMS[number // 4 % 3]
    with pikepdf.new() as odd, pikepdf.new() as plain:
        for pdf in (odd, plain):
            pdf.add_blank_page()
            page = pdf.pages[0].obj
            page.Contents = pdf.make_stream(mosaic((origin[0] - 60, origin[1] - 60, origin[0] + 300, origin[1] + 420)))
        page.MediaBox, page.Rotate = at(seen_of(crop, trim), origin), rotation % 360
        page = odd.pages[0].obj
        above = odd.Root.Pages if number // 5 % 2 else page
        del page.MediaBox
        above.MediaBox, above.Rotate = at((0, 0, *PAGE), origin, order), rotation
        if crop:
            above.CropBox = at(crop, origin, ORDERS[(number + 1) % 4])
        if trim:
            page.TrimBox = at(trim, origin, ORDERS[(number + 2) % 4])
        page.UserUnit = unit
        return saved(odd), saved(plain), unit


@pytest.mark.parametrize("number", range(42))
def test_a_page_of_any_geometry_stands_on_its_sheet_as_a_reader_shows_it(number: int) -> None:
    odd, plain, unit = page_of(number)
    expected = picture(plain, scale=unit)
    height, width, _ = expected.shape
    imposed = on_sheets(odd, OfficeJob(n_up=1, edge=0, paper=LARGE))
    sheet = picture(imposed.pdf)
    across, down = (1000 - width) // 2, (1000 - height) // 2
    found = sheet[down : down + height, across : across + width]
    assert imposed.scale == 1
    assert expected.std() > 20
    apart = np.abs(found - expected).max(axis=2)
    assert (apart > 24).mean() < 0.025, "a shift of two pixels makes 0.027: edges of tiles may lie between pixels"
    around = sheet[50:-50, 50:-50].copy()  # without the cut marks at the edge of the sheet
    around[down - 51 : down + height - 49, across - 51 : across + width - 49] = 255
    assert around.min() == 255


@pytest.mark.parametrize("number", range(42))
def test_preflight_reports_the_size_that_a_reader_shows(number: int) -> None:
    odd, plain, unit = page_of(number)
    height, width, _ = picture(plain).shape
    with pikepdf.open(BytesIO(odd)) as pdf:
        (line,) = next(check for check in checks(pdf, ()) if check.name == "boxes").found
    assert line.startswith(f"{pt_to_mm(width * unit):.1f} × {pt_to_mm(height * unit):.1f} mm")


def test_boxes_that_are_none_count_as_left_out() -> None:
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=PAGE)
        page = pdf.pages[0]
        for odd in ([], [0, 0, 0, 0], [0, 0, pikepdf.Name.Wide, 9], pikepdf.Name.Wide, [0, 0, 10]):
            page.obj.CropBox = page.obj.TrimBox = pikepdf.Array(odd) if isinstance(odd, list) else odd
            page.obj.Rotate, page.obj.UserUnit = pikepdf.Name.Left, -2
            geometry = geometry_of(page)
            assert geometry.size(geometry.finished) == tuple(pt_to_mm(side) for side in PAGE)
        page.obj.CropBox = pikepdf.Array([900, 900, 950, 950])
        assert geometry_of(page).crop.width == PAGE[0], "a CropBox beside the page leaves all of it, as in readers"
        page.obj.MediaBox = pikepdf.Array([0, 0, 0, 0])
        with pytest.raises(PageSizeError):
            geometry_of(page)


def test_a_page_tree_that_goes_round_ends() -> None:
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=PAGE)
        page = pdf.pages[0]
        pdf.Root.Pages.Parent = pdf.Root.Pages
        del page.obj.MediaBox
        with pytest.raises(PageSizeError):
            geometry_of(page)


def test_edges_are_those_of_the_page_as_it_is_shown() -> None:
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=PAGE)
        page = pdf.pages[0]
        page.obj.Rotate, page.obj.TrimBox = 90, pikepdf.Array([10, 20, 110, 220])
        left, bottom, right, top = map(mm_to_pt, geometry_of(page).edges(geometry_of(page).trim))
    # Turned clockwise, the left edge is at the top, and what was at the foot is at the left.
    assert (left, top, right, bottom) == pytest.approx((20, 200 - 10, 220, 200 - 110))
