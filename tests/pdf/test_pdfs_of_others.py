"""PDFs that others made are imposed as a reader prints them, or what is wrong is told with its page."""

from collections.abc import Callable, Sequence
from io import BytesIO
from typing import Any

import numpy as np
import pikepdf
import pypdfium2
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, String

from framework_pdf.core.units import mm_to_pt, pt_to_mm, sheet_named
from framework_pdf.pdf.office.sheets import Imposed, on_sheets
from framework_pdf.pdf.office.source_pages import PRINT_ANEW, ImpositionError
from framework_pdf.products.office_job import FILL, BindingEdge, OfficeJob
from tests.pdf.test_page_geometry import LARGE
from tests.support.foreign_pdfs import PAGE, form, mosaic, note, numbered, pdf_of, picture, saved
from tests.support.programs import Run

ONE = OfficeJob(n_up=1, edge=0, paper=LARGE)
RED, GREEN = b"1 0 0 rg 0 0 500 500 re f", b"0 0.6 0 rg 0 0 500 500 re f"


def places_on(imposed: Imposed, size: tuple[int, int] = PAGE) -> list[np.ndarray]:
    """Return the pixels of each page, in the middle of its sheet."""
    width, height = size
    left, top = (1000 - width) // 2, (1000 - height) // 2
    sides = range(1, imposed.sides + 1)
    return [picture(imposed.pdf, side)[top : top + height, left : left + width] for side in sides]


def are_alike(one: np.ndarray, other: np.ndarray) -> bool:
    """Return whether two pictures show the same, but for the edges of what they show."""
    return one.shape == other.shape and float((np.abs(one - other).max(axis=2) > 40).mean()) < 0.01


def colours(seen: np.ndarray) -> set[str]:
    """Return what has ink on a white page: `red`, `green`."""
    red = (seen[..., 0] > 200) & (seen[..., 1] < 80)
    green = (seen[..., 1] > 100) & (seen[..., 0] < 80)
    return {name for name, where in (("red", red), ("green", green)) if where.mean() > 0.002}


# Titles


XMP = """<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""
xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/">{}</rdf:Description></rdf:RDF>
</x:xmpmeta><?xpacket end="w"?>"""
TITLED = "<dc:title><rdf:Alt><rdf:li xml:lang='x-default'>{}</rdf:li></rdf:Alt></dc:title>"


@pytest.mark.parametrize(
    ("xmp", "information", "title"),
    [
        (XMP.format(TITLED.format("In XMP")), "In information", "In XMP"),
        (XMP.format(TITLED.format("")), "In information", "In information"),
        (XMP.format(TITLED.format("")), None, ""),
        (XMP.format("<dc:title/>"), "In information", "In information"),
        (XMP.format("<dc:title><rdf:Alt/></dc:title>"), "In information", "In information"),
        (XMP.format("<xmp:CreateDate>yesterday</xmp:CreateDate>"), "In information", "In information"),
        ("<x/>", "In information", "In information"),
        ("<unclosed", "In information", "In information"),
        ("", "In information", "In information"),
        (None, "Two\nlines\x00\x07", "Two lines"),
        (None, None, ""),
    ],
)
def test_odd_metadata_never_stop_imposing_and_a_title_is_kept(
    xmp: str | None, information: str | None, title: str
) -> None:
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=PAGE)
        if xmp is not None:
            pdf.Root.Metadata = pdf.make_stream(xmp.encode(), Type=Name.Metadata, Subtype=Name.XML)
        if information is not None:
            pdf.trailer.Info = pdf.make_indirect(Dictionary(Title=String(information), CreationDate=String("never")))
        once = on_sheets(saved(pdf), ONE)
    for sheets in (once, on_sheets(once.pdf, OfficeJob(n_up=1))):
        with pikepdf.open(BytesIO(sheets.pdf)) as made:
            assert str(made.open_metadata().get("dc:title", "")) == title


# What lies over a page


def rotated_form(pdf: Pdf) -> pikepdf.Stream:
    """Return an appearance that is turned, scaled and moved by its own matrix (ISO 32000-1, 12.5.5)."""
    return form(pdf, mosaic((10, 20, 70, 50)), (10, 20, 70, 50), Matrix=Array([0, 3, -2, 0, 40, -7]))


def field(pdf: Pdf, value: str, appearance: Any, **more: Any) -> pikepdf.Object:
    """Return a filled text field."""
    keys = {"FT": Name.Tx, "T": String("Name"), "V": String(value), "DA": String("/Helv 12 Tf 0 g"), **more}
    return note(pdf, "Widget", (20, 200, 180, 220), appearance, **keys)


