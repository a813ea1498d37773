"""Our questions and our prose keep to what readers asked for; `tests/support/writing.py` counts."""

import re

import pytest

from framework_pdf.content.catalogue import Catalogue
from framework_pdf.content.markup_reader import words_in
from tests.support.writing import (
    LEAST_FLESCH,
    MEANS,
    MOST_SHORT,
    MOST_WORDS,
    Prose,
    asks_yes_or_no,
    habits_of,
    lists_three,
    professions_of,
    prose_of,
    questions_of,
)

GROUPS = {
    "racism": r"racis[mt]|\bBlack\b|darker skin|brown skin",
    "poverty": r"\bpoverty\b",
    "people seeking asylum and refugees": r"asylum|refugee",
    "Gypsy, Roma and Traveller people": r"Gypsy|\bRoma\b|Traveller",
    "Deaf people and BSL": r"\bDeaf\b|\bBSL\b",
    "autistic people": r"\bautistic\b",
    "people with a learning disability": r"learning disabilit",
    "LGBT+ people": r"\bgay\b|lesbian|bisexual|\btrans\b|LGBT",
    "veterans": r"veteran|ex-forces",
    "people leaving prison": r"\bprison|\bcustody\b|detained",
    "carers": r"\bcarers?\b",
    "rural distance": r"village|\bfarm\b|miles from|rural",
    "digital exclusion": r"smartphone|no data\b|\bsignal\b|broadband|phone without credit|no email",
}
"""Who may not be missing, each with the words by which it is found."""


def test_no_habit_tires_the_reader(catalogue: Catalogue) -> None:
    assert [habit for habit in habits_of(catalogue) if habit.count > habit.most] == []


@pytest.mark.parametrize(
    ("question", "yes_or_no", "three"),
    [
        ("When someone asks, do you know who is missing?", True, False),
        ("Is there a ramp?", True, False),
        ("What do you do when the bus is late: is it told?", True, False),
        ("Whose pain do you believe soonest?", False, False),
        ("Who hears of the light, the eyesight and the privacy?", False, True),
    ],
)
def test_habits_are_found(question: str, yes_or_no: bool, three: bool) -> None:
    assert asks_yes_or_no(question) == yes_or_no
    assert lists_three(question) == three


def test_lengths_vary_within_each_profession(catalogue: Catalogue) -> None:
    for profession in professions_of(catalogue):
        lengths = [words_in(question) for question in questions_of(profession)]
        assert {length for length in lengths if not 6 <= length <= 28} == set(), profession.id
        assert sum(length <= 10 for length in lengths) >= 3, profession.id


@pytest.mark.parametrize("group", GROUPS)
def test_nobody_is_missing(catalogue: Catalogue, group: str) -> None:
    named = [each.id for each in professions_of(catalogue) if re.search(GROUPS[group], " ".join(questions_of(each)))]
    assert len(named) >= 3, named


def parts_of(catalogue: Catalogue) -> dict[str, Prose]:
    return {prose.name: prose for prose in prose_of(catalogue)}


def test_sentences_join_what_belongs_together(catalogue: Catalogue) -> None:
    for name, prose in parts_of(catalogue).items():
        assert MEANS[0] <= round(prose.mean, 1) <= MEANS[1], (name, prose.mean)
        assert prose.short <= MOST_SHORT, (name, prose.short)


def test_no_sentence_is_too_long_and_all_are_plain(catalogue: Catalogue) -> None:
    for name, prose in parts_of(catalogue).items():
        assert max(prose.lengths) <= MOST_WORDS, (name, max(prose.lengths))
        assert prose.flesch >= LEAST_FLESCH, (name, prose.flesch)
