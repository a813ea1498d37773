"""Preflight of PDFs that other programs made: what is right with them passes, and what is wrong is told as it is."""

from collections.abc import Callable
from functools import cache
from io import BytesIO
from pathlib import Path
from random import Random
from typing import Any

import pikepdf
import pypdfium2
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, Stream, String
from PIL import Image

from framework_pdf.pdf.mended import NUMBERED_TOO_HIGH
from framework_pdf.preflight import verapdf
from framework_pdf.preflight.inspection import inspect
from framework_pdf.preflight.page_drawing import MOST_DOTS, draw, sensible_scale
from framework_pdf.preflight.paint import paints
from framework_pdf.preflight.report import Check, Result
from tests.support.foreign_pdfs import numbered

pytestmark = pytest.mark.usefixtures("without_verapdf")

WORDS = b"BT /F 12 Tf 20 100 Td (Some plain words) Tj ET "
"""About 90 × 9 pt, from 20,100."""
FADE = Dictionary(
    ShadingType=2,
    ColorSpace=Name.DeviceRGB,
    Coords=[0, 0, 200, 0],
    Extend=[True, True],
    Function=Dictionary(FunctionType=2, Domain=[0, 1], C0=[0.8, 0.9, 1], C1=[1, 1, 1], N=1),
)


def helvetica() -> Dictionary:
    return Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding)


Change = Callable[[Pdf], None]


@pytest.fixture
def of(tmp_path: Path) -> Callable[..., dict[str, Check]]:
    """Checks a file of one page of 200 × 200 pt that draws some content."""

    def checks(content: bytes, change: Change | None = None, **resources: Any) -> dict[str, Check]:
        path = tmp_path / "page.pdf"
        with pikepdf.new() as pdf:
            page = pdf.add_blank_page(page_size=(200, 200))
            page.Resources = Dictionary(Font=Dictionary(F=pdf.make_indirect(helvetica())), **resources)
            page.Contents = pdf.make_stream(content)
            if change:
                change(pdf)
            pdf.save(path, fix_metadata_version=False)
        (report,) = inspect([path]).reports
        return {check.name: check for check in report.checks}

    return checks


def picture(pdf: Pdf, image: Image.Image) -> Stream:
    return pdf.make_stream(
        image.convert("RGB").tobytes(),
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=image.width,
        Height=image.height,
        ColorSpace=Name.DeviceRGB,
        BitsPerComponent=8,
    )


@cache
def noise(least: int, most: int) -> Image.Image:
    shades = bytes(least + (most - least) * level // 255 for level in range(256))
    return Image.frombytes("RGB", (400, 400), Random(7).randbytes(3 * 400 * 400).translate(shades))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (WORDS, ""),
        (b"/S sh " + WORDS, ""),  # on a fade from pale blue to white
        (b"/S sh 1 g " + WORDS, "#ffffff on #"),
        (b"q 200 0 0 200 0 0 cm /Pale Do Q " + WORDS, ""),  # on a photograph, as it were
        (b"q 200 0 0 200 0 0 cm /Dark Do Q " + WORDS, "#000000 on #"),
        (b"q 200 0 0 200 0 0 cm /Dark Do Q 1 g " + WORDS, ""),
        (b"0.1 g 90 90 50 30 re f 0 g " + WORDS, "#000000 on #1a1a1a is 1.2 : 1"),  # a third of it lies on a dark bar
        (b"0 g 18 98 200 1 re f " + WORDS, ""),  # underlined
        (b"/Quarter gs " + WORDS, "#bfbfbf on #ffffff is 1.8 : 1, and needs 4.5 : 1"),
        (b"0.467 g " + WORDS, "#777777 on #ffffff is 4.4 : 1, and needs 4.5 : 1"),
        (b"1 Tr 1 g 0 G " + WORDS, ""),  # only outlines are drawn, and these are black
        (b"3 Tr 1 g " + WORDS, ""),  # drawn by nothing
        (b"1 g " + WORDS + b"1 0.9 0.9 rg 0 90 200 40 re f", ""),  # covered by something else
        (b"/Pattern cs /P scn " + WORDS, ""),  # in a fade from dark red to dark blue
    ],
)
def test_contrast_is_that_which_a_reader_sees(of: Callable[..., dict[str, Check]], content: bytes, said: str) -> None:
    dark = Dictionary(
        {**FADE, "/Function": Dictionary(FunctionType=2, Domain=[0, 1], C0=[0.5, 0, 0], C1=[0, 0, 0.5], N=1)}
    )

    def put(pdf: Pdf) -> None:
        pictures = {"/Pale": noise(190, 255), "/Dark": noise(0, 60)}
        pdf.pages[0].Resources.XObject = Dictionary({name: picture(pdf, image) for name, image in pictures.items()})

    found = of(
        content,
        put,
        Shading=Dictionary(S=FADE),
        Pattern=Dictionary(P=Dictionary(PatternType=2, Shading=dark)),
        ExtGState=Dictionary(Quarter=Dictionary(ca=0.25)),
    )["contrast"]
    assert (found.result is Result.FAIL) == bool(said), found
    assert said in found.found[0]


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
@pytest.mark.parametrize("unit", [1, 2])
def test_contrast_is_found_where_a_page_lies(of: Callable[..., dict[str, Check]], turn: int, unit: int) -> None:
    def lie(pdf: Pdf) -> None:
        page = pdf.pages[0]
        page.MediaBox, page.CropBox = Array([200, 200, -100, -50]), Array([-10, 20, 180, 190])
        page.Rotate, page.UserUnit = turn, unit

    bar = b"0 g 15 95 120 20 re f "
    assert of(bar + WORDS, lie)["contrast"].found[0].startswith("page 1: #000000 on #000000 is 1.0 : 1")
    assert of(bar + b"1 g " + WORDS, lie)["contrast"].result is Result.PASS