def with_notes(*notes: Any, page: dict[str, Any] | None = None, form_says: dict[str, Any] | None = None) -> bytes:
    """Return a white page with notes on it; each is made by a function that takes the PDF, fields are in a form."""
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=PAGE)
        made = [each(pdf) for each in notes]
        pdf.pages[0].obj.Annots = Array(made)
        pdf.pages[0].obj.update({f"/{key}": value for key, value in (page or {}).items()}) if page else None
        fields = [each for each in made if each.get("/Subtype") == Name.Widget]
        if fields:
            helvetica = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
            resources = Dictionary(Font=Dictionary(Helv=pdf.make_indirect(helvetica)))
            pdf.Root.AcroForm = Dictionary(Fields=Array(fields), DR=resources, **(form_says or {}))
        return saved(pdf)


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
@pytest.mark.parametrize(
    "made",
    [
        lambda pdf: note(pdf, "Stamp", (30, 40, 130, 90), rotated_form(pdf)),
        lambda pdf: note(pdf, "FreeText", (130, 90, 30, 40), form(pdf, mosaic((0, 0, 100, 50)), (0, 0, 100, 50))),
        lambda pdf: field(pdf, "x", form(pdf, mosaic((0, 0, 160, 20)), (0, 0, 160, 20))),
        lambda pdf: note(
            pdf,
            "Widget",
            (30, 40, 60, 70),
            Dictionary(Yes=form(pdf, mosaic((0, 0, 9, 9)), (0, 0, 9, 9)), Off=form(pdf, b"", (0, 0, 9, 9))),
            FT=Name.Btn,
            T=String("Box"),
            V=Name.Yes,
            AS=Name.Yes,
        ),
        lambda pdf: note(pdf, "Highlight", (30, 40, 130, 90), form(pdf, mosaic((0, 0, 9, 9)), (0, 0, 9, 9)), flags=12),
        lambda pdf: note(pdf, "Text", (60, 140, 90, 170), form(pdf, mosaic((0, 0, 9, 9)), (0, 0, 9, 9)), flags=4 | 16),
    ],
    ids=["stamp", "free text", "field", "tick", "highlight", "note that does not turn with its page"],
)
def test_what_lies_over_a_page_is_printed_where_a_reader_shows_it(made: Any, turn: int) -> None:
    source = with_notes(made, page={"Rotate": turn, "MediaBox": Array([10, 20, 210, 320])})
    shown = picture(source)
    imposed = on_sheets(source, ONE)
    (place,) = places_on(imposed, (shown.shape[1], shown.shape[0]))
    assert are_alike(place, shown)
    assert shown.min() < 200
    assert not imposed.warnings


@pytest.mark.parametrize(
    ("flags", "is_printed"), [(4, True), (0, False), (6, False), (4 | 32, True), (32, False), (4 | 64 | 128, True)]
)
def test_the_flags_of_a_note_say_whether_it_is_printed(flags: int, is_printed: bool) -> None:
    """Hidden and print-only (NoView) are of ISO 32000-1, table 165."""
    source = with_notes(lambda pdf: note(pdf, "Stamp", (30, 40, 130, 90), form(pdf, RED, (0, 0, 10, 10)), flags=flags))
    imposed = on_sheets(source, ONE)
    assert (colours(places_on(imposed)[0]) == {"red"}) is is_printed
    assert not imposed.warnings


def test_a_note_without_what_draws_it_is_told_with_its_page() -> None:
    source = with_notes(
        lambda pdf: note(pdf, "Square", (30, 40, 130, 90), None, C=Array([1, 0, 0])),
        lambda pdf: note(pdf, "Popup", (30, 40, 130, 90), None),
        lambda pdf: note(pdf, "Link", (30, 40, 130, 90), None),
    )
    (warning,) = on_sheets(source, ONE).warnings
    assert "not printed: a note (Square) (page 1)" in warning.message


@pytest.mark.parametrize(
    ("look", "flags", "expected"),
    [
        ({"Border": Array([0, 0, 3]), "C": Array([1, 0, 0])}, 4, {"red"}),
        ({"BS": Dictionary(W=3, S=Name.D), "C": Array([1, 0, 0])}, 4, {"red"}),
        ({"BS": Dictionary(W=3, S=Name.U), "C": Array([1, 0, 0])}, 4, {"red"}),
        ({"Border": Array([0, 0, 3]), "C": Array([1, 0, 0])}, 0, set()),
        ({"Border": Array([0, 0, 0]), "C": Array([1, 0, 0])}, 4, set()),
        ({"Border": Array([0, 0, 3]), "C": Array()}, 4, set()),
    ],
)
def test_the_frame_of_a_link_is_printed_where_it_is_meant_to_be(
    look: dict[str, Any], flags: int, expected: set[str]
) -> None:
    """As poppler and Ghostscript do; PDFium does not."""
    imposed = on_sheets(with_notes(lambda pdf: note(pdf, "Link", (30, 40, 130, 90), None, flags=flags, **look)), ONE)
    seen = places_on(imposed)[0]
    assert (colours(seen[256:260, 30:130]), colours(seen[214:254, 36:124])) == (expected, set())
    assert (imposed.left_out, imposed.warnings) == (("links",), ())


def field_on(source: bytes) -> np.ndarray:
    """Return the pixels of a field on its sheet, of which nothing is to be told."""
    imposed = on_sheets(source, ONE)
    assert not imposed.warnings
    return places_on(imposed)[0][80:100, 20:180]


