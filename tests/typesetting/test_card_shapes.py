"""Cards of frameworks of any shape: nothing runs through words, grounds reach the edges, approaches start level."""

import shutil
from itertools import islice
from pathlib import Path

import pytest
from weasyprint.formatting_structure.boxes import BlockBox

from framework_pdf.build.session import Session, open_sessions
from framework_pdf.build.typeset import fitted_part, typeset
from framework_pdf.core.colour import channels
from framework_pdf.core.errors import FrameworkPdfError
from framework_pdf.core.workspace import Workspace
from framework_pdf.products.plan import Request
from framework_pdf.products.press_job import PressOptions
from framework_pdf.typesetting.boxes import boxes_on
from framework_pdf.typesetting.copyfit import settings_of
from framework_pdf.typesetting.typesetter import LaidOut
from tests.support.folders import TEMPLATES, replace
from tests.support.frameworks import NAMES, write_framework
from tests.support.pages import MM, Page, pages_of, pixels, rules_on
from tests.support.places import is_placed

pytestmark = pytest.mark.build
SOIL = "#5b4034"
DPI = 144
Asked = tuple[str, str, int, bool]
"""The paper, the variant, how many approaches, and whether a print shop prints it."""
SHAPES: list[Asked] = [
    *(("A4", "standard", count, False) for count in (1, 3, 4, 12)),
    *(("A5", "standard", count, False) for count in (1, 9)),
    *(("A4", "large-print", count, False) for count in (1, 7)),
    ("Letter", "standard", 10, False),
    ("A4", "standard", 5, True),
]
OTHERS: list[Asked] = [*(("A4", "standard", count, False) for count in (2, 5, 7)), ("A5", "standard", 4, False)]
"""Others of the same kinds, which a nightly run tries."""

TITLES = {"Kindergesundheit": 1, "Gesundheitsförderungsmaßnahmen": 0.7, f"Be{'ee' * 40}n": 1}
"""Titles of one word, with the share of their size in which it has room, if it has in any."""
OTHER_SIZES = (("standard", "A5"), ("large-print", None))


def typeset_card(folder: Path, asked: Asked, longer: int = 1) -> tuple[Session, LaidOut]:
    """Lay out the first card of a framework with so many approaches and three aspects, in the folder's `content`."""
    paper, variant, count, for_press = asked
    content = folder / "content"
    if not content.exists():
        write_framework(content, count, aspects=3, longer=longer)
    templates = [TEMPLATES]
    if paper == "Letter":
        own = folder / "templates" / "products"
        shutil.copytree(TEMPLATES / "products" / "card", own / "card")
        replace(own / "card" / "product.yml", "papers: [A4, A5]", "papers: [A4, A5, Letter]")
        templates.insert(0, folder / "templates")
    (session,) = open_sessions(Workspace((content,), tuple(templates), folder), ()).values()
    press = PressOptions() if for_press else None
    request = Request(("gardener",), products=("card",), aspects=("1",), paper=paper, variants=(variant,), press=press)
    return session, typeset(session, next(iter(session.plan(request))))


@pytest.mark.parametrize(
    "asked", [*SHAPES, *(pytest.param(each, marks=pytest.mark.nightly) for each in OTHERS)], ids=str
)
def test_a_card_of_any_shape(asked: Asked, tmp_path: Path) -> None:
    paper, variant, count, for_press = asked
    session, laid_out = typeset_card(tmp_path, asked)
    assert laid_out.findings.problems == ()
    path = tmp_path / "card.pdf"
    path.write_bytes(session.typesetter.print(laid_out, for_readers=not for_press)[0])
    pages = pages_of(path)
    assert len(pages) == (2 if variant == "large-print" else 1)
    for number, page in enumerate(pages, 1):
        rules = rules_on(path, number)
        assert len(rules) >= (1 if page is pages[-1] and paper != "A5" else 0)
        assert not words_on(page, rules)
    bleed = 3 if for_press else 0
    image = pixels(path, 1, DPI)
    top = int((bleed + 2) * MM * DPI / 72)
    assert image[top, 2].tolist() == pytest.approx(channels(SOIL), abs=3)
    assert image[top, -3].tolist() != [255, 255, 255]
    assert min(word.size for page in pages for word in page.words) >= (17.9 if variant == "large-print" else 11.9)
    names = [word for word in pages[0].words if word.text in NAMES[:count] and "Bold" in word.font]
    assert [word.text for word in names] == list(NAMES[:count])
    if variant == "standard" and paper != "A5":
        rows = sorted({round(word.top) for word in names})
        filled = [sum(round(word.top) == top for word in names) for top in rows]
        assert max(filled) - min(filled) <= 1, filled
        assert max(filled) <= 3
        assert filled == sorted(filled, reverse=True)


