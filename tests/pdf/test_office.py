"""Sheets for an office printer: folded back they are the booklet, upright and in order, and nothing lies at an edge."""

from collections.abc import Iterator
from itertools import pairwise
from math import cos
from pathlib import Path

import pdfplumber
import pikepdf
import pypdfium2
import pytest
from pypdfium2 import raw

from framework_pdf.brand.kit import load_kit
from framework_pdf.brand.look import look_of
from framework_pdf.build.impose import impose
from framework_pdf.build.pipeline import BuildOptions, print_at_office
from framework_pdf.content.catalogue import Catalogue
from framework_pdf.core.colour import contrast, lightness
from framework_pdf.core.errors import FrameworkPdfError
from framework_pdf.core.units import A4, LETTER, mm_to_pt
from framework_pdf.core.workspace import Workspace
from framework_pdf.pdf.office.imposition import BULK, n_up, saddle_stitched
from framework_pdf.pdf.office.sheets import on_sheets
from framework_pdf.pdf.office.source_pages import ImpositionError
from framework_pdf.products.formats import File, Made
from framework_pdf.products.office_job import Flip, InkMode, OfficeJob
from framework_pdf.products.office_look import look_for_office
from framework_pdf.products.plan import Request
from tests.support.building import OTHER_PAIRS, PAIRS, Build, Builds, large_of, standard_of
from tests.support.composing import planned
from tests.support.folders import CONTENT, GARDEN, TEMPLATES
from tests.support.foreign_pdfs import pdf_of
from tests.support.pages import pixels, squashed
from tests.support.programs import Run

Words = list[str]
WORKS = {"booklet": OfficeJob(), "cards": OfficeJob(n_up=1)}
"""What a build for the office makes of each file, without another word."""


def office_of(who: str, *brands: str, ink: InkMode = InkMode.COLOUR, products: tuple[str, ...] = ()) -> Request:
    """Ask for sheets for the office."""
    return Request((who,), brands=brands, products=products, office=OfficeJob(ink=ink))


@pytest.fixture(scope="module")
def office(builds: Builds) -> Path:
    """What is built for gardeners without another word."""
    return builds.of(office_of("gardener"), GARDEN) / "gardener" / "office"


@pytest.fixture(scope="module")
def readers(builds: Builds) -> Path:
    """What is built for them to be read as it is."""
    return builds.of(standard_of("gardener"), GARDEN) / "gardener"


def words_of(path: Path, columns: int = 1) -> Iterator[list[tuple[Words, bool]]]:
    """Return the words of each page and column, and whether they are upright."""
    with pypdfium2.PdfDocument(path) as pdf:
        for page in pdf:
            (width, height), text = page.get_size(), page.get_textpage()
            edges = [width * number / columns for number in range(columns + 1)]
            upright: list[list[bool]] = [[] for _ in range(columns)]
            for number in range(text.count_chars()):
                left, _, right, _ = text.get_charbox(number)
                column = min(columns - 1, int((left + right) / 2 / edges[1]))
                upright[column].append(cos(raw.FPDFText_GetCharAngle(text, number)) > 0)
            yield [
                (text.get_text_bounded(left, 0, right, height).split(), all(each))
                for (left, right), each in zip(pairwise(edges), upright, strict=True)
            ]


def test_sheets_folded_back_are_the_booklet(podiatrist: Path, tmp_path: Path) -> None:
    pages = [page[0][0] for page in words_of(podiatrist / "booklet.pdf")]
    imposed = on_sheets((podiatrist / "booklet.pdf").read_bytes(), WORKS["booklet"])
    (tmp_path / "sheets.pdf").write_bytes(imposed.pdf)
    sides = list(words_of(tmp_path / "sheets.pdf", columns=2))
    found: dict[int, Words] = {}
    for number, sheet in enumerate(saddle_stitched(len(pages))):
        for side, seen in zip((sheet.front, sheet.back), sides[2 * number : 2 * number + 2], strict=True):
            for place, (words, upright) in zip(side[0], seen, strict=True):
                assert place.page
                assert upright
                found[place.page] = words
    assert [found[number] for number in range(1, len(pages) + 1)] == pages
    assert len(sides) * 2 == len(pages)


