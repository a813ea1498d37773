"""Files for a print shop: boxes, inks, bleed and marks as a press needs them, in the files and on the plates."""

import hashlib
import json
import shutil
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import replace as changed
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
import pikepdf
import pypdfium2
import pytest
from PIL import Image, ImageCms

from framework_pdf.brand.separation import Separation, profile_of
from framework_pdf.build import pipeline
from framework_pdf.content.catalogue import Catalogue
from framework_pdf.content.model.printer import USUAL_PRINTER, Printer
from framework_pdf.content.model.printing import Condition, PrinterMark
from framework_pdf.core.errors import FrameworkPdfError
from framework_pdf.core.units import mm_to_pt, pt_to_mm
from framework_pdf.core.workspace import Workspace
from framework_pdf.pdf.press.press_files import make_press_files
from framework_pdf.preflight import press_checks
from framework_pdf.preflight.inspection import inspect
from framework_pdf.preflight.report import Check, Result
from framework_pdf.products.plan import Request
from framework_pdf.products.press_job import SLUG, PressJob, PressOptions, press_job
from tests.support.building import (
    FOR_PRESS,
    FOR_PRESS_IN_BRAND,
    FOR_PRESS_WITH_MARKS,
    OTHER_PAIRS,
    PAIRS,
    STRICT,
    Build,
    Builds,
    standard_of,
)
from tests.support.folders import CONTENT, CORPUS, GARDEN, TEMPLATES, replace
from tests.support.pages import squashed
from tests.support.programs import Run, lacking

pytestmark = pytest.mark.build
PROFILE = Path("/usr/share/color/icc/ghostscript/default_cmyk.icc")
"""A profile of a press, which comes with Ghostscript."""
DPI = 72
PLATES = ("Cyan", "Magenta", "Yellow", "Black")
Array = "np.ndarray[Any, Any]"


CARD_CSS = Path("templates/products/card/style.css")


Built = Callable[..., Path]
COLLEGE = "college-of-everyday-therapies"
ONE_CARD: dict[str, Any] = {"professions": ("gardener",), "products": ("card",), "aspects": ("1",)}


@pytest.fixture(scope="session")
def built(warm_build: Build) -> Built:
    """Builds what is asked of a print shop, of the small framework or other content; returns the output folder."""

    def built(output: Path, order: PressOptions, content: Path = GARDEN, **asked: Any) -> Path:
        warm_build(Workspace((content,), (TEMPLATES,), output), Request(press=order, **asked), STRICT)
        return output

    return built


@pytest.fixture(scope="module")
def pressed(builds: Builds, seed: int | None) -> dict[tuple[str, str], Path]:
    """The folder with what a brand has for gardeners, without another word; at night what brands have of our own."""
    pairs = () if seed is None else (*PAIRS, *OTHER_PAIRS)
    ours = {(brand, who): builds.of(Request((who,), brands=(brand,), press=PressOptions())) for brand, who in pairs}
    every = {(COLLEGE, "gardener"): builds.of(FOR_PRESS_IN_BRAND, GARDEN), **ours}
    return {(brand, who): output / brand / who / "press" for (brand, who), output in every.items()}


@pytest.fixture(scope="module")
def branded(pressed: dict[tuple[str, str], Path]) -> list[Path]:
    """All files of brands."""
    return [path for folder in pressed.values() for path in files_in(folder)]


@pytest.fixture(scope="module")
def page_count(pressed: dict[tuple[str, str], Path]) -> int:
    """How many pages they have, in booklets and cards."""
    return sum(28 + 4 if who == "gardener" else 64 + 6 for _, who in pressed)


@pytest.fixture(scope="module")
def marked(builds: Builds) -> Path:
    """The folder with the framework's own, with every mark, the cover by itself."""
    return builds.of(FOR_PRESS_WITH_MARKS, GARDEN) / "gardener" / "press"


@pytest.fixture(scope="module")
def plain(builds: Builds) -> Path:
    """The folder with the framework's own, without another word."""
    return builds.of(FOR_PRESS, GARDEN) / "gardener" / "press"


@pytest.fixture(scope="module")
def readers(builds: Builds) -> Path:
    """The folder with what is the same for readers."""
    return builds.of(standard_of("gardener"), GARDEN) / "gardener"


@pytest.fixture(scope="module")
def cards(plain: Path) -> Path:
    return plain / "cards.pdf"


@pytest.fixture(scope="module")
def booklet(plain: Path) -> Path:
    """The framework's own booklet, which has colour to every edge."""
    return plain / "booklet.pdf"


@pytest.fixture(scope="module")
def card(cards: Path) -> bytes:
    """A file of one page to break."""
    with pikepdf.open(cards) as pdf:
        del pdf.pages[1:]
        out = BytesIO()
        pdf.save(out)
    return out.getvalue()


@pytest.fixture
def shop(garden: Path) -> Path:
    """A working directory with a copy of the small framework and of our presets of printers, to be changed."""
    shutil.copytree(CONTENT / "printers", garden / "content" / "printers")
    return garden


def files_in(folder: Path) -> list[Path]:
    """Return the files for the press in a folder, each a PDF and no ticket."""
    found = sorted(path for path in folder.glob("*.pdf") if not path.stem.endswith("-ticket"))
    assert found
    return found


def box(page: pikepdf.Page, name: str) -> list[float]:
    """Return the edges of a page's box in mm."""
    return [pt_to_mm(float(edge)) for edge in page.obj[name]]


# Boxes


