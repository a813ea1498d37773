"""The web page as a document: complete, sound, sufficient to itself, and the same each time."""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest
import tinycss2
import tinyhtml5

from framework_pdf.brand import font_files
from framework_pdf.brand.options import Cover, Opener, Panels
from framework_pdf.brand.typefaces import default_typefaces
from framework_pdf.content.catalogue import Catalogue
from framework_pdf.content.loading import load
from framework_pdf.content.model.base import CITATION
from framework_pdf.content.passages import passages
from framework_pdf.core.colour import contrast, legible
from framework_pdf.html.citations import cited
from framework_pdf.products.plan import Request
from tests.support.claims import CLAIMS
from tests.support.composing import html_of
from tests.support.folders import BLANK, GARDEN, TEMPLATES
from tests.support.programs import Run

LOADING = {"src", "srcset", "data", "poster", "action", "formaction", "background", "ping"}
"""Attributes by which a page loads or sends something."""
UNSEEN = {
    *("id", "source", "reference", "section", "language", "colour", "accent", "edition_of", "general", "aspects"),
    *("professions", "lines", "read_more", "reviewed", "example", "brief", "statement", "aliases", "regulator"),
    *("address", "accessed", "as_of", "date", "name", "strongest"),
}
"""Keys whose values no booklet prints as they are."""


def page_of(catalogue: Catalogue, profession: str) -> str:
    return html_of(catalogue, Request((profession,), products=("booklet",), formats=("html",)))


@pytest.fixture(scope="module")
def garden() -> Catalogue:
    return load((GARDEN,))[0]


@pytest.fixture(
    scope="module", params=["podiatrist", "allied-health-professional", "gardener", "garddwr-ysgol", "everyone"]
)
def html(request: pytest.FixtureRequest, catalogue: Catalogue, garden: Catalogue) -> str:
    """The page for a profession with all it can have, for the general one, and for those of small frameworks."""
    homes = {**dict.fromkeys(garden.professions, garden), **dict.fromkeys(catalogue.professions, catalogue)}
    return page_of(homes.get(request.param) or load((BLANK,))[0], request.param)


def parsed(html: str) -> Element:
    root: Element = tinyhtml5.parse(html, namespace_html_elements=False)
    return root


def named(root: Element, tag: str) -> list[Element]:
    """Return the elements of a name, but those of a template, of which scripts put copies on the page."""
    copied = {element for template in root.iter("template") for element in template.iter()}
    return [element for element in root.iter(tag) if element not in copied]


def text_of(element: Element) -> str:
    """Return the words in an element, without white space and the numbers of citations, to compare."""
    return squashed("".join(words_of(element)))


def words_of(element: Element) -> Iterator[str]:
    if element.tag not in {"style", "script"}:
        yield element.text or ""
        for child in element:
            yield from words_of(child)
            yield child.tail or ""


def squashed(text: str) -> str:
    return re.sub(r"\[[\d,\s]+\]|\s+", "", CITATION.sub("", text))


def test_every_text_of_the_edition_is_on_the_page(catalogue: Catalogue) -> None:
    page = text_of(parsed(page_of(catalogue, "podiatrist")))
    printed = {
        ("framework",),
        ("aspects",),
        ("changes",),
        ("resources",),
        ("references",),
        ("professions", "podiatrist"),
    }
    unlisted = {("references", each.id) for each in catalogue.references if not each.listed}
    texts = [
        passage
        for passage in passages(catalogue)
        if (passage.path[:1] in printed or passage.path[:2] in printed)
        and passage.path[:2] not in unlisted
        and not UNSEEN & {passage.path[-1], *passage.path[-2:-1]} - {"name"}
        and passage.words not in {"editorial", "true"}
    ]
    assert len(texts) > 250
    missing = [passage.path for passage in texts if squashed(passage.words) not in page]
    assert not missing


