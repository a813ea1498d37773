"""The words of the job ticket and the print test: a language can say them otherwise."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from framework_pdf.brand.typefaces import default_typefaces
from framework_pdf.content import language_defaults
from framework_pdf.content.language_defaults import language_of, words_of_sheet
from framework_pdf.core.units import A4
from framework_pdf.html.composer import compose_print_test
from tests.support.folders import TEMPLATES, replace

SHEETS = language_defaults.FOLDER / "sheets"


def words_in(value: Any, path: str = "") -> Iterator[tuple[str, list[str]]]:
    """Yield the path of each word, and the names in its braces."""
    if isinstance(value, str):
        yield path, sorted(re.findall(r"{\w+}", value))
    for key, each in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        yield from words_in(each, f"{path}/{key}")


@pytest.mark.parametrize("path", sorted(SHEETS.iterdir()), ids=lambda path: path.name)
@pytest.mark.parametrize("sheet", ["job_ticket", "print_test"])
def test_each_language_says_all_words_of_a_sheet_and_a_sheet_prints_each(sheet: str, path: Path) -> None:
    english, words = words_of_sheet(sheet, "en"), words_of_sheet(sheet, path.stem)
    assert dict(words_in(words)) == dict(words_in(english))
    folder = TEMPLATES / "sheets" / sheet
    printed = "".join(file.read_text(encoding="utf-8") for file in folder.glob("*.j2")) + "folds_of"
    assert [name for name in words if name not in printed] == []


@pytest.fixture
def uncached() -> Iterator[None]:
    words_of_sheet.cache_clear()
    yield
    words_of_sheet.cache_clear()


@pytest.mark.usefixtures("uncached")
def test_a_language_can_say_the_words_of_a_sheet_otherwise(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(language_defaults.FOLDER, tmp_path / "languages")
    monkeypatch.setattr(language_defaults, "FOLDER", tmp_path / "languages")
    welsh = tmp_path / "languages" / "sheets" / "cy.yml"
    shutil.copy(welsh.with_name("en.yml"), welsh)
    replace(welsh, "language: en-GB", "language: cy")
    replace(welsh, "front: Front, top", "front: Blaen, brig")
    replace(welsh, "heading: Job ticket", "heading: Tocyn gwaith")
    assert words_of_sheet("job_ticket", "cy-GB")["heading"] == "Tocyn gwaith"
    assert words_of_sheet("job_ticket", "de")["heading"] == "Job ticket"
    composed = compose_print_test((TEMPLATES,), A4, (), language="cy", type_=default_typefaces())
    assert '<html lang="cy">' in composed
    assert "<h1>Blaen, brig</h1>" in composed
    assert "Front, top" not in composed


def test_the_language_of_content_is_read_even_where_content_is_wrong(tmp_path: Path) -> None:
    (tmp_path / "framework.yml").write_text("language: cy\nnothing: known\n", encoding="utf-8")
    assert language_of((tmp_path,)) == "cy"
    (tmp_path / "framework.yml").write_text("- a list\n", encoding="utf-8")
    assert language_of((tmp_path,)) == language_of(()) == language_of((tmp_path / "none",)) == "en"
