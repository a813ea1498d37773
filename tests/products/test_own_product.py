"""A folder of one's own is a product, without Python: the bookmark of docs/extending.md, as it is written there."""

import re
from pathlib import Path

import pikepdf
import pytest

from framework_pdf.build.session import open_sessions
from framework_pdf.content.catalogue import Catalogue
from framework_pdf.core.errors import RequestError
from framework_pdf.core.workspace import Workspace
from framework_pdf.products.loading import load_products
from framework_pdf.products.plan import Request
from tests.support.composing import planned
from tests.support.folders import ROOT, TEMPLATES, append, replace
from tests.support.pages import structure_text
from tests.support.programs import Run

HOME = Path("mine/products/bookmark")
MINE = ("--templates", "mine")
BOOKMARKS = ("build", "--product", "bookmark", *MINE)
MM = 72 / 25.4


@pytest.fixture
def mine(garden: Path) -> Path:
    """The folder of templates that the page describes, in a working directory with the small framework."""
    page = (ROOT / "docs" / "extending.md").read_text(encoding="utf-8")
    recipe = page.split("\n## A product\n")[1].split("\n## ")[0]
    files = re.findall(r"`templates/products/bookmark/([\w.]+)`:\n\n +```\w+\n(.*?)\n +```", recipe, re.DOTALL)
    assert [name for name, _ in files] == ["product.yml", "bookmark.html.j2", "style.css"]
    (garden / HOME).mkdir(parents=True)
    for name, text in files:
        (garden / HOME / name).write_text(re.sub("^   ", "", text, flags=re.MULTILINE) + "\n", encoding="utf-8")
    return garden / "mine"


def sizes_of(path: Path) -> list[tuple[float, float]]:
    """Return the width and height of each page of a PDF, in mm."""
    with pikepdf.open(path) as pdf:
        return [(round(float(page.mediabox[2]) / MM, 1), round(float(page.mediabox[3]) / MM, 1)) for page in pdf.pages]


@pytest.mark.build
@pytest.mark.usefixtures("mine")
def test_a_folder_of_ones_own_is_listed_made_and_made_again_when_it_has_changed(run: Run) -> None:
    assert re.search(
        r"^bookmark +.*one question to keep in a book", run("list", "products", *MINE).stdout, re.MULTILINE
    )
    done = run(*BOOKMARKS, "--all", "--strict")
    assert (done.returncode, done.stderr) == (0, "")
    for who in ("cook", "gardener", "garddwr-ysgol"):
        assert sizes_of(Path(f"output/{who}/bookmark.pdf")) == [(55, 170), (55, 170)]
    assert "Turn over" in structure_text(Path("output/cook/bookmark.pdf"))
    assert "nothing has changed: 3 editions" in run(*BOOKMARKS, "--all", "--strict").stdout
    append(HOME / "style.css", "h1 { letter-spacing: 0.1pt }\n")
    again = run(*BOOKMARKS, "--all", "--explain").stdout.splitlines()
    assert again.count(f"  because {HOME}/style.css has changed") == 3


@pytest.mark.build
@pytest.mark.usefixtures("mine")
def test_a_folder_of_ones_own_is_made_for_the_office_for_a_print_shop_and_in_a_brand(run: Run) -> None:
    Path("guild").mkdir()
    Path("guild/_brand.yml").write_text("meta: {name: Guild}\ncolor: {primary: '#6a1b4d'}\n", encoding="utf-8")
    for more in (("--print", "office"), ("--print", "press", "--marks", "crop"), ("--brand", "./guild")):
        done = run(*BOOKMARKS, "--profession", "cook", "--strict", *more)
        assert (done.returncode, done.stderr) == (0, ""), more
    made = {path.relative_to("output").as_posix(): path for path in Path("output").rglob("*bookmark*.pdf")}
    assert made.keys() >= {
        "cook/office/bookmark.pdf",
        "cook/press/bookmark.pdf",
        "guild/cook/bookmark.pdf",
    }
    assert sizes_of(made["cook/office/bookmark.pdf"]) == [(210, 297), (210, 297)]
    with pikepdf.open(made["cook/press/bookmark.pdf"]) as pdf:
        x0, y0, x1, y1 = (float(each) for each in pdf.pages[0].trimbox)
    assert ((x1 - x0) / MM, (y1 - y0) / MM) == pytest.approx((55, 170), abs=0.01)


