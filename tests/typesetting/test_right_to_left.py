"""Content from right to left: its pages are those of the same content from left to right, mirrored, and bound so."""

import json
import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pdfplumber
import pikepdf
import pytest
import tinycss2
import yaml
from weasyprint.formatting_structure.boxes import BlockBox, ReplacedBox

from framework_pdf.brand.options import Cover
from framework_pdf.build.pipeline import finish_pdf
from framework_pdf.build.print_shop import ticket_edition_of, ticket_of
from framework_pdf.build.session import Session, open_sessions
from framework_pdf.build.typeset import typeset
from framework_pdf.core.workspace import Workspace
from framework_pdf.pdf.office.source_pages import read_pages
from framework_pdf.products.edition import Edition
from framework_pdf.products.office_job import BindingEdge
from framework_pdf.products.plan import Request
from framework_pdf.products.press_job import PressOptions
from framework_pdf.typesetting.boxes import boxes_in, boxes_on
from framework_pdf.typesetting.typesetter import LaidOut
from tests.support.folders import GARDEN, TEMPLATES, append
from tests.support.frameworks import write_framework
from tests.support.logos import flat
from tests.support.pages import MM, pages_of
from tests.support.right_to_left import turned, write_right_to_left

pytestmark = pytest.mark.build
SHEETS = [path for path in sorted(TEMPLATES.rglob("*.css")) if "print_test" not in path.parts]
"""Every style sheet, but that of a sheet whose rulers stand where they stand on paper."""
SIDE = re.compile(r"(?<![a-z])(left|right)(?![a-z])")
SIDED = {"text-align", "float", "clear", "break-before", "break-after"}
TELEPHONE = "01632 960274"
PANELS = {Cover.GROUND: "bar", Cover.FRAME: "rules", Cover.SPLASH: "round", Cover.BAND: "bar"}
WORK = {"authors": "Press", "year": 2017, "further_reading": True, "source": "editorial"}
SHEETS_OF_PAPER = (("card", "A4"), ("card", "A5"), ("worksheet", None))
"""What has panels alone of what a kit may choose."""
Place = tuple[bool, str, str, float, float]
"""Whether a page is read first of its spread, the element, its class, and its left and right edges."""


def sessions_of(content: Path, home: Path) -> dict[Cover, Session]:
    """Return what makes editions of some content, with each form of covers."""
    names = [str(write_kit(home / form, form)) for form in PANELS]
    return dict(zip(PANELS, open_sessions(Workspace((content,), (TEMPLATES,), home), names).values(), strict=True))


def write_kit(kit: Path, form: Cover) -> Path:
    """Write a kit whose typeface has Hebrew letters, with a logo and a sender, and return its folder."""
    kit.mkdir(exist_ok=True)
    (kit / "logo.svg").write_text(flat(3, 1), encoding="utf-8")
    options = {
        "design": {"cover": form.value, "opener": form.value, "panels": PANELS[form]},
        "contact": {"telephone": TELEPHONE, "email": "post@example.org"},
    }
    meta = {"name": turned("Guild of Small Hours"), "link": "https://example.org"}
    kit_file = {"meta": meta, "logo": "logo.svg", "typography": {"base": "Open Sans"}}
    text = yaml.safe_dump(kit_file | {"defaults": {"framework-pdf": options}}, allow_unicode=True)
    (kit / "_brand.yml").write_text(text, encoding="utf-8")
    return kit


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("right-to-left")


@pytest.fixture(scope="module")
def to_the_right(home: Path) -> dict[Cover, Session]:
    return sessions_of(GARDEN, home)


@pytest.fixture(scope="module")
def to_the_left(home: Path) -> dict[Cover, Session]:
    return sessions_of(write_right_to_left(GARDEN, home / "content"), home)


def laid_out(session: Session, product: str, paper: str | None = None) -> tuple[Edition, LaidOut]:
    edition = session.plan(Request(("gardener",), products=(product,), paper=paper))[0]
    found = typeset(session, edition)
    assert found.findings.problems == ()
    return edition, found


def places(found: LaidOut, *, mirrored: bool) -> Iterator[Place]:
    """Yield where each block and picture with a class stands across its page, in px."""
    for number, page in enumerate(found.document.pages):
        for box in boxes_on(page):
            kind = box.element.get("class", "") if box.element is not None else ""
            if not kind or not isinstance(box, (BlockBox, ReplacedBox)) or box.style["display"][0] == "inline":
                continue
            left, right = box.border_box_x(), box.border_box_x() + box.border_width()
            if mirrored:
                left, right = page.width - right, page.width - left
            yield number % 2 == 0, box.element_tag, kind, round(left), round(right)


def sides_named(rules: list[Any]) -> Iterator[tuple[int, str]]:
    """Yield each line of rules, but of those for pages, that names left or right, with the property."""
    for rule in rules:
        if rule.type == "at-rule" and rule.lower_at_keyword in {"media", "supports"}:
            yield from sides_named(tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True))
        elif rule.type == "qualified-rule":
            for each in tinycss2.parse_declaration_list(rule.content, skip_comments=True, skip_whitespace=True):
                value = tinycss2.serialize(each.value).strip()
                if SIDE.search(each.lower_name) or (each.lower_name in SIDED and SIDE.fullmatch(value)):
                    yield each.source_line, each.name


@pytest.mark.parametrize("path", SHEETS, ids=lambda path: path.relative_to(TEMPLATES).as_posix())
def test_style_sheets_name_sides_by_the_way_in_which_lines_are_written(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert list(sides_named(tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True))) == []


