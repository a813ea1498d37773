"""A framework whose texts have all the markup that there is, as it is printed: tags, words, pixels, and a web page."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from playwright.sync_api import Browser, Page

from tests.support.building import Builds, large_of, standard_of, web_page_of
from tests.support.folders import GARDEN, MARKED_GARDEN
from tests.support.pages import MM, Word, elements, pages_of, pixels, squashed, structure_text

BOTH = (GARDEN, MARKED_GARDEN)
Kind = tuple[str, list[Any]]
"""The kind of a structure element, and those below it."""
FORMS = {"standard": standard_of, "large print": large_of}


@pytest.fixture(scope="module", params=FORMS)
def printed(request: pytest.FixtureRequest, builds: Builds) -> tuple[Path, Path]:
    """The booklet and the first card, in each print."""
    output = builds.of(FORMS[request.param]("gardener"), *BOTH) / "gardener"
    return next(output.glob("booklet*.pdf")), next(output.glob("cards/1-*.pdf"))


def kinds(element: Any) -> list[Kind]:
    """Return the kinds of what is below a structure element, each with those below it, but for mere spans."""
    below = [kid for kid in element.K if isinstance(kid, pikepdf.Dictionary) and "/S" in kid]
    parts = [(str(kid.S)[1:], kinds(kid)) for kid in below]
    return [part for kind, within in parts for part in (within if kind == "Span" else [(kind, within)])]


def of_section(path: Path) -> list[Kind]:
    """Return the kinds of what is in the section that has all markup, on one page or several."""
    found: list[Kind] = []
    for element in elements(path):
        if str(element.S) == "/Sect":
            parts = kinds(element)
            begins = [kind for kind, _ in parts][:1] == ["H2"]
            if found and begins:
                return found
            if found or (begins and "BlockQuote" in [kind for kind, _ in parts]):
                found += parts
    return found


ITEM: Kind = ("LI", [("Lbl", []), ("LBody", [])])


def test_everything_is_tagged_as_what_it_is(printed: tuple[Path, Path]) -> None:
    parts = of_section(printed[0])
    assert [kind for kind, _ in parts if kind != "P"] == ["H2", "L", "L", "L", "BlockQuote", "Div", "Div", "L"]
    bullets, numbers, boxes, quotation, ((around, table),), picture, more = (
        within for kind, within in parts if kind not in {"P", "H2"}
    )
    stool = ("LI", [("Lbl", []), ("LBody", [("L", [ITEM, ITEM])])])
    assert bullets == [ITEM, stool, ("LI", [("Lbl", []), ("LBody", [("Link", [])])])]
    assert [[kind for kind, _ in item] for _, item in numbers] == [["Lbl", "LBody"]] * 3
    assert boxes == [("LI", [("LBody", [])])] * 2
    assert quotation == [("P", []), ("P", [])]
    (head, (head_row,)), (body, rows) = table
    assert (around, head, body) == ("Table", "THead", "TBody")
    assert head_row == ("TR", [("TH", [])] * 3)
    assert [[kind for kind, _ in row] for _, row in rows] == [["TD"] * 3] * 3
    assert picture == [("Figure", []), ("P", [])]
    seven: Kind = ("LI", [("Lbl", []), ("LBody", [("P", []), ("P", [])])])
    eight: Kind = ("LI", [("Lbl", []), ("LBody", [("P", [])])])
    assert more == [seven, eight]
    scopes = {str(element.A.Scope) for element in elements(printed[0]) if str(element.S) == "/TH"}
    assert scopes == {"/Column"}


def test_it_is_read_in_order_and_without_a_mark(printed: tuple[Path, Path]) -> None:
    read = squashed(structure_text(printed[0]))
    for words in (
        "a shared garden can use these pages, and everyone is meant: 5 * 3 beds, nurse*s and doctor*s, snake_case",
        "What to bring: • gloves that fit • a stool, which • has three legs • folds • an apron [1]",
        "1. Look. 2. Ask the people next door (example.org/neighbours/north_side), or example.org. 3. Write to us",
        "Before you go out: shut the gate fill both cans Nobody is too old for radishes. Nor too young. What is sown",
        "Where Rows radishes in the raised bed 12 beans along the fence (example.org/fence) 4",
        "7. Seven comes first here. It has two paragraphs. 8. Eight follows.",
    ):
        assert squashed(words) in read, words
    card = structure_text(printed[1])
    assert "**" not in read + card
    assert "](" not in read + card


def test_links_lead_where_they_say(printed: tuple[Path, Path]) -> None:
    for path, wanted in (
        (
            printed[0],
            {
                "https://example.org/neighbours/north_side": "the people next door (example.org/neighbours/north_side)",
                "https://example.org/": "example.org",
                "mailto:garden@example.org": "us (garden@example.org)",
                "tel:+44-20-7946-0000": "the shed (+44-20-7946-0000)",
                "https://example.org/fence": "the fence (example.org/fence)",
            },
        ),
        (printed[1], {"https://example.org/path": "the path (example.org/path)"}),
    ):
        with pikepdf.open(path) as pdf:
            links = [link for page in pdf.pages for link in page.get("/Annots", []) if "/URI" in link.get("/A", {})]
            said = {str(link.A.URI): str(link.Contents).replace("\N{ZERO WIDTH SPACE}", "") for link in links}
            assert wanted.items() <= said.items()
        assert {str(each.S) for each in elements(path) if any("/Obj" in kid for kid in dictionaries(each))} == {"/Link"}


def dictionaries(element: Any) -> Iterator[Any]:
    yield from (kid for kid in element.K if isinstance(kid, pikepdf.Dictionary))


def words_of(path: Path, beginning: str, count: int) -> list[Word]:
    """Return so many words of a file from where some stand."""
    wanted = beginning.split()
    for page in pages_of(path):
        for start in range(len(page.words)):
            if [word.text for word in page.words[start : start + len(wanted)]] == wanted:
                return list(page.words[start : start + count])
    raise AssertionError(beginning)


def test_what_is_stressed_is_bold_and_nothing_is_in_italics(printed: tuple[Path, Path]) -> None:
    booklet, card = printed
    for path, beginning, bold in (
        (booklet, "Everyone who works in a shared", {"shared"}),
        (booklet, "and everyone is meant:", {"everyone"}),
        (booklet, "What is sown Where Rows", {"What", "is", "sown", "Where", "Rows"}),
        (booklet, "in the raised bed", {"raised"}),
        (card, "What everything grows from, and who", {"everything", "who"}),
        (card, "See who digs and who", {"digs"}),
    ):
        words = words_of(path, beginning, len(beginning.split()))
        assert {word.text for word in words if word.font.endswith("Bold")} == bold, beginning
    fonts = {word.font.split("+")[-1] for path in printed for page in pages_of(path) for word in page.words}
    assert fonts == {"Kit-SourceSans", "Kit-SourceSans-Bold"}


def mark_before(path: Path, mark: str, first: Word) -> Word:
    """Return the mark of a list's item that begins with a word; marks are drawn after all words of their page."""
    (page,) = [page for page in pages_of(path) if first in page.words]
    return next(word for word in page.words if word.text == mark and abs(word.bottom - first.bottom) < 1)


