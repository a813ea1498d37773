"""The podiatrist's pages as facts: boxes, type, text, links, tags, pixels."""

import html
import itertools
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pikepdf
import pytest
from weasyprint import HTML
from weasyprint.formatting_structure.boxes import LineBox

from framework_pdf.content.catalogue import Catalogue
from framework_pdf.core.colour import channels
from framework_pdf.html.composer import Composer
from framework_pdf.html.context import usual_settings
from framework_pdf.html.filters import kept_together, unbroken
from framework_pdf.products.edition import Edition
from framework_pdf.products.plan import Request
from framework_pdf.typesetting.boxes import boxes_in, boxes_on
from tests.support.composing import as_read, colours_of, composer, planned
from tests.support.pages import (
    MM,
    Page,
    fonts_of,
    lines_to_write_on,
    pages_of,
    pixels,
    rules_on,
    sizes_of,
    squashed,
    texts_of,
)

pytestmark = pytest.mark.xdist_group("the podiatrist's pages")  # reading them takes seconds
CARDS = [f"cards/{name}.pdf" for name in (
    "1-myself-as-an-individual",
    "2-care-of-patients",
    "3-clinical-teams-pathways-and-service-groups",
    "4-communities-and-networks",
    "5-systems-of-care",
    "6-nurturing-the-future",
)]  # fmt: skip
FILES = ["booklet.pdf", "cards.pdf", *CARDS]
SAFE = 5
"""No text is nearer to the trim than this, in mm."""


@pytest.fixture(params=FILES)
def file(request: pytest.FixtureRequest, podiatrist: Path) -> Path:
    return podiatrist / str(request.param)


def page_with(path: Path, words: str, heading_size: float = 20) -> int:
    """Return the number of the page that has it in large type."""
    for number, page in enumerate(pages_of(path), 1):
        large = " ".join(word.text for word in page.words if word.size >= heading_size)
        if words in large:
            return number
    raise AssertionError(words)


def lines_of(page: Any) -> list[str]:
    """Return the words of each line of a laid-out page, without word joiners."""
    lines = (box for box in boxes_on(page) if isinstance(box, LineBox))
    return [
        "".join(getattr(box, "text", "") for box in boxes_in(line)).replace("\N{WORD JOINER}", "").strip()
        for line in lines
    ]


# Boxes, type and the space around it


def test_paper(file: Path) -> None:
    size = (148, 210) if file.name == "booklet.pdf" else (210, 297)
    with pikepdf.open(file) as pdf:
        for page in pdf.pages:
            assert [float(length) / MM for length in page.mediabox] == pytest.approx([0, 0, *size], abs=0.01)


def test_numbers_of_pages(podiatrist: Path) -> None:
    assert len(sizes_of(podiatrist / "booklet.pdf")) % 4 == 0
    assert len(sizes_of(podiatrist / "cards.pdf")) == 6
    assert [len(sizes_of(podiatrist / card)) for card in CARDS] == [1] * 6


def test_every_font_is_ours_and_embedded(file: Path) -> None:
    assert fonts_of(file) == {"Kit-SourceSans": True, "Kit-SourceSans-Bold": True}


def test_no_type_is_smaller_than_12_pt(file: Path) -> None:
    sizes = {round(word.size, 1) for page in pages_of(file) for word in page.words}
    assert min(sizes) >= 12, sizes


def test_no_page_has_more_than_four_sizes(file: Path) -> None:
    for number, page in enumerate(pages_of(file), 1):
        sizes = {round(word.size, 1) for word in page.words if word.text != "" and not in_picture(word.size)}
        assert len(sizes) <= 4, (number, sizes)


def in_picture(size: float) -> bool:
    """Type inside the ripples is scaled with the picture, and so of no round size."""
    return abs(size - round(size)) > 0.05


def test_all_text_is_inside_the_safe_area(file: Path) -> None:
    for number, page in enumerate(pages_of(file), 1):
        for word in page.words:
            inside = (
                word.x0 >= SAFE * MM
                and word.top >= SAFE * MM
                and word.x1 <= page.width - SAFE * MM
                and word.bottom <= page.height - SAFE * MM
            )
            assert inside, (number, word)


def test_no_text_stands_on_another(file: Path) -> None:
    for number, page in enumerate(pages_of(file), 1):
        words = [word for word in page.words if not in_picture(word.size)]
        for one, other in itertools.combinations(words, 2):
            width = min(one.x1, other.x1) - max(one.x0, other.x0)
            # The boxes of letters have room above and below: two lines may share a sixth of it.
            height = min(one.bottom, other.bottom) - max(one.top, other.top)
            assert width < 1 or height < max(one.size, other.size) / 4, (number, one, other)


