"""Words that lie over words or a picture, or off their page, end a build; what only stands close does not."""

from pathlib import Path

import pytest

from framework_pdf.typesetting.typesetter import Typesetter

PAGE = """<html lang="en"><title>A page</title><style>
@page {{ size: 100mm 100mm; margin: 10mm }} p, img {{ margin: 0; position: absolute }} {style}</style>
<h1 style="font-size: 1pt">A page</h1>{body}"""
DOT = (
    "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'%3E"
    "%3Crect width='9' height='9'/%3E%3C/svg%3E"
)


def problems(body: str, style: str = "") -> list[str]:
    """Return what is found on a page with this body and style."""
    typesetter = Typesetter(Path(), ())
    return [problem.message for problem in typesetter.lay_out(PAGE.format(style=style, body=body)).findings.problems]


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


def test_what_stands_close_is_no_collision() -> None:
    lines = "<br>".join(["Ágjpq ÄÖÜ in a line", "and another, gjpq"] * 4)
    assert problems(f'<p style="font-size: 14pt; line-height: 0.95; width: 70mm">{lines}</p>') == []


def test_more_than_one_page_where_one_is_meant() -> None:
    words = "<br>".join(["Words"] * 40)
    assert problems(f"<section>{words}</section>") == []
    (message,) = problems(f"<section data-one-page><h2>Too much</h2>{words}</section>")
    assert message == "the page with “Too much” needs more room than a page has"
