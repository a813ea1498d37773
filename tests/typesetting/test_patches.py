"""What is kept from one document to the next changes none of them: each is as WeasyPrint alone makes it."""

import gc
import weakref
from base64 import b64encode
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from xml.etree import ElementTree

import pytest
import tinyhtml5
from weasyprint import HTML
from weasyprint.css import InitialStyle
from weasyprint.formatting_structure.boxes import LineBox
from weasyprint.layout.float import avoid_collisions
from weasyprint.text.ffi import ffi, pango
from weasyprint.text.fonts import FontConfiguration
from weasyprint.text.line_break import Layout, split_first_line

from framework_pdf.brand.font_families import typefaces_folder
from framework_pdf.typesetting.features import given_back
from framework_pdf.typesetting.lines import LOOKS, room
from framework_pdf.typesetting.parsing import parsed
from framework_pdf.typesetting.recent import Recent
from framework_pdf.typesetting.typesetter import VARIANT, Typesetter
from framework_pdf.typesetting.words import Drawn, has_glyphs

WORDS = "Some words that are longer than a line of a page that is as narrow as this one, un­breakable or not. "
NAMED = "@page { size: 100mm } @page wide { size: 120mm } .wide { page: wide } p { width: 50vw }"
SVG = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'>"
INNER = b64encode(f"{SVG}<circle r='9'/></svg>".encode()).decode()
OUTER = b64encode(
    f"{SVG}<image href='data:image/svg+xml;base64,{INNER}' width='9' height='9'/></svg>".encode()
).decode()
SPREAD = "p { text-align: justify; text-align-last: justify }"
DOCUMENTS = {
    "plain": ("", f"<h1>One</h1><p>{WORDS * 3}<p>{WORDS}"),
    "wide": ("@page { size: 200mm }", f"<h1>One</h1><p>{WORDS * 3}<p>{WORDS}"),
    "first page": ("@page { size: 100mm } p { width: 50vw }", f"<p>{WORDS}"),
    "another first page": ("@page :first { size: 60mm } @page { size: 100mm } p { width: 50vw }", f"<p>{WORDS * 9}"),
    "tables of the page's width": ("table { margin-left: 5vw; width: 50vw }", f"<table><tr><td>{WORDS}</table>"),
    "first page of another name": (NAMED, f"<h1 class='wide'>One</h1><p>{WORDS}"),
    "first page without name": (NAMED, f"<h1>One</h1><p>{WORDS}"),
    "before the first page": ("@page { margin: 5vw }", f"<p>{WORDS}"),
    "pseudo-elements": ("p > span, p::after { color: red; display: block }", f"<p><span>{WORDS}</span>"),
    "variables": ("p { color: var(--hue); width: var(--wide) }", f'<p style="--hue: red; --wide: 30mm">{WORDS}'),
    "other variables": ("p { color: var(--hue); width: var(--wide) }", f'<p style="--hue: red; --wide: 40mm">{WORDS}'),
    "without variables": ("p { color: var(--hue); width: var(--wide) }", f"<p>{WORDS}"),
    "clipped": ("html { overflow: hidden; height: 20mm }", f"<p>{WORDS * 3}"),
    "clipped again": ("html { overflow: hidden; height: 20mm }", f"<h1>Two</h1><p>{WORDS * 3}"),
    "footnotes": ("i { float: footnote }", f"<p>{WORDS}<i>One</i><p>{WORDS}<i>Two</i><b>{WORDS}</b>"),
    "folios": (
        "@page { @bottom-left { content: string(head) counter(page) ' of ' counter(pages) } }"
        "h1 { string-set: head content(); break-before: page } a::after { content: target-counter(attr(href), page) }",
        f"<a href='#two'>Two: </a><h1>One</h1><p>{WORDS * 9}<h1 id='two'>Two</h1>",
    ),
    "named pages": (
        "@page wide:left { size: 120mm 60mm } @page wide:right { margin: 9mm } section { page: wide }",
        f"<section>{WORDS * 9}</section><p>{WORDS}<section>{WORDS * 9}</section>",
    ),
    "lists": ("ul { list-style: square inside }", f"<ul><li>{WORDS}<li>Two</ul><ol><li>{WORDS}<li>Two</ol>"),
    "tables": ("table { border-collapse: collapse } td { padding: 3mm }", f"<table><tr><td>{WORDS}<td>{WORDS}</table>"),
    "loose tables": ("td { padding: 3mm; margin: 2mm }", f"<table><tr><td>{WORDS}<td>{WORDS}</table>"),
    "layers": ("@layer a, b; @layer b { p { color: red } } @layer a { p { color: blue } }", f"<p>{WORDS}"),
    "other layers": ("@layer b, a; @layer b { p { color: red } } @layer a { p { color: blue } }", f"<p>{WORDS}"),
    "imports": ("@import 'data:text/css,p{color:red}'; p { width: 40mm }", f"<p>{WORDS}"),
    "counters": (
        "@counter-style dots { system: cyclic; symbols: '·' ':'; suffix: ' ' } ol { list-style: dots }",
        "<ol><li>One<li>Two</ol>",
    ),
    "media": ("@media screen { p { color: red } } @media print { p { color: blue } }", f"<p>{WORDS}"),
    "justified": ("p { text-align: justify; letter-spacing: 1pt }", f"<p>{WORDS * 2}"),
    "justified to the end": (
        "p { text-align: justify; text-align-last: justify; width: 30mm }",
        "<div>Some words.</div><p>Some words",
    ),
    "justified otherwise": (
        "p { text-align: justify; text-align-last: justify; width: 50mm }",
        "<div>Some words.</div><p>Some words",
    ),
    "underlined": (".line { text-decoration: underline }", "<p>Some words<p class='line'>Some words"),
    "hyphens": ("p { hyphens: auto; width: 20mm }", f"<p lang='en'>{WORDS}<p lang='de'>{WORDS}"),
    "ellipses": ("p { overflow: hidden; text-overflow: ellipsis; white-space: nowrap }", f"<p>{WORDS}"),
    "clamped": (".few { line-clamp: 2 }", f"<p class='few'>{WORDS * 3}<p>{WORDS * 3}"),
    "first letters": ("p::first-letter { font-size: 3em } p::first-line { color: red }", f"<p>{WORDS}<p>{WORDS}"),
    "quoted": ("q::before { content: open-quote } q::after { content: close-quote }", f"<q lang='fr'>{WORDS}</q>"),
    "beside": ("b { float: left; width: 20mm; height: 9mm; border: 1pt solid }", f"<b></b><p>{WORDS * 2}"),
    "columns": (
        "main { columns: 2; position: relative } i { position: fixed }",
        f"<main><i>A</i>{WORDS * 9}</main>",
    ),
    "flexible": ("main { display: flex } p { flex: 1 }", f"<main><p>{WORDS}<p>Two</main>"),
    "sizes": ("b { font-size: 1.3pt } i { font-size: 31.7pt }", f"<p><b>{WORDS}</b><i>{WORDS}</i>"),
    "other sizes": ("b { font-size: 1.3pt } i { font-size: 31.7pt }", f"<p><i>{WORDS}</i><b>{WORDS}</b>"),
    "paths": (
        "svg { width: 40mm; height: 40mm }",
        "<svg viewBox='0 0 9 9'><path d='M1 1h7v3a2 2 0 0 1 -3 3z'/><path d='M1 1h7v3a2 2 0 0 1 -3 3z'/></svg>"
        "<svg viewBox='0 0 9 9' font-size='2'><path d='M1 1H2ex'/><text y='4' font-size='3'>Abc</text></svg>"
        "<svg viewBox='0 0 9 9' font-size='3'><path d='M1 1H2ex'/><path d='M1 1H50%'/></svg>"
        "<svg viewBox='0 0 12 12' font-size='3'><path d='M1 1H50%'/><path d='M1 1L'/></svg>"
        "<svg viewBox='0 0 9 9'><marker id='m'><circle r='1'/></marker><clipPath id='c'><path d='M1 1h7v3'/></clipPath>"
        "<path d='M1 1h7v3z' marker='url(#m)'/><path d='M1 1h7v3z' marker='url(#m)' clip-path='url(#c)'/></svg>",
    ),
    "drawing in a drawing": ("img { width: 9mm }", f"<img src='data:image/svg+xml;base64,{OUTER}' alt='A dot'>"),
    "right to left": ("p { direction: rtl }", f"<p>{WORDS}"),
    "indented": ("p { text-indent: 9mm; padding: 3mm; margin: 2mm; border: 1pt solid }", f"<p>{WORDS * 2}"),
    "raised": ("sup { font-size: 0.7em } b { font-variant: small-caps }", f"<p>{WORDS}<sup>2</sup><b>{WORDS}</b>"),
    "hidden": ("b { visibility: hidden } i { opacity: 0.5 } u { color: #f008 }", f"<b>Ab</b><i>Ab</i><u>Ab</u>{WORDS}"),
    "no root": ("html { display: none }", f"<p>{WORDS}"),
}
PAGE = "<html lang='en'><title>A page</title><style>@page {{ size: 80mm; margin: 9mm }} {}</style>{}"


