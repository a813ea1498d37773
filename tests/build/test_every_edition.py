"""Every edition is built without a warning: of everybody, in each brand's look, and of another framework.

That our words fit on every page is seen here, and nowhere else. What is built here other tests look at. Each run builds
everybody in standard print, in the other forms those of `SOME`, and all forms in the look of one brand; a nightly one
builds everybody in every form, and every form in every look.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest

from framework_pdf.build import pipeline
from framework_pdf.content.catalogue import Catalogue
from framework_pdf.content.loading import load
from framework_pdf.core.workspace import Workspace
from framework_pdf.products.edition import Edition
from framework_pdf.products.plan import Request
from tests.support.building import (
    FOR_PRESS,
    FOR_PRESS_IN_BRAND,
    FOR_PRESS_WITH_MARKS,
    FORMS,
    MATRIX,
    MATRIX_ON_A2,
    SOME,
    Builds,
    Form,
    deck_of,
    forms_of,
    in_each_run,
    large_deck_of,
    large_of,
    poster_of,
    small_cards_of,
    small_deck_of,
    standard_of,
    web_page_of,
    workbook_of,
    worksheets_of,
)
from tests.support.composing import planned
from tests.support.folders import BRANDS, CONTENT, EVERYBODY, GARDEN, GARDENERS, TEMPLATES
from tests.support.pages import squashed, texts_of

pytestmark = pytest.mark.first
FILES = {standard_of: 2, large_of: 2, small_cards_of: 1, web_page_of: 1}
"""How many files each form has, beside a card for each aspect where it has cards."""


def name_of(form: Form) -> str:
    """Return what a form is called in the names of tests."""
    return form.__name__.removesuffix("_of")


every_form = pytest.mark.parametrize("form", FORMS, ids=name_of)


def each_in_its_forms(brands: Iterable[str | None]) -> pytest.MarkDecorator:
    """Try a test with each of some brands, None for our own look, in each form; some of these at night."""
    pairs = [
        pytest.param(
            brand,
            form,
            id=f"{brand or 'our own'}-{name_of(form)}",
            marks=() if form in forms_of(brand, seed=None) else pytest.mark.nightly,
        )
        for brand in brands
        for form in FORMS
    ]
    return pytest.mark.parametrize(("brand", "form"), pairs)


def names_of(folder: Path) -> list[str]:
    """Return the names of the files in an output folder, without its record."""
    return [path.name for path in folder.rglob("*") if path.suffix in {".pdf", ".html"}]


def count(form: Form, aspects: int) -> int:
    """Return how many files a form has, of so many aspects."""
    return FILES[form] + (0 if form is web_page_of else aspects)


@pytest.mark.parametrize(
    ("who", "form"),
    [
        pytest.param(
            who,
            form,
            id=f"{who}-{name_of(form)}",
            marks=() if form is standard_of or who in SOME else pytest.mark.nightly,
        )
        for form in FORMS
        for who in EVERYBODY
    ],
)
def test_everybody_has_every_form(builds: Builds, who: str, form: Form) -> None:
    assert len(names_of(builds.of(form(who)) / who)) == count(form, aspects=6)


@each_in_its_forms(path.name for path in BRANDS)
def test_every_brand_has_every_form(builds: Builds, brand: str, form: Form) -> None:
    assert len(names_of(builds.of(form("podiatrist", brand)) / brand / "podiatrist")) == count(form, aspects=6)


@pytest.mark.parametrize(
    ("who", "brand"),
    [*((who, None) for who in EVERYBODY), *(("podiatrist", path.name) for path in BRANDS)],
)
def test_a_booklet_has_no_more_sheets_than_an_office_stapler_takes(builds: Builds, who: str, brand: str | None) -> None:
    """They are 16, in a wide typeface too."""
    folder = builds.of(standard_of(who, *filter(None, [brand]))) / (brand or "")
    with pikepdf.open(folder / who / "booklet.pdf") as pdf:
        assert len(pdf.pages) <= 4 * 16


@each_in_its_forms([None, *(path.name for path in BRANDS)])
def test_it_is_said_at_once_whose_report_this_restates_and_that_nobody_endorsed_it(
    builds: Builds, catalogue: Catalogue, brand: str | None, form: Form
) -> None:
    """On the cover and on the first page inside, on each card's leaf, and on the web page before all else."""
    said = squashed(catalogue.framework.attribution or "")
    assert "independentrestatementofTheKing’sFund’s2021report" in said
    folder = builds.of(form("podiatrist", *filter(None, [brand])))
    for path in folder.rglob("*.html"):
        before, _ = path.read_text(encoding="utf-8").split("<h2", 1)
        assert said in squashed(before)
    for path in folder.rglob("*.pdf"):
        first, second, *_ = *map(squashed, texts_of(path)), ""
        if path.parent.name == "cards" or path.stem.startswith("cards"):  # in large print they have two sides
            assert "Anindependentrestatement" in first + second, path
            assert "notendorsedbyitspublisheroranybodynamedhere" in first + second, path
        else:
            assert said in first, path
            assert said in second, path


