"""Sessions: minutes of plans add up, what they name is there, and ours is in plain words."""

from collections.abc import Callable
from pathlib import Path

import pytest

from framework_pdf.content.catalogue import Catalogue
from framework_pdf.content.loading import load
from framework_pdf.core.errors import FrameworkPdfError
from tests.support.folders import GARDEN, GARDEN_SESSION, append, replace
from tests.support.places import place
from tests.support.writing import LEAST_FLESCH, MEANS, MOST_WORDS, spoken_prose_of

SESSION = "content/session.yml"


@pytest.fixture
def problems(garden: Path) -> Callable[[], list[str]]:
    """Read the small framework with a session that was changed, and return every problem as it is printed."""
    (garden / SESSION).write_bytes((GARDEN_SESSION / "session.yml").read_bytes())

    def read() -> list[str]:
        with pytest.raises(FrameworkPdfError) as caught:
            load((Path("content"),))
        return [str(problem) for problem in caught.value.diagnostics]

    return read


def test_each_plan_of_ours_has_a_tenth_to_spare_and_hardly_more(catalogue: Catalogue) -> None:
    assert catalogue.session
    assert [plan.minutes for plan in catalogue.session.plans] == [45, 90, 180]
    for plan in catalogue.session.plans:
        taken = sum(step.minutes for step in plan.steps)
        assert 0.85 * plan.minutes <= taken <= 0.9 * plan.minutes, plan.id


def test_our_plans_are_made_of_one_set_of_activities_and_use_them_all(catalogue: Catalogue) -> None:
    assert catalogue.session
    used = {step.activity for plan in catalogue.session.plans for step in plan.steps}
    assert used == {activity.id for activity in catalogue.session.activities}
    assert all(activity.source.editorial for activity in catalogue.session.activities)


def test_our_session_is_in_plain_words(catalogue: Catalogue) -> None:
    for prose in spoken_prose_of(catalogue):
        assert prose.mean <= MEANS[1], (prose.name, prose.mean)
        assert max(prose.lengths) <= MOST_WORDS, (prose.name, max(prose.lengths))
        assert prose.flesch >= LEAST_FLESCH, (prose.name, prose.flesch)


def test_a_plan_without_a_tenth_to_spare(problems: Callable[[], list[str]]) -> None:
    replace(SESSION, "plan-a-bed, minutes: 34", "plan-a-bed, minutes: 37")
    assert problems() == [
        "error[no-time]: the activities of this plan take 57 minutes, and 60 have room for 54\n"
        f"  {place(SESSION, '60')}\n"
        "  hint: take 3 off them: a tenth of a plan is to spare, because groups are slower"
    ]
    replace(SESSION, "plan-a-bed, minutes: 37", "plan-a-bed, minutes: 34")
    assert load((Path("content"),))[0].session


def test_all_that_a_session_names_and_there_is_none_of(problems: Callable[[], list[str]]) -> None:
    replace(SESSION, "{activity: walk,", "{activity: wlak,")
    replace(SESSION, "uses: [questions, cards]", "uses: [questions, card]")
    replace(SESSION, "id: plan-a-bed\n", "id: walk\n")
    found = "\n".join(problems())
    for code, word, nth in (
        ("unknown-activity]: there is no activity `wlak`", "wlak", 1),
        ("unknown-thing]: there is no thing to print `card`", "card]", 1),
        ("duplicate-id]: the id `walk` is taken", "walk\n".strip(), 2),
    ):
        assert f"error[{code}\n  {place(SESSION, word, nth)}" in found, found


def test_sheets_that_are_not_there_and_sheets_that_nobody_prints(problems: Callable[[], list[str]]) -> None:
    replace(SESSION, "sheet: slip,", "sheet: debrief,")
    assert problems() == [
        "error[missing-key]: this session has no `debrief` to print\n"
        f"  {place(SESSION, 'debrief')}\n"
        "  hint: write a part `debrief:`, or take this out",
        "error[unlisted-sheet]: `to_print` has no `slip`, so it would not be printed\n"
        f"  {place(SESSION, 'slip:')}\n"
        "  hint: add `sheet: slip` there, or take this out",
    ]


def test_what_is_printed_is_a_product_or_a_sheet(problems: Callable[[], list[str]]) -> None:
    replace(SESSION, "product: card,", "product: card, sheet: note,")
    (found,) = problems()
    assert "what is printed is either a `product` or a `sheet` of the kit" in found
    assert f"  {SESSION}:" in found


def test_a_session_over_a_session(tmp_path: Path) -> None:
    for folder in ("over", "again"):
        (tmp_path / folder).mkdir()
        append(tmp_path / folder / "overlay.yml", "made_by: Somebody\ndate: 2026-11-30\n")
    append(tmp_path / "again" / "session.yml", "activities:\n  - {id: walk, title: Walk on}\n")
    catalogue, _ = load((GARDEN, GARDEN_SESSION, tmp_path / "again"))
    assert catalogue.session
    assert [activity.title for activity in catalogue.session.activities] == ["Walk on", "Plan a bed"]
