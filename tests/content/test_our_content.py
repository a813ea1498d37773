"""Our own content: nothing of substance missing, every figure right, no words anywhere else."""

import re
from difflib import SequenceMatcher
from itertools import combinations
from pathlib import Path

import pytest

from framework_pdf.content.catalogue import Catalogue
from framework_pdf.content.markup_reader import words_in
from framework_pdf.content.model.framework import Example
from framework_pdf.content.model.profession import Profession
from tests.support.folders import CONTENT, TEMPLATES
from tests.support.writing import sentences_of

OWN = {
    "population-health-leadership": ["occupational-therapist"],
    "high-intensity-users": ["paramedic"],
    "art-at-the-start": ["art-therapist"],
    "music-on-a-trauma-ward": ["music-therapist"],
    "joint-pain-advisers": ["osteopath"],
    "smoking-cessation-on-vascular-wards": ["physiotherapist"],
    "get-going-groups": ["dramatherapist"],
    "change-communication": ["speech-and-language-therapist"],
    "vaccination-conversations": ["operating-department-practitioner"],
    "forgotten-feet": ["podiatrist"],
    "telephone-support": ["orthoptist"],
    "breast-screening-online": ["radiographer"],
    "orthotics-redesign": ["prosthetist-orthotist"],
    "occupational-deprivation": ["occupational-therapist"],
    "apprenticeships-and-anchor-principles": ["dietitian"],
}
"""Whose example is whose, as the report has it; the others belong to several professions."""
FIGURES = {
    "population-health-leadership": ["26"],
    "high-intensity-users": ["36", "300", "three years", "£2 million", "one-fifth"],
    "art-at-the-start": ["0 to 3"],
    "joint-pain-advisers": ["500"],
    "forgotten-feet": ["2013"],
    "orthotics-redesign": ["5,000"],
    "apprenticeships-and-anchor-principles": ["2020"],
}
"""The figures that the report gives with an example."""


def examples(catalogue: Catalogue) -> dict[str, Example]:
    return {example.id: example for aspect in catalogue.aspects for example in aspect.examples}


def test_the_whole_report_is_there(catalogue: Catalogue) -> None:
    assert len(catalogue.aspects) == 6
    assert [len(aspect.examples) for aspect in catalogue.aspects] == [3] * 6
    own = [reference for reference in catalogue.references if reference.source.editorial]
    assert len(catalogue.references) == 29 + 1 + len(own)  # the report's own list, the report, and what is ours
    assert {reference.authors.split()[0] for reference in own} == {"General", "Health"}  # regulators
    assert [section.id for section in catalogue.framework.introduction] == [
        "joint-message",
        "how-to-use",
        "who-you-are",
        "health-inequalities",
        "your-role",
    ]


def test_each_example_belongs_to_whom_the_report_says(catalogue: Catalogue) -> None:
    assert {name: list(e.professions) for name, e in examples(catalogue).items() if len(e.professions) == 1} == OWN


def test_every_profession_has_an_example_of_its_own(catalogue: Catalogue) -> None:
    owners = {name for example in examples(catalogue).values() for name in example.professions}
    assert owners == set(catalogue.professions) - {catalogue.framework.general}


def in_full(example: Example) -> str:
    """Return all that the booklet says of an example."""
    figure = example.figure
    return " ".join([example.text, example.outcome or "", f"{figure.value} {figure.meaning}" if figure else ""])


def test_the_figures_of_the_examples(catalogue: Catalogue) -> None:
    for name, figures in FIGURES.items():
        for figure in figures:
            assert figure in in_full(examples(catalogue)[name]), (name, figure)


def test_no_figure_is_on_a_card_that_is_not_in_the_full_text(catalogue: Catalogue) -> None:
    for name, example in examples(catalogue).items():
        for figure in re.findall(r"\d+(?:,\d{3})*", example.brief):
            assert figure in in_full(example), (name, figure)


def cells(profession: Profession) -> dict[tuple[str, str], str]:
    """Return a profession's questions by aspect and approach, and its small steps by aspect and `step`."""
    questions = {
        (aspect, approach): question
        for aspect, own in profession.aspects.items()
        for approach, question in own.questions.items()
    }
    return questions | {(a, "step"): own.try_this_week for a, own in profession.aspects.items() if own.try_this_week}


