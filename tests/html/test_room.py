"""How many lines words take and how much can be typed, before a page is laid out."""

from typing import Any

import pytest

from framework_pdf.brand.typefaces import default_typefaces
from framework_pdf.html.room import characters_to_type, lines_taken, width_taken

TEXT = default_typefaces().text
WORDS = (
    "Where a field ends on paper, nobody reads what is written beyond it, and nobody is told that there was more. " * 20
)


def typed(**how: float) -> int:
    return characters_to_type(TEXT, WORDS, **{"width": 100, "height": 40, "size": 12, **how})


def test_more_is_typed_into_more_room_in_smaller_type() -> None:
    assert typed(height=20) < typed() < typed(height=80)
    assert typed(width=50) < typed() < typed(width=150)
    assert typed(size=18) < typed() < typed(size=9)
    assert typed(height=80) == pytest.approx(2 * typed(height=40), rel=0.15)


def test_limits_are_numbers_that_people_keep_in_mind_and_never_none() -> None:
    assert typed() % 10 == 0
    assert typed(width=40, height=8) in {5, 10, 15}
    assert typed(width=1, height=1) == 1


def test_as_much_as_a_field_takes_does_not_take_more_lines() -> None:
    """Eight lines of 12 pt stand in 50 mm, each 1.35 times as high as its type."""
    assert lines_taken(WORDS[: typed(width=100, height=50)], TEXT, 100 - 1.5, 12) == 8


def test_words_that_are_wider_take_more_lines() -> None:
    assert lines_taken("one", TEXT, 100, 12) == 1
    assert lines_taken(WORDS, TEXT, 50, 12) > lines_taken(WORDS, TEXT, 100, 12) > 1
    assert lines_taken(WORDS, TEXT, 100, 12, bold=True) > lines_taken(WORDS, TEXT, 100, 12)
    assert width_taken("two words", TEXT, 24) == pytest.approx(2 * width_taken("two words", TEXT, 12))


def test_words_that_are_kept_together_stand_on_one_line() -> None:
    room = width_taken("30 November", TEXT, 12)
    assert lines_taken("30 November 2026", TEXT, room, 12) == 2
    assert lines_taken("on 30\N{NO-BREAK SPACE}November", TEXT, room, 12) == 2
    assert lines_taken("on 30 November", TEXT, room + width_taken("on", TEXT, 12), 12) == 2


def test_templates_name_no_file_to_measure_with() -> None:
    named: Any = "/etc/passwd"
    for measure in (lambda: lines_taken("words", named, 12, 12), lambda: width_taken("words", named, 12)):
        with pytest.raises(TypeError, match="a typeface"):
            measure()
