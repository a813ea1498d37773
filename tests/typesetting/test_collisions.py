"""What is painted wrongly ends a build: words over words, lines through them, grounds that end before an edge.

What only stands close does not.
"""

from pathlib import Path

import pytest

from framework_pdf.core.diagnostics import Diagnostic, Severity
from framework_pdf.typesetting.typesetter import Typesetter

PAGE = """<html lang="en"><title>A page</title><style>
@page {{ size: 100mm 100mm; margin: 10mm }} p, img {{ margin: 0; position: absolute }} {style}</style>
<h1 style="font-size: 1pt">A page</h1>{body}"""
DOT = (
    "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'%3E"
    "%3Crect width='9' height='9'/%3E%3C/svg%3E"
)


def problems_of(body: str, style: str = "") -> tuple[Diagnostic, ...]:
    """Return what is found on a page with this body and style."""
    return Typesetter(Path(), ()).lay_out(PAGE.format(style=style, body=body)).findings.problems


def problems(body: str, style: str = "") -> list[str]:
    """Return the messages of that."""
    return [problem.message for problem in problems_of(body, style)]


@pytest.mark.parametrize("top", [20, 20.5, 21])
def test_words_over_words(top: float) -> None:
    (message,) = problems(f'<p style="top: 20mm">One line</p><p style="top: {top}mm">Another</p>')
    assert message.endswith(", on page 1")
    assert {"“One line” lies over “Another”", "“Another” lies over “One line”"} & {message.partition(",")[0]}


def test_words_over_a_picture() -> None:
    picture = f'<img src="{DOT}" alt="A dot" style="top: 20mm; width: 20mm">'
    assert problems(f'{picture}<p style="top: 30mm; left: 5mm">Words</p>') == [
        "“Words” lies over the picture “A dot”, on page 1"
    ]
    assert problems(f'{picture}<p style="top: 40.5mm; left: 5mm">Words</p>') == []
    assert problems(f'{picture}<p style="top: 30mm; left: 24mm">Words</p>') == []


@pytest.mark.parametrize("where", ["left: 75mm", "left: -20mm", "top: 90mm", "top: -20mm"])
def test_words_off_the_page(where: str) -> None:
    assert problems(f'<p style="top: 20mm; {where}; white-space: nowrap">Many words in a line</p>') == [
        "“Many words in a line” runs off the page, on page 1"
    ]


RINGS = (
    '<svg viewBox="-9 -9 18 18" style="position: absolute; top: 0; width: 40mm">'
    '<title>Rings</title><circle r="9"/></svg>'
)


def test_words_over_a_drawing_that_they_should_stand_beside() -> None:
    def on_a_cover(words: str) -> list[str]:
        return problems(f"<section data-one-page>{RINGS}{words}</section>")

    over = '<p style="top: 15mm; left: 15mm">Words</p>'
    assert on_a_cover(over) == ["“Words” lies over the picture “Rings”, on page 1"]
    assert problems(RINGS + over) == []  # on other pages a drawing may lie behind
    assert on_a_cover('<p style="top: 15mm; left: 15mm; background: #ffffff">Words</p>') == []
    assert on_a_cover('<p style="top: 45mm; left: 15mm">Words</p>') == []
    assert on_a_cover('<p style="top: 36mm; left: 36mm">Words</p>') == []  # a round one leaves its corners free


@pytest.mark.parametrize(
    ("words", "is_broken"),
    [
        ("counterrevolution", True),
        ("health&nbsp;counterrevolution", True),
        ("counter&shy;revolution", False),
        ("counter-revolution", False),
        ("counter revolution", False),
        ("健康格差への取り組み", False),
    ],
)
def test_words_of_titles_that_are_broken_by_letters(words: str, is_broken: bool) -> None:
    title = f'<h2 style="font-size: 8mm; overflow-wrap: break-word; width: 60mm">{words}</h2>'
    html = PAGE.format(style="", body=title)
    found = Typesetter(Path(), ()).lay_out(html).findings.broken_words
    assert len(found) == is_broken


def test_what_stands_close_is_no_collision() -> None:
    lines = "<br>".join(["Ágjpq ÄÖÜ in a line", "and another, gjpq"] * 4)
    assert problems(f'<p style="font-size: 14pt; line-height: 0.95; width: 70mm">{lines}</p>') == []