def test_boxes_are_exact_to_a_hundredth_of_a_millimetre(branded: list[Path], page_count: int) -> None:
    seen = 0
    for path in branded:
        width, height = (210, 297) if path.stem == "cards" else (148, 210)
        with pikepdf.open(path) as pdf:
            for page in pdf.pages:
                seen += 1
                assert box(page, "/TrimBox") == pytest.approx([3, 3, 3 + width, 3 + height], abs=0.01)
                assert box(page, "/BleedBox") == pytest.approx([0, 0, 6 + width, 6 + height], abs=0.01)
                assert box(page, "/MediaBox") == pytest.approx([0, 0, 6 + width, 6 + height], abs=0.01)
                assert not {"/CropBox", "/ArtBox", "/Rotate"} & set(page.obj.keys())
    assert seen == page_count


def test_with_marks_the_sheet_has_a_slug_around_the_bleed(marked: Path) -> None:
    with pikepdf.open(marked / "booklet-inners.pdf") as pdf:
        for page in pdf.pages:
            assert box(page, "/TrimBox") == pytest.approx([13, 13, 161, 223], abs=0.01)
            assert box(page, "/BleedBox") == pytest.approx([10, 10, 164, 226], abs=0.01)
            assert box(page, "/MediaBox") == pytest.approx([0, 0, 174, 236], abs=0.01)


@pytest.mark.parametrize("bleed", [0, 5])
def test_the_bleed_is_as_wide_as_was_asked_for(built: Built, tmp_path: Path, bleed: float) -> None:
    folder = built(tmp_path, PressOptions(bleed=bleed, marks=(PrinterMark.CROP,)), **ONE_CARD)
    with pikepdf.open(folder / "gardener" / "press" / "cards-1.pdf") as pdf:
        for page in pdf.pages:
            inner = SLUG + bleed
            assert box(page, "/TrimBox") == pytest.approx([inner, inner, 210 + inner, 297 + inner], abs=0.01)
            assert box(page, "/BleedBox") == pytest.approx(
                [SLUG, SLUG, 210 + SLUG + 2 * bleed, 297 + SLUG + 2 * bleed], abs=0.01
            )


# Inks, in the file


def streams(pdf: pikepdf.Pdf) -> Iterator[Any]:
    """Return everything in a PDF that draws: pages, forms and tiles."""
    yield from pdf.pages
    for each in pdf.objects:
        if isinstance(each, pikepdf.Stream) and (each.get("/Subtype") == "/Form" or each.get("/PatternType") == 1):
            yield each


def in_rgb(pdf: pikepdf.Pdf) -> list[str]:
    """Return whatever in a PDF is red, green and blue, or of a colour of its own."""
    found = [str(each.operator) for stream in streams(pdf) for each in pikepdf.parse_content_stream(stream, "rg RG ri")]
    for each in pdf.objects:
        if isinstance(each, pikepdf.Dictionary | pikepdf.Stream):
            spaces = [each.get("/ColorSpace"), each.get("/CS"), each.get("/Group", pikepdf.Dictionary()).get("/CS")]
            if "/Shading" in each and isinstance(each.Shading, pikepdf.Dictionary):
                spaces.append(each.Shading.get("/ColorSpace"))
            found += [str(space) for space in spaces if space is not None and "RGB" in str(space)]
            found += ["ICC" for space in spaces if isinstance(space, pikepdf.Array) and space[0] == "/ICCBased"]
    return found


def test_nothing_in_any_stream_form_pattern_image_or_shading_is_rgb(branded: list[Path], marked: Path) -> None:
    for path in (*branded, *marked.glob("booklet-*s.pdf")):
        with pikepdf.open(path) as pdf:
            assert in_rgb(pdf) == [], path
            assert any(str(each.operator) == "k" for each in pikepdf.parse_content_stream(pdf.pages[0]))


def test_what_looks_for_rgb_finds_it_in_a_file_for_screens(readers: Path) -> None:
    with pikepdf.open(readers / "booklet.pdf") as pdf:
        assert {"rg", "RG", "ICC"} <= set(in_rgb(pdf))


def test_a_brand_s_colours_are_printed_with_its_inks(pressed: dict[tuple[str, str], Path]) -> None:
    inks = {
        "fennermoor-and-larkvale-trust": [(88, 35, 78, 35), (4, 22, 90, 0)],
        COLLEGE: [(100, 85, 36, 40), (28, 42, 92, 14)],
    }
    for (brand, _), folder in pressed.items():
        with pikepdf.open(folder / "booklet.pdf") as pdf:
            used = {
                tuple(round(100 * float(ink), 1) for ink in each.operands)
                for page in (pdf.pages[0], pdf.pages[9])
                for each in pikepdf.parse_content_stream(page)
                if str(each.operator) == "k"
            }
        assert set(inks[brand]) <= used, brand


def test_the_standard_and_the_condition_are_named(branded: list[Path]) -> None:
    for path in branded:
        with pikepdf.open(path) as pdf:
            assert pdf.pdf_version == "1.4"
            assert str(pdf.docinfo["/GTS_PDFXVersion"]) == "PDF/X-1a:2003"
            assert pdf.docinfo["/Trapped"] == "/False"
            assert str(pdf.docinfo["/Title"])
            assert {"/CreationDate", "/ModDate"} <= set(pdf.docinfo.keys())
            (intent,) = pdf.Root.OutputIntents
            assert intent.S == "/GTS_PDFX"
            assert str(intent.OutputConditionIdentifier) == "FOGRA39"
            assert str(intent.RegistryName) == "http://www.color.org"
            assert "/DestOutputProfile" not in intent
            assert "/ID" in pdf.trailer
            assert not any("/Annots" in page.obj for page in pdf.pages)


