"""Words from right to left: told before any page is set, since pages are set from left to right alone."""

import re
import shutil
from pathlib import Path

import pytest

from framework_pdf.build.session import open_sessions
from framework_pdf.content.direction import direction_problems
from framework_pdf.content.loading import load
from framework_pdf.core.errors import FrameworkPdfError
from framework_pdf.core.workspace import Workspace
from tests.support.folders import GARDEN, TEMPLATES

ARABIC, HEBREW = "العناية بالقدم، والألم.", "טיפול ברגל."


def told(folder: Path, words: str, files: str = "framework.yml", keys: str = "title|strapline|asks") -> list[str]:
    """Return what is told of the small framework with these words behind some keys of some files."""
    shutil.copytree(GARDEN, folder)
    for path in folder.rglob(files):
        text = path.read_text(encoding="utf-8")
        path.write_text(re.sub(rf"(?m)^( *(?:- )?(?:{keys}): )[^|\n]+$", rf'\1"{words}"', text), encoding="utf-8")
    return [str(problem) for problem in direction_problems(load((folder,))[0])]


def test_english_is_set() -> None:
    assert not direction_problems(load((GARDEN,))[0])


@pytest.mark.parametrize("words", [ARABIC, HEBREW])
def test_a_framework_from_right_to_left_is_told_once(words: str, tmp_path: Path) -> None:
    (problem,) = told(tmp_path / "garden", words * 30, "*.yml", "title|summary|statement")
    assert problem.startswith("error[right-to-left]: the content is written from right to left")
    assert "framework.yml:3:" in problem
    with pytest.raises(FrameworkPdfError) as caught:
        open_sessions(Workspace((tmp_path / "garden",), (TEMPLATES,), tmp_path), ())
    assert [str(each) for each in caught.value.diagnostics if each.code == "right-to-left"] == [problem]


@pytest.mark.parametrize("words", [ARABIC, HEBREW, f"“{ARABIC}”", f"1. {HEBREW}"])
def test_some_texts_from_right_to_left_are_a_warning(words: str, tmp_path: Path) -> None:
    (problem,) = told(tmp_path / "garden", words)
    assert problem.startswith("warning[right-to-left]: ")
    assert "texts begin with words from right to left" in problem


@pytest.mark.parametrize("words", ["The word שלום in a line", "Water, مياه", "क्षमता", "足のケア", "12 (34)"])
def test_words_within_a_line_are_set(words: str, tmp_path: Path) -> None:
    assert not told(tmp_path / "garden", words)
