"""Readable by everyone, as facts of the files: structure, words for pictures and links, languages, large print."""

import html
import re
from itertools import pairwise
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from framework_pdf.content.catalogue import Catalogue
from framework_pdf.content.loading import load
from framework_pdf.html.context import usual_settings
from framework_pdf.products.edition import Edition
from framework_pdf.products.plan import Request
from tests.support.building import Builds, deck_of, large_of, poster_of, standard_of
from tests.support.composing import as_read, composer, planned
from tests.support.folders import CONTENT, GARDEN
from tests.support.pages import elements, fonts_of, pages_of, sizes_of, squashed, structure_text, texts_of, type_sizes

MadeFile = dict[str, Path]
"""Files by their paths below the output folder."""


@pytest.fixture(scope="session")
def printed(builds: Builds) -> MadeFile:
    """The podiatrist's booklet and cards in both prints, poster and deck; those of the garden's Welsh profession."""
    found: dict[str, Path] = {}
    for content, who in ((CONTENT, "podiatrist"), (GARDEN, "garddwr-ysgol")):
        for form in (standard_of, large_of, poster_of, deck_of):
            output = builds.of(form(who), content)
            found |= {path.relative_to(output).as_posix(): path for path in output.rglob("*.pdf")}
    return found


def meant(catalogue: Catalogue, edition: Edition, path: Path) -> str:
    """Return the words of an edition's HTML in document order, as they should be read out.

    What only the pages know is added: the folios of the list of contents. What is drawn is left out, for it has words
    of its own, and so are pages for notes that were not needed. A card's footer is written first, and stands last.
    """
    body = as_read(composer(catalogue).compose(edition, usual_settings(catalogue, edition, 12))[0])
    with pikepdf.open(path) as pdf:
        numbers = {page.objgen: number for number, page in enumerate(pdf.pages, 1)}
        names: Any = pdf.Root.Names.Dests.Names if "/Names" in pdf.Root else []
        targets = {str(names[n]): numbers[names[n + 1][0].objgen] for n in range(0, len(names), 2)}
    contents = re.search(r'<section class="contents"[^>]*>.*?</section>', body, flags=re.S)
    if contents:
        with_folios = re.sub(
            r'<a href="#([^"]*)">', lambda link: f"{link.group()}{targets[link.group(1)]}", contents.group()
        )
        body = body.replace(contents.group(), with_folios)
    for page in re.findall(r'<section class="spare" id="(spare-\d)">', body):
        if page not in targets:
            body = re.sub(rf'<section class="spare" id="{page}">.*?</section>', "", body, flags=re.S)
    return squashed(html.unescape(re.sub(r"<[^>]*>", " ", body)))


@pytest.mark.parametrize(("content", "who", "count"), [(CONTENT, "podiatrist", 18), (GARDEN, "garddwr-ysgol", 14)])
def test_the_structure_reads_as_the_words_were_written(printed: MadeFile, content: Path, who: str, count: int) -> None:
    """Nothing lost, nothing twice, nothing out of order: in every product, print and aspect."""
    catalogue, _ = load((content,))
    made = planned(Request((who,), variants=("standard", "large-print")), catalogue)
    made += planned(poster_of(who), catalogue) + planned(deck_of(who), catalogue)
    assert len(made) == count
    for edition in made:
        path = printed[str(edition.path)]
        assert squashed(structure_text(path)) == meant(catalogue, edition, path), edition.path


def test_small_cards_read_as_their_words_were_written(catalogue: Catalogue, small_cards: Path) -> None:
    for edition in planned(Request(("podiatrist",), products=("card",), paper="A5"), catalogue):
        path = small_cards.parent / edition.path
        assert squashed(structure_text(path)) == meant(catalogue, edition, path), edition.path


@pytest.mark.parametrize("name", ["booklet.pdf", "booklet-large-print.pdf"])
def test_running_heads_folios_and_tabs_are_passed_over_and_pages_called_by_their_folios(
    printed: MadeFile, name: str
) -> None:
    path, folios = printed[f"garddwr-ysgol/{name}"], 0
    with pikepdf.open(path) as pdf:
        for number, (page, seen) in enumerate(zip(pdf.pages, pages_of(path), strict=True), 1):
            drawn = page.obj.Contents.read_bytes()
            plain = number in {1, len(pdf.pages)} or b"/Artifact\n<</Type /Pagination>>" not in drawn
            at_foot = [word for word in seen.words if word.top > 0.94 * seen.height]
            assert plain is not any(word.size < 19 for word in at_foot), number
            assert page.label == str(number)
            assert not at_foot or page.label in {word.text for word in at_foot}, number
            folios += bool(at_foot)
    assert folios > 16