def test_fonts_are_embedded_as_pdf_1_4_knows_them(branded: list[Path], plain: Path) -> None:
    """TrueType, and of typefaces with outlines of PostScript, as the college has, what PDF 1.4 has for them."""
    kinds = set()
    for path in (*branded, *files_in(plain)):
        with pikepdf.open(path) as pdf:
            for each in pdf.objects:
                if isinstance(each, pikepdf.Dictionary) and each.get("/Type") == "/FontDescriptor":
                    kinds.add("/FontFile2" if "/FontFile2" in each else str(each.FontFile3.Subtype))
    assert kinds == {"/FontFile2", "/CIDFontType0C"}


def test_text_of_press_files_still_extracts(
    plain: Path, pressed: dict[tuple[str, str], Path], builds: Builds, readers: Path
) -> None:
    ours = {pair: folder for pair, folder in pressed.items() if pair in {*PAIRS, *OTHER_PAIRS}}
    made = {folder: builds.of(standard_of(who, brand)) / brand / who for (brand, who), folder in ours.items()}
    for folder, shown_in in {plain: readers, **made}.items():
        for path in files_in(folder):
            shown = pypdfium2.PdfDocument(shown_in / path.name)
            sent = pypdfium2.PdfDocument(path)
            assert len(shown) == len(sent)
            for number, (page, other) in enumerate(zip(shown, sent, strict=True), 1):
                words = squashed(page.get_textpage().get_text_bounded())
                assert squashed(other.get_textpage().get_text_bounded()) == words, (path, number)


# Inks, on the plates