def filled(value: str, old: bytes | None = None, **more: Any) -> bytes:
    """Return a page with a field in a form that asks readers to draw its fields (NeedAppearances)."""

    def made(pdf: Pdf) -> pikepdf.Object:
        return field(pdf, value, old and form(pdf, old, (0, 0, 160, 20)), **more)

    return with_notes(made, form_says={"NeedAppearances": True})


@pytest.mark.parametrize("old", [None, GREEN, b"/Tx BMC q BT /Helv 12 Tf (Other words) Tj ET Q EMC"])
def test_a_field_that_is_out_of_date_is_drawn_anew(old: bytes | None) -> None:
    seen = field_on(filled("Plain words", old))
    assert seen.min() < 100
    assert not colours(seen)
    assert are_alike(seen, field_on(filled("Plain words")))


ODD_FIELDS = {
    "letters": filled("Ωμέγα"),
    "lines": filled("two\nlines", Ff=1 << 12),
    "right": filled("right", Q=2),
    "comb": filled("a", Ff=1 << 24),
    "size": filled("any size", DA=String("/Helv 0 Tf 0 g")),
    "size with a point": filled("any size", DA=String("/Helv 0.0 Tf 0 g")),
    "no such font": filled("words", DA=String("/Nope 12 Tf 0 g")),
    "frame": filled("", FT=Name.Btn, MK=Dictionary(BC=Array([1, 0, 0]))),
    "list": filled("one", FT=Name.Ch, Opt=Array([String("one"), String("two")])),
    "list of several": filled("", FT=Name.Ch, V=Array([String("one")]), Opt=Array([String("one"), String("two")])),
    "list of none": filled("", FT=Name.Ch, Opt=Array([String("one"), String("two")])),
    "tick": filled("", FT=Name.Btn, AS=Name.Yes),
}


@pytest.mark.parametrize("name", ODD_FIELDS)
def test_a_field_that_can_t_be_drawn_is_told_with_its_page(name: str) -> None:
    (warning,) = on_sheets(ODD_FIELDS[name], ONE).warnings
    assert warning.message.endswith("so it is not printed: the field `Name` (page 1)")


def test_a_field_that_is_printed_as_it_was_before_is_told() -> None:
    (warning,) = on_sheets(filled("Ωμέγα", GREEN), ONE).warnings
    assert warning.message.endswith("here it is printed as it was drawn before: the field `Name` (page 1)")
    bevelled: dict[str, Any] = {"MK": Dictionary(BC=Array([1, 0, 0])), "BS": Dictionary(S=Name.B)}
    for more in (bevelled, {"MK": bevelled["MK"], "Ff": 1 << 24}):
        (warning,) = on_sheets(filled("", **more), ONE).warnings
        assert warning.message.endswith("so it is not printed: the frame of the field `Name` (page 1)")


def drawn(words: str) -> bytes:
    """Return what drew a field before it was filled in anew: words on a green ground."""
    return b"0 0.6 0 rg 0 0 160 20 re f /Tx BMC BT /Helv 12 Tf 0 g 2 5.2 Td (%b) Tj ET EMC" % words.encode()


UK: dict[str, Any] = {"FT": Name.Ch, "Ff": 1 << 17, "Opt": Array([Array([String("uk"), String("United Kingdom")])])}


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        (filled("5,00", drawn("15,00")), "5,00"),
        (filled("", drawn("before")), ""),
        (filled("", drawn("before"), V=None), ""),
        (filled("", drawn("before"), Ff=1 << 12), ""),
        (filled("uk", **UK), "United Kingdom"),
        (filled("uk", drawn("uk"), **UK), "United Kingdom"),
        (filled("fr", drawn("uk"), **UK), "fr"),
    ],
)
def test_a_field_shows_what_it_is_filled_in_with(source: bytes, shown: str) -> None:
    assert are_alike(field_on(source), field_on(filled(shown)))


def test_a_choice_that_shows_the_words_of_its_value_is_not_drawn_anew() -> None:
    assert colours(field_on(filled("uk", drawn("United Kingdom"), **UK))) == {"green"}


@pytest.mark.parametrize(
    "look",
    [
        {"BG": Array([1, 1, 0])},
        {"BG": Array([0.5]), "BC": Array([0, 1, 1, 0])},
        {"BG": Array([1, 1, 0]), "R": 90},
        {"BG": Array([1, 1, 0]), "BC": Array([1, 0, 0]), "R": 180},
        {"R": 270},
    ],
)
@pytest.mark.parametrize("value", ["new", ""])
def test_a_field_that_is_drawn_anew_keeps_its_ground_its_frame_and_its_turn(look: dict[str, Any], value: str) -> None:
    source = filled(value, drawn("old"), MK=Dictionary(**look), BS=Dictionary(W=3, S=Name.S))
    imposed = on_sheets(source, ONE)
    assert not imposed.warnings
    seen, expected = places_on(imposed)[0], picture(source)
    ink, expected_ink = ((each < 100).all(axis=2) for each in (seen, expected))
    assert float((np.abs(seen - expected).max(axis=2) > 40).mean()) < 0.006, "words stand a point elsewhere in PDFium"
    assert bool(ink.any()) is bool(expected_ink.any())
    if ink.any():
        ends = [[edge for axis in (0, 1) for edge in np.argwhere(each)[[0, -1], axis]] for each in (ink, expected_ink)]
        assert ends[0] == pytest.approx(ends[1], abs=6)


