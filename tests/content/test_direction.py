"""The direction of content is that of its language, and of each profession that of its own."""

import re
import shutil
from pathlib import Path

import pytest
from markupsafe import Markup

from framework_pdf.build.session import open_sessions
from framework_pdf.content.direction import direction_of_language, direction_of_words, direction_problems
from framework_pdf.content.loading import load
from framework_pdf.core.workspace import Workspace
from framework_pdf.html.filters import fill
from framework_pdf.products.plan import Request
from tests.support.folders import GARDEN, TEMPLATES, append, replace
from tests.support.right_to_left import turned, write_right_to_left

LATIN = """- id: compost
  authors: Invented Press
  title: A book of compost
  published: Invented Press
  source: editorial
"""
ARABIC, HEBREW = "العناية بالقدم، والألم.", "טיפול ברגל."


def told(folder: Path, words: str, files: str = "framework.yml", keys: str = "title|strapline|asks") -> list[str]:
    """Return what is told of the small framework with these words behind some keys of some files."""
    shutil.copytree(GARDEN, folder)
    for path in folder.rglob(files):
        text = path.read_text(encoding="utf-8")
        path.write_text(re.sub(rf"(?m)^( *(?:- )?(?:{keys}): )[^|\n]+$", rf'\1"{words}"', text), encoding="utf-8")
    return [str(problem) for problem in direction_problems(load((folder,))[0])]


@pytest.mark.parametrize(
    ("language", "way"),
    [
        ("en-GB", "ltr"),
        ("he", "rtl"),
        ("ar-EG", "rtl"),
        ("fa", "rtl"),
        ("ckb", "rtl"),
        ("az", "ltr"),
        ("az-Arab", "rtl"),
        ("ar-Latn", "ltr"),
        ("zh-Hant", "ltr"),
        ("zh-yue-Hant", "ltr"),
        ("ha", "ltr"),
    ],
)
def test_a_language_has_a_direction(language: str, way: str) -> None:
    assert direction_of_language(language) == way


def test_what_is_named_as_written_from_right_to_left_is_no_problem(tmp_path: Path) -> None:
    folder = write_right_to_left(GARDEN, tmp_path / "garden")
    assert direction_problems(load((folder,))[0]) == ()
    replace(folder / "framework.yml", "language: he", "language: en-GB")
    (problem,) = direction_problems(load((folder,))[0])
    assert "name the language" in str(problem)


def test_each_profession_is_set_in_the_direction_of_its_own_language(tmp_path: Path) -> None:
    shutil.copytree(GARDEN, tmp_path / "garden")
    words = turned("Who has never had a fork in their hands here?")
    cook = tmp_path / "garden" / "professions" / "cook.yml"
    replace(cook, "name: cook", "name: cook\nlanguage: he")
    cook.write_text(re.sub("look: .*", f"look: {words}", cook.read_text(encoding="utf-8")), encoding="utf-8")
    pages = {who: composed(tmp_path, who) for who in ("cook", "gardener")}
    for html in pages.values():
        assert '<html lang="en-GB" ' in html
    assert re.search(r'<p class="strong" lang="he" dir="rtl">|<label [^>]*lang="he" dir="rtl">', pages["cook"])
    assert "dir=" not in pages["gardener"]


@pytest.mark.parametrize(
    ("words", "way"),
    [
        ("Care of feet", "ltr"),
        (ARABIC, "rtl"),
        (f"NHS {HEBREW}", "rtl"),
        ("The word שלום in a line", "ltr"),
        ("足のケア", "ltr"),
        ("12 (34)", None),
    ],
)
def test_words_are_written_as_most_of_their_letters_are(words: str, way: str | None) -> None:
    assert direction_of_words(words) == way


def composed(home: Path, who: str) -> str:
    """Return the web page of a profession of the content in a folder, in a typeface with Hebrew letters."""
    kit = home / "kit"
    kit.mkdir(exist_ok=True)
    (kit / "_brand.yml").write_text("typography: {base: Open Sans}\n", encoding="utf-8")
    (session,) = open_sessions(Workspace((home / "garden",), (TEMPLATES,), home), (str(kit),)).values()
    (edition,) = session.plan(Request((who,), products=("booklet",), formats=("html",)))
    return session.compose(edition, session.usual_settings(edition))


