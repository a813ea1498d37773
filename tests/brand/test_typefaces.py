"""The typefaces of a brand kit: where each comes from, what is said of one that is missing, and pages set in them."""

import logging
import os
import random
import shutil
import subprocess
import sys
from base64 import b64decode
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from fontTools import subset
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables.DefaultTable import DefaultTable
from fontTools.ttLib.tables.TupleVariation import TupleVariation
from weasyprint import HTML

from framework_pdf.brand import font_families, font_files, typefaces, weights
from framework_pdf.brand.kit import load_kit
from framework_pdf.brand.typefaces import (
    FontFace,
    Typefaces,
    TypeFit,
    characters,
    default_typefaces,
    files,
    files_by_address,
    typefaces_of,
)
from framework_pdf.core.errors import CompositionError
from framework_pdf.typesetting.fetching import FileFetcher

PACKAGE = font_families.typefaces_folder()
OPEN_SANS = PACKAGE / "Open Sans" / "OpenSans-Regular.ttf"
OPEN_SANS_BOLD = PACKAGE / "Open Sans" / "OpenSans-Bold.ttf"
XCHARTER = PACKAGE / "XCharter" / "XCharter-Regular.otf"
XCHARTER_BOLD = PACKAGE / "XCharter" / "XCharter-Bold.otf"
LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789"

Set = Callable[..., tuple[Typefaces, list[str]]]


@pytest.fixture
def kit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a kit, from which places are told."""
    home = tmp_path / "kit"
    home.mkdir()
    monkeypatch.chdir(home)
    return home


@pytest.fixture
def set_in(kit: Path) -> Set:
    """Return the typefaces that lines below `typography` set, and every problem as it is printed."""

    def load(*lines: str) -> tuple[Typefaces, list[str]]:
        (kit / "_brand.yml").write_text("\n".join(["typography:", *(f"  {line}" for line in lines)]), encoding="utf-8")
        found, problems = typefaces_of(load_kit(kit))
        return found, [str(problem) for problem in problems]

    return load


def ours(*named: str, family: str = "Ours") -> tuple[str, ...]:
    """Return the lines that name files as a typeface's, as a kit has them."""
    return ("fonts:", f"  - family: {family}", "    source: file", "    files:", *(f"      - {name}" for name in named))


def changed(source: Path, target: Path, flavour: str | None = None, **said: int) -> Path:
    """Write a font in another format, with something else in its table OS/2, and return its path."""
    with TTFont(source) as font:
        for name, value in said.items():
            setattr(font["OS/2"], name, value)
        font.flavor = flavour
        font.save(target)
    return target


def variable(target: Path, least: int = 300, most: int = 800, axis: str = "wght") -> Path:
    """Return a variable font whose letters grow broader along the axis."""
    names = [".notdef", "space", *(f"u{ord(letter):04x}" for letter in LETTERS)]
    glyphs = {}
    for name in names:
        pen = TTGlyphPen(None)
        if name != "space":
            for number, point in enumerate([(50, 0), (50, 400), (350, 400), (350, 0)]):
                (pen.lineTo if number else pen.moveTo)(point)
            pen.closePath()
        glyphs[name] = pen.glyph()
    build = FontBuilder(1000, isTTF=True)
    build.setupGlyphOrder(names)
    build.setupCharacterMap({32: "space", **{ord(letter): f"u{ord(letter):04x}" for letter in LETTERS}})
    build.setupGlyf(glyphs)
    build.setupHorizontalMetrics(dict.fromkeys(names, (400, 50)))
    build.setupHorizontalHeader(ascent=800, descent=-200)
    build.setupNameTable({"familyName": "Broad", "styleName": "Regular"})
    build.setupOS2(usWeightClass=400, sxHeight=400, fsType=0)
    build.setupPost()
    build.setupFvar([(axis, least, least, most, "Breadth")], [])
    move = [(0, 0), (0, 0), (200, 0), (200, 0), (0, 0), (200, 0), (0, 0), (0, 0)]
    build.setupGvar({name: [TupleVariation({axis: (0, 1, 1)}, move)] for name in names if name != "space"})
    build.save(target)
    return target


def faces_of(found: Typefaces) -> list[FontFace]:
    return list(dict.fromkeys((*found.text.faces, *found.headings.faces)))


def printed(faces: list[FontFace], url: Callable[[FontFace], str] = lambda face: face.url) -> Iterator[TTFont]:
    """Return the font in which each style is set, by the number of its line on a page."""
    rules = "".join(
        f'@font-face {{ font-family: "{face.family}"; font-weight: {face.weight}; src: url("{url(face)}"); }}'
        for face in faces
    )
    fetcher = FileFetcher((), {face.url: face.path for face in faces})
    for number, face in enumerate(faces):
        style = f"font-family: '{face.family}'; font-weight: {face.weight}"
        page = f'<style>{rules}</style><p style="{style}">{number} in full words'
        pdf = HTML(string=page, url_fetcher=fetcher).write_pdf()
        with pypdfium2.PdfDocument(pdf) as document:
            assert document[0].get_textpage().get_text_range().strip() == f"{number} in full words"
        with pikepdf.open(BytesIO(pdf)) as document:
            (described,) = [
                thing
                for thing in document.objects
                if isinstance(thing, pikepdf.Dictionary) and thing.get("/Type") == "/FontDescriptor"
            ]
            assert face.family in str(described.FontName)
            program = described["/FontFile2" if "/FontFile2" in described else "/FontFile3"]
            yield TTFont(BytesIO(program.read_bytes()))