def test_a_value_that_is_a_stream_is_read() -> None:
    source = with_notes(lambda pdf: field(pdf, "", None, V=pdf.make_stream(b"long words")))
    assert are_alike(field_on(source), field_on(filled("long words")))


def test_a_field_whose_value_a_script_puts_in_another_form_is_printed_as_it_was_before() -> None:
    script = Dictionary(F=Dictionary(S=Name.JavaScript, JS=String("AFNumber_Format(2, 0, 0, 0, '', true)")))
    imposed = on_sheets(filled("5", drawn("5.00"), AA=script), ONE)
    assert colours(places_on(imposed)[0]) == {"green"}
    (warning,) = imposed.warnings
    assert warning.message.endswith("here it is printed as it was drawn before: the field `Name` (page 1)")


@pytest.mark.parametrize(
    "source",
    [
        filled(""),
        filled("two words", b"BT (two) Tj [(wo) 3 (rds)] TJ ET", Q=2),
        filled("one", b"BT (one) Tj (two) Tj ET", FT=Name.Ch, Opt=Array([String("one"), String("two")])),
        filled("", FT=Name.Btn, AS=Name.Off),
    ],
)
def test_a_field_that_is_drawn_as_it_is_or_empty_is_not_told(source: bytes) -> None:
    assert not on_sheets(source, ONE).warnings


def test_a_damaged_note_does_not_take_its_page_with_it() -> None:
    def broken(pdf: Pdf) -> pikepdf.Object:
        stamp = note(pdf, "Stamp", (30, 40, 130, 90), form(pdf, RED, (0, 0, 10, 10)))
        stamp.AP.N.BBox = stamp.Rect = Array([Name.Odd])
        return stamp

    source = with_notes(broken, lambda pdf: note(pdf, "Stamp", (30, 140, 130, 190), form(pdf, GREEN, (0, 0, 10, 10))))
    assert colours(places_on(on_sheets(source, ONE))[0]) == {"green"}


# Layers


Layers = tuple[Any, Any]
"""The layer of something red, and that of something green."""


def with_layers(says: Callable[[Layers], dict[str, Any]], member: Any = None, red_says: Any = None) -> bytes:
    """Return a page with something red in one layer and something green in another.

    Args:
        says: Returns what the configuration says of the layers.
        member: Returns in what the red thing is instead (ISO 32000-1, 8.11.2.2).
        red_says: What the layer of the red thing says of itself.

    """
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=PAGE)
        red = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("red"), **(red_says or {})))
        green = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("green")))
        first = pdf.make_indirect(member((red, green))) if member else red
        page = pdf.pages[0].obj
        page.Resources = Dictionary(Properties=Dictionary(First=first, Second=green))
        red_area, green_area = (b"%b rg 20 %d 100 60 re f" % rest for rest in ((b"1 0 0", 200), (b"0 0.6 0", 50)))
        page.Contents = pdf.make_stream(b"/OC /First BDC %b EMC /OC /Second BDC %b EMC" % (red_area, green_area))
        pdf.Root.OCProperties = Dictionary(OCGs=Array([red, green]), D=Dictionary(**says((red, green))))
        return saved(pdf)


def says(**keys: Any) -> Callable[[Layers], dict[str, Any]]:
    """Return a configuration; the numbers in its lists are those of layers."""
    return lambda layers: {key: Array([layers[n] for n in v]) if isinstance(v, list) else v for key, v in keys.items()}


def any_of(**more: Any) -> Callable[[Layers], Dictionary]:
    """Return what makes a membership dictionary of both layers."""
    return lambda layers: Dictionary(Type=Name.OCMD, OCGs=Array(layers), **more)


def heeded(event: str = "/Print", category: str = "/Print") -> Callable[[Layers], dict[str, Any]]:
    """Return a configuration that heeds the states of the red layer at an event (8.11.4.4)."""
    named: Any = {"Event": Name(event), "Category": Array([Name(category)])}
    return lambda layers: {"AS": Array([Dictionary(OCGs=Array([layers[0]]), **named)])}


BOTH = {"red", "green"}
NO_PRINT = {"Usage": Dictionary(Print=Dictionary(PrintState=Name.OFF), View=Dictionary(ViewState=Name.ON))}
ON_PAPER = {"Usage": Dictionary(Print=Dictionary(PrintState=Name.ON), View=Dictionary(ViewState=Name.OFF))}


