"""Words of one letter end no line in languages that want it so."""

from pathlib import Path

import pytest
from weasyprint.formatting_structure.boxes import LineBox

from framework_pdf.typesetting.boxes import boxes_in, boxes_on
from framework_pdf.typesetting.typesetter import Typesetter

POLISH = "Kto i w tym ogrodzie, a z nim o poranku, u sąsiada i za płotem, w deszczu i w słońcu, nie ma motyki?"
UKRAINIAN = "Хто і в цьому саду, а з ним у сусіда й за парканом, о ранку і в дощ, не має сапи?"
ENGLISH = "What would a gardener and I do if a neighbour had a bucket, and I a spade, in a garden as small as a hand?"


def ends_of_lines(language: str, words: str, width: int) -> set[str]:
    """Return the last word of each line but the last of words in a column of this width, in mm."""
    page = f"<html lang='en'><title>A</title><style>@page {{ size: {width}mm 297mm; margin: 5mm }}</style>"
    laid_out = Typesetter(Path(), ()).lay_out(f"{page}<h1>A</h1><p lang='{language}'>{words[:30]}<em>{words[30:]}</em>")
    lines = [box for box in boxes_on(laid_out.document.pages[0]) if isinstance(box, LineBox) and box.element_tag == "p"]
    texts = ["".join(getattr(box, "text", "") for box in boxes_in(line)).strip() for line in lines]
    assert len(texts) > 2
    return {text.split()[-1] for text in texts[:-1]}


@pytest.mark.build
@pytest.mark.parametrize(
    ("language", "words", "is_bound"),
    [("pl", POLISH, True), ("uk-UA", UKRAINIAN, True), ("en-GB", ENGLISH, False), ("en-GB", POLISH, False)],
)
def test_words_of_one_letter_at_the_ends_of_lines(language: str, words: str, is_bound: bool) -> None:
    ends = set().union(*(ends_of_lines(language, words, width) for width in range(40, 70, 3)))
    assert {len(word) == 1 for word in ends} == ({False} if is_bound else {True, False})
