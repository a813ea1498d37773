"""WeasyPrint's private parts: with the patches each document has the bytes that WeasyPrint alone gives it."""

import ast
import gc
import re
import subprocess
import sys
import weakref
from base64 import b64encode
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from importlib import metadata
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from xml.etree import ElementTree

import pytest
import tinyhtml5
import weasyprint
from weasyprint import HTML
from weasyprint.css import InitialStyle
from weasyprint.pdf import tags
from weasyprint.text.ffi import ffi, pango
from weasyprint.text.fonts import FontConfiguration
from weasyprint.text.line_break import Layout, split_first_line

from framework_pdf.brand.font_families import typefaces_folder
from framework_pdf.cli.main import cli
from framework_pdf.core.errors import TypesettingError
from framework_pdf.typesetting.boxes import page_box
from framework_pdf.typesetting.fonts import Fonts
from framework_pdf.typesetting.patches import line_cache, verified
from framework_pdf.typesetting.patches.font_features import FontFeatures
from framework_pdf.typesetting.patches.glyph_cache import DrawnLine, notes_glyphs
from framework_pdf.typesetting.patches.line_cache import looks
from framework_pdf.typesetting.patches.parser_patterns import ParserPatterns
from framework_pdf.typesetting.patches.patch import Patch, patches_for
from framework_pdf.typesetting.patches.sheet_cache import SheetCache
from framework_pdf.typesetting.patches.value_cache import ValueCache
from framework_pdf.typesetting.patches.verified import NO_PATCHES, VERIFIED_VERSIONS
from framework_pdf.typesetting.tagging import write_tagged
from framework_pdf.typesetting.trial import try_typesetter
from framework_pdf.typesetting.typesetter import VARIANT, Typesetter
from tests.support.building import Builds, checksums, standard_of
from tests.support.folders import CONTENT, ROOT, TEMPLATES

SRC = ROOT / "src" / "framework_pdf"
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
    "copied styles": (
        "b { width: 9ch; display: inline-block } i { width: 9ex; display: inline-block; font-size: 2ex }",
        f"<p><b>{WORDS}</b><i>{WORDS}</i>",
    ),
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
    "lengths of the first page that are read late": (
        "p { outline: 1vw solid; text-decoration: underline; text-decoration-thickness: 1vw }",
        f"<p>{WORDS}",
    ),
    "lengths of another first page that are read late": (
        "@page { size: 160mm } p { outline: 1vw solid; text-decoration: underline; text-decoration-thickness: 1vw }",
        f"<p>{WORDS}",
    ),
    "hidden": ("b { visibility: hidden } i { opacity: 0.5 } u { color: #f008 }", f"<b>Ab</b><i>Ab</i><u>Ab</u>{WORDS}"),
    "no root": ("html { display: none }", f"<p>{WORDS}"),
}
one_process = pytest.mark.xdist_group("the documents of patches")
PAGE = "<html lang='en'><title>A page</title><style>@page {{ size: 80mm; margin: 9mm }} {}</style>{}"


def page(name: str) -> str:
    """Return the HTML of a document by its name."""
    return PAGE.format(*DOCUMENTS[name])


@cache
def alone(html: str) -> bytes:
    """Return the PDF that WeasyPrint makes of HTML by itself."""
    pdf: bytes = HTML(string=html).render(pdf_variant=VARIANT).write_pdf()
    return pdf


@pytest.fixture(scope="module")
def typesetter() -> Typesetter:
    """A typesetter that has made each document, and makes them all again."""
    typesetter = Typesetter(Path(), ())
    for name in DOCUMENTS:
        typesetter.lay_out(page(name))
    return typesetter


@pytest.fixture(scope="module")
def bare_typesetter() -> Typesetter:
    """The same without patches."""
    with pytest.MonkeyPatch.context() as context:
        context.setenv(NO_PATCHES, "1")
        typesetter = Typesetter(Path(), ())
    assert type(typesetter._patches) is Patch
    return typesetter