def form(pdf: Pdf, content: bytes, **more: object) -> Stream:
    fonts = Dictionary(Font=Dictionary(F=pdf.make_indirect(helvetica())))
    return pdf.make_stream(
        content, Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 200, 200], Resources=fonts, **more
    )


def as_note(pdf: Pdf) -> None:
    note = Dictionary(
        Type=Name.Annot, Subtype=Name.Stamp, Rect=[0, 0, 200, 200], F=4, AP=Dictionary(N=form(pdf, WORDS))
    )
    pdf.pages[0].Annots = Array([pdf.make_indirect(note)])


def as_bare_form(pdf: Pdf) -> None:
    pdf.pages[0].Resources.XObject = Dictionary(X=form(pdf, b"BT (x) Tj ET"))


def as_form(pdf: Pdf) -> None:
    pdf.pages[0].Resources.XObject = Dictionary(X=form(pdf, WORDS))


def as_pattern(pdf: Pdf) -> None:
    tile = form(pdf, WORDS)
    del tile["/Subtype"]
    tile.PatternType, tile.PaintType, tile.TilingType, tile.XStep, tile.YStep = 1, 1, 1, 200, 200
    pdf.pages[0].Resources.Pattern = Dictionary(P=tile)


def as_mask(pdf: Pdf) -> None:
    mask = Dictionary(S=Name.Luminosity, G=form(pdf, WORDS))
    pdf.pages[0].Resources.ExtGState = Dictionary(G=Dictionary(SMask=mask))


def in_fields_alone(pdf: Pdf) -> None:
    pdf.Root.AcroForm = Dictionary(Fields=[], DR=Dictionary(Font=Dictionary(H=pdf.make_indirect(helvetica()))))


def in_circles(pdf: Pdf) -> None:
    circle = form(pdf, b"/X Do " + WORDS)
    circle.Resources.XObject = Dictionary(X=circle)
    pdf.pages[0].Resources.XObject = Dictionary(X=circle)