def page(name: str) -> str:
    """The name of a document in, its HTML out."""
    return PAGE.format(*DOCUMENTS[name])


@pytest.fixture(scope="module")
def press() -> Typesetter:
    """A press that has made each document, and makes them all again."""
    press = Typesetter(Path(), ())
    for name in DOCUMENTS:
        press.lay_out(page(name))
    return press


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_document_is_as_if_it_were_the_only_one(press: Typesetter, name: str) -> None:
    alone = HTML(string=page(name)).render(pdf_variant=VARIANT).write_pdf()
    for _ in range(2):
        assert press.print(press.lay_out(page(name)), for_readers=False)[0] == alone


def test_the_parser_finds_its_patterns_again() -> None:
    html = f"<p class='a' id=b title=\"c\">{WORDS}&amp;<!-- {WORDS} --><textarea>{WORDS}</textarea>"
    parsed(html)
    patterns = tinyhtml5.inputstream.characters_until_regex
    before = dict(patterns)
    tree = parsed(html).etree_element
    assert patterns == before
    assert (frozenset("&<\0"), False) in {(frozenset(characters), are_meant) for characters, are_meant in patterns}
    tinyhtml5.inputstream.characters_until_regex = {}
    try:
        assert ElementTree.tostring(tinyhtml5.parse(html, namespace_html_elements=False)) == ElementTree.tostring(tree)
    finally:
        tinyhtml5.inputstream.characters_until_regex = patterns