def test_more_than_one_page_where_one_is_meant() -> None:
    words = "<br>".join(["Words"] * 40)
    assert problems(f"<section>{words}</section>") == []
    (message,) = problems(f"<section data-one-page><h2>Too much</h2>{words}</section>")
    assert message == "the page with “Too much” needs more room than a page has"


@pytest.mark.parametrize(
    ("attribute", "code", "severity"),
    [
        ("data-one-page", "no-room", Severity.ERROR),
        ("data-meant-for-one-page", "text-too-long", Severity.WARNING),
    ],
)
@pytest.mark.parametrize("count", [140, 156, 200, 420])
def test_it_is_said_about_how_many_words_are_too_many(
    attribute: str, code: str, severity: Severity, count: int, tmp_path: Path
) -> None:
    words = [f"word-{number}" if number % 3 < 2 else f"*longer*-word-{number}" for number in range(count)]

    def found(words: list[str]) -> tuple[Diagnostic, ...]:
        (tmp_path / "words.yml").write_text(f"text: |\n  {' '.join(words)}\n", encoding="utf-8")
        text = " ".join(words).replace("*", "")
        body = f"<section {attribute}><h2>Much</h2><p>{text}</p></section>"
        html = PAGE.format(style="p { position: static; font-size: 3.8mm }", body=body)
        return Typesetter(Path(), (tmp_path,)).lay_out(html).findings.problems

    (problem,) = found(words)
    assert (problem.code, problem.severity) == (code, severity)
    assert str(problem.location) == f"{tmp_path / 'words.yml'}:2:3"
    assert problem.hint
    too_many = 1 if "one word" in problem.hint else int(problem.hint.split()[2])
    assert found(words[: -round(0.7 * too_many) or -1]) or too_many < 12
    assert found(words[: -round(1.1 * too_many) - 5]) == ()


def test_a_picture_that_has_no_room_is_no_words_that_are_too_many() -> None:
    high = f'<img src="{DOT}" alt="A dot" style="position: static; display: block; height: 79mm">'
    (problem,) = problems_of(f"<section data-meant-for-one-page><h2>A picture</h2>{high}</section>")
    assert problem.hint == "take the picture out of it, or make it less high"


def table(*columns: str, rows: int = 1) -> str:
    """Return a table with these words at the head of its columns and in its rows."""
    head, row = (f"<tr>{''.join(f'<{tag}>{words}</{tag}>' for words in columns)}</tr>" for tag in ("th", "td"))
    return f"<table><thead>{head}</thead><tbody>{row * rows}</tbody></table>"


NARROW = "td, th { font-size: 5mm; line-height: 8mm; padding: 0 2mm 0 0 }"


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_a_table_that_is_too_wide_is_told_once_with_the_columns_that_fit(direction: str, tmp_path: Path) -> None:
    names = ["Midsummers", "*Greenhouse*", "Wheelbarrow", "Strawberries", "Gooseberries"]
    text = f"text: |\n  Words.\n\n  | {' | '.join(names)} |\n  {'|---' * 5}|\n"
    (tmp_path / "words.yml").write_text(text, encoding="utf-8")

    def found(columns: int, style: str = "") -> tuple[Diagnostic, ...]:
        body = table(*(name.strip("*") for name in names[:columns]), rows=12)
        html = PAGE.format(style=NARROW + style, body=f'<div dir="{direction}">{body}</div>')
        return Typesetter(Path(), (tmp_path,)).lay_out(html).findings.problems

    (problem,) = found(5, RULED)  # on two pages, in the margin and off the sheet, over lines
    assert problem.message.startswith(f"the table with “{' '.join(names).replace('*', '')}” is ")
    assert problem.message.endswith(" mm wider than its column, on page 1")
    assert str(problem.location) == f"{tmp_path / 'words.yml'}:4:5"
    assert problem.hint
    fitting = int(problem.hint.split()[0])
    assert problem.hint.endswith("columns, or shorten words such as “Strawberries”")
    assert found(fitting) == ()
    assert len(found(fitting + 1)) == 1