def test_what_is_built_for_the_office_are_the_pages_for_readers_on_sheets(office: Path, readers: Path) -> None:
    """So what holds for one file on sheets holds for every brand and profession whose pages stand on them."""
    for name, work in WORKS.items():
        pages = (readers / f"{name}.pdf").read_bytes()
        assert on_sheets(pages, work).pdf == (office / f"{name}.pdf").read_bytes(), name


@pytest.fixture(params=[*PAIRS, *(pytest.param(pair, marks=pytest.mark.nightly) for pair in OTHER_PAIRS)], ids="-".join)
def branded(request: pytest.FixtureRequest, builds: Builds) -> Path:
    """The folder with what a brand has for a profession."""
    brand, who = map(str, request.param)
    return builds.of(standard_of(who, brand)) / brand / who


def test_every_brand_s_sheets_fold_into_its_booklet(branded: Path) -> None:
    booklet = (branded / "booklet.pdf").read_bytes()
    pages = pypdfium2.PdfDocument(booklet)
    sides = pypdfium2.PdfDocument(on_sheets(booklet, WORKS["booklet"]).pdf)
    assert len(sides) * 2 == len(pages) == 64
    half = mm_to_pt(297 / 2)
    for number, sheet in enumerate(saddle_stitched(len(pages))):
        for side, rows in enumerate((sheet.front, sheet.back)):
            words = sides[2 * number + side].get_textpage()
            for column, place in enumerate(rows[0]):
                assert place.page
                seen = squashed(words.get_text_bounded(column * half, 0, (column + 1) * half, mm_to_pt(210)))
                assert seen == squashed(pages[place.page - 1].get_textpage().get_text_bounded()), place.page


@pytest.mark.parametrize("name", WORKS)
def test_no_brand_s_sheets_have_ink_where_a_printer_can_t_print(branded: Path, name: str) -> None:
    edge = int(mm_to_pt(5)) - 1
    sides = pypdfium2.PdfDocument(on_sheets((branded / f"{name}.pdf").read_bytes(), WORKS[name]).pdf)
    for number, side in enumerate(sides):
        seen = side.render(scale=1).to_numpy()
        for strip in (seen[:edge], seen[-edge:], seen[:, :edge], seen[:, -edge:]):
            assert strip.min() == 255, number


def test_sheets_turned_about_their_long_edge_have_backs_on_their_heads(podiatrist: Path, tmp_path: Path) -> None:
    imposed = on_sheets((podiatrist / "booklet.pdf").read_bytes(), OfficeJob(flip=Flip.LONG))
    (tmp_path / "sheets.pdf").write_bytes(imposed.pdf)
    sides = list(words_of(tmp_path / "sheets.pdf", columns=2))
    for words, upright in sides[0]:
        assert words
        assert upright
    for words, upright in sides[1]:
        assert words
        assert not upright


@pytest.mark.parametrize("name", ["booklet", "cards"])
def test_nothing_lies_where_the_printer_can_t_print(office: Path, name: str) -> None:
    with pikepdf.open(office / f"{name}.pdf") as pdf:
        count = len(pdf.pages)
    look_for_office = 0
    for number in range(1, count + 1):
        seen = pixels(office / f"{name}.pdf", number)
        edge = int(mm_to_pt(5)) - 1
        for strip in (seen[:edge], seen[-edge:], seen[:, :edge], seen[:, -edge:]):
            assert strip.min() == 255, number
        look_for_office += bool((seen[edge + 3 : edge + 8] < 200).any())
    assert look_for_office, "covers and cards have colour up to there"


def test_sheets_are_those_of_the_paper(office: Path) -> None:
    with pikepdf.open(office / "booklet.pdf") as pdf:
        for page in pdf.pages:
            assert [float(each) for each in page.mediabox] == pytest.approx(
                [0, 0, mm_to_pt(297), mm_to_pt(210)], abs=0.01
            )
    with pikepdf.open(office / "cards.pdf") as pdf:
        assert len(pdf.pages) == 4
        assert [float(each) for each in pdf.pages[0].mediabox[2:]] == pytest.approx(
            [mm_to_pt(210), mm_to_pt(297)], abs=0.01
        )
        assert str(pdf.open_metadata()["dc:title"])


