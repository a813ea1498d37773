"""The markup of texts: what is printed as what, what stays as it was written, and what is said of that."""

import time
from base64 import b64decode
from collections.abc import Callable
from functools import partial
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some
from PIL import Image

from framework_pdf.content.catalogue import Catalogue
from framework_pdf.content.diff import compare
from framework_pdf.content.loading import load
from framework_pdf.content.markup import lines_of, markdown_of, runs_of
from framework_pdf.content.markup_reader import escaped, plain_words, read_line, read_text, words_in
from framework_pdf.core.diagnostics import Diagnostic
from framework_pdf.core.errors import ContentError
from framework_pdf.core.limits import MOST_CHARACTERS_OF_A_TEXT
from framework_pdf.html import prose as writing
from framework_pdf.html.card_copy import Copy
from framework_pdf.html.text_pictures import read_pictures
from tests.support.folders import GARDEN, MARKED_GARDEN, replace
from tests.support.places import place

FRAMEWORK, SOIL = Path("content/framework.yml"), Path("content/aspects/1-soil.yml")
LABELS = load((GARDEN,))[0].labels
prose = partial(writing.prose, numbers={"baker-2017": 1, "hart-1971": 2}, labels=LABELS)


def unbound(html: str) -> str:
    """Return HTML without what keeps words together, and without line breaks for the eye."""
    return html.replace("\N{NO-BREAK SPACE}", " ").replace("\N{ZERO WIDTH SPACE}", "")


