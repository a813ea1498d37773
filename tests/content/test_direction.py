"""The direction of content: found by its letters, whatever its language is called."""

import re
import shutil
from pathlib import Path

import pytest

from framework_pdf.build.session import open_sessions
from framework_pdf.content.direction import Direction, direction_of, direction_of_words, direction_problems
from framework_pdf.content.loading import load
from framework_pdf.core.workspace import Workspace
from framework_pdf.products.plan import Request
from tests.support.folders import GARDEN, TEMPLATES, append
from tests.support.right_to_left import write_right_to_left

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


def test_english_is_set_from_left_to_right() -> None:
    english = load((GARDEN,))[0]
    assert direction_of(english) is Direction.LEFT_TO_RIGHT
    assert not direction_problems(english)


@pytest.mark.parametrize("words", [ARABIC, HEBREW])
def test_a_framework_from_right_to_left_is_set_so(words: str, tmp_path: Path) -> None:
    assert told(tmp_path / "garden", words * 30, "*.yml", "title|summary|statement") == []
    assert direction_of(load((tmp_path / "garden",))[0]) is Direction.RIGHT_TO_LEFT


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


def test_a_work_is_listed_in_the_direction_of_its_title(tmp_path: Path) -> None:
    folder = write_right_to_left(GARDEN, tmp_path / "garden")
    append(folder / "references.yml", LATIN)
    kit = tmp_path / "kit"
    kit.mkdir()
    (kit / "_brand.yml").write_text("typography: {base: Open Sans}\n", encoding="utf-8")
    (session,) = open_sessions(Workspace((folder,), (TEMPLATES,), tmp_path), (str(kit),)).values()
    (edition,) = session.plan(Request(("gardener",), products=("booklet",), formats=("html",)))
    html = session.compose(edition, session.usual_settings(edition))
    assert '<html lang="he" dir="rtl">' in html
    assert '<li class="reference" id="ref-handbook">' in html
    assert '<li class="reference" id="ref-compost" dir="ltr">' in html


@pytest.mark.parametrize("words", [ARABIC, HEBREW, f"“{ARABIC}”", f"1. {HEBREW}"])
def test_some_texts_from_right_to_left_are_a_warning(words: str, tmp_path: Path) -> None:
    (problem,) = told(tmp_path / "garden", words)
    assert problem.startswith("warning[right-to-left]: ")
    assert "texts begin with words from right to left" in problem


@pytest.mark.parametrize("words", ["The word שלום in a line", "Water, مياه", "क्षमता", "足のケア", "12 (34)"])
def test_words_within_a_line_are_set(words: str, tmp_path: Path) -> None:
    assert not told(tmp_path / "garden", words)
