"""What is made for which request, and where it goes."""

from dataclasses import replace
from importlib.metadata import EntryPoint

import pytest

from framework_pdf.content.catalogue import Catalogue
from framework_pdf.core.errors import RequestError
from framework_pdf.core.units import A4, A5
from framework_pdf.products import formats
from framework_pdf.products.edition import Edition
from framework_pdf.products.plan import Request, others_of
from tests.support.composing import planned


def paths(request: Request, catalogue: Catalogue) -> list[str]:
    return [str(edition.path) for edition in planned(request, catalogue)]


def test_a_profession_has_a_booklet_its_cards_and_all_cards_in_one(catalogue: Catalogue) -> None:
    assert paths(Request(("podiatrist",)), catalogue) == [
        "podiatrist/booklet.pdf",
        "podiatrist/cards/1-myself-as-an-individual.pdf",
        "podiatrist/cards/2-care-of-patients.pdf",
        "podiatrist/cards/3-clinical-teams-pathways-and-service-groups.pdf",
        "podiatrist/cards/4-communities-and-networks.pdf",
        "podiatrist/cards/5-systems-of-care.pdf",
        "podiatrist/cards/6-nurturing-the-future.pdf",
        "podiatrist/cards.pdf",
    ]


def test_without_a_profession_it_is_the_general_edition(catalogue: Catalogue) -> None:
    assert paths(Request(products=("booklet",)), catalogue) == ["allied-health-professional/booklet.pdf"]


def test_all_is_the_general_edition_and_all_fourteen(catalogue: Catalogue) -> None:
    professions = [e.profession.id for e in planned(Request(every_profession=True, products=("booklet",)), catalogue)]
    assert len(professions) == len(set(professions)) == 15
    assert professions[0] == "allied-health-professional"
    assert professions[1:] == sorted(professions[1:])


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("podiatrist", "podiatrist"),
        ("PODIATRISTS", "podiatrist"),
        ("Chiropodist", "podiatrist"),
        ("OT", "occupational-therapist"),
        ("Occupational  Therapists", "occupational-therapist"),
        ("speech-and-language-therapist", "speech-and-language-therapist"),
        ("SaLT", "speech-and-language-therapist"),
        ("orthotist", "prosthetist-orthotist"),
        ("Diagnostic radiographer", "radiographer"),
        ("physio", "physiotherapist"),
        ("AHP", "allied-health-professional"),
    ],
)
def test_a_profession_is_found_by_any_of_its_names(catalogue: Catalogue, name: str, found: str) -> None:
    assert {edition.profession.id for edition in planned(Request((name,)), catalogue)} == {found}


def test_a_profession_asked_for_twice_is_made_once(catalogue: Catalogue) -> None:
    assert len(paths(Request(("OT", "occupational therapist"), products=("booklet",)), catalogue)) == 1


def test_some_aspects_ask_for_their_cards_alone(catalogue: Catalogue) -> None:
    request = Request(("podiatrist",), aspects=("4", "Myself as an individual"))
    assert paths(request, catalogue) == [
        "podiatrist/cards/1-myself-as-an-individual.pdf",
        "podiatrist/cards/4-communities-and-networks.pdf",
    ]


def test_files_of_ten_aspects_or_more_stand_in_their_order(catalogue: Catalogue) -> None:
    many = tuple(catalogue.aspects[0].model_copy(update={"id": f"aspect-{number}"}) for number in range(1, 13))
    made = paths(Request(("podiatrist",), aspects=("2", "10")), replace(catalogue, aspects=many))
    assert made == ["podiatrist/cards/02-aspect-2.pdf", "podiatrist/cards/10-aspect-10.pdf"]
    made = paths(Request(("podiatrist",), products=("card",)), replace(catalogue, aspects=many))
    assert made[:-1] == sorted(made[:-1])


def test_paper_is_the_paper_of_the_cards(catalogue: Catalogue) -> None:
    usual = planned(Request(("podiatrist",)), catalogue)
    assert {(e.product.id, e.paper) for e in usual} == {("booklet", A5), ("card", A4)}
    small = planned(Request(("podiatrist",), paper="A5"), catalogue)
    assert {(e.product.id, e.paper) for e in small} == {("booklet", A5), ("card", A5)}
    assert str(small[0].path) == "podiatrist/booklet.pdf"
    assert str(small[1].path) == "podiatrist/cards/1-myself-as-an-individual-a5.pdf"
    assert str(small[-1].path) == "podiatrist/cards-a5.pdf"


def test_everything_wrong_with_a_request_is_said_at_once(catalogue: Catalogue) -> None:
    with pytest.raises(RequestError) as caught:
        planned(Request(("nobody", "noone"), products=("booklet",), aspects=("7",), paper="A4"), catalogue)
    codes = sorted(problem.code for problem in caught.value.diagnostics)
    assert codes == [
        "aspects-of-a-whole",
        "unknown-aspect",
        "unknown-paper",
        "unknown-profession",
        "unknown-profession",
    ]