ITSELF = '<a class="link left-to-right" href="{}">{}</a>'.format
LINK = '<a class="link" href="{}">{}</a>'.format
ONE_OF = '<ol class="listed" start="{}" style="counter-reset: list-item {}; --digits: 4"><li>{}</li></ol>'.format
A_B = "<li>a</li><li>b</li></ol>"
WHERE = '<span class="where"> ({})</span>'.format


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("One.\n\nTwo,\nthree.", "<p>One.</p><p>Two, three.</p>"),
        ("An *emphasis* and **strong words**.", "<p>An <em>emphasis</em> and <strong>strong words</strong>.</p>"),
        ("An _emphasis_ and __strong__.", "<p>An <em>emphasis</em> and <strong>strong</strong>.</p>"),
        ("誰かを**見る**助け", "<p>誰かを<strong>見る</strong>助け</p>"),
        ("ให้คุณ**เห็น**ว่า", "<p>ให้คุณ<strong>เห็น</strong>ว่า</p>"),
        ("ה**חוצה** ו*שוב* ב*גינה*", "<p>ה<strong>חוצה</strong> ו<em>שוב</em> ב<em>גינה</em></p>"),
        ("un**believ**able", "<p>un<strong>believ</strong>able</p>"),
        ("9. a\n10. b", '<ol class="listed" start="9" style="counter-reset: list-item 8; --digits: 2">' + A_B),
        ("– Not I.", "<p>– Not I.</p>"),
        ("Bring:\n- a\n- b", '<p>Bring:</p><ul class="listed"><li>a</li><li>b</li></ul>'),
        ("* a\n* b", '<ul class="listed"><li>a</li><li>b</li></ul>'),
        ("- a\n  - b\n- c", '<ul class="listed"><li>a<ul class="listed"><li>b</li></ul></li><li>c</li></ul>'),
        ("- a\n\n- b", '<ul class="listed"><li><p>a</p></li><li><p>b</p></li></ul>'),
        ("1. a\n2. b", '<ol class="listed"><li>a</li><li>b</li></ol>'),
        ("7) a\n8) b", '<ol class="listed" start="7" style="counter-reset: list-item 6"><li>a</li><li>b</li></ol>'),
        ("1. a\n1. b", '<ol class="listed"><li>a</li><li>b</li></ol>'),
        ("1948. a\n1974. b", f"{ONE_OF('1948', '1947', 'a')}{ONE_OF('1974', '1973', 'b')}"),
        ("- [ ] a\n- b", '<ul class="listed"><li class="to-tick">a</li><li>b</li></ul>'),
        ("> a\n> b\n>\n> c", "<blockquote><p>a b</p><p>c</p></blockquote>"),
        (
            "| a | b |\n|:-:|--:|\n| *c* | d \\| e |",
            '<div class="table" tabindex="0" role="region" aria-label="a, b">'
            '<table class="ruled"><thead><tr><th scope="col" class="center">a</th>'
            '<th scope="col" class="right">b</th></tr></thead>'
            '<tbody><tr><td class="center"><em>c</em></td><td class="right">d | e</td></tr></tbody></table></div>',
        ),
        ("a\\\nb", "<p>a<br>b</p>"),
        ("[x](https://a.org/b)", f"<p>{LINK('https://a.org/b', 'x' + WHERE('a.org/b'))}</p>"),
        ("[x **y**](http://a.org)", f"<p>{LINK('http://a.org', 'x <strong>y</strong>' + WHERE('a.org'))}</p>"),
        ("<https://a.org/>", f"<p>{ITSELF('https://a.org/', 'a.org')}</p>"),
        ("[a.org/b](https://a.org/b)", f"<p>{ITSELF('https://a.org/b', 'a.org/b')}</p>"),
        ("[](https://a.org/b)", f"<p>{ITSELF('https://a.org/b', 'a.org/b')}</p>"),
        (
            "|a| |\n|-|-|\n| |b|",
            '<div class="table" tabindex="0" role="region" aria-label="a">'
            '<table class="ruled"><thead><tr><th scope="col">a</th><th scope="col"></th></tr></thead>'
            "<tbody><tr><td></td><td>b</td></tr></tbody></table></div>",
        ),
        ("<me@a.org>", f"<p>{ITSELF('mailto:me@a.org', 'me@a.org')}</p>"),
        ("[us](mailto:me@a.org)", f"<p>{LINK('mailto:me@a.org', 'us' + WHERE('me@a.org'))}</p>"),
        ("[+44 20 7946 0000](tel:+44-20-7946-0000)", f"<p>{ITSELF('tel:+44-20-7946-0000', '+44 20 7946 0000')}</p>"),
        ("[us](tel:+44-20-7946-0000)", f"<p>{LINK('tel:+44-20-7946-0000', 'us' + WHERE('+44-20-7946-0000'))}</p>"),
        ("So [@hart-1971].", '<p>So [<a href="#ref-hart-1971" title="Reference 2">2</a>].</p>'),
        ("- so [@baker-2017]", None),
        ("\\*a\\* \\[b\\] \\# 1\\. \\<c\\>", "<p>*a* [b] # 1. &lt;c&gt;</p>"),
    ],
)
def test_what_is_printed(written: str, printed: str | None) -> None:
    assert read_text(written).oddities == ()
    printed = printed or '<ul class="listed"><li>so [<a href="#ref-baker-2017" title="Reference 1">1</a>]</li></ul>'
    assert unbound(prose(written)) == printed.replace('title="Reference', f'title="{LABELS.citation.split(" {")[0]}')


@pytest.mark.parametrize(
    "written",
    [
        *("5 * 3 * 2 = 30", "nurse*s and doctor*s", "Pfleger*innen und Ärzt*innen", "f*** and s**t", "a*b*c"),
        *("a_file_name and __", "https://a.org/_b_/*c*_d", "x@my_own_mail_box.org", "Sign: ______", "see * below"),
        *("1 < 2 > 1", "a <3 b", "[sic] and [a] [b] (c)", "AT&T & others; R&D", "#1 in town", "~5 %", "& co"),
        *("In\n2019. That", "It is -\nso", "    indented", "a\n        b", "C:\\temp", "10.–12. May", "1.5 or 2."),
    ],
)
def test_what_was_printed_as_it_is_still_is(written: str) -> None:
    read = read_text(written)
    (line,) = lines_of(read.blocks)
    assert " ".join("".join(runs_of(line)).split()) == " ".join(written.split())
    assert read.oddities == ()
    assert unbound(prose(written)).count("<") == 2  # a paragraph, and nothing in it