@every_form
@pytest.mark.parametrize("who", GARDENERS)
def test_another_framework_has_every_form(builds: Builds, who: str, form: Form) -> None:
    assert len(names_of(builds.of(form(who), GARDEN) / who)) == count(form, aspects=4)


def test_a_workbook_has_each_question_on_the_right_beside_its_text(builds: Builds, catalogue: Catalogue) -> None:
    """The pages are those of standard print else: its words fit wherever they do."""
    folder = builds.of(workbook_of("podiatrist")) / "podiatrist"
    assert names_of(folder) == ["booklet-workbook.pdf"]
    pages = [" ".join(text.split()) for text in texts_of(folder / "booklet-workbook.pdf")]
    assert len(pages) % 4 == 0
    podiatrist = catalogue.professions["podiatrist"]
    for aspect in catalogue.aspects:
        for approach in catalogue.framework.approaches:
            question = squashed(podiatrist.aspects[aspect.id].questions[approach.id])
            (number,) = [number for number, text in enumerate(pages, 1) if question in squashed(text)]
            assert number % 2 == 1
            assert pages[number - 2].startswith(f"{approach.name} {approach.asks}")


@pytest.mark.parametrize(
    "who", [pytest.param(who, marks=() if who == "radiographer" else pytest.mark.nightly) for who in EVERYBODY]
)
def test_everybody_has_a_poster(builds: Builds, who: str) -> None:
    """Other tests look at the podiatrist's, in brands' looks too."""
    assert names_of(builds.of(poster_of(who)) / who) == ["poster.pdf"]


@pytest.mark.nightly
@pytest.mark.parametrize("who", EVERYBODY)
@pytest.mark.parametrize("form", [deck_of, small_deck_of, large_deck_of], ids=name_of)
def test_everybody_has_a_deck(builds: Builds, who: str, form: Form) -> None:
    """Other tests look at the podiatrist's."""
    assert len(names_of(builds.of(form(who)) / who)) == 1


@pytest.mark.parametrize("brand", [pytest.param(path, id=path.name, marks=in_each_run(path.name)) for path in BRANDS])
def test_every_brand_has_a_specimen(builds: Builds, brand: Path) -> None:
    assert names_of(builds.specimen(brand)) == ["specimen.pdf"]


@pytest.mark.parametrize("who", ["gardener", pytest.param("podiatrist", marks=pytest.mark.nightly)])
@pytest.mark.parametrize(
    ("asked", "count"),
    [
        (FOR_PRESS, 2),
        (FOR_PRESS_WITH_MARKS, 3),
        (FOR_PRESS_IN_BRAND, 2),
        (replace(FOR_PRESS, products=("poster", "deck")), 2),
    ],
    ids=["plain", "with marks", "in a brand's look", "poster and deck"],
)
def test_print_shops_have_what_they_print(builds: Builds, asked: Request, count: int, who: str) -> None:
    """That is two files, each with a ticket in two forms, or one more where a cover is split off."""
    content = [GARDEN] if who in GARDENERS else []
    names = names_of(builds.of(replace(asked, professions=(who,)), *content))
    tickets = [name for name in names if name.endswith("-ticket.pdf")]
    assert (len(names) - len(tickets), len(tickets)) == (count, 2)


@pytest.mark.build
def test_a_check_looks_at_every_form_of_everybody_and_writes_nothing(tmp_path: Path) -> None:
    """So what is built above is what a check of our own content would look at."""
    seen: list[Edition] = []

    def follow(editions: Sequence[Edition]) -> Sequence[Edition]:
        seen.extend(editions)
        return editions

    kit = tmp_path / "kit"
    kit.mkdir()
    (kit / "_brand.yml").write_text("meta: {name: A kit}\n", encoding="utf-8")
    folders = Workspace((GARDEN,), (TEMPLATES,), tmp_path / "out")
    assert pipeline.check(folders, progress=follow, brand=str(kit)).warnings == ()
    catalogue, _ = load((GARDEN,))
    others = (workbook_of, poster_of, deck_of, small_deck_of, large_deck_of, worksheets_of)
    forms = [form(who) for who in GARDENERS for form in (*FORMS, *others)]
    forms += [replace(poster_of(who), paper=paper) for who in GARDENERS for paper in ("A2", "A1")]
    every = [edition for form in (*forms, MATRIX, MATRIX_ON_A2) for edition in planned(form, catalogue)]
    assert {str(edition.path) for edition in seen} == {
        f"kit/{edition.path}" for edition in every if not edition.gathers
    }
    assert list(tmp_path.iterdir()) == [kit]


def test_our_content_is_read_without_a_warning() -> None:
    assert load((CONTENT,))[1] == ()