def plates(ghostscript: str, path: Path, folder: Path) -> Iterator[dict[str, "np.ndarray[Any, Any]"]]:
    """Return how much of each ink the pages of a PDF have where, 0 to 1."""
    folder.mkdir()
    command = [ghostscript, "-q", "-dNOPAUSE", "-dBATCH", "-dSAFER", "-sDEVICE=tiffsep", f"-r{DPI}"]
    command += ["-dGraphicsAlphaBits=1", "-dTextAlphaBits=1", f"-sOutputFile={folder}/%03d.tif", str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert not done.stderr, done.stderr
    assert {file.stem.partition("(")[2].rstrip(")") for file in folder.glob("*(*).tif")} == set(PLATES), (
        "no spot colour"
    )
    for whole in sorted(file for file in folder.glob("*.tif") if "(" not in file.stem):
        yield {ink: 1 - _levels(folder / f"{whole.stem}({ink}).tif") / 255 for ink in PLATES}


def _levels(path: Path) -> "np.ndarray[Any, Any]":
    with Image.open(path) as image:
        return np.asarray(image.convert("L"), dtype=float)


def test_no_place_of_any_page_has_more_ink_than_may_be(
    ghostscript: str, branded: list[Path], page_count: int, tmp_path: Path
) -> None:
    most = []
    for number, path in enumerate(branded):
        for page in plates(ghostscript, path, tmp_path / str(number)):
            total = np.sum([page[ink] for ink in PLATES], axis=0)
            most.append(float(total.max()))
    assert len(most) == page_count
    assert max(most) <= 3.0 + 0.02
    assert max(most) > 1.5, "covers are inked"


def test_coverage_by_inkcov_is_cyan_magenta_yellow_and_black_on_every_page(
    ghostscript: str, branded: list[Path]
) -> None:
    for path in branded:
        command = [ghostscript, "-q", "-dNOPAUSE", "-dBATCH", "-dSAFER", "-sDEVICE=inkcov", "-o", "-", str(path)]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        shares = [line.split() for line in done.stdout.splitlines()]
        with pikepdf.open(path) as pdf:
            assert len(shares) == len(pdf.pages)
        assert all(share[4:] == ["CMYK", "OK"] for share in shares)
        assert all(float(share[3]) > 0 for share in shares), "each page has something in black"


def test_black_text_is_on_the_black_plate_alone_and_the_rest_goes_on_below_it(
    ghostscript: str, cards: Path, tmp_path: Path
) -> None:
    page = next(plates(ghostscript, cards, tmp_path / "plates"))
    solid = page["Black"] > 0.99
    colours = np.sum([page[ink] for ink in PLATES[:3]], axis=0)
    on_paper = (solid & (colours == 0)).sum()
    panel = solid & (colours > 0) & (colours < 0.6)
    assert on_paper > 200
    assert panel.sum() > 100, "words stand on a tint, which goes on below them"
    assert (solid & (colours >= 0.6)).sum() == 0, "no black of four inks"


# Bleed, safe area, marks


def edges(path: Path, number: int, at: float) -> "np.ndarray[Any, Any]":
    """Return what is so far outside the trim of a page without marks (inside: below 0), in mm.

    That is along the left, the right, the upper and the lower edge, red, green and blue, all in one row.
    """
    scale = 4
    page = pypdfium2.PdfDocument(path)[number]
    seen = page.render(scale=scale, optimize_mode=None).to_numpy()[..., :3].astype(int)
    step = int(mm_to_pt(3 - at) * scale)
    inner = int(mm_to_pt(3) * scale) + 8
    return np.concatenate(
        [
            seen[inner:-inner, step],
            seen[inner:-inner, -1 - step],
            seen[step, inner:-inner],
            seen[-1 - step, inner:-inner],
        ]
    )


@pytest.mark.parametrize("at", [0.3, 1.5, 2.8])
def test_what_is_solid_at_the_trim_is_the_same_to_the_end_of_the_bleed(booklet: Path, at: float) -> None:
    for number in (5, 9, 13, 17):  # openers: a colour to every edge but where the picture is
        within, beyond = edges(booklet, number, -0.3), edges(booklet, number, at)
        own = within[0]
        assert own.max() < 200
        is_ground = (abs(within - own) < 3).all(axis=1)
        assert is_ground.mean() > 0.7
        same = (abs(beyond - own) < 3).all(axis=1)
        assert same[is_ground].mean() > 0.94, "all but where rings slant"
        assert same[: len(same) // 4].all(), "the left edge"
    tab = edges(booklet, 6, -0.3), edges(booklet, 6, at)
    assert (tab[0].min(axis=1) < 128).sum() > 100, "the tab at the fore-edge"
    assert abs((tab[0].min(axis=1) < 128).sum() - (tab[1].min(axis=1) < 128).sum()) < 4


def test_every_page_s_artwork_bleeds_and_every_word_is_in_the_safe_area(branded: list[Path]) -> None:
    reaching = []
    for path in branded:
        found = {check.name: check for check in press_checks.checks(path.read_bytes())}
        for name in ("bleed", "safe area"):
            assert found[name].result is Result.PASS, (path, found[name])
        reaching.append(int(found["bleed"].found[0].split()[0]))
    assert min(reaching) == 4
    assert max(reaching) > 12


def test_nothing_but_marks_lies_outside_the_bleed(marked: Path, booklet: Path) -> None:
    with_marks = pypdfium2.PdfDocument(marked / "booklet-cover.pdf")[0].render(scale=2).to_numpy()[..., :3]
    without = pypdfium2.PdfDocument(booklet)[0].render(scale=2).to_numpy()[..., :3]
    slug = int(mm_to_pt(SLUG) * 2)
    inner = with_marks[slug + 2 : -slug - 2, slug + 2 : -slug - 2]
    assert abs(inner.shape[0] - without.shape[0]) < 8
    outside = with_marks.copy()
    outside[slug - 1 : -slug + 1, slug - 1 : -slug + 1] = 255
    look_for_office = (outside.min(axis=2) < 128).mean()
    assert 0.001 < look_for_office < 0.02, "marks, and not the picture of the cover"


def test_marks_lie_on_every_plate_and_crop_marks_where_the_page_is_cut(
    ghostscript: str, marked: Path, tmp_path: Path
) -> None:
    page = next(plates(ghostscript, marked / "booklet-inners.pdf", tmp_path / "plates"))
    left, top = (mm_to_pt(length) * DPI / 72 for length in (13, 13))
    for ink in PLATES:
        seen = page[ink]
        above = np.flatnonzero(seen[int(mm_to_pt(7))] > 0.5)
        beside = np.flatnonzero(seen[:, int(mm_to_pt(7))] > 0.5)
        assert abs(above.min() - left) < 1.5, ink
        assert abs(beside.min() - top) < 1.5, ink
        assert abs(above.max() - (left + mm_to_pt(148))) < 1.5, ink
    strip = {ink: page[ink][-int(mm_to_pt(5))] for ink in PLATES}
    alone = [strip[ink] - np.max([strip[other] for other in PLATES if other != ink], axis=0) for ink in PLATES]
    assert all(each.max() > 0.99 for each in alone), "the colour bar has each ink by itself"


def test_without_marks_there_is_no_slug_and_none_are_drawn(branded: list[Path]) -> None:
    with pikepdf.open(branded[0]) as pdf:
        for page in pdf.pages:
            assert pdf.pages[0].obj.MediaBox == page.obj.BleedBox
            assert not any(str(each.operator) == "SCN" for each in pikepdf.parse_content_stream(page))


def test_a_split_cover_is_the_first_two_pages_and_the_last_two(marked: Path, readers: Path) -> None:
    whole = [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(readers / "booklet.pdf")]
    cover = [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(marked / "booklet-cover.pdf")]
    inner = [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(marked / "booklet-inners.pdf")]
    assert [squashed(text) for text in cover] == [squashed(text) for text in (*whole[:2], *whole[-2:])]
    assert [squashed(text) for text in inner] == [squashed(text) for text in whole[2:-2]]
    assert not (marked / "booklet.pdf").exists()


# PDF/X-4


@pytest.fixture(scope="module")
def profile(ghostscript: str) -> Path:
    assert ghostscript
    if not PROFILE.exists():
        lacking("a profile of a press (Ghostscript has one)")
    return PROFILE


def test_x4_files_have_the_profile_and_are_the_same_bytes_on_a_second_run(
    built: Built, profile: Path, tmp_path: Path
) -> None:
    order = PressOptions(profile=profile)
    brands = FOR_PRESS_IN_BRAND.brands
    outputs = (built(tmp_path / name, order, brands=brands, **ONE_CARD) for name in ("one", "two"))
    first, second = (output / COLLEGE / "gardener" / "press" for output in outputs)
    names = sorted(path.name for path in first.iterdir())
    assert names == ["cards-1-ticket.json", "cards-1-ticket.pdf", "cards-1.pdf"]
    for name in names:
        assert (first / name).read_bytes() == (second / name).read_bytes(), name
    with pikepdf.open(first / "cards-1.pdf") as pdf:
        assert in_rgb(pdf) == []
        (intent,) = pdf.Root.OutputIntents
        assert intent.DestOutputProfile.read_bytes() == profile.read_bytes()
        assert intent.DestOutputProfile.N == 4
        with pdf.open_metadata() as xmp:
            assert xmp["{http://www.npes.org/pdfx/ns/id/}GTS_PDFXVersion"] == "PDF/X-4"
        assert "/Filter" not in pdf.Root.Metadata
    assert not [
        check for check in press_checks.checks((first / "cards-1.pdf").read_bytes()) if check.result is Result.FAIL
    ]


def test_x1a_files_are_the_same_bytes_on_a_second_run_too(built: Built, plain: Path, tmp_path: Path) -> None:
    again = built(tmp_path, PressOptions(), products=("card",)) / "gardener" / "press"
    assert {path.name for path in again.iterdir()} == {"cards.pdf", "cards-ticket.pdf", "cards-ticket.json"}
    for path in again.iterdir():
        assert path.read_bytes() == (plain / path.name).read_bytes(), path.name


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "No such file"),
        (b"no profile", "it is no ICC profile"),
        ("srgb", "of no press that prints with cyan"),
    ],
)
def test_a_profile_that_is_none_is_told_in_words(run: Run, tmp_path: Path, content: Any, said: str) -> None:
    path = tmp_path / "press.icc"
    if content == "srgb":
        path.write_bytes(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    elif content:
        path.write_bytes(content)
    done = run("build", "--print", "press", "--icc", path, "--product", "card", "--content", GARDEN)
    assert done.returncode == 1
    assert "error[unusable-profile]: the profile can't be used: " in done.stderr
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "output").exists()


