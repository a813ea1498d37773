"""Checks the markup of texts: what looks like Markdown and is printed as it is written, each with its place."""

import re
import types
import typing
from collections.abc import Iterable, Iterator
from typing import Annotated, Any

from framework_pdf.content.markup import Emphasis, Link, MarkedLine, Oddity, OddityKind
from framework_pdf.content.markup_reader import read_line, read_text
from framework_pdf.content.model.base import Entry, Markup
from framework_pdf.content.yaml_source import YamlSource
from framework_pdf.core.diagnostics import Diagnostic, Location, Severity, cut
from framework_pdf.core.key_path import KeyPath
from framework_pdf.core.limits import MOST_CHARACTERS_OF_A_TEXT, MOST_LEVELS_OF_MARKUP

_ROW = re.compile(r"\s*(?:(?:[-*+]|1[.)])\s|[>|])")
"""How a line begins that is an item of a list, a line of a quotation or a row of a table. As in CommonMark, no number
but 1 begins a list within a paragraph: any other may be a year."""
_SHOWN = 30
"""How many characters of what looks like Markdown are told."""


Texts = Iterable[tuple[KeyPath, str, Markup]]
"""Texts of an entry, each with its key path and the markup that it may have."""


def markup_problems(source: YamlSource, texts: Texts) -> Iterator[Diagnostic]:
    """Yield what is wrong with the markup of an entry's texts, each kind once a text.

    Args:
        source: What was read of the entry.
        texts: Its texts.

    """
    for key_path, text, markup in texts:
        if len(text) > MOST_CHARACTERS_OF_A_TEXT:
            most = f"{MOST_CHARACTERS_OF_A_TEXT:,}"
            message = f"this text has {len(text):,} characters, and {most} at most are read"
            yield Diagnostic(
                "over-limit", message, source.at_value(key_path), "make several texts of it, or shorten it"
            )
            continue
        match markup:
            case Markup.NONE:
                yield from _marks_in_plain_words(source, key_path, read_line(text))
            case Markup.INLINE:
                yield from _odd(source, key_path, read_line(text).oddities)
            case Markup.BLOCKS:
                read = read_text(text)
                if read.too_deep:
                    message = f"lists and quotations stand in one another, {MOST_LEVELS_OF_MARKUP} deep at most"
                    hint = "write the inner ones as paragraphs"
                    yield Diagnostic("over-limit", message, source.at_value(key_path), hint)
                yield from _odd(source, key_path, read.oddities)
                yield from _joined_lines(source, key_path, text)


def texts_of(entry: Entry) -> tuple[tuple[KeyPath, str, Markup], ...]:
    """Return each text of an entry."""
    return tuple(_texts_below(entry))


def _texts_below(entry: Entry) -> Iterator[tuple[KeyPath, str, Markup]]:
    for name, field in type(entry).model_fields.items():
        value = getattr(entry, name)
        yield from _texts_in(value, field.annotation, tuple(field.metadata), (field.alias or name,))


def _texts_in(
    value: Any, kind: Any, about: tuple[Any, ...], key_path: KeyPath
) -> Iterator[tuple[KeyPath, str, Markup]]:
    """Yield the texts in a value.

    Args:
        value: The value.
        kind: Its type, as the model has it.
        about: What `Annotated` says besides of that type.
        key_path: The path to it.

    """
    while (origin := typing.get_origin(kind)) in {Annotated, types.UnionType, typing.Union}:
        kind, *more = typing.get_args(kind)
        about = (*about, *more) if origin is Annotated else about
    if isinstance(value, Entry):
        yield from (((*key_path, *path), text, markup) for path, text, markup in _texts_below(value))
    elif isinstance(value, dict):
        for key, below in value.items():
            yield from _texts_in(below, typing.get_args(kind)[1], (), (*key_path, key))
    elif isinstance(value, tuple):
        for index, below in enumerate(value):
            yield from _texts_in(below, typing.get_args(kind)[0], (), (*key_path, index))
    elif isinstance(value, str):
        yield from ((key_path, value, markup) for markup in about if isinstance(markup, Markup))


def _marks_in_plain_words(source: YamlSource, key_path: KeyPath, read: MarkedLine) -> Iterator[Diagnostic]:
    """Yield that a line which may have no markup looks as if it had some."""
    if read.oddities or any(isinstance(part, Emphasis | Link) for part in read.content):
        message = "this looks like Markdown, and is printed as it is written: here stand plain words"
        yield _warning(message, source.at_value(key_path), "take the marks away")


def _odd(source: YamlSource, key_path: KeyPath, oddities: Iterable[Oddity]) -> Iterator[Diagnostic]:
    """Yield what in a text looks like markup and is printed as it is written: each kind at its first place."""
    by_kind: dict[OddityKind, list[Oddity]] = {}
    for oddity in oddities:
        by_kind.setdefault(oddity.kind, []).append(oddity)
    for kind, (first, *others) in by_kind.items():
        more = f" (and {len(others)} more in this text)" if others else ""
        shown = f"`{cut(first.shown, _SHOWN)}`{more}"
        message = f"this looks like {kind.looks_like}, and is printed as it is written: {shown}"
        yield _warning(message, source.at_ink(key_path, first.before), kind.hint)


def _joined_lines(source: YamlSource, key_path: KeyPath, text: str) -> Iterator[Diagnostic]:
    """Yield the first line in a file that begins like an item or a row, and that YAML joins to the one above."""
    start, end = source.at_value(key_path), source.at_ink(key_path, len("".join(text.split())) - 1)
    kept = {" ".join(line.split()) for line in text.split("\n")}
    for number in range((start.line or 1) + 1, (end.line or 1) + 1):
        line = source.lines[start.path][number - 1]
        if (found := _ROW.match(line)) and " ".join(line.split()) not in kept:
            place = Location(start.path, number, len(line) - len(line.lstrip()) + 1)
            message = (
                f"this line begins like a list, a quotation or a table (`{found.group().strip()}`), and YAML joins "
            )
            hint = "write `|` after the key, and the text on the lines below it: then each line stays a line"
            yield _warning(f"{message}it to the one above", place, hint)
            return


def _warning(message: str, place: Location, hint: str) -> Diagnostic:
    return Diagnostic("markdown", message, place, hint, severity=Severity.WARNING)