@pytest.mark.parametrize(
    ("content", "change", "is_loose"),
    [
        (b"", in_fields_alone, False),
        (b"/F 12 Tf", in_fields_alone, False),  # chosen, and nothing drawn with it
        (b"3 Tr " + WORDS, in_fields_alone, False),
        (WORDS, in_fields_alone, True),
        (b"/X Do", as_form, True),
        (b"", as_form, False),
        (b"/Pattern cs /P scn 0 0 99 99 re f", as_pattern, True),
        (b"", as_pattern, False),
        (b"/G gs 0 0 99 99 re f", as_mask, True),
        (b"", as_note, True),
        (b"/X Do", in_circles, True),
        (b"q /F 9 Tf Q Q BT (x) Tj ET", in_fields_alone, False),
        (b"BT /F 20 Tf ET /X Do", as_bare_form, True),  # the form takes the font from the page
        (b"BT /F 20 Tf ET 3 Tr /X Do", as_bare_form, False),
        (b"q BT /F 20 Tf ET Q /X Do", as_bare_form, False),
    ],
)
def test_a_font_must_be_in_the_file_if_it_draws(
    of: Callable[..., dict[str, Check]], content: bytes, change: Change, is_loose: bool
) -> None:
    found = of(content, change)["fonts embedded"]
    assert found == (
        Check("fonts embedded", Result.FAIL, ("Helvetica is not embedded",))
        if is_loose
        else Check("fonts embedded", Result.PASS, ("none used",))
    )


def laid_out(pages: bytes = b"/Kids [3 0 R] /Count 1", page: bytes = b"/MediaBox [0 0 200 200]") -> bytes:
    """A file of one page, without a list of its objects."""
    return (
        b"""%PDF-1.4
1 0 obj <</Type /Catalog /Pages 2 0 R>> endobj
2 0 obj <</Type /Pages """
        + pages
        + b""">> endobj
3 0 obj <</Type /Page /Parent 2 0 R """
        + page
        + b""" /Resources <</Font <</F 5 0 R>>>> /Contents 4 0 R>> endobj
4 0 obj <</Length 33>> stream
BT /F 12 Tf 20 100 Td (abc) Tj ET
endstream endobj
5 0 obj <</Type /Font /Subtype /Type1 /BaseFont /Helvetica>> endobj
trailer <</Root 1 0 R>>
"""
    )


def written(*, encrypted: bool = False, pages: int = 1) -> bytes:
    out = BytesIO()
    with pikepdf.new() as pdf:
        for _ in range(pages):
            pdf.add_blank_page(page_size=(200, 200))
        pdf.save(out, encryption=pikepdf.Encryption(owner="own", user="") if encrypted else False)
    return out.getvalue()


@pytest.mark.parametrize(
    "data",
    [
        laid_out(pages=b"/Kids [3 0 R] /Count 5"),
        laid_out(pages=b"/Kids [null 3 0 R] /Count 2"),
        laid_out(page=b"/MediaBox [0 0 200 200] /CropBox [300 300 400 400]"),
        written()[:-60],
        written().partition(b"\n")[2],
        b"not of the file\n" * 100 + written(),
        written(encrypted=True),
    ],
    ids=["count", "null", "crop", "cut", "head", "late", "encrypted"],
)
def test_a_file_is_checked_that_can_be_read_somehow(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "odd.pdf").write_bytes(data)
    found = inspect([tmp_path / "odd.pdf"])
    assert found.unreadable == ()
    assert found.reports[0].checks[1].found == ("70.6 × 70.6 mm: 1 page",)


def test_a_file_without_pages_is_told_as_such(tmp_path: Path) -> None:
    (tmp_path / "odd.pdf").write_bytes(written(pages=0))
    (problem,) = inspect([tmp_path / "odd.pdf"]).unreadable
    assert problem.message == "this can't be checked: it has no pages"


def test_pages_with_numbers_that_are_too_high_are_told(tmp_path: Path) -> None:
    (tmp_path / "some.pdf").write_bytes(numbered(3, 900_000))
    (tmp_path / "all.pdf").write_bytes(numbered(900_000))
    (tmp_path / "few.pdf").write_bytes(numbered(3, size=9))
    found = inspect([tmp_path / "some.pdf", tmp_path / "all.pdf", tmp_path / "few.pdf"])
    (problem,) = found.unreadable
    assert problem.message == f"this can't be checked: {NUMBERED_TOO_HIGH}"
    assert str(problem.hint).endswith("print this one from a PDF reader to a PDF, and name that")
    some, few = ([check.found for check in report.checks if check.name == "file"] for report in found.reports)
    assert (some, few) == ([(NUMBERED_TOO_HIGH,)], [])


