"""Our own content: nothing of substance missing, every figure right, no words anywhere else."""

import re
from pathlib import Path

import pytest

from framework_pdf.model.base import words_in
from framework_pdf.model.catalogue import Catalogue
from framework_pdf.model.framework import Example
from framework_pdf.model.profession import Profession

from .conftest import TEMPLATES

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
    assert len(catalogue.references) == 29 + 1  # the report's own list, and the report
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


def test_the_figures_of_the_examples(catalogue: Catalogue) -> None:
    for name, figures in FIGURES.items():
        for figure in figures:
            assert figure in examples(catalogue)[name].text, (name, figure)


def test_no_figure_is_on_a_card_that_is_not_in_the_full_text(catalogue: Catalogue) -> None:
    for name, example in examples(catalogue).items():
        for figure in re.findall(r"\d+(?:,\d{3})*", example.brief):
            assert figure in example.text, (name, figure)


@pytest.mark.parametrize("who", ["podiatrist", "allied-health-professional"])
def test_questions_and_small_steps(catalogue: Catalogue, who: str) -> None:
    own = catalogue.professions[who].aspects
    questions = [question for aspect in catalogue.aspects for question in own[aspect.id].questions.values()]
    assert len(questions) == len(set(questions)) == 18
    assert all(question.endswith("?") for question in questions)
    assert all(words_in(question) <= 26 for question in questions)
    steps = [own[aspect.id].try_this_week for aspect in catalogue.aspects]
    assert len({step for step in steps if step}) == 6


def test_only_podiatrists_have_questions_of_their_own_so_far(catalogue: Catalogue) -> None:
    def has_own(profession: Profession) -> bool:
        return any(own.questions for own in profession.aspects.values())

    assert {name for name, p in catalogue.professions.items() if has_own(p)} == {
        "podiatrist",
        "allied-health-professional",
    }
    assert catalogue.professions["podiatrist"].portrait


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
