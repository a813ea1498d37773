"""Nothing assumes our framework: a small one of another field, and the start of any, through the same command."""

import math
import re
import shutil
from itertools import combinations, pairwise
from pathlib import Path

import pikepdf
import pytest

from framework_pdf.brand.aspect_colours import required_difference
from framework_pdf.brand.look import look_of
from framework_pdf.build import pipeline
from framework_pdf.content.catalogue import Catalogue
from framework_pdf.content.loading import load
from framework_pdf.core import workspace
from framework_pdf.core.colour import contrast, least_seen_difference
from framework_pdf.core.errors import FrameworkPdfError
from framework_pdf.products.plan import Request
from framework_pdf.products.press_job import PressOptions
from tests.support.building import STRICT, Builds, small_cards_of, specimen_of, standard_of
from tests.support.composing import colours_of, html_of
from tests.support.folders import BLANK, BRANDS, GARDEN, GARDENERS, TEMPLATES, replace
from tests.support.frameworks import write_framework
from tests.support.pages import MM, lines_to_write_on, pages_of, rules_on, sizes_of, texts_of, words_in_other_languages
from tests.support.programs import Run

WELSH = "garddwr-ysgol"


@pytest.fixture(scope="module")
def garden() -> Catalogue:
    return load((GARDEN,))[0]


@pytest.fixture(scope="module")
def printed(builds: Builds) -> dict[str, Path]:
    """All that the small framework has in standard print, on both papers, by its path below the output folder."""
    found: dict[str, Path] = {}
    for form in (standard_of, small_cards_of):
        for who in GARDENERS:
            output = builds.of(form(who), GARDEN)
            found |= {path.relative_to(output).as_posix(): path for path in output.rglob("*.pdf")}
    return found


def test_a_booklet_and_four_cards_for_each_of_three(printed: dict[str, Path], garden: Catalogue) -> None:
    assert len(garden.aspects) == 4
    assert len(garden.framework.approaches) == 2
    assert len(garden.professions) == 3
    assert len(printed) == 3 * (1 + 2 * (4 + 1))
    for name in garden.professions:
        assert len(sizes_of(printed[f"{name}/booklet.pdf"])) % 4 == 0
        for suffix in ("", "-a5"):
            for number, aspect in enumerate(garden.aspects, 1):
                assert len(sizes_of(printed[f"{name}/cards/{number}-{aspect.id}{suffix}.pdf"])) == 1
            assert len(sizes_of(printed[f"{name}/cards{suffix}.pdf"])) == 4


def test_labels_that_were_left_in_english_are_told(tmp_path: Path) -> None:
    shutil.copytree(BLANK, tmp_path / "content")
    replace(tmp_path / "content/framework.yml", "language: en-GB", "language: fr")
    told = [problem for problem in load((tmp_path / "content",))[1] if problem.code == "labels-in-another-language"]
    assert [f"`{name}`" in told[0].message for name in ("contents", "specimen_logo")] == [True, False]
    labels = tmp_path / "content/labels.yml"
    text = re.sub(r"(?m)^(\w+: \"?)(?=\w)", r"\1À ", labels.read_text("utf-8"))
    labels.write_text(text.replace("notes: À ", "notes: "), encoding="utf-8")
    told = [problem for problem in load((tmp_path / "content",))[1] if "`notes`" in problem.message]
    assert told == []  # a word may be the same in both


def test_readers_of_another_language_meet_no_english_unless_it_is_told(tmp_path: Path) -> None:
    """A brand's specimen is not for them, so nothing is told of its labels."""
    shutil.copytree(GARDEN, tmp_path / "content")
    replace(tmp_path / "content/framework.yml", "language: en-GB", "language: pl")
    labels = tmp_path / "content/labels.yml"
    said = [line for line in labels.read_text("utf-8").splitlines() if not line.startswith("specimen")]
    labels.write_text("\n".join(said) + "\n", encoding="utf-8")
    polish, warnings = load((tmp_path / "content",))
    assert [warning for warning in warnings if warning.code == "labels-in-another-language"] == []
    assert polish.labels.specimen_logo == "Logo"
    replace(labels, "try_this_week:", "# try_this_week:")
    _, warnings = load((tmp_path / "content",))
    (told,) = [warning for warning in warnings if warning.code == "labels-in-another-language"]
    assert told.message.endswith("printed in another: `try_this_week`")