def test_a_work_is_listed_in_the_direction_of_its_title(tmp_path: Path) -> None:
    folder = write_right_to_left(GARDEN, tmp_path / "garden")
    append(folder / "references.yml", LATIN)
    html = composed(tmp_path, "gardener")
    assert '<html lang="he" class="standard" dir="rtl">' in html
    assert re.search(r'<li class="reference" id="ref-handbook">\s*<p>', html)
    assert re.search(r'<li class="reference" id="ref-compost">\s*<p dir="ltr">', html)


APART = "\u2068{}\u2069".format
"""Words as they stand in others that are written the other way: with marks of which nothing is seen."""


@pytest.mark.parametrize(
    ("label", "value", "around", "printed"),
    [
        (f"{HEBREW}: {{name}}!", "Gardeners (UK)", "rtl", f"{HEBREW}: {APART('Gardeners (UK)')}!"),
        (f"{HEBREW}: {{name}}!", "Gardeners", None, f"{HEBREW}: {APART('Gardeners')}!"),
        (f"{HEBREW}: {{name}}!", ARABIC, "rtl", f"{HEBREW}: {ARABIC}!"),
        (f"{HEBREW} {{name}}", 12, "rtl", f"{HEBREW} 12"),
        (f"{HEBREW} {{name}}", "+44 20", "rtl", f"{HEBREW} +44 20"),
        ("For {name}.", HEBREW, "rtl", f"For {APART(HEBREW)}."),  # a label that is not translated
        ("For {name}.", "gardeners", "rtl", "For gardeners."),
        ("{name}, 1.", "Gardeners", "rtl", f"{APART('Gardeners')}, 1."),
        ("{name}, 1.", "Gardeners", "ltr", "Gardeners, 1."),
        ("{name}, 1.", "Gardeners", None, "Gardeners, 1."),
        (
            f"{HEBREW}: {{name}} & so",
            Markup("<i>A&amp;B</i>"),
            "rtl",
            f'{HEBREW}: <bdi dir="ltr"><i>A&amp;B</i></bdi> &amp; so',
        ),
        (f"{HEBREW}: {{name}}", Markup(f'<i lang="he">{HEBREW}</i>'), "rtl", f'{HEBREW}: <i lang="he">{HEBREW}</i>'),
        ("For {name}.", Markup("<i>us</i>"), "ltr", "For <i>us</i>."),
    ],
)
def test_a_name_in_a_label_of_the_other_direction_is_set_apart(
    label: str, value: object, around: str | None, printed: str
) -> None:
    assert fill(label, {"name": value}, around) == printed


def test_names_are_set_apart_where_they_differ_from_the_page_and_no_typeface_needs_letters_for_that(
    tmp_path: Path,
) -> None:
    folder = write_right_to_left(GARDEN, tmp_path / "garden")
    replace(folder / "framework.yml", turned("The framework-pdf tests"), "The tests (2026)")
    html = composed(tmp_path, "gardener")
    assert f"<p>{APART('The tests (2026)')}, 25" in html
    assert APART("")[0] not in html[: html.index("</title>")]  # all names in it are written as the page is


@pytest.mark.parametrize("words", [ARABIC, HEBREW, f"“{ARABIC}”", f"1. {HEBREW}"])
def test_some_texts_from_right_to_left_are_a_warning(words: str, tmp_path: Path) -> None:
    (problem,) = told(tmp_path / "garden", words)
    assert problem.startswith("warning[right-to-left]: ")
    assert "texts begin with words from right to left" in problem


@pytest.mark.parametrize("words", ["The word שלום in a line", "Water, مياه", "क्षमता", "足のケア", "12 (34)"])
def test_words_within_a_line_are_set(words: str, tmp_path: Path) -> None:
    assert not told(tmp_path / "garden", words)
