"""The web page in a browser: axe finds nothing, nothing is too wide, and what a reader writes is kept and saved.

It takes Chromium and axe-core, which scripts/prepare-checks.sh installs; where they are not, these tests are skipped.
"""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit
from urllib.request import url2pathname

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from framework_pdf.build import pipeline
from framework_pdf.content.catalogue import Catalogue
from framework_pdf.content.loading import load
from framework_pdf.core import workspace
from framework_pdf.products.plan import Request
from tests.support.building import STRICT, WIDE_BRAND, Builds, in_each_run, web_page_of
from tests.support.folders import BRANDS as KITS
from tests.support.folders import GARDEN, MARKED_GARDEN, ROOT, TEMPLATES, replace
from tests.support.programs import lacking

AXE = ROOT / ".checks" / "node_modules" / "axe-core" / "axe.min.js"
BRANDS = [path.name for path in KITS]
NAMES = ["podiatrist", "garddwr-ysgol", "marked", *BRANDS]
WIDE = {"marked", WIDE_BRAND}
"""Those with most kinds of parts, and with the typeface that takes most room."""
QUESTION = "#answer-soil\\.look"
ANSWER = "My own grandmother.\nI had “forgotten” her."


@pytest.fixture(scope="session")
def pages(builds: Builds) -> dict[str, str]:
    """The addresses of pages that were built: of our own framework, of another, and of each brand."""
    outputs = {
        "podiatrist": builds.of(web_page_of("podiatrist")),
        "gardener": builds.of(web_page_of("gardener"), GARDEN),
        "garddwr-ysgol": builds.of(web_page_of("garddwr-ysgol"), GARDEN),
        "marked": builds.of(web_page_of("gardener"), GARDEN, MARKED_GARDEN),
        **{brand: builds.of(web_page_of("podiatrist", brand)) for brand in BRANDS},
    }
    return {name: next(output.rglob("booklet.html")).as_uri() for name, output in outputs.items()}


@pytest.fixture(scope="session")
def small() -> Catalogue:
    """The catalogue of the small framework, whose page has all that scripts do but a record."""
    return load((GARDEN,))[0]


def some(*each_run: str) -> pytest.MarkDecorator:
    """Try a test with the pages of these names in each run, and with the others at night."""
    return pytest.mark.parametrize(
        "name", [pytest.param(name, marks=() if name in each_run else pytest.mark.nightly) for name in NAMES]
    )


def opened(browser: Browser, address: str, **how: Any) -> Page:
    """Open an address in a context of its own."""
    page = browser.new_context(**{"reduced_motion": "reduce", **how}).new_page()
    page.goto(address)
    return page


@pytest.fixture
def page(browser: Browser, pages: dict[str, str]) -> Iterator[Page]:
    """A page as a web server sends it.

    Chromium on a busy machine now and then begins a page that was opened from a file with an empty store: 5 of 900
    loads lost an answer so, and none of 714 that came from a server.
    """
    file = Path(url2pathname(urlsplit(pages["gardener"]).path))
    context = browser.new_context(reduced_motion="reduce", viewport={"width": 1280, "height": 800})
    context.route("**/*", lambda route: route.fulfill(path=file, content_type="text/html"))
    page = context.new_page()
    page.goto("http://booklet.test/")
    yield page
    context.close()


def field_after_reload(page: Page) -> str:
    page.reload()
    return page.input_value(QUESTION)


Scheme = Literal["light", "dark"]
SCREENS: tuple[tuple[int, Scheme], ...] = ((320, "light"), (1280, "dark"))
OTHER_SCREENS: tuple[tuple[int, Scheme], ...] = ((320, "dark"), (1280, "light"))
"""Widths of windows, each with the scheme of its colours."""


