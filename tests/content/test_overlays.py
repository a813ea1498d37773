"""Overlays: folders that keep only their differences, who made them, and where each thing then comes from."""

import json
import re
import shutil
from pathlib import Path

import pytest

from framework_pdf.build import pipeline
from framework_pdf.content.catalogue import Catalogue
from framework_pdf.content.loading import load
from framework_pdf.core import workspace
from framework_pdf.core.errors import FrameworkPdfError
from framework_pdf.products.plan import Request
from tests.support.building import STRICT
from tests.support.composing import html_of
from tests.support.folders import CONTENT, GARDEN, TEMPLATES
from tests.support.pages import pages_of
from tests.support.programs import Run

ASPECT = """
examples:
  - id: our-clinic
    title: Foot checks at the bus station
    professions: [podiatrist]
    whose: Podiatrists of an invented trust
    text: |
      Podiatrists of an invented trust looked at feet in a bus station, on the first Monday of the month.
    brief: Podiatrists of an invented trust looked at feet in a bus station.
    source: editorial
"""
PODIATRIST = """
aspects:
  care-of-patients:
    questions:
      action: Whom at the bus station could you ask, next Monday, to take off one shoe?
"""
NEW = """
id: foot-health-assistant
name: foot health assistant
plural: foot health assistants
source: editorial
"""
SIGNED = "made_by: An invented trust\ndate: 2026-03-02\n"


@pytest.fixture
def trust(tmp_path: Path) -> Path:
    """An overlay: an added example, a replaced question, a new profession, a word of its own."""
    return overlay(
        tmp_path / "trust",
        {
            "overlay.yml": SIGNED,
            "aspects/2-care-of-patients.yml": ASPECT,
            "professions/podiatrist.yml": PODIATRIST,
            "professions/foot-health-assistant.yml": NEW,
        },
    )


def overlay(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text.lstrip(), encoding="utf-8")
    return folder


def problems_of(*folders: Path) -> list[str]:
    with pytest.raises(FrameworkPdfError) as caught:
        load(folders)
    return [str(problem) for problem in caught.value.diagnostics]


def test_it_adds_and_replaces_by_id_and_leaves_the_rest(catalogue: Catalogue, trust: Path) -> None:
    ours, warnings = load((CONTENT, trust))
    assert not warnings
    before, after = catalogue.aspects[1], ours.aspects[1]
    assert [example.id for example in after.examples] == [*(e.id for e in before.examples), "our-clinic"]
    assert after.examples[:-1] == before.examples
    assert after.approaches == before.approaches
    old, new = (c.professions["podiatrist"].aspects["care-of-patients"] for c in (catalogue, ours))
    assert new.questions["action"].startswith("Whom at the bus station")
    assert new.questions["awareness"] == old.questions["awareness"]
    assert new.try_this_week == old.try_this_week
    assert set(ours.professions) - set(catalogue.professions) == {"foot-health-assistant"}
    assert ours.labels == catalogue.labels


def test_the_last_of_several_is_on_top(trust: Path, tmp_path: Path) -> None:
    ward = overlay(
        tmp_path / "ward",
        {
            "overlay.yml": "made_by: An invented ward\ndate: 2026-04-01\n",
            "aspects/care-of-patients.yml": "examples:\n  - {id: our-clinic, title: Foot checks on the ward}\n",
        },
    )
    ours, _ = load((CONTENT, trust, ward))
    example = ours.aspects[1].examples[-1]
    assert example.title == "Foot checks on the ward"
    assert example.brief == "Podiatrists of an invented trust looked at feet in a bus station."
    place = ours.location(("aspects", "care-of-patients", "examples", 3, "title"))
    assert (place.path, place.line) == (ward / "aspects" / "care-of-patients.yml", 2)
    assert ours.location(("aspects", "care-of-patients", "examples", 3, "brief")).path.parent.parent == trust


def test_a_list_without_ids_is_replaced_whole(tmp_path: Path) -> None:
    files = {"overlay.yml": SIGNED, "professions/podiatrist.yml": "aliases: [foot doctor]\n"}
    ours, _ = load((CONTENT, overlay(tmp_path / "trust", files)))
    assert ours.professions["podiatrist"].aliases == ("foot doctor",)


def test_a_problem_of_an_overlay_has_its_place_there(trust: Path) -> None:
    path = trust / "aspects" / "2-care-of-patients.yml"
    path.write_text(path.read_text(encoding="utf-8").replace("whose:", "whoose:"), encoding="utf-8")
    assert problems_of(CONTENT, trust) == [
        f"error[missing-key]: `whose` is missing from an example\n  {path}:2:5\n  hint: add a line `whose: …`",
        f"error[unknown-key]: `whoose` is not a key of an example\n  {path}:5:5\n  hint: did you mean `whose`?",
    ]


