"""A profession that is like another has its words where it has none of its own; at the end come the general ones."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from framework_pdf.content.catalogue import Catalogue
from framework_pdf.content.diff import compare
from framework_pdf.content.loading import load
from framework_pdf.content.passages import passages
from framework_pdf.core.errors import ContentError
from framework_pdf.html.context import usual_settings
from framework_pdf.html.credits import credits_of
from framework_pdf.products.plan import Request
from tests.support.composing import composer, planned
from tests.support.folders import replace
from tests.support.places import place
from tests.support.programs import Run

PEOPLE = Path("content/professions")
PORTER = """\
id: porter
name: porter
plural: Porters
like: cook
aspects:
  soil:
    questions: {do: Which barrow could you lend?}
source: editorial
"""
COOK_LIKE = ("plural: Cooks", "plural: Cooks\nlike: garddwr-ysgol")


@pytest.fixture
def likes(garden: Path) -> Callable[[], Catalogue]:
    """Read the garden, where a porter is like the cook, who is like the Welsh school gardener."""
    (PEOPLE / "porter.yml").write_text(PORTER, encoding="utf-8")
    replace(PEOPLE / "cook.yml", *COOK_LIKE)
    return lambda: load((garden.relative_to(Path.cwd()) / "content",))[0]


def test_words_are_the_first_in_turn(likes: Callable[[], Catalogue]) -> None:
    catalogue = likes()
    porter, (soil, plants, *_) = catalogue.professions["porter"], catalogue.aspects
    assert [each.id for each in catalogue.in_turn(porter)] == ["porter", "cook", "garddwr-ysgol", "gardener"]
    for aspect, path, whose, language in (
        (soil, ("questions", "do"), "porter", "en-GB"),
        (plants, ("questions", "look"), "cook", "en-GB"),
        (plants, ("try_this_week",), "cook", "en-GB"),
        (plants, ("questions", "do"), "garddwr-ysgol", "cy"),
        (soil, ("questions", "look"), "garddwr-ysgol", "cy"),
    ):
        assert catalogue.whose_words(porter, aspect, *path).id == whose
        assert catalogue.language(porter, aspect, *path) == language
        theirs, own = catalogue.professions[whose].aspects[aspect.id], catalogue.own_words(porter, aspect)
        assert own.questions.get(path[-1], own.try_this_week) == theirs.questions.get(path[-1], theirs.try_this_week)
    assert [catalogue.own_words(porter, aspect).strongest for aspect in (soil, plants)] == [None, "do"]
    example = catalogue.card_example(porter, plants)
    assert example
    assert example.id == "callaloo"
    files = {path.name for path in catalogue.files([porter], catalogue.aspects)}
    assert {"porter.yml", "cook.yml", "garddwr-ysgol.yml", "gardener.yml"} <= files
    assert "porter.yml" not in {path.name for path in catalogue.files([catalogue.professions["cook"]], ())}


@pytest.mark.command
def test_what_is_printed_credited_and_listed_follows(likes: Callable[[], Catalogue], run: Run) -> None:
    """An overlay changes a question of the cook's: it is credited in the porter's booklet, and told once."""
    before = likes()
    overlay = Path("ours/professions/cook.yml")
    overlay.parent.mkdir(parents=True)
    overlay.write_text("id: cook\naspects: {plants: {questions: {look: Which pan?}}}\n", encoding="utf-8")
    Path("ours/overlay.yml").write_text("made_by: We\ndate: 2026-11-30\n", encoding="utf-8")
    catalogue, _ = load((Path("content"), Path("ours")))
    edition = planned(Request(("porter",)), catalogue)[0]
    settings = usual_settings(catalogue, edition, 12)
    html = composer(catalogue).compose(edition, settings)[0]
    assert "Which pan?" in html
    assert 'lang="cy"' in html
    (credit,) = credits_of(catalogue, passages(catalogue), edition)
    assert [(each.heading, each.parts) for each in credit.changed] == [("Plants", ("Look",))]
    (difference,) = compare(before, catalogue)
    assert "/".join(difference.path) == "professions/cook/aspects/plants/questions/look"
    rows = json.loads(run("list", "professions", "--json").stdout)
    assert {row["id"]: row["like"] for row in rows} == {
        "cook": ["garddwr-ysgol"],
        "garddwr-ysgol": [],
        "gardener": [],
        "porter": ["cook", "garddwr-ysgol"],
    }


def test_which_question_is_strongest_is_no_change_where_all_are_printed(garden: Path) -> None:
    overlay = garden / "ours" / "professions" / "cook.yml"
    overlay.parent.mkdir(parents=True)
    overlay.write_text("id: cook\naspects: {plants: {strongest: look}}\n", encoding="utf-8")
    (garden / "ours" / "overlay.yml").write_text("made_by: We\ndate: 2026-11-30\n", encoding="utf-8")
    catalogue, _ = load((garden / "content", garden / "ours"))
    for edition in planned(Request(("cook",)), catalogue):
        assert credits_of(catalogue, passages(catalogue), edition) == (), edition.path


CIRCLE = "take `like` out of one of them: what it leaves out is the general edition’s then"


@pytest.mark.parametrize(
    ("name", "old", "new", "told", "at", "hint"),
    [
        pytest.param(
            *("porter", "like: cook", "like: cok"),
            *("[unknown-profession]: there is no profession `cok`", ("porter", 7), "did you mean `cook`?"),
            id="unknown",
        ),
        pytest.param(
            *("porter", "like: cook", "like: porter"),
            *("[circle]: these are like each other in a circle: `porter` → `porter`", ("porter", 7), CIRCLE),
            id="itself",
        ),
        pytest.param(
            *("garddwr-ysgol", "language: cy", "language: cy\nlike: cook"),
            "[circle]: these are like each other in a circle: `cook` → `garddwr-ysgol` → `cook`",
            *(("cook", 7), CIRCLE),
            id="a circle, and somebody who leads to it",
        ),
        pytest.param(
            *("gardener", "plural: Gardeners", "plural: Gardeners\nlike: cook"),
            "[general-like]: the general edition is like no other: what others leave out is taken from it",
            *(("gardener", 1), "take `like` out, and write all its words"),
            id="the general one",
        ),
    ],
)
def test_likeness_that_leads_nowhere(
    likes: Callable[[], Catalogue], name: str, old: str, new: str, told: str, at: tuple[str, int], hint: str
) -> None:
    replace(PEOPLE / f"{name}.yml", old, new)
    with pytest.raises(ContentError) as caught:
        likes()
    where = place(str(PEOPLE / f"{at[0]}.yml"), "like:").removesuffix(":1")
    assert [str(problem) for problem in caught.value.diagnostics] == [f"error{told}\n  {where}:{at[1]}\n  hint: {hint}"]


def test_the_general_edition_may_be_named_as_the_one_that_all_are_like(likes: Callable[[], Catalogue]) -> None:
    replace(PEOPLE / "cook.yml", "like: garddwr-ysgol", "like: gardener")
    catalogue = likes()
    assert [each.id for each in catalogue.in_turn(catalogue.professions["porter"])] == ["porter", "cook", "gardener"]
