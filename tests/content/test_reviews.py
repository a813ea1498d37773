"""Reviews: what nobody has read lately, told once, with its place."""

from datetime import date
from pathlib import Path

import pytest

from framework_pdf.content.catalogue import Catalogue
from framework_pdf.content.loading import load
from framework_pdf.content.reviews import unreviewed
from framework_pdf.core.diagnostics import Diagnostic, Severity
from tests.support.folders import CONTENT, append
from tests.support.programs import Run

SIGNED = "made_by: An invented trust\ndate: 2026-03-02\n"
ON_ALL = "reviewed: {by: Somebody, on: 2026-05-01}\n"


@pytest.fixture
def content(words: Path) -> Path:
    """A copy of the content, to be changed."""
    return words / "content"


def found(*folders: Path, since: date | None = None) -> dict[str, Diagnostic]:
    """Return what is told of each entry, by its path."""
    told = unreviewed(load(folders)[0], since)
    assert all(each.severity is Severity.WARNING for each in told)
    return {each.message.split("`")[1]: each for each in told}


def test_what_was_never_reviewed_is_told_once_an_entry(content: Path) -> None:
    told = found(content)
    assert {each.code for each in told.values()} == {"never-reviewed"}
    assert "aspects/care-of-patients" in told
    assert "professions/podiatrist" in told
    assert not [path for path in told if path.startswith("aspects/") and path.count("/") > 1]
    place = told["aspects/care-of-patients"].location
    assert place
    assert place.path.name == "2-care-of-patients.yml"


def test_a_review_holds_for_all_below_it(content: Path) -> None:
    append(content / "professions" / "podiatrist.yml", ON_ALL)
    told = found(content)
    assert not [path for path in told if path.startswith("professions/podiatrist")]
    assert "professions/paramedic" in told


def test_an_older_review_is_told_from_the_day_on_that_is_asked_for(content: Path) -> None:
    append(content / "professions" / "podiatrist.yml", ON_ALL)
    assert "professions/podiatrist" not in found(content, since=date(2026, 5, 1))
    told = found(content, since=date(2026, 5, 2))["professions/podiatrist"]
    assert (told.code, told.message) == (
        "old-review",
        "`professions/podiatrist` was last reviewed on 2026-05-01, by Somebody",
    )
    assert "professions/podiatrist/aspects/care-of-patients" in found(content, since=date(2026, 5, 2))


def test_a_review_of_a_part_leaves_the_rest_to_be_told(content: Path) -> None:
    path = content / "aspects" / "2-care-of-patients.yml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("  - id: art-at-the-start\n", f"  - id: art-at-the-start\n    {ON_ALL}", 1))
    told = {path for path in found(content) if path.startswith("aspects/care-of-patients")}
    assert told == {
        "aspects/care-of-patients",
        "aspects/care-of-patients/approaches/awareness",
        "aspects/care-of-patients/approaches/action",
        "aspects/care-of-patients/approaches/advocacy",
        "aspects/care-of-patients/examples/high-intensity-users",
        "aspects/care-of-patients/examples/music-on-a-trauma-ward",
    }


def test_a_review_does_not_hold_for_what_a_later_overlay_says(content: Path, tmp_path: Path) -> None:
    append(content / "professions" / "podiatrist.yml", ON_ALL)
    trust = tmp_path / "trust"
    (trust / "professions").mkdir(parents=True)
    (trust / "overlay.yml").write_text(SIGNED, encoding="utf-8")
    own = trust / "professions" / "podiatrist.yml"
    own.write_text("aspects: {care-of-patients: {try_this_week: Look at one foot.}}\n", encoding="utf-8")
    told = {path: each for path, each in found(content, trust).items() if path.startswith("professions/podiatrist")}
    (path,) = told
    assert path == "professions/podiatrist/aspects/care-of-patients"
    assert told[path].code == "changed-since-review"
    own.write_text(
        "aspects: {care-of-patients: {try_this_week: Look at one foot., reviewed: {by: Us, on: 2026-06-01}}}\n",
        encoding="utf-8",
    )
    assert not [path for path in found(content, trust) if path.startswith("professions/podiatrist")]


@pytest.mark.build
def test_check_names_them(run: Run, tmp_path: Path) -> None:
    run("new", "--blank", "mine")
    named = run("check", "--reviewed-since", "2026-01-01", cwd=tmp_path / "mine")
    assert named.returncode == 0
    assert "warning[never-reviewed]: `professions/everyone` was never reviewed\n  content/" in named.stderr
    assert named.stdout == "no problem found\n4 to review\n"
    assert run("check", "--reviewed-since", "soon").returncode == 2


def test_so_many_entries_of_ours_were_never_reviewed(catalogue: Catalogue) -> None:
    assert len(unreviewed(catalogue, None)) == 82


def test_our_own_content_claims_no_review() -> None:
    """Nobody is invented: a review is written when somebody has made one."""
    assert not [path for path in CONTENT.rglob("*.yml") if "reviewed:" in path.read_text(encoding="utf-8")]
