"""The poster, as facts of its page: read from across a room and from near, the same in every size."""

import math
from pathlib import Path

import numpy as np
import pytest

from framework_pdf.content.catalogue import Catalogue
from framework_pdf.content.loading import load
from framework_pdf.core.units import A1, A3, pt_to_mm
from framework_pdf.html.context import usual_settings
from framework_pdf.products.plan import Request
from tests.support.building import WIDE_BRAND, Builds, poster_of
from tests.support.composing import composer, planned
from tests.support.folders import BRANDS, GARDEN
from tests.support.frameworks import write_framework
from tests.support.pages import Word, pages_of, pixels, squashed

LEAST = 18
"""In pt, on A3."""
ROOM, ARC = 3000, 22
"""How far away the title is read, in mm, and how high its capitals are seen, in minutes of arc: ISO 9241-3 prefers 20
to 22."""
DOTS = 144


@pytest.fixture(scope="module")
def posters(builds: Builds, seed: int | None) -> dict[str, Path]:
    """The podiatrist's poster in our own look and in a brand's, at night in each brand's, and a gardener's."""
    brands = [path.name for path in BRANDS if seed is not None or path.name == WIDE_BRAND]
    found = {"": builds.of(poster_of("podiatrist")) / "podiatrist" / "poster.pdf"}
    for brand in brands:
        found[brand] = builds.of(poster_of("podiatrist", brand)) / brand / "podiatrist" / "poster.pdf"
    return found | {"garden": builds.of(poster_of("gardener"), GARDEN) / "gardener" / "poster.pdf"}


def height_of(path: Path, word: Word) -> float:
    """Return how high the ink of a word's first letter is, in mm: it is a capital."""
    image = pixels(path, 1, DOTS).astype(int)
    scale = DOTS / 72
    first = image[
        int(word.top * scale) : int(word.bottom * scale), int(word.x0 * scale) : int((word.x0 + word.size / 3) * scale)
    ]
    ink = np.abs(first - first[-1, 0]).max(axis=2).max(axis=1) > 100
    return pt_to_mm(int(ink.sum()) / scale)


def test_one_page_on_which_no_word_is_under_18_pt(posters: dict[str, Path]) -> None:
    for name, path in posters.items():
        (page,) = pages_of(path)
        assert (round(pt_to_mm(page.width)), round(pt_to_mm(page.height))) == (A3.width, A3.height), name
        assert min(word.size for word in page.words) >= LEAST - 0.01, name


def test_the_title_is_read_from_across_a_room(posters: dict[str, Path]) -> None:
    least = 2 * ROOM * math.tan(math.radians(ARC / 60) / 2)
    assert round(least, 1) == 19.2
    for name, path in posters.items():
        title = max(pages_of(path)[0].words, key=lambda word: word.size)
        assert title.text[0].isupper()
        assert height_of(path, title) >= least - pt_to_mm(72 / DOTS), name


def test_each_aspect_has_its_strongest_question_and_all_say_whose_they_are(
    posters: dict[str, Path], catalogue: Catalogue
) -> None:
    podiatrist = catalogue.professions["podiatrist"]
    assert {"", WIDE_BRAND, "garden"} <= set(posters)
    for name, path in posters.items():
        said = squashed(pages_of(path)[0].text)
        if name == "garden":
            assert "Whohasneverhadaforkintheirhandshere?" in said
            assert "Whichbedcouldyouraisetotheheightofachair?" not in said
            assert "http" not in said  # there is nowhere to lead to
            continue
        for aspect in catalogue.aspects:
            own = catalogue.own_words(podiatrist, aspect)
            assert squashed(aspect.title) in said, name
            asked = {approach: squashed(words) in said for approach, words in own.questions.items()}
            assert asked == {approach: approach == own.strongest for approach in asked}, name
        assert squashed(catalogue.framework.attribution or "") in said, name
        where = "www.kingsfund.org.uk/" if not name else ".example.org"
        assert where in said, name


@pytest.mark.parametrize("aspects", [pytest.param(1, marks=pytest.mark.nightly), 8, 9, 30])
def test_any_number_of_aspects_has_room(builds: Builds, aspects: int) -> None:
    """With questions as long as ours, where there are few enough to be read in passing."""
    content = builds.kept(
        f"{aspects} aspects", lambda folder: write_framework(folder, 2, aspects, longer=2 if aspects < 9 else 1)
    )
    made = builds.of(poster_of("gardener"), content) / "gardener" / "poster.pdf"
    (page,) = pages_of(made)
    assert min(word.size for word in page.words) >= LEAST - 0.01
    assert page.text.count("?") == (2 * aspects if aspects < 9 else 0)
    numbers = [word.text for word in page.words if word.text.isdigit() and len(word.text) < 3 and word.text != "25"]
    assert set(map(str, range(1, aspects + 1))) - {"25"} <= set(numbers)


def test_larger_papers_are_the_same_design() -> None:
    """All that is set by the style sheet is twice as large on A1 as on A3, and so is the room for logos."""
    catalogue, _ = load((GARDEN,))
    small, large = (
        planned(Request(("gardener",), products=("poster",), paper=paper), catalogue)[0] for paper in ("A3", "A1")
    )
    assert (large.path.name, small.path.name) == ("poster-a1.pdf", "poster.pdf")
    assert large.variant.page_scale == large.variant.type_scale == A1.width / A3.width == 2
    assert large.variant.type_sizes == tuple(2 * size for size in small.variant.type_sizes)
    html = composer(catalogue).compose(large, usual_settings(catalogue, large, large.variant.type_sizes[-1]))[0]
    assert "--pt: 2.0pt" in html
    assert "--mm: 2.0mm" in html
    assert "--side: 36.0mm" in html