def test_a_table_of_which_one_column_is_too_wide_names_the_word() -> None:
    word = "counterrevolutionaries" * 2
    html = PAGE.format(style=NARROW, body=table(word, "Words"))
    (problem,) = Typesetter(Path(), ()).lay_out(html).findings.problems
    assert problem.hint == f"shorten words such as “{word}”: its first column alone is too wide"


def test_words_beside_a_table_that_is_too_wide_are_told_too() -> None:
    off = '<p style="top: 90mm; white-space: nowrap">Many words in a line</p>'
    messages = problems(table(*["Wheelbarrows"] * 5) + off, NARROW)
    assert messages[1:] == ["“Many words in a line” runs off the page, on page 1"]


LINES = (
    "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 100 80' preserveAspectRatio='none'%3E"
    "%3Cpath d='M0 20H100M0 40H100L100 60M0 60H100' stroke='black'/%3E%3C/svg%3E"
)
RULED = f'@page {{ background: url("{LINES}") no-repeat 0 0 / 100% 100% }}'
"""Lines at 30, 50 and 70 mm of the page."""


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ('<p style="top: 18mm">Words</p>', "Words"),
        ('<p style="top: 14mm">Words</p>', None),  # between two lines
        ('<p style="top: 18mm; background: white">Words</p>', None),
        ('<p style="top: 18mm; background: rgb(255 255 255 / .5)">Words</p>', "Words"),
        (
            '<p style="top: 15mm; width: 50mm; height: 9mm; background: white"></p><p style="top: 18mm">Words</p>',
            None,
        ),
        (
            '<p style="top: 18mm">Words</p><p style="top: 15mm; width: 50mm; height: 9mm; background: white"></p>',
            "Words",
        ),
    ],
)
def test_lines_run_through_words_that_have_no_ground_of_their_own(body: str, words: str | None) -> None:
    found = [message for message in problems(body, RULED) if "a line runs" in message]
    assert found == ([f"a line runs through “{words}”, on page 1"] if words else [])


def test_lines_that_begin_below_words() -> None:
    lines = f'.lines {{ background: url("{LINES}") no-repeat 0 0 / 100% 100%; height: 80mm; left: 0; width: 80mm }}'
    below = '<p class="lines" style="top: 6mm; z-index: -1"></p>'
    assert problems(f'{below}<p style="top: 0">Words</p>', lines) == []
    assert problems(f'{below}<p style="top: 24mm">Words</p>', lines) == ["a line runs through “Words”, on page 1"]


@pytest.mark.parametrize(
    ("style", "strip"),
    [
        ("margin: -12mm -4mm 0", 6.0),  # a band at the head, with a strip of paper at each side
        ("margin: -12mm -4mm 0 -10mm", 6.0),
        ("margin: -12mm -10mm 0", None),
        ("margin: -12mm 0 0", None),  # as wide as the text
        ("margin: 0 -4mm", None),  # it reaches no edge
        ("position: absolute; right: -10mm; top: -6mm; height: 9mm; width: 9mm", None),  # a tab at the fore-edge
        ("margin: -12mm -4mm 0; background: white", None),
    ],
)
def test_grounds_that_end_a_little_before_an_edge(style: str, strip: float | None) -> None:
    found = problems(
        f'<div class="band" style="background: #224466; height: 20mm; {style}"></div>', "body { margin: 0 }"
    )
    assert found == ([f"the ground of `band` ends {strip} mm before an edge, on page 1"] if strip else [])


def test_a_drawing_in_the_page_over_words() -> None:
    place = "position: absolute; top: 10mm; width: 30mm; height: 30mm"
    drawing = f'<svg viewBox="0 0 9 9" style="{place}"><title>A dot</title></svg>'
    words = '<p style="top: 20mm; left: 8mm">Words</p>'
    assert problems(drawing + words) == []
    assert problems(words + drawing) == ["“Words” lies over the picture “A dot”, on page 1"]
    assert problems(words.replace("20mm", "5mm") + drawing) == []


def test_words_that_leave_their_ground() -> None:
    words = "<br>".join(["White words"] * 3)
    (message,) = problems(f'<div style="background: #224466; color: white; height: 9mm">{words}</div>')
    assert message == (
        "“White words” runs out of its ground, on page 1: "
        "words in #ffffff on #ffffff have a contrast of 1.0 : 1, and need 4.5 : 1"
    )