def test_a_page_that_does_not_say_its_size_is_told(tmp_path: Path) -> None:
    (tmp_path / "odd.pdf").write_bytes(laid_out(page=b""))
    (report,) = inspect([tmp_path / "odd.pdf"]).reports
    damaged = "it is damaged, and was read as far as it could be"
    unsized = "page 1: it does not say how large it is (MediaBox)"
    assert Check("file", Result.FAIL, (damaged, unsized)) in report.checks


IN_GBK = rb"""%PDF-1.4
1 0 obj <</Type /Catalog /Pages 2 0 R /#cb 1>> endobj
2 0 obj <</Type /Pages /Kids [3 0 R] /Count 1>> endobj
3 0 obj <</Type /Page /Parent 2 0 R /MediaBox [0 0 99 99] /Resources <</Font <</#cb 4 0 R>>>> /Contents 5 0 R>> endobj
4 0 obj <</Type /Font /Subtype /TrueType /BaseFont /#cb#ce#cc>> endobj
5 0 obj <</Length 33>> stream
BT /#cb 12 Tf 9 9 Td (abc) Tj ET
endstream endobj
trailer <</Root 1 0 R>>
"""
"""Names as programs write them that take their own encoding for granted."""


def test_names_that_are_not_utf_8_are_shown_somehow(tmp_path: Path) -> None:
    path = tmp_path / "page.pdf"
    path.write_bytes(IN_GBK)
    (report,) = inspect([path]).reports
    found = {check.name: check for check in report.checks}["fonts embedded"]
    assert found.found == (r"\xcb\xce\xcc is not embedded",)


def test_a_file_is_judged_by_what_it_claims_or_by_what_is_asked(
    tmp_path: Path, of: Callable[..., dict[str, Check]]
) -> None:
    def claim(pdf: Pdf) -> None:
        with pdf.open_metadata() as metadata:
            metadata["{http://www.aiim.org/pdfua/ns/id/}part"] = "1"

    assert {"PDF/UA-1", "PDF/A-2a", "standards"} & of(b"", claim).keys() == {"PDF/UA-1"}
    (report,) = inspect([tmp_path / "page.pdf"], ["PDF/UA-1", "PDF/A-2a"]).reports
    found = {check.name: check for check in report.checks}
    assert found["standards"].found == ("the file does not say that it is PDF/A-2a",)
    assert found["PDF/UA-1"].result is found["PDF/A-2a"].result is Result.NOT_CHECKED
    (press,) = inspect([tmp_path / "page.pdf"], ["PDF/X-4"]).reports
    assert press.is_for_press
    assert Check("standards", Result.FAIL, ("the file does not say that it is PDF/X-4",)) in press.checks
    assert {"PDF/UA-1", "PDF/A-2a"} & of(b"").keys() == set()
    assert of(b"")["standards"].found[0].startswith("the file does not say that it follows any: --as")


def as_pdfa(pdf: Pdf) -> None:
    with pdf.open_metadata() as metadata:
        metadata["{http://www.aiim.org/pdfa/ns/id/}part"] = "2"


def as_pdfa_in_form(pdf: Pdf) -> None:
    as_pdfa(pdf)
    pdf.pages[0].Resources.XObject = Dictionary(X=form(pdf, AREA))


AREA = b"9 9 9 9 re f "
GREY = "page 1: DeviceGray, which no output intent tells"
NONE_OF_DEVICES = "none that depend on a device"


@pytest.mark.parametrize(
    ("content", "change", "said"),
    [
        (AREA, as_pdfa, GREY),  # black, because no colour was chosen
        (b"9 9 m 99 99 l S", as_pdfa, GREY),
        (WORDS, as_pdfa, GREY),
        (b"1 Tr " + WORDS, as_pdfa, GREY),
        (b"q /Lab cs 0 0 0 scn Q " + AREA, as_pdfa, GREY),
        (b"/X Do", as_pdfa_in_form, GREY),
        (b"/Lab cs 0 0 0 scn /X Do", as_pdfa_in_form, NONE_OF_DEVICES),
        (b"/Lab cs 0 0 0 scn " + AREA + WORDS, as_pdfa, NONE_OF_DEVICES),
        (b"/Lab CS 0 0 0 SCN 1 Tr 9 9 m 99 99 l S " + WORDS, as_pdfa, NONE_OF_DEVICES),
        (b"3 Tr " + WORDS + b"9 9 9 9 re W n", as_pdfa, NONE_OF_DEVICES),
        (b"/Screen cs 1 0 0 scn " + AREA, as_pdfa, NONE_OF_DEVICES),  # which the page's DefaultRGB tells
        (b"/Palette cs 0 scn " + AREA, as_pdfa, NONE_OF_DEVICES),
    ],
)
def test_colours_that_nobody_chose_or_that_the_page_tells(
    of: Callable[..., dict[str, Check]], content: bytes, change: Change, said: str
) -> None:
    lab = Array([Name.Lab, Dictionary(WhitePoint=[0.96, 1, 0.82])])
    palette = Array([Name.Indexed, Name.DeviceRGB, 0, String(b"abc")])
    spaces = Dictionary(Lab=lab, Screen=Name.DeviceRGB, Palette=palette, DefaultRGB=lab)
    assert of(content, change, ColorSpace=spaces)["colours"].found == (said,)


