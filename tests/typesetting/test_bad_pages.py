"""Every mistake that is seen on a page: its exact message and place, and an output that nobody touched."""

import shutil
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

import pytest
from PIL import Image

from framework_pdf.build.pipeline import BuildOptions
from framework_pdf.core.errors import FrameworkPdfError
from framework_pdf.core.workspace import Workspace
from framework_pdf.products.plan import Request
from framework_pdf.typesetting import typesetter
from framework_pdf.typesetting.patches import verified
from framework_pdf.typesetting.typesetter import Typesetter
from tests.support.building import STRICT, Build
from tests.support.folders import TEMPLATES, append, replace
from tests.support.frameworks import write_framework
from tests.support.pages import texts_of
from tests.support.places import files_in, place
from tests.support.programs import Run

GARDENER = "content/professions/gardener.yml"
CARD_CSS = "templates/products/card/style.css"
ONE = Request(("gardener",), products=("card",), aspects=("1",))
"""One card has all that a mistake in a card's template or style sheet takes."""
UNUSUAL = "look for what is unusual in the templates and their style sheets"
ANOTHER = (
    f'WeasyPrint {version("weasyprint")} is installed, and 1.2 was tried: `python -m pip install "weasyprint==1.2"`'
)
NO_SIZE, TOO_DEEP = '<svg viewBox="a b c"><title>x</title></svg>', "<p>" + "<b>" * 5000
"""What no typesetter can set."""


@pytest.fixture
def places(garden: Path) -> Workspace:
    """The small framework and a copy of our templates, to be changed, and an output folder."""
    shutil.copytree(TEMPLATES, garden / "templates")
    return Workspace((garden / "content",), (garden / "templates",), garden / "output")


@pytest.fixture
def problems(places: Workspace, warm_build: Build) -> Callable[..., list[str]]:
    """Build what the folder has, and return every problem as it is printed there. The output stays as it was."""
    kept = places.output / "gardener" / "booklet.pdf"
    kept.parent.mkdir(parents=True)
    kept.write_bytes(b"from before")

    def builds(request: Request = ONE, *, build: Build = warm_build, strict: bool = False) -> list[str]:
        with pytest.raises(FrameworkPdfError) as caught:
            build(places, request, BuildOptions(strict=strict))
        assert files_in(places.output) == [kept]
        assert kept.read_bytes() == b"from before"
        return [str(problem).replace(f"{Path.cwd()}/", "") for problem in caught.value.diagnostics]

    return builds


def test_missing_image(problems: Callable[..., list[str]]) -> None:
    replace("templates/parts/card.html.j2", "<footer>", '<footer><img src="seal.png" alt="Seal">')
    assert problems() == [
        "error[missing-file]: `seal.png` can't be used: there is no such file\n"
        f"  {place('templates/parts/card.html.j2', 'seal.png')}\n"
        "  hint: put it there, or mend the name: names are relative to the templates folder"
    ]


def test_image_from_the_network_or_from_elsewhere(problems: Callable[..., list[str]]) -> None:
    replace(
        "templates/parts/card.html.j2",
        "<footer>",
        '<footer><img src="https://example.org/a.png" alt="A"><img src="/etc/b.png" alt="B">',
    )
    first, second = (problem.splitlines()[0] for problem in problems())
    assert {first, second} == {
        "error[missing-file]: `a.png` can't be used: only files can be used, nothing from the network",
        "error[missing-file]: `b.png` can't be used: it is outside the folders of content, templates and fonts",
    }


def test_missing_font_is_told_once_though_every_card_has_it(problems: Callable[..., list[str]]) -> None:
    append(CARD_CSS, '@font-face { font-family: "Ours"; src: url("ours.ttf"); }\n')
    assert problems(Request(("gardener",), products=("card",))) == [
        "error[missing-font]: `ours.ttf` can't be used: there is no such file\n"
        f"  {place(CARD_CSS, 'ours.ttf')}\n"
        "  hint: put it there, or mend the name: names are relative to the templates folder"
    ]


def test_style_that_the_typesetter_does_not_know(problems: Callable[..., list[str]]) -> None:
    append(CARD_CSS, ".card { colour: red; }\n")
    (problem,) = problems(strict=True)
    assert problem.startswith("warning[typesetter]: the typesetter says: Ignored `colour: red`")
    assert f"\n  {place(CARD_CSS, 'colour: red')}" in problem


