"""Finds words of titles that are broken by letters, without a hyphen, because no line has room for them.

The typesetter breaks a word so rather than let it run out of its column (`overflow-wrap` in `styles/base.css`).
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from framework_pdf.brand.unicode_scripts import scripts_of
from framework_pdf.typesetting.boxes import boxes_in, boxes_on

TITLES = {"h1", "h2", "h3"}
"""Their words stay whole where there is any way: they are set large."""
WITHOUT_SPACES = {"Bopo", "Hang", "Hani", "Hira", "Kana", "Khmr", "Laoo", "Mymr", "Tibt", "Thai"}
"""The scripts (ISO 15924) whose lines end between any letters or syllables, without a hyphen (UAX #14)."""


def broken_words(pages: Sequence[Any]) -> Iterator[str]:
    """Yield the words of each title of which one is broken by letters."""
    for page in pages:
        for box in boxes_on(page):
            if box.element_tag in TITLES:
                words = "".join(box.element.itertext())
                if _is_broken(words, [_words_in(line) for line in boxes_in(box) if _is_line(line)]):
                    yield " ".join(words.split())


def _is_line(box: Any) -> bool:
    return type(box).__name__ == "LineBox"


def _words_in(line: Any) -> str:
    """Return the words on a line, but for those that a style sheet adds."""
    texts = (each for each in boxes_in(line) if hasattr(each, "text") and "::" not in each.element_tag)
    return "".join(each.text for each in texts)


def _is_broken(words: str, lines: Sequence[str]) -> bool:
    """Return whether one of these lines ends between two letters of a word. Letters are counted: spaces may go."""
    within = [index for index, letter in enumerate(words) if letter.isalnum()]
    count = 0
    for line, after in pairwise(lines):
        count += sum(map(str.isalnum, line))
        ends = 0 < count < len(within) and line[-1:].isalnum() and after[:1].isalnum()
        if ends and within[count] == within[count - 1] + 1 and not scripts_of(line[-1] + after[0]) & WITHOUT_SPACES:
            return True
    return False
