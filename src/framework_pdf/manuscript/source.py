"""A YAML file in; out, its data and the place of every key and value in it."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from yaml import CSafeLoader, MappingNode, Node, SequenceNode

from framework_pdf.diagnostics import Diagnostic, Location

Way = tuple[str | int, ...]
"""Keys and indexes from the top of a file to a value."""


@dataclass(frozen=True)
class Source:
    """A file that was read: its data, and where each key and each value of it stands."""

    path: Path
    data: Any
    keys: dict[Way, Location]
    values: dict[Way, Location]
    lines: tuple[str, ...]

    def at_value(self, path: Way) -> Location:
        """The way to a value in; out, where it stands, or the nearest thing around it."""
        while path not in self.values:
            path = path[:-1]
        return self.values[path]

    def at_key(self, path: Way) -> Location:
        """The way to a value in; out, where its key stands, or the value where it has none."""
        return self.keys.get(path) or self.at_value(path)

    def at_word(self, path: Way, word: str) -> Location:
        """The way to a text and a word of it in; out, where the word first stands in the file."""
        start = self.at_value(path)
        for number, line in enumerate(self.lines[(start.line or 1) - 1 :], start.line or 1):
            column = line.find(word, (start.column or 1) - 1 if number == start.line else 0)
            if column >= 0:
                return Location(self.path, number, column + 1)
        return start


def read(path: Path) -> tuple[Source | None, tuple[Diagnostic, ...]]:
    """A file in; out, what it says (None where it can't be read) and what is wrong with it."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        return None, (Diagnostic("unreadable-file", f"the file can't be read: {error.strerror}", Location(path)),)
    except UnicodeDecodeError as error:
        return None, (_not_utf8(path, error),)
    loader = CSafeLoader(text)
    try:
        node = loader.get_single_node()
        keys: dict[Way, Location] = {}
        values: dict[Way, Location] = {(): Location(path, 1, 1)}
        problems = tuple(_walk(node, (), path, keys, values)) if node else ()
        data = loader.construct_document(node) if node else None
    except (yaml.MarkedYAMLError, yaml.reader.ReaderError) as error:
        return None, (_broken(path, text, error),)
    except (ValueError, RecursionError) as error:
        return None, (Diagnostic("broken-yaml", f"a value can't be read: {error}", Location(path)),)
    finally:
        loader.dispose()
    return Source(path, data, keys, values, tuple(text.splitlines())), problems


def _walk(
    node: Node, at: Way, path: Path, keys: dict[Way, Location], values: dict[Way, Location]
) -> Iterator[Diagnostic]:
    """Notes where each key and value stands; out, the keys that are there twice."""
    if at not in values or at == ():
        values[at] = _location(path, node)
    if isinstance(node, SequenceNode):
        for index, child in enumerate(node.value):
            yield from _walk(child, (*at, index), path, keys, values)
    elif isinstance(node, MappingNode):
        for key_node, child in node.value:
            below = (*at, str(key_node.value))
            if below in keys:
                yield Diagnostic(
                    "duplicate-key",
                    f"`{key_node.value}` stands here twice",
                    _location(path, key_node),
                    f"the first is in line {keys[below].line}: keep one of them",
                )
                continue
            keys[below] = _location(path, key_node)
            yield from _walk(child, below, path, keys, values)


def _location(path: Path, node: Node) -> Location:
    return Location(path, node.start_mark.line + 1, node.start_mark.column + 1)


def _not_utf8(path: Path, error: UnicodeDecodeError) -> Diagnostic:
    before = error.object[: error.start]
    column = len(before) - (before.rfind(b"\n") + 1) + 1
    return Diagnostic(
        "not-utf-8",
        f"the byte 0x{error.object[error.start]:02x} is not UTF-8",
        Location(path, before.count(b"\n") + 1, column),
        "save the file with the encoding UTF-8",
    )


def _broken(path: Path, text: str, error: Exception) -> Diagnostic:
    if isinstance(error, yaml.MarkedYAMLError):
        mark = error.problem_mark or error.context_mark
        where = Location(path, mark.line + 1, mark.column + 1) if mark else Location(path)
        said = " ".join(part for part in (error.context, error.problem) if part)
    else:
        before = text[: getattr(error, "position", 0)]
        where = Location(path, before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1)
        said = getattr(error, "reason", str(error))
    return Diagnostic(
        "broken-yaml",
        f"this is not valid YAML: {said}",
        where,
        "look here and at the line above for a missing quote, colon or space, or a wrong indent",
    )