def test_an_id_that_the_content_does_not_have_is_new_and_must_be_whole(tmp_path: Path) -> None:
    files = {"overlay.yml": SIGNED, "professions/podiatrist.yml": "id: podiatrit\nplural: foot people\n"}
    problems = problems_of(CONTENT, overlay(tmp_path / "trust", files))
    path = tmp_path / "trust" / "professions" / "podiatrist.yml"
    assert problems == [
        f"error[missing-key]: `source` is missing from a profession\n  {path}:1:1\n  hint: add a line `source: …`",
        f"error[missing-key]: `name` is missing from a profession\n  {path}:1:1\n  hint: add a line `name: …`",
        "error[new-entry]: no content below this overlay has `podiatrit`, so it must be whole here\n"
        f"  {path}:1:5\n"
        "  hint: did you mean `podiatrist`?",
    ]


def test_an_overlay_says_whose_it_is(trust: Path) -> None:
    (trust / "overlay.yml").unlink()
    assert problems_of(CONTENT, trust) == [
        "error[missing-file]: this overlay has no `overlay.yml`\n"
        f"  {trust}\n"
        "  hint: write `made_by: …` and `date: …` in a file `overlay.yml` there: the imprint says who changed what"
    ]
    (trust / "overlay.yml").write_text("made_by: An invented trust\n", encoding="utf-8")
    assert problems_of(CONTENT, trust) == [
        "error[missing-key]: `date` is missing from an overlay\n"
        f"  {trust / 'overlay.yml'}:1:1\n"
        "  hint: add a line `date: …`"
    ]


def test_an_overlay_alone_lies_over_the_usual_content(folder: Path, trust: Path) -> None:
    assert workspace.find([trust]).content == (Path("content"), trust)
    (folder / "content").rename(folder / "words")
    assert workspace.find([trust]).content == (CONTENT, trust)
    assert workspace.find([Path("words"), trust]).content == (Path("words"), trust)
    assert workspace.find([Path("words")]).content == (Path("words"),)
    trust.rename(folder / "content")
    assert workspace.find().content == (CONTENT, Path("content"))


@pytest.mark.build
def test_the_manifest_says_which_folder_each_thing_came_from(run: Run, trust: Path, tmp_path: Path) -> None:
    done = run("build", "--content", CONTENT, "--content", "trust", "--profession", "podiatrist", "--aspect", "2")
    assert done.returncode == 0, done.stderr
    manifest = json.loads((tmp_path / "output" / "manifest.json").read_text(encoding="utf-8"))
    below, above = manifest["last_run"]["content"]
    assert below["folder"] == str(CONTENT)
    assert "framework" in below["has"]
    assert "aspects/care-of-patients/examples/high-intensity-users" in below["has"]
    assert "professions/paramedic" in below["has"]
    assert above == {
        "folder": trust.name,
        "made_by": "An invented trust",
        "date": "2026-03-02",
        "has": [
            "aspects/care-of-patients/examples/our-clinic",
            "professions/foot-health-assistant",
            "professions/podiatrist/aspects/care-of-patients/questions/action",
        ],
    }
    (entry,) = manifest["editions"]
    assert {"trust/overlay.yml", "trust/aspects/2-care-of-patients.yml"} <= entry["inputs"].keys()


def test_the_imprint_says_who_changed_what_in_this_edition(trust: Path) -> None:
    ours, _ = load((CONTENT, trust))
    said = "Changed by An invented trust, 2 March 2026: "
    booklet = html_of(ours, Request(("podiatrist",), products=("booklet",)))
    assert f"{said}Care of patients (Foot checks at the bus station, Action)." in booklet
    card = html_of(ours, Request(("podiatrist",), products=("card",), aspects=("2",)))
    assert f"{said}Care of patients (Foot checks at the bus station, Action)." in card
    paramedics = html_of(ours, Request(("paramedic",), products=("booklet",)))
    assert f"{said}Care of patients (Foot checks at the bus station)." in paramedics
    for nothing in (Request(("paramedic",), aspects=("2",)), Request(("podiatrist",), aspects=("3",))):
        assert said not in html_of(ours, nothing)


CHANGED_FRAMEWORK = """title: Our part
introduction:
  - {id: your-role, title: Our role}
worksheets:
  - {id: action-plan, title: What next}
"""
CHANGED_APPROACHES = """figures:
  - {id: contacts, value: Many}
approaches:
  - {id: action, asks: What next?}
at_a_glance: Look.
imprint: {made_by: Us}
"""