def left_of(pdf: bytes, page: int, tmp_path: Path) -> float:
    """Return how far from the fold the right page of a side begins, in pt."""
    (tmp_path / "sheets.pdf").write_bytes(pdf)
    with pdfplumber.open(tmp_path / "sheets.pdf") as document:
        side = document.pages[page]
        return float(min(char["x0"] for char in side.chars if char["x0"] > side.width / 2) - side.width / 2)


def test_inner_sheets_have_their_pages_nearer_to_the_fold(podiatrist: Path, tmp_path: Path) -> None:
    booklet = (podiatrist / "booklet.pdf").read_bytes()
    thin, thick = (on_sheets(booklet, OfficeJob(weight=weight, signature=16)).pdf for weight in (40, 240))
    for sheet in (0, 5, 15):
        moved = left_of(thin, 2 * sheet, tmp_path) - left_of(thick, 2 * sheet, tmp_path)
        assert moved == pytest.approx(mm_to_pt(sheet * (240 - 40) * BULK / 1000), abs=0.01)


def test_cards_share_a_sheet_with_marks_to_cut_at(small_cards: Path, tmp_path: Path) -> None:
    imposed = on_sheets((small_cards / "cards-a5.pdf").read_bytes(), OfficeJob(n_up=2))
    assert (imposed.pages, imposed.sheets, imposed.sides, imposed.scale) == (6, 3, 3, 1)
    (tmp_path / "sheets.pdf").write_bytes(imposed.pdf)
    seen = pixels(tmp_path / "sheets.pdf", 1, dpi=288)
    middle, edge = seen.shape[1] // 2, int(mm_to_pt(6) * 4)
    assert seen[-edge - 20 : -edge, middle - 8 : middle + 8].min() < 160, "one line, between two dots of the picture"
    assert seen[-edge - 80 : -edge - 60, middle - 8 : middle + 8].min() > 200


def test_two_sided_cards_lie_back_to_back(builds: Builds, tmp_path: Path) -> None:
    folder = builds.of(large_of("podiatrist")) / "podiatrist"
    one_by_one = [page[0][0] for page in words_of(folder / "cards-large-print.pdf")]
    assert len(one_by_one) == 12
    imposed = on_sheets((folder / "cards-large-print.pdf").read_bytes(), OfficeJob(n_up=2, sides=2))
    (tmp_path / "sheets.pdf").write_bytes(imposed.pdf)
    sheets = n_up(12, columns=2, rows=1, sides=2, flip=Flip.SHORT, is_wide=True)
    sides = list(words_of(tmp_path / "sheets.pdf", columns=2))
    for number, sheet in enumerate(sheets):
        for side, seen in zip((sheet.front, sheet.back), sides[2 * number : 2 * number + 2], strict=True):
            for place, (words, upright) in zip(side[0], seen, strict=True):
                assert place.page
                assert upright
                assert words == one_by_one[place.page - 1]


def test_smaller_sheets_take_smaller_pages_and_say_so(warm_build: Build, tmp_path: Path) -> None:
    request = Request(products=("booklet",), office=OfficeJob(paper=LETTER))
    record = warm_build(Workspace((GARDEN,), (TEMPLATES,), tmp_path), request, BuildOptions())
    (warning,) = record.warnings
    assert "pages at 94%: type of 12 pt is 11.3 pt" in warning.message


@pytest.mark.parametrize(("signature", "told"), [(None, ["signatures"]), (12, [])])
def test_a_booklet_that_is_divided_without_being_asked_for_is_told(
    signature: int | None, told: list[str], catalogue: Catalogue
) -> None:
    edition = planned(Request(products=("booklet",)), catalogue)[0]
    made = Made((File(edition.path, pdf_of(*[{}] * 140), 140),))
    sheets = print_at_office(made, edition, OfficeJob(signature=signature))
    assert [problem.code for problem in sheets.problems] == told
    assert sheets.files[0].pages == 70