# Text: everything there, in order


def composed(catalogue: Catalogue, podiatrist: Path, file: Path) -> str:
    """Return the words of the HTML that a file was made from, without white space."""
    name = f"podiatrist/{file.relative_to(podiatrist)}"
    edition = next(e for e in planned(Request(("podiatrist",)), catalogue) if str(e.path) == name)
    return words_of(composer(catalogue), catalogue, edition)


def words_of(composer: Composer, catalogue: Catalogue, edition: Edition) -> str:
    body = as_read(composer.compose(edition, usual_settings(catalogue, edition, 12))[0])
    return squashed(html.unescape(re.sub(r"<[^>]*>", " ", body)))


@pytest.mark.parametrize("name", ["cards.pdf", *CARDS])
def test_a_card_reads_as_it_was_written(catalogue: Catalogue, podiatrist: Path, name: str) -> None:
    file = podiatrist / name
    assert "".join(squashed(page.text) for page in pages_of(file)) == composed(catalogue, podiatrist, file)


def test_the_booklet_reads_as_it_was_written(catalogue: Catalogue, podiatrist: Path) -> None:
    file = podiatrist / "booklet.pdf"
    meant = composed(catalogue, podiatrist, file)
    contents, label = page_with(file, "Contents"), squashed(catalogue.labels.notes)
    found = []
    for number, page in enumerate(map(without_pictures, pages_of(file)), 1):
        text = page.within_margins() if 1 < number < len(pages_of(file)) else page.all_words()
        if number == contents:
            text = re.sub(r"(?<!\S)\d+ ((?:\d )?[A-Z])", r"\1", text)
        found.append("" if squashed(text) == label else squashed(text))
    assert "".join(found) == meant.replace(label, "")  # pages for notes are as many as fill the sheets


def without_pictures(page: Page) -> Page:
    """The words inside the ripples belong to a figure, and stand in its description."""
    return replace(page, words=tuple(word for word in page.words if not in_picture(word.size)))


def test_the_booklet_has_all_its_parts_in_order(catalogue: Catalogue, podiatrist: Path) -> None:
    framework, labels = catalogue.framework, catalogue.labels
    with pikepdf.open(podiatrist / "booklet.pdf") as pdf, pdf.open_outline() as outline:
        (top,) = outline.root
        titles = [squashed(item.title) for item in top.children]
        below = {squashed(item.title): [squashed(child.title) for child in item.children] for item in top.children}
    assert squashed(top.title) == squashed(framework.title)
    wanted = [
        labels.contents,
        *(section.title for section in framework.introduction),
        labels.at_a_glance,
        *(aspect.title for aspect in catalogue.aspects),
        *(worksheet.title for worksheet in framework.worksheets),
        labels.changes,
        labels.resources,
        labels.references,
        *(section.title for section in framework.about),
        labels.imprint,
    ]
    assert titles == [squashed(title) for title in wanted]
    approaches = [squashed(approach.name) for approach in framework.approaches]
    for aspect in catalogue.aspects:
        assert below[squashed(aspect.title)] == [*approaches, squashed(labels.examples)]


def test_the_own_example_is_first_and_marked(catalogue: Catalogue, podiatrist: Path) -> None:
    aspect = catalogue.aspects[3]
    opener = page_with(podiatrist / "booklet.pdf", aspect.title)
    chapter = squashed("".join(page.text for page in pages_of(podiatrist / "booklet.pdf")[opener : opener + 6]))
    marked = squashed(f"{catalogue.labels.examples}{catalogue.labels.own_example}Forgotten Feet")
    assert marked in chapter
    assert chapter.index("ForgottenFeet") < chapter.index("ChangeCommunication")
    assert chapter.count(squashed(catalogue.labels.own_example)) == 1
    card = squashed(pages_of(podiatrist / CARDS[3])[0].text)
    assert squashed(f"{catalogue.labels.own_example}Forgotten Feet") in card
    for other in (0, 1, 2, 4, 5):
        assert squashed(catalogue.labels.own_example) not in squashed(pages_of(podiatrist / CARDS[other])[0].text)


def test_contents_have_the_folios_of_their_pages(catalogue: Catalogue, podiatrist: Path) -> None:
    booklet = podiatrist / "booklet.pdf"
    text = " ".join(pages_of(booklet)[page_with(booklet, "Contents") - 1].text.split())
    titles = [section.title for section in catalogue.framework.introduction]
    titles += [aspect.title for aspect in catalogue.aspects]
    titles += [catalogue.labels.references, catalogue.framework.about[0].title]
    for title in titles:
        found = re.search(r"(\d+) (?:\d )?" + re.escape(title), text)
        assert found, title
        assert int(found.group(1)) == page_with(booklet, title), title


