"""A YAML file in; out, its data and the place of every key and value in it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import yaml
from yaml import CSafeLoader, MappingNode, Node, SequenceNode

from framework_pdf.core.diagnostics import Diagnostic, Location, cut
from framework_pdf.core.key_path import KeyPath
from framework_pdf.core.limits import MOST_BYTES_OF_WORDS, MOST_DIGITS, MOST_LEVELS, MOST_VALUES

STRING, MERGE, BOOL = (f"tag:yaml.org,2002:{name}" for name in ("str", "merge", "bool"))
_Places = tuple[dict[KeyPath, Location], dict[KeyPath, Location]]
"""Of keys, and of values."""
TAGS = {
    STRING,
    MERGE,
    *(f"tag:yaml.org,2002:{name}" for name in ("bool", "float", "int", "map", "null", "seq", "timestamp")),
}
"""The kinds of values that YAML 1.1 makes of what has no tag."""


@dataclass(frozen=True)
class YamlSource:
    """What was read: its data, and where each key and each value of it stands, in one file or several."""

    path: Path
    """The file, or the first of them."""
    data: Any
    keys: Mapping[KeyPath, Location]
    values: Mapping[KeyPath, Location]
    lines: Mapping[Path, tuple[str, ...]]
    """The lines of each file."""

    def value(self, path: KeyPath) -> Any:
        """The way to a value in, the value out."""
        data = self.data
        for part in path:
            data = data[part]
        return data

    def entries(self) -> tuple["YamlSource", ...]:
        """Nothing in; out, each entry of the list that it is as a source of its own."""
        parts: list[_Places] = [({}, {}) for _ in self.data]
        for key_path, place in self.keys.items():
            parts[int(key_path[0])][0][key_path[1:]] = place
        for key_path, place in self.values.items():
            if key_path:
                parts[int(key_path[0])][1][key_path[1:]] = place
        return tuple(
            replace(self, data=entry, keys=keys, values=values)
            for entry, (keys, values) in zip(self.data, parts, strict=True)
        )

    def at_value(self, path: KeyPath) -> Location:
        """The way to a value in; out, where it stands, or the nearest thing around it."""
        while path not in self.values:
            path = path[:-1]
        return self.values[path]

    def at_key(self, path: KeyPath) -> Location:
        """The way to a value in; out, where its key stands, or the value where it has none."""
        return self.keys.get(path) or self.at_value(path)

    def at_word(self, path: KeyPath, word: str) -> Location:
        """The way to a text and a word of it in; out, where the word first stands in the file."""
        start = self.at_value(path)
        for number, line in enumerate(self.lines[start.path][(start.line or 1) - 1 :], start.line or 1):
            column = line.find(word, (start.column or 1) - 1 if number == start.line else 0)
            if column >= 0:
                return Location(start.path, number, column + 1)
        return start


def read_yaml(path: Path) -> tuple[YamlSource | None, tuple[Diagnostic, ...]]:
    """A file in; out, what it says (None where it can't be read) and what is wrong with it."""
    if not path.is_file():  # a folder, a link to nowhere, or a pipe that would never end
        return None, (Diagnostic("unreadable-file", "this is no file", Location(path), "put a file in its place"),)
    try:
        if (size := path.stat().st_size) > MOST_BYTES_OF_WORDS:
            hint = f"leave in it {MOST_BYTES_OF_WORDS:,} bytes at most"
            return None, (Diagnostic("over-limit", f"this has {size:,} bytes", Location(path), hint),)
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        return None, (Diagnostic("unreadable-file", f"the file can't be read: {error.strerror}", Location(path)),)
    except UnicodeDecodeError as error:
        return None, (_not_utf8(path, error),)
    loader = CSafeLoader(text)
    walk = _Walk(path, loader)
    try:
        node = loader.get_single_node()
        if node:
            walk.through(node, ())
        data = loader.construct_document(node) if node else None
    except (yaml.MarkedYAMLError, yaml.reader.ReaderError) as error:
        return None, (_broken(path, text, error),)
    except _RefusedError as error:
        return None, (error.diagnostic,)
    finally:
        loader.dispose()
    return YamlSource(path, data, walk.keys, walk.values, {path: tuple(text.splitlines())}), tuple(walk.twice)


class _RefusedError(Exception):
    """A value that is not read, and why."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.message)
        self.diagnostic = diagnostic


class _Walk:
    """One walk through a file's nodes: notes where each key and value stands."""

    def __init__(self, path: Path, loader: CSafeLoader) -> None:
        self.keys: dict[KeyPath, Location] = {}
        self.values: dict[KeyPath, Location] = {(): Location(path, 1, 1)}
        self.twice: list[Diagnostic] = []
        """Keys that are there twice: PyYAML would take the last, and say nothing."""
        self._path = path
        self._loader = loader

    def through(self, node: Node, at: KeyPath) -> None:
        """A node and the way to it in; it and all below it are noted. Raises _RefusedError."""
        if node.tag not in TAGS:
            raise self._refused(
                node, f"the tag `{cut(node.tag)}` is not read here", "write it without a tag, or in quotes"
            )
        if len(self.values) > MOST_VALUES or len(at) > MOST_LEVELS:
            most = f"{MOST_VALUES:,} values and {MOST_LEVELS} levels at most are read"
            message = f"there is too much in here, or an alias holds itself: {most}"
            raise self._refused(node, message, "write out what aliases stand for")
        self.values[at] = _location(self._path, node)
        if isinstance(node, SequenceNode):
            for index, child in enumerate(node.value):
                self.through(child, (*at, index))
        elif isinstance(node, MappingNode):
            for key, child in node.value:
                self._entry(key, child, at)
            self._merge(node, at)
        elif node.tag != STRING:
            self._check(node)

    def _entry(self, key: Node, child: Node, at: KeyPath) -> None:
        if key.tag == BOOL:
            key.tag = STRING  # YAML 1.1 takes `on` for true; as a key it is a word
        if key.tag not in {STRING, MERGE}:
            said = cut(key.value) if isinstance(key.value, str) else "…"
            raise self._refused(key, f"the key `{said}` must be words", "put it in quotes", "wrong-type")
        if key.tag == MERGE:
            return
        below = (*at, str(key.value))
        if below in self.keys:
            hint = f"the first is in line {self.keys[below].line}: keep one of them"
            place = _location(self._path, key)
            self.twice.append(Diagnostic("duplicate-key", f"`{cut(str(key.value))}` stands here twice", place, hint))
            return
        self.keys[below] = _location(self._path, key)
        self.through(child, below)

    def _merge(self, node: MappingNode, at: KeyPath) -> None:
        """A mapping and the way to it in; what `<<` puts into it stands where it was written."""
        for _, child in filter(lambda entry: entry[0].tag == MERGE, node.value):
            for merged in child.value if isinstance(child, SequenceNode) else [child]:
                for key, value in merged.value if isinstance(merged, MappingNode) else ():
                    if (*at, str(key.value)) not in self.keys:
                        self._entry(key, value, at)

    def _check(self, node: Node) -> None:
        """A number, date or other word that stands for a value in; raises _RefusedError where it stands for none."""
        if len(node.value) > MOST_DIGITS:
            message = f"`{node.value[:40]}…` can't be read: it has more than {MOST_DIGITS} characters"
            raise self._refused(node, message, "shorten it, or put it in quotes if it is words")
        try:
            self._loader.construct_object(node)
        except (ArithmeticError, AttributeError, LookupError, ValueError) as error:
            said = f"`{str(node.value)[:40]}` can't be read: {error}"
            raise self._refused(node, said, "mend it, or put it in quotes if it is words") from error

    def _refused(self, node: Node, message: str, hint: str, code: str = "broken-yaml") -> _RefusedError:
        return _RefusedError(Diagnostic(code, message, _location(self._path, node), hint))


def _location(path: Path, node: Node) -> Location:
    return Location(path, node.start_mark.line + 1, node.start_mark.column + 1)


def _after(path: Path, before: str) -> Location:
    """A file and what stands in it before a place in; out, the place."""
    lines = f"{before}.".splitlines()
    return Location(path, len(lines), len(lines[-1]))


def _not_utf8(path: Path, error: UnicodeDecodeError) -> Diagnostic:
    return Diagnostic(
        "not-utf-8",
        f"the byte 0x{error.object[error.start]:02x} is not UTF-8",
        _after(path, error.object[: error.start].decode(errors="replace")),
        "save the file with the encoding UTF-8",
    )


def _broken(path: Path, text: str, error: Exception) -> Diagnostic:
    if isinstance(error, yaml.MarkedYAMLError):
        mark = error.problem_mark or error.context_mark
        where = Location(path, mark.line + 1, mark.column + 1) if mark else Location(path)
        said = " ".join(part for part in (error.context, error.problem) if part)
    else:
        # LibYAML counts bytes.
        where = _after(path, text.encode()[: getattr(error, "position", 0)].decode(errors="ignore"))
        said = getattr(error, "reason", str(error))
    return Diagnostic(
        "broken-yaml",
        f"this is not valid YAML: {said}",
        where,
        "look here and at the line above for a missing quote, colon or space, or a wrong indent (of spaces, "
        "never tabs); words with a colon and a space in them need quotes around them",
    )