def test_a_profile_s_inks_stay_below_the_limit(profile: Path) -> None:
    separation = Separation({}, 240, profile=profile_of(profile))
    picture = separation.picture(Image.linear_gradient("L").convert("RGB"))
    assert np.asarray(picture).astype(int).sum(axis=2).max() <= 2.55 * 240 + 1
    for colour in ("#003060", "#501030", "#104010"):
        assert 150 < sum(separation.of(colour)) <= 240


# Presets and the job ticket


def passes(printer: Printer, folder: Path, *products: str) -> None:
    """Assert that what was built with a preset is as it asks for, and passes its preflight."""
    booklet = {"booklet-cover", "booklet-inners"} if printer.split_cover else {"booklet"}
    expected = {"booklet": booklet, "card": {"cards"}}
    assert {path.stem for path in files_in(folder)} == set().union(*map(expected.__getitem__, products))
    for path in files_in(folder):
        found = press_checks.checks(path.read_bytes(), printer.ink_limit)
        assert len(found) == 12
        assert [check for check in found if check.result is Result.FAIL] == [], path
        with pikepdf.open(path) as pdf:
            assert str(pdf.Root.OutputIntents[0].OutputConditionIdentifier) == printer.condition
            bleed = box(pdf.pages[0], "/TrimBox")[0] - box(pdf.pages[0], "/BleedBox")[0]
            assert bleed == pytest.approx(printer.bleed, abs=0.01)


PRINTERS = ("digital", "offset-coated", "offset-uncoated")


def test_there_are_three_presets(catalogue: Catalogue) -> None:
    assert tuple(catalogue.printers) == PRINTERS
    assert catalogue.printers[PRINTERS[-1]].least_pages > 24  # more than the small framework has


@pytest.mark.parametrize(("name", "product"), [("digital", "card"), ("offset-coated", "booklet")])
def test_each_preset_passes_its_preflight(
    built: Built, name: str, product: str, catalogue: Catalogue, shop: Path
) -> None:
    output = built(shop / "out", PressOptions(printer=name), shop / "content", products=(product,))
    passes(catalogue.printers[name], output / "gardener" / "press", product)


@pytest.mark.parametrize(
    ("name", "products"),
    [
        (PRINTERS[2], ("booklet",)),
        *(pytest.param(name, ("booklet", "card"), marks=pytest.mark.nightly) for name in PRINTERS),
    ],
)
def test_each_preset_passes_its_preflight_with_all_of_ours(
    built: Built, name: str, products: tuple[str, ...], catalogue: Catalogue, tmp_path: Path
) -> None:
    output = built(tmp_path, PressOptions(printer=name), CONTENT, professions=("podiatrist",), products=products)
    passes(catalogue.printers[name], output / "podiatrist" / "press", *products)


def test_a_ticket_says_what_the_files_are(marked: Path) -> None:
    ticket = json.loads((marked / "booklet-ticket.json").read_text(encoding="utf-8"))
    assert ticket["trim"] == [148, 210]
    assert ticket["sheet"] == [174, 236]
    assert (ticket["bleed"], ticket["safe_area"], ticket["pages"]) == (3, 5, 24)
    assert ticket["marks"] == ["crop", "registration", "colour-bar"]
    assert ticket["binding"] == "saddle-stitched"
    assert ticket["folds"] == "each sheet once, from 296 × 210 mm to 148 × 210 mm"
    assert ticket["inks"] == ["cyan", "magenta", "yellow", "black"]
    assert (ticket["standard"], ticket["condition"]) == ("PDF/X-1a:2003", "FOGRA39")
    assert [file["name"] for file in ticket["files"]] == ["booklet-cover.pdf", "booklet-inners.pdf"]
    for file in ticket["files"]:
        data = (marked / file["name"]).read_bytes()
        assert hashlib.sha256(data).hexdigest() == file["sha256"]
        with pikepdf.open(BytesIO(data)) as pdf:
            assert len(pdf.pages) == file["pages"]
        checks = [each for each in ticket["preflight"] if each["file"] == file["name"]]
        assert [each["check"] for each in checks] == [check.name for check in press_checks.checks(data)]
    assert {each["result"] for each in ticket["preflight"]} <= {"pass", "information"}