def test_colours_are_judged_by_what_is_asked_and_a_missing_claim_is_told_once(
    tmp_path: Path, of: Callable[..., dict[str, Check]], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert of(b"1 0 0 rg " + AREA)["colours"].result is Result.INFORMATION
    (report,) = inspect([tmp_path / "page.pdf"], ["PDF/A-2b"]).reports
    assert {check.name: check.result for check in report.checks}["colours"] is Result.FAIL
    monkeypatch.setattr(verapdf, "program", lambda: "verapdf")
    monkeypatch.setattr(verapdf, "checks", lambda *_: {})
    (report,) = inspect([tmp_path / "page.pdf"], ["PDF/A-2b"]).reports
    assert "standards" not in {check.name for check in report.checks}, "veraPDF tells it"


def test_nobody_knows_the_pictures_of_a_file_without_tags(of: Callable[..., dict[str, Check]]) -> None:
    assert of(b"")["alternative texts"].result is Result.NOT_CHECKED
    assert of(TAGGED, tagged())["alternative texts"].found == ("none is tagged as a picture",)


def tagged(*above: Dictionary, **element: Any) -> Change:
    """The first marked content of the page is an element below others."""

    def put(pdf: Pdf) -> None:
        inner = Dictionary(S=Name.P, K=0, Pg=pdf.pages[0].obj, **element)
        for outer in reversed(above):
            outer.K = inner
            inner = outer
        pdf.Root.StructTreeRoot = Dictionary(K=inner)

    return put


def with_bookmarks(pdf: Pdf) -> None:
    tagged(Lang=String("cy"))(pdf)
    pdf.Root.Outlines = Dictionary(First=Dictionary(Title=String("Some words")))


TAGGED = b"/P <</MCID 0>> BDC " + WORDS + b"EMC "
OF_NO_LANGUAGE = "page 1: nothing says that of some words"


@pytest.mark.parametrize(
    ("content", "change", "said"),
    [
        (TAGGED, tagged(Lang=String("cy")), ""),
        (TAGGED, tagged(Dictionary(S=Name.Document, Lang=String("cy")), Dictionary(S=Name.Sect)), ""),
        (b"/Span <</Lang (cy)>> BDC " + TAGGED + b"EMC", tagged(), ""),
        (b"/P <</MCID 0>> BDC /Span <</Lang (cy)>> BDC " + WORDS + b"EMC EMC", tagged(), ""),
        (TAGGED + b"/Artifact BMC " + WORDS + b"EMC", tagged(Lang=String("cy")), ""),
        (TAGGED, tagged(), "the file does not say its language"),
        (TAGGED + b"/P <</MCID 1>> BDC " + WORDS + b"EMC", tagged(Lang=String("cy")), OF_NO_LANGUAGE),
        (
            b"/Span <</Lang (cy)>> BDC EMC " + TAGGED,
            tagged(Dictionary(S=Name.Sect)),
            "the file does not say its language",
        ),
        (b"", tagged(Dictionary(S=Name.Span, Lang=String("cy")), Alt=String("Words")), ""),
        (
            b"",
            tagged(Dictionary(S=Name.Figure, Alt=String("Words")), Lang=String("cy")),
            "nothing says that of the words of some tags",
        ),
        (TAGGED, with_bookmarks, "nothing says that of its bookmarks"),
    ],
)
def test_a_language_may_be_said_part_by_part(
    of: Callable[..., dict[str, Check]], content: bytes, change: Change, said: str
) -> None:
    found = of(content, change)["language"]
    assert found.found[-1] == (said or "cy, said part by part")
    assert (found.result is Result.FAIL) == bool(said)


@pytest.mark.parametrize(
    ("size", "said"),
    [
        ((149, 149), "1, fine enough"),
        ((146, 146), "page 1: an image of 146 dots per inch, and print needs 150"),
        ((1, 1), "none: all pictures are drawn"),
        ((256, 1), "none: all pictures are drawn"),
    ],
)
def test_an_image_is_fine_enough_if_it_nearly_is_or_shows_no_detail(
    of: Callable[..., dict[str, Check]], size: tuple[int, int], said: str
) -> None:
    def put(pdf: Pdf) -> None:
        pdf.pages[0].Resources.XObject = Dictionary(I=picture(pdf, Image.new("RGB", size, "red")))

    assert of(b"72 0 0 72 0 0 cm /I Do", put)["images"].found == (said,)


def in_a_group(pdf: Pdf) -> None:
    pdf.pages[0].Resources.XObject = Dictionary(X=form(pdf, WORDS, Group=Dictionary(S=Name.Transparency)))


def in_a_mask(pdf: Pdf) -> None:
    shade = form(pdf, b".25 g 0 0 200 200 re f", Group=Dictionary(S=Name.Transparency, CS=Name.DeviceGray))
    pdf.pages[0].Resources.ExtGState.M = Dictionary(SMask=Dictionary(S=Name.Luminosity, G=shade))


def in_a_hidden_layer(pdf: Pdf) -> None:
    layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("Hidden")))
    pdf.Root.OCProperties = Dictionary(OCGs=[layer], D=Dictionary(OFF=[layer]))
    pdf.pages[0].Resources.Properties = Dictionary(L=layer)


