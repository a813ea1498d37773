"""The print test, as it comes out of a printer: rulers are true, crosses meet, and the right message stands upright."""

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import pdfplumber
import pikepdf
import pypdfium2
import pytest

from framework_pdf.build import print_test
from framework_pdf.core import workspace
from framework_pdf.core.errors import CompositionError
from framework_pdf.core.units import A3, A4, LETTER, SHEETS, Paper
from framework_pdf.pdf.office.sheets import on_sheets
from framework_pdf.products.office_job import Flip, OfficeJob
from tests.support.building import Builds
from tests.support.folders import TEMPLATES
from tests.support.pages import MM, fonts_of, structure_text
from tests.support.programs import Run

Pixels = np.ndarray[Any, Any]
MIRRORED = {Flip.LONG: (-1, 1), Flip.SHORT: (1, -1)}
"""What turning a high sheet about an edge does to right and left, and to top and bottom."""
DOTS = 400 / 25.4
"""Pixels of a mm."""
DARK = 128
IN_EACH_RUN = {A4.name, LETTER.name}
"""The papers that are tried in each run; the others at night."""


pytestmark = pytest.mark.build


def made(output: Path, paper: Paper = A4) -> Path:
    return print_test.write_print_test(workspace.Workspace((), (TEMPLATES,), output), paper)


@pytest.fixture(scope="module")
def tests(builds: Builds, seed: int | None) -> dict[str, Path]:
    """The print test for each paper that is tried."""
    tried = SHEETS if seed is not None else IN_EACH_RUN
    return {name: print_test_of(builds, SHEETS[name]) for name in tried}


def print_test_of(builds: Builds, paper: Paper) -> Path:
    (path,) = builds.kept(f"print test for {paper.name}", lambda output: made(output, paper)).glob("*.pdf")
    return path


@pytest.fixture(
    scope="module",
    params=[
        pytest.param(paper, id=name, marks=() if name in IN_EACH_RUN else pytest.mark.nightly)
        for name, paper in SHEETS.items()
    ],
)
def paper(request: pytest.FixtureRequest) -> Paper:
    chosen: Paper = request.param
    return chosen


@lru_cache(maxsize=1)
def sides(path: Path) -> list[Pixels]:
    """Return which pixels of each page of a PDF are dark: rows × columns."""
    document = pypdfium2.PdfDocument(path)
    return [np.asarray(page.render(scale=DOTS / MM).to_pil().convert("L")) < DARK for page in document]


def runs(dark: Pixels) -> list[tuple[float, float]]:
    """Return where each dark stretch begins and ends, in mm."""
    edges = np.flatnonzero(np.diff(np.concatenate(([0], dark.astype(int), [0]))))
    return [(begin / DOTS, end / DOTS) for begin, end in edges.reshape(-1, 2)]


def marks(dark: Pixels) -> list[float]:
    """Return the middle of each line that crosses it, in mm."""
    return [(begin + end) / 2 for begin, end in runs(dark)]


def across(side: Pixels, aside: float) -> Iterator[tuple[str, Pixels]]:
    """Return the pixels from each edge inwards, so far from the middle of the edge."""
    down, along = (int(length / 2 + aside * DOTS) for length in side.shape)
    reach = int(20.5 * DOTS)
    yield "top", side[:reach, along]
    yield "bottom", side[::-1][:reach, along]
    yield "left", side[down, :reach]
    yield "right", side[down, ::-1][:reach]


def test_it_has_a_front_and_a_back_of_the_paper_s_size(tests: dict[str, Path], paper: Paper) -> None:
    with pikepdf.open(tests[paper.name]) as pdf:
        assert len(pdf.pages) == 2
        for page in pdf.pages:
            size = [float(each) for each in page.mediabox]
            assert size == pytest.approx([0, 0, paper.width * MM, paper.height * MM], abs=0.01)
        assert str(pdf.open_metadata()["dc:title"]) == f"Print test for {paper.name} paper"
        assert str(pdf.Root.Lang) == "en-GB"
    assert all(fonts_of(tests[paper.name]).values())
    assert len(fonts_of(tests[paper.name])) == 2


def test_rulers_begin_at_the_edges_and_have_a_line_each_mm(tests: dict[str, Path], paper: Paper) -> None:
    for side in sides(tests[paper.name]):
        seen = {-1: dict(across(side, -1.5)), 1: dict(across(side, 1.5))}
        for edge in seen[1]:
            halves = [marks(seen[sign][edge]) for sign in (-1, 1)]
            assert sorted(map(len, halves)) == [10, 11], edge
            assert sorted(halves[0] + halves[1]) == pytest.approx(range(21), abs=0.15), edge