@pytest.mark.parametrize(
    ("made", "printed"),
    [
        (with_layers(says()), BOTH),
        (with_layers(says(OFF=[0])), {"green"}),
        (with_layers(says(BaseState=Name.OFF, ON=[0])), {"red"}),
        (with_layers(says(BaseState=Name.OFF)), set()),
        (with_layers(says(OFF=[1]), any_of(P=Name.AllOn)), set()),
        (with_layers(says(OFF=[1]), any_of(P=Name.AnyOn)), {"red"}),
        (with_layers(says(OFF=[0]), any_of(P=Name.AllOff)), {"green"}),
        (with_layers(says(OFF=[0]), lambda two: Dictionary(Type=Name.OCMD, VE=Array([Name.Not, two[0]]))), BOTH),
        (with_layers(heeded(), red_says=NO_PRINT), {"green"}),
        (with_layers(heeded(event="/View"), red_says=NO_PRINT), BOTH),
        (with_layers(heeded(category="/View"), red_says=NO_PRINT), BOTH),
        (with_layers(says(), red_says=NO_PRINT), BOTH),
        (with_layers(heeded(), red_says=ON_PAPER), BOTH),
        (with_layers(says(OFF=[0]), red_says={"Intent": Name.Design}), BOTH),
        (with_layers(lambda _: {"OFF": Name.Odd, "AS": 5, "ON": Array([1])}), BOTH),
    ],
)
def test_layers_that_are_off_are_not_printed(made: bytes, printed: set[str]) -> None:
    assert colours(places_on(on_sheets(made, ONE))[0]) == printed


def test_a_layer_that_is_no_object_of_its_own_is_none() -> None:
    direct = Dictionary(Type=Name.OCG, Name=String("direct"))
    with pikepdf.open(BytesIO(with_layers(says(OFF=[0])))) as pdf:
        pdf.Root.OCProperties.OCGs.append(direct)
        pdf.Root.OCProperties.D.OFF.append(direct)
        assert colours(places_on(on_sheets(saved(pdf), ONE))[0]) == {"green"}


def test_a_note_in_a_layer_that_is_off_is_not_printed() -> None:
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=PAGE)
        layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("red")))
        boxes = ((30, 40, 130, 90), (30, 140, 130, 190))
        drawn = (form(pdf, RED, (0, 0, 9, 9)), form(pdf, GREEN, (0, 0, 9, 9)))
        notes = [note(pdf, "Stamp", box, each) for box, each in zip(boxes, drawn, strict=True)]
        notes[0].OC = layer
        pdf.pages[0].obj.Annots = Array(notes)
        pdf.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=Dictionary(OFF=Array([layer])))
        assert colours(places_on(on_sheets(saved(pdf), ONE))[0]) == {"green"}


# Damaged pages


def damaged() -> bytes:
    """Return three pages, the second of which has content that can't be decoded."""
    with pikepdf.open(BytesIO(pdf_of({}, {}, {}))) as pdf:
        pdf.pages[1].obj.Contents.write(b"no such thing", filter=Name.FlateDecode)
        return saved(pdf, compress_streams=False)


def test_a_damaged_page_is_named_or_left_white() -> None:
    with pytest.raises(ImpositionError) as caught:
        on_sheets(damaged(), ONE)
    assert caught.value.message == "it can't be read whole: damaged content on page 2"
    assert "--lenient" in caught.value.hint
    imposed = on_sheets(damaged(), ONE, lenient=True)
    assert [warning.message for warning in imposed.warnings] == ["damaged content on page 2: left white"]
    first, second, third = places_on(imposed)
    assert second.min() == 255
    assert are_alike(first, picture(pdf_of({})))
    assert are_alike(third, first)


@pytest.mark.parametrize("numbers", [(3, 900_000), (9_000_000,)])
def test_pages_with_numbers_that_are_too_high_are_not_lost_without_a_word(numbers: tuple[int, ...]) -> None:
    with pytest.raises(ImpositionError, match="can't be read whole: parts of it, which may be pages") as caught:
        on_sheets(numbered(*numbers), ONE)
    assert caught.value.hint == PRINT_ANEW
    printed = pypdfium2.PdfDocument.new()
    printed.import_pages(pypdfium2.PdfDocument(numbered(*numbers)))  # as a reader does that prints it to a file
    printed.save(out := BytesIO())
    imposed = on_sheets(out.getvalue(), ONE)
    assert (imposed.pages, imposed.warnings) == (len(numbers), ())


def test_a_file_that_counts_a_few_objects_too_many_is_whole() -> None:
    assert on_sheets(numbered(3, 4, size=9), ONE).warnings == ()


def missing(contents: bytes) -> bytes:
    """Return three pages, of which the second says that this draws it."""
    with pikepdf.open(BytesIO(pdf_of({}, {}, {}))) as pdf:
        number = b"%d" % pdf.pages[1].obj.Contents.objgen[0]
        whole = saved(pdf, object_stream_mode=pikepdf.ObjectStreamMode.disable, static_id=True)
        assert whole.count(b"/Contents %b 0 R" % number) == 1
        return whole.replace(b"/Contents %b 0 R" % number, contents.replace(b"OWN", b"%b 0 R" % number))


