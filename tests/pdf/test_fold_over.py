"""Leaves with two pages: folded over, or printed on both sides and cut apart, backs lie behind their fronts."""

from itertools import product
from pathlib import Path
from typing import Any, cast

import numpy as np
import pypdfium2
import pytest

from framework_pdf.content.catalogue import Catalogue
from framework_pdf.core.errors import RequestError
from framework_pdf.core.units import A4, A6, A7, Paper, mm_to_pt
from framework_pdf.pdf.office.imposition import back_is_turned, folded_over, layout
from framework_pdf.pdf.office.sheets import on_sheets
from framework_pdf.products.office_job import Flip, OfficeJob
from framework_pdf.products.plan import Request
from tests.support.composing import planned
from tests.support.foreign_pdfs import saved
from tests.support.programs import Run
from tests.support.sheets import drawn

import pikepdf  # isort: skip

DOTS = 2
"""Dots a millimetre."""
OFF = (2.0, -1.5)
"""How far a printer prints backs off, to the left and up as one looks at them upright, in mm."""
Colour = tuple[int, int, int]


def colour_of(page: int) -> Colour:
    """Return the colour of a page; no other has its red."""
    return 20 * page, 255 - 9 * page, 60 + 90 * (page % 2)


def leaves(paper: Paper, pages: int) -> bytes:
    """Return a PDF with pages of that size, each in a colour of its own."""
    with pikepdf.new() as pdf:
        width, height = mm_to_pt(paper.width), mm_to_pt(paper.height)
        for page in range(1, pages + 1):
            pdf.add_blank_page(page_size=(width, height))
            red, green, blue = (each / 255 for each in colour_of(page))
            painted = f"{red:.4f} {green:.4f} {blue:.4f} rg 0 0 {width:.3f} {height:.3f} re f"
            pdf.pages[-1].obj.Contents = pdf.make_stream(painted.encode())
        return saved(pdf)


def seen(pdf: bytes) -> list["np.ndarray[Any, Any]"]:
    """Return the pixels of each page."""
    scale = DOTS * 25.4 / 72
    with pypdfium2.PdfDocument(pdf) as document:
        return [np.asarray(page.render(scale=scale).to_pil().convert("RGB"), int) for page in document]


def areas(side: "np.ndarray[Any, Any]", pages: int) -> dict[int, tuple[int, int, int, int]]:
    """Return where each page stands on a side: its first and last row and column."""
    found = {}
    for page in range(1, pages + 1):
        red, green, _ = colour_of(page)
        dots = (np.abs(side[:, :, 0] - red) < 4) & (np.abs(side[:, :, 1] - green) < 4)
        rows, columns = (np.flatnonzero(dots.any(axis=axis)) for axis in (1, 0))
        if len(rows):
            found[page] = (int(rows[0]), int(rows[-1]), int(columns[0]), int(columns[-1]))
    return found


def turned(side: "np.ndarray[Any, Any]", flip: Flip) -> "np.ndarray[Any, Any]":
    """Return a back as one sees it through the front: turned about an edge, it is mirrored."""
    is_wide = side.shape[1] > side.shape[0]
    about_upright_edge = (flip is Flip.SHORT) is is_wide
    return side[:, ::-1] if about_upright_edge else side[::-1]


def printed_off(side: "np.ndarray[Any, Any]", flip: Flip) -> "np.ndarray[Any, Any]":
    """Return a back as a printer prints it that prints backs off."""
    is_wide = side.shape[1] > side.shape[0]
    sign = 1 if back_is_turned(flip, is_wide) else -1
    right, down = (round(sign * each * DOTS) for each in OFF)
    return np.roll(side, (down, right), axis=(0, 1))


@pytest.mark.parametrize(("paper", "flip"), [*product((A6, A7), Flip)], ids=str)
def test_backs_lie_behind_their_fronts_whichever_edge_a_sheet_is_turned_about(paper: Paper, flip: Flip) -> None:
    """With backs that lie 2 mm off, where that is said; and without a word they do not."""
    pages = 8
    jobs = {
        said: OfficeJob(n_up="fill", sides=2, paper=A4, flip=flip, shift=OFF if said else (0, 0))
        for said in (True, False)
    }
    lies = {}
    for said, job in jobs.items():
        sides = seen(on_sheets(leaves(paper, pages), job).pdf)
        assert sides[0].shape[1] > sides[0].shape[0] if paper is A6 else sides[0].shape[1] < sides[0].shape[0]
        off = 0
        for front, back in zip(sides[::2], sides[1::2], strict=True):
            fronts, backs = areas(front, pages), areas(turned(printed_off(back, flip), flip), pages)
            assert {page + 1 for page in fronts} == set(backs)
            off = max(off, *(abs(a - b) for page in fronts for a, b in zip(fronts[page], backs[page + 1], strict=True)))
        lies[said] = off
    assert lies[True] <= 1
    assert lies[False] >= 1.5 * DOTS - 1