ODD = [
    ("# A heading", "# A heading", "a heading"),
    ("A heading\n=====", "=====", "a heading"),
    ("---", "---", "a rule"),
    ("* * *", "* * *", "a rule"),
    ("```\ncode\n```", "``` code ```", "code"),
    ("Some `code`.", "`code`", "code"),
    ("<div>\na\n</div>", "<div> a </div>", "HTML"),
    ("A <b>word</b>.", "<b>", "HTML"),
    ("A&nbsp;b.", "&nbsp;", "HTML"),
    ("A note[^1].", "[^1]", "a footnote"),
    ("A [b][c].", "[b][c]", "a link with its address elsewhere"),
    ("[b]: https://a.org", "[b]: https:", "a link with its address elsewhere"),
    ("[a](javascript:alert(1))", "[…](javascript:alert(1))", "a link"),
    ("[a](page.html)", "[…](page.html)", "a link"),
    ("[a](file:///etc/passwd)", "[…](file:///etc/passwd)", "a link"),
    ("[a](data:text/html,b)", "[…](data:text/html,b)", "a link"),
    ("<javascript:a>", "<…>", "a link"),
    ("[a [@hart-1971]](https://a.org)", "](https:", "a link around another one"),
    ("![a](https://a.org/b.png)", "![a](https://a.org/b.png)", "a picture"),
    ("~~gone~~", "~~", "words struck out"),
    ("**strong ", "**", "strong words"),
    ("• one\n• two", "• one", "a list"),
    ("– one\n– two", "– one", "a list"),
    ("a) one\nb) two", "a) one", "a list"),
    ("Some words\n2. two", "2. two", "a list"),
    ("| a | b |\n| c | d |", "| a | b |", "a table"),
    ("- [x] done", "[x]", "a ticked box"),
    ("a  \nb", "a", "a line break"),
]


@pytest.mark.parametrize(("written", "shown", "like"), ODD)
def test_the_rest_is_printed_as_it_is_written_and_noted(written: str, shown: str, like: str) -> None:
    read = read_text(written)
    oddity = read.oddities[0]
    assert (oddity.shown, oddity.kind.looks_like) == (shown, like)
    said = "".join("".join(runs_of(line)) for line in lines_of(read.blocks))
    inked = "".join(written.removeprefix("- ").replace("[@hart-1971]", "").split())
    assert "".join(said.split()) == inked
    html = prose(written)
    assert not {"h1", "hr", "code", "pre", "div", "b", "img", "del", "script"} & set(tags_in(html))
    assert "href" not in html or "[@" in written
    assert html.count("<a ") <= 1


def test_a_row_longer_than_its_head_loses_no_words() -> None:
    read = read_text("| What | Where |\n|---|---|\n| beans | bed \\| pot | on *Monday* | |\n| peas | pot | |")
    assert [(oddity.kind.looks_like, oddity.before) for oddity in read.oddities] == [
        ("a row longer than its table’s head", 21)
    ]
    assert [runs_of(line) and "".join(runs_of(line)) for line in lines_of(read.blocks)][2:] == [
        *("beans", "bed | pot | on *Monday*", "peas", "pot")
    ]


def tags_in(html: str) -> list[str]:
    return [part.split(">")[0].split(" ")[0] for part in html.split("<")[1:]]


@pytest.fixture
def warned(garden: Path) -> list[Diagnostic]:
    """Read nothing yet: tests ask `warnings_of`."""
    return list(load((garden / "content",))[1])


def warnings_of() -> list[Diagnostic]:
    return list(load((Path("content"),))[1])


def test_our_own_texts_have_no_odd_mark(warned: list[Diagnostic], catalogue: Catalogue) -> None:
    assert warned == []
    assert catalogue  # loaded without a warning: tests/content/test_our_content.py


STYLES = [
    "|\n  First, a word.\n\n  {}",
    ">\n  First, a word.\n\n  {}",
    "|2-\n  First.\n\n  {}",
    "First\n  and {}",
    "'It''s {}'",
]


