"""A mistake in YAML is told where it was made, in plain words; words that YAML drops as a remark are told too."""

from pathlib import Path

import pytest

from framework_pdf.content.yaml_source import read_yaml
from framework_pdf.core.diagnostics import Severity

NEVER = "a quote is opened here and never closed"
BRACKET = "a bracket is opened here and not closed in its line"
COLON = "a colon with a space after it stands in the midst of words"
BEHIND = "these words stand behind the quotes that end before them"
KEY = "this line has no key"
TAB = "a tab stands here"
ELSE = "did not find expected key"
MISTAKES = [
    ("id: a\ntitle: 'Tis the season\nsummary: x\n", "2:8", NEVER),
    ('id: a\ntitle: "Tis\nsummary: x\n', "2:8", NEVER),
    (
        "title: 'Tis the season\nid: a\nsummary: 'x'\nlast: b\n",
        "1:8",
        "the quote that is opened here is closed in line 3",
    ),
    ("title: 'Tis the season\nsummary: we don't\n", "1:8", "the quote that is opened here is closed in line 2"),
    ("id: a\ntitle: [a, b\nsummary: x\n", "2:8", BRACKET),
    ("id: a\ntitle: {a: b\n", "2:8", BRACKET),
    ("id: a\n\ttitle: b\n", "2:1", TAB),
    ("id: a\nparts:\n  - x: a\n\t  y: b\n", "4:1", TAB),
    ("title: Note: this\n", "1:12", COLON),
    ("title: 'We don't'\n", "1:16", BEHIND),
    ('title: "Say "hi" now"\n', "1:14", BEHIND),
    ("title: %5\n", "1:8", "words can't begin with `%`"),
    ("title: @me\n", "1:8", "words can't begin with `@`"),
    ("title: & co\n", "1:8", "words can't begin with `&`"),
    ("title: *star* yes\n", "1:8", "words can't begin with `*`"),
    ("title: - a\n", "1:8", "words can't begin with `-`"),
    ("title: > 5\n", "1:8", "words can't begin with `>`"),
    ("text: |\n    a\n  b\nid: c\n", "3:3", ELSE),
    ("text: |\nwords here\nid: c\n", "2:1", KEY),
    ("id: a\ntitle\nsummary: x\n", "2:1", KEY),
    ("id: a\ntitle:x\nsummary: b\n", "2:1", KEY),
]


@pytest.mark.parametrize(("text", "place", "reason"), MISTAKES)
def test_a_mistake_is_told_where_it_was_made(tmp_path: Path, text: str, place: str, reason: str) -> None:
    path = tmp_path / "a.yml"
    path.write_text(text, encoding="utf-8")
    source, (problem,) = read_yaml(path)
    assert source is None
    assert (problem.code, str(problem.location)) == ("broken-yaml", f"{path}:{place}")
    assert problem.message.endswith(reason)
    assert problem.hint


def test_each_hint_helps(tmp_path: Path) -> None:
    path = tmp_path / "a.yml"
    for mended in (
        'title: "\'Tis the season"\n',
        "title: 'Say \"hi\" now'\n",
        "title: 'Note: this'\n",
        "title: '[a, b'\n",
        "text: |\n  words here\nid: c\n",
    ):
        path.write_text(mended, encoding="utf-8")
        assert read_yaml(path)[1] == ()


REMARKS = {
    "summary: We are #1 in the county.\n": ("1:17", "`#1 in the county.`"),
    "summary: See item # 5 below\n": ("1:19", "`# 5 below`"),
    "summary: We are\n  the best #and the last\nid: a\n": ("2:12", "`#and the last`"),
    "titles:\n  - C #\n  - C  #sharp\n": ("3:8", "`#sharp`"),
    "title: Wé are\t#1\n": ("1:15", "`#1`"),
    "<<: {summary: We are}  # a remark\ntitle: We are #1\n": ("2:15", "`#1`"),
    "title: The part #one\n": ("1:17", "`#one`"),
    "title: We play in C #\n": ("1:21", "`#`"),
    "title: &best We are #1\nsummary: *best\nmore: [*best]\n": ("1:21", "`#1`"),
    "a: &base\n  title: We are #1\nb:\n  <<: *base\n": ("2:17", "`#1`"),
}


@pytest.mark.parametrize("text", REMARKS)
def test_words_that_are_dropped_are_a_warning(tmp_path: Path, text: str) -> None:
    path = tmp_path / "a.yml"
    path.write_text(text, encoding="utf-8")
    source, problems = read_yaml(path)
    assert source
    assert problems == ()
    (warning,) = source.warnings
    place, words = REMARKS[text]
    assert (warning.severity, str(warning.location)) == (Severity.WARNING, f"{path}:{place}")
    assert warning.message == f"{words} is taken for a remark, and is no part of the words before it"


def test_words_that_are_all_dropped_are_an_error_and_are_read_as_they_are_meant(tmp_path: Path) -> None:
    path = tmp_path / "a.yml"
    path.write_text("colour: #5c4033 # dark\ntitle: #1 of us\nabout: # a remark\nregulator:  #\n", encoding="utf-8")
    source, problems = read_yaml(path)
    assert source
    assert source.data == {"colour": "#5c4033", "title": "#1 of us", "about": None, "regulator": None}
    assert [str(problem.location) for problem in problems] == [f"{path}:1:9", f"{path}:2:8"]
    assert problems[0].severity is Severity.ERROR


def test_a_key_that_is_there_twice_is_told_once_however_often_an_alias_repeats_it(tmp_path: Path) -> None:
    path = tmp_path / "a.yml"
    path.write_text("a: &base {title: One, title: Two}\nb: *base\nc: *base\n", encoding="utf-8")
    (problem,) = read_yaml(path)[1]
    assert (problem.code, str(problem.location)) == ("duplicate-key", f"{path}:1:23")


@pytest.mark.parametrize(
    "text",
    [
        "general: everyone          # whose questions hold for all\n",
        "general: everyone # whose questions hold for all\n",
        "title: The first aspect  # in a few words\n",
        "title: The first aspect # in a few words\n",
        "text: We see\n  who is missing # told by all\nid: a\n",
        "titles: [The first # (of two)\n  , the second]\n",
        'colour: "#1f6b5c" # dark enough\n',
        "titles: [] # ids\n",
        "text: |\n  We are #1 in the county.\n",
        "title: C#1 and more\n",
        "address: https://example.org/page#part\n",
        "lines: 4 #lines\n",
    ],
)
def test_a_remark_that_is_meant_as_one_is_passed_over(tmp_path: Path, text: str) -> None:
    path = tmp_path / "a.yml"
    path.write_text(text, encoding="utf-8")
    source, problems = read_yaml(path)
    assert source
    assert (problems, source.warnings) == ((), ())