def test_labels_below_a_translation_that_leaves_them_out_are_told(tmp_path: Path) -> None:
    polish = tmp_path / "polish"
    polish.mkdir()
    for name, words in (
        ("overlay.yml", "made_by: My\ndate: 2026-11-30\n"),
        ("framework.yml", "language: pl\n"),
        ("labels.yml", "try_this_week: Przed niedzielą\n"),
    ):
        (polish / name).write_text(words, encoding="utf-8")
    (told,) = [warning for warning in load((GARDEN, polish))[1] if warning.code == "labels-in-another-language"]
    assert "`contents`" in told.message
    for name in ("try_this_week", "date", "specimen"):
        assert f"`{name}`" not in told.message
    (polish / "framework.yml").write_text("language: en-US\n", encoding="utf-8")
    assert [warning.code for warning in load((GARDEN, polish))[1]] == []


def test_people_are_called_after_for_as_their_language_has_it(tmp_path: Path) -> None:
    shutil.copytree(GARDEN, tmp_path / "content")
    for label in ("for_profession", "question"):
        text = (tmp_path / "content/labels.yml").read_text("utf-8")
        (tmp_path / "content/labels.yml").write_text(
            re.sub(rf"(?m)^{label}: .*$", f'{label}: "Dla {{for_whom}}, {{plural}}"', text), encoding="utf-8"
        )
    replace(tmp_path / "content/professions/cook.yml", "plural: Cooks", "plural: Kucharze\nfor_whom: kucharzy")
    called, _ = load((tmp_path / "content",))
    for product, form in (("booklet", "pdf"), ("booklet", "html")):
        html = html_of(called, Request(("cook",), products=(product,), formats=(form,))).replace("\u00a0", " ")
        assert '<p class="for">Dla kucharzy, Kucharze</p>' in html
        assert '<p class="label">Dla kucharzy, Kucharze</p>' in html
        html = html_of(called, Request(("gardener",), products=(product,), formats=(form,))).replace("\u00a0", " ")
        assert '<p class="for">Dla Gardeners, Gardeners</p>' in html


def test_no_word_of_our_own_framework_is_printed(printed: dict[str, Path], catalogue: Catalogue) -> None:
    words = " ".join(" ".join(text for path in printed.values() for text in texts_of(path)).split())
    assert "Whose favourite vegetable have you never sown?" in words
    ours = [aspect.title for aspect in catalogue.aspects] + [catalogue.framework.title, "health", "Awareness", "2021"]
    ours += [catalogue.labels.contents, catalogue.labels.try_this_week, catalogue.labels.references, "Aspect "]
    assert not [word for word in ours if word in words]


def test_the_picture_has_four_rings_and_two_sectors(garden: Catalogue) -> None:
    html = html_of(garden, Request(("gardener",), products=("booklet",)))
    glance = html[html.index('id="at-a-glance"') :]
    picture = glance[: glance.index("</svg>")]
    assert len(re.findall("<path ", picture)) == 4 * 2
    assert [word.split(">")[-1] for word in re.findall(r"<text[^<]*(?=</text>)", picture)] == [
        "1",
        "2",
        "3",
        "4",
        "Look",
        "Do",
    ]
    starts = {tuple(map(float, x)) for x in re.findall(r'd="M(-?[\d.]+) (-?[\d.]+)', picture)}
    assert {round(math.hypot(*point)) for point in starts} == {37, 58, 79, 100}


def test_words_in_welsh_are_marked_as_such(garden: Catalogue, printed: dict[str, Path]) -> None:
    html = html_of(garden, Request((WELSH,), products=("booklet",)))
    assert '<html lang="en-GB" ' in html
    words = garden.professions[WELSH]
    for aspect in garden.aspects:
        own = words.aspects[aspect.id]
        assert own.try_this_week
        for text in (*own.questions.values(), own.try_this_week):
            start = " ".join(text.split()[:-2])
            assert re.search(rf'lang="cy">{re.escape(start)}', html), text
    assert '<div class="portrait" lang="cy"><p>Rydych chi’n tyfu' in html
    cards = html_of(garden, Request((WELSH,), products=("card",)))
    assert cards.count('lang="cy"') == 3
    assert 'lang="cy"' not in html_of(garden, Request(("gardener",), products=("booklet",)))
    assert "cario’r dŵr" in " ".join(" ".join(texts_of(printed[f"{WELSH}/booklet.pdf"])).split())