@pytest.mark.parametrize(
    ("files", "what"),
    [
        (
            {
                "framework.yml": CHANGED_FRAMEWORK,
                "professions/podiatrist.yml": "portrait: You look at feet.\n",
                "resources.yml": "- {id: networks, name: Networks}\n",
                "aspects/care-of-patients.yml": "title: Caring\n",
            },
            "titles and captions; Our role; What next; Caring; Your profession; Where to go for more (Networks)",
        ),
        (
            {
                "framework.yml": CHANGED_APPROACHES,
                "changes.yml": "introduction: Much has changed.\n",
                "references.yml": "- {id: baker-2017, year: 2018}\n",
                "regulators.yml": "- {id: hcpc, short: HC}\n",
            },
            "Action; The framework at a glance; Your role in tackling inequalities; About this edition; "
            "What has changed since 2021; References; Your profession",
        ),
        (
            {
                "labels.yml": "contents: What is where\n",
                "aspects/care-of-patients.yml": "approaches: {action: {text: Do it.}}\nfurther_reading: Read.\n",
                "professions/podiatrist.yml": "aspects: {systems-of-care: {try_this_week: Look at one foot.}}\n",
            },
            "Care of patients (Action, Read on); Systems of care (Try this week); titles and captions",
        ),
    ],
)
def test_what_was_changed_goes_by_its_printed_name(tmp_path: Path, files: dict[str, str], what: str) -> None:
    ours, _ = load((CONTENT, overlay(tmp_path / "trust", {"overlay.yml": SIGNED, **files})))
    booklet = html_of(ours, Request(("podiatrist",), products=("booklet",)))
    (said,) = re.findall("<p>(Changed by An invented trust.*?)</p>", booklet)
    assert said.replace("\u00a0", " ") == f"Changed by An invented trust, 2 March 2026: {what}."


@pytest.mark.build
def test_an_edition_with_an_overlay_is_printed(trust: Path, tmp_path: Path) -> None:
    folders = workspace.Workspace((CONTENT, trust), (TEMPLATES,), tmp_path / "out")
    pipeline.build(folders, Request(("podiatrist",), products=("card",), aspects=("2",)), STRICT)
    (page,) = pages_of(tmp_path / "out" / "podiatrist" / "cards" / "2-care-of-patients.pdf")
    words = page.all_words()
    assert "From your field Foot checks at the bus station" in words
    assert "Changed by An invented trust, 2 March 2026" in words


def test_every_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    assert [problem.split("\n")[1] for problem in problems_of(CONTENT, tmp_path / "a", tmp_path / "b")] == [
        f"  {tmp_path / 'a'}",
        f"  {tmp_path / 'b'}",
    ]


def test_a_broken_file_of_an_overlay_is_told_with_all_others(trust: Path) -> None:
    (trust / "labels.yml").write_text("contents: [\n", encoding="utf-8")
    (trust / "resources.yml").write_text("name: x\n", encoding="utf-8")
    (trust / "notes.yml").write_text("x: 1\n", encoding="utf-8")
    codes = [problem.split(":")[0] for problem in problems_of(CONTENT, trust)]
    assert sorted(codes) == ["error[broken-yaml]", "error[wrong-type]", "warning[unread-file]"]


def test_labels_have_their_defaults_where_those_of_an_overlay_are_broken(trust: Path, tmp_path: Path) -> None:
    below = tmp_path / "below"
    shutil.copytree(CONTENT, below)
    lines = (below / "labels.yml").read_text(encoding="utf-8").splitlines()
    kept = "\n".join(line for line in lines if not line.startswith("contents:"))
    (below / "labels.yml").write_text(kept, encoding="utf-8")
    (trust / "labels.yml").write_text("contents: [\n", encoding="utf-8")
    assert [problem.split(":")[0] for problem in problems_of(below, trust)] == ["error[broken-yaml]"]


@pytest.mark.parametrize(
    ("files", "line"),
    [
        ({"resources.yml": "- {id: networks, name: A}\n- {id: networks, name: B}\n"}, "resources.yml:2:8"),
        (
            {"aspects/care-of-patients.yml": "examples:\n- {id: art-at-the-start}\n- {id: art-at-the-start}\n"},
            "aspects/care-of-patients.yml:3:8",
        ),
        (
            {"professions/a.yml": "id: paramedic\n", "professions/b.yml": "id: paramedic\nplural: medics\n"},
            "professions/b.yml:1:5",
        ),
    ],
)
def test_an_id_that_an_overlay_has_twice_is_not_taken_in_silence(
    tmp_path: Path, files: dict[str, str], line: str
) -> None:
    problems = problems_of(CONTENT, overlay(tmp_path / "trust", {"overlay.yml": SIGNED, **files}))
    (twice,) = [problem for problem in problems if "duplicate-id" in problem]
    assert f"\n  {tmp_path / 'trust'}/{line}\n" in twice


