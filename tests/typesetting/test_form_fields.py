"""Fields that are none to write in, or that nobody could tell apart: what is said of each, and where."""

from pathlib import Path

import pytest

from framework_pdf.typesetting.typesetter import Typesetter
from tests.support.folders import TEMPLATES, append
from tests.support.programs import Run

FIELD = '<label for="a">Name</label><input id="a" name="a" type="{}" {}>'
KIND = "a field of the kind `{}` is none to write in"
UNNAMED = "the field `a` does not say what it asks for"
FILLED = "the field `a` is filled in already"
CASES = {
    FIELD.format("submit", ""): KIND.format("submit"),
    FIELD.format("file", ""): KIND.format("file"),
    FIELD.format("password", ""): KIND.format("password"),
    '<label for="a">Name</label><button id="a" name="a">Send</button>': KIND.format("button"),
    FIELD.format("text", 'value="8 hours"'): FILLED,
    FIELD.format("checkbox", "checked"): FILLED,
    '<label for="a">Name</label><textarea id="a" name="a">Words</textarea>': FILLED,
    '<label for="a">Name</label><select id="a" name="a"><option selected>A</option></select>': FILLED,
    '<input id="a" name="a">': UNNAMED,
    '<label>Name <textarea name="a"></textarea></label>': UNNAMED,
    f'{FIELD.format("text", "")}<label for="b">Day</label><input id="b" name="a">': "two fields are called `a`",
    '<label for="a">Name</label><input id="a">': "a field has no name",
}


@pytest.mark.parametrize(("markup", "said"), CASES.items(), ids=[*map(str, range(len(CASES)))])
def test_a_field_with_a_fault_is_an_error(markup: str, said: str, tmp_path: Path) -> None:
    assert [said] == faults_of(f'<form action="https://example.org/">{markup}</form>', tmp_path)


def test_a_field_outside_of_a_form_has_no_label_there(tmp_path: Path) -> None:
    assert faults_of(FIELD.format("text", ""), tmp_path) == [UNNAMED]


def test_fields_that_are_drawn_and_not_filled_in_have_no_fault(tmp_path: Path) -> None:
    assert faults_of(FIELD.format("submit", 'style="appearance: none"'), tmp_path) == []
    buttons = '<input type="radio" name="b" title="Yes"><input type="radio" name="b" title="No">'
    assert faults_of(f"<form>{FIELD.format('text', '')}{buttons}</form>", tmp_path) == []


def faults_of(markup: str, folder: Path) -> list[str]:
    """Return what is wrong with the fields of a page."""
    style = "<style>input, button, textarea, select { appearance: auto }</style>"
    html = f'<html lang="en"><title>A</title>{style}<body>{markup}'
    found = Typesetter(folder, (folder,)).lay_out(html).findings.problems
    return [each.message for each in found if each.code == "bad-field"]


@pytest.mark.build
def test_a_button_in_a_template_ends_a_build_with_its_place(garden: Path, run: Run) -> None:
    for name in ("macros/fields.html.j2", "products/worksheet/style.css"):
        (garden / "mine" / name).parent.mkdir(parents=True)
        (garden / "mine" / name).write_text((TEMPLATES / name).read_text(encoding="utf-8"), encoding="utf-8")
    button = '<button id="{{ id }}" name="{{ id }}">{{ said }}</button><label for="{{ id }}">{{ said }}</label>'
    macro = f"{{% macro tick(id, asked, said, columns, width, hue) %}}{button}{{% endmacro %}}\n"
    append("mine/macros/fields.html.j2", macro)
    append("mine/products/worksheet/style.css", "button { appearance: auto }\n")
    done = run("build", "--product", "worksheet", "--templates", "mine")
    assert done.returncode == 1
    assert f"error[bad-field]: {KIND.format('button')}\n  mine/macros/fields.html.j2:" in done.stderr
    assert "hint: take an `input` of the type text, checkbox or radio" in done.stderr
