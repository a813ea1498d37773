"""Every mistake in a template that is seen before a page is laid out: its exact message and place."""

from collections.abc import Callable
from pathlib import Path

import pytest

from framework_pdf.build.session import open_sessions
from framework_pdf.core import workspace
from framework_pdf.core.errors import FrameworkPdfError
from framework_pdf.products.plan import Request
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


def compose_a_card() -> None:
    (session,) = open_sessions(workspace.find(), ()).values()
    (card,) = session.plan(Request(("podiatrist",), products=("card",), aspects=("1",)))
    session.compose(card, session.usual_settings(card))


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
        f"error[unreadable-file]: this can't be read\n  templates/{name}\n"
        "  hint: make it a file in this folder that you may read, or take it away"
        for name in ("parts/card.html.j2", "products/card/style.css")
    ]


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