def test_folios_stand_at_the_outer_edge(podiatrist: Path) -> None:
    pages = pages_of(podiatrist / "booklet.pdf")
    seen = 0
    for number, page in enumerate(pages, 1):
        for word in page.words:
            if word.text == str(number) and word.top > page.height - 21 * MM:
                seen += 1
                assert word.x1 > page.width / 2 if number % 2 else word.x0 < page.width / 2, number
    assert seen == len(pages) - 2 - 6  # the covers and the openers have none


# Links, tags and what a reader's program is told


def test_links_lead_somewhere(podiatrist: Path, catalogue: Catalogue) -> None:
    with pikepdf.open(podiatrist / "booklet.pdf") as pdf:
        names = {str(name) for name in pikepdf.NameTree(pdf.Root.Names.Dests)}
        inside, outside = set(), set()
        for page in pdf.pages:
            for annotation in page.get("/Annots", []):
                if "/Dest" in annotation:
                    inside.add(str(annotation.Dest))
                else:
                    outside.add(str(annotation.A.URI))
    assert inside <= names
    cited = {name.removeprefix("ref-") for name in inside if name.startswith("ref-")}
    assert {reference.id for reference in catalogue.listed_references} - cited == {"dhsc-2021", "dougall-buck-2021"}
    assert {f"aspect-{aspect.id}" for aspect in catalogue.aspects} <= inside
    assert {each.address for each in catalogue.listed_references if each.address} <= outside
    assert not {each.address for each in catalogue.references if not each.listed} & outside


def test_the_file_is_tagged_titled_and_has_a_language(file: Path, catalogue: Catalogue) -> None:
    with pikepdf.open(file) as pdf:
        assert str(pdf.Root.Lang) == "en-GB"
        assert pdf.Root.MarkInfo.Marked
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        with pdf.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"
            assert metadata["dc:title"].startswith(f"{catalogue.framework.title}: ")
            assert metadata["dc:title"].endswith(", For podiatrists")
        kinds = kinds_of(pdf)
    assert {"/H1", "/H2", "/P", "/Figure", "/Link"} <= kinds.keys()
    if file.name == "booklet.pdf":
        assert {"/H3", "/H4", "/L", "/LI", "/Sect"} <= kinds.keys()
    assert all("/Alt" in figure and str(figure.Alt) for figure in kinds["/Figure"])


def kinds_of(pdf: pikepdf.Pdf) -> dict[str, list[pikepdf.Object]]:
    """Return the elements of a PDF's structure by their type."""
    kinds: dict[str, list[pikepdf.Object]] = {}
    for item in pdf.objects:
        if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/StructElem":
            kinds.setdefault(str(item.S), []).append(item)
    return kinds


def test_every_link_is_tagged_as_one(file: Path) -> None:
    """PDF/UA-1 (ISO 14289-1), 7.18.5: a link's annotation belongs to a Link element."""
    with pikepdf.open(file) as pdf:
        parents = pikepdf.NumberTree(pdf.Root.StructTreeRoot.ParentTree)
        links = [
            annotation
            for page in pdf.pages
            for annotation in page.get("/Annots", [])
            if annotation.Subtype == pikepdf.Name.Link
        ]
        assert links
        assert {str(parents[int(link.StructParent)].S) for link in links} == {"/Link"}


def test_pictures_say_which_ring_is_filled(podiatrist: Path) -> None:
    with pikepdf.open(podiatrist / CARDS[3]) as pdf:
        descriptions = [str(figure.Alt) for figure in kinds_of(pdf)["/Figure"]]
    assert "Ring 4 of 6, filled: Communities and networks" in descriptions
    assert any(description.startswith("QR code that leads to www.") for description in descriptions)


# Pixels


def colour_at(image: "np.ndarray", x: float, y: float, dpi: int = 72) -> tuple[int, ...]:
    return tuple(int(value) for value in image[int(y * MM * dpi / 72), int(x * MM * dpi / 72)])


def close(one: tuple[int, ...], other: tuple[int, ...]) -> bool:
    return all(abs(a - b) <= 3 for a, b in zip(one, other, strict=True))


