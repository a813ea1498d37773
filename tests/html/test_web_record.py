"""Answers on the web page as a record for the regulator, in a browser: saved, counted, kept, cleared and printed."""

import csv
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page

from framework_pdf.content.catalogue import Catalogue
from framework_pdf.content.model.record import FieldKind, Record
from tests.support.building import Builds, web_page_of
from tests.support.folders import ROOT
from tests.support.programs import lacking

AXE = ROOT / ".checks" / "node_modules" / "axe-core" / "axe.min.js"
QUESTION, LAST = "#answer-myself-as-an-individual\\.awareness", "#answer-reflection\\.1"
ANSWER, FORMULA = 'My own “gran”.\n"Łódź", she said.', '=HYPERLINK("https://example.org")'


@pytest.fixture(params=[pytest.param("podiatrist", marks=pytest.mark.nightly), "osteopath"])
def who(request: pytest.FixtureRequest) -> str:
    """A profession of each regulator: the first has a limit of words, and the second fields of every kind."""
    return str(request.param)


@pytest.fixture
def record(catalogue: Catalogue, who: str) -> Record:
    found = catalogue.regulators[catalogue.professions[who].regulator or ""].record
    assert found
    return found


@pytest.fixture
def page(browser: Browser, builds: Builds, who: str) -> Iterator[Page]:
    """A page as a web server sends it, with two answers: the second is written first."""
    file = next(builds.of(web_page_of(who)).rglob("booklet.html"))
    context = browser.new_context(reduced_motion="reduce", viewport={"width": 1280, "height": 800})
    context.route("**/*", lambda route: route.fulfill(path=file, content_type="text/html"))
    page = context.new_page()
    page.goto("http://booklet.test/")
    page.fill(LAST, FORMULA)
    page.fill(QUESTION, ANSWER)
    yield page
    context.close()


def entry_of(page: Page, number: int) -> Locator:
    """Return an entry, opened."""
    entry = page.locator(".entry").nth(number)
    if not entry.evaluate("entry => entry.open"):
        entry.locator("summary").click()
    return entry


def fill_in(page: Page, record: Record) -> dict[str, object]:
    """Fill in the first entry, and return what is then in its fields."""
    entry, meant = entry_of(page, 0), dict[str, object]()
    for field in record.fields:
        part = entry.locator(f"[data-field={field.id}]")
        if field.kind is FieldKind.CHOICES:
            part.get_by_label(field.choices[-1]).check()
            meant[field.id] = [field.choices[-1]]
        elif field.has_answer:
            meant[field.id] = ANSWER
        else:
            typed = {FieldKind.DATE: "2026-11-30", FieldKind.NUMBER: "1.5"}.get(field.kind, f"-2, of {field.id}")
            part.locator("input, textarea").fill(typed)
            meant[field.id] = 1.5 if field.kind is FieldKind.NUMBER else typed
    return meant


def saved(page: Page, button: str, folder: Path) -> Path:
    """Return the file that a button saves."""
    with page.expect_download() as waiting:
        page.click(button)
    path = folder / waiting.value.suggested_filename
    waiting.value.save_as(path)
    return path


def test_each_answer_is_an_entry_with_what_the_regulator_asks_for(
    page: Page, record: Record, who: str, catalogue: Catalogue, tmp_path: Path
) -> None:
    """In the order of the page. What nobody has filled in is empty, hours too."""
    meant = fill_in(page, record)
    aspect, sheet = catalogue.aspects[0], catalogue.framework.worksheets[1]
    prompts = [catalogue.professions[who].aspects[aspect.id].questions["awareness"], sheet.prompts[0].text]
    titles = [f"{aspect.title}: {catalogue.framework.approaches[0].name}", sheet.title]
    data = saved(page, "#save-data", tmp_path)
    assert data.name.startswith(f"cpd-record-{who}-")
    found = json.loads(data.read_text(encoding="utf-8"))
    first, second = found["entries"]
    ids = [field.id for field in record.fields]
    assert [*first] == [*second] == ["title", "prompt", *ids]
    assert [(each["title"], each["prompt"]) for each in (first, second)] == [*zip(titles, prompts, strict=True)]
    assert {name: first[name] for name in ids} == meant
    empty: dict[FieldKind, object] = {FieldKind.NUMBER: None, FieldKind.CHOICES: []}
    for field in record.fields:
        assert second[field.id] == (FORMULA if field.has_answer else empty.get(field.kind, "")), field.id

    table = saved(page, "#save-table", tmp_path).read_bytes()
    assert table.startswith(b"\xef\xbb\xbf")
    head, *rows = csv.reader(table.decode("utf-8-sig").splitlines(keepends=True))
    assert head == [catalogue.labels.record_title, catalogue.labels.record_prompt, *(f.label for f in record.fields)]
    cells = [dict(zip(ids, row[2:], strict=True)) for row in rows]
    answered = next(field.id for field in record.fields if field.has_answer)
    assert cells[0][answered] == ANSWER
    assert cells[1][answered] == f"'{FORMULA}"
    assert cells[0]["next-step"] == "'-2, of next-step"
    assert not [cell for row in rows for cell in row if cell[:1] in {"=", "+", "-", "@"}]