def test_the_same_sheets_have_the_same_bytes(podiatrist: Path) -> None:
    booklet = (podiatrist / "booklet.pdf").read_bytes()
    assert on_sheets(booklet, OfficeJob()).pdf == on_sheets(booklet, OfficeJob()).pdf


@pytest.mark.command
def test_any_pdf_can_be_put_on_sheets(run: Run, tmp_path: Path) -> None:
    with pikepdf.new() as pdf:
        for _ in range(6):
            pdf.add_blank_page(page_size=(mm_to_pt(148), mm_to_pt(210)))
        pdf.pages[1].Rotate = 180
        pdf.save(tmp_path / "six.pdf")
    done = run("impose", "six.pdf", "--output", "out")
    assert (done.returncode, done.stdout) == (0, "out/six-sheets.pdf  6 pages on 2 sheets\n")
    with pikepdf.open(tmp_path / "out" / "six-sheets.pdf") as pdf:
        assert len(pdf.pages) == 4


@pytest.mark.command
def test_what_can_t_be_put_on_sheets_is_told_at_once_and_nothing_written(run: Run, tmp_path: Path) -> None:
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(mm_to_pt(148), mm_to_pt(210)))
        pdf.save(tmp_path / "good.pdf")
        pdf.save(tmp_path / "locked.pdf", encryption=pikepdf.Encryption(owner="a", user="b"))
        pdf.add_blank_page(page_size=(mm_to_pt(210), mm_to_pt(297)))
        pdf.save(tmp_path / "mixed.pdf")
    with pikepdf.new() as pdf:
        pdf.save(tmp_path / "empty.pdf")
    (tmp_path / "text.pdf").write_text("no PDF", encoding="utf-8")
    names = ("good.pdf", "locked.pdf", "mixed.pdf", "empty.pdf", "text.pdf", "nowhere.pdf")
    done = run("impose", *names)
    assert done.returncode == 1
    assert "locked.pdf" in done.stderr
    assert "several sizes: 148 × 210 mm (1 page), 210 × 297 mm (1 page)" in done.stderr
    assert "5 errors" in done.stderr
    assert not list(tmp_path.glob("*-sheets.pdf"))


@pytest.mark.command
def test_a_page_without_a_size_is_told_and_nothing_written(tmp_path: Path) -> None:
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.pages[0].obj.MediaBox = pikepdf.Array([0, 0, 9, 0])
        pdf.save(tmp_path / "odd.pdf")
    with pytest.raises(FrameworkPdfError) as caught:
        impose([tmp_path / "odd.pdf"], OfficeJob())
    assert str(caught.value).startswith("error[unusable-file]: no page can be read: no size (MediaBox) of page 1\n")
    assert str(tmp_path / "odd.pdf") in str(caught.value)
    assert not list(tmp_path.glob("*-sheets.pdf"))


@pytest.mark.command
@pytest.mark.usefixtures("without_verapdf")
def test_odd_metadata_are_passed_over_without_a_word(run: Run, tmp_path: Path) -> None:
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.Root.Metadata = pdf.make_stream(b"<x/>", Type=pikepdf.Name.Metadata, Subtype=pikepdf.Name.XML)
        pdf.save(tmp_path / "odd.pdf")
    assert (run("impose", "odd.pdf").returncode, run("impose", "odd.pdf").stderr) == (0, "")
    assert run("preflight", "odd.pdf").stderr == ""


@pytest.mark.command
def test_two_files_of_one_name_are_not_written_over_each_other(run: Run, tmp_path: Path) -> None:
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        with pikepdf.new() as pdf:
            pdf.add_blank_page()
            pdf.save(tmp_path / folder / "a.pdf")
    done = run("impose", "one/a.pdf", "two/a.pdf", "--output", "out")
    assert done.returncode == 1
    assert "two files would become out/a-sheets.pdf" in done.stderr
    assert not (tmp_path / "out").exists()