def test_character_that_the_typeface_lacks(problems: Callable[..., list[str]]) -> None:
    replace(GARDENER, "    try_this_week: ", "    try_this_week: 足 ")
    assert problems() == [
        "error[missing-character]: the typeface Source Sans 3 has no character U+8DB3 CJK UNIFIED IDEOGRAPH-8DB3\n"
        f"  {place(GARDENER, '足')}\n"
        "  hint: take a brand kit with a typeface that has it (`SourceSans3-Regular.ttf`, `SourceSans3-Bold.ttf` lack "
        "it), or use another character"
    ]


@pytest.mark.parametrize("escaped", [r"\u8DB3", r"\u8db3", r"\U00008db3"])
def test_character_that_stands_there_by_its_number(problems: Callable[..., list[str]], escaped: str) -> None:
    replace(GARDENER, "plural: Gardeners", f'plural: "so {escaped} it is"')
    (problem,) = problems()
    assert "has no character U+8DB3" in problem
    assert f"\n  {place(GARDENER, escaped)}\n" in problem


def test_text_too_long_for_its_card(problems: Callable[..., list[str]], places: Workspace, warm_build: Build) -> None:
    step = next(line for line in Path(GARDENER).read_text(encoding="utf-8").splitlines() if "try_this_week" in line)
    replace(GARDENER, step, step + " and on" * 200)
    (problem,) = problems()
    first, where, hint = problem.splitlines()
    assert first.startswith("error[text-too-long]: the small step is too long for its card on A4: it has 4")
    assert where == f"  {place(GARDENER, step.split(': ')[1])}"
    words, cut = int(first.split()[-2]), int(hint.split()[-2])
    assert hint == f"  hint: cut about {cut} words"
    replace(GARDENER, " and on" * (-(-cut // 2)), "")
    built = warm_build(places, ONE, STRICT)
    assert [file.pages for entry, _ in built.made for file in entry.files] == [1]
    assert 0 < cut < words


def test_template_that_leaves_no_room_for_words(problems: Callable[..., list[str]]) -> None:
    append(CARD_CSS, ".summary { padding-top: 300mm; }\n")
    assert problems() == [
        "error[no-room]: a card takes more than its page without any words\n"
        "  hint: make the card's template or its style sheet take less room"
    ]


def test_font_that_is_no_font(problems: Callable[..., list[str]]) -> None:
    Path("templates/products/card/ours.ttf").write_bytes(b"not a font")
    append(CARD_CSS, '@font-face { font-family: "Ours"; src: url("ours.ttf"); }\n')
    assert problems() == [
        "error[unreadable-font]: `ours.ttf` can't be used: it is not a font that can be read\n"
        f"  {place(CARD_CSS, 'ours.ttf')}\n"
        "  hint: export or download the font again, as .ttf, .otf, .woff or .woff2"
    ]


def test_typeface_of_the_system_that_is_not_there(problems: Callable[..., list[str]]) -> None:
    append(CARD_CSS, '@font-face { font-family: "Theirs"; src: local("Nobody Has This"); }\n')
    assert problems() == [
        f"error[typesetter]: the typesetter says: Font-face 'Theirs' cannot be loaded\n  {place(CARD_CSS, 'Theirs')}"
    ]


def test_style_sheet_that_is_missing(problems: Callable[..., list[str]]) -> None:
    replace("templates/base.html.j2", "styles/base.css", "styles/bass.css")
    assert problems() == [
        "error[missing-file]: `bass.css` can't be used: there is no such file\n"
        f"  {place('templates/base.html.j2', 'bass.css')}\n"
        "  hint: put it there, or mend the name: names are relative to the templates folder"
    ]


def test_label_with_marks_of_style_sheets(tmp_path: Path, warm_build: Build) -> None:
    content = write_framework(tmp_path / "content", 3, 2)
    replace(content / "labels.yml", "notes: Soil, rain, thoughts", "notes: 'Room \"&\" \\ < 3 >'")
    large = Request(products=("booklet",), variants=("large-print",))  # it has a blank page
    record = warm_build(Workspace((content,), (TEMPLATES,), tmp_path), large, STRICT)
    assert record.warnings == ()
    printed = texts_of(tmp_path / "gardener" / "booklet-large-print.pdf")
    assert any('Room "&" \\ < 3 >' in text for text in printed)


@pytest.mark.parametrize(
    ("added", "said"),
    [
        (
            '{% include "parts/card.html.j2" %}',
            "error[template-value]: the template can't be filled in: maximum recursion",
        ),
        (NO_SIZE, "error[typesetter]: the typesetter can't set this page: ValueError"),
    ],
)
def test_template_that_makes_the_engines_give_up(problems: Callable[..., list[str]], added: str, said: str) -> None:
    replace("templates/parts/card.html.j2", "{% if not two_sided", added + "{% if not two_sided")
    (problem,) = problems()
    assert problem.startswith(said)


@pytest.mark.usefixtures("forked")
@pytest.mark.parametrize(("versions", "hint"), [(verified.VERIFIED_VERSIONS, UNUSUAL), (("1.1", "1.2"), ANOTHER)])
@pytest.mark.parametrize(("added", "said"), [(NO_SIZE, "ValueError"), (TOO_DEEP, "RecursionError")])
def test_what_the_typesetter_raises_is_told_with_a_way_out_for_its_version(
    problems: Callable[..., list[str]],
    build: Build,
    monkeypatch: pytest.MonkeyPatch,
    versions: tuple[str, ...],
    hint: str,
    added: str,
    said: str,
) -> None:
    monkeypatch.setattr(verified, "VERIFIED_VERSIONS", versions)
    replace("templates/parts/card.html.j2", "</article>", added + "</article>")
    (problem,) = problems(build=build)
    assert problem.startswith(f"error[typesetter]: the typesetter can't set this page: {said}: ")
    assert problem.endswith(f"\n  hint: {hint}")


@pytest.mark.usefixtures("forked")
def test_where_our_own_line_fails_it_is_a_bug_but_where_the_typesetter_is_another(
    problems: Callable[..., list[str]], build: Build, monkeypatch: pytest.MonkeyPatch, run: Run, garden: Path
) -> None:
    monkeypatch.setattr(typesetter, "PageChecker", lambda *_: None)  # so that what reads a page fails
    done = run("build", "--profession", "gardener", "--aspect", "1", "--jobs", "1", cwd=garden)
    assert done.returncode == 70
    assert done.stderr.startswith("bug: AttributeError: 'NoneType' object has no attribute 'read'\n")
    assert "templates" not in done.stderr
    monkeypatch.setattr(verified, "VERIFIED_VERSIONS", ("1.2",))
    (problem,) = problems(build=build)
    assert "AttributeError" in problem
    assert problem.endswith(f"\n  hint: {ANOTHER}")


def test_picture_without_words(problems: Callable[..., list[str]]) -> None:
    Image.new("RGB", (9, 9)).save("templates/seal.png")
    replace("templates/parts/card.html.j2", "<footer>", '<footer><img src="seal.png" alt=" ">')
    assert problems() == [
        "error[no-alternative]: the picture `seal.png` has no words\n"
        f"  {place('templates/parts/card.html.j2', 'seal.png')}\n"
        "  hint: say in its `alt` what it shows; what only decorates belongs in a style sheet"
    ]


def test_drawing_without_words(problems: Callable[..., list[str]]) -> None:
    replace("templates/macros/ripples.html.j2", "<title>{{ title }}</title>\n{% for cell in", "{% for cell in")
    assert problems() == [
        "error[no-alternative]: the drawing `ripples` has no words\n"
        f"  {place('templates/macros/ripples.html.j2', 'class=' + chr(34) + 'ripples')}\n"
        "  hint: give it a <title> that says what it shows"
    ]


def test_document_without_a_language(problems: Callable[..., list[str]]) -> None:
    replace("templates/base.html.j2", ' lang="{{ framework.language }}"', "")
    assert problems() == [
        "error[no-language]: the document does not say its language\n"
        f"  {place('templates/base.html.j2', '<html')}\n"
        '  hint: begin the page with `<html lang="{{ framework.language }}">`'
    ]


def test_document_without_a_title(problems: Callable[..., list[str]]) -> None:
    replace("templates/base.html.j2", "title %}{{ labels", "title %}{# labels")
    replace("templates/base.html.j2", "name=document_name) }}{%", "name=document_name) #}{%")
    (problem,) = problems()
    assert problem.startswith("error[no-title]: the document has no title\n  templates/base.html.j2:")


def test_heading_that_skips_a_level(problems: Callable[..., list[str]]) -> None:
    replace(
        "templates/parts/card.html.j2", "<h2>{{ labels.try_this_week }}</h2>", "<h4>{{ labels.try_this_week }}</h4>"
    )
    assert problems() == [
        "error[heading-level]: the heading “Before Sunday” has level 4 after one of level 2\n"
        f"  {place('content/labels.yml', 'Before Sunday')}\n"
        "  hint: make it an h3 in its template"
    ]


def test_link_without_words(problems: Callable[..., list[str]]) -> None:
    replace("templates/parts/card.html.j2", "<footer>", '<footer><a href="https://example.org/nowhere"></a>')
    assert problems() == [
        "error[empty-link]: the link to `https://example.org/nowhere` has no words\n"
        f"  {place('templates/parts/card.html.j2', 'https://example.org/nowhere')}"
    ]


BAD_LINKS = [
    "javascript:alert(1)",
    " java\nscript:alert(1)",
    "FILE:///etc/passwd",
    "data:text/html,A",
    "x-y:z",
    "vbscript:a",
]


@pytest.mark.parametrize("target", [*BAD_LINKS, "page.html", "//example.org/a", "?a"])
@pytest.mark.parametrize(
    "markup",
    [
        '<p><a href="{}">words</a>',
        '<svg width="9" height="9"><title>A</title><a xlink:href="{}"><rect width="9" height="9"/></a></svg>',
    ],
)
def test_links_that_lead_nowhere_good(target: str, markup: str, tmp_path: Path) -> None:
    typesetter = Typesetter(tmp_path, (tmp_path,))
    html = f'<html lang="en"><title>A</title><body>{markup.format(target)}'
    (on_pages,) = [each for each in typesetter.lay_out(html).findings.problems if each.code == "bad-link"]
    assert on_pages.message == f"the link to `{target}` leads neither to the web, nor to mail or a telephone"
    # A web page has an address, from which a relative link starts.
    on_screens = [each.code for each in typesetter.read(html).problems if each.code == "bad-link"]
    assert on_screens == (["bad-link"] if target in BAD_LINKS else [])


@pytest.mark.parametrize(
    "target", ["https://example.org/a", "HTTP://example.org", "mailto:a@example.org", "tel:1", "#a"]
)
def test_links_that_lead_somewhere(target: str, tmp_path: Path) -> None:
    typesetter = Typesetter(tmp_path, (tmp_path,))
    html = f'<html lang="en"><title>A</title><body id="a"><p><a href="{target}">words</a>'
    assert typesetter.lay_out(html).findings.problems == ()
    assert typesetter.read(html).problems == ()


def test_words_that_can_hardly_be_seen(problems: Callable[..., list[str]]) -> None:
    append(CARD_CSS, ".summary { color: #aab4b8; }\n.try { background: #ffb000; }\n")
    hint = "  hint: take a darker or a lighter colour for one of them"
    assert problems() == [
        "error[low-contrast]: words in #aab4b8 on #ffffff have a contrast of 2.1 : 1, and need 4.5 : 1\n"
        f"  {place(CARD_CSS, '#aab4b8')}\n{hint}",
        "error[low-contrast]: words in #ffffff on #ffb000 have a contrast of 1.8 : 1, and need 4.5 : 1\n"
        f"  {place(CARD_CSS, '#ffb000')}\n{hint}",
    ]


def test_large_words_need_less(problems: Callable[..., list[str]]) -> None:
    append(CARD_CSS, "h1 { color: #8a8a8a; }\n")
    told = problems()
    assert told
    assert all("words in #8a8a8a on " in problem and "and need 3 : 1\n" in problem for problem in told)


def test_a_web_page_is_proofread_too(problems: Callable[..., list[str]]) -> None:
    replace("templates/web/foot.html.j2", "<footer", "<h6>Deep down</h6><footer")
    request = Request(("gardener",), products=("booklet",), formats=("html",))
    (problem,) = problems(request)
    assert problem.startswith("error[heading-level]: the heading “Deep down” has level 6 after one of level ")
    assert f"\n  {place('templates/web/foot.html.j2', 'Deep down')}\n" in problem