@one_process
@pytest.mark.build
@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_document_is_as_if_it_were_the_only_one(
    typesetter: Typesetter, bare_typesetter: Typesetter, name: str
) -> None:
    expected = alone(page(name))
    for each in (typesetter, typesetter, bare_typesetter):
        assert each.print(each.lay_out(page(name)), for_readers=False)[0] == expected


@one_process
@pytest.mark.build
def test_documents_that_are_drawn_when_others_were_laid_out_are_as_if_alone() -> None:
    typesetter = Typesetter(Path(), ())
    laid_out = {name: typesetter.lay_out(page(name)) for name in DOCUMENTS}
    for name, pages in laid_out.items():
        assert typesetter.print(pages, for_readers=False)[0] == alone(page(name)), name


def test_podiatrists_files_are_the_same_with_patches(builds: Builds, podiatrist: Path) -> None:
    patched = builds.of(standard_of("podiatrist")) / "podiatrist"
    assert checksums(patched) == checksums(podiatrist), "what is held of pages is held of those without patches"


def parts() -> dict[tuple[str, ...], Any]:
    """Return everything that stands in a module or class of WeasyPrint's or of its parser, by its name."""
    found: dict[tuple[str, ...], Any] = {}
    modules = {name: each for name, each in sys.modules.items() if name.split(".")[0] in {"weasyprint", "tinyhtml5"}}
    for module, names in modules.items():
        for name, value in vars(names).items():
            found[module, name] = value
            if isinstance(value, type):
                found |= {(module, name, part): each for part, each in vars(value).items()}
            elif name == "TAGS":
                found |= {(module, name, tag): each for tag, each in value.items()}
    return found


def replaced_in(patch: Patch) -> set[str]:
    """Return the names of what a patch replaces while a document is laid out and drawn.

    In the midst of either something is raised, and all is there again.
    """
    before = parts()
    changed: set[str] = set()
    for applied in (patch.laying_out, patch.drawing):
        with suppress(ZeroDivisionError), applied():
            changed |= others(before)
            raise ZeroDivisionError
    assert others(before) == set()
    return changed


def others(before: dict[tuple[str, ...], Any]) -> set[str]:
    """Return the names of what is another thing than before."""
    return {key[-1] for key, value in parts().items() if value is not before.get(key)}


def test_what_patches_stand_for_is_there_again_whatever_was_raised() -> None:
    assert replaced_in(patches_for(Fonts())) == {
        "CSS",
        "ComputedStyle",
        "TAGS",
        "characters_until_regex",
        "draw_text",
        "path",
        "preprocess_declarations",
        "setup",
        "split_first_line",
    }
    assert replaced_in(Patch()) == set()


PUBLIC = {
    "weasyprint.CSS",
    "weasyprint.HTML",
    "weasyprint.document.Document",
    "weasyprint.text.fonts.FontConfiguration",
    "weasyprint.urls.URLFetcher",
    "weasyprint.urls.URLFetcherResponse",
}
"""What WeasyPrint's documentation names."""


def at_the_top(body: list[ast.stmt]) -> Iterator[str]:
    """Return what statements import when their module is imported: not what functions in them import."""
    for statement in body:
        if isinstance(statement, ast.Import):
            yield from (alias.name for alias in statement.names)
        elif isinstance(statement, ast.ImportFrom):
            yield from (f"{statement.module}.{alias.name}" for alias in statement.names)
        elif not isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef):
            for name in ("body", "orelse", "finalbody", "handlers"):
                yield from at_the_top(getattr(statement, name, []))


def test_nothing_private_is_imported_with_a_module() -> None:
    for path in SRC.rglob("*.py"):
        imported = set(at_the_top(ast.parse(path.read_text(encoding="utf-8")).body))
        theirs = {name for name in imported if name.split(".")[0] in {"weasyprint", "tinyhtml5"}}
        assert theirs <= PUBLIC, path