@pytest.mark.usefixtures("without_verapdf")
def test_a_ticket_is_read_by_people_too(run: Run, tmp_path: Path) -> None:
    arguments = ("--copies", "2500", "--stock", "130 g/m² recycled", "--product", "booklet")
    done = run("build", "--print", "press", *arguments, "--content", GARDEN, "--templates", TEMPLATES)
    assert done.returncode == 0, done.stderr
    path = tmp_path / "output" / "gardener" / "press" / "booklet-ticket.pdf"
    assert path.exists(), done.stdout
    words = " ".join(page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(path))
    words = " ".join(words.split())
    for said in (
        "Job ticket",
        "2,500",
        "130 g/m² recycled",
        "148 × 210 mm, portrait",
        "3 mm on all four edges",
        "24, the cover among them",
        "4/4: cyan, magenta, yellow, black",
        "FOGRA39, offset on coated paper",
        "Source",
        "saddle-stitched",
        "Total ink",
        "pass",
    ):
        assert said in words, said
    (report,) = inspect([path]).reports
    assert [check for check in report.checks if check.result is Result.FAIL] == []


def test_large_print_is_for_the_press_too(built: Built, tmp_path: Path) -> None:
    folder = built(tmp_path, PressOptions(), variants=("large-print",)) / "gardener" / "press"
    assert {path.name for path in folder.iterdir()} == {
        f"{name}-large-print{end}" for name in ("booklet", "cards") for end in (".pdf", "-ticket.pdf", "-ticket.json")
    }
    ticket = json.loads((folder / "cards-large-print-ticket.json").read_text(encoding="utf-8"))
    assert (ticket["trim"], ticket["pages"], ticket["sides"]) == ([210, 297], 8, 2)


# What can't be printed


def kit_with(folder: Path, **files: bytes | str) -> Path:
    """Write files of a kit, by name with a hyphen for the dot, and return its folder."""
    kit = folder / "guild"
    kit.mkdir(parents=True)
    for name, data in files.items():
        path = kit / name.replace("__", ".")
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return kit


@pytest.fixture
def problems_of(built: Built, tmp_path: Path) -> Callable[..., str]:
    """Returns what is wrong with the cards of a kit that are made for a print shop, in words."""

    def problems_of(brand: Path, content: Path = GARDEN, **how: Any) -> str:
        output = tmp_path / "out"
        with pytest.raises(FrameworkPdfError) as raised:
            built(output, PressOptions(**how), content, brands=(str(brand),), **ONE_CARD)
        assert not output.exists() or not list(output.rglob("*.pdf"))
        return str(raised.value)

    return problems_of


WITH_LOGO = "logo: {light: mark.EXT, dark: mark.EXT}\ncolor: {primary: '#14353d'}\nmeta: {name: Guild}\n"
LOGO = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100">'
    '<rect width="100" height="100" fill="#6a1b4d"/>{}</svg>'
)


def test_a_drawing_that_shows_something_through_is_refused_unless_the_standard_has_room(
    problems_of: Callable[..., str], built: Built, profile: Path, tmp_path: Path
) -> None:
    through = LOGO.format('<circle cx="50" cy="50" r="40" fill="#ffffff" opacity="0.5"/>')
    brand = kit_with(tmp_path, _brand__yml=WITH_LOGO.replace("EXT", "svg"), mark__svg=through)
    said = problems_of(brand)
    assert "error[preflight]" in said
    assert "transparency: page 1: something shows through" in said
    assert "--icc" in said
    order = PressOptions(profile=profile)
    folder = built(tmp_path / "x4", order, brands=(str(brand),), **ONE_CARD)
    (path,) = files_in(next(folder.rglob("press")))
    found = {check.name: check for check in press_checks.checks(path.read_bytes())}
    assert found["transparency"].found == ("live, on 1 page",)
    with pikepdf.open(path) as pdf:
        assert in_rgb(pdf) == []


def png(width: int, alpha: "np.ndarray[Any, Any] | None" = None) -> bytes:
    """Return a square PNG in plum, whose dots are as opaque as is said."""
    data = np.full((width, width, 4), (106, 27, 77, 255), dtype=np.uint8)
    if alpha is not None:
        data[..., 3] = alpha
    out = BytesIO()
    Image.fromarray(data, "RGBA").save(out, "PNG")
    return out.getvalue()


def disc(width: int) -> "np.ndarray[Any, Any]":
    """Return a disc, opaque but for its soft edge."""
    across, down = np.mgrid[:width, :width] - (width - 1) / 2
    soft: np.ndarray[Any, Any] = np.clip((width / 2 - np.hypot(across, down)) * 255, 0, 255)
    return soft.astype(np.uint8)


def test_a_picture_that_is_cut_out_has_a_mask_of_dots(built: Built, tmp_path: Path) -> None:
    brand = kit_with(tmp_path, _brand__yml=WITH_LOGO.replace("EXT", "png"), mark__png=png(600, disc(600)))
    folder = built(tmp_path / "out", PressOptions(), brands=(str(brand),), **ONE_CARD)
    (path,) = files_in(next(folder.rglob("press")))
    with pikepdf.open(path) as pdf:
        (image,) = (each for each in pdf.objects if isinstance(each, pikepdf.Stream) and "/Mask" in each)
        assert "/SMask" not in image
        assert image.ColorSpace == "/DeviceCMYK"
        assert image.Mask.ImageMask
        assert int(image.Mask.Width) == 3 * int(image.Width)
    seen = pypdfium2.PdfDocument(path)[0].render(scale=300 / 72).to_numpy()[..., :3].astype(int)
    plum = (abs(seen - seen[np.unravel_index(seen[..., 1].argmin(), seen.shape[:2])]) < 6).all(axis=2)
    assert plum.sum() > 1000