def test_covers_and_openers_are_inked_to_every_edge(catalogue: Catalogue, podiatrist: Path) -> None:
    booklet = podiatrist / "booklet.pdf"
    last = len(pages_of(booklet))
    grounds = {1: catalogue.framework.colour, last: catalogue.framework.colour}
    for aspect, own in zip(catalogue.aspects, colours_of(catalogue), strict=True):
        grounds[page_with(booklet, aspect.title)] = own
    for number, colour in grounds.items():
        image = pixels(booklet, number)
        for x, y in ((0.5, 0.5), (0.5, 209)):
            if (number, y) != (1, 0.5):
                assert close(colour_at(image, x, y), channels(colour)), (number, x, y)


def test_each_aspect_has_its_tab_at_the_fore_edge_a_step_lower(catalogue: Catalogue, podiatrist: Path) -> None:
    booklet = podiatrist / "booklet.pdf"
    tops = []
    for aspect, colour in zip(catalogue.aspects, colours_of(catalogue), strict=True):
        number = page_with(booklet, aspect.title) + 1
        edge = pixels(booklet, number)[:, -3 if number % 2 else 2]
        look_for_office = [
            row for row, value in enumerate(edge) if close(tuple(int(v) for v in value), channels(colour))
        ]
        assert look_for_office, aspect.id
        assert len(look_for_office) > 10 * MM
        tops.append(look_for_office[0])
    assert tops == sorted(set(tops))


def test_lines_to_write_on_are_at_least_8_mm_apart(podiatrist: Path) -> None:
    booklet = podiatrist / "booklet.pdf"
    dpi = 144
    image = pixels(booklet, page_with(booklet, "Awareness"), dpi)
    row = image[:, image.shape[1] // 2].astype(int).sum(axis=1)
    dark = [y for y in range(1, len(row)) if row[y] < 700 <= row[y - 1]]
    lines = [y for y in dark if y > len(row) * 0.7 and y < len(row) * 0.89]
    assert len(lines) >= 3
    pixel = 1  # the lines at both ends are told by whole ones
    assert (lines[-1] - lines[0] + pixel) / (len(lines) - 1) / (dpi / 25.4) >= 8


def test_every_approach_has_a_page_with_its_question_and_six_lines_to_write_on(
    catalogue: Catalogue, podiatrist: Path
) -> None:
    booklet = podiatrist / "booklet.pdf"
    pages = pages_of(booklet)
    label = catalogue.labels.question.format(plural="podiatrists").split()[-1]
    for aspect in catalogue.aspects:
        opener = page_with(booklet, aspect.title)
        for number, approach in enumerate(catalogue.framework.approaches, opener + 1):
            page = pages[number - 1]
            assert page.text.lstrip().startswith(approach.name)
            question = [word for word in page.words if abs(word.size - 16) < 0.01 and word.font.endswith("Bold")]
            assert label in page.text
            last = max(word.bottom for word in question)
            assert len([rule for rule in rules_on(booklet, number) if rule > last + 6 * MM]) >= 6, number


def test_an_aspect_ends_in_lines_to_write_on_where_it_has_room_for_six_or_in_none(
    catalogue: Catalogue, podiatrist: Path
) -> None:
    booklet = podiatrist / "booklet.pdf"
    ends = [page_with(booklet, aspect.title) - 1 for aspect in catalogue.aspects[1:]]
    found = {number: len(lines_to_write_on(booklet, number)) for number in ends}
    assert all(lines == 0 or lines >= 6 for lines in found.values()), found


def test_the_picture_of_an_opener_goes_on_over_the_spine(catalogue: Catalogue, podiatrist: Path) -> None:
    """From its first edge on the left page to its last on the right one, it is as wide as one picture is."""
    booklet = podiatrist / "booklet.pdf"
    middle, diameter = round(179 * MM), 130 * MM  # between the lines around it
    for aspect, colour in zip(catalogue.aspects, colours_of(catalogue), strict=True):
        opener = page_with(booklet, aspect.title)
        left, right = (pixels(booklet, number, 72)[middle].astype(int) for number in (opener, opener + 1))
        first = next(x for x in range(len(left)) if np.abs(left[x] - np.array(channels(colour))).max() > 20)
        last = max(x for x in range(120) if right[x].min() < 245)
        assert 148 * MM - first + last == pytest.approx(diameter, abs=1 * MM), aspect.id


def test_in_the_contents_each_ring_runs_into_the_row_of_its_aspect(catalogue: Catalogue, podiatrist: Path) -> None:
    booklet = podiatrist / "booklet.pdf"
    number = page_with(booklet, "Contents")
    page, image = pages_of(booklet)[number - 1], pixels(booklet, number, 72)
    for aspect, colour in zip(catalogue.aspects, colours_of(catalogue), strict=True):
        (row,) = [word for word in page.words if word.text == aspect.title.split()[0] and word.font.endswith("Bold")]
        middle = round((row.top + row.bottom) / 2)
        for x in (70, 415):  # where the rings end, and at the spine
            assert np.abs(image[middle, x].astype(int) - np.array(channels(colour))).max() < 12, (aspect.id, x)


def test_lines_have_50_to_62_characters(catalogue: Catalogue, podiatrist: Path) -> None:
    """Of text: the widest that its column holds, and not the last of paragraphs."""
    booklet = podiatrist / "booklet.pdf"
    lengths = []
    for aspect in catalogue.aspects:
        opener = page_with(booklet, aspect.title)
        for page in pages_of(booklet)[opener : opener + len(catalogue.framework.approaches)]:
            text = [word for word in page.words if abs(word.size - 12) < 0.01 and not word.font.endswith("Bold")]
            right = max(word.x1 for word in text)
            for _, line in itertools.groupby(text, key=lambda word: round(word.top)):
                words = list(line)
                if words[-1].x1 > right - 5 * MM:
                    lengths.append(len(" ".join(word.text for word in words)))
    assert len(lengths) > 60
    assert 50 <= np.mean(lengths) <= 62


def test_a_key_figure_is_large_and_read_once(catalogue: Catalogue, podiatrist: Path) -> None:
    figures = [each.figure for aspect in catalogue.aspects for each in aspect.examples if each.figure]
    assert len(figures) == 4
    pages = pages_of(podiatrist / "booklet.pdf")
    values = [figure.value for figure in figures] + [figure.value for figure in catalogue.framework.figures]
    for value in values:
        (page,) = [page for page in pages if value in " ".join(word.text for word in page.words if word.size >= 55.9)]
        assert squashed(page.text).count(squashed(value)) == 1


def test_a_page_in_grey_keeps_the_rings_apart(podiatrist: Path, catalogue: Catalogue) -> None:
    booklet = podiatrist / "booklet.pdf"
    image = pixels(booklet, page_with(booklet, catalogue.labels.at_a_glance), 144).mean(axis=2)
    middle = image.shape[1] // 2
    ring = image[:, middle + 40]
    edges = int(np.sum(np.abs(np.diff(ring)) > 12))
    assert edges >= 4 * len(catalogue.aspects)


# The same cards on A5, and the same bytes again


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        ("children who move in mid-year.", 'children who move<span> <span class="whole">in mid-year.</span></span>'),
        ("the “X-ray” of a busy clinic", 'the<span> <span class="whole">“X-ray”</span></span> of a busy clinic'),
        ("one-to-one care", '<span><span class="whole">one-to-one</span></span> care'),
        ("X-ray rooms on the move", '<span><span class="whole">X-ray</span></span> rooms on the move'),
        ("an assets-based approach to everything", "an assets-based approach to everything"),
    ],
)
def test_a_short_word_with_a_hyphen_is_whole_with_what_holds_to_it(words: str, kept: str) -> None:
    assert kept_together(words).replace("\N{NO-BREAK SPACE}", " ") == kept