def test_a_check_looks_at_it(mine: Path, garden: Path) -> None:
    (session,) = open_sessions(Workspace((garden / "content",), (mine, TEMPLATES), garden / "out"), ()).values()
    editions = session.in_every_form(Request(every_profession=True))
    whose = [edition.profession.id for edition in editions if edition.product.id == "bookmark"]
    assert sorted(whose) == sorted(session.catalogue.professions)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("fitting: type", "fiting: type", "`fiting` is not a key of a product"),
        ("scope: whole  ", "scope: hole  ", "`scope` can't be `hole`"),
        ("sides: 2", "sides: 3", "`sides` must be 1 or 2, not the number 3"),
        ("{name: Bookmark, width: 55, height: 170}", "{name: A4, width: 55}", "entry 1 of `papers`: a paper is A1, A2"),
        ("width: 55,", "width: 55mm,", "entry 1 of `papers`: a paper is A1, A2"),
        ("[16, 14, 12]", "[12, 14, 16]", "type sizes stand in order, the largest first"),
        ("pages: 2", "pages: as many as it needs", "nothing can be fitted to as many pages as are needed"),
        ("sides: 2", "sides: 2\n    label: nobody", "there is no label `nobody`"),
        ("  pdf:", "  epub:", "there is no format `epub`"),
        ("bookmark.html.j2", "bokmark.html.j2", "there is no template `bokmark.html.j2` beside this"),
        ("fitting: type", "fitting: words", "only the words of a product by aspect are fitted"),
        ("scope: whole  ", "scope: aspect", "`together` names the folder of a product by aspect"),
    ],
)
def test_what_is_wrong_with_a_product_is_told_by_its_place(mine: Path, old: str, new: str, told: str) -> None:
    text = (mine.parent / HOME / "product.yml").read_text(encoding="utf-8")
    replace(mine.parent / HOME / "product.yml", old, new)
    products, problems = load_products((mine,))
    assert "bookmark" not in products.offered
    (problem,) = (each for each in problems if told in each.message)
    assert problem.location
    assert problem.location.line
    before = text[: text.index(old)].count("\n") + 1
    assert before <= problem.location.line <= before + new.count("\n") + 1
    assert problem.location.column


def test_a_folder_whose_name_no_option_could_take_is_told(mine: Path) -> None:
    (mine / "products" / "bookmark").rename(mine / "products" / "Book mark")
    _, (problem,) = load_products((mine,))
    assert (problem.code, problem.location and problem.location.path.name) == ("bad-name", "Book mark")


def test_a_name_that_means_every_product_is_none_of_one(mine: Path) -> None:
    (mine / "products" / "bookmark").rename(mine / "products" / "all")
    products, (problem,) = load_products((mine,))
    assert not products.offered
    assert (problem.code, problem.location and problem.location.path.name) == ("bad-name", "all")


def test_what_needs_a_regulator_is_made_for_those_who_have_one(mine: Path, garden: Path) -> None:
    append(mine / "products" / "bookmark" / "product.yml", "needs: [regulator]\n")
    (garden / "content" / "regulators.yml").write_text(
        "- {id: guild, name: Guild, address: 'https://guild.example', source: editorial}\n", encoding="utf-8"
    )
    append(garden / "content" / "professions" / "cook.yml", "regulator: guild\n")
    (session,) = open_sessions(Workspace((garden / "content",), (mine, TEMPLATES), garden / "out"), ()).values()

    def made_for(*products: str, **who: object) -> list[str]:
        editions = session.plan(Request(products=products, **who))  # type: ignore[arg-type]
        return [edition.profession.id for edition in editions if edition.product.id == "bookmark"]

    assert made_for("bookmark", every_profession=True) == ["cook"]
    assert made_for("all", professions=("gardener",)) == []
    asked_for_all = {edition.product.id for edition in session.plan(Request(products=("all",)))}
    assert {"booklet", "card"} <= asked_for_all
    assert "bookmark" not in asked_for_all
    with pytest.raises(RequestError, match="`gardener` has no `bookmark`: its file names no regulator"):
        made_for("bookmark", professions=("cook", "gardener"))


def test_a_record_is_made_for_whom_a_regulator_asks_for_one(catalogue: Catalogue) -> None:
    made = planned(Request(products=("cpd-record",), every_profession=True), catalogue)
    assert {each.profession.id for each in made} == {*catalogue.professions} - {catalogue.general.id}
    with pytest.raises(RequestError, match="no regulator of it has a record"):
        planned(Request(products=("cpd-record",)), catalogue)


def test_what_nobody_has_is_told_once_for_each(mine: Path, garden: Path) -> None:
    append(mine / "products" / "bookmark" / "product.yml", "needs: [regulator]\n")
    (session,) = open_sessions(Workspace((garden / "content",), (mine, TEMPLATES), garden / "out"), ()).values()
    with pytest.raises(RequestError) as caught:
        session.plan(Request(products=("bookmark",), every_profession=True))
    assert [problem.code for problem in caught.value.diagnostics] == ["missing-content"] * 3