def test_a_picture_with_soft_places_is_refused(problems_of: Callable[..., str], tmp_path: Path) -> None:
    soft = np.tile(np.linspace(0, 255, 600).astype(np.uint8), (600, 1))
    brand = kit_with(tmp_path, _brand__yml=WITH_LOGO.replace("EXT", "png"), mark__png=png(600, soft))
    said = problems_of(brand)
    assert "transparency: page 1: something shows through" in said


def test_a_hairline_is_refused_and_the_line_s_thickness_told(problems_of: Callable[..., str], tmp_path: Path) -> None:
    hair = LOGO.format('<path d="M0 50H100" stroke="#ffffff" stroke-width="0.2"/>')
    brand = kit_with(tmp_path, _brand__yml=WITH_LOGO.replace("EXT", "svg"), mark__svg=hair)
    said = problems_of(brand)
    assert "lines: page 1: a line of 0." in said
    assert "0.25 pt or thicker" in said


def test_a_picture_with_too_few_dots_is_refused_with_what_it_needs(
    problems_of: Callable[..., str], tmp_path: Path
) -> None:
    brand = kit_with(tmp_path, _brand__yml=WITH_LOGO.replace("EXT", "png"), mark__png=png(60))
    said = problems_of(brand)
    assert "error[too-few-dots]" in said
    assert "_brand.yml:1:" in said
    assert "dots per inch" in said
    assert "a print shop needs 300: give it more dots, or SVG" in said


def test_inks_of_more_than_the_printer_takes_are_told_by_their_place(
    problems_of: Callable[..., str], tmp_path: Path, shop: Path
) -> None:
    inks = "defaults: {framework-pdf: {inks: {sea: {cmyk: [100, 90, 60, 40]}}}}\n"
    brand = kit_with(tmp_path, _brand__yml="color: {palette: {sea: '#14353d'}, primary: sea}\n" + inks)
    said = problems_of(brand, shop / "content", printer="digital")
    assert "error[too-much-ink]: `sea` has 290 % of ink, and the printer takes 280 % at most" in said
    assert "_brand.yml:2:" in said


def refused(content: Path, templates: Path, order: PressOptions, *products: str) -> str:
    """Return what is wrong with what is built for a print shop. Nothing is written."""
    request = Request(products=products, press=order)
    with pytest.raises(FrameworkPdfError) as raised:
        pipeline.build(Workspace((content,), (templates,), Path("out")), request)
    assert not Path("out").exists()
    return str(raised.value)


def test_too_few_pages_to_bind_are_told(shop: Path) -> None:
    replace(shop / "content" / "printers" / "digital.yml", "least_pages: 8", "least_pages: 80")
    said = refused(shop / "content", TEMPLATES, PressOptions(printer="digital"), "booklet")
    assert "has 24 pages, and the printer binds 80 or more" in said


def test_words_too_near_to_the_edge_are_told_before_anything_is_printed(folder: Path) -> None:
    replace(CARD_CSS, "\n.overline {\n", "\n.overline {\n  margin-left: -14mm;\n")
    said = refused(GARDEN, folder / "templates", PressOptions(), "card")
    assert "stands nearer than 5 mm to the edge that is cut, on page 1" in said


def test_artwork_that_ends_at_the_trim_is_told(folder: Path) -> None:
    replace(CARD_CSS, "margin: calc(-1 * var(--bleed)) calc(", "margin: 0 calc(")
    said = refused(GARDEN, folder / "templates", PressOptions(), "card")
    assert "cards.pdf: bleed: page 1: artwork ends at the trim" in said


# The preflight


def broken(pdf: bytes, how: str) -> dict[str, Check]:
    """Break a file for the press, and return its checks by their names."""
    with pikepdf.open(BytesIO(pdf)) as document:
        page = document.pages[0]
        match how:
            case "standard":
                del document.Root.OutputIntents
            case "page boxes":
                page.obj.TrimBox = [-20, 0, 500, 800]
            case "annotations":
                note = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Text, Rect=[0, 0, 9, 9])
                page.obj.Annots = pikepdf.Array([document.make_indirect(note)])
            case "fonts embedded":
                for each in document.objects:
                    if isinstance(each, pikepdf.Dictionary) and "/FontFile2" in each:
                        del each.FontFile2
            case "transparency":
                page.resources.ExtGState.Thin = pikepdf.Dictionary(ca=0.5)
                draw(document, page, "/Thin gs 0 0 0 1 k 100 100 50 50 re f")
            case "images":
                image = document.make_stream(bytes(4 * 4 * 4), Width=4, Height=4, BitsPerComponent=8)
                image.Type, image.Subtype, image.ColorSpace = (
                    pikepdf.Name(f"/{name}") for name in ("XObject", "Image", "DeviceCMYK")
                )
                page.resources.XObject.Coarse = image
                draw(document, page, "144 0 0 144 100 100 cm /Coarse Do")
            case _:
                draw(document, page, DRAWN[how])
        out = BytesIO()
        document.save(out)
    return {check.name: check for check in press_checks.checks(out.getvalue())}


def test_nobody_vouches_for_the_ink_of_an_image_that_is_not_read() -> None:
    pdf = (CORPUS / "pdf" / "press-image-of-seven-bits.pdf").read_bytes()
    said = "page 1: an image of a kind that is not read here"
    assert Check("total ink", Result.NOT_CHECKED, (said,)) in press_checks.checks(pdf)


DRAWN = {
    "colours": "1 0 0 rg 100 100 50 50 re f",
    "total ink": "1 1 1 0.5 k 100 100 50 50 re f",
    "lines": "0 0 0 1 K 0.1 w 100 100 m 200 200 l S",
    "black text": "0.5 0.5 0.5 1 k BT /{font} 20 Tf 100 400 Td (ab) Tj ET",
    "safe area": "0 0 0 1 k BT /{font} 20 Tf 12 400 Td <0005> Tj ET",
    "bleed": "1 0 0 0 k 8.504 200 100 100 re f",
}