@pytest.mark.build
def test_a_line_is_full_before_a_short_word_with_a_hyphen_whatever_its_width() -> None:
    """A line with room for all words before, but not for the space after them, once ended after its first word."""
    words = "The last bus leaves before your group de-roles in the hall"
    style = "<style>.whole { white-space: nowrap } body { font: 17pt serif } @page { size: 600pt 9000pt }</style>"
    in_each = style + "".join(f"<p style='width: {width}pt'>…" for width in range(330, 390))
    marked, plain = (
        lines_of(HTML(string=in_each.replace("…", text)).render().pages[0])
        for text in (unbroken(words), words.replace("-", "-\N{WORD JOINER}"))
    )
    assert marked == plain
    assert len(marked) > 60


def test_a5_cards_are_one_page_each_with_type_of_12_pt(small_cards: Path) -> None:
    files = sorted((small_cards / "cards").glob("*-a5.pdf"))
    assert len(files) == 6
    for file in files:
        (page,) = pages_of(file)
        assert (page.width / MM, page.height / MM) == pytest.approx((148, 210), abs=0.01)
        assert min(word.size for word in page.words) >= 11.99
    assert len(sizes_of(small_cards / "cards-a5.pdf")) == 6


def test_a5_cards_read_as_they_were_written(catalogue: Catalogue, small_cards: Path) -> None:
    request = Request(("podiatrist",), products=("card",), paper="A5")
    edition = planned(request, catalogue)[-1]
    meant = words_of(composer(catalogue), catalogue, edition)
    assert "".join(map(squashed, texts_of(small_cards / "cards-a5.pdf"))) == meant
