"""Preflight of files for print shops that others made: what is wrong is found wherever it is, and nothing else."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pikepdf
import pypdfium2
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, Stream

from framework_pdf.preflight import press_checks
from framework_pdf.preflight.report import Check, Result

Change = Callable[[Pdf], None]
Checks = dict[str, Check]

TO_CMYK = Dictionary(FunctionType=2, Domain=[0, 1], C0=[0, 0, 0, 0], C1=[0, 0, 1, 0], N=1)
RED = b"1 0 0 rg "
AREA = b"50 50 20 20 re f "
WORDS = b"BT /F 12 Tf 60 100 Td (a) Tj ET "


def of(content: bytes, change: Change | None = None, standard: str = "PDF/X-1a", **resources: Any) -> Checks:
    """Check a file of one page of 200 × 200 pt that draws some content; its trim lies 20 pt within, its bleed 10 pt."""
    out = BytesIO()
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(200, 200))
        page.TrimBox, page.BleedBox = Array([20, 20, 180, 180]), Array([10, 10, 190, 190])
        fonts = Dictionary(F=Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))
        page.Resources = Dictionary(Font=fonts, **resources)
        page.Contents = pdf.make_stream(content)
        if change:
            change(pdf)
        pdf.save(out)
    with pikepdf.open(out) as document, pypdfium2.PdfDocument(out) as rendered:
        return {check.name: check for check in press_checks.checks_of(document, rendered, standard)}


def spaces(**named: Array) -> Dictionary:
    return Dictionary({f"/{name}": space for name, space in named.items()})


def inks(*names: str) -> Array:
    """A colour space that names its inks."""
    kind, what = (
        (Name.Separation, Name(f"/{names[0]}"))
        if len(names) == 1
        else (Name.DeviceN, Array([Name(f"/{name}") for name in names]))
    )
    return Array([kind, what, Name.DeviceCMYK, TO_CMYK])


def tile(pdf: Pdf, content: bytes, kind: int = 1, **resources: Any) -> Stream:
    return pdf.make_stream(
        content,
        PatternType=1,
        PaintType=kind,
        TilingType=1,
        BBox=[0, 0, 9, 9],
        XStep=9,
        YStep=9,
        Resources=Dictionary(**resources),
    )


def with_tiles(content: bytes, kind: int = 1) -> Change:
    def put(pdf: Pdf) -> None:
        pdf.pages[0].Resources.Pattern = Dictionary(P=tile(pdf, content, kind))

    return put


def with_glyphs(content: bytes) -> Change:
    def put(pdf: Pdf) -> None:
        glyph = pdf.make_stream(content)
        pdf.pages[0].Resources.Font.F = Dictionary(
            Type=Name.Font,
            Subtype=Name.Type3,
            FontBBox=[0, 0, 1, 1],
            FontMatrix=[1, 0, 0, 1, 0, 0],
            FirstChar=97,
            LastChar=97,
            Widths=[1],
            CharProcs=Dictionary(a=glyph),
            Encoding=Dictionary(Differences=[97, Name.a]),
            Resources=Dictionary(),
        )

    return put


def with_stencil(pdf: Pdf) -> None:
    stencil = pdf.make_stream(b"\0", Subtype=Name.Image, Width=1, Height=1, BitsPerComponent=1, ImageMask=True)
    pdf.pages[0].Resources.XObject = Dictionary(I=stencil)


def in_itself(pdf: Pdf) -> None:
    form = pdf.make_stream(RED + AREA + b"/X Do", Subtype=Name.Form, BBox=[0, 0, 200, 200])
    form.Resources = Dictionary(XObject=Dictionary(X=form))
    pdf.pages[0].Resources.XObject = Dictionary(X=form)


@pytest.mark.parametrize(
    ("content", "change", "said"),
    [
        (b"/Gold cs 1 scn " + AREA, None, "page 1: area in Gold, not in the four inks"),
        (b"/Varnish cs 1 0 scn " + AREA, None, "page 1: area in Varnish, not in the four inks"),
        (b"BI /W 1 /H 1 /BPC 8 /CS /RGB /F /AHx ID ff0000> EI", None, "page 1: image in DeviceRGB"),
        (RED + b"/I Do", with_stencil, "page 1: image in DeviceRGB"),
        (b"1 Tr 1 0 0 RG " + WORDS, None, "page 1: text in DeviceRGB"),
        (WORDS, with_glyphs(b"1 0 d0 " + RED + b"0 0 1 1 re f"), "page 1: area in DeviceRGB"),
        (RED + WORDS, with_glyphs(b"1 0 0 0 1 1 d1 0 0 1 1 re f"), "page 1: text in DeviceRGB"),
        (b"/Pattern cs /P scn " + AREA, with_tiles(RED + b"0 0 4 4 re f"), "page 1: area in DeviceRGB"),
        (b"/Tinted cs 1 0 0 /P scn " + AREA, with_tiles(b"0 0 4 4 re f", 2), "page 1: area in DeviceRGB"),
        (b"/X Do", in_itself, "page 1: area in DeviceRGB"),
    ],
)
def test_what_is_not_in_the_four_inks_is_found_wherever_it_is(content: bytes, change: Change | None, said: str) -> None:
    named = spaces(Gold=inks("Gold"), Varnish=inks("Cyan", "Varnish"), Tinted=Array([Name.Pattern, Name.DeviceRGB]))
    assert of(content, change, ColorSpace=named)["colours"] == Check("colours", Result.FAIL, (said,))


@pytest.mark.parametrize(
    ("content", "change"),
    [
        (b"", None),
        (b"/All cs 1 scn " + AREA, None),
        (b"/Black cs 1 scn " + AREA, None),
        (b"/Two cs 1 .5 scn " + AREA, None),
        (b"/I Do", with_stencil),
        (RED + b"3 Tr " + WORDS, None),
        (b"1 Tr 1 0 0 rg " + WORDS, None),
        (WORDS, with_glyphs(b"1 0 0 0 1 1 d1 " + RED + b"0 0 1 1 re f")),
        (b"/Pattern cs /P scn " + AREA, with_tiles(b"0 0 0 1 k 0 0 4 4 re f")),
    ],
)
def test_what_is_printed_with_the_four_inks_passes(content: bytes, change: Change | None) -> None:
    named = spaces(All=inks("All"), Black=inks("Black"), Two=inks("Cyan", "Magenta"))
    found = of(content, change, ColorSpace=named)["colours"]
    assert found.result is Result.PASS
    assert "()" not in found.found[0]


def icc(pdf: Pdf, kind: bytes, space: bytes) -> Stream:
    """The head of a profile, which is all of it that is looked at."""
    return pdf.make_stream(bytes(12) + kind + space + bytes(108), N=4 if space == b"CMYK" else 3)


def meant_for(pdf: Pdf, **said: Any) -> None:
    intent = Dictionary(S=Name("/GTS_PDFX"), **said)
    pdf.Root.OutputIntents = Array([intent])
    pdf.trailer.Info = pdf.make_indirect(Dictionary(Trapped=Name("/False")))


def for_fogra39(pdf: Pdf) -> None:
    meant_for(pdf, OutputConditionIdentifier="FOGRA39", RegistryName="http://www.color.org", OutputCondition="Coated")


def for_nothing(pdf: Pdf) -> None:
    meant_for(pdf, OutputCondition="Coated")


def for_a_press(pdf: Pdf) -> None:
    meant_for(pdf, OutputCondition="Coated", DestOutputProfile=icc(pdf, b"prtr", b"CMYK"))


def for_a_screen(pdf: Pdf) -> None:
    meant_for(pdf, OutputCondition="sRGB", DestOutputProfile=icc(pdf, b"mntr", b"RGB "))


def for_a_press_without_trim(pdf: Pdf) -> None:
    for_a_press(pdf)
    del pdf.pages[0].TrimBox


@pytest.mark.parametrize(
    ("change", "standard", "said"),
    [
        (for_fogra39, "PDF/X-1a", ""),
        (for_fogra39, "PDF/X-3", ""),
        (for_fogra39, "PDF/X-4", "PDF/X-4 has the profile of its output intent within, and there is none"),
        (for_a_press, "PDF/X-4", ""),
        (for_nothing, "PDF/X-1a", "its output intent names no printing condition, and has no profile"),
        (for_a_screen, "PDF/X-4", "the profile of its output intent is for RGB, and not for printing with four inks"),
        (for_a_press_without_trim, "PDF/X-4", "page 1: it does not say where it is trimmed (TrimBox)"),
    ],
)
def test_a_file_for_a_press_says_how_it_is_printed_and_where_it_is_cut(
    change: Change, standard: str, said: str
) -> None:
    found = of(b"", change, standard)["standard"]
    assert (found.result is Result.FAIL, found.found[0] if said else "") == (bool(said), said)


def test_a_file_for_a_press_is_not_encrypted() -> None:
    out = BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        for_a_press(pdf)
        pdf.save(out, encryption=pikepdf.Encryption(owner="own", user=""))
    found = {check.name: check for check in press_checks.checks(out.getvalue())}["standard"]
    assert "it is encrypted" in found.found


@pytest.mark.parametrize(
    ("standard", "said"),
    [
        ("PDF/X-1a", "page 1: area in ICCBased"),
        ("PDF/X-3", "cyan, magenta, yellow and black, and what says itself how it looks (ICCBased, Lab)"),
        ("PDF/X-4", "cyan, magenta, yellow and black, and what says itself how it looks (ICCBased, Lab)"),
    ],
)
def test_standards_that_have_room_for_colours_with_a_profile_pass_them(standard: str, said: str) -> None:
    def put(pdf: Pdf) -> None:
        lab = Array([Name.Lab, Dictionary(WhitePoint=[0.96, 1, 0.82])])
        profile = Array([Name.ICCBased, icc(pdf, b"prtr", b"CMYK")])
        pdf.pages[0].Resources.ColorSpace = spaces(Press=profile, Seen=lab)

    found = of(b"/Press cs 1 0 0 0 scn " + AREA + b"/Seen cs 50 0 0 scn " + AREA, put, standard)
    assert found["colours"].found[0] == said
    unread = (f"page 1: a colour that becomes inks where it is printed ({kind})" for kind in ("ICCBased", "Lab"))
    assert found["total ink"].found == tuple(unread)


def of_units(unit: float) -> Change:
    def put(pdf: Pdf) -> None:
        pdf.pages[0].UserUnit = unit

    return put


@pytest.mark.parametrize(
    ("content", "unit", "said"),
    [
        (b"0 w 50 50 m 99 99 l S", 1, "page 1: a line as thin as can be (0 w)"),
        (b".3 w 50 50 m 99 99 l S", 0.5, "page 1: a line of 0.15 pt"),
        (b".2 w 50 50 m 99 99 l S", 2, "0.40 pt at the least"),
        (b"50 50 20 .2 re f", 1, "page 1: a line of 0.20 pt"),
        (AREA, 1, "20.00 pt at the least"),
        (b"", 1, "none"),
    ],
)
def test_lines_are_as_thin_as_they_are_printed(content: bytes, unit: float, said: str) -> None:
    assert of(content, of_units(unit))["lines"].found == (said,)


def fade(kind: int = 2, **function: Any) -> Dictionary:
    return Dictionary(
        ShadingType=kind,
        ColorSpace=Name.DeviceCMYK,
        Coords=[0, 0, 200, 0],
        Function=Dictionary(Domain=[0, 1], **function),
    )


FULL = fade(FunctionType=2, N=1, C0=[1, 1, 1, 1], C1=[1, 1, 1, 1])
HALF = fade(FunctionType=2, N=1, C0=[0, 0, 0, 0.2], C1=[0.5, 0.5, 0.5, 0])


@pytest.mark.parametrize(
    ("content", "shading", "said"),
    [
        (b"/S sh", FULL, "400 % at the most, on page 1: the printer takes 300 %"),
        (b"/Pattern cs /P scn " + AREA, FULL, "400 % at the most, on page 1: the printer takes 300 %"),
        (b"/S sh", HALF, "150 % at the most, on page 1, of 300 %"),
        (
            b"/S sh",
            fade(FunctionType=3, Functions=[HALF.Function, FULL.Function], Bounds=[0.5], Encode=[0, 1, 0, 1]),
            "400 % at the most, on page 1: the printer takes 300 %",
        ),
        (b"/S sh", fade(7), "page 1: a fade of a kind that is not read here"),
        (b"1 g " + AREA, FULL, "none in several inks"),
        (b"/Two cs 1 .5 scn " + AREA, FULL, "150 % at the most, on page 1, of 300 %"),
        (b"/All cs 1 scn " + AREA, FULL, "none in several inks"),
    ],
)
def test_inks_are_added_up_in_fades_too(content: bytes, shading: Dictionary, said: str) -> None:
    found = of(
        content,
        ColorSpace=spaces(Two=inks("Cyan", "Magenta"), All=inks("All")),
        Shading=Dictionary(S=shading),
        Pattern=Dictionary(P=Dictionary(PatternType=2, Shading=shading)),
    )["total ink"]
    assert found.found == (said,)


def test_each_kind_of_what_is_not_read_is_told_once() -> None:
    mesh = fade(7)
    program = fade(FunctionType=4)
    lab = Array([Name.Lab, Dictionary(WhitePoint=[0.9, 1, 0.8])])
    found = of(
        b"/Mesh sh /Program sh /L cs 50 20 20 scn " + AREA + b"/Mesh sh " + AREA,
        ColorSpace=spaces(L=lab),
        Shading=Dictionary(Mesh=mesh, Program=program),
    )["total ink"]
    assert found.result is Result.NOT_CHECKED
    assert found.found == (
        "page 1: a fade of a kind that is not read here",
        "page 1: a colour that becomes inks where it is printed (Lab)",
    )


@pytest.mark.parametrize(
    ("content", "is_translucent"),
    [
        (b"/A gs /Normal gs " + AREA, True),
        (b"/A gs /Opaque gs " + AREA, False),
        (b"/A gs 50 50 m 99 99 l S", False),
        (b"/Dark gs " + AREA, True),
        (b"/Compatible gs " + AREA, False),
        (b"q /A gs Q " + AREA, False),
    ],
)
def test_what_shows_through_is_what_all_parameters_say(content: bytes, is_translucent: bool) -> None:
    states = {
        "A": Dictionary(ca=0.5),
        "Opaque": Dictionary(ca=1),
        "Normal": Dictionary(BM=Name.Normal),
        "Dark": Dictionary(BM=Array([Name.Darken, Name.Normal])),
        "Compatible": Dictionary(BM=Name.Compatible),
    }
    found = of(content, ExtGState=Dictionary({f"/{name}": state for name, state in states.items()}))["transparency"]
    assert found.found == (("page 1: something shows through",) if is_translucent else ("none",))


def in_form(content: bytes, matrix: list[float]) -> Change:
    def put(pdf: Pdf) -> None:
        form = pdf.make_stream(content, Subtype=Name.Form, BBox=[0, 0, 200, 200], Matrix=matrix)
        form.Resources = Dictionary(Font=pdf.pages[0].Resources.Font)
        pdf.pages[0].Resources.XObject = Dictionary(X=form)

    return put


@pytest.mark.parametrize(
    ("matrix", "is_safe"), [([1, 0, 0, 1, 0, 0], True), ([1, 0, 0, 1, -38, 0], False), ([1, 0, 0, 1, -99, 0], True)]
)
def test_words_in_forms_keep_their_distance_from_the_trim_too(matrix: list[float], is_safe: bool) -> None:
    found = of(b"/X Do", in_form(WORDS, matrix))["safe area"]
    assert (found.result is Result.PASS) == is_safe, found


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"/Over gs 0 g " + WORDS, "page 1: black text that does not overprint"),  # grey never does
        (b"0 0 0 1 k " + WORDS, "page 1: black text that does not overprint"),
        (b"/Over gs 0 0 0 1 k " + WORDS, "100 % black alone, and it overprints"),
        (b"/Out gs 0 0 0 1 k " + WORDS, "page 1: black text that does not overprint"),  # it is no ink of the others
        (b"/Out gs /Black cs 1 scn " + WORDS, "100 % black alone, and it overprints"),
        (b"1 0 0 0 k " + WORDS, "none: words are in colours"),
        (b".5 .5 .5 1 k 3 Tr " + WORDS, "no words"),
        (b"", "no words"),
    ],
)
def test_black_text_is_that_which_is_black(content: bytes, said: str) -> None:
    states = Dictionary(Over=Dictionary(OP=True, op=True, OPM=1), Out=Dictionary(OP=True))
    assert of(content, ExtGState=states, ColorSpace=spaces(Black=inks("Black")))["black text"].found == (said,)


def without_bleed(page: Dictionary) -> None:
    del page.TrimBox, page.BleedBox


def cropped_to_trim(page: Dictionary) -> None:
    page.CropBox = page.TrimBox


def with_little_bleed(page: Dictionary) -> None:
    page.BleedBox = Array([18, 18, 182, 182])


def with_hardly_any_bleed(page: Dictionary) -> None:
    page.BleedBox = Array([19.5, 19.5, 180.5, 180.5])


@pytest.mark.parametrize(
    ("lie", "artwork", "said"),
    [
        (without_bleed, b"0 0 200 200 re f", "page 1: artwork ends at the trim, and there is no bleed"),
        (without_bleed, b"50 50 50 50 re f", ""),
        (cropped_to_trim, b"20 50 50 50 re f", "page 1: artwork ends at the trim, or before the end of the bleed"),
        (cropped_to_trim, b"10 50 50 50 re f", ""),
        (with_little_bleed, b"20 50 50 50 re f", "page 1: artwork ends at the trim, or before the end of the bleed"),
        (with_little_bleed, b"18 50 50 50 re f", ""),
        (with_hardly_any_bleed, b"0 50 200 50 re f", "page 1: artwork ends at the trim, and there is no bleed"),
    ],
)
def test_artwork_at_the_trim_goes_on_to_the_end_of_a_bleed(
    lie: Callable[[Dictionary], None], artwork: bytes, said: str
) -> None:
    found = of(b"1 0 0 0 k " + artwork, lambda pdf: lie(pdf.pages[0].obj))["bleed"]
    assert (found.result is Result.FAIL, said) == (bool(said), found.found[0] if said else "")


def test_no_artwork_at_the_trim_needs_no_bleed() -> None:
    assert of(b"", lambda pdf: without_bleed(pdf.pages[0].obj))["bleed"].found == ("no artwork at the trim",)