@pytest.mark.parametrize(
    "contents", [b"/Contents 99 0 R", b"/Contents [OWN 99 0 R]", b"/Contents 3 0 R", b"/Contents 5"]
)
def test_a_page_whose_content_is_not_in_the_file_is_named_or_left_white(contents: bytes) -> None:
    source = missing(contents)
    with pytest.raises(ImpositionError, match=r"it can't be read whole: damaged content on page 2$"):
        on_sheets(source, ONE)
    imposed = on_sheets(source, ONE, lenient=True)
    assert "damaged content on page 2: left white" in [warning.message for warning in imposed.warnings]
    assert [bool(place.min() < 255) for place in places_on(imposed)] == [True, False, True]


def test_a_page_that_says_nothing_of_content_is_white() -> None:
    with pikepdf.open(BytesIO(pdf_of({}, {}))) as pdf:
        del pdf.pages[0].obj.Contents
        pdf.pages[1].obj.Contents = Array()
        imposed = on_sheets(saved(pdf), ONE)
    assert not imposed.warnings
    assert [place.min() for place in places_on(imposed)] == [255, 255]


def test_pages_that_a_file_was_cut_off_from_are_named() -> None:
    with pikepdf.open(BytesIO(pdf_of(*({} for _ in range(8))))) as pdf:
        how: Any = {"object_stream_mode": pikepdf.ObjectStreamMode.disable, "compress_streams": False}
        whole = saved(pdf, **how)
    with pytest.raises(ImpositionError, match="damaged content on pages 5, 6, 7, 8"):
        on_sheets(whole[: len(whole) * 6 // 10], ONE)


@pytest.mark.command
def test_a_program_that_is_missing_is_named_with_the_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pikepdf.open(BytesIO(pdf_of({}, {}))) as pdf:
        pdf.pages[1].obj.Contents.write(b"\x97JB2", filter=Name.JBIG2Decode)
        source = saved(pdf, compress_streams=False)
    with pytest.raises(ImpositionError, match="content on page 2 that takes jbig2dec, which is not installed"):
        on_sheets(source, ONE)


def test_pages_without_a_size_are_named() -> None:
    with pikepdf.open(BytesIO(pdf_of({}, {}, {}))) as pdf:
        for page in pdf.pages[1:]:
            page.obj.MediaBox = Array([0, 0, 0, 0])
        source = saved(pdf)
    with pytest.raises(ImpositionError, match=r"no size \(MediaBox\) of pages 2, 3"):
        on_sheets(source, ONE)
    assert on_sheets(source, ONE, lenient=True).sides == 3
    with pikepdf.open(BytesIO(source)) as pdf:
        del pdf.pages[0]
        with pytest.raises(ImpositionError, match="no page can be read: no size"):
            on_sheets(saved(pdf), ONE, lenient=True)


@pytest.mark.parametrize("box", ["MediaBox", "CropBox", "TrimBox"])
def test_pages_of_which_nothing_would_be_seen_are_named(box: str) -> None:
    source = pdf_of({}, {box: Array([0, 0, 0.01, 0.01])})
    with pytest.raises(ImpositionError, match=r"less than 1 mm \(.*\) for a side of page 2$"):
        on_sheets(source, ONE)
    assert on_sheets(source, ONE, lenient=True).sides == 2


def test_pages_that_would_stand_where_a_printer_can_t_reach_are_told() -> None:
    source = sized(*[(30, 62)] * 4)
    (warning,) = on_sheets(source, OfficeJob(n_up=4, edge=30, paper=sheet_named("120x62"))).warnings
    assert "nothing of pages 1, 4 is printed" in warning.message


# Sizes


def sized(*sizes: tuple[float, float], **keys: Any) -> bytes:
    """Return pages of these widths and heights in mm."""
    return pdf_of(*({"MediaBox": Array([0, 0, mm_to_pt(wide), mm_to_pt(high)]), **keys} for wide, high in sizes))


def test_sizes_that_no_eye_tells_apart_are_one() -> None:
    imposed = on_sheets(sized((148, 210), (148.02, 210), (147.6, 210.4), (148, 210)), OfficeJob())
    assert (imposed.scale, imposed.fitted) == (1, ())
    with pytest.raises(ImpositionError, match=r"148 × 210 mm \(2 pages\), 148.6 × 210 mm \(1 page\)") as caught:
        on_sheets(sized((148, 210), (148.6, 210), (148, 210)), OfficeJob())
    assert "--fit" in caught.value.hint


def test_pages_of_other_sizes_are_scaled_or_turned_into_the_commonest() -> None:
    half, turned, larger = (pt_to_mm(side) for side in (100, 300, 400))
    usual = (pt_to_mm(PAGE[0]), pt_to_mm(PAGE[1]))
    source = sized(usual, usual, (half, usual[1] / 2), (turned, usual[0]), (larger, usual[1] * 2), (turned, turned))
    imposed = on_sheets(source, OfficeJob(n_up=1, edge=0, paper=LARGE, fit=True))
    assert imposed.fitted == (3, 4, 5, 6)
    seen = places_on(imposed)
    with pikepdf.open(BytesIO(source)) as pdf:
        for number, (place, page) in enumerate(zip(seen, pdf.pages, strict=True), 1):
            width, height = (float(side) for side in page.mediabox[2:])
            shown = picture(source, number, scale=min(200 / width, 300 / height))
            if number == 4:
                shown = np.rot90(picture(source, number))
            margin = [(side - of) // 2 for side, of in zip((300, 200), shown.shape, strict=False)]
            where = place[margin[0] : margin[0] + shown.shape[0], margin[1] : margin[1] + shown.shape[1]]
            assert float((np.abs(where - shown).max(axis=2) > 40).mean()) < 0.03, number


# What is said


@pytest.mark.command
def test_what_paper_has_no_use_for_is_said_once(run: Run, tmp_path: Any) -> None:
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=PAGE)
        pdf.pages[0].obj.Annots = Array([note(pdf, "Link", (1, 2, 3, 4), None)])
        pdf.Root.StructTreeRoot = Dictionary(Type=Name.StructTreeRoot)
        pdf.Root.Outlines = pdf.make_indirect(Dictionary(First=pdf.make_indirect(Dictionary(Title=String("one")))))
        pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("1"))
        pdf.Root.AcroForm = Dictionary(Fields=Array(), SigFlags=3)
        for name in ("one", "two"):
            pdf.save(tmp_path / f"{name}.pdf")
    done = run("impose", "one.pdf", "two.pdf")
    assert done.returncode == 0
    assert done.stderr == "note: sheets are for paper, and are without links, bookmarks, tags, signatures, scripts\n"


def test_notes_that_are_for_screens_alone_are_said() -> None:
    source = with_notes(
        lambda pdf: note(pdf, "Stamp", (30, 40, 130, 90), form(pdf, RED, (0, 0, 10, 10)), flags=0),
        lambda pdf: note(pdf, "Widget", (1, 2, 30, 40), form(pdf, RED, (0, 0, 9, 9)), flags=0, FT=Name.Btn, Ff=1 << 16),
    )
    assert on_sheets(source, ONE).left_out == (
        "form fields, but as they are filled in",
        "notes and fields that are marked as not for print",
    )
    hidden = with_notes(lambda pdf: note(pdf, "Stamp", (30, 40, 130, 90), form(pdf, RED, (0, 0, 9, 9)), flags=2))
    assert on_sheets(hidden, ONE).left_out == ()


def damaged_in(*parts: bytes) -> tuple[bytes, bytes]:
    """Return a page, and the same with these parts of its file written in another way."""
    with pikepdf.open(BytesIO(pdf_of({}))) as pdf:
        whole = broken = saved(pdf, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    for part in parts:
        broken = broken.replace(part, part[:-2] + b"xx")
    return whole, broken


def test_a_file_that_had_to_be_mended_is_told() -> None:
    whole, broken = damaged_in(b"startxref")
    imposed = on_sheets(broken, ONE)
    assert [warning.code for warning in imposed.warnings] == ["damaged-file"]
    assert are_alike(places_on(imposed)[0], picture(whole))


def test_a_file_of_which_no_page_can_be_mended_is_refused() -> None:
    with pytest.raises(ImpositionError, match="no page can be read: damaged content on page 1") as caught:
        on_sheets(damaged_in(b"endstream", b"endobj")[1], ONE, lenient=True)
    assert caught.value.hint == "print it from a PDF reader to a PDF, and impose that"


@pytest.mark.parametrize(("is_dynamic", "told"), [(True, ["stand-in"]), (False, [])])
def test_a_form_that_is_no_pages_until_a_reader_draws_it_is_told(is_dynamic: bool, told: list[str]) -> None:
    """Its page says "Please wait…" (ISO 32000-1, 12.7.8)."""
    source = pdf_of({}, root={"AcroForm": Dictionary(Fields=Array(), XFA=Array()), "NeedsRendering": is_dynamic})
    assert [warning.code for warning in on_sheets(source, ONE).warnings] == told


@pytest.mark.command
def test_restrictions_and_passwords(run: Run, tmp_path: Any) -> None:
    only = pikepdf.Permissions(print_highres=False, print_lowres=True)
    never = pikepdf.Permissions(print_highres=False, print_lowres=False)
    with pikepdf.open(BytesIO(pdf_of({}))) as pdf:
        for name, user, allow in (("coarse", "", only), ("never", "", never), ("locked", "open sesame", only)):
            pdf.save(tmp_path / f"{name}.pdf", encryption=pikepdf.Encryption(owner="own", user=user, allow=allow))
    done = run("impose", "coarse.pdf", "never.pdf")
    assert done.returncode == 0
    assert "its author says that it is to be printed in low resolution only\n  coarse.pdf" in done.stderr
    assert "its author says that it is not to be printed\n  never.pdf" in done.stderr
    assert "the file wants a password" in run("impose", "locked.pdf").stderr
    assert "this is not the file's password" in run("impose", "locked.pdf", "--password", "sesame").stderr
    assert run("impose", "locked.pdf", "--password", "open sesame").returncode == 0
    (tmp_path / "open.pdf").write_bytes(pdf_of({}))
    for command in ("impose", "preflight"):
        assert run(command, "open.pdf", "--password", "sesame").stderr == "", "it may be for another file"
    assert "the file wants a password" in run("preflight", "locked.pdf").stderr
    assert "this is not the file's password" in run("preflight", "locked.pdf", "--password", "sesame").stderr
    report = run("preflight", "locked.pdf", "--password", "open sesame").stdout
    assert "70.6 × 105.8 mm: 1 page" in report
    done = run("impose", "locked.pdf", "--password", "own", "--output", "out")
    assert (done.returncode, done.stderr) == (0, ""), "who knows the owner's password may print"


@pytest.mark.command
def test_a_password_is_for_the_files_that_want_it(run: Run, tmp_path: Any) -> None:
    with pikepdf.open(BytesIO(pdf_of({}))) as pdf:
        for name, user in (("owner", ""), ("user", "u")):
            pdf.save(tmp_path / f"{name}.pdf", encryption=pikepdf.Encryption(owner="own", user=user))
    done = run("impose", "--password", "u", "owner.pdf", "user.pdf")
    assert (done.returncode, done.stderr) == (0, "")
    assert (
        "this is not the file's password\n  user.pdf"
        in run("impose", "--password", "x", "owner.pdf", "user.pdf").stderr
    )


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--two-sided",), "--two-sided is for --n-up"),
        (("--n-up", "2", "--signature", "3"), "--signature is for booklets"),
        (("--n-up", "2", "--binding", "right"), "--binding is for booklets"),
        (("--n-up", "2", "--cut-marks"), "--cut-marks is for booklets"),
        (("--n-up", "none"), "`none` is neither a number from 1 to 100 nor `fill`"),
        (("--n-up", "0"), "`0` is neither"),
        (("--sheet", "A9"), "`A9` is no paper: name A4, A3, Letter, Legal, Tabloid, or its sides in mm (50 to 1300)"),
        (("--sheet", "10x20"), "`10x20` is no paper"),
        (("--edge", "30", "--sheet", "60x60"), "--edge 30 leaves nothing of --sheet 60x60 to print on"),
    ],
)
def test_options_without_effect_or_meaning_are_refused(
    options: Sequence[str], said: str, run: Run, tmp_path: Any
) -> None:
    (tmp_path / "a.pdf").write_bytes(pdf_of({}))
    done = run("impose", "a.pdf", *options)
    assert done.returncode == 2
    assert said in " ".join(done.stderr.split()).replace("│ ", "").replace(" │", "")


