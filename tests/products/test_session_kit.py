"""The session kit as it is printed: its plans, its sheets and its pages."""

import re
from dataclasses import replace
from itertools import accumulate
from pathlib import Path

import pdfplumber
import pytest

from framework_pdf.content.catalogue import Catalogue
from tests.support.building import WIDE_BRAND, Builds, kit_of
from tests.support.folders import EVERYBODY, GARDEN, GARDEN_SESSION
from tests.support.pages import pages_of, sizes_of, squashed, texts_of, type_sizes

BRAND = WIDE_BRAND
IN_BRAND = replace(kit_of("podiatrist", BRAND), variants=("standard",), people=24, tables=4)
MM = 72 / 25.4


@pytest.fixture(scope="module")
def kit(builds: Builds) -> Path:
    """The podiatrists’ kit for forty people at six tables, in standard print; handouts in large print lie beside it."""
    return builds.of(kit_of("podiatrist")) / "podiatrist" / "session.pdf"


def test_it_fits_its_pages_in_a_look_of_others_and_of_another_framework(builds: Builds, kit: Path) -> None:
    """They are built without a warning, so that nothing goes on on a page where it was not meant."""
    assert len(sizes_of(kit)) == 24
    branded = builds.of(IN_BRAND) / BRAND / "podiatrist" / "session.pdf"
    assert len(sizes_of(branded)) <= 25
    for path in (kit, branded):  # whose report it restates is said with the last activity, not on a page of its own
        (said,) = (text for text in texts_of(path) if "An independent restatement" in " ".join(text.split()))
        assert "Mark where you stand now" in " ".join(said.split())
    *_, last = (text for text in texts_of(branded) if "What is ticked" in " ".join(text.split()))
    assert sum(line.strip().isdigit() for line in last.splitlines()) >= 12, "no few lines for names alone on a page"
    small = builds.of(kit_of("gardener"), GARDEN, GARDEN_SESSION) / "gardener"
    texts = texts_of(small / "session.pdf")
    assert "An hour in the garden" in " ".join(texts[0].split())
    assert sum("Who would this be for" in text for text in texts) == 4  # an aspect each
    assert not any("What we planned" in text for text in texts)  # it has no such sheet


@pytest.mark.nightly
@pytest.mark.parametrize("who", EVERYBODY)
def test_everybody_has_a_kit(builds: Builds, who: str) -> None:
    folder = builds.of(kit_of(who)) / who
    assert sorted(path.name for path in folder.iterdir()) == ["session-large-print.pdf", "session.pdf"]


def plan_page(kit: Path, title: str) -> int:
    """Return the number of the page, from 0, that a plan is on."""
    return next(n for n, text in enumerate(texts_of(kit)) if title in text and "To spare" in text)


@pytest.mark.parametrize("title", ["Forty-five minutes", "Ninety minutes", "Half a day"])
def test_bars_are_to_scale_and_begin_at_the_beginning(catalogue: Catalogue, kit: Path, title: str) -> None:
    assert catalogue.session
    plan = next(each for each in catalogue.session.plans if each.title == title)
    number = plan_page(kit, title)
    said = " ".join(texts_of(kit)[number].split())
    begins = [*accumulate((step.minutes for step in plan.steps), initial=0)]
    assert re.findall(r"\b\d:\d\d\b", said) == [f"{begin // 60}:{begin % 60:02}" for begin in begins]
    with pdfplumber.open(kit) as pdf:
        bars = [rect for rect in pdf.pages[number].rects if 3 * MM < rect["height"] < 3.4 * MM]
    tracks = [rect for rect in bars if rect["width"] > 100 * MM]
    spans = sorted((rect for rect in bars if rect not in tracks and rect["width"] > 1), key=lambda each: each["top"])
    assert len(tracks) == len(plan.steps) + 1
    left, width = tracks[0]["x0"], tracks[0]["width"]
    for step, begin, span in zip(plan.steps, begins, spans, strict=False):
        assert (span["x0"] - left) / width == pytest.approx(begin / plan.minutes, abs=0.002), step
        assert span["width"] / width == pytest.approx(step.minutes / plan.minutes, abs=0.002), step


def test_the_first_page_says_on_which_pages_each_sheet_is(kit: Path) -> None:
    texts = [" ".join(text.split()) for text in texts_of(kit)]
    for title, heading in (
        ("Debrief sheet", "Debrief"),
        ("Before and after", "Before and after"),
        ("Note of attendance", "Note of attendance"),
        ("Slip for later", "To be read in three months"),
    ):
        (page,) = re.findall(rf"{title}[^0-9]*?page (\d+)", texts[0])
        assert f"My role in tackling health inequalities {heading}" in texts[int(page) - 1], title
    first, last = map(int, re.findall(r"Scenario sheet .*?pages (\d+) to (\d+)", texts[0])[0])
    assert [f"Scenario {number + 1} of 6" in texts[first + number - 1] for number in range(6)] == [True] * 6
    assert last == first + 5


def test_a_scenario_is_a_question_of_the_profession_and_an_example_of_the_aspect(
    catalogue: Catalogue, kit: Path
) -> None:
    podiatrist = catalogue.professions["podiatrist"]
    pages = [squashed(text) for text in texts_of(kit) if re.search(r"Scenario \d of 6", text)]
    assert len(pages) == 6
    for number, (aspect, page) in enumerate(zip(catalogue.aspects, pages, strict=True)):
        approach = catalogue.framework.approaches[number % 3].id
        assert squashed(podiatrist.aspects[aspect.id].questions[approach]) in page, aspect.id
        assert squashed(catalogue.examples(podiatrist, aspect)[0].brief) in page, aspect.id


def test_both_halves_ask_the_same_in_the_same_words_and_no_name(catalogue: Catalogue, kit: Path) -> None:
    assert catalogue.session
    evaluation = catalogue.session.evaluation
    assert evaluation
    (page,) = (text for text in texts_of(kit) if evaluation.after in text)
    assert squashed(page).count(squashed(evaluation.mark)) == 2
    before, after = squashed(page).split(squashed(evaluation.after))
    assert len(evaluation.items) == 3
    assert len(evaluation.scale) == 5
    for words in (*evaluation.items, *evaluation.scale):
        assert before.count(squashed(words)) == after.count(squashed(words)) == 1, words
    assert squashed(evaluation.open.text) in after


def test_type_is_12_pt_or_more_and_18_in_the_large_print_of_what_people_get(catalogue: Catalogue, kit: Path) -> None:
    assert min(type_sizes(kit)) >= 11.99
    large = kit.with_name("session-large-print.pdf")
    assert min(type_sizes(large)) >= 17.99
    said = squashed("".join(texts_of(large)))
    assert catalogue.session
    assert squashed(catalogue.session.before.splitlines()[0]) not in said  # the pages of whoever leads
    for sheet in (catalogue.session.debrief, catalogue.session.note, catalogue.session.slip):
        assert sheet
        assert squashed(sheet.title) in said


def test_every_page_has_its_folio_and_its_sheet_at_its_foot(kit: Path) -> None:
    for number, page in enumerate(pages_of(kit), 1):
        foot = [word.text for word in page.words if word.top > 280 * MM]
        assert foot[-1] == str(number), foot
        assert len(foot) > 1, number
