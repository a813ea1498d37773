"""What changed between two content folders: in terms of content, as text, JSON and Markdown."""

import json
import shutil
from pathlib import Path

import pytest

from framework_pdf.content.catalogue import Catalogue
from framework_pdf.content.diff import ChangeKind, Difference, compare
from framework_pdf.content.loading import load
from tests.support.folders import CONTENT, replace
from tests.support.programs import Run

ASPECT = "aspects/2-care-of-patients.yml"
PODIATRIST = "professions/podiatrist.yml"


@pytest.fixture
def newer(tmp_path: Path) -> Path:
    """A copy of the content, to be changed."""
    shutil.copytree(CONTENT, tmp_path / "newer")
    return tmp_path / "newer"


def differences(catalogue: Catalogue, newer: Path) -> tuple[Difference, ...]:
    return compare(catalogue, load((newer,))[0])


def test_the_same_content_has_no_difference_wherever_comments_and_lines_are(catalogue: Catalogue, newer: Path) -> None:
    replace(newer / ASPECT, "title: Care of patients", "# as in the report\n\ntitle:   'Care of patients'")
    assert differences(catalogue, newer) == ()


def test_where_lines_of_a_paragraph_end_makes_no_difference(catalogue: Catalogue, newer: Path) -> None:
    replace(
        newer / ASPECT,
        "You have begun to see health inequalities, so now",
        "You have begun to see\n      health inequalities, so now",
    )
    assert differences(catalogue, newer) == ()


def test_what_becomes_none_is_removed(catalogue: Catalogue, newer: Path) -> None:
    replace(newer / ASPECT, "read_more: rsph-phe-2015", "read_more: null")
    (change,) = differences(catalogue, newer)
    assert (change.kind, change.after) == (ChangeKind.REMOVED, None)


def test_a_changed_question_says_whose_and_where(catalogue: Catalogue, newer: Path) -> None:
    before = catalogue.professions["podiatrist"].aspects["care-of-patients"].questions["action"]
    replace(newer / PODIATRIST, before, "Which shoe will you try on, before you advise on it?")
    (change,) = differences(catalogue, newer)
    assert change.kind is ChangeKind.CHANGED
    assert (change.aspect, change.profession, change.approach) == ("Care of patients", "podiatrists", "Action")
    assert (change.before, change.after) == (before, "Which shoe will you try on, before you advise on it?")


def test_what_is_new_and_what_is_gone(catalogue: Catalogue, newer: Path) -> None:
    text = (newer / ASPECT).read_text(encoding="utf-8")
    last = text.index("  - id: music-on-a-trauma-ward")
    (newer / ASPECT).write_text(
        text[:last]
        + "  - {id: new-one, title: New, professions: [], whose: People, text: A., brief: B., source: editorial}\n",
        encoding="utf-8",
    )
    for path in (newer / "professions").glob("*.yml"):
        path.write_text(path.read_text(encoding="utf-8").replace("    example: music-on-a-trauma-ward\n", ""))
    found = differences(catalogue, newer)
    keys = {"id", "title", "professions", "whose", "text", "brief", "source"}
    added = [change for change in found if change.kind is ChangeKind.ADDED]
    assert {change.path[-1] for change in added if change.path[3] == "new-one"} == keys
    gone = {change.path for change in found if change.kind is ChangeKind.REMOVED}
    start = ("aspects", "care-of-patients", "examples", "music-on-a-trauma-ward")
    assert {path[4] for path in gone if path[:4] == start} == keys | {"outcome"}
    professions = {path[1] for path in gone if path[0] == "professions"}
    assert "operating-department-practitioner" in professions
    assert not [change for change in found if change.kind is ChangeKind.CHANGED]


def test_entries_in_another_order(catalogue: Catalogue, newer: Path) -> None:
    for name in ("one", "two"):
        replace(newer / ASPECT, "id: high-intensity-users" if name == "one" else "id: art-at-the-start", f"id: {name}")
    replace(newer / ASPECT, "id: one", "id: art-at-the-start")
    replace(newer / ASPECT, "id: two", "id: high-intensity-users")
    order = differences(catalogue, newer)[-1]
    assert order.path == ("aspects", "care-of-patients", "examples", "order")
    assert order.before == "high-intensity-users, art-at-the-start, music-on-a-trauma-ward"
    assert order.after == "art-at-the-start, high-intensity-users, music-on-a-trauma-ward"


def test_a_new_profession_and_a_moved_aspect(catalogue: Catalogue, newer: Path) -> None:
    (newer / "professions" / "new.yml").write_text(
        "{id: new, name: new one, plural: new ones, source: editorial}\n", encoding="utf-8"
    )
    replace(
        newer / "framework.yml",
        "  - myself-as-an-individual\n  - care-of-patients\n",
        "  - care-of-patients\n  - myself-as-an-individual\n",
    )
    found = {change.path: change for change in differences(catalogue, newer)}
    assert found["framework", "aspects"].kind is ChangeKind.CHANGED
    assert found["professions", "new", "name"].profession == "new ones"
    assert len(found) == 5


@pytest.mark.command
def test_text_json_and_markdown(run: Run, newer: Path) -> None:
    replace(newer / ASPECT, "title: Care of patients", "title: Care of *people*")
    replace(newer / PODIATRIST, "plural: podiatrists", "plural: foot people")
    text = run("diff", CONTENT, newer)
    assert (text.returncode, text.stderr) == (0, "")
    assert text.stdout == (
        "Care of *people*\n"
        "  changed aspects/care-of-patients/title\n"
        "    - Care of patients\n"
        "    + Care of *people*\n"
        "foot people\n"
        "  changed professions/podiatrist/plural\n"
        "    - podiatrists\n"
        "    + foot people\n"
        "2 differences\n"
    )
    markdown = run("diff", CONTENT, newer, "--format", "markdown").stdout
    assert markdown == (
        "# What has changed\n"
        "\n## Care of \\*people\\*\n"
        "\n**aspects/care-of-patients/title** (changed)\n"
        "\nBefore:\n\n> Care of patients\n"
        "\nAfter:\n\n> Care of \\*people\\*\n"
        "\n## foot people\n"
        "\n**professions/podiatrist/plural** (changed)\n"
        "\nBefore:\n\n> podiatrists\n"
        "\nAfter:\n\n> foot people\n"
        "\n2 differences\n"
    )
    (title, plural) = json.loads(run("diff", CONTENT, newer, "--format", "json").stdout)
    assert title == {
        "kind": "changed",
        "aspect": "Care of *people*",
        "profession": None,
        "approach": None,
        "path": "aspects/care-of-patients/title",
        "before": "Care of patients",
        "after": "Care of *people*",
    }
    assert plural["profession"] == "foot people"


@pytest.mark.command
def test_an_overlay_is_compared_with_what_it_lies_over(run: Run, tmp_path: Path) -> None:
    trust = tmp_path / "trust"
    trust.mkdir()
    (trust / "overlay.yml").write_text("made_by: An invented trust\ndate: 2026-03-02\n", encoding="utf-8")
    (trust / "labels.yml").write_text("contents: What is where\n", encoding="utf-8")
    done = run("diff", CONTENT, trust)
    assert done.stdout == "labels\n  changed labels/contents\n    - Contents\n    + What is where\n1 difference\n"


@pytest.mark.command
def test_content_that_is_wrong_is_told_and_not_compared(run: Run, newer: Path) -> None:
    replace(newer / ASPECT, "title: Care of patients", "title: 5")
    done = run("diff", CONTENT, newer)
    assert (done.returncode, done.stdout) == (1, "")
    assert "error[wrong-type]" in done.stderr
