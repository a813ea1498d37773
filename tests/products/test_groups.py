"""What is made for a group: how many people at how many tables, and what there is to print for them."""

import re
from pathlib import Path

import pytest

from framework_pdf.build.session import open_sessions
from framework_pdf.content.catalogue import Catalogue
from framework_pdf.content.loading import load
from framework_pdf.core.errors import FrameworkPdfError, RequestError
from framework_pdf.core.workspace import Workspace
from framework_pdf.products.group import Group, group_of
from framework_pdf.products.plan import Request
from tests.support.composing import html_of, planned
from tests.support.folders import GARDEN, GARDEN_SESSION, TEMPLATES, replace

KIT = ("session",)


@pytest.mark.parametrize(
    ("people", "tables", "seats"),
    [
        (None, None, (6, 6, 6, 6)),
        (None, 3, (6, 6, 6)),
        (6, None, (6,)),
        (17, None, (6, 6, 5)),
        (40, None, (6, 6, 6, 6, 6, 5, 5)),
        (40, 6, (7, 7, 7, 7, 6, 6)),
    ],
)
def test_everybody_has_a_seat(people: int | None, tables: int | None, seats: tuple[int, ...]) -> None:
    group = group_of(people, tables)
    assert group == Group(sum(seats), len(seats))
    assert group.seats == seats


PAGES = {
    6: {"Your own pages": 1, "Booklet": 6, "Aspect cards": 1, "Deck of questions": 1,
        "Scenario sheet": 1, "Debrief sheet": 1, "Attendance sheet": 1, "Before and after": 6,
        "Note of attendance": 6, "Slip for later": 2, "Plan and reflection": 6},
    17: {"Your own pages": 1, "Booklet": 17, "Aspect cards": 3, "Deck of questions": 3,
        "Scenario sheet": 3, "Debrief sheet": 3,  "Attendance sheet": 1, "Before and after": 17,
        "Note of attendance": 17, "Slip for later": 5, "Plan and reflection": 17},
    40: {"Your own pages": 1, "Booklet": 40, "Aspect cards": 7, "Deck of questions": 7,
        "Scenario sheet": 7, "Debrief sheet": 7,  "Attendance sheet": 1, "Before and after": 40,
        "Note of attendance": 40, "Slip for later": 10, "Plan and reflection": 40},
}  # fmt: skip
"""How often each thing is printed, for so many people: slips stand four on a page."""


@pytest.mark.parametrize("people", PAGES)
def test_what_is_to_be_printed_is_counted(catalogue: Catalogue, people: int) -> None:
    html = html_of(catalogue, Request(products=KIT, people=people))
    table = html[html.index('<table class="to-print">') :].partition("</table>")[0]
    rows = [re.sub(r"<span class=\"note\">.*?</span>", "", row) for row in table.split("<tr>")[2:]]
    words = [re.sub(r"<[^>]*>", " ", row).split() for row in rows]
    found = (re.fullmatch(r"(.*) (?:page|pages to|a file of its own) (\d+)", " ".join(row)) for row in words)
    assert {match[1]: int(match[2]) for match in found if match} == PAGES[people]
    names = html[html.index('<table class="names" ') :].partition("</table>")[0]
    assert names.count('<th scope="row"') == people
    seats = html[html.index('<svg class="room"') :].partition("</svg>")[0]
    tables = PAGES[people]["Debrief sheet"]
    assert seats.count("<circle") == people + 2 * tables


def test_a_group_is_for_what_is_made_for_one(catalogue: Catalogue) -> None:
    (kit,) = planned(Request(products=KIT, people=40, tables=6), catalogue)
    assert kit.group == Group(40, 6)
    assert str(kit.path) == "allied-health-professional/session.pdf"
    assert {edition.group for edition in planned(Request(), catalogue)} == {None}
    with pytest.raises(RequestError) as caught:
        planned(Request(people=40, tables=50), catalogue)
    assert [str(problem).split("\n")[0] for problem in caught.value.diagnostics] == [
        "error[group-of-none]: --people is for a session: a booklet is the same for any group",
        "error[group-of-none]: --tables is for a session: a booklet is the same for any group",
        "error[empty-tables]: there are 50 tables, and 40 people to sit at them",
    ]


def test_content_without_a_session_has_no_kit() -> None:
    garden, _ = load((GARDEN,))
    assert "session" not in {each.product.id for each in planned(Request(products=("all",)), garden)}
    with pytest.raises(RequestError) as caught:
        planned(Request(products=KIT, every_profession=True), garden)
    assert [str(problem) for problem in caught.value.diagnostics] == [
        "error[missing-content]: there is no `session`: the content has no `session.yml`\n"
        "  hint: write one, as docs/writing-content.md says, or leave this product out"
    ]


def test_a_session_may_name_the_products_that_there_are(garden: Path) -> None:
    path = garden / "content" / "session.yml"
    path.write_bytes((GARDEN_SESSION / "session.yml").read_bytes())
    workspace = Workspace((path.parent,), (TEMPLATES,), garden / "out")
    open_sessions(workspace, ())
    replace(path, "product: card", "product: crad")
    with pytest.raises(FrameworkPdfError, match="there is no product `crad`") as caught:
        open_sessions(workspace, ())
    (problem,) = caught.value.diagnostics
    assert problem.location
    assert problem.location.line
    assert "did you mean `card`?" in str(problem)