def test_a_profession_falls_back_on_the_general_one_in_its_language(garden: Catalogue) -> None:
    cook, general = garden.professions["cook"], garden.general
    soil, plants = garden.aspects[:2]
    assert garden.own_words(cook, soil).questions == general.aspects["soil"].questions
    assert garden.own_words(cook, plants).questions["do"] == general.aspects["plants"].questions["do"]
    assert garden.language(garden.professions[WELSH], soil, "questions", "look") == "cy"
    assert garden.language(cook, soil, "questions", "look") == "en-GB"


def test_a_card_without_a_reference_has_no_code_and_one_with_it_has(printed: dict[str, Path]) -> None:
    soil, *others = (" ".join(text.split()) for text in texts_of(printed["gardener/cards.pdf"]))
    assert "Look it up: A handbook of heaps" in soil
    assert not [text for text in others if "Look it up" in text]


@pytest.mark.build
@pytest.mark.parametrize("form", ["--blank", ""])
def test_new_makes_something_that_builds_at_once(run: Run, tmp_path: Path, form: str) -> None:
    made = run("new", *([form] if form else []), "mine")
    assert (made.returncode, made.stderr) == (0, "")
    assert (tmp_path / "mine" / "templates").exists() is not bool(form)
    assert (tmp_path / "mine" / "content" / "schemas" / "aspects.schema.json").exists()
    done = run("build", "--strict", "--product", "card", "--aspect", "1", cwd=tmp_path / "mine")
    assert (done.returncode, done.stderr) == (0, "")
    refused = run("new", *([form] if form else []), "mine")
    assert refused.returncode == 1
    assert refused.stderr.startswith("error[folder-exists]: ")


@pytest.mark.build
def test_the_blank_framework_explains_every_part_of_it(run: Run, tmp_path: Path) -> None:
    """Nothing is wrong with it: `test_check_names_them`."""
    run("new", "--blank", "mine")
    for path in (tmp_path / "mine" / "content").rglob("*.yml"):
        comments = [line for line in path.read_text(encoding="utf-8").splitlines() if "# " in line]
        assert len(comments) >= 2, path


@pytest.mark.build
def test_a_card_s_imprint_names_a_report_only_where_there_is_one(run: Run, tmp_path: Path) -> None:
    run("new", "--blank", "mine")
    labels = tmp_path / "mine" / "content" / "labels.yml"
    text = labels.read_text(encoding="utf-8")
    assert 'card_imprint: "{title}. ' in text
    labels.write_text(
        text.replace('card_imprint: "{title}. ', 'card_imprint: "{title} ({authors}). '), encoding="utf-8"
    )
    done = run("check", cwd=tmp_path / "mine")
    line = next(n for n, row in enumerate(labels.read_text(encoding="utf-8").splitlines(), 1) if "{authors}" in row)
    assert done.returncode == 1
    assert done.stderr.startswith(
        "error[nothing-restated]: `{authors}` is of the reference that the framework restates, and framework.yml names "
        f"none\n  content/labels.yml:{line}:25\n"
    )


@pytest.mark.build
@pytest.mark.parametrize("aspects", [1, pytest.param(30, marks=pytest.mark.nightly)])
def test_a_brand_has_a_specimen_of_any_framework(aspects: int, tmp_path: Path) -> None:
    """A card of one aspect is the file of all cards, too; for the words on thirty colours there is no room."""
    made = specimen_of(BRANDS[0], write_framework(tmp_path / "content", 1, aspects))
    assert made.problems == ()
    assert [file.pages for file in made.files] == [1]


