"""Titles and words of any length keep to their places, or are told by the place of the content, once."""

from pathlib import Path

import pytest

from framework_pdf.build.session import open_sessions
from framework_pdf.build.typeset import typeset
from framework_pdf.core.diagnostics import Diagnostic
from framework_pdf.core.workspace import Workspace
from framework_pdf.products.plan import Request
from tests.support.folders import TEMPLATES, replace
from tests.support.frameworks import write_framework
from tests.support.places import place

pytestmark = pytest.mark.build
TITLE = "What everybody who comes to a garden sees, hears, smells, tastes, touches, and takes home from it at night"
WORD = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauuz"


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """Return the content of a framework of one aspect and two approaches."""
    return write_framework(tmp_path / "content", 2)


def problems(content: Path, variant: str) -> tuple[Diagnostic, ...]:
    """Return what is wrong with the laid-out booklet."""
    (session,) = open_sessions(Workspace((content,), (TEMPLATES,), content.parent), ()).values()
    (edition,) = session.plan(Request(("gardener",), products=("booklet",), variants=(variant,)))
    return typeset(session, edition).findings.problems


@pytest.mark.parametrize("variant", ["standard", "large-print"])
@pytest.mark.parametrize("words", [TITLE, WORD], ids=["a title", "a word"])
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
    replace(labels, "notes: Soil, rain, thoughts", f"notes: {TITLE}, and what nobody sees")
    (problem,) = problems(content, "large-print")
    assert "runs off the page" in problem.message
    assert str(problem.location) == place(str(labels), TITLE)