@pytest.mark.parametrize("style", [*STYLES, '"An \\u00e9, {}"'])
@pytest.mark.parametrize("odd", ["<b>word</b>", "[^2]", "`code` here"])
@pytest.mark.usefixtures("garden")
def test_a_place_is_true_however_yaml_has_the_text(style: str, odd: str) -> None:
    old = FRAMEWORK.read_text(encoding="utf-8")
    start, end = old.index("at_a_glance: |"), old.index("worksheets:")
    FRAMEWORK.write_text(f"{old[:start]}at_a_glance: {style.format(odd)}\n{old[end:]}", encoding="utf-8")
    (problem,) = warnings_of()
    told = odd[:3] if odd[0] == "<" else odd.split(" here")[0]
    escaped_in_yaml = style.startswith(("'It", '"'))
    wanted = place(str(FRAMEWORK), "'It" if style.startswith("'") else '"An' if escaped_in_yaml else odd)
    assert str(problem).splitlines()[:2] == [
        f"warning[markdown]: this looks like {problem.message[16:].split(',')[0]}, and is printed as it is written: "
        f"`{told}`" + (" (and 1 more in this text)" if odd[0] == "<" else ""),
        f"  {wanted}",
    ]


@pytest.mark.usefixtures("garden")
def test_a_heading_is_told_with_a_way_out_that_helps() -> None:
    replace(FRAMEWORK, "      Read one question,", "      ## Read on\n\n      Read one question,")
    assert [str(problem) for problem in warnings_of()] == [
        "warning[markdown]: this looks like a heading, and is printed as it is written: `## Read on`\n"
        f"  {place(str(FRAMEWORK), '## Read on')}\n"
        "  hint: write `**the words**` on a line of their own, or make a section of it; `\\#` is a mere #"
    ]
    for way_out in ("**Read on**", "\\## Read on"):
        text = FRAMEWORK.read_text(encoding="utf-8")
        FRAMEWORK.write_text(text.replace("## Read on", way_out), encoding="utf-8")
        assert warnings_of() == []
        FRAMEWORK.write_text(text, encoding="utf-8")


@pytest.mark.parametrize("lines", ["- gloves\n  - a stool", "1. gloves\n  2. a stool", "> gloves\n  > a stool"])
@pytest.mark.parametrize("style", [">\n  Bring:\n  {}", "Bring\n  {}"])
@pytest.mark.usefixtures("garden")
def test_lines_of_a_list_that_yaml_joins(lines: str, style: str) -> None:
    replace(FRAMEWORK, "at_a_glance: |\n", "at_a_glance: |\n  Bring:\n  - gloves\n  - a stool\n\n")
    assert warnings_of() == []
    old = FRAMEWORK.read_text(encoding="utf-8")
    start, end = old.index("at_a_glance: |"), old.index("worksheets:")
    FRAMEWORK.write_text(f"{old[:start]}at_a_glance: {style.format(lines)}\n{old[end:]}", encoding="utf-8")
    (problem,) = warnings_of()
    assert str(problem) == (
        f"warning[markdown]: this line begins like a list, a quotation or a table (`{lines.split(' ')[0]}`), "
        f"and YAML joins it to the one above\n  {place(str(FRAMEWORK), lines.split(chr(10))[0])}\n"
        "  hint: write `|` after the key, and the text on the lines below it: then each line stays a line"
    )


@pytest.mark.parametrize(
    "title", ["**Soil**", "The *soil*", "[Soil](https://a.org)", "`Soil`", "<b>Soil</b>", "# Soil"]
)
@pytest.mark.usefixtures("garden")
def test_names_and_titles_are_plain_words(title: str) -> None:
    replace(SOIL, "title: Soil", f'title: "{title}"')
    assert [str(problem) for problem in warnings_of()] == [
        "warning[markdown]: this looks like Markdown, and is printed as it is written: here stand plain words\n"
        f"  {SOIL}:3:8\n  hint: take the marks away"
    ]


@pytest.mark.usefixtures("garden")
def test_a_sentence_has_no_blocks() -> None:
    replace(SOIL, "statement: See who digs", 'statement: "- See who *digs*"')
    text = SOIL.read_text(encoding="utf-8").replace('*digs*" and who watches.', '*digs* and who watches."')
    SOIL.write_text(text, encoding="utf-8")
    (problem,) = warnings_of()
    assert problem.message.endswith("a list, a quotation, a table or a heading, and is printed as it is written: `-`")
    assert unbound(writing.sentence("- See who *digs*")) == "- See who <em>digs</em>"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (">" * 10_000 + " a", "lists and quotations stand in one another, 4 deep at most"),
        ("\n  ".join("  " * level + "- a" for level in range(5)), "stand in one another, 4 deep at most"),
        ("a " * MOST_CHARACTERS_OF_A_TEXT, "at most are read"),
    ],
)
@pytest.mark.usefixtures("garden")
def test_what_is_more_than_anybody_reads(text: str, said: str) -> None:
    replace(FRAMEWORK, "at_a_glance: |\n", f"at_a_glance: |\n  {text}\n\n")
    with pytest.raises(ContentError) as caught:
        warnings_of()
    (problem,) = caught.value.diagnostics
    assert problem.code == "over-limit"
    assert said in problem.message
    assert str(problem.location) == f"{FRAMEWORK}:34:14"