def test_large_print_has_names_of_its_own(catalogue: Catalogue) -> None:
    made = paths(Request(("podiatrist",), variants=("large-print",)), catalogue)
    assert made[0] == "podiatrist/booklet-large-print.pdf"
    assert made[1] == "podiatrist/cards/1-myself-as-an-individual-large-print.pdf"
    assert made[-1] == "podiatrist/cards-large-print.pdf"
    both = paths(Request(("podiatrist",), variants=("standard", "large-print")), catalogue)
    assert set(both) == {*made, *paths(Request(("podiatrist",)), catalogue)}


def test_the_booklet_is_made_as_html_once_whatever_the_print(catalogue: Catalogue) -> None:
    html = Request(("podiatrist",), variants=("standard", "large-print"), formats=("html",))
    assert paths(html, catalogue) == ["podiatrist/booklet.html"]
    every = paths(Request(("podiatrist",), formats=("pdf", "html")), catalogue)
    assert every == [
        "podiatrist/booklet.pdf",
        "podiatrist/booklet.html",
        *paths(Request(("podiatrist",)), catalogue)[1:],
    ]


@pytest.mark.parametrize(
    ("request_", "said"),
    [
        (Request(products=("card",), formats=("html",)), "a card is not made as html"),
        (Request(aspects=("1",), formats=("html",)), "a card is not made as html"),
        (Request(products=("card",), paper="A5", variants=("large-print",)), "a large-print card is not made on A5"),
        (Request(paper="A5", variants=("large-print",)), "a large-print card is not made on A5"),
        (Request(products=("booklet",), paper="A4", variants=("standard",)), "a booklet is not made on A4"),
    ],
)
def test_what_is_not_made_is_said(catalogue: Catalogue, request_: Request, said: str) -> None:
    with pytest.raises(RequestError) as caught:
        planned(request_, catalogue)
    assert said in [problem.message for problem in caught.value.diagnostics]


def test_each_edition_knows_in_which_other_forms_there_is_the_same(catalogue: Catalogue) -> None:
    request = Request(products=("booklet",), variants=("standard", "large-print"), formats=("pdf", "html"))
    standard, large, web = planned(request, catalogue)
    card = planned(Request(products=("card",), aspects=("1",)), catalogue)[0]
    assert [other.path.name for other in (standard, large, web)] == [
        "booklet.pdf",
        "booklet-large-print.pdf",
        "booklet.html",
    ]

    def named(edition: Edition) -> list[tuple[str, str, str | None]]:
        return [(other.variant_name, other.format_name, other.label) for other in others_of(edition)]

    print_, large_print = ("standard", "pdf", "standard_print"), ("large-print", "pdf", "large_print")
    workbook, web_page = ("workbook", "pdf", "workbook"), ("standard", "html", "web_page")
    assert named(standard) == [large_print, workbook, web_page]
    assert named(large) == [print_, workbook, web_page]
    assert named(web) == [print_, large_print, workbook]
    assert named(card) == [("large-print", "pdf", "large_print")]


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("podiatrst", "did you mean `podiatrist` or `podiatrists` or `podiatry`?"),
        ("SLTT", "did you mean `SLT` or `SALT`?"),
    ],
)
def test_profession_that_does_not_exist(catalogue: Catalogue, name: str, hint: str) -> None:
    with pytest.raises(RequestError) as caught:
        planned(Request(professions=(name,)), catalogue)
    assert str(caught.value) == f"error[unknown-profession]: there is no profession `{name}`\n  hint: {hint}"
    assert caught.value.exit_code == 2


def test_aspect_that_does_not_exist(catalogue: Catalogue) -> None:
    with pytest.raises(RequestError) as caught:
        planned(Request(aspects=("9", "care-of-patient")), catalogue)
    messages = [str(problem) for problem in caught.value.diagnostics]
    assert messages[0].startswith("error[unknown-aspect]: there is no aspect `9`\n  hint: known are `1`, ")
    assert messages[1] == (
        "error[unknown-aspect]: there is no aspect `care-of-patient`\n  hint: did you mean `care-of-patients`?"
    )


def test_a_format_whose_package_is_broken_is_told(catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = EntryPoint("pdf", "no.such.module", formats.GROUP)
    monkeypatch.setattr(formats, "_found", lambda: {"pdf": broken})
    formats.format_named.cache_clear()
    with pytest.raises(RequestError) as caught:
        planned(Request(), catalogue)
    assert str(caught.value) == (
        "error[broken-format]: the format `pdf` can't be loaded: ModuleNotFoundError: No module named 'no'\n"
        "  hint: install its package again, or remove it"
    )