@pytest.mark.parametrize(("version", "said"), [("1.3", "1.7"), ("1.7", "1.7"), ("2.0", "2.0")])
def test_sheets_say_a_version_of_pdf_that_has_what_is_in_them(version: str, said: str) -> None:
    with pikepdf.open(BytesIO(pdf_of({}))) as pdf:
        imposed = on_sheets(saved(pdf, force_version=version), ONE)
    assert imposed.pdf.startswith(f"%PDF-{said}".encode())


def test_what_is_read_from_the_right_is_bound_there() -> None:
    source = pdf_of(*({} for _ in range(4)), root={"ViewerPreferences": Dictionary(Direction=Name.R2L)})
    left, right = (on_sheets(source, OfficeJob(binding=edge)).pdf for edge in BindingEdge)
    assert on_sheets(source, OfficeJob()).pdf == right != left
    assert on_sheets(pdf_of(*({} for _ in range(4))), OfficeJob(binding=BindingEdge.RIGHT)).pdf == right


@pytest.mark.parametrize("flag", [False, True])
def test_a_booklet_has_marks_to_trim_it_at_where_they_are_asked_for(flag: bool) -> None:
    imposed = on_sheets(sized(*[(100, 150)] * 4), OfficeJob(cut_marks=flag))
    seen = picture(imposed.pdf, scale=4)
    at_edge = seen[:, int(mm_to_pt(5) * 4) + 8 : int(mm_to_pt(9) * 4) - 8].min(axis=(1, 2))
    rows = np.flatnonzero(at_edge < 128)
    expected = [mm_to_pt(30) * 4, mm_to_pt(180) * 4]
    assert bool(len(rows)) is flag
    if flag:
        assert all(min(abs(row - edge) for edge in expected) < 3 for row in rows)


def test_cards_that_fill_a_sheet_are_printed_whole_and_back_to_back() -> None:
    """Ten of 90 × 54 mm on A4, side by side, clear of the 5 mm that a printer can't reach."""
    box = Array([0, 0, mm_to_pt(90), mm_to_pt(54)])
    source = pdf_of(*({"MediaBox": box} for _ in range(20)), content=RED)
    imposed = on_sheets(source, OfficeJob(n_up=FILL, sides=2))
    assert (imposed.pages, imposed.sheets, imposed.sides, imposed.scale) == (20, 1, 2, 1)
    for seen in (picture(imposed.pdf, 1, scale=2), picture(imposed.pdf, 2, scale=2)):
        is_card = seen[..., 1] < 128
        rows, columns = (np.flatnonzero(is_card.mean(axis=axis) > 0.05) for axis in (1, 0))
        ends = [edge / 2 for edge in (columns[0], columns[-1] + 1, rows[0], rows[-1] + 1)]
        assert ends == pytest.approx([mm_to_pt(edge) for edge in (15, 195, 13.5, 283.5)], abs=1)