def test_no_element_is_empty_or_useless_and_every_figure_has_words(printed: MadeFile) -> None:
    for path in printed.values():
        assert "/NonStruct" not in {str(element.S) for element in elements(path)}, path
        kids = [len(element.K) for element in elements(path)]
        assert len(kids) > 20
        assert min(kids) > 0, path
        words = [str(element.Alt).strip() for element in elements(path) if element.S == "/Figure"]
        assert all(words), path
        assert words or path.stem == "deck", path  # whose drawings are decoration


def test_the_small_picture_says_which_ring_one_is_on(catalogue: Catalogue, printed: MadeFile) -> None:
    for number, aspect in enumerate(catalogue.aspects, 1):
        path = printed[f"podiatrist/cards/{number}-{aspect.id}.pdf"]
        said = [str(element.Alt) for element in elements(path) if element.S == "/Figure"]
        assert f"Ring {number} of 6, filled: {aspect.title}" in said


def test_links_say_where_they_lead(printed: MadeFile) -> None:
    with pikepdf.open(printed["podiatrist/booklet.pdf"]) as pdf:
        said = {str(link.Contents) for page in pdf.pages for link in page.get("/Annots", [])}
    assert {"What health inequalities are", "1 Myself as an individual", "Reference 1", "rcpod.org.uk"} <= said
    assert not [words for words in said if not words.strip() or words.startswith(("ref-", "section-", "aspect-"))]


def test_words_in_another_language_are_marked(printed: MadeFile) -> None:
    path = printed["garddwr-ysgol/booklet.pdf"]
    with pikepdf.open(path) as pdf:
        assert pdf.Root.Lang == "en-GB"
    welsh = [str(element.S) for element in elements(path) if element.get("/Lang") == "cy"]
    assert sorted(welsh) == ["/Div", *["/P"] * 12]
    assert not [element for element in elements(printed["podiatrist/booklet.pdf"]) if element.get("/Lang") == "cy"]


def test_lists_are_lists(printed: MadeFile) -> None:
    kinds = [str(element.S) for element in elements(printed["podiatrist/booklet.pdf"])]
    assert kinds.count("/L") >= 6
    assert kinds.count("/LI") == kinds.count("/LBody") > 50


def test_headings_go_down_by_one(printed: MadeFile) -> None:
    for path in printed.values():
        levels = [int(str(e.S)[2:]) for e in elements(path) if re.fullmatch(r"/H\d", str(e.S))]
        assert levels[0] == 1, path
        assert all(after <= before + 1 for before, after in pairwise(levels)), path


# Large print


def large(printed: MadeFile) -> list[Path]:
    return [path for name, path in sorted(printed.items()) if name.endswith("-large-print.pdf")]


def test_large_print_is_18_pt_or_more_on_a4(printed: MadeFile) -> None:
    found = large(printed)
    assert len(found) == 14
    for path in found:
        for size in sizes_of(path):
            assert size == pytest.approx((595.28, 841.89), abs=0.02)
        sizes = type_sizes(path)
        assert min(sizes) >= 17.99, path
        assert len(sizes) > 2
        assert set(fonts_of(path)) <= {"Kit-SourceSans", "Kit-SourceSans-Bold"}


def test_a_large_card_takes_one_sheet(printed: MadeFile) -> None:
    for path in large(printed):
        if path.parent.name == "cards":
            assert len(sizes_of(path)) == 2, path
    assert len(sizes_of(printed["podiatrist/cards-large-print.pdf"])) == 12


def test_large_print_is_set_anew(printed: MadeFile) -> None:
    """Not a page of standard print, enlarged: lines break elsewhere."""

    def lines(name: str) -> list[str]:
        return [line for text in texts_of(printed[f"podiatrist/{name}"]) for line in text.splitlines()]

    small, big = lines("booklet.pdf"), lines("booklet-large-print.pdf")
    assert len(set(small) & set(big)) < 0.6 * len(small)


def test_every_edition_says_in_which_others_it_can_be_had(printed: MadeFile) -> None:
    for name, words in (
        ("booklet.pdf", "You can also have this booklet in large print, as a workbook or as a web page"),
        ("booklet-large-print.pdf", "You can also have this booklet in standard print, as a workbook or as a web page"),
        ("cards.pdf", "Also in large print."),
        ("cards-large-print.pdf", "Also in standard print."),
    ):
        assert words in " ".join(" ".join(texts_of(printed[f"podiatrist/{name}"])).split()), name