@pytest.mark.parametrize("who", ["podiatrist", pytest.param("osteopath", marks=pytest.mark.nightly)], indirect=True)
def test_words_are_counted_and_nobody_is_to_be_named(page: Page, record: Record, catalogue: Catalogue) -> None:
    note = catalogue.labels.no_names.capitalize()
    assert page.locator(f".question:has({QUESTION}) .beside").inner_text() == f"Words: 6. {note}"
    fill_in(page, record)
    entry = entry_of(page, 0)
    for field in entry.locator("textarea, [type=text]").all():
        beside = field.locator("xpath=ancestor::*[contains(@class, 'asked')]").locator(".beside").inner_text()
        assert beside == f"Words: 3. {note}"
    texts = sum(field.kind is FieldKind.TEXT and not field.has_answer for field in record.fields)
    total = page.locator(".record .total").inner_text()
    most = record.most_words.words if record.most_words else None
    assert total.startswith(f"Words in all: {6 + 1 + 3 * texts}")
    assert total.endswith(f"about {most}.") == bool(most)


def test_an_entry_is_kept_and_cleared_with_its_answer(page: Page, record: Record, catalogue: Catalogue) -> None:
    fill_in(page, record)
    page.reload()
    entry = entry_of(page, 0)
    assert entry.locator("[data-field=next-step] textarea").input_value() == "-2, of next-step"
    assert entry.locator("input:checked").count() == sum(field.kind is FieldKind.CHOICES for field in record.fields)
    page.once("dialog", lambda dialog: dialog.accept())
    page.click("#clear")
    page.locator(".status", has_text=catalogue.labels.answers_cleared).wait_for()
    assert page.evaluate("localStorage.length") == 0
    assert not page.locator(".entry:visible").count()
    page.click("#save-data")
    page.locator(".status", has_text=catalogue.labels.answers_none).wait_for()


def test_the_record_is_printed_alone_and_only_where_that_is_asked_for(page: Page, record: Record) -> None:
    fill_in(page, record)
    page.emulate_media(media="print")
    assert not page.locator(".record").is_visible()
    assert page.locator("#aspect-care-of-patients").is_visible()
    page.emulate_media(media="screen")
    page.evaluate("print = () => {}")
    page.click("#print-record")
    page.emulate_media(media="print")
    assert page.locator(".record .answer").all_inner_texts() == [ANSWER, FORMULA]
    shown = page.evaluate(
        "[...document.querySelectorAll('main > section')].filter((e) => e.offsetHeight).map((e) => e.id)"
    )
    assert shown == ["answers"]
    assert not page.locator(".buttons:visible, #answer-notes:visible, .cover:visible, .foot:visible").count()
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert not page.locator(".record").is_visible()


def test_axe_finds_nothing_in_an_open_record(page: Page, record: Record) -> None:
    if not AXE.is_file():
        lacking("axe-core")
    fill_in(page, record)
    page.evaluate(AXE.read_text(encoding="utf-8"))
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        result = page.evaluate("axe.run(document.getElementById('record'), {resultTypes: ['violations']})")
        assert [(v["id"], [node["target"] for node in v["nodes"]]) for v in result["violations"]] == []
        assert len(result["passes"]) > 8
