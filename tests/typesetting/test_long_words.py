"""Titles and words of any length and height keep to their places, or are told by the place of the content, once."""

import re
from pathlib import Path

import pytest
import yaml
from fontTools.ttLib import TTFont

from framework_pdf.brand.font_families import DEFAULT_CSS_NAME
from framework_pdf.brand.typefaces import default_typefaces
from framework_pdf.build.pipeline import finish_pdf
from framework_pdf.build.session import open_sessions
from framework_pdf.build.typeset import typeset
from framework_pdf.core.diagnostics import Diagnostic, Severity, errors_in
from framework_pdf.core.workspace import Workspace
from framework_pdf.products.plan import Request
from framework_pdf.typesetting.boxes import boxes_on
from framework_pdf.typesetting.typesetter import LaidOut
from tests.support.folders import TEMPLATES, replace
from tests.support.frameworks import write_framework
from tests.support.pages import texts_of
from tests.support.places import place

pytestmark = pytest.mark.build
TITLE = "What everybody who comes to a garden sees, hears, smells, tastes, touches, and takes home from it at night"
WORD = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauuz"


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """Return the content of a framework of one aspect and two approaches."""
    return write_framework(tmp_path / "content", 2)


def laid_out(content: Path, variant: str, *brands: str) -> LaidOut:
    """Lay the booklet out."""
    (session,) = open_sessions(Workspace((content,), (TEMPLATES,), content.parent), brands).values()
    (edition,) = session.plan(Request(("gardener",), products=("booklet",), variants=(variant,)))
    return typeset(session, edition)


def problems(content: Path, variant: str) -> tuple[Diagnostic, ...]:
    """Return what is wrong with the laid-out booklet."""
    return laid_out(content, variant).findings.problems


@pytest.mark.parametrize(
    ("words", "variant"),
    [
        pytest.param(TITLE, "large-print", id="a title"),
        pytest.param(WORD, "standard", id="a word"),
        pytest.param(TITLE, "standard", id="a title in small print", marks=pytest.mark.nightly),
        pytest.param(WORD, "large-print", id="a word in large print", marks=pytest.mark.nightly),
    ],
)
def test_long_titles_have_room_wherever_they_are_printed(words: str, variant: str, content: Path) -> None:
    assert len(words) > 57
    frame, aspect = content / "framework.yml", content / "aspects" / "01-part-1.yml"
    for title in ("A garden for everyone", "Who gardens here", "Next season", "What I will try"):
        replace(frame, title, words)
    replace(frame, "name: Watch", f"name: {words}")
    replace(aspect, "title: Soil", f"title: {words}")
    assert problems(content, variant) == ()


def test_a_label_without_room_is_told_once_and_where_it_stands(tmp_path: Path) -> None:
    content = write_framework(tmp_path / "content", 3, 2)
    labels = content / "labels.yml"
    replace(labels, "notes: Soil, rain, thoughts", f"notes: {TITLE}, and {' '.join(reversed(TITLE.split()))}")
    (problem,) = problems(content, "large-print")
    assert "runs off the page" in problem.message
    assert str(problem.location) == place(str(labels), TITLE)


def test_room_that_a_typeface_leaves_around_its_letters_is_none_of_theirs(content: Path, tmp_path: Path) -> None:
    kit = tmp_path / "kit"
    kit.mkdir()
    for weight, face in zip((400, 700), default_typefaces().text.faces, strict=False):
        with TTFont(face.path) as font:
            for table, above, below in (("hhea", "ascent", "descent"), ("OS/2", "sTypoAscender", "sTypoDescender")):
                setattr(font[table], above, 1400)  # as Noto Sans Arabic has them: of 1,000
                setattr(font[table], below, -740)
            font.save(kit / f"tall-{weight}.ttf")
    files = ", ".join(f"{{path: tall-{weight}.ttf, weight: {weight}}}" for weight in (400, 700))
    fonts = f"[{{family: Tall, source: file, files: [{files}]}}]"
    (kit / "_brand.yml").write_text(f"typography: {{fonts: {fonts}, base: Tall}}\n", encoding="utf-8")
    booklet = laid_out(content, "standard", str(kit))
    assert booklet.findings.problems == ()
    families = {box.style["font_family"][0] for page in booklet.document.pages for box in boxes_on(page)}
    assert {family.rpartition("-")[0] for family in families if family.startswith("Kit-")} == {
        "Kit-Tall"
    }  # none gave way