def test_parts_stand_in_the_order_of_the_booklet(catalogue: Catalogue) -> None:
    titles = [text_of(heading) for heading in named(parsed(page_of(catalogue, "podiatrist")), "h2")]
    labels, framework = catalogue.labels, catalogue.framework
    wanted = [labels.contents, *(section.title for section in framework.introduction), labels.at_a_glance]
    wanted += [*(aspect.title for aspect in catalogue.aspects), *(sheet.title for sheet in framework.worksheets)]
    wanted += [labels.answers, labels.changes, labels.resources, labels.references]
    wanted += [*(section.title for section in framework.about), labels.imprint]
    assert titles == [squashed(title) for title in wanted]


def test_a_profession_s_own_example_stands_first_and_is_marked(catalogue: Catalogue) -> None:
    articles = named(parsed(page_of(catalogue, "podiatrist")), "article")
    own = [article for article in articles if article.get("class") == "example own"]
    assert [text_of(article).startswith(squashed(catalogue.labels.own_example)) for article in own] == [True]
    assert articles.index(own[0]) % 3 == 0
    assert "ForgottenFeet" in text_of(own[0])


def test_nothing_is_loaded_and_nothing_could_be(html: str) -> None:
    root = parsed(html)
    policy = next(meta for meta in named(root, "meta") if meta.get("http-equiv") == "Content-Security-Policy")
    assert "default-src 'none'" in (policy.get("content") or "").split("; ")
    head = list(root[0])
    assert head.index(policy) < head.index(named(root, "style")[0])
    assert not [tag for tag in ("link", "img", "iframe", "object", "embed", "base", "form") if named(root, tag)]
    assert not [element.tag for element in root.iter() if LOADING & set(element.attrib)]
    assert not re.findall(r"\bon[a-z]+=", " ".join(" ".join(element.attrib) for element in root.iter()))
    styles = "".join(style.text or "" for style in named(root, "style"))
    assert {address.split(";")[0] for address in re.findall(r'url\("?([^)"]*)', styles)} == {"data:font/woff2"}
    assert "@import" not in styles
    assert all(link.get("href", "").startswith(("#", "https://", "http://")) for link in named(root, "a"))


def test_ids_are_unique_and_whatever_points_at_one_finds_it(html: str) -> None:
    root = parsed(html)
    ids = Counter(element.get("id") for element in root.iter() if element.get("id"))
    assert max(ids.values()) == 1
    targets = {link.get("href", "")[1:] for link in named(root, "a") if link.get("href", "").startswith("#")}
    targets |= {label.get("for", "") for label in named(root, "label")}
    for attribute in ("aria-labelledby", "aria-describedby"):
        targets |= {element.get(attribute, "") for element in root.iter() if element.get(attribute)}
    assert targets <= set(ids)
    fields = [field.get("id") for field in named(root, "textarea")]
    assert fields == [label.get("for") for label in named(root, "label")]


def test_there_is_a_field_for_every_question_and_every_prompt(garden: Catalogue, catalogue: Catalogue) -> None:
    for home, name in ((garden, "gardener"), (catalogue, "podiatrist")):
        root = parsed(page_of(home, name))
        who = home.professions[name]
        questions = [q for aspect in home.aspects for q in home.own_words(who, aspect).questions.values()]
        prompts = [prompt.text for sheet in home.framework.worksheets for prompt in sheet.prompts]
        labels = [text_of(label) for label in named(root, "label")]
        assert sorted(labels) == sorted(squashed(words) for words in (*questions, *prompts, home.labels.notes))


