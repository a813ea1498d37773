"""Professions side by side: which they are, what their files are called, and what becomes of those files."""

import shutil
from pathlib import Path

import pytest

from framework_pdf.build.pipeline import BuildOptions
from framework_pdf.content.catalogue import Catalogue
from framework_pdf.content.loading import load
from framework_pdf.core.errors import RequestError
from framework_pdf.core.workspace import Workspace
from framework_pdf.products.loading import load_products
from framework_pdf.products.plan import Request
from tests.support.building import Build
from tests.support.composing import html_of, planned
from tests.support.folders import BLANK, TEMPLATES, replace

MATRIX = ("matrix",)


def paths(catalogue: Catalogue, *who: str, **more: object) -> list[str]:
    return [str(each.path) for each in planned(Request(who, products=MATRIX, **more), catalogue)]  # type: ignore[arg-type]


def test_all_stand_side_by_side_but_the_general_edition(catalogue: Catalogue) -> None:
    (edition,) = planned(Request(products=MATRIX), catalogue)
    assert [each.id for each in edition.professions] == sorted(
        {*catalogue.professions} - {"allied-health-professional"}
    )
    assert len(edition.professions) == 14


@pytest.mark.parametrize("who", [(), ("podiatrist",), ("AHP",), ("AHP", "podiatrist")])
def test_fewer_than_two_are_nothing_to_compare(catalogue: Catalogue, who: tuple[str, ...]) -> None:
    assert paths(catalogue, *who) == ["matrix.pdf"]
    (edition,) = planned(Request(who, products=MATRIX), catalogue)
    assert len(edition.professions) == 14


def test_some_have_a_file_of_their_own_whose_name_is_not_long(catalogue: Catalogue) -> None:
    two = "matrix-of-occupational-therapist-podiatrist"
    assert (
        paths(catalogue, "podiatrist", "OT")
        == paths(catalogue, "occupational therapists", "Podiatrist")
        == [f"{two}.pdf"]
    )
    assert paths(catalogue, "podiatrist", "OT", formats=("html",)) == [f"{two}.html"]
    assert paths(catalogue, "podiatrist", "OT", paper="A2") == [f"{two}-a2.pdf"]
    assert paths(catalogue, "podiatrist", "OT", variants=("by-aspect",)) == [f"{two}-by-aspect.pdf"]
    five, other = (paths(catalogue, "OT", "SLT", "dietitian", "paramedic", who) for who in ("podiatrist", "osteopath"))
    assert five != other
    assert all(name.startswith("matrix-of-5-") and len(name) < 30 for name in (*five, *other))
    everybody = [name for name in catalogue.professions if name != "podiatrist"]
    assert paths(catalogue, *everybody)[0].startswith("matrix-of-13-")
    assert paths(catalogue, *everybody, "podiatrist") == ["matrix.pdf"]


def test_it_has_the_questions_of_those_and_no_others(catalogue: Catalogue) -> None:
    html = html_of(catalogue, Request(("podiatrist", "OT"), products=MATRIX, formats=("html",)))
    for name, profession in catalogue.professions.items():
        for own in profession.aspects.values():
            for question in own.questions.values():
                words = question.split("&")[0][:30]
                assert (words in html) is (name in {"podiatrist", "occupational-therapist"}), question


def test_content_with_one_profession_has_nothing_to_set_side_by_side() -> None:
    blank, _ = load((BLANK,))
    assert "matrix" not in {each.product.id for each in planned(Request(products=("all",)), blank)}
    with pytest.raises(RequestError, match="the content has fewer than two professions to set side by side"):
        planned(Request(products=MATRIX), blank)


def test_professions_stand_side_by_side_for_everyone_alone(tmp_path: Path) -> None:
    mine = tmp_path / "mine" / "products" / "matrix"
    shutil.copytree(TEMPLATES / "products" / "matrix", mine)
    replace(mine / "product.yml", "audience: everyone", "audience: profession")
    products, problems = load_products((tmp_path / "mine", TEMPLATES))
    assert "matrix" not in products.offered
    (problem,) = problems
    assert problem.message == "professions stand side by side in what is made for all of them"


def test_all_products_in_a_form_are_those_that_are_made_so(catalogue: Catalogue) -> None:
    """A choice of all asks for nothing by name: what is not made in large print is left out."""
    made = planned(Request(products=("all",), variants=("large-print",)), catalogue)
    assert {"booklet", "card", "session"} <= {each.product.id for each in made}
    assert "matrix" not in {each.product.id for each in made}
    with pytest.raises(RequestError, match="a matrix is not made as large-print"):
        planned(Request(products=MATRIX, variants=("large-print",)), catalogue)


def test_a_file_of_some_stays_until_one_of_them_is_gone(garden: Path, warm_build: Build) -> None:
    content = garden / "content"
    porter = content / "professions" / "porter.yml"
    shutil.copy(content / "professions" / "cook.yml", porter)
    for old, new in (("id: cook", "id: porter"), ("name: cook", "name: porter"), ("plural: Cooks", "plural: Porters")):
        replace(porter, old, new)
    workspace = Workspace((content,), (TEMPLATES,), garden / "out")

    def built(*who: str) -> tuple[list[str], list[str]]:
        result = warm_build(workspace, Request(who, products=MATRIX, formats=("html",)), BuildOptions())
        made = [edition.edition for edition, _ in result.made]
        return made, [f"{orphan.file.path}: {orphan.why}" for orphan in result.orphans]

    assert built("cook", "porter") == (["matrix-of-cook-porter.html"], [])
    assert built() == (["matrix.html"], [])
    assert built("cook", "porter") == ([], [])  # it is up to date, and was nobody's orphan
    porter.unlink()
    assert built() == (["matrix.html"], ["matrix-of-cook-porter.html: there is no profession `porter`"])