def draw(document: pikepdf.Pdf, page: pikepdf.Page, operators: str) -> None:
    """Draw operators over a page."""
    font = next(iter(page.resources.Font.keys()))[1:]
    page.contents_add(document.make_stream(f"q {operators.replace('{font}', font)} Q".encode()))


@pytest.mark.parametrize(
    "how",
    [*DRAWN, "standard", "page boxes", "annotations", "fonts embedded", "transparency", "images"],
)
def test_each_check_of_the_preflight_finds_what_it_is_for(card: bytes, how: str) -> None:
    found = broken(card, how)
    assert found[how].result is Result.FAIL, found[how]
    assert how in {"standard", "fonts embedded"} or "page" in found[how].found[0]


def test_black_text_that_does_not_overprint_is_found(card: bytes) -> None:
    with pikepdf.open(BytesIO(card)) as document:
        for page in document.pages:
            for name in ("/Overprint", "/KnockOut"):
                page.resources.ExtGState[name] = pikepdf.Dictionary(OP=False, op=False)
        out = BytesIO()
        document.save(out)
    found = {check.name: check for check in press_checks.checks(out.getvalue())}
    assert found["black text"].found[0] == "page 1: black text that does not overprint"


def test_the_command_looks_at_press_files_as_a_print_shop_does(run: Run, cards: Path, tmp_path: Path) -> None:
    done = run("preflight", cards)
    assert done.returncode == 0, done.stdout
    for said in ("page boxes", "bleed 3 mm", "total ink", "PDF/X-1a:2003 for FOGRA39", "a proof on the paper itself"):
        assert said in done.stdout
    assert "PDF/UA" not in done.stdout
    with pikepdf.open(cards) as pdf:
        draw(pdf, pdf.pages[0], DRAWN["colours"])
        pdf.save(tmp_path / "spoilt.pdf")
    done = run("preflight", tmp_path / "spoilt.pdf", "--json")
    assert done.returncode == 1
    (file,) = json.loads(done.stdout)["files"]
    (colours,) = (check for check in file["checks"] if check["name"] == "colours")
    assert colours["found"] == ["page 1: area in DeviceRGB"]


# The command


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--print", "office", "--bleed", "3"), "--bleed is for --print press"),
        (("--printer", "digital"), "--printer is for --print press"),
        (("--print", "press", "--edge", "4"), "--edge is for --print office"),
        (("--print", "press", "--marks", "crop,stars"), "`stars` is no mark"),
        (("--print", "press", "--bleed", "30"), "30.0 is not in the range"),
        (("--print", "press", "--icc", "a.icc", "--condition", "FOGRA47"), "leave out --condition, or --icc"),
        (("--print", "press", "--copies", "0"), "0 is not in the range"),
        (("--print", "press", "--printer", "digitial"), "did you mean `digital`?"),
    ],
)
def test_what_does_not_go_together_is_told(run: Run, arguments: tuple[str, ...], said: str) -> None:
    done = run("build", *arguments)
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_what_is_asked_for_goes_before_what_the_printer_has(catalogue: Catalogue) -> None:
    printer = catalogue.printers["offset-coated"]
    as_it_is = press_job(printer, PressOptions(), is_bound=True)
    assert (as_it_is.bleed, as_it_is.marks, as_it_is.split_cover) == (3, tuple(PrinterMark), True)
    order = PressOptions(bleed=0, marks=(), split_cover=False, condition=Condition.FOGRA47, stock="ours", copies=9)
    asked = press_job(printer, order, is_bound=True)
    assert (asked.bleed, asked.marks, asked.split_cover, asked.condition) == (0, (), False, Condition.FOGRA47)
    assert (asked.paper, asked.copies, asked.margin) == ("ours", 9, 0)
    single = press_job(printer, PressOptions(), is_bound=False)
    assert (single.binding, single.split_cover, single.least_pages) == (None, False, 1)
    assert single.paper == printer.cover_paper


def test_a_preset_with_a_mistake_is_told_by_its_place(run: Run, shop: Path) -> None:
    replace(shop / "content" / "printers" / "digital.yml", "ink_limit: 280", "ink_limit: 400")
    replace(shop / "content" / "printers" / "digital.yml", "bleed: 3", "blead: 3")
    done = run("build", "--print", "press", cwd=shop)
    assert done.returncode == 1
    assert "content/printers/digital.yml:5:1" in done.stderr
    assert "did you mean `bleed`" in done.stderr
    assert "at most 300" in done.stderr


def test_a_list_of_printers_has_what_one_chooses_by(run: Run) -> None:
    done = run("list", "printers")
    assert done.returncode == 0
    assert [line.split()[0] for line in done.stdout.splitlines()] == ["digital", "offset-coated", "offset-uncoated"]
    rows = json.loads(run("list", "printers", "--json").stdout)
    assert rows[1]["marks"] == ["crop", "registration", "colour-bar"]


def test_pages_that_no_cover_can_be_taken_from_stay_in_one_file(cards: Path) -> None:
    job: PressJob = changed(press_job(USUAL_PRINTER, PressOptions(split_cover=True), is_bound=True), marks=())
    with pikepdf.open(cards) as document:
        del document.pages[4:]
        out = BytesIO()
        document.save(out)
    parts, _ = make_press_files(out.getvalue(), job, Separation({}, 300), date(2026, 1, 1))
    assert [(part.name, part.pages) for part in parts] == [("", 4)]
