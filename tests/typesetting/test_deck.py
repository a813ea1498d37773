"""The deck, as facts of its pages: a question a card, all in one size, sorted by their corners."""

from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from framework_pdf.content.catalogue import Catalogue
from framework_pdf.content.loading import load
from framework_pdf.core.errors import FrameworkPdfError
from framework_pdf.core.units import A5, A6, A7, Paper, pt_to_mm
from framework_pdf.core.workspace import Workspace
from framework_pdf.html.context import usual_settings
from tests.support.building import STRICT, Build, Builds, deck_of, large_deck_of, small_deck_of
from tests.support.composing import composer, planned
from tests.support.folders import TEMPLATES, replace
from tests.support.frameworks import write_framework
from tests.support.pages import Page, pages_of, pixels, squashed

COLLEGE, WHIRLIGIG = "college-of-everyday-therapies", "whirligig"
KEY = {"deck.pdf": 2, "deck-a7.pdf": 4, "deck-large-print.pdf": 2}
"""How many sides the key has in each."""
LEAST = {"deck.pdf": 12, "deck-a7.pdf": 12, "deck-large-print.pdf": 18}


@pytest.fixture(scope="module")
def decks(builds: Builds) -> tuple[Path, ...]:
    """The podiatrist's deck in our own look, on A7 in a wide typeface, and in large print."""
    return (
        builds.of(deck_of("podiatrist")) / "podiatrist" / "deck.pdf",
        builds.of(small_deck_of("podiatrist", WHIRLIGIG)) / WHIRLIGIG / "podiatrist" / "deck-a7.pdf",
        builds.of(large_deck_of("podiatrist", COLLEGE)) / COLLEGE / "podiatrist" / "deck-large-print.pdf",
    )


def cards_of(path: Path) -> list[tuple[Page, Page]]:
    """Return the front and the back of each card with a question."""
    pages = pages_of(path)[KEY[path.name] :]
    return list(zip(pages[::2], pages[1::2], strict=True))


def test_each_question_has_a_card_with_what_it_is_about_on_its_back(
    decks: tuple[Path, ...], catalogue: Catalogue
) -> None:
    podiatrist, approaches = catalogue.professions["podiatrist"], catalogue.framework.approaches
    for path in decks:
        cards = cards_of(path)
        assert len(cards) == 18
        meant = ((aspect, approach) for aspect in catalogue.aspects for approach in approaches)
        for (front, back), (aspect, approach) in zip(cards, meant, strict=True):
            question = catalogue.own_words(podiatrist, aspect).questions[approach.id]
            number = catalogue.aspects.index(aspect) + 1
            assert squashed(front.text) == squashed(f"{number} {question}"), path
            words = (
                f"{number} {aspect.title} {approach.name} {approach.asks} {aspect.approaches[approach.id].statement}"
            )
            assert squashed(back.text) == squashed(words), path


def test_the_key_says_suits_approaches_how_to_play_and_whose_it_is(
    decks: tuple[Path, ...], catalogue: Catalogue
) -> None:
    for path in decks:
        key = squashed(" ".join(page.text for page in pages_of(path)[: KEY[path.name]]))
        said = [catalogue.framework.title, *(aspect.title for aspect in catalogue.aspects), "CC BY 4.0", "How to play"]
        said += [f"{approach.name} {approach.asks}" for approach in catalogue.framework.approaches]
        assert [words for words in said if squashed(words) not in key] == [], path


@pytest.mark.parametrize(("place", "paper"), [(0, A6), (1, A7), (2, A5)], ids=["A6", "A7", "large print"])
def test_questions_have_one_size_and_no_word_is_too_small(decks: tuple[Path, ...], place: int, paper: Paper) -> None:
    path = decks[place]
    for page in pages_of(path):
        assert (round(pt_to_mm(page.width)), round(pt_to_mm(page.height))) == (paper.width, paper.height)
        assert min(word.size for word in page.words) >= LEAST[path.name] - 0.01
    sizes = {round(word.size, 2) for front, _ in cards_of(path) for word in front.words[1:]}
    assert len(sizes) == 1
    assert sizes.pop() >= 1.5 * LEAST[path.name]


def corner(path: Path, card: int) -> "np.ndarray[Any, Any]":
    """Return where ink is in the corner of a front, whatever its colour, without the number beside it."""
    image = pixels(path, KEY[path.name] + 2 * card + 1, 100)
    side = round(20 / 105 * image.shape[1])
    return np.asarray(image[:side, :side].max(axis=2) < 235)


def test_a_card_is_sorted_by_its_corner_whatever_its_colour(decks: tuple[Path, ...]) -> None:
    for path in (decks[0], decks[2]):
        of_aspects = [corner(path, 3 * aspect) for aspect in range(6)]
        for one, other in combinations(of_aspects, 2):
            assert (one ^ other).sum() > 0.12 * (one | other).sum(), path
        assert not (corner(path, 0) ^ corner(path, 1)).any()


def test_a_question_that_is_too_long_is_told_by_its_place(build: Build, tmp_path: Path) -> None:
    content, own = write_framework(tmp_path / "content", 1), "professions/gardener.yml"
    question = "Who has never had a fork in their hands here?"
    replace(content / own, question, " ".join([question] * 14))
    with pytest.raises(FrameworkPdfError) as raised:
        build(Workspace((content,), (TEMPLATES,), tmp_path / "out"), small_deck_of("gardener"), STRICT)
    (problem, *_) = raised.value.diagnostics
    assert problem.code == "no-room"
    assert problem.location
    assert problem.location.path == content / own
    assert problem.location.line
    assert (problem.hint or "").startswith("cut about")


@pytest.mark.parametrize(("approaches", "aspects", "sides"), [(1, 1, 2), (4, 4, 2), (8, 8, 6), (3, 30, 8)])
def test_the_key_has_as_many_sides_as_its_words_need_and_every_card_two(
    tmp_path: Path, approaches: int, aspects: int, sides: int
) -> None:
    catalogue, _ = load((write_framework(tmp_path / "content", approaches, aspects),))
    (edition,) = planned(deck_of("gardener"), catalogue)
    html = composer(catalogue).compose(edition, usual_settings(catalogue, edition, 30))[0]
    assert html.count('class="key side') == sides
    assert html.count("data-one-page") == sides + 2 * approaches * aspects
    assert html.count("@page back-") == aspects


def test_what_is_wrong_with_a_deck_however_small_its_type_is_told(folder: Path, build: Build) -> None:
    replace("templates/products/deck/deck.html.j2", "</section>", '<img src="seal.png" alt="Seal"></section>')
    with pytest.raises(FrameworkPdfError, match=r"`seal\.png` can't be used: there is no such file"):
        build(Workspace((folder / "content",), (folder / "templates",), folder / "out"), deck_of("podiatrist"), STRICT)