@some("podiatrist", *WIDE)
@pytest.mark.parametrize(
    "screens", [SCREENS, pytest.param(OTHER_SCREENS, marks=pytest.mark.nightly)], ids=["screens", "other screens"]
)
def test_axe_finds_nothing(
    browser: Browser, pages: dict[str, str], name: str, screens: tuple[tuple[int, Scheme], ...]
) -> None:
    if not AXE.is_file():
        lacking("axe-core")
    page = opened(browser, pages[name])
    page.evaluate(AXE.read_text(encoding="utf-8"))
    for width, scheme in screens:
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme=scheme)
        page.locator(".contents details").evaluate("details => details.open = true")
        result = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
        assert [(v["id"], [node["target"] for node in v["nodes"]]) for v in result["violations"]] == [], width
        assert len(result["passes"]) > 25
    page.context.close()


def test_brands_differ_in_form_and_not_in_colour_alone(browser: Browser, pages: dict[str, str]) -> None:
    seen = []
    for name in BRANDS:
        page = opened(browser, pages[name], viewport={"width": 1280, "height": 800})
        seen.append(page.evaluate(_FORMS))
        page.context.close()
    assert len(seen) == 3
    for part in seen[0]:
        assert len({json.dumps(forms[part]) for forms in seen}) == 3, part


def test_a_table_wider_than_the_window_is_reached_within_its_own_box(browser: Browser, pages: dict[str, str]) -> None:
    page = opened(browser, pages["marked"], viewport={"width": 320, "height": 800})
    table = page.get_by_role("region", name="What is sown, Where, Rows")
    table.locator("td").first.evaluate("cell => { cell.textContent = 'Donaudampfschifffahrtselektrizität'.repeat(2) }")
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    whole, seen = table.evaluate("box => [box.scrollWidth, box.clientWidth]")
    assert whole > 2 * seen
    table.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function("box => box.scrollLeft > 0", arg=table.element_handle())
    page.context.close()


_FORMS = """() => {
  const box = (selector) => document.querySelector(selector).getBoundingClientRect();
  const form = (selector) => {
    const style = getComputedStyle(document.querySelector(selector));
    const filled = style.backgroundColor !== "rgba(0, 0, 0, 0)";
    return [style.textAlign, style.borderWidth, style.borderRadius, filled];
  };
  const place = (inner, outer) => {
    const [a, b] = [box(inner), box(outer)];
    const shares = [(a.left + a.right) / 2 - b.left, a.width].map((x) => Math.round((10 * x) / b.width));
    return [...shares, a.bottom > b.bottom, a.right > b.right];
  };
  return {
    cover: [form(".cover"), form(".cover .words")],
    "picture on the cover": place(".cover .ripples", ".cover"),
    opener: [form(".opener"), form(".opener .head")],
    "picture on an opener": place(".opener .ripples", ".opener"),
    question: form(".question"),
    "small step": form(".try"),
    "room to write": form("textarea"),
    button: form("button"),
  };
}"""
"""What stands where, and what is filled, edged or round: no colour and no typeface."""


@pytest.mark.parametrize("name", [pytest.param(name, marks=in_each_run(name)) for name in BRANDS])
def test_the_logo_on_the_cover_is_the_one_for_its_ground(browser: Browser, pages: dict[str, str], name: str) -> None:
    page = opened(browser, pages[name], viewport={"width": 390, "height": 800})
    signs = page.locator(".cover .sign:visible")
    schemes: dict[Scheme, str] = {"light": "sign by-day", "dark": "sign by-night"}
    for scheme, sign in schemes.items():
        page.emulate_media(media="screen", color_scheme=scheme)
        assert [logo.get_attribute("class") for logo in signs.all()] == [sign]
        page.emulate_media(media="print", color_scheme=scheme)
        assert [logo.get_attribute("class") for logo in signs.all()] == ["sign by-day"]
    page.context.close()


@some(*WIDE)
def test_nothing_is_wider_than_the_window(browser: Browser, pages: dict[str, str], name: str) -> None:
    page = opened(browser, pages[name])
    sizes = page.context.new_cdp_session(page)
    page.fill("textarea >> nth=0", "m" * 400)
    for width, size in ((320, 16), (640, 32), (1280, 32)):
        page.set_viewport_size({"width": width, "height": 800})
        sizes.send("Page.setFontSizes", {"fontSizes": {"standard": size, "fixed": size}})
        body = float(page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)"))
        seen = page.evaluate("document.documentElement.scrollWidth")
        cut = page.evaluate(
            """[...document.querySelectorAll("main p, main li, main label, main dd, h1, h2, h3, h4")]
            .filter((e) => e.scrollWidth > e.clientWidth + 1 && e.clientWidth).map((e) => e.textContent)"""
        )
        assert body >= size
        assert (seen, cut) == (width, [])
    page.context.close()


