"""A place that is told is the place of the words, or none."""

from pathlib import Path

import pytest

from framework_pdf.core.text_search import place_of_words

CONTENT = """title: A garden
lines: 13
label: "Try it"
text: |
  Soil is where most people begin. It is also where
  some stop: it is wet.
again: {one: Rain, two: Rain}
list: [13, Frost, Heavy frost in May]
marked: |
  The *shed* (**and** what is in it), for\\
  everyone.

  | What is *sown* | Where | |
  |---|:-:|--|
  |beans|along the fence||
"""
TEMPLATE = '<p class="13">{{ words }}</p>\n<h6>Deep</h6>\n'
STYLE = "p { margin: 13px; content: 'A garden' }\n"


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ("13", None),  # a folio, though 13 stands in each file
        ("3", None),
        ("—", None),
        ("A garden", "words.yml:1:8"),
        ("garden", None),  # a part of a value that could be a part of any
        ("Try it", "words.yml:3:9"),
        ("It is also where some stop:", "words.yml:5:36"),
        ("Soil is\N{NO-BREAK SPACE}where most people begin.", "words.yml:5:3"),
        ("\u2068Try it\u2069", "words.yml:3:9"),  # a name in a label that is written the other way
        ("Rain", None),  # it stands there twice
        ("Frost", "words.yml:8:12"),
        ("The shed (and what is in it), for everyone.", "words.yml:10:3"),
        ("What is sown Where", "words.yml:13:5"),
        ("beans along the fence", "words.yml:15:4"),
        ("Deep", "part.html.j2:2:5"),
        ("Nowhere to be found", None),
    ],
)
def test_words_are_found_where_they_surely_come_from(words: str, place: str | None, tmp_path: Path) -> None:
    for name, text in (("words.yml", CONTENT), ("part.html.j2", TEMPLATE), ("style.css", STYLE)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    found = place_of_words(words, (tmp_path,))
    assert (found and f"{found.path.name}:{found.line}:{found.column}") == place