def test_what_is_the_same_is_kept(press: Typesetter) -> None:
    press.lay_out(page("folios"))
    styles, sheets = len(press._memory.styles), len(press._memory._sheets)
    press.lay_out(page("folios").replace("Two", "Three"))
    assert styles > 30
    assert not press._memory.waiting
    assert (len(press._memory.styles), len(press._memory._sheets)) == (styles, sheets)


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    """A style sheet that sets words in a typeface that has a file."""
    font = next(typefaces_folder().rglob("SourceSans3-Regular.ttf"))
    sheet = tmp_path / "words.css"
    sheet.write_text(f"@font-face {{ font-family: Mine; src: url('{font.as_uri()}') }} p {{ font-family: Mine }}")
    return sheet


LINKED = "<html lang='en'><title>A page</title><link rel='stylesheet' href='words.css'><h1>One</h1><p>Words"


def test_a_style_sheet_is_read_again_when_it_was_changed(sheet: Path, tmp_path: Path) -> None:
    press = Typesetter(tmp_path, (tmp_path, typefaces_folder()))
    assert press.print(press.lay_out(LINKED))[1] == 1
    sheet.write_text(sheet.read_text() + "p { break-before: page }")
    assert press.print(press.lay_out(LINKED))[1] == 2
    sheet.unlink()
    assert [problem.code for problem in press.lay_out(LINKED).findings.faults] == ["missing-file"]