@pytest.mark.parametrize("who", ["podiatrist", "osteopath"])
def test_who_has_a_regulator_can_save_answers_as_a_record_which_claims_nothing(catalogue: Catalogue, who: str) -> None:
    root = parsed(page_of(catalogue, who))
    (section,) = [element for element in root.iter("section") if element.get("id") == "record"]
    regulator = catalogue.regulators[catalogue.professions[who].regulator or ""]
    assert regulator.record
    said = " ".join("".join(section.itertext()).split())
    assert f"{regulator.name} ({regulator.short}) sets no form" in said
    assert not CLAIMS.search(said)
    assert str(regulator.record.address) in {link.get("href") for link in section.iter("a")}
    asked = [element.get("data-field") for element in section.iter() if element.get("data-field")]
    assert asked == [field.id for field in regulator.record.fields]
    fields = [*section.iter("input"), *section.iter("textarea")]
    assert not [field for field in fields if field.text or (field.get("value") and field.get("type") != "checkbox")]
    assert len([element for element in root.iter("p") if element.get("class") == "beside"]) > 27


def test_who_has_none_has_nothing_of_it(garden: Catalogue, catalogue: Catalogue) -> None:
    for home, name in ((garden, "gardener"), (catalogue, "allied-health-professional")):
        page = page_of(home, name)
        assert not re.search(r'id="record"|class="(?:beside|entry)"|record-alone"|save-table|aria-describedby', page)


def test_headings_are_one_tree(html: str) -> None:
    levels = [int(e.tag[1]) for e in parsed(html).iter() if re.fullmatch(r"h[1-6]", str(e.tag))]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_landmarks_pictures_and_the_way_past_them(html: str) -> None:
    root = parsed(html)
    body = root[1]
    assert [len(named(root, tag)) for tag in ("header", "nav", "main", "footer")] == [1, 1, 1, 1]
    assert (body[0].tag, body[0].get("href")) == ("a", f"#{named(root, 'main')[0].get('id')}")
    assert named(root, "nav")[0].get("aria-labelledby")
    pictures = named(root, "svg") or [e for e in root.iter() if str(e.tag).endswith("}svg")]
    assert len(pictures) >= 3
    for picture in pictures:
        assert picture.get("role") == "img"
        assert text_of(picture[0]), "its title"
    assert {e.get("tabindex") for e in root.iter()} <= {None, "-1"}
    assert [meta.get("content") for meta in named(root, "meta") if meta.get("name") == "viewport"] == [
        "width=device-width, initial-scale=1"
    ]
    assert [meta.get("content") for meta in named(root, "meta") if meta.get("name") == "description"] != [""]


def test_citations_lead_to_references_and_back(catalogue: Catalogue) -> None:
    root = parsed(page_of(catalogue, "podiatrist"))
    notes = [link for link in named(root, "a") if link.get("role") == "doc-noteref"]
    backs = [link for link in named(root, "a") if link.get("role") == "doc-backlink"]
    assert {link.get("href") for link in notes} <= {f"#ref-{reference.id}" for reference in catalogue.references}
    assert {f"#{link.get('id')}" for link in notes if link.get("id")} == {link.get("href") for link in backs}
    first = next(link for link in notes if link.get("href") == "#ref-nhs-england-undated")
    assert first.get("aria-label") == f"Reference {first.text}"
    assert text_of(next(b for b in backs if b.get("href") == f"#{first.get('id')}")) == "Whoyouare"


def test_a_reference_cited_twice_in_a_section_has_one_way_back() -> None:
    link = '<a href="#ref-a" title="Book 1">1</a>'
    one = f'<h2 class="x">One <em>&amp;</em> all</h2><p>{link}{link}</p>'
    two = f'<h2>Two</h2><h3>Part</h3>{link}<a href="#elsewhere">1</a>'
    text = cited(one, two)
    assert [(place.id, place.chapter, place.section) for place in text.places["a"]] == [
        ("cite-a-1", "One & all", ""),
        ("cite-a-2", "Two", "Part"),
    ]
    assert "".join(text.parts).count('aria-label="Book 1"') == 3
    assert '<a href="#elsewhere">1</a>' in text.parts[1]