def numbers(page: Any, edge: str) -> dict[str, float]:
    """Return the numbers on the ruler at an edge, and how far each is from it in mm:
    half the height of its figures over its foot.
    """
    found: dict[tuple[float, bool], list[tuple[float, str]]] = {}
    for char in page.chars:
        *_, x, y = (each / MM for each in char["matrix"])
        width, height = page.width / MM, page.height / MM
        distance, aside = {
            "top": (height - y - 1, x - width / 2),
            "bottom": (y + 1, x - width / 2),
            "left": (x - 1, y - height / 2),
            "right": (width - x + 1, y - height / 2),
        }[edge]
        if distance < 20.5 and abs(aside) < 14:
            found.setdefault((round(distance, 2), aside > 0), []).append((aside, char["text"]))
    return {"".join(text for _, text in sorted(chars)): distance for (distance, _), chars in found.items()}


@pytest.mark.parametrize("edge", ["top", "bottom", "left", "right"])
def test_each_line_of_a_ruler_has_its_number(tests: dict[str, Path], paper: Paper, edge: str) -> None:
    with pdfplumber.open(tests[paper.name]) as pdf:
        for page in pdf.pages:
            found = numbers(page, edge)
            assert 0.9 < found.pop("0") < 1.2, "all of it stands on the paper"
            assert {int(number): round(distance) for number, distance in found.items()} == {
                number: number for number in range(1, 21)
            }
            assert all(abs(distance - int(number)) < 0.15 for number, distance in found.items())


def long_runs(side: Pixels) -> list[tuple[int, float, float]]:
    """Return the number of each row with a dark stretch of 90 mm or more, and where that begins and ends, in mm."""
    rows = np.flatnonzero(side.sum(axis=1) >= 90 * DOTS)
    found = ((int(number), begin, end) for number in rows for begin, end in runs(side[number]))
    return [(number, begin, end) for number, begin, end in found if end - begin > 90]


def test_long_rulers_are_100_mm_long_and_have_a_line_each_mm(tests: dict[str, Path], paper: Paper) -> None:
    front, back = sides(tests[paper.name])
    for turned in (front, front.T):
        found = [(number, begin) for number, begin, end in long_runs(turned) if abs(end - begin - 100) < 0.3]
        assert found
        assert found[-1][0] - found[0][0] < 0.5 * DOTS, "one line"
        number, begin = found[0]
        at = [mark - begin for mark in marks(turned[number - int(DOTS)]) if 0.5 < mark - begin < 100.5]
        assert at == pytest.approx(range(1, 101), abs=0.15)
    assert not [end for side in (back, back.T) for _, begin, end in long_runs(side) if end - begin < 110]


def crosses(side: Pixels) -> list[tuple[float, float]]:
    """Return the middle of the cross in each corner, in mm from the left and the top of a square there."""
    size = int(21 * DOTS)  # of each square
    corners = (side[:size, :size], side[:size, -size:], side[-size:, :size], side[-size:, -size:])
    return [
        tuple(float(np.flatnonzero(sums == sums.max()).mean()) / DOTS for sums in (each.sum(0), each.sum(1)))  # type: ignore[misc]
        for each in corners
    ]


@pytest.mark.parametrize("flip", Flip)
def test_crosses_meet_when_the_sheet_is_held_to_the_light(tests: dict[str, Path], paper: Paper, flip: Flip) -> None:
    front, back = sides(tests[paper.name])
    through = back[:, ::-1] if flip is Flip.LONG else back[::-1]
    seen = crosses(front)
    for corner, ((x, y), other) in enumerate(zip(seen, crosses(through), strict=True)):
        assert (x, y) == pytest.approx(other, abs=0.1)
        inwards = (x if corner % 2 == 0 else 21 - x), (y if corner < 2 else 21 - y)
        assert inwards == pytest.approx((16, 16), abs=0.15)


def upright(path: Path, flip: Flip, is_wide: bool = False) -> str:
    """Return what of a PDF's second page stands upright when the
    sheet is then turned over like the leaf of a book: about its left edge.
    """
    printer = MIRRORED[flip][::-1] if is_wide else MIRRORED[flip]
    right, up = -printer[0], printer[1]
    with pdfplumber.open(path) as pdf:
        chars = pdf.pages[1].chars
    seen = [char["text"] for char in chars if char["matrix"][0] * right > 0 and char["matrix"][3] * up > 0]
    return "".join(seen).replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize(("flip", "other"), [(Flip.LONG, Flip.SHORT), (Flip.SHORT, Flip.LONG)])
def test_the_message_that_stands_upright_names_the_printer_s_edge(
    tests: dict[str, Path], paper: Paper, flip: Flip, other: Flip
) -> None:
    read = upright(tests[paper.name], flip)
    assert f"the {flip.replace('-', ' ')}" in read
    assert f"framework-pdf build --print office --flip {flip}" in read
    assert other not in read
    assert other.replace("-", " ") not in read