def test_a_style_sheet_within_another_is_read_again_when_it_was_changed(sheet: Path, tmp_path: Path) -> None:
    outer = tmp_path / "outer.css"
    outer.write_text("@import 'words.css';")
    press = Typesetter(tmp_path, (tmp_path, typefaces_folder()))
    linked = LINKED.replace("words.css", "outer.css")
    assert press.print(press.lay_out(linked))[1] == 1
    sheet.write_text(sheet.read_text() + "p { break-before: page }")
    assert press.print(press.lay_out(linked))[1] == 2


@pytest.mark.usefixtures("sheet")
def test_every_document_names_its_files(tmp_path: Path) -> None:
    press = Typesetter(tmp_path, (tmp_path, typefaces_folder()))
    first, second = press.lay_out(LINKED), press.lay_out(LINKED)
    assert {path.name for path in second.files} == {"words.css", "SourceSans3-Regular.ttf"}
    assert second.files == first.files


@pytest.mark.usefixtures("sheet")
def test_a_font_that_is_told_of_later_is_used(tmp_path: Path) -> None:
    press = Typesetter(tmp_path, (tmp_path, typefaces_folder()))
    style = "<style>p { font-family: Mine; width: 20ch } h1 { font: 1em Another }</style>"
    press.print(press.lay_out(f"<html lang='en'><title>A page</title>{style}<h1>One</h1><p>{WORDS}<p>{WORDS}"))
    later = LINKED.replace("<h1>", f"{style}<h1>").replace("Words", f"{WORDS}<p>{WORDS}")
    alone = Typesetter(tmp_path, (tmp_path, typefaces_folder()))
    assert press.print(press.lay_out(later))[0] == alone.print(alone.lay_out(later))[0]


@pytest.mark.parametrize(
    "style",
    [
        "p { colour: red }",
        "p { width: calc(1pt * 1pt) }",
        "p:hoover { color: red }",
        "p { --far: none; width: calc(2 * var(--far)) }",
    ],
)
def test_what_is_wrong_is_told_of_every_document(style: str) -> None:
    press = Typesetter(Path(), ())
    first, second = (press.lay_out(PAGE.format(style, "<h1>One</h1><p>Words")).findings.faults for _ in range(2))
    assert [problem.code for problem in first] == ["typesetter"]
    assert second == first


@pytest.mark.usefixtures("sheet")
def test_a_missing_character_is_told_of_every_document(tmp_path: Path) -> None:
    press = Typesetter(tmp_path, (tmp_path, typefaces_folder()))
    first, second = (press.print(press.lay_out(LINKED + "<p>Words\ue123"))[2] for _ in range(2))
    assert [problem.code for problem in first] == ["typesetter"]
    assert second == first


DRAWING = (
    "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'%3E"
    "%3Cpath d='M0 0H9V9'/%3E%3Ctext y='9'%3EA%3C/text%3E%3C/svg%3E"
)


def test_a_drawing_does_not_hold_on_to_the_document_that_had_it_first() -> None:
    press = Typesetter(Path(), ())
    html = PAGE.format("", f'<h1>One</h1><img src="{DRAWING}" alt="A" style="width: 9mm">')
    first = press.lay_out(html)
    printed = press.print(first)[0]
    page = weakref.ref(first.document.pages[0]._page_box)
    (drawing,) = press._images.values()
    assert vars(drawing._context).keys() == {"dictionaries", "font_config", "get_image_from_uri"}
    del first
    gc.collect()
    assert page() is None
    assert press.print(press.lay_out(html))[0] == printed