def test_lists_are_set_in_and_columns_keep_their_edges(printed: tuple[Path, Path]) -> None:
    edge = words_of(printed[0], "What to bring:", 1)[0].x0
    (gloves,) = words_of(printed[0], "gloves that fit", 1)
    (look,), (legs,) = words_of(printed[0], "Look. Ask", 1), words_of(printed[0], "has three legs", 1)
    assert edge < mark_before(printed[0], "•", gloves).x0 < gloves.x0 == pytest.approx(look.x0, abs=0.1)
    assert edge < mark_before(printed[0], "1.", look).x0 < look.x0
    assert legs.x0 > gloves.x0 + 4 * MM
    rows = words_of(printed[0], "Where Rows", 2)[-1]
    twelve, four = words_of(printed[0], "raised bed 12", 3)[-1], words_of(printed[0], "4 marigolds,", 1)[0]
    assert rows.x1 == pytest.approx(twelve.x1, abs=0.1) == pytest.approx(four.x1, abs=0.1)


def test_a_box_to_tick_is_drawn_and_empty(printed: tuple[Path, Path]) -> None:
    number, gate = next(
        (number, words_of(printed[0], "shut the gate", 1)[0])
        for number, page in enumerate(pages_of(printed[0]), 1)
        if "shut the gate" in page.all_words()
    )
    picture, scale = pixels(printed[0], number, dpi=288).min(axis=2), 288 / 72
    size = gate.bottom - gate.top
    top, bottom = round((gate.top - 0.2 * size) * scale), round((gate.bottom + 0.2 * size) * scale)
    left, right = round((gate.x0 - 7 * MM * size / 12) * scale), round((gate.x0 - 0.5 * MM) * scale)
    dark = picture[top:bottom, left:right] < 128
    across, down = dark.any(axis=0).nonzero()[0], dark.any(axis=1).nonzero()[0]
    width, height = across[-1] - across[0] + 1, down[-1] - down[0] + 1
    assert width == pytest.approx(height, abs=2)
    inside = dark[down[0] + 6 : down[-1] - 5, across[0] + 6 : across[-1] - 5]
    assert inside.size > 400
    assert not inside.any()