LONG = (
    "What do I see when I look for who is not here, and for those who left us?",
    "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen",
    "mid-year/" + "0123456789abcdef" * 5,
)
"""Questions, titles and words that are longer than our own."""


@some(*WIDE)
def test_no_words_are_too_long_for_the_window(browser: Browser, pages: dict[str, str], name: str) -> None:
    page = opened(browser, pages[name], viewport={"width": 320, "height": 800})
    sizes = page.context.new_cdp_session(page)
    page.locator(".contents details").evaluate("details => details.open = true")
    for words in LONG:
        assert page.evaluate(_SAYING, words) > 100
        for width, size in ((320, 16), (640, 32)):
            page.set_viewport_size({"width": width, "height": 800})
            sizes.send("Page.setFontSizes", {"fontSizes": {"standard": size, "fixed": size}})
            assert (page.evaluate("document.documentElement.scrollWidth"), page.evaluate(_BEYOND)) == (width, [])
    page.context.close()


def test_a_long_question_wraps_and_steps_back(browser: Browser, tmp_path: Path) -> None:
    content = tmp_path / "content"
    shutil.copytree(GARDEN, content)
    question, word, hyphened = LONG
    replace(content / "framework.yml", "asks: What do I see?", f"asks: {question}")
    replace(content / "framework.yml", "title: A garden for everyone", f"title: {question} {word}")
    replace(content / "aspects" / "1-soil.yml", "title: Soil", f"title: {word}")
    replace(content / "aspects" / "1-soil.yml", "Soil is where", f"Soil ({hyphened}) is where")
    request = Request(products=("booklet",), formats=("html",))
    pipeline.build(workspace.Workspace((content,), (TEMPLATES,), tmp_path / "output"), request, STRICT)
    address = (tmp_path / "output" / "gardener" / "booklet.html").as_uri()
    page = opened(browser, address, viewport={"width": 320, "height": 800})
    assert (page.evaluate("document.documentElement.scrollWidth"), page.evaluate(_BEYOND)) == (320, [])
    asked, quiet = page.locator(".asks"), page.locator(".stays:visible").first
    colours = asked.evaluate_all("all => all.map((each) => getComputedStyle(each).color)")
    heights = asked.evaluate_all("all => all.map((each) => each.getBoundingClientRect().height)")
    assert {*colours} == {quiet.evaluate("each => getComputedStyle(each).color")}
    assert len(heights) == 2 * (1 + 4)
    assert max(heights) > 1.8 * min(heights)
    page.context.close()


_SAYING = """(words) => {
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const texts = [];
  while (walk.nextNode()) texts.push(walk.currentNode);
  const read = texts.filter((text) =>
    /\\p{L}/u.test(text.data) && !text.parentElement.closest("svg, script, style, noscript, textarea"));
  for (const text of read) text.data = words;
  return read.length;
}"""
"""Everything on the page says these words; out, in how many places."""
_BEYOND = """() => {
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const found = [];
  while (walk.nextNode()) {
    const [text, range] = [walk.currentNode, document.createRange()];
    range.selectNodeContents(text);
    const rects = text.parentElement.closest("svg, .skip, .status, .table") ? [] : [...range.getClientRects()];
    if (rects.some((rect) => rect.right > innerWidth + 0.5 || rect.left < -0.5)) found.push(text.data);
  }
  return found;
}"""
"""The words that reach out of the window, but those of tables, which can be moved within boxes of their own."""


