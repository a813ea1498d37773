"""Pages that stand half empty by accident are told, and others are not."""

from pathlib import Path

import pytest

from framework_pdf.typesetting.typesetter import Typesetter

PAGE = (
    '<html lang="en"><head><title>A</title><style>@page {{ size: 100mm 100mm; margin: 10mm }} p {{ margin: 0 }}'
    " body {{ font: 10pt/20pt Kit-SourceSans }} {style}</style></head><body{marks}>{body}</body></html>"
)
FULL, LAST = "<p>A</p>" * 11, "<p>Last</p>"


def told(body: str, marks: str = " data-full-pages", style: str = "") -> list[str]:
    """Return what is told of pages, of 11 lines each."""
    found = Typesetter(Path(), ()).lay_out(PAGE.format(style=style, marks=marks, body=body)).findings.problems
    return [each.message for each in found if each.code == "short-page"]


def test_a_page_with_one_of_eleven_lines_is_told() -> None:
    assert told(FULL + LAST) == ["page 2, which begins with “Last”, is 6% full"]


@pytest.mark.parametrize(("lines", "short"), [(6, True), (7, False)])
def test_it_is_short_below_55_per_cent(lines: int, short: bool) -> None:
    assert len(told(FULL + LAST * lines)) == short


@pytest.mark.parametrize(
    ("body", "marks", "style"),
    [
        (FULL + LAST, "", ""),
        (FULL + "<p data-may-be-short>Last</p>", " data-full-pages", ""),
        (FULL + LAST + '<div class="x"></div>', " data-full-pages", ".x { background: #cccccc; height: 45mm }"),
        (
            FULL + LAST + '<svg viewBox="0 0 1 1" style="width: 50mm"><title>A</title><path d="M0 0h1v1z"/></svg>',
            " data-full-pages",
            "",
        ),
        (FULL + LAST, " data-full-pages", "@page { background: #cccccc }"),
    ],
    ids=["not asked for", "meant so", "a ground", "a picture", "a ground of the page"],
)
def test_others_are_not(body: str, marks: str, style: str) -> None:
    assert told(body, marks, style) == []


def test_a_white_ground_fills_nothing() -> None:
    style = ".x { background: #ffffff; height: 45mm }"
    assert len(told(FULL + LAST + '<div class="x"></div>', style=style)) == 1