HOSTILE = [
    "[",
    "![",
    "***",
    "*a ",
    "**a ",
    "*a_",
    "<a ",
    "[a](",
    "[[a](b",
    "> a\n",
    "a\n",
    "\\",
    "`a",
    "&amp;",
    "- a\n",
]


@pytest.mark.parametrize("piece", HOSTILE)
def test_no_marks_take_longer_than_a_moment(piece: str) -> None:
    text = (piece * 4000)[:4000]
    began = time.process_time()
    read_text(text)
    read_line(text.replace("\n", " "))
    assert time.process_time() - began < 2


@given(some.text(alphabet="ab*_`[]()<>!#-+1.|~&\\:/@\n ", max_size=60))
def test_whatever_is_written_comes_out_as_tags_of_ours(text: str) -> None:
    html = writing.prose(text.replace("[@", "[ @"), {}, LABELS)
    known = {"p", "em", "strong", "a", "ul", "ol", "li", "blockquote", "br", "span"}
    known |= {"table", "thead", "tbody", "tr", "th", "td"}
    assert {tag.strip("/") for tag in tags_in(html)} <= known
    assert "href" not in html or "://" in html or "mailto:" in html or "tel:" in html


@pytest.mark.build
@given(some.text(alphabet="ab*_`[]()<>!#-+1.|~&\\ ", min_size=1, max_size=40))
def test_words_that_are_escaped_are_read_as_they_are(words: str) -> None:
    assert plain_words(escaped(words)).split() == words.split()


def test_words_are_counted_without_marks() -> None:
    assert words_in("**One** *two* [three four](https://a.org/b) five [@a]\n\n- six\n- [ ] seven\n\n> eight") == 8
    assert plain_words("**One** [two](https://a.org)") == "One two"
    copy = Copy("it", "See **who digs** and [who](https://a.org) *watches*.", 5, ("a",), "en")
    assert copy.count == 6
    assert copy.cut({("a",): 2}).words == "See who digs and"
    assert copy.cut({}) == copy
    assert Copy("it", "Two \\* three", 5, ("a",), "en").cut({("a",): 1}).words == "Two \\*"


def test_a_difference_is_shown_with_its_marks_and_not_with_its_line_breaks(garden: Path) -> None:
    old, _ = load((garden / "content",))
    before = "people who dig, people who cook what was dug up, and\n      people"
    replace(FRAMEWORK, before, "people who dig, people\n      who **cook** what was dug up, and people")
    (difference,) = compare(old, load((garden / "content",))[0])
    assert difference.path == ("framework", "introduction", "who-gardens", "text")
    assert "people who **cook** what was dug up, and people who" in (difference.after or "")
    assert difference.before == (difference.after or "").replace("**", "")


def test_a_text_comes_out_of_a_difference_as_it_went_in() -> None:
    catalogue, warnings = load((GARDEN, MARKED_GARDEN))
    assert warnings == ()
    shown = markdown_of(read_text(catalogue.framework.introduction[0].text).blocks)
    assert "- a stool, which\n  - has three legs\n  - **folds**\n- an apron [@handbook]" in shown
    assert "1. Look.\n2. Ask [the people next door](https://example.org/neighbours/north_side), or" in shown
    assert (
        "- [ ] shut the gate\n- [ ] fill both cans\n\n> Nobody is too old for radishes.\n>\n> Nor too young." in shown
    )
    assert "| radishes | in the **raised** bed | 12 |\n| beans |" in shown
    assert "The shed\\\n12 Invented Lane\\\nAnytown\n\n7. Seven comes first here." in shown


