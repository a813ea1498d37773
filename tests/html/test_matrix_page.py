"""The questions side by side as a web page: whole without a script, and with one a choice of what is shown."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from framework_pdf.content.catalogue import Catalogue
from framework_pdf.products.plan import Request
from tests.html.test_web_browser import AXE, SCREENS
from tests.support.building import MATRIX, Builds
from tests.support.composing import html_of
from tests.support.programs import lacking


@pytest.fixture(scope="module")
def address(builds: Builds) -> str:
    return (builds.of(MATRIX) / "matrix.html").as_uri()


@pytest.fixture
def page(browser: Browser, catalogue: Catalogue, tmp_path: Path) -> Iterator[Page]:
    """A page with the questions of three professions."""
    asked = Request(("podiatrist", "paramedic", "osteopath"), products=("matrix",), formats=("html",))
    file = tmp_path / "matrix.html"
    file.write_text(html_of(catalogue, asked), encoding="utf-8")
    context = browser.new_context(reduced_motion="reduce", viewport={"width": 1280, "height": 800})
    page = context.new_page()
    page.goto(file.as_uri())
    yield page
    context.close()


def shown(page: Page, what: str) -> int:
    return page.locator(what).filter(visible=True).count()


def test_without_a_script_all_of_it_is_there(browser: Browser, address: str, catalogue: Catalogue) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    assert shown(page, "form") == 0
    assert shown(page, "table") == len(catalogue.aspects)
    assert shown(page, "td") == 14 * 18
    assert page.get_by_role("rowheader", name="Podiatrists").count() == len(catalogue.aspects)
    assert page.get_by_role("columnheader", name="Advocacy").count() == len(catalogue.aspects)
    for width in (320, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") == width
    context.close()


def test_professions_and_aspects_are_chosen_by_keyboard(page: Page) -> None:
    assert page.get_by_role("status").inner_text() == "Shown are 3 of 3 professions, and 6 of 6 aspects."
    page.get_by_role("button", name="No profession").press("Enter")
    for name in ("Podiatrists", "Paramedics"):
        page.get_by_label(name, exact=True).press("Space")
    page.get_by_role("checkbox", name="Care of patients").press("Space")
    assert page.get_by_role("status").inner_text() == "Shown are 2 of 3 professions, and 5 of 6 aspects."
    assert shown(page, "table") == 5
    assert shown(page, "tbody tr") == 5 * 2
    assert not page.locator("#care-of-patients").is_visible()
    page.get_by_role("button", name="All professions").press("Enter")
    assert shown(page, "tbody tr") == 5 * 3


def test_axe_finds_nothing_and_nothing_is_too_wide(page: Page) -> None:
    if not AXE.is_file():
        lacking("axe-core")
    page.evaluate(AXE.read_text(encoding="utf-8"))
    for width, scheme in SCREENS:
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme=scheme)
        found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
        assert [(each["id"], [node["target"] for node in each["nodes"]]) for each in found["violations"]] == []
        assert page.evaluate("document.documentElement.scrollWidth") == width


def test_in_a_narrow_window_each_question_says_what_it_is_of(page: Page) -> None:
    page.set_viewport_size({"width": 360, "height": 800})
    cell = page.locator("td").first
    assert cell.locator(".of").is_visible()
    assert cell.inner_text().startswith("Awareness")


def test_on_paper_what_is_chosen_is_printed_with_its_heads(page: Page) -> None:
    page.get_by_role("button", name="No aspect").click()
    page.get_by_role("checkbox", name="Care of patients").check()
    page.emulate_media(media="print")
    assert shown(page, "form") == 0
    assert shown(page, "table") == 1
    assert page.locator("thead").filter(visible=True).evaluate("head => getComputedStyle(head).display") == (
        "table-header-group"
    )