@pytest.mark.parametrize("width", [320, 1280])
def test_the_keyboard_reaches_everything_and_is_seen(browser: Browser, pages: dict[str, str], width: int) -> None:
    page = opened(browser, pages["gardener"], viewport={"width": width, "height": 700})
    walked = []
    for _ in range(60):
        page.keyboard.press("Tab")
        page.wait_for_timeout(20)
        walked.append(page.evaluate(_FOCUSED))
        if walked[-1]["tag"] == "TEXTAREA":
            break
    page.context.close()
    assert (walked[0]["tag"], walked[0]["address"]) == ("A", "#text")
    assert walked[-1]["tag"] == "TEXTAREA"
    assert [step for step in walked if not (step["outlined"] and step["inside"] and step["onTop"])] == []


_FOCUSED = """() => {
  const element = document.activeElement;
  const style = getComputedStyle(element);
  const box = element.getClientRects()[0];
  const found = document.elementFromPoint(box.left + box.width / 2, box.top + Math.min(box.height / 2, 20));
  return {
    tag: element.tagName,
    address: element.getAttribute("href"),
    outlined: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
    inside: box.top >= 0 && box.left >= 0 && box.top < innerHeight && box.right <= innerWidth,
    onTop: element === found || element.contains(found),
  };
}"""


def test_the_skip_link_leads_to_the_text(page: Page) -> None:
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


def test_on_a_small_window_contents_open_over_the_text_and_close_behind_the_reader(
    browser: Browser, pages: dict[str, str]
) -> None:
    page = opened(browser, pages["gardener"], viewport={"width": 320, "height": 700})
    listed, summary = page.locator(".contents .list"), page.locator(".contents summary")
    top = "document.querySelector('#section-who-gardens').getBoundingClientRect().top"
    assert not listed.is_visible()
    before = page.evaluate(top)
    summary.press("Enter")
    assert listed.is_visible()
    assert page.evaluate(top) == before
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    assert not listed.is_visible()
    assert summary.evaluate("summary => summary === document.activeElement")
    summary.press("Enter")
    page.focus(QUESTION)
    assert not listed.is_visible()
    summary.click()
    page.click(".contents a[href='#section-who-gardens']")
    assert not listed.is_visible()
    assert 48 <= page.evaluate(top) <= 120
    page.wait_for_function("document.querySelector('[aria-current]').hash === '#section-who-gardens'")
    page.context.close()


def test_targets_are_large_enough(browser: Browser, pages: dict[str, str]) -> None:
    page = opened(browser, pages["gardener"], viewport={"width": 320, "height": 700})
    page.click(".contents summary")
    small = page.evaluate(
        """[...document.querySelectorAll("button, textarea, summary, .contents a, .key a")]
        .map((e) => e.getBoundingClientRect()).filter((box) => box.height < 24 || box.width < 24).length"""
    )
    page.context.close()
    assert small == 0


def test_an_answer_is_kept_in_this_browser_and_grows_its_field(page: Page, small: Catalogue) -> None:
    before = page.locator(QUESTION).bounding_box()
    page.fill(QUESTION, ANSWER + "\n" * 12)
    after = page.locator(QUESTION).bounding_box()
    assert before
    assert after
    assert after["height"] > before["height"] + 100
    page.locator(".status", has_text=small.labels.answers_saved).wait_for()
    assert field_after_reload(page) == ANSWER + "\n" * 12
    keys = page.evaluate("Object.keys(localStorage)")
    assert keys == [f"{small.framework.title}/gardener/answer-soil.look"]


def test_all_answers_are_saved_to_a_file(
    browser: Browser, pages: dict[str, str], catalogue: Catalogue, tmp_path: Path
) -> None:
    """Without the record of learning that is made of them."""
    page = opened(browser, pages["podiatrist"])
    page.click("#save")
    page.locator(".status", has_text=catalogue.labels.answers_none).wait_for()
    page.fill("#answer-myself-as-an-individual\\.awareness", ANSWER)
    page.fill("#answer-action-plan\\.2", "By Friday")
    with page.expect_download() as waiting:
        page.click("#save")
    today = page.evaluate("new Date().toLocaleDateString('sv')")
    assert waiting.value.suggested_filename == f"booklet-podiatrist-{today}.txt"
    waiting.value.save_as(tmp_path / "saved.txt")
    aspect, sheet = catalogue.aspects[0], catalogue.framework.worksheets[0]
    question = catalogue.professions["podiatrist"].aspects[aspect.id].questions["awareness"]
    lines = (tmp_path / "saved.txt").read_text(encoding="utf-8").splitlines()
    assert [lines[0], lines[1]] == [catalogue.framework.title, "For podiatrists"]
    assert [line for line in lines[3:] if line] == [
        aspect.title.upper(),
        catalogue.framework.approaches[0].name,
        question,
        *ANSWER.splitlines(),
        sheet.title.upper(),
        sheet.prompts[1].text,
        "By Friday",
    ]
    page.context.close()