def test_lines_go_on_below_those_of_the_last_prompt(printed: dict[str, Path]) -> None:
    path = printed["gardener/booklet.pdf"]
    number, page = next(
        (number, page) for number, page in enumerate(pages_of(path), 1) if "Whom I will ask to help" in page.text
    )
    prompts = [word.bottom for word in page.words if word.text in {"What", "Whom"}]
    rules = rules_on(path, number)
    assert len(prompts) == 3
    for top, end, least in zip(prompts, [*prompts[1:], page.height], (4, 3, 4), strict=True):
        below = [rule for rule in rules if top < rule < end]
        assert len(below) >= least
        assert [after - before for before, after in pairwise(below)] == pytest.approx([22.68] * (len(below) - 1), abs=1)
    assert 0 <= page.height - 12.98 * MM - rules[-1] < 22.68


@pytest.mark.build
def test_a_page_has_lines_to_write_on_where_it_has_room_for_six_or_none(printed: dict[str, Path]) -> None:
    path = printed["cook/booklet.pdf"]
    lines = {number: len(lines_to_write_on(path, number)) for number in range(2, len(pages_of(path)))}
    assert not [number for number, found in lines.items() if 0 < found < 6], lines
    ends = [number for number, page in enumerate(pages_of(path), 1) if "Before Sunday" in page.text]
    assert len(ends) == 4
    assert all(lines[number] >= 6 for number in ends), lines  # its examples are short


# What the program says itself, in English


@pytest.mark.build
@pytest.mark.parametrize("language", ["en-GB", "cy", "de"])
def test_a_job_ticket_is_in_english_and_marks_what_is_not(language: str, tmp_path: Path) -> None:
    content = tmp_path / "content"
    shutil.copytree(GARDEN, content)
    replace(content / "framework.yml", "language: en-GB", f"language: {language}")
    cards = Request(("cook", WELSH), products=("card",), aspects=("1",), press=PressOptions())
    pipeline.build(workspace.Workspace((content,), (TEMPLATES,), tmp_path / "output"), cards, STRICT)
    title, maker = "A garden for everyone", load((content,))[0].framework.imprint.made_by
    for name, readers, own in (("cook", "Cooks", language), (WELSH, "Garddwyr ysgol", "cy")):
        path = tmp_path / "output" / name / "press" / "cards-1-ticket.pdf"
        expected = [(language, title), (own, readers), (language, maker)]
        assert words_in_other_languages(path) == [each for each in expected if each[0] != "en-GB"]
        with pikepdf.open(path) as pdf:
            assert str(pdf.Root.Lang) == "en-GB"


def test_neither_examples_nor_colours_need_be_there(tmp_path: Path) -> None:
    """Pages say nothing of examples then, and the colours that are made are told apart."""
    shutil.copytree(GARDEN, tmp_path / "content")
    for path in (tmp_path / "content/aspects").glob("*.yml"):
        words = path.read_text("utf-8").split("examples:")[0]
        path.write_text(re.sub(r"(?m)^colour: .*\n", "", words), encoding="utf-8")
    cook = tmp_path / "content/professions/cook.yml"
    with pytest.raises(FrameworkPdfError, match="there is no example of this aspect `callaloo`"):
        load((tmp_path / "content",))
    replace(cook, "    example: callaloo\n", "")
    bare, _ = load((tmp_path / "content",))
    for product, form, heading in (("card", "pdf", "h2"), ("booklet", "pdf", "h3"), ("booklet", "html", "h3")):
        html = html_of(bare, Request(("cook",), products=(product,), formats=(form,)))
        assert bare.labels.examples not in html
        assert 'class="example"' not in html
        assert f"<{heading}>{bare.labels.try_this_week}</{heading}>" in html
    colours = colours_of(bare)
    shades = look_of(None, bare).palette.aspects.values()
    assert all(contrast(each.on_ground, each.ground) >= 4.5 for each in shades)
    assert all(least_seen_difference(*pair) >= required_difference(0, 4) for pair in combinations(colours, 2))
    replace(tmp_path / "content/aspects/1-soil.yml", "title: Soil", 'title: Soil\ncolour: "#5c4033"')
    bare, _ = load((tmp_path / "content",))
    assert colours_of(bare)[0] == "#5c4033"