# Pictures

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{}</svg>'


def warnings_with(picture: str) -> list[str]:
    """Return what is told of the small framework with a picture in a text."""
    replace(FRAMEWORK, "      Read one question,", f"      {picture}\n\n      Read one question,")
    try:
        return [str(problem) for problem in warnings_of()]
    except ContentError as error:
        return [str(problem) for problem in error.diagnostics]


IN_FOLDER = "put the file into the content’s folder, and write its path from there, such as `pictures/map.png`"


@pytest.mark.parametrize(
    "name", ["pictures/none.png", "../secret.png", "out.png", "pictures", "%00.png", "a" * 5000, "..%2Fsecret.png"]
)
def test_a_picture_that_is_not_in_the_folder(garden: Path, name: str) -> None:
    (garden / "secret.png").write_bytes((MARKED_GARDEN / "pictures" / "heap of leaves.png").read_bytes())
    (garden / "content" / "out.png").symlink_to(garden / "secret.png")
    (garden / "content" / "pictures").mkdir()
    (told,) = warnings_with(f"![A bed]({name})")
    assert told.startswith("error[missing-file]: there is no picture `")
    assert told.splitlines()[1:] == [f"  {place(str(FRAMEWORK), '![A bed]')}", f"  hint: {IN_FOLDER}"]


@pytest.mark.parametrize(
    "how", ["![A](https://a.org/b.png)", "![A](/b.png)", "![A](data:image/png,b)", "So ![A](b.png)."]
)
@pytest.mark.usefixtures("garden")
def test_a_picture_from_elsewhere_or_within_a_line_is_words(how: str) -> None:
    (told,) = warnings_with(how)
    assert told.startswith("warning[markdown]: this looks like a picture, and is printed as it is written: `![A](")
    assert f"  {place(str(FRAMEWORK), '![A]')[:-1]}" in told


def test_a_picture_needs_words(garden: Path) -> None:
    (garden / "content" / "a.svg").write_text((MARKED_GARDEN / "pictures" / "beds.svg").read_text(encoding="utf-8"))
    assert warnings_with("![](a.svg)") == [
        "error[missing-words]: this picture has no words\n"
        f"  {place(str(FRAMEWORK), '![]')}\n"
        "  hint: say what it shows between the brackets, for those who don’t see it: `![a map of the beds](…)`"
    ]


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda path: Image.new("CMYK", (90, 90)).save(path, "JPEG"), "it is CMYK without a profile"),
        (lambda path: Image.new("RGB", (4, 4)).save(path, "PNG"), "it has only 4 × 4 dots"),
        (lambda path: path.write_bytes(b"no picture"), "it is no PNG, JPEG or SVG"),
        (lambda path: path.write_text(SVG.format("<script>ran()</script>")), "script"),
    ],
)
def test_pictures_of_texts_have_the_checks_of_a_kits_pictures(
    garden: Path, make: Callable[[Path], object], said: str
) -> None:
    make(garden / "content" / "a.png")
    assert warnings_with('![A bed](a.png "Seen")') == []
    pictures, problems = read_pictures(load((Path("content"),))[0])
    assert pictures == {}
    assert said in str(problems[0])


def test_an_overlay_brings_another_picture(garden: Path) -> None:
    (garden / "over").mkdir()
    (garden / "over" / "overlay.yml").write_text("made_by: We\ndate: 2026-11-30\n", encoding="utf-8")
    for folder, colour in (("content", "red"), ("over", "blue")):
        Image.new("RGB", (90, 60), colour).save(garden / folder / "a.png")
    assert warnings_with("![A bed](a.png)") == []
    for folders, expected in ((("content",), (255, 0, 0)), (("content", "over"), (0, 0, 255))):
        pictures, problems = read_pictures(load(tuple(map(Path, folders)))[0])
        assert problems == ()
        data = b64decode(pictures["a.png"].src.partition(",")[2])
        assert Image.open(BytesIO(data)).convert("RGB").getpixel((5, 5)) == expected
        html = prose('![A bed](a.png "*Seen*")', pictures=pictures)
        assert 'alt="A bed" style="--width: 5.29"><p class="caption"><em>Seen</em></p></div>' in html