def in_drawn_letters(pdf: Pdf) -> None:
    letters = Dictionary(o=pdf.make_stream(b"1 0 d0 .9 g 0 0 .8 .8 re f"))
    pdf.pages[0].Resources.Font.F = Dictionary(
        Type=Name.Font,
        Subtype=Name.Type3,
        FontBBox=[0, 0, 1, 1],
        FontMatrix=[1, 0, 0, 1, 0, 0],
        FirstChar=111,
        LastChar=111,
        Widths=[1],
        CharProcs=letters,
        Encoding=Dictionary(Differences=[111, Name.o]),
        Resources=Dictionary(),
    )


def as_yellow_note(pdf: Pdf) -> None:
    as_note(pdf)
    pdf.pages[0].Annots[0].AP.N = form(pdf, b"1 1 0 rg " + WORDS)


def on_a_huge_page(pdf: Pdf) -> None:
    pdf.pages[0].MediaBox = Array([0, 0, 1_000_000, 1_000_000])


@pytest.mark.parametrize(
    ("content", "change", "said"),
    [
        (b"/Quarter gs /X Do", in_a_group, "page 1: #c0c0c0 on #ffffff is 1.8 : 1"),
        (b"/Quarter gs /X Do", as_form, "page 1: #bfbfbf on #ffffff is 1.8 : 1"),
        (b"/M gs " + WORDS, in_a_mask, "page 1: #bfbfbf on #ffffff is 1.8 : 1"),
        (WORDS + b"/Veil gs 1 g 0 0 200 200 re f", None, "page 1: #bfbfbf on #ffffff is 1.8 : 1"),
        (b"1 g 0 0 200 200 re f /Screen gs 0 g " + WORDS, None, "page 1: #ffffff on #ffffff is 1.0 : 1"),
        (WORDS, in_drawn_letters, "page 1: #e6e6e6 on #ffffff is 1.2 : 1"),
        (b"", as_yellow_note, "page 1: #ffff00 on #ffffff is 1.0 : 1"),
        (b"1 g " + WORDS, None, "page 1: #ffffff on #ffffff is 1.0 : 1"),
        (b".46 g BT /F 3 Tf 20 100 Td (Small words) Tj ET", None, ""),
        (b"0.95 g 18 98 99 11 re f 0 g " + WORDS + b"0.2 g " + WORDS, None, ""),
        (b"/OC /L BDC 1 g " + WORDS + b"EMC", in_a_hidden_layer, ""),
        (b"q 0 0 9 9 re W n 1 g " + WORDS + b"Q", None, ""),
        (b"1 g " + WORDS + b"1 g 0 0 200 200 re f", None, ""),
        (b"1 g " + WORDS + b"0 g " + WORDS, None, ""),
        (b"2 Tr 1 g 0 G .3 w " + WORDS, None, ""),
        (b"2 w 10 90 150 30 re S " + WORDS, on_a_huge_page, ""),
        (b"2 w 10 90 150 30 re S .9 g " + WORDS, on_a_huge_page, "page 1: #e6e6e6 on #ffffff is 1.2 : 1"),
    ],
)
def test_words_are_as_pale_as_they_are_seen_and_what_nobody_sees_is_not_judged(
    of: Callable[..., dict[str, Check]], content: bytes, change: Change | None, said: str
) -> None:
    states = Dictionary(Quarter=Dictionary(ca=0.25), Veil=Dictionary(ca=0.75), Screen=Dictionary(BM=Name.Screen))
    (found,) = of(content, change, ExtGState=states)["contrast"].found
    assert found.startswith(said or "all text has enough")