def test_answers_are_cleared_only_when_the_reader_is_sure(page: Page, small: Catalogue) -> None:
    page.fill(QUESTION, ANSWER)
    asked: list[str] = []
    page.on("dialog", lambda dialog: asked.append(dialog.message))
    page.once("dialog", lambda dialog: dialog.dismiss())
    page.click("#clear")
    assert page.input_value(QUESTION) == ANSWER
    page.once("dialog", lambda dialog: dialog.accept())
    page.click("#clear")
    assert asked == [small.labels.clear_sure] * 2
    page.locator(".status", has_text=small.labels.answers_cleared).wait_for()
    assert field_after_reload(page) == ""
    assert page.evaluate("localStorage.length") == 0


def test_where_nothing_can_be_kept_the_page_says_so_and_works(
    browser: Browser, pages: dict[str, str], small: Catalogue
) -> None:
    context = browser.new_context()
    context.add_init_script("Object.defineProperty(window, 'localStorage', {get() { throw new Error('no'); }})")
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(pages["gardener"])
    page.fill(QUESTION, ANSWER)
    page.locator(".status", has_text=small.labels.answers_lost).wait_for()
    notes = page.locator("p.stays:visible").all_inner_texts()
    with page.expect_download():
        page.click("#save")
    context.close()
    assert set(notes) == {small.labels.answers_lost}
    assert errors == []


def test_without_scripts_the_page_is_complete(browser: Browser, pages: dict[str, str], small: Catalogue) -> None:
    page = opened(browser, pages["gardener"], java_script_enabled=False, viewport={"width": 320, "height": 700})
    assert not page.locator("button").first.is_visible()
    assert page.locator(".contents a").last.is_visible()
    assert page.locator("p.stays:visible").count() == len(small.aspects) + 1
    page.fill(QUESTION, ANSWER)
    assert page.input_value(QUESTION) == ANSWER
    page.context.close()


def watched(context: BrowserContext) -> list[str]:
    """Return a list that gets the address of every request of a context from now on."""
    asked: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    return asked


def test_nothing_leaves_the_page_nor_could(browser: Browser, pages: dict[str, str]) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    asked = watched(context)
    page = context.new_page()
    page.goto(pages["gardener"])
    page.fill(QUESTION, ANSWER)
    page.mouse.wheel(0, 20_000)
    page.wait_for_timeout(300)
    assert [address for address in asked if not address.startswith("data:")] == [pages["gardener"]]
    assert page.evaluate("[...document.fonts].map((face) => face.status)") == ["loaded", "loaded"]
    refused = "fetch('https://example.org/').then(() => 'sent', () => 'refused')"
    assert page.evaluate(f"new Promise((done) => {{ {refused}.then(done) }})") == "refused"
    assert [address for address in asked if address.startswith("http")] == []
    context.close()


def test_print_has_the_answers_and_no_furniture(page: Page) -> None:
    page.fill(QUESTION, ANSWER)
    page.emulate_media(media="print", color_scheme="dark")
    assert not page.locator(".contents").is_visible()
    assert not page.locator("#save").is_visible()
    written = page.locator(f".field:has({QUESTION})").evaluate(
        "field => [getComputedStyle(field, '::after').content, getComputedStyle(field, '::after').visibility]"
    )
    assert json.loads(written[0].replace("\\a ", "\\n").replace("\n", "\\n")) == ANSWER + "\n"
    assert written[1] == "visible"
    assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") == "rgb(255, 255, 255)"
