"""Every mistake in a template that is seen before a page is laid out: its exact message and place."""

from collections.abc import Callable
from pathlib import Path

import pytest
from jinja2 import Environment

from framework_pdf.build.session import open_sessions
from framework_pdf.content.catalogue import Catalogue
from framework_pdf.core import workspace
from framework_pdf.core.errors import CompositionError, FrameworkPdfError
from framework_pdf.html.jinja_environment import make_environment
from framework_pdf.html.template_checks import template_problems
from framework_pdf.products.plan import Request
from tests.support.composing import card_with
from tests.support.folders import append, replace
from tests.support.places import place


@pytest.fixture
def problems(folder: Path) -> Callable[[], list[str]]:
    """Compose a card with a copy of our templates that was changed, and return every problem as it is printed."""

    def told() -> list[str]:
        assert folder == Path.cwd()
        with pytest.raises(FrameworkPdfError) as caught:
            compose_a_card()
        return [str(problem) for problem in caught.value.diagnostics]

    return told


def compose_a_card() -> str:
    (session,) = open_sessions(workspace.find(), ()).values()
    (card,) = session.plan(Request(("podiatrist",), products=("card",), aspects=("1",)))
    return session.compose(card, session.usual_settings(card))


def test_template_with_a_syntax_error(problems: Callable[..., list[str]]) -> None:
    replace("templates/parts/card.html.j2", "{% for each in copy.approaches %}", "{% for each of copy.approaches %}")
    (problem,) = problems()
    where = place("templates/parts/card.html.j2", "{% for each of")
    assert problem == (
        "error[broken-template]: this is not valid Jinja: expected token 'in', got 'of'\n"
        f"  {where}\n"
        "  hint: look here and above for a `{%` or `{{` that is not closed, or a block without its end"
    )


def test_template_or_style_sheet_that_can_not_be_read(problems: Callable[..., list[str]], tmp_path: Path) -> None:
    outside = tmp_path / "outside.css"
    outside.write_text("p { color: red }", encoding="utf-8")
    for name in ("products/card/style.css", "parts/card.html.j2"):
        Path("templates", name).unlink()
    Path("templates/products/card/style.css").symlink_to(outside)
    Path("templates/parts/card.html.j2").symlink_to("nowhere")
    assert problems() == [
        f"error[unreadable-file]: {message}\n  templates/{name}\n"
        "  hint: make it a file in this folder that you may read, or take it away"
        for name, message in (
            ("parts/card.html.j2", "this is no file"),
            ("products/card/style.css", "this leads out of the folder"),
        )
    ]


@pytest.mark.parametrize("name", ["parts/card.html.j2", "parts/mine.txt"])
def test_template_that_is_not_in_utf_8(name: str, problems: Callable[..., list[str]]) -> None:
    path = Path("templates", name)
    path.write_bytes((path.read_bytes() if path.exists() else b"") + "one\ntwo caf\xe9".encode("latin-1"))
    if name.endswith(".txt"):
        append("templates/parts/card.html.j2", '{% include "parts/mine.txt" %}')
    assert problems() == [
        "error[not-utf-8]: the byte 0xe9 is not UTF-8\n"
        f"  templates/{name}:{path.read_bytes().count(10) + 1}:8\n"
        "  hint: save the file with the encoding UTF-8"
    ]


def test_template_with_a_byte_order_mark_and_ends_of_lines_of_windows(folder: Path) -> None:
    path = folder / "templates" / "parts" / "card.html.j2"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert "\ufeff" not in compose_a_card()


@pytest.mark.parametrize(
    ("mistake", "said"),
    [
        ("{{ cycler() }}", "at least one item has to be provided"),
        ('{{ "#ffffff" | tint(1e999) }}', "name 'inf' is not defined"),
        ('{{ "x" | truncate(-5) }}', "expected length >= 3, got -5"),
        ("{{ 1 / 0 }}", "division by zero"),
        ('{{ "[@nobody]" | prose }}', "KeyError 'nobody'"),
        ('{{ qr_code("x" * 9000, "a") }}', "Data too large. No QR Code can handle the provided data"),
        ("{{ none }}", "nothing (`none`) can't be printed: only words, numbers and dates can"),
        ("{{ [1] }}", "a value of the kind `list` can't be printed: only words, numbers and dates can"),
        ("{{ part.aspect }}", "a value of the kind `Aspect` can't be printed: only words, numbers and dates can"),
        ("{{ '{b}' | fill(a=1) }}", "there are no words for `{b}` in a label; it can hold: `{a}`"),
        ("{{ '{a}' | fill(a=none) }}", "nothing (`none`) can't be printed: only words, numbers and dates can"),
    ],
)
def test_what_a_template_can_not_do_is_told_with_its_line(
    card_template: Path, catalogue: Catalogue, mistake: str, said: str
) -> None:
    append(card_template, mistake)
    line = len(card_template.read_text(encoding="utf-8").splitlines())
    with pytest.raises(CompositionError) as caught:
        card_with(card_template.parents[1], catalogue)
    assert str(caught.value) == (
        f"error[template-value]: the template can't be filled in: {said}\n"
        f"  templates/parts/card.html.j2:{line}:1\n"
        "  hint: look at what this line gives to its filters, functions and operators"
    )