@pytest.mark.parametrize(
    ("page", "matrix", "inner", "dots"),
    [
        (b"q 30 0 0 30 50 100 cm /X Do Q", [1, 0, 0, 1, 0, 0], b"10 0 0 10 0 0 cm /I Do", 24),
        (b"q .5 0 0 .5 0 0 cm /X Do Q", [0, 2, -2, 0, 200, 0], b"72 0 0 72 0 0 cm /I Do", 100),
        (b"/X Do", [0.5, 0, 0, 0.5, 0, 0], b"72 0 0 96 0 0 cm /I Do", 150),
    ],
)
def test_an_image_has_the_resolution_in_which_it_stands_on_the_page(
    of: Callable[..., dict[str, Check]], page: bytes, matrix: list[float], inner: bytes, dots: int
) -> None:
    def put(pdf: Pdf) -> None:
        drawing = form(pdf, inner, Matrix=matrix)
        drawing.Resources = Dictionary(XObject=Dictionary(I=picture(pdf, Image.new("RGB", (100, 100), "red"))))
        pdf.pages[0].Resources.XObject = Dictionary(X=drawing)

    found = of(page, put)["images"]
    assert found.found == (
        ("1, fine enough",) if dots >= 150 else (f"page 1: an image of {dots} dots per inch, and print needs 150",)
    )


@pytest.mark.parametrize("side", [14_400, 1_000_000])
def test_a_very_large_page_is_drawn_coarser(tmp_path: Path, of: Callable[..., dict[str, Check]], side: int) -> None:
    def grow(pdf: Pdf) -> None:
        pdf.pages[0].MediaBox = Array([0, 0, side, side])

    big = b"0.8 g BT /F %d Tf 0 %d Td (Words) Tj ET" % (side // 4, side // 2)
    assert "#cccccc on #ffffff" in of(big, grow)["contrast"].found[0]
    with pypdfium2.PdfDocument(tmp_path / "page.pdf") as pdf:
        drawn = draw(pdf[0], sensible_scale(pdf[0], 96 / 72))
    assert 0.9 * MOST_DOTS < drawn.width * drawn.height < 1.1 * MOST_DOTS


def test_paint_is_read_as_readers_read_it() -> None:
    """One `Q` too many ends nothing, and a JPEG 2000 says its colours itself."""
    out = BytesIO()
    Image.new("RGB", (8, 8), "red").save(out, "JPEG2000")
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page()
        more = {"Type": Name.XObject, "Subtype": Name.Image, "Filter": Name.JPXDecode}
        page.Resources = Dictionary(XObject=Dictionary(I=pdf.make_stream(out.getvalue(), Width=8, Height=8, **more)))
        page.Contents = pdf.make_stream(b"q Q Q 1 0 0 rg 0 0 9 9 re f /I Do")
        assert [(each.kind.value, each.space) for each in paints(pdf)] == [
            ("area", "DeviceRGB"),
            ("image", "DeviceRGB"),
        ]