def of_web_pages(face: FontFace) -> str:
    return font_files.embedded(face.path, face.instance, frozenset())


def test_what_is_usual() -> None:
    found = default_typefaces()
    assert (found.text.name, found.text.weight, found.text.bold, found.link_weight) == ("Source Sans 3", 400, 700, None)
    assert [face.path.name for face in found.text.faces] == ["SourceSans3-Regular.ttf", "SourceSans3-Bold.ttf"]
    assert [face.weight for face in found.headings.faces] == [700]
    assert font_files.x_height(found.text.faces[0].path, None) == typefaces.X_HEIGHT
    assert files(found) == tuple(face.path for face in found.text.faces)
    assert "ŵ" in characters(found)
    assert "足" not in characters(found)


def test_package_without_its_files(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(typefaces, "typefaces_folder", lambda: tmp_path)
    with pytest.raises(CompositionError, match="a style of Source Sans 3 is not there"):
        default_typefaces()


@pytest.mark.parametrize(
    "lines", [("monospace: Courier",), ("base: source sans 3", "headings: {family: Source Sans 3}")]
)
def test_kit_that_asks_for_the_usual(set_in: Set, lines: tuple[str, ...]) -> None:
    assert set_in(*lines) == (default_typefaces(), [])


def test_packaged_family_by_its_name_in_any_case(set_in: Set) -> None:
    found, problems = set_in("base: open  SANS")
    assert not problems
    assert (found.text.name, found.headings.name) == ("Open Sans", "Open Sans")
    assert files(found) == (OPEN_SANS, OPEN_SANS_BOLD)
    assert (found.headings.weight, found.headings.bold) == (700, 700)


def test_every_packaged_family_is_one() -> None:
    assert "Noto Sans" in font_families.packaged_families()
    assert not any("JP" in path.name for path in font_families.packaged_families()["Noto Sans"])
    assert "Font Awesome 7" not in font_families.packaged_families()


def test_no_family_is_fetched(set_in: Set) -> None:
    for source in ("google", "bunny", "system"):
        found, problems = set_in("fonts:", f"  - {{family: DejaVu Sans, source: {source}}}", "base: DejaVu Sans")
        assert found == default_typefaces()
        assert problems == [
            "error[missing-font]: there is no typeface `DejaVu Sans`: it is not fetched, nor taken from this machine\n"
            "  _brand.yml:4:9\n"
            f"  hint: {problems[0].partition('hint: ')[2]}"
        ]
    assert set_in("fonts:", "  - {family: Lato, source: google}", "base: Lato")[1] == []


def test_family_that_is_missing(set_in: Set) -> None:
    missing, misspelt = set_in("base: {family: Zwxqkj}", "headings:", "  family: Opensans")[1]
    assert missing.startswith(
        "error[missing-font]: there is no typeface `Zwxqkj`: it is not fetched, nor taken from this machine\n"
        "  _brand.yml:2:18\n"
        "  hint: `framework-pdf brand fonts .` brings it if a package has it; or put its files into the kit and name "
        "them under `typography.fonts` with `source: file`; or choose `EB"
    )
    assert misspelt == (
        "error[missing-font]: there is no typeface `Opensans`: it is not fetched, nor taken from this machine\n"
        "  _brand.yml:4:13\n"
        "  hint: did you mean `Open Sans`? Otherwise `framework-pdf brand fonts .` brings it if a package has it, or "
        "put its files into the kit and name them under `typography.fonts` with `source: file`"
    )


@pytest.mark.parametrize(
    ("asked", "used"),
    [
        ("Source Sans Pro", "Source Sans 3"),
        ("source-sans-pro", "Source Sans 3"),
        ("Open Sans Variable", "Open Sans"),
        ("Charter", "XCharter"),
        ("Open Sans, Arial, sans-serif", "Open Sans"),
        ("'Lato', \"Helvetica Neue\", Helvetica", "Lato"),
        ("system-ui, Roboto, sans-serif", "Roboto"),
    ],
)
def test_other_names_and_lists(asked: str, used: str, set_in: Set) -> None:
    quoted = asked.replace('"', '\\"')
    found, problems = set_in("fonts:", f'  - {{family: "{quoted}", source: google}}', f'base: "{quoted}"')
    assert not problems
    assert found.text.name == used


def test_the_first_of_a_list_that_is_there(kit: Path, set_in: Set) -> None:
    found, problems = set_in("base: Arial, Verdana, Lato, Roboto")
    assert found.text.name == found.headings.name == "Lato"
    assert problems == [
        "warning[missing-font]: `Arial` and `Verdana` are not here: `Lato` is used, the next of the list\n"
        "  _brand.yml:2:9\n"
        "  hint: write `Lato` alone; or `framework-pdf brand fonts .` brings it if a package has it"
    ]
    (problem,) = set_in("base: Arial, sans-serif")[1]
    assert problem.startswith("error[missing-font]: there is no typeface `Arial`: ")
    for name in ("plain.ttf", "bold.ttf"):
        shutil.copy(OPEN_SANS, kit / name)
    files_of = ours("{path: plain.ttf, weight: 400}", "{path: bold.ttf, weight: 700}", family="Lota")
    assert set_in(*files_of, "base: lota, Lato")[0].text.name == "Lota"


@pytest.mark.parametrize(
    "name", ["Noto Serif", "Fira Sans", "Roboto Mono", "Ubuntu Condensed", "Source Serif 4", "Lora"]
)
def test_no_other_kind_of_face_is_hinted_at(name: str, set_in: Set) -> None:
    (problem,) = set_in(f"base: {name}")[1]
    assert "did you mean" not in problem


def test_a_family_in_parts_by_script(kit: Path, set_in: Set) -> None:
    """Two files have letters of their own each; a third has nothing new, and is not used."""
    parts = {"latin": range(0x20, 0x100), "greek": range(0x370, 0x400), "digits": range(0x30, 0x3A)}
    for source, weight in ((OPEN_SANS, 400), (OPEN_SANS_BOLD, 700)):
        for part, codes in parts.items():
            subsetter = subset.Subsetter()
            with TTFont(source) as font:
                subsetter.populate(unicodes=codes)
                subsetter.subset(font)
                font.flavor = "woff2"
                font.save(kit / f"{part}-{weight}.woff2")
    named = [f"{part}-{weight}.woff2" for part in ("digits", "greek", "latin") for weight in (400, 700)]
    named[0] = "{path: digits-400.woff2, unicode-range: U+0030-0039}"
    found, problems = set_in(*ours(*named), "base: Ours")
    assert not problems
    assert [path.name for path in files(found)] == [
        f"{part}-{weight}.woff2" for weight in (400, 700) for part in ("latin", "greek")
    ]
    assert {"a", "7", "λ"} <= characters(found)
    assert "я" not in characters(found)
    assert [path.name for path in typefaces.files_without(found, "я")] == [path.name for path in files(found)]
    assert typefaces.files_without(found, "λ") == ()
    rules = "".join(
        f'@font-face {{ font-family: "{face.family}"; font-weight: {face.weight}; src: url("{face.url}"); }}'
        for face in found.text.faces
    )
    style = f"{rules} p {{ font-family: {found.text.font_family} }}"
    fetcher = FileFetcher((), files_by_address(found))
    pdf = HTML(string=f"<style>{style}</style><p>a λ <b>b μ</b>", url_fetcher=fetcher).write_pdf()
    with pypdfium2.PdfDocument(pdf) as document:
        assert document[0].get_textpage().get_text_range().split() == ["a", "λ", "b", "μ"]
    with pikepdf.open(BytesIO(pdf)) as document:
        fonts = [font for page in document.pages for font in page.resources.Font.values()]
        names = {str(font.BaseFont).partition("+")[2] for font in fonts}
    assert len(fonts) == 4
    assert all(typefaces.is_font_of(name, found.text.family) for name in names)


def test_missing_family_is_told_once(set_in: Set) -> None:
    assert len(set_in("base: Zwxqkj", "headings: Zwxqkj")[1]) == 1


def test_headings_in_a_family_and_weight_of_their_own(set_in: Set) -> None:
    found, problems = set_in("headings: {family: Lato, weight: normal}")
    assert not problems
    assert found.text == default_typefaces().text
    assert (found.headings.name, found.headings.weight, found.headings.bold) == ("Lato", 400, 700)
    assert len(files(found)) == 4
    found, problems = set_in("headings: {weight: regular}")
    assert (found.headings.family, found.headings.weight, problems) == (default_typefaces().text.family, 400, [])


def test_packaged_family_without_the_weight(set_in: Set) -> None:
    found, problems = set_in("base: {family: Lato, weight: light}", "headings: {weight: 900}", "link: {weight: 600}")
    way_out = (
        "  hint: it has 400 and 700: write one of them as `weight:`, or put its files into the kit and name them under "
        "`typography.fonts` with `source: file`"
    )
    used = "is used, the nearest that it has"
    assert problems == [
        f"warning[missing-weight]: `Lato` has no weight 300 for text: 400 {used}\n  _brand.yml:2:32\n{way_out}",
        f"warning[missing-weight]: `Lato` has no weight 900 for headings: 700 {used}\n  _brand.yml:3:22\n{way_out}",
        f"warning[missing-weight]: `Lato` has no weight 600 for links: 700 {used}\n  _brand.yml:4:18\n{way_out}",
    ]
    assert (found.text.weight, found.text.bold, found.headings.weight, found.link_weight) == (400, 700, 700, 700)


def test_weights_of_files(kit: Path, set_in: Set) -> None:
    shutil.copy(OPEN_SANS, kit / "plain.ttf")
    changed(OPEN_SANS_BOLD, kit / "heavy.ttf", usWeightClass=810)
    shutil.copy(OPEN_SANS_BOLD, kit / "link.ttf")
    found, problems = set_in(
        *ours("plain.ttf", "heavy.ttf", "{path: link.ttf, weight: semi-bold}"), "base: OURS", "link: {weight: demibold}"
    )
    assert not problems
    assert {face.weight: face.path.name for face in found.text.faces} == {
        400: "plain.ttf",
        800: "heavy.ttf",
        600: "link.ttf",
    }
    assert (found.text.name, found.text.bold, found.link_weight) == ("Ours", 800, 600)
    assert found.text.faces[0].path == (kit / "plain.ttf").resolve()


def test_files_that_lack_what_is_bold(kit: Path, set_in: Set) -> None:
    shutil.copy(OPEN_SANS, kit / "plain.ttf")
    shutil.copy(OPEN_SANS_BOLD, kit / "medium.ttf")
    found, problems = set_in(*ours("plain.ttf", "{path: medium.ttf, weight: 500}"), "base: Ours")
    way_out = "or put the file of that weight into the kit and name it among its `files`"
    assert problems == [
        "warning[missing-weight]: `Ours` has no weight 700 for strong words: 500 is used, the nearest that it has\n"
        f"  _brand.yml:3:15\n  hint: it has 400 and 500: write one of them as `weight:`, {way_out}"
    ]
    assert (found.text.bold, found.headings.weight) == (500, 500)
    found, problems = set_in(*ours("{path: medium.ttf, weight: 800}", "plain.ttf"), "base: {family: Ours, weight: 800}")
    assert problems == [
        "warning[missing-weight]: `Ours` has no heavier weight for strong words: they look like the others\n"
        f"  _brand.yml:3:15\n  hint: it has 400 and 800: write one of them as `weight:`, {way_out}"
    ]
    assert (found.text.weight, found.text.bold) == (800, 800)


def test_headings_of_one_weight(kit: Path, set_in: Set) -> None:
    shutil.copy(OPEN_SANS, kit / "display.ttf")
    found, problems = set_in(*ours("display.ttf"), "headings: Ours")
    assert problems == [
        "warning[missing-weight]: `Ours` has no weight 700 for headings: 400 is used, the nearest that it has\n"
        "  _brand.yml:3:15\n"
        "  hint: it has 400 alone: put the file of that weight into the kit and name it among its `files`"
    ]
    assert (found.headings.weight, found.headings.bold) == (400, 400)
    found, problems = set_in(*ours("display.ttf"), "headings: {family: Ours, weight: 400}")
    assert (found.headings.weight, found.headings.bold, problems) == (400, 400, [])


def test_italics_and_what_nothing_is_set_in_are_not_opened(kit: Path, set_in: Set) -> None:
    shutil.copy(OPEN_SANS, kit / "plain.ttf")
    shutil.copy(OPEN_SANS_BOLD, kit / "bold.ttf")
    lines = (
        *ours("plain.ttf", "bold.ttf", "{path: nowhere.ttf, style: italic}"),
        *("  - {family: Mono, source: file, files: [nowhere.ttf]}", "monospace: Mono"),
    )
    assert set_in(*lines, "base: Ours")[1] == []
    assert set_in(*ours("{path: nowhere.ttf, style: italic}"), "base: Ours")[1] == [
        "error[missing-font]: `Ours` has no files that are not italic\n"
        "  _brand.yml:3:15\n"
        "  hint: name its files below `files`; nothing is set in italics"
    ]


def test_all_that_is_wrong_with_files_at_once(kit: Path, set_in: Set, monkeypatch: pytest.MonkeyPatch) -> None:
    (kit / "words.ttf").write_bytes(b"not a font")
    (kit / "font.doc").write_bytes(OPEN_SANS.read_bytes())
    changed(OPEN_SANS, kit / "closed.ttf", fsType=2)
    changed(OPEN_SANS, kit / "drawings.ttf", fsType=0x200)
    changed(OPEN_SANS, kit / "open.ttf", fsType=8)
    (kit / "large.ttf").write_bytes(bytes(300_000))
    monkeypatch.setattr(font_files, "MOST_BYTES_OF_A_FONT", 250_000)
    names = (
        "nowhere.ttf",
        "words.ttf",
        "font.doc",
        "closed.ttf",
        "drawings.ttf",
        "large.ttf",
        "open.ttf",
        "../out.ttf",
    )
    problems = set_in(*ours(*names, "{path: open.ttf, weight: boldd}"), "base: {family: Ours, weight: 450}")[1]
    assert [problem.split("\n  hint")[0] for problem in problems] == [
        "error[unreadable-font]: there is no file `nowhere.ttf` in the kit’s folder\n  _brand.yml:6:11",
        "error[unreadable-font]: `words.ttf` is not a font that can be read\n  _brand.yml:7:11",
        "error[unreadable-font]: `font.doc` is no font by its name\n  _brand.yml:8:11",
        "error[restricted-font]: `closed.ttf` may not be embedded: the file says so\n  _brand.yml:9:11",
        "error[restricted-font]: `drawings.ttf` may not be embedded: the file says so\n  _brand.yml:10:11",
        "error[large-font]: `large.ttf` is too large\n  _brand.yml:11:11",
        "error[outside-kit]: `../out.ttf` leads out of the kit’s folder\n  _brand.yml:13:11",
        "error[bad-value]: `boldd` is no weight\n  _brand.yml:14:36",
        "error[bad-value]: `450` is no weight\n  _brand.yml:15:32",
    ]
    assert problems[0].endswith("; or `framework-pdf brand fonts .` brings it if a package has it")
    assert problems[7].endswith("did you mean `bold`?")


@pytest.mark.parametrize(
    ("word", "number"),
    [
        *(("thin", 100), ("extra-light", 200), ("UltraLight", 200), ("light", 300), ("normal", 400), ("regular", 400)),
        *(("medium", 500), ("semibold", 600), ("demi-bold", 600), ("bold", 700), ("extrabold", 800)),
        *(("ultra-bold", 800), ("black", 900), ("100", 100), ("900", 900)),
        *(("950", None), ("0", None), ("4e2", None), ("", None), ("auto", None), ("٤٠٠", None)),
    ],
)
def test_words_for_weights(word: str, number: int | None) -> None:
    assert weights.parse_weight(word) == number


def test_variable_font_in_its_whole_range(kit: Path, set_in: Set) -> None:
    variable(kit / "broad.ttf")
    found, problems = set_in(*ours("broad.ttf"), "base: {family: Ours, weight: 300}", "headings: {weight: 800}")
    assert not problems
    assert [(face.weight, face.is_variable) for face in faces_of(found)] == [(300, True), (700, True), (800, True)]
    assert files(found) == ((kit / "broad.ttf").resolve(),)
    assert characters(found) == {*LETTERS, " "}


def test_instances_of_a_variable_font_are_fixed_and_made_once(kit: Path) -> None:
    path = variable(kit / "broad.ttf")
    widths = []
    for weight in (300, 800):
        url = FontFace("Ours", weight, path, is_variable=True).url
        kind, _, content = url.partition(",")
        assert kind == "data:font/ttf;base64"
        with TTFont(BytesIO(b64decode(content))) as font:
            assert "fvar" not in font
            assert font["OS/2"].usWeightClass == weight
            widths.append(font["glyf"]["u0061"].xMax)
        assert font_files.font_bytes(path, weight) is font_files.font_bytes(path, weight)
    assert widths == [350, 550]
    before = FontFace("Ours", 800, path, is_variable=True).url
    variable(path, most=900)
    os.utime(path, ns=(1, 1))
    assert FontFace("Ours", 800, path, is_variable=True).url != before


def test_range_of_a_variable_font(kit: Path, set_in: Set) -> None:
    variable(kit / "broad.ttf")
    shutil.copy(OPEN_SANS, kit / "plain.ttf")
    assert set_in(*ours("{path: broad.ttf, weight: 400..bold}"), "base: Ours")[1] == []
    assert set_in(*ours("{path: broad.ttf, weight: 300..900}"), "base: Ours", "headings: {weight: 900}")[1] == [
        "warning[missing-weight]: `Ours` has no weight 900 for headings: 800 is used, the nearest that it has\n"
        "  _brand.yml:8:22\n"
        "  hint: it has 300, 400, 500, 600, 700 and 800: write one of them as `weight:`, or put the file of that "
        "weight into the kit and name it among its `files`"
    ]
    problems = set_in(
        *ours(
            "{path: broad.ttf, weight: 800..300}",
            "{path: broad.ttf, weight: 300..}",
            "{path: broad.ttf, weight: 900}",
            "{path: plain.ttf, weight: 300..800}",
        ),
        "base: Ours",
    )[1]
    assert [problem.split("\n  hint")[0] for problem in problems] == [
        "error[bad-value]: `800..300` is no weight\n  _brand.yml:6:37",
        "error[bad-value]: `300..` is no weight\n  _brand.yml:7:37",
        "error[bad-value]: `broad.ttf` has no weight 900\n  _brand.yml:8:37",
        "error[bad-value]: `plain.ttf` is no variable font: it has one weight\n  _brand.yml:9:37",
    ]


def test_variable_font_between_the_hundreds(kit: Path, set_in: Set) -> None:
    variable(kit / "broad.ttf", 410, 450)
    problems = set_in(*ours("broad.ttf", "{path: broad.ttf, weight: 400}"), "base: Ours")[1]
    assert [problem.split("\n  hint")[0] for problem in problems] == [
        "error[bad-value]: `broad.ttf` does not say its weight itself\n  _brand.yml:6:11",
        "error[bad-value]: `broad.ttf` has no weight 400\n  _brand.yml:7:37",
    ]


def test_variable_font_of_one_weight(kit: Path, set_in: Set) -> None:
    variable(kit / "broad.ttf", 50, 200, axis="wdth")
    found, problems = set_in(*ours("broad.ttf", "{path: broad.ttf, weight: 700}"), "base: Ours")
    assert not problems
    assert [(face.weight, face.is_variable) for face in found.text.faces] == [(400, True), (700, True)]
    with TTFont(BytesIO(font_files.font_bytes(found.text.faces[0].path, 400))) as font:
        assert "fvar" not in font


def test_font_that_does_not_say_its_weight(kit: Path, set_in: Set) -> None:
    changed(OPEN_SANS, kit / "plain.ttf", usWeightClass=0)
    assert set_in(*ours("plain.ttf"), "base: Ours")[1] == [
        "error[bad-value]: `plain.ttf` does not say its weight itself\n"
        "  _brand.yml:6:11\n"
        "  hint: write its weight, such as `weight: 400`"
    ]


def test_small_letters_are_as_tall_as_usual(kit: Path, set_in: Set) -> None:
    assert set_in("base: EB Garamond")[0].text.scale == pytest.approx(0.486 / 0.4)
    assert set_in("base: Open Sans")[0].text.scale == 1
    shutil.copy(OPEN_SANS_BOLD, kit / "bold.ttf")
    with TTFont(PACKAGE / "EB Garamond" / "EBGaramond-Regular.ttf") as font:
        x = font["glyf"]["x"].yMax / font["head"].unitsPerEm
    for said in (0, 1):
        changed(PACKAGE / "EB Garamond" / "EBGaramond-Regular.ttf", kit / "plain.ttf", sxHeight=said)
        found, problems = set_in(*ours("plain.ttf", "bold.ttf"), "base: Ours")
        assert not problems
        assert found.text.scale == pytest.approx(0.486 / x)
        assert 1.1 < found.text.scale < 1.3


def test_what_gives_way_where_words_have_no_room(set_in: Set) -> None:
    usual = default_typefaces()
    assert typefaces.fits_of(usual) == {TypeFit.AS_ASKED: usual}
    small = set_in("base: EB Garamond", "headings: Lato", "link: {weight: bold}")[0]
    nominal, default_headings, default_text, default = list(typefaces.fits_of(small).values())[1:]
    assert list(typefaces.fits_of(small)) == list(TypeFit)
    assert (nominal.text.name, nominal.text.scale, nominal.headings) == ("EB Garamond", 1, small.headings)
    assert (default_text.text, default_text.headings, default_text.link_weight) == (usual.text, small.headings, 700)
    assert (default_headings.text, default_headings.headings) == (nominal.text, usual.headings)
    assert (default.text, default.headings) == (usual.text, usual.headings)
    tall = set_in("base: Open Sans")[0]
    assert list(typefaces.fits_of(tall)) == [TypeFit.AS_ASKED, *list(TypeFit)[2:]]
    only_headings = set_in("headings: Open Sans")[0]
    assert list(typefaces.fits_of(only_headings)) == [TypeFit.AS_ASKED, TypeFit.DEFAULT]


@pytest.mark.parametrize(
    ("width", "told"),
    [
        (0, "`plain.ttf` says that `n` is 0.00 times the type size wide"),
        (65535, "`plain.ttf` says that `n` is 32.00 times the type size wide"),
        (None, "`plain.ttf` has a `n` that can't be seen"),
    ],
)
def test_font_whose_letters_can_not_be_read(width: int | None, told: str, kit: Path, set_in: Set) -> None:
    shutil.copy(OPEN_SANS_BOLD, kit / "bold.ttf")
    with TTFont(OPEN_SANS) as font:
        if width is None:
            font["glyf"]["n"] = TTGlyphPen(None).glyph()
        else:
            font["hmtx"]["n"] = (width, 0)
        font.save(kit / "plain.ttf")
    (problem,) = set_in(*ours("plain.ttf", "bold.ttf"), "base: Ours")[1]
    assert problem.startswith(f"error[unreadable-font]: {told}\n  _brand.yml:6:11\n")


def test_usual_font_that_can_not_be_read(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: Path) -> bytes:
        raise PermissionError(13, "Permission denied", str(self))

    monkeypatch.setattr(Path, "read_bytes", refuse)
    font_files._characters.cache_clear()
    with pytest.raises(CompositionError, match=r"`SourceSans3-Regular.ttf` can't be read: Permission denied"):
        characters(default_typefaces())


def test_font_whose_name_has_a_percent_sign(kit: Path, set_in: Set) -> None:
    for name, path in (("a%20b.ttf", OPEN_SANS), ("a b.ttf", XCHARTER)):
        shutil.copy(path, kit / name)
    shutil.copy(OPEN_SANS_BOLD, kit / "bold.ttf")
    found, problems = set_in(*ours("a%20b.ttf", "bold.ttf"), "base: Ours")
    assert not problems
    for fetcher, address in (
        (FileFetcher((), files_by_address(found)), found.text.faces[0].url),
        (FileFetcher((kit,)), (kit / "a%20b.ttf").as_uri()),
    ):
        assert fetcher.fetch(address).read() == OPEN_SANS.read_bytes()


def test_names_for_style_sheets_are_no_other_fonts(kit: Path, set_in: Set) -> None:
    shutil.copy(OPEN_SANS, kit / "plain.ttf")
    shutil.copy(OPEN_SANS_BOLD, kit / "bold.ttf")
    lines = (*ours("plain.ttf", "bold.ttf", family="Source Sans 3"), "base: Source Sans 3")
    first = set_in(*lines)[0].text.family
    assert set_in(*lines)[0].text.family == first
    assert first.startswith("Kit-SourceSans-")
    assert first.replace("-", "").isalpha()
    changed(OPEN_SANS, kit / "plain.ttf", sxHeight=1090)
    assert set_in(*lines)[0].text.family != first
    assert set_in("base: Open Sans")[0].text.family.startswith("Kit-OpenSans-")
    odd = set_in(*ours("plain.ttf", "bold.ttf", family="字体 500"), "base: 字体 500")[0].text.family
    assert odd.startswith("Kit-")
    assert odd.replace("-", "").isalpha()
    assert odd.isascii()


@pytest.mark.build
@pytest.mark.parametrize("flavour", ["otf", "woff", "woff2"])  # TrueType is what most tests are about
def test_pages_are_set_in_files_of_any_format(kit: Path, set_in: Set, flavour: str) -> None:
    source = (XCHARTER, XCHARTER_BOLD) if flavour == "otf" else (OPEN_SANS, OPEN_SANS_BOLD)
    for name, path in zip(("plain", "bold"), source, strict=True):
        changed(path, kit / f"{name}.{flavour}", flavour if flavour.startswith("woff") else None)
    found, problems = set_in(*ours(f"plain.{flavour}", f"bold.{flavour}"), "base: Ours")
    assert not problems
    for url in (lambda face: face.url, of_web_pages):
        fonts = list(printed(faces_of(found), url))
        assert [font["OS/2"].usWeightClass for font in fonts] == [400, 700]
        for font, path in zip(fonts, source, strict=True):
            with TTFont(path) as original:
                assert font["name"].getDebugName(4) == original["name"].getDebugName(4)


def test_pages_are_set_in_instances_of_a_variable_font(kit: Path, set_in: Set) -> None:
    variable(kit / "broad.ttf")
    found, _ = set_in(*ours("broad.ttf"), "base: {family: Ours, weight: 300}", "headings: {weight: 800}")
    for url in (lambda face: face.url, of_web_pages):
        fonts = list(printed(faces_of(found), url))
        assert [
            max(font["glyf"][name].xMax for name in font.getGlyphOrder()[1:] if font["glyf"][name].numberOfContours)
            for font in fonts
        ] == [350, 510, 550]
        assert [font["OS/2"].usWeightClass for font in fonts] == [300, 700, 800]


def test_pages_are_not_set_in_a_font_of_the_machine_with_the_same_name(
    kit: Path, set_in: Set, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fonts = tmp_path / "fonts.conf"
    cache = f"<cachedir>{tmp_path / 'cache'}</cachedir>"
    fonts.write_text(f"<fontconfig><dir>{OPEN_SANS.parent}</dir>{cache}</fontconfig>", encoding="utf-8")
    monkeypatch.setenv("FONTCONFIG_FILE", str(fonts))
    shutil.copy(XCHARTER, kit / "plain.otf")
    shutil.copy(XCHARTER_BOLD, kit / "bold.otf")
    faces = faces_of(set_in(*ours("plain.otf", "bold.otf", family="Open Sans"), "base: Open Sans")[0])
    assert [font["name"].getDebugName(1) for font in printed(faces)] == ["XCharter", "XCharter"]


def test_the_usual_pages_are_not_set_in_a_font_of_the_machine_with_the_usual_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for path, style in ((OPEN_SANS, "Regular"), (OPEN_SANS_BOLD, "Bold")):
        with TTFont(path) as font:
            for record in [name for name in font["name"].names if name.nameID in (1, 4, 6, 16)]:
                record.string = {4: f"{font_families.DEFAULT_FAMILY} {style}", 6: f"SourceSans3-{style}"}.get(
                    record.nameID, font_families.DEFAULT_FAMILY
                )
            font["head"].fontRevision = 99.0  # fontconfig takes the newer of two
            font.save(tmp_path / f"{style}.ttf")
    fonts = tmp_path / "fonts.conf"
    cache = f"<cachedir>{tmp_path / 'cache'}</cachedir>"
    fonts.write_text(f"<fontconfig><dir>{tmp_path}</dir>{cache}</fontconfig>", encoding="utf-8")
    monkeypatch.setenv("FONTCONFIG_FILE", str(fonts))
    for font, face in zip(printed(faces_of(default_typefaces())), default_typefaces().faces, strict=True):
        with TTFont(face.path) as original:
            assert font["head"].fontRevision == original["head"].fontRevision < 99


def test_what_web_pages_take_along(capsys: pytest.CaptureFixture[str]) -> None:
    content = font_files.embedded(XCHARTER, None, set("an été 5 €"))
    assert content.startswith("data:font/woff2;base64,")
    assert content is font_files.embedded(XCHARTER, None, set("others"))
    with TTFont(BytesIO(b64decode(content.partition(",")[2]))) as font:
        assert font.flavor == "woff2"
        assert {ord("a"), ord("é"), ord("€")} <= font.getBestCmap().keys()
        assert max(font.getBestCmap()) < 0x2200
    assert logging.getLogger("fontTools").handlers  # else Python prints what is logged
    assert capsys.readouterr().err == ""


def test_broken_fonts_are_told_and_nothing_else(tmp_path: Path) -> None:
    dice = random.Random(3)
    good = OPEN_SANS.read_bytes()
    told = 0
    for turn in range(40):
        bad = bytearray(good[: dice.randrange(len(good))] if turn % 4 == 0 else good)
        for _ in range(20):
            bad[dice.randrange(min(len(bad), 3000))] = dice.randrange(256)
        path = tmp_path / f"{turn}.ttf"
        path.write_bytes(bad)
        try:
            font_files.read_font(path)
            font_files.x_height(path, None)
        except font_files.FontFileError:
            told += 1
    assert told > 20


def unreadable(target: Path, flavour: str | None) -> Path:
    """Write a font with a table that no page of words needs, and that can't be read."""
    with TTFont(OPEN_SANS) as font:
        font["XXXX"] = DefaultTable("XXXX")
        font["XXXX"].data = b"word " * 1000
        font.flavor = flavour
        font.save(target)
    with TTFont(target) as font:
        entry = font.reader.tables["XXXX"]
        start, length = entry.offset, entry.length
    content = bytearray(target.read_bytes())
    if flavour:
        content[start : start + length] = bytes(length)
    else:
        at = content.index(b"XXXX") + 8  # in the list of tables: name, checksum, then where it begins
        content[at : at + 4] = len(content).to_bytes(4, "big")
    target.write_bytes(content)
    return target


CHECK = """
import sys
from pathlib import Path
from framework_pdf.brand import font_files
for name in sys.argv[1:]:
    try:
        font_files.read_font(Path(name))
        print(Path(name).name, "good")
    except font_files.FontFileError as error:
        print(Path(name).name, error.code)
"""


@pytest.mark.command
@pytest.mark.parametrize("optimise", [(), ("-O",), ("-OO",)], ids=["as usual", "-O", "-OO"])
def test_broken_fonts_are_told_where_python_leaves_out_assertions(tmp_path: Path, optimise: tuple[str, ...]) -> None:
    fonts = [shutil.copy(OPEN_SANS, tmp_path / "whole.ttf")]
    fonts += [unreadable(tmp_path / "table.ttf", None), unreadable(tmp_path / "table.woff", "woff")]
    for name, flavour in (("cut.ttf", None), ("cut.woff", "woff"), ("cut.woff2", "woff2")):
        font = changed(XCHARTER, tmp_path / name, flavour)
        font.write_bytes(font.read_bytes()[:-1000])
        fonts.append(font)
    command = [sys.executable, *optimise, "-c", CHECK, *map(str, fonts)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert dict(line.split() for line in done.stdout.splitlines()) == {
        "whole.ttf": "good",
        **dict.fromkeys(["table.ttf", "table.woff", "cut.ttf", "cut.woff", "cut.woff2"], "unreadable-font"),
    }


def test_broken_variable_font_is_told_with_its_place(kit: Path, set_in: Set) -> None:
    with TTFont(variable(kit / "broad.ttf")) as font:
        data = font.getTableData("gvar")
        del font["gvar"]
        font["gvar"] = DefaultTable("gvar")
        font["gvar"].data = data[: len(data) // 2]
        font.save(kit / "broken.ttf")
    found, problems = set_in(*ours("broken.ttf"), "base: Ours")
    assert found == default_typefaces()
    assert [problem.split("\n  hint")[0] for problem in problems] == [
        "error[unreadable-font]: `broken.ttf` is not a font that can be read\n  _brand.yml:6:11"
    ]