@pytest.mark.parametrize("paper", [A6, A7], ids=str)
def test_folded_over_backs_lie_behind_their_fronts(paper: Paper) -> None:
    """A leaf is cut out around both pages, and its right half turned behind its left one."""
    pages = 6
    made = on_sheets(leaves(paper, pages), OfficeJob(n_up="fill", fold_over=True, paper=A4))
    assert made.sheets == made.sides == (3 if paper is A6 else 2)
    found: dict[int, tuple[int, ...]] = {}
    for side in seen(made.pdf):
        places = areas(side, pages)
        for front in (page for page in places if page % 2):
            top, bottom, left, right = places[front]
            fold = (right + places[front + 1][2]) / 2
            assert abs(right + 0.5 - fold) <= 1
            top_behind, bottom_behind, start, end = places[front + 1]
            behind = (top_behind, bottom_behind, 2 * fold - end, 2 * fold - start)
            assert max(abs(one - other) for one, other in zip((top, bottom, left, right), behind, strict=True)) <= 1
            found[front] = places[front]
        head = side[: 9 * DOTS]  # where nothing but marks stands
        columns = np.flatnonzero((head < 245).any(axis=(0, 2)))
        edges = [*(places[page][2] for page in places if page % 2), *(places[page][3] + 1 for page in places)]
        assert all(any(abs(edge - column) <= 1 for column in columns) for edge in edges)
    assert sorted(found) == [1, 3, 5]


def test_leaves_stand_open_row_by_row_in_their_order() -> None:
    assert drawn(folded_over(10, columns=1, rows=2)) == "1 2, 3 4 |  / 5 6, 7 8 |  / 9 10, - - | "
    assert drawn(folded_over(6, columns=2, rows=1)) == "1 2 3 4 |  / 5 6 - - | "
    open_leaves = layout(6, (A7.width, A7.height), OfficeJob(n_up="fill", fold_over=True, edge=0))
    assert (open_leaves.columns, open_leaves.rows, open_leaves.scale) == (4, 2, 1)


def job_of(catalogue: Catalogue, product: str, **asked: Any) -> OfficeJob:
    request = Request(("podiatrist",), products=(product,), office=OfficeJob(**asked))
    return cast("OfficeJob", planned(request, catalogue)[0].destination)


def test_a_deck_is_folded_over_unless_both_sides_are_asked_for(catalogue: Catalogue) -> None:
    assert job_of(catalogue, "deck") == OfficeJob(n_up="fill", fold_over=True)
    assert job_of(catalogue, "deck", duplex=True, shift=(1, 2)) == OfficeJob(
        n_up="fill", sides=2, duplex=True, shift=(1, 2)
    )
    assert job_of(catalogue, "deck", duplex=True, n_up=2).n_up == 2


@pytest.mark.parametrize(
    ("product", "asked", "said"),
    [
        ("deck", {"n_up": 2}, "--n-up is for what is cut apart: a deck has leaves a side"),
        ("deck", {"shift": (1, 0)}, "--shift moves backs, and a deck has none"),
        ("card", {"shift": (1, 0)}, "--shift moves backs, and a card has none"),
        ("poster", {"duplex": True}, "--duplex is for what is folded over, and a poster is not"),
    ],
)
def test_what_has_no_effect_is_said(catalogue: Catalogue, product: str, asked: dict[str, Any], said: str) -> None:
    with pytest.raises(RequestError, match=said):
        job_of(catalogue, product, **asked)


def test_backs_of_all_that_has_some_can_be_moved(catalogue: Catalogue) -> None:
    for name, more in (("booklet", {}), ("deck", {"duplex": True})):
        assert job_of(catalogue, name, shift=(1, 0), **more).shift == (1, 0)
    large = Request(("podiatrist",), products=("card",), variants=("large-print",), office=OfficeJob(shift=(1, 0)))
    assert planned(large, catalogue)


@pytest.mark.command
def test_any_pdf_is_folded_over_or_has_its_backs_moved(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(leaves(A7, 4))
    assert "4 pages on 1 sheet" in run("impose", "--fold-over", "a.pdf").stdout
    assert "4 pages on 1 sheet" in run("impose", "--n-up", "2", "--two-sided", "--shift", "1,-0.5", "a.pdf").stdout
    for wrong, said in (
        (("--fold-over", "--two-sided"), "leave it out, or --two-sided"),
        (("--fold-over", "--shift", "1,1"), "--shift moves backs"),
        (("--shift", "1"), "`1` is not two numbers of mm"),
        (("--shift", "1,nan"), "is not two numbers of mm"),
        (("--shift", "1,21"), "from -20 to 20"),
        (("--fold-over", "--tile"), "leave it out, or --fold-over"),
    ):
        found = run("impose", *wrong, "a.pdf")
        assert (found.returncode, said in found.stderr) == (2, True), found.stderr