@pytest.mark.build
@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (("--sheet", "A4"), "--sheet is for --print office"),
        (("--ink", "grey"), "--ink is for --print office"),
        (("--print", "office", "--product", "booklet", "--n-up", "2"), "--n-up is for what is cut apart"),
        (
            ("--print", "office", "--product", "card", "--signature", "4"),
            "--signature is for what is folded",
        ),
        (("--print", "office", "--product", "card", "--cut-marks"), "leave out --cut-marks, or ask for a booklet"),
        (("--binding", "right"), "--binding is for --print office"),
    ],
)
def test_what_would_have_no_effect_is_refused(asked: tuple[str, ...], said: str, run: Run) -> None:
    done = run("build", *asked)
    assert done.returncode == 2
    assert said in done.stderr


def test_errors_say_the_way_out() -> None:
    with pytest.raises(ImpositionError) as caught:
        on_sheets(b"no PDF", OfficeJob(paper=A4))
    assert caught.value.hint.startswith("name a PDF file; if a PDF reader opens this one, print it from there to a PDF")


@pytest.mark.parametrize("brand", [None, pytest.param("fennermoor-and-larkvale-trust", marks=pytest.mark.nightly)])
def test_grey_sheets_have_no_colour_and_keep_aspects_apart(
    brand: str | None, builds: Builds, catalogue: Catalogue
) -> None:
    who, folders = ("podiatrist", ()) if brand else ("gardener", (GARDEN,))
    brands = (brand,) if brand else ()
    output = builds.of(office_of(who, *brands, ink=InkMode.GREY, products=("booklet",)), *folders)
    (file,) = output.rglob("booklet.pdf")
    with pikepdf.open(file) as pdf:
        for thing in pdf.objects:
            if isinstance(thing, pikepdf.Stream) and thing.get("/Subtype") == "/Image":
                assert thing.get("/ColorSpace") == "/DeviceGray"
            if isinstance(thing, pikepdf.Stream) and thing.get("/Subtype") == "/Form":
                used = {str(each.operator) for each in pikepdf.parse_content_stream(thing)}
                assert not used & {"rg", "RG", "k", "K", "cs", "CS"}
        count = len(pdf.pages)
    for number in (1, 2, 6, 12, count):
        seen = pixels(file, number)
        assert (seen[..., 0] == seen[..., 1]).all()
        assert (seen[..., 1] == seen[..., 2]).all()
    kit = load_kit(CONTENT / "brands" / brand) if brand else None
    palette = look_for_office(look_of(kit, catalogue), InkMode.GREY).palette
    ladder = sorted(lightness(hue.own) for hue in palette.aspects.values())
    assert min(after - before for before, after in pairwise(ladder)) > 5
    for hue in (palette.ground, *palette.aspects.values()):
        assert contrast(hue.ground, "#ffffff") >= 4.5
        assert contrast(hue.text, hue.tint) >= 4.5


def test_a_bright_cover_is_as_light_in_grey_with_dark_words(tmp_path: Path, catalogue: Catalogue) -> None:
    (tmp_path / "_brand.yml").write_text('color: {primary: "#ffea00", secondary: "#202020"}\n', encoding="utf-8")
    look = look_of(load_kit(tmp_path), catalogue)
    palette = look_for_office(look, InkMode.GREY).palette
    assert lightness(palette.ground.ground) == pytest.approx(lightness(look.palette.ground.ground), abs=1)
    assert contrast(palette.ground.ground, palette.ground.on_ground) >= 4.5
    assert contrast(palette.ground.ground, palette.accent_on_ground) >= 4.5


def test_sparing_sheets_have_less_ink_than_coloured_ones(builds: Builds, office: Path) -> None:
    coloured = office / "booklet.pdf"
    asked = office_of("gardener", ink=InkMode.SAVER, products=("booklet",))
    sparing = builds.of(asked, GARDEN) / "gardener" / "office" / "booklet.pdf"

    def ink_on(file: Path) -> float:
        return float(sum(255 - pixels(file, number).mean() for number in range(1, 13)))

    assert ink_on(sparing) < 0.6 * ink_on(coloured)
    assert 255 - pixels(sparing, 1).mean() < 0.25 * (255 - pixels(coloured, 1).mean())