def test_a_long_table_has_its_head_on_each_page_and_no_row_on_two(printed: tuple[Path, Path]) -> None:
    pages = [page.all_words() for page in pages_of(printed[0]) if "dig where it is soft" in page.all_words()]
    assert len(pages) > 1
    for page in pages:
        assert page.count("Week What to do") == 1
        assert page.index("Week What to do") < page.index("dig where it is soft")
    tables = [
        [(kind, len(rows)) for kind, rows in kinds(each)] for each in elements(printed[0]) if str(each.S) == "/Table"
    ]
    assert len(tables) > 3
    assert {(head, body) for (head, _), (body, _) in tables} == {("THead", "TBody")}
    assert sum(count for _, (_, count) in tables) == 52 + 3 + 2


def test_pictures_have_their_words_and_keep_to_their_column(printed: tuple[Path, Path]) -> None:
    said = [str(element.Alt) for element in elements(printed[0]) if str(element.S) == "/Figure"]
    assert "Three beds in a row, the middle one raised" in said
    assert "Brown, green and yellow squares side by side" in said
    number = next(n for n, page in enumerate(pages_of(printed[0]), 1) if "from the shed" in page.all_words())
    caption = words_of(printed[0], "The beds, from the shed", 5)
    assert [word.text for word in caption if word.font.endswith("Bold")] == ["shed"]
    above = pixels(printed[0], number)[: round(caption[0].top)]
    green = (abs(above.astype(int) - (0x2F, 0x6B, 0x45)).sum(axis=2) < 12).nonzero()
    left, right = words_of(printed[0], "What is sown", 1)[0].x0, words_of(printed[0], "Rows radishes", 1)[0].x1
    assert (green[1].min() + green[1].max()) / 2 == pytest.approx((left + right) / 2, abs=2)
    assert green[1].max() - green[1].min() == pytest.approx((right - left) * 80 / 300, abs=2)


@pytest.fixture(scope="module")
def page(browser: Browser, builds: Builds) -> Iterator[Page]:
    page = browser.new_page(viewport={"width": 320, "height": 800})
    page.goto(next(builds.of(web_page_of("gardener"), *BOTH).rglob("booklet.html")).as_uri())
    yield page
    page.close()


def test_the_web_page_has_them_too(page: Page) -> None:
    section = page.locator("#section-who-gardens")
    assert section.locator("ul.listed").first.evaluate("list => getComputedStyle(list).listStyleType") == "disc"
    assert section.locator("ol.listed").last.get_attribute("start") == "7"
    assert section.locator("th[scope=col]").all_inner_texts() == ["What is\N{NO-BREAK SPACE}sown", "Where", "Rows"]
    assert section.locator("blockquote p").count() == 2
    assert section.locator("em").first.evaluate("em => getComputedStyle(em).fontStyle") == "normal"
    link = section.get_by_role("link", name="the people next door", exact=True)
    assert link.get_attribute("href") == "https://example.org/neighbours/north_side"
    assert not section.locator(".where").first.is_visible()
    picture = section.get_by_alt_text("Three beds in a row, the middle one raised")
    assert picture.evaluate("picture => [picture.naturalWidth > 0, picture.clientWidth <= 280]") == [True, True]
    assert page.locator("label strong").first.inner_text() == "never"
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    page.emulate_media(media="print")
    assert section.locator(".where").first.is_visible()
    page.emulate_media(media="screen")