def likeness(one: str, other: str) -> float:
    """Return how alike the words of two texts are: 0 for nothing in common, 1 for the same."""
    these, those = (re.findall(r"[\w’-]+", text.casefold()) for text in (one, other))
    return SequenceMatcher(None, these, those, autojunk=False).ratio()


ALIKE = 0.5
"""Two professions' texts in one cell are nearly the same from here on; see `test_copies_are_alike`."""


def test_every_profession_fills_every_cell(catalogue: Catalogue) -> None:
    kinds = [*(approach.id for approach in catalogue.framework.approaches), "step"]
    wanted = {(aspect.id, kind) for aspect in catalogue.aspects for kind in kinds}
    for name, profession in catalogue.professions.items():
        assert set(cells(profession)) == wanted, name
        assert profession.source.editorial, name
        if profession is not catalogue.general:
            assert profession.portrait, name
    filled = [text for profession in catalogue.professions.values() for text in cells(profession).values()]
    assert len(set(filled)) == len(filled) == 15 * 24


@pytest.mark.parametrize("name", sorted(path.stem for path in (CONTENT / "professions").glob("*.yml")))
def test_questions_and_small_steps_are_short_and_ask_one_thing(catalogue: Catalogue, name: str) -> None:
    profession = catalogue.professions[name]
    for (aspect, kind), text in cells(profession).items():
        assert (12 if kind == "step" else 6) <= words_in(text) <= 32 or profession is catalogue.general, (aspect, kind)
        assert max(words_in(sentence) for sentence in sentences_of(text)) <= 30, (aspect, kind)
        if kind != "step":
            assert re.findall(r"[?]", re.sub("“.*?”", "", text)) == ["?"], (aspect, kind)
            assert text.endswith("?"), (aspect, kind)
    portrait = profession.portrait or ""
    assert all(words_in(sentence) <= 30 for sentence in sentences_of(portrait))


def test_each_poster_has_questions_on_every_approach(catalogue: Catalogue) -> None:
    for profession in catalogue.professions.values():
        strongest = {catalogue.own_words(profession, aspect).strongest for aspect in catalogue.aspects}
        assert strongest == {approach.id for approach in catalogue.framework.approaches}, profession.id


def test_no_two_professions_say_nearly_the_same_in_a_cell(catalogue: Catalogue) -> None:
    everybody = {name: cells(profession) for name, profession in catalogue.professions.items()}
    alike = [
        (cell, one, other)
        for one, other in combinations(everybody, 2)
        for cell, text in everybody[one].items()
        if likeness(text, everybody[other][cell]) >= ALIKE
    ]
    assert not alike


def test_copies_are_alike(catalogue: Catalogue) -> None:
    """What a lazy writer would hand in for another profession: with its own words, or without the end."""
    trap = cells(catalogue.professions["podiatrist"])
    for text in trap.values():
        changed = re.sub(r"\b(podiatrist|podiatry|foot|feet|nippers|clinic|ulcer)s?\b", "knee", text)
        assert likeness(text, changed) >= ALIKE
        assert likeness(text, " ".join(text.split()[:-4])) >= ALIKE


def test_every_profession_has_its_body_its_regulator_and_its_titles(catalogue: Catalogue) -> None:
    for name, profession in catalogue.professions.items():
        if name != catalogue.framework.general:
            assert profession.body, name
            assert profession.titles, name
            assert profession.regulator == ("gosc" if name == "osteopath" else "hcpc"), name


PRINTED = [path for path in sorted(TEMPLATES.rglob("*")) if path.suffix in {".j2", ".css"}]


@pytest.mark.parametrize("path", PRINTED, ids=lambda path: str(path.relative_to(TEMPLATES)))
def test_no_word_that_is_printed_stands_in_a_template(path: Path) -> None:
    text = re.sub(r"{#.*?#}|{%.*?%}|{{.*?}}|/\*.*?\*/", " ", path.read_text(encoding="utf-8"), flags=re.S)
    if "css" in path.name:
        printed = " ".join(re.findall(r'content:\s*"([^"]*)"', text))
    else:
        printed = re.sub(r"<style.*?</style>|<[^>]*>", " ", text, flags=re.S)
        printed += " ".join(re.findall(r'(?:alt|title|aria-label)="([^"]*)"', text))
    assert not re.findall(r"(?<!-)\b[^\W\d_]{2,}", printed)