@pytest.mark.parametrize("variant", ["standard", pytest.param("large-print", marks=pytest.mark.nightly)])
def test_a_text_at_a_glance_that_is_longer_than_its_page_is_told_with_what_to_cut(content: Path, variant: str) -> None:
    frame = yaml.safe_load((content / "framework.yml").read_text(encoding="utf-8"))
    words = " ".join([frame["at_a_glance"].strip(), *["and *more* of it"] * 30])
    (content / "framework.yml").write_text(yaml.safe_dump(frame | {"at_a_glance": words}), encoding="utf-8")
    (problem,) = problems(content, variant)
    assert (problem.code, problem.severity) == ("text-too-long", Severity.WARNING)
    assert str(problem.location) == place(str(content / "framework.yml"), "Each ring is")
    assert problem.hint
    assert re.fullmatch(r"cut about \d\d words", problem.hint)
    at_most = words.split()[: -int(problem.hint.split()[2]) - 5]
    (content / "framework.yml").write_text(yaml.safe_dump(frame | {"at_a_glance": " ".join(at_most)}), encoding="utf-8")
    assert problems(content, variant) == ()


@pytest.mark.parametrize("first", [1, 1995])
def test_numbers_of_several_digits_stand_within_their_column(first: int, content: Path) -> None:
    path = content / "aspects" / "01-part-1.yml"
    aspect = yaml.safe_load(path.read_text(encoding="utf-8"))
    for text in aspect["approaches"].values():
        text["text"] = "\n".join(f"{number}. Step" for number in range(first, first + 12))
    path.write_text(yaml.safe_dump(aspect, allow_unicode=True), encoding="utf-8")
    assert problems(content, "standard") == ()


def test_an_ellipsis_is_one_though_a_running_head_was_cut_with_the_first(content: Path, tmp_path: Path) -> None:
    replace(content / "aspects" / "01-part-1.yml", "title: Soil", f"title: {TITLE}")
    replace(content / "framework.yml", "Choose one thing and a day.", "Wait … and then see.")
    (session,) = open_sessions(Workspace((content,), (TEMPLATES,), content.parent), ()).values()
    (edition,) = session.plan(Request(("gardener",), products=("booklet",)))
    booklet = tmp_path / "booklet.pdf"
    booklet.write_bytes(finish_pdf(session, edition, typeset(session, edition)).files[0].data)
    pages = texts_of(booklet)
    assert any("Wait … and then see." in page for page in pages)
    assert sum("…" in page for page in pages) > 1


def test_a_long_example_begins_below_its_heading(content: Path) -> None:
    path = content / "aspects" / "01-part-1.yml"
    aspect = yaml.safe_load(path.read_text(encoding="utf-8"))
    aspect["examples"][0]["text"] = " ".join(f"Bed {number} was dug." for number in range(100))
    path.write_text(yaml.safe_dump(aspect, allow_unicode=True), encoding="utf-8")
    booklet = laid_out(content, "standard")
    assert booklet.findings.problems == ()
    on_page = [{getattr(box, "text", "") for box in boxes_on(page)} for page in booklet.document.pages]
    assert any("What a garden did" in texts and sum("was dug" in text for text in texts) > 20 for texts in on_page)


def write_wide_kit(kit: Path, times: float, form: str) -> None:
    """Write a kit in a typeface that is so many times as wide as ours, with covers and openers in a form."""
    kit.mkdir()
    for weight, face in zip((400, 700), default_typefaces().text.faces, strict=False):
        with TTFont(face.path) as font:
            for glyph in (font["glyf"][name] for name in font.getGlyphOrder()):
                if hasattr(glyph, "coordinates"):
                    glyph.coordinates.scale((times, 1))
                    glyph.recalcBounds(font["glyf"])
            for name, (advance, bearing) in font["hmtx"].metrics.items():
                font["hmtx"][name] = (round(advance * times), round(bearing * times))
            del font["GPOS"]  # its distances are those of narrower letters
            font.save(kit / f"wide-{weight}.ttf")
    files = ", ".join(f"{{path: wide-{weight}.ttf, weight: {weight}}}" for weight in (400, 700))
    fonts = f"[{{family: Wide, source: file, files: [{files}]}}]"
    design = f"defaults: {{framework-pdf: {{design: {{cover: {form}, opener: {form}}}}}}}"
    (kit / "_brand.yml").write_text(f"typography: {{fonts: {fonts}, base: Wide}}\n{design}\n", encoding="utf-8")


@pytest.mark.parametrize(
    ("form", "times", "family"),
    [
        *((form, 1.5, "Kit-Wide") for form in ("ground", "frame", "splash", "band")),
        ("band", 3.2, DEFAULT_CSS_NAME),
    ],
)
def test_titles_in_a_wide_typeface_get_smaller_before_they_break_or_lie_over_anything(
    form: str, times: float, family: str, content: Path, tmp_path: Path
) -> None:
    title = "My role in tackling health inequalities"
    replace(content / "framework.yml", "A garden for everyone", title)
    replace(content / "aspects" / "01-part-1.yml", "title: Soil", f"title: {title}")
    write_wide_kit(tmp_path / "kit", times, form)
    booklet = laid_out(content, "standard", str(tmp_path / "kit"))
    assert errors_in(booklet.findings.problems) == ()  # beside the picture a text may be too long
    assert booklet.findings.broken_words == ()
    titles = [box for box in boxes_on(booklet.document.pages[0]) if box.element_tag == "h1"]
    assert titles[0].style["font_family"][0].startswith(family)