@pytest.mark.parametrize(
    ("title", "share", "asked"),
    [
        *((title, share, ("standard", "A4")) for title, share in TITLES.items()),
        *(
            pytest.param(title, share, asked, marks=pytest.mark.nightly if share == 1 else ())
            for title, share in TITLES.items()
            for asked in OTHER_SIZES
        ),
    ],
    ids=str,
)
def test_a_title_is_smaller_where_a_word_of_it_would_be_broken(
    title: str, share: float, asked: tuple[str, str | None], tmp_path: Path
) -> None:
    content = write_framework(tmp_path / "content", 2)
    replace(content / "aspects" / "01-part-1.yml", "title: Soil", f"title: {title}")
    (session,) = open_sessions(Workspace((content,), (TEMPLATES,), tmp_path), ()).values()
    variant, paper = asked
    request = Request(("gardener",), products=("card",), aspects=("1",), variants=(variant,), paper=paper)
    card = next(iter(session.plan(request)))
    fitted = fitted_part(session, card)
    assert {setting.title_share for setting in fitted.settings.values()} == {share}
    assert fitted.settings == next(
        islice(settings_of(card, session.catalogue, session.type_fits), fitted.trials - 1, None)
    )
    assert bool(fitted.laid_out.findings.broken_words) == (len(title) > 60)  # no size that is read has room for it
    usual, smaller = (session.composed(card, {"part-1": trials}) for trials in (1, fitted.trials))
    assert (usual == smaller) == (share == 1)


def words_on(page: Page, rules: list[float]) -> list[str]:
    """Return the words through which a rule runs."""
    return [
        word.text
        for word in page.words
        if any(word.top + 0.25 * word.size < rule < word.bottom - 0.2 * word.size for rule in rules)
    ]


def test_statements_and_questions_start_level_whatever_stands_above_them(tmp_path: Path) -> None:
    write_framework(tmp_path / "content", 3)
    replace(tmp_path / "content" / "framework.yml", "asks: What do I see?", f"asks: What do I see{', and who' * 5}?")
    _, laid_out = typeset_card(tmp_path, ("A4", "standard", 3, False))
    tops: dict[str, set[float]] = {}
    for box in boxes_on(laid_out.document.pages[0]):
        if box.element_tag == "p" and isinstance(box, BlockBox):
            tops.setdefault(box.element.get("class", ""), set()).add(box.position_y)
    assert [len(tops[name]) for name in ("asks", "statement", "question")] == [1, 1, 1]


@pytest.mark.parametrize(
    ("asked", "hint"),
    [
        (("A5", "standard", 12, False), "make it on A4 (`--paper A4`), have fewer approaches, or write much shorter"),
        (("A4", "large-print", 12, False), "have fewer approaches, or write much shorter questions and statements"),
    ],
    ids=str,
)
def test_one_error_where_there_are_too_many_approaches(asked: Asked, hint: str, tmp_path: Path) -> None:
    with pytest.raises(FrameworkPdfError) as caught:
        typeset_card(tmp_path, asked)
    (problem,) = caught.value.diagnostics
    assert problem.message.endswith(f"card on {asked[0]} has no room for 12 approaches of so many words")
    assert is_placed(problem)
    assert problem.location
    assert problem.location.path == tmp_path / "content" / "framework.yml"
    assert str(problem.hint).startswith(hint)