@pytest.mark.parametrize(
    ("form", "asked"),
    [
        *((form, ("booklet", None)) for form in PANELS),
        *((form, asked) for form in (Cover.GROUND, Cover.FRAME, Cover.SPLASH) for asked in SHEETS_OF_PAPER),
        *(pytest.param(Cover.BAND, asked, marks=pytest.mark.nightly) for asked in SHEETS_OF_PAPER),  # panels as before
    ],
    ids=str,
)
def test_everything_stands_as_in_a_mirror(
    form: Cover, asked: tuple[str, str | None], to_the_right: dict[Cover, Session], to_the_left: dict[Cover, Session]
) -> None:
    usual, found = (laid_out(each[form], *asked)[1] for each in (to_the_right, to_the_left))
    seen = set(places(found, mirrored=False))
    assert seen == set(places(usual, mirrored=True))
    assert len(seen) > 14


@pytest.fixture(scope="module")
def printed(home: Path, to_the_left: dict[Cover, Session]) -> dict[str, Path]:
    """The booklet and the card as files for readers, by product."""
    session, found = to_the_left[Cover.GROUND], {}
    for product in ("booklet", "card"):
        edition, pages = laid_out(session, product)
        found[product] = home / f"{product}.pdf"
        found[product].write_bytes(finish_pdf(session, edition, pages).files[0].data)
    return found


def test_lines_begin_at_the_right_and_stops_end_them(printed: dict[str, Path]) -> None:
    with pdfplumber.open(printed["booklet"]) as pdf:
        page = pdf.pages[2]
        letters = [each for each in page.chars if each["size"] > 11.5 and each["top"] < page.height - 60]
    tops = {round(each["top"]) for each in letters}
    lines = [[each for each in letters if round(each["top"]) == top] for top in tops]
    edges = {round(max(each["x1"] for each in line)) for line in lines if len(line) > 30}
    (edge,) = edges
    assert edge == pytest.approx(page.width - 15 * MM, abs=1.5)  # page 3 is bound at its right
    ends = [min(line, key=lambda each: float(each["x0"]))["text"] for line in lines]
    assert ends.count(".") == 2  # the page has two paragraphs, which end so


def test_approaches_stand_side_by_side_from_the_right(printed: dict[str, Path]) -> None:
    (page,) = pages_of(printed["card"])
    first, second = (next(word.x0 for word in page.words if turned(name)[::-1] == word.text) for name in ("Look", "Do"))
    assert first > second


def test_addresses_and_telephone_numbers_are_written_from_left_to_right(printed: dict[str, Path]) -> None:
    last = pages_of(printed["booklet"])[-1]
    (start,) = (word.x0 for word in last.words if word.text == TELEPHONE.split()[0])
    (end,) = (word.x0 for word in last.words if word.text == TELEPHONE.split()[-1])
    assert start < end


def test_numbers_of_works_stand_in_one_column_in_whichever_way_the_works_are_written(home: Path) -> None:
    folder = write_right_to_left(write_framework(home / "few", 1), home / "works")
    title = "A handbook of heaps, which goes on for as long as it takes to say what nobody has said of them before"
    works = [
        {**WORK, "id": f"work-{number}", "title": written, "published": written}
        for number, written in enumerate([title, turned(title), "Heaps", turned("Heaps"), *[title] * 9])
    ]
    append(folder / "references.yml", yaml.safe_dump(works, allow_unicode=True))
    kit = write_kit(home / Cover.GROUND, Cover.GROUND)
    (session,) = open_sessions(Workspace((folder,), (TEMPLATES,), home), [str(kit)]).values()
    found = laid_out(session, "booklet")[1]
    sides, ways, numbers = set(), set(), 0
    for work in (box for page in found.document.pages for box in boxes_on(page)):
        if work.element is None or work.element.get("class") != "reference":
            continue
        lines = [box for box in boxes_in(work) if getattr(box, "text", "").strip()]
        count = next((box for box in lines if box.element.get("class") == "number"), None)
        if count is not None:  # it begins on this page
            others = [box for box in lines if box is not count]
            assert count.position_y == pytest.approx(min(box.position_y for box in others), abs=0.1)
            assert count.position_x > max(box.position_x + box.width for box in others)
            numbers += 1
            sides.add(round(count.position_x + count.width - work.position_x))
        ways.add(work.children[0].style["direction"])
    assert (len(sides), ways, numbers) == (1, {"ltr", "rtl"}, len(works) + 1)


def test_what_is_typed_begins_where_lines_begin(
    to_the_right: dict[Cover, Session], to_the_left: dict[Cover, Session]
) -> None:
    begins: list[set[int]] = []
    for session in (to_the_right[Cover.GROUND], to_the_left[Cover.GROUND]):
        edition, pages = laid_out(session, "worksheet")
        with pikepdf.open(BytesIO(finish_pdf(session, edition, pages).files[0].data)) as pdf:
            begins.append({int(field.Q) for field in pdf.Root.AcroForm.Fields if field.FT == "/Tx"})
    assert begins == [{0}, {2}]


def test_readers_and_printers_see_where_it_is_bound(
    printed: dict[str, Path], to_the_left: dict[Cover, Session]
) -> None:
    with pikepdf.open(printed["booklet"]) as pdf:
        assert pdf.Root.ViewerPreferences.Direction == "/R2L"
        assert read_pages(pdf, pikepdf.new(), lenient=False).binding is BindingEdge.RIGHT
    session = to_the_left[Cover.GROUND]
    (booklet,) = session.plan(Request(("gardener",), products=("booklet",), press=PressOptions()))
    assert booklet.press_job
    ticket = ticket_of(session, booklet, booklet.press_job)
    form = ticket_edition_of(session, booklet)
    html = session.compose(form, session.usual_settings(form), ticket)
    assert "the spine is at the right" in html
    assert json.loads(ticket.to_json())["bound_at"] == "right"