def test_what_a_template_is_compiled_to_serves_any_content(card_template: Path, catalogue: Catalogue) -> None:
    append(card_template, "{{ 'Above all < the rest' | prose }}")
    assert template_problems((card_template.parents[1],)) == ()  # it compiles it without any
    assert "<p>Above all &lt;" in card_with(card_template.parents[1], catalogue)


@pytest.mark.parametrize("boxed", [0x600, 0x6DD, 0x70F, 0x890, 0x1680, 0x2028, 0xFFF9, 0x1, 0x7F, 0x110BD, 0xE0041])
def test_characters_for_which_a_box_would_be_printed(card_template: Path, catalogue: Catalogue, boxed: int) -> None:
    append(card_template, f"{{{{ '{chr(boxed)}' }}}}")
    with pytest.raises(CompositionError, match=rf"missing-character.* has no character U\+{boxed:04X}"):
        card_with(card_template.parents[1], catalogue)


def test_characters_that_need_no_glyph(card_template: Path, catalogue: Catalogue) -> None:
    append(card_template, "A\u00a0\u2003\u202f\u200b\u200d\u00ad\ufe0f\u2060B")
    assert "A\u00a0" in card_with(card_template.parents[1], catalogue)


def test_a_mistake_in_a_template_of_any_name_is_told_in_its_line(problems: Callable[..., list[str]]) -> None:
    Path("templates/parts/mine.txt").write_text("one\n{{ 1 / 0 }}", encoding="utf-8")
    append("templates/parts/card.html.j2", '{% include "parts/mine.txt" %}')
    (problem,) = problems()
    assert "\n  templates/parts/mine.txt:2:1\n" in problem


@pytest.mark.parametrize("name", ["a" * 5000, "a\\0b", "../" * 3000])
def test_an_include_that_can_be_no_file(card_template: Path, catalogue: Catalogue, name: str) -> None:
    append(card_template, '{% include "' + name + '" %}')
    with pytest.raises(CompositionError) as caught:
        card_with(card_template.parents[1], catalogue)
    problem = str(caught.value)
    assert problem.startswith("error[missing-template]: there is no template `")
    assert "\n  templates/parts/card.html.j2:" in problem
    assert len(problem) < 400


def test_a_mistake_in_what_is_the_same_each_time(problems: Callable[..., list[str]]) -> None:
    append("templates/parts/card.html.j2", "{{ (-5).half and 1 }}")
    assert problems() == [
        "error[undefined-variable]: the template can't be filled in: 'int object' has no attribute 'half'\n"
        "  templates/parts/card.html.j2\n"
        "  hint: docs/templates.md lists the variables that a template sees"
    ]


def test_a_filter_that_there_is_not(problems: Callable[..., list[str]]) -> None:
    append("templates/parts/card.html.j2", "{{ [1, 2] | random }}")
    (problem,) = problems()
    assert problem.startswith("error[broken-template]: this is not valid Jinja: No filter named 'random'.\n")
    assert "docs/templates.md lists the filters and functions" in problem


def test_template_with_an_undefined_variable(problems: Callable[..., list[str]]) -> None:
    replace("templates/parts/card.html.j2", "copy.summary.words", "copy.summry.words")
    assert problems() == [
        "error[undefined-variable]: the template can't be filled in: 'framework_pdf.html.card_copy.CardCopy object' "
        "has no attribute 'summry'\n"
        f"  {place('templates/parts/card.html.j2', 'summry')}\n"
        "  hint: docs/templates.md lists the variables that a template sees"
    ]


def test_template_that_is_missing(problems: Callable[..., list[str]]) -> None:
    replace("templates/products/card/card.html.j2", "parts/card.html.j2", "parts/kard.html.j2")
    assert problems() == [
        "error[missing-template]: there is no template `parts/kard.html.j2`\n"
        f"  {place('templates/products/card/card.html.j2', 'parts/kard')}\n"
        "  hint: templates are looked for in the given folder, then in the packaged one"
    ]


@pytest.mark.parametrize(
    "escape",
    [
        "look.type.text.faces[0].path.read_bytes()",
        'framework.parse_file("content/framework.yml")',
        "framework.model_copy()",
        '"".__class__',
        "part.setting.copy.cut({})",
    ],
)
def test_template_that_leaves_its_sandbox(problems: Callable[..., list[str]], escape: str) -> None:
    append("templates/parts/card.html.j2", "{{ " + escape + " }}")
    (problem,) = problems()
    assert problem.startswith("error[template-value]: the template can't be filled in: access to attribute")
    assert f"\n  {place('templates/parts/card.html.j2', '{{ ' + escape)[:-1]}" in problem


def test_the_same_text_elsewhere_is_not_compiled_again_and_told_of_by_its_own_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("here", "there"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "a.j2").write_text(
            "{% macro b(c) %}{{ c / 0 }}{% endmacro %}\n\n{{ b(1) }}", encoding="utf-8"
        )
    make_environment((tmp_path / "here",), None).get_template("a.j2")
    monkeypatch.setattr(Environment, "compile", lambda *_, **__: pytest.fail("it is compiled again"))
    there = make_environment((tmp_path / "there",), None).get_template("a.j2")
    assert Path(str(there.filename)) == tmp_path / "there" / "a.j2"
    with pytest.raises(ZeroDivisionError) as caught:
        there.render()
    places = {Path(entry.path) for entry in caught.traceback if Path(entry.path).name == "a.j2"}
    assert places == {tmp_path / "there" / "a.j2"}
