"""Questions side by side, as they are printed: all of them, in type that can be read, in tables that are tables."""

import shutil
from pathlib import Path

import pytest
import yaml

from framework_pdf.build.session import open_sessions
from framework_pdf.build.typeset import typeset
from framework_pdf.content.catalogue import Catalogue
from framework_pdf.core.units import mm_to_pt
from framework_pdf.core.workspace import Workspace
from framework_pdf.products.plan import Request
from framework_pdf.typesetting.boxes import boxes_in, page_box, words_of
from tests.support.building import MATRIX, MATRIX_ON_A2, Builds
from tests.support.folders import GARDEN, TEMPLATES
from tests.support.pages import elements, sizes_of, squashed, texts_of, type_sizes

SHEETS = {
    "matrix.pdf": ((841, 594), 3, 16),
    "matrix-by-aspect.pdf": ((420, 297), 6, 12),
    "matrix-a2.pdf": ((594, 420), 3, 11),
}
"""The paper in mm, how many sheets, and how large the type of the questions is at least, in pt."""


@pytest.fixture(scope="module")
def printed(builds: Builds) -> dict[str, Path]:
    """Each sheet of our own professions on the usual papers, by the name of its file."""
    return {path.name: path for path in builds.of(MATRIX).rglob("*.pdf")}


@pytest.mark.nightly
def test_every_question_is_on_a2(builds: Builds, catalogue: Catalogue) -> None:
    path = builds.of(MATRIX_ON_A2) / "matrix-a2.pdf"
    test_every_question_is_on_a_sheet_once_in_type_that_can_be_read(catalogue, {path.name: path}, path.name)


@pytest.mark.parametrize("name", ["matrix.pdf", "matrix-by-aspect.pdf"])
def test_every_question_is_on_a_sheet_once_in_type_that_can_be_read(
    catalogue: Catalogue, printed: dict[str, Path], name: str
) -> None:
    paper, count, least = SHEETS[name]
    path = printed[name]
    assert sizes_of(path) == [pytest.approx([*map(mm_to_pt, paper)], abs=0.05)] * count
    sizes = type_sizes(path)
    assert min(sizes) >= 11.99
    assert min(size for size in sizes if size != pytest.approx(12 * paper[0] / 594, abs=0.1)) >= least
    said = squashed(" ".join(texts_of(path)))
    for profession in catalogue.professions.values():
        for own in profession.aspects.values():
            for question in own.questions.values():
                wanted = 0 if profession is catalogue.general else 1
                assert said.count(squashed(question)) == wanted, question


@pytest.mark.parametrize(("name", "heads", "rows"), [("matrix.pdf", 6, 14), ("matrix-by-aspect.pdf", 3, 14)])
def test_tables_have_heads_of_columns_and_of_rows(printed: dict[str, Path], name: str, heads: int, rows: int) -> None:
    tables: list[list[tuple[str, str]]] = []
    for each in elements(printed[name]):
        if each.S == "/Table":
            tables.append([])
        elif each.S in {"/TH", "/TD"}:
            tables[-1].append((str(each.S), str(each.A.Scope) if each.S == "/TH" else ""))
    row = [("/TH", "/Row"), *[("/TD", "")] * heads]
    assert tables == [[("/TH", "/Column")] * (heads + 1) + row * rows] * SHEETS[name][1]


@pytest.mark.build
def test_where_there_are_too_many_the_smallest_type_goes_on_below_the_same_heads(tmp_path: Path) -> None:
    shutil.copytree(GARDEN, content := tmp_path / "content")
    cook = yaml.safe_load((content / "professions" / "cook.yml").read_text(encoding="utf-8"))
    for number in range(40):
        one = cook | {"id": f"cook-{number}", "name": f"cook number {number}", "plural": f"cooks number {number}"}
        path = content / "professions" / f"cook-{number}.yml"
        path.write_text(yaml.safe_dump(one | {"aliases": []}), encoding="utf-8")
    (session,) = open_sessions(Workspace((content,), (TEMPLATES,), tmp_path / "out"), ()).values()
    (edition,) = session.plan(Request(products=("matrix",), variants=("by-aspect",)))
    laid_out = typeset(session, edition)
    assert laid_out.findings.problems == ()
    assert laid_out.pages > 4
    for page in laid_out.document.pages:
        heads = [words_of(box.element) for box in boxes_in(page_box(page)) if box.element_tag == "thead"]
        assert any("Look" in words for words in heads), heads