@pytest.mark.parametrize("flip", Flip)
@pytest.mark.parametrize("n_up", [None, 1])
def test_sheets_made_with_the_option_that_it_names_have_upright_backs(
    tests: dict[str, Path], tmp_path: Path, flip: Flip, n_up: int | None
) -> None:
    with pikepdf.open(tests["A4"]) as pdf:
        pdf.pages.extend(list(pdf.pages))
        pdf.save(tmp_path / "four.pdf")
    imposed = on_sheets((tmp_path / "four.pdf").read_bytes(), OfficeJob(n_up=n_up, sides=2, edge=0, flip=flip))
    (tmp_path / "sheets.pdf").write_bytes(imposed.pdf)
    read = upright(tmp_path / "sheets.pdf", flip, is_wide=n_up is None)
    assert "the long edge" in read
    assert "the short edge" not in read
    assert ("Front, top" in read) is (n_up is None), "a booklet's third page stands beside the second"


def test_only_rulers_and_crosses_stand_outside_of_the_margins(tests: dict[str, Path], paper: Paper) -> None:
    for side in sides(tests[paper.name]):
        rows, columns = side.shape
        left = side.copy()
        margin, beside = int(20 * DOTS), int(14 * DOTS)
        left[margin : rows - margin, margin : columns - margin] = False
        reach = int(21.2 * DOTS)
        middle = slice(columns // 2 - beside, columns // 2 + beside)
        centre = slice(rows // 2 - beside, rows // 2 + beside)
        left[:reach, middle] = left[-reach:, middle] = left[centre, :reach] = left[centre, -reach:] = False
        inner, outer = int(12 * DOTS) - 1, int(20 * DOTS) + 2
        for down in (slice(inner, outer), slice(rows - outer, rows - inner)):
            for along in (slice(inner, outer), slice(columns - outer, columns - inner)):
                left[down, along] = False
        assert not left.any()


def test_words_are_large_and_keep_clear_of_the_rulers(tests: dict[str, Path], paper: Paper) -> None:
    with pdfplumber.open(tests[paper.name]) as pdf:
        for page in pdf.pages:
            small = [char for char in page.chars if char["size"] < 9]
            words = [char for char in page.chars if char["size"] >= 9]
            assert all(char["text"].isdigit() for char in small)
            letters = [char for char in words if not char["text"].isdigit()]
            assert min(char["size"] for char in letters) >= 12
            for char in words:
                near = [
                    figure
                    for figure in small
                    if figure["x0"] < char["x1"] + MM
                    and char["x0"] < figure["x1"] + MM
                    and figure["top"] < char["bottom"]
                    and char["top"] < figure["bottom"]
                ]
                assert not near, char["text"]


def test_what_is_to_be_done_is_read_out_in_order(tests: dict[str, Path]) -> None:
    read = structure_text(tests["A4"])
    told = [
        "Front, top",
        "both sides, at 100 %",
        "100 mm",
        "--edge",
        "light",
        "like the leaf of a book",
        "--flip",
        "--flip long-edge",
        "--flip short-edge",
    ]
    at = -1
    for words in told:
        assert words in read[at + 1 :], words
        at = read.index(words, at + 1)


def test_the_same_test_has_the_same_bytes(tests: dict[str, Path], tmp_path: Path) -> None:
    assert made(tmp_path).read_bytes() == tests["A4"].read_bytes()


def test_the_command_says_where_the_sheet_is(run: Run, tmp_path: Path, tests: dict[str, Path]) -> None:
    done = run("print-test")
    assert (done.returncode, done.stdout, done.stderr) == (0, "output/print-test.pdf\n", "")
    assert (tmp_path / "output" / "print-test.pdf").read_bytes() == tests["A4"].read_bytes()
    done = run("print-test", "--sheet", "letter", "--output", "out")
    assert (done.returncode, done.stdout, done.stderr) == (0, "out/print-test.pdf\n", "")
    assert (tmp_path / "out" / "print-test.pdf").read_bytes() == tests[LETTER.name].read_bytes()
    assert run("print-test", "--sheet", "A5").returncode == 2


def test_an_output_that_can_t_be_written_is_told(run: Run, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    done = run("print-test", "--output", "file")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("error[unwritable-output]: this is a file")
    assert "Traceback" not in done.stderr
    (tmp_path / "out" / "print-test.pdf").mkdir(parents=True)
    done = run("print-test", "--output", "out")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("error[unwritable-output]: the file can't be written")
    assert list((tmp_path / "out").iterdir()) == [tmp_path / "out" / "print-test.pdf"]


def test_a_template_that_can_t_be_used_is_told_with_its_place(tmp_path: Path) -> None:
    template = tmp_path / "templates" / "sheets" / "print_test" / "print_test.html.j2"
    template.parent.mkdir(parents=True)
    template.write_text("<p>\n{{ test.nothing }}", encoding="utf-8")
    folders = workspace.Workspace((), (tmp_path / "templates", TEMPLATES), tmp_path / "out")
    with pytest.raises(CompositionError) as caught:
        print_test.write_print_test(folders, A3)
    (problem,) = caught.value.diagnostics
    assert (problem.code, problem.location and problem.location.line) == ("undefined-variable", 2)
    assert not (tmp_path / "out").exists()