def test_words_in_welsh_are_marked_as_such(garden: Catalogue) -> None:
    root = parsed(page_of(garden, "garddwr-ysgol"))
    assert root.get("lang") == "en-GB"
    welsh = [text_of(element) for element in root.iter() if element.get("lang") == "cy"]
    who = garden.professions["garddwr-ysgol"]
    words = [w for own in who.aspects.values() for w in (*own.questions.values(), own.try_this_week or "")]
    assert {squashed(text) for text in (*words, who.portrait or "", who.plural)} == set(welsh)
    assert 'lang="cy"' not in page_of(garden, "gardener")


@pytest.mark.build
def test_two_compositions_are_the_same_bytes(catalogue: Catalogue) -> None:
    before = page_of(catalogue, "podiatrist")
    font_files._embedded.cache_clear()
    assert page_of(catalogue, "podiatrist") == before


def test_the_typeface_travels_with_the_page_and_can_set_all_of_it(html: str) -> None:
    import io
    from base64 import b64decode

    from fontTools.ttLib import TTFont

    files = re.findall(r"data:font/woff2;base64,([^\"]+)", html)
    assert len(files) == len(default_typefaces().faces)
    for file in files:
        assert len(file) < 40_000
        drawn = {chr(code) for code in TTFont(io.BytesIO(b64decode(file))).getBestCmap()}
        assert set(re.sub(r"\s", "", html)) <= drawn


@pytest.mark.parametrize("colour", ["#000000", "#12343b", "#757575", "#6b4c00", "#0000ff", "#b7372b", "#ff0000"])
@pytest.mark.parametrize("ground", ["#ffffff", "#10191c", "#e8e8e8", "#777777"])
def test_text_in_any_colour_is_made_legible(colour: str, ground: str) -> None:
    made = legible(colour, ground)
    assert contrast(made, ground) >= 4.5
    if contrast(colour, ground) >= 4.5:
        assert made == colour
    assert contrast(legible(colour, "#10191c", 7), "#10191c") >= 7


def test_the_script_has_no_words_of_its_own() -> None:
    script = (TEMPLATES / "scripts" / "web.js").read_text(encoding="utf-8")
    code = re.sub(r"/\*.*?\*/", "", script, flags=re.S)
    assert not [
        text for text in re.findall(r'"([^"]*)"|`([^`]*)`', code) if re.search(r"[a-z]+ [a-z]+ [a-z]+", "".join(text))
    ]


@pytest.mark.parametrize(("folder", "forms"), [("covers", Cover), ("openers", Opener), ("panels", Panels)])
def test_the_web_page_has_every_form_that_print_has(folder: str, forms: type[Cover | Opener | Panels]) -> None:
    for home in ("styles", "styles/web"):
        assert {path.stem for path in (TEMPLATES / home / folder).glob("*.css")} == set(forms)


def test_every_rule_is_in_a_layer(garden: Catalogue) -> None:
    (style,) = named(parsed(page_of(garden, "gardener")), "style")
    rules = tinycss2.parse_stylesheet(style.text, skip_comments=True, skip_whitespace=True)
    assert {rule.at_keyword for rule in rules} == {"layer"}
    assert [tinycss2.serialize(rule.prelude).strip() for rule in rules] == [
        *("data, page, form, paper", "data", "page", "form", "paper")
    ]


@pytest.mark.build
def test_the_command_writes_the_page_and_records_what_it_is_made_of(run: Run, tmp_path: Path) -> None:
    done = run("build", "--content", GARDEN, "--templates", TEMPLATES, "--format", "html", "--product", "booklet")
    assert (done.returncode, done.stderr) == (0, "")
    assert (tmp_path / "output" / "gardener" / "booklet.html").read_bytes().startswith(b"<!DOCTYPE html>\n")
    manifest = (tmp_path / "output" / "manifest.json").read_text(encoding="utf-8")
    for name in (
        "products/booklet/web.html.j2",
        "styles/web.css",
        "scripts/web.js",
        "web/aspect.html.j2",
        "SourceSans3-Bold.ttf",
        "styles/web/covers/ground.css",
    ):
        assert name in manifest, name
    assert "styles/web/covers/frame.css" not in manifest