def holds(layout: Layout) -> int:
    """A line in; out, how many hold on to what it notes of its font features: Pango counts them first of all."""
    attributes = pango.pango_layout_get_attributes(layout.layout)
    return int(ffi.cast("guint *", attributes)[0])


def test_what_a_line_notes_of_its_features_goes_with_it() -> None:
    press = Typesetter(Path(), ())
    style = Asked(font_variant_numeric=("tabular-nums",))
    style.font_config = press._fonts
    with given_back():
        lines = [Layout(style), Layout(style)]
    assert [holds(line) for line in lines] == [1, 1]
    assert not press._fonts.font_features
    style.font_config = FontConfiguration()
    with given_back():
        assert holds(Layout(style)) == 2, "others share an attribute: it would be freed twice"
    assert holds(Layout(style)) == 2, "WeasyPrint gives them back itself now: take ours away"


def test_a_line_is_not_drawn_as_before_where_its_glyphs_are_known_by_another_width() -> None:
    drawn = Drawn((), ((1, ((5, "a", 500), (6, "b", 510))),))
    same, other = SimpleNamespace(widths={5: 500}, to_unicode={}), SimpleNamespace(widths={5: 501}, to_unicode={})
    assert has_glyphs(SimpleNamespace(_fonts={1: same}), drawn)
    assert (same.widths, same.to_unicode) == ({5: 500, 6: 510}, {5: "a", 6: "b"})
    assert not has_glyphs(SimpleNamespace(_fonts={1: other}), drawn)
    assert not has_glyphs(SimpleNamespace(_fonts={2: same}), drawn)


def test_what_was_asked_for_last_stays() -> None:
    recent: Recent[str] = Recent(2)
    for key in "abc":
        recent[key] = key
    assert recent.get("a") == "a"
    recent["d"] = "d"
    assert [recent.get(key) for key in "abcd"] == ["a", None, "c", "d"]


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_a_line_without_floats_beside_it_has_the_room_that_there_is(direction: str) -> None:
    container = SimpleNamespace(content_box_x=lambda: 12.3, width=45.6, style={"direction": direction})
    line = LineBox.__new__(LineBox)
    vars(line).update(style={"float": "none"}, position_x=1.1, position_y=2.2, width=3.3, height=4.4)
    for number, side in enumerate(("left", "right", "top", "bottom"), 5):
        vars(line).update({f"margin_{side}": number / 7, f"padding_{side}": 0, f"border_{side}_width": 0})
    context = SimpleNamespace(excluded_shapes=[])
    assert room(context, line, container, outer=False) == avoid_collisions(context, line, container, outer=False)


class Asked(InitialStyle):  # type: ignore[misc]
    """A style that notes what it is asked for."""

    def __init__(self, **own: Any) -> None:
        super().__init__(FontConfiguration())
        self.asked: set[str] = set()
        self.update(font_family=("sans-serif",), lang="en", **own)

    def __getitem__(self, key: str) -> Any:
        self.asked.add(key)
        return dict.__getitem__(self, key) if key in self else self.__missing__(key)


class Context:
    """What lines are broken in."""

    dictionaries: dict[Any, Any] = {}  # noqa: RUF012 (as WeasyPrint has it)


@pytest.mark.parametrize("width", [None, 0, 30, 300])
@pytest.mark.parametrize("white_space", ["normal", "nowrap", "pre-wrap"])
@pytest.mark.parametrize("hyphens", ["none", "manual", "auto"])
def test_a_line_depends_on_no_other_property(width: int | None, white_space: str, hyphens: str) -> None:
    style = Asked(
        font_size=12,
        white_space=white_space,
        hyphens=hyphens,
        overflow_wrap="break-word",
        text_decoration_line={"underline"},
        tab_size=4,
    )
    for text in (WORDS, "a\tb\nc", "Incomprehensibilities"):
        split_first_line(text, style, Context(), width, 0)
    assert "font_weight" in style.asked
    assert style.asked <= {*LOOKS, "text_decoration_line"}