@pytest.mark.build
def test_only_the_card_that_was_changed_says_so_in_the_file_with_all_cards(tmp_path: Path) -> None:
    plants = "approaches: {look: {statement: See who eats here.}}\n"
    trust = overlay(tmp_path / "trust", {"overlay.yml": SIGNED, "aspects/plants.yml": plants})
    folders = workspace.Workspace((GARDEN, trust), (TEMPLATES,), tmp_path / "out")
    pipeline.build(folders, Request(("gardener",), products=("card",)), STRICT)
    pages = pages_of(tmp_path / "out" / "gardener" / "cards.pdf")
    assert ["changed this on" in page.all_words() for page in pages] == [False, True, False, False]


@pytest.mark.parametrize(
    ("name", "text", "code"),
    [
        ("resources.yml", "- {name: A place, text: Words., source: editorial}\n", "missing-key"),
        ("references.yml", "- just words\n", "wrong-type"),
        ("references.yml", "- {id: 7}\n", "wrong-type"),
    ],
)
def test_an_entry_without_an_id_is_not_lost_in_silence(tmp_path: Path, name: str, text: str, code: str) -> None:
    problems = problems_of(CONTENT, overlay(tmp_path / "trust", {"overlay.yml": SIGNED, name: text}))
    assert [problem for problem in problems if f"[{code}]" in problem and f"trust/{name}:1:" in problem]


def test_what_a_merge_key_brings_comes_from_where_it_was_written(tmp_path: Path) -> None:
    text = "aspects: {care-of-patients: {questions: {<<: {action: Whom will you ask next Monday?}}}}\n"
    files = {"overlay.yml": SIGNED, "professions/podiatrist.yml": text}
    ours, _ = load((CONTENT, overlay(tmp_path / "trust", files)))
    key = ("professions", "podiatrist", "aspects", "care-of-patients", "questions", "action")
    assert ours.location(key).path.parent.parent == tmp_path / "trust"
    card = html_of(ours, Request(("podiatrist",), products=("card",), aspects=("2",)))
    assert ": Care of patients (Action)." in card


def test_the_id_that_says_which_entry_is_meant_is_no_change(tmp_path: Path) -> None:
    text = "id: podiatrist\naspects: {care-of-patients: {questions: {action: Whom will you ask?}}}\n"
    ours, _ = load((CONTENT, overlay(tmp_path / "trust", {"overlay.yml": SIGNED, "professions/podiatrist.yml": text})))
    booklet = html_of(ours, Request(("podiatrist",), products=("booklet",)))
    assert "2\N{NO-BREAK SPACE}March\N{NO-BREAK SPACE}2026: Care of patients (Action).</p>" in booklet


def test_what_can_be_taken_away(tmp_path: Path) -> None:
    files = {
        "overlay.yml": SIGNED,
        "framework.yml": "worksheets: []\n",
        "aspects/care-of-patients.yml": "read_more: null\n",
    }
    ours, _ = load((CONTENT, overlay(tmp_path / "trust", files)))
    assert ours.framework.worksheets == ()
    assert ours.aspects[1].read_more is None


def test_words_that_fall_back_keep_their_own_language(tmp_path: Path) -> None:
    text = "aspects: {soil: {try_this_week: null}}\n"
    ours, _ = load(
        (GARDEN, overlay(tmp_path / "trust", {"overlay.yml": SIGNED, "professions/garddwr-ysgol.yml": text}))
    )
    welsh, soil = ours.professions["garddwr-ysgol"], ours.aspects[0]
    assert ours.language(welsh, soil, "try_this_week") == "en-GB"
    assert ours.language(welsh, soil, "questions", "look") == "cy"


def test_an_overlay_that_lies_inside_of_the_content_is_itself(folder: Path) -> None:
    inside = overlay(folder / "content" / "trust", {"overlay.yml": SIGNED, "labels.yml": "contents: What is where\n"})
    ours, _ = load((folder / "content", inside))
    assert ours.layer(("labels", "contents")).folder == inside
    assert ours.layer(("labels", "references")).folder == folder / "content"