@pytest.fixture
def another_version(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """WeasyPrint says that it is of a version that was never tried."""
    monkeypatch.setattr(metadata, "version", lambda _: "70.99")
    try_typesetter.cache_clear()
    yield "70.99"
    try_typesetter.cache_clear()


def test_the_version_that_is_here_was_verified() -> None:
    assert weasyprint.__version__ == verified.version()
    assert verified.version() in VERIFIED_VERSIONS


@pytest.mark.command
def test_the_version_is_told_without_the_typesetter() -> None:
    """Loading it takes half a second, in a process that sets no page."""
    code = "import sys; from framework_pdf.typesetting.patches import verified; verified.notice(); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "weasyprint" not in done.stdout.split()


def test_the_version_that_is_pinned_was_verified_last() -> None:
    pins = (ROOT / "requirements-run.txt").read_text(encoding="utf-8")
    assert re.findall(r"^weasyprint==([\d.]+)", pins, re.MULTILINE) == [VERIFIED_VERSIONS[-1]]


@pytest.mark.usefixtures("another_version")
def test_nothing_is_patched_in_another_version() -> None:
    typesetter = Typesetter(Path(), ())
    assert replaced_in(typesetter._patches) == set()
    html = page("folios")
    assert typesetter.print(typesetter.lay_out(html), for_readers=False)[0] == alone(html)


@pytest.mark.usefixtures("forked")
def test_another_version_builds_the_same_and_says_so_once(
    another_version: str, tmp_path: Path, podiatrist: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    card = ["build", "--profession", "podiatrist", "--product", "card", "--aspect", "3", "--output", str(tmp_path)]
    folders = ["--content", str(CONTENT), "--templates", str(TEMPLATES), "--jobs", "1", "--strict"]
    cli([*card, *folders], standalone_mode=False)
    said = capsys.readouterr().err
    assert said.count("\n") == said.count(f"note: WeasyPrint {another_version} was never tried") == 1
    assert VERIFIED_VERSIONS[-1] in said
    assert checksums(tmp_path / "podiatrist").items() <= checksums(podiatrist).items()
    cli([*card, *folders], standalone_mode=False)
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize(
    ("owner", "name", "reason"),
    [
        (tags, "_build_box_tree", "has no attribute '_build_box_tree'"),
        (tags, "_get_pdf_tag", "name '_get_pdf_tag' is not defined"),
        (weasyprint.document.Page, "paint", "has no attribute 'paint'"),
    ],
)
def test_a_version_that_lacks_what_files_need_is_told_in_words(
    another_version: str, monkeypatch: pytest.MonkeyPatch, owner: Any, name: str, reason: str
) -> None:
    monkeypatch.delattr(owner, name)
    with pytest.raises(TypesettingError) as raised:
        Typesetter(Path(), ())
    (problem,) = raised.value.diagnostics
    assert f"WeasyPrint {another_version}, which was never tried: " in problem.message
    assert reason in problem.message
    assert f"pip install weasyprint=={VERIFIED_VERSIONS[-1]}" in str(problem.hint)


@pytest.mark.usefixtures("another_version")
def test_a_version_that_makes_tags_in_another_way_is_told_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(weasyprint.pdf, "add_tags", lambda *_: None)
    with pytest.raises(TypesettingError, match=r"a page lacks /Lang \(fr\), /Lang \(de\)"):
        Typesetter(Path(), ())


def test_the_language_of_the_innermost_part_is_its_own() -> None:
    typesetter = Typesetter(Path(), ())
    html = "<html lang='en'><title>A page</title><body><p>One</p><p lang='fr'>Un</p><p lang='de'>Eins</p>"
    laid_out = typesetter.lay_out(html)
    pdf = write_tagged(laid_out.document, pdf_variant=VARIANT, uncompressed_pdf=True)
    assert [pdf.count(b"/Lang (%s)" % language) for language in (b"en", b"fr", b"de")] == [2, 1, 1]


def test_the_parser_finds_its_patterns_again() -> None:
    html = f"<p class='a' id=b title=\"c\">{WORDS}&amp;<!-- {WORDS} --><textarea>{WORDS}</textarea>"
    patch = ParserPatterns()
    with patch.laying_out():
        HTML(string=html)
        before = dict(patch._patterns)
        tree = HTML(string=html).etree_element
    assert patch._patterns == before
    assert (frozenset("&<\0"), False) in {(frozenset(characters), are_meant) for characters, are_meant in before}
    assert ElementTree.tostring(tinyhtml5.parse(html, namespace_html_elements=False)) == ElementTree.tostring(tree)


@one_process
def test_what_is_the_same_is_kept(typesetter: Typesetter) -> None:
    patches: dict[type, Any] = {type(each): each for each in typesetter._patches._patches}  # type: ignore[attr-defined]
    values, sheets = patches[ValueCache], patches[SheetCache]
    typesetter.lay_out(page("folios"))
    before = (values._number, len(sheets._sheets))
    typesetter.lay_out(page("folios").replace("Two", "Three"))
    assert before[0] > 30
    assert (values._number, len(sheets._sheets)) == before


@pytest.mark.usefixtures("sheet")
def test_what_a_typesetter_worked_out_for_its_first_document_serves_the_second(tmp_path: Path) -> None:
    """In the first one fonts are new, so lines are measured anew: what style sheets say stays as it is."""
    typesetter = Typesetter(tmp_path, (tmp_path, typefaces_folder()))
    (values,) = (each for each in typesetter._patches._patches if type(each) is ValueCache)  # type: ignore[attr-defined]
    typesetter.lay_out(LINKED)
    before = values._number
    typesetter.lay_out(LINKED)
    assert values._number == before > 30


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    """A style sheet that sets words in a typeface that has a file."""
    font = next(typefaces_folder().rglob("SourceSans3-Regular.ttf"))
    sheet = tmp_path / "words.css"
    sheet.write_text(f"@font-face {{ font-family: Mine; src: url('{font.as_uri()}') }} p {{ font-family: Mine }}")
    return sheet


LINKED = "<html lang='en'><title>A page</title><link rel='stylesheet' href='words.css'><h1>One</h1><p>Words"


def test_a_style_sheet_is_read_again_when_it_was_changed(sheet: Path, tmp_path: Path) -> None:
    typesetter = Typesetter(tmp_path, (tmp_path, typefaces_folder()))
    assert typesetter.print(typesetter.lay_out(LINKED))[1] == 1
    sheet.write_text(sheet.read_text() + "p { break-before: page }")
    assert typesetter.print(typesetter.lay_out(LINKED))[1] == 2
    sheet.unlink()
    assert [problem.code for problem in typesetter.lay_out(LINKED).findings.faults] == ["missing-file"]


def test_a_style_sheet_within_another_is_read_again_when_it_was_changed(sheet: Path, tmp_path: Path) -> None:
    outer = tmp_path / "outer.css"
    outer.write_text("@import 'words.css';")
    typesetter = Typesetter(tmp_path, (tmp_path, typefaces_folder()))
    linked = LINKED.replace("words.css", "outer.css")
    assert typesetter.print(typesetter.lay_out(linked))[1] == 1
    sheet.write_text(sheet.read_text() + "p { break-before: page }")
    assert typesetter.print(typesetter.lay_out(linked))[1] == 2


@pytest.mark.usefixtures("sheet")
def test_every_document_names_its_files(tmp_path: Path) -> None:
    typesetter = Typesetter(tmp_path, (tmp_path, typefaces_folder()))
    first, second = typesetter.lay_out(LINKED), typesetter.lay_out(LINKED)
    assert {path.name for path in second.files} == {"words.css", "SourceSans3-Regular.ttf"}
    assert second.files == first.files


@pytest.mark.usefixtures("sheet")
def test_a_font_that_is_told_of_later_is_used(tmp_path: Path) -> None:
    typesetter = Typesetter(tmp_path, (tmp_path, typefaces_folder()))
    style = "<style>p { font-family: Mine; width: 20ch } h1 { font: 1em Another }</style>"
    typesetter.print(
        typesetter.lay_out(f"<html lang='en'><title>A page</title>{style}<h1>One</h1><p>{WORDS}<p>{WORDS}")
    )
    later = LINKED.replace("<h1>", f"{style}<h1>").replace("Words", f"{WORDS}<p>{WORDS}")
    another = Typesetter(tmp_path, (tmp_path, typefaces_folder()))
    assert typesetter.print(typesetter.lay_out(later))[0] == another.print(another.lay_out(later))[0]


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
    typesetter = Typesetter(Path(), ())
    first, second = (typesetter.lay_out(PAGE.format(style, "<h1>One</h1><p>Words")).findings.faults for _ in range(2))
    assert [problem.code for problem in first] == ["typesetter"]
    assert second == first


@pytest.mark.usefixtures("sheet")
def test_a_missing_character_is_told_of_every_document(tmp_path: Path) -> None:
    typesetter = Typesetter(tmp_path, (tmp_path, typefaces_folder()))
    first, second = (typesetter.print(typesetter.lay_out(LINKED + "<p>Words\ue123"))[2] for _ in range(2))
    assert [problem.code for problem in first] == ["typesetter"]
    assert second == first


DRAWING = (
    "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'%3E"
    "%3Cpath d='M0 0H9V9'/%3E%3Ctext y='9'%3EA%3C/text%3E%3C/svg%3E"
)


def test_nothing_holds_on_to_a_document_that_was_made() -> None:
    typesetter = Typesetter(Path(), ())
    html = PAGE.format("", f'<h1>One</h1><img src="{DRAWING}" alt="A" style="width: 9mm">')
    first = typesetter.lay_out(html)
    printed = typesetter.print(first)[0]
    page = weakref.ref(page_box(first.document.pages[0]))
    del first
    gc.collect()
    assert page() is None
    assert typesetter.print(typesetter.lay_out(html))[0] == printed


def holds(layout: Layout) -> int:
    """Return how many hold on to what a line notes of its font features: Pango counts them first of all."""
    attributes = pango.pango_layout_get_attributes(layout.layout)
    return int(ffi.cast("guint *", attributes)[0])


def test_what_a_line_notes_of_its_features_goes_with_it() -> None:
    fonts = Fonts()
    patch = FontFeatures(fonts)
    style = Asked(font_variant_numeric=("tabular-nums",))
    style.font_config = fonts
    with patch.laying_out():
        lines = [Layout(style), Layout(style)]
    assert [holds(line) for line in lines] == [1, 1]
    assert not fonts.font_features
    style.font_config = FontConfiguration()
    with patch.laying_out():
        assert holds(Layout(style)) == 2, "others share an attribute: it would be freed twice"
    assert holds(Layout(style)) == 2, "WeasyPrint gives them back itself now: take ours away"


def test_a_line_is_not_drawn_as_before_where_its_glyphs_are_known_by_another_width() -> None:
    drawn = DrawnLine((), ((1, ((5, "a", 500), (6, "b", 510))),))
    same, other = SimpleNamespace(widths={5: 500}, to_unicode={}), SimpleNamespace(widths={5: 501}, to_unicode={})
    assert notes_glyphs(SimpleNamespace(_fonts={1: same}), drawn)
    assert (same.widths, same.to_unicode) == ({5: 500, 6: 510}, {5: "a", 6: "b"})
    assert not notes_glyphs(SimpleNamespace(_fonts={1: other}), drawn)
    assert not notes_glyphs(SimpleNamespace(_fonts={2: same}), drawn)


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
    assert style.asked <= {*looks(), "text_decoration_line"}


def test_lines_that_were_used_last_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(line_cache, "MOST", 2)
    cache, style = line_cache.LineCache(), Asked(font_size=12)
    for text in ("a", "b", "a", "c"):
        cache._first_line(text, style, Context(), None, 0)
    assert [key[0] for key in cache._lines] == ["a", "c"]
