"""Reads a YAML file: its data, and the place of every key and value in it.

White space at the edges of a key or a text means nothing, and is left out: an id is the same wherever it is read.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import yaml
from yaml import CSafeLoader, MappingNode, Node, SequenceNode

from framework_pdf.core.diagnostics import Diagnostic, Location, cut
from framework_pdf.core.errors import ContentError
from framework_pdf.core.key_path import KeyPath, at_or_around
from framework_pdf.core.limits import MOST_BYTES_OF_WORDS, MOST_DIGITS, MOST_LEVELS, MOST_VALUES

PREFIX = "tag:yaml.org,2002:"
TAGS = [PREFIX + name for name in ("str", "merge", "bool", "float", "int", "map", "null", "seq", "timestamp")]
"""The tags that YAML 1.1 gives to values that are written without one."""
STRING, MERGE, BOOL = TAGS[:3]


@dataclass(frozen=True)
class YamlSource:
    """What was read: its data, and where each key and each value of it stands, in one file or several."""

    path: Path
    """The file, or the first of them."""
    data: Any
    keys: dict[KeyPath, Location]
    """Where each key stands, by the path to its value."""
    values: dict[KeyPath, Location]
    """Where each value stands."""
    lines: Mapping[Path, tuple[str, ...]]
    """The lines of each file."""

    def entries(self) -> tuple["YamlSource", ...]:
        """Return each entry of the list that this is, as a source of its own."""
        entries = tuple(replace(self, data=data, keys={}, values={}) for data in self.data)
        for key_path, place in self.keys.items():
            entries[int(key_path[0])].keys[key_path[1:]] = place
        for key_path, place in self.values.items():
            if key_path:
                entries[int(key_path[0])].values[key_path[1:]] = place
        return entries

    def at_value(self, key_path: KeyPath) -> Location:
        """Return where a value stands, or the nearest value around it."""
        return at_or_around(self.values, key_path)

    def at_key(self, key_path: KeyPath) -> Location:
        """Return where the key of a value stands, or the value where it has none."""
        return self.keys.get(key_path) or self.at_value(key_path)

    def at_word(self, key_path: KeyPath, word: str) -> Location:
        """Return where a word first stands in the text at a key path, or the text's own place where it is not found."""
        start = self.at_value(key_path)
        for number, line in enumerate(self.lines[start.path][(start.line or 1) - 1 :], start.line or 1):
            column = line.find(word, (start.column or 1) - 1 if number == start.line else 0)
            if column >= 0:
                return Location(start.path, number, column + 1)
        return start


def read_yaml(path: Path) -> tuple[YamlSource | None, tuple[Diagnostic, ...]]:
    """Read a YAML file.

    Returns:
        What the file says (None where it can't be read), and what is wrong with it.

    """
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
        message = f"the byte 0x{error.object[error.start]:02x} is not UTF-8"
        place = _place_after(path, error.object[: error.start].decode(errors="replace"))
        return None, (Diagnostic("not-utf-8", message, place, "save the file with the encoding UTF-8"),)
    loader = CSafeLoader(text)
    recorder = _PlaceRecorder(path, loader)
    try:
        node = loader.get_single_node()
        if node:
            recorder.note(node, ())
        data = loader.construct_document(node) if node else None
    except (yaml.MarkedYAMLError, yaml.reader.ReaderError) as error:
        return None, (_invalid_yaml(path, text, error),)
    except ContentError as error:
        return None, error.diagnostics
    finally:
        loader.dispose()
    lines = {path: tuple(text.splitlines())}
    source = YamlSource(path=path, data=data, keys=recorder.keys, values=recorder.values, lines=lines)
    return source, tuple(recorder.duplicates)


class _PlaceRecorder:
    """Notes where each key and value of a file stands, and finds keys that are there twice."""

    def __init__(self, path: Path, loader: CSafeLoader) -> None:
        self.keys: dict[KeyPath, Location] = {}
        self.values: dict[KeyPath, Location] = {(): Location(path, 1, 1)}
        self.duplicates: list[Diagnostic] = []
        """A problem for each key that is there twice: PyYAML would take the last one silently."""
        self._path = path
        self._loader = loader

    def note(self, node: Node, key_path: KeyPath) -> None:
        """Note a node of the file and all below it.

        Raises:
            ContentError: One of them is not read here.

        """
        if node.tag not in TAGS:
            message = f"the tag `{cut(node.tag)}` is not read here"
            raise self._refused(node, message, "write it without a tag, or in quotes")
        if len(self.values) > MOST_VALUES or len(key_path) > MOST_LEVELS:
            most = f"{MOST_VALUES:,} values and {MOST_LEVELS} levels at most are read"
            message = f"there is too much in here, or an alias holds itself: {most}"
            raise self._refused(node, message, "write out what aliases stand for")
        self.values[key_path] = _location(self._path, node)
        if node.tag == STRING:
            node.value = node.value.strip()
        elif isinstance(node, SequenceNode):
            for index, child in enumerate(node.value):
                self.note(child, (*key_path, index))
        elif isinstance(node, MappingNode):
            for key, child in node.value:
                self._entry(key, child, key_path)
            self._merge(node, key_path)
        else:
            self._check(node)

    def _entry(self, key: Node, child: Node, key_path: KeyPath) -> None:
        if key.tag == BOOL:
            key.tag = STRING  # YAML 1.1 reads `on` as true; as a key it is a word
        if key.tag not in {STRING, MERGE}:
            shown = cut(key.value) if isinstance(key.value, str) else "…"
            raise self._refused(key, f"the key `{shown}` must be words", "put it in quotes", "wrong-type")
        if key.tag == MERGE:
            return
        key.value = key.value.strip()
        below = (*key_path, key.value)
        if below in self.keys:
            hint = f"the first is in line {self.keys[below].line}: keep one of them"
            message = f"`{cut(key.value)}` stands here twice"
            self.duplicates.append(Diagnostic("duplicate-key", message, _location(self._path, key), hint))
            return
        self.keys[below] = _location(self._path, key)
        self.note(child, below)

    def _merge(self, node: MappingNode, key_path: KeyPath) -> None:
        """Note what `<<` puts into a mapping: it stands where it was written."""
        for _, child in filter(lambda entry: entry[0].tag == MERGE, node.value):
            for merged in child.value if isinstance(child, SequenceNode) else [child]:
                for key, value in merged.value if isinstance(merged, MappingNode) else ():
                    if (*key_path, str(key.value).strip()) not in self.keys:
                        self._entry(key, value, key_path)

    def _check(self, node: Node) -> None:
        """Raise ContentError where a number, a date or another word for a value can't be read as one."""
        if len(node.value) > MOST_DIGITS:
            message = f"`{node.value[:40]}…` can't be read: it has more than {MOST_DIGITS} characters"
            raise self._refused(node, message, "shorten it, or put it in quotes if it is words")
        try:
            self._loader.construct_object(node)
        except (ArithmeticError, AttributeError, LookupError, ValueError) as error:
            message = f"`{str(node.value)[:40]}` can't be read: {error}"
            raise self._refused(node, message, "mend it, or put it in quotes if it is words") from error

    def _refused(self, node: Node, message: str, hint: str, code: str = "broken-yaml") -> ContentError:
        return ContentError(Diagnostic(code, message, _location(self._path, node), hint))


def _location(path: Path, node: Node) -> Location:
    return Location(path, node.start_mark.line + 1, node.start_mark.column + 1)


def _place_after(path: Path, before: str) -> Location:
    """Return the place in a file that comes after this beginning of it."""
    lines = f"{before}.".splitlines()
    return Location(path, len(lines), len(lines[-1]))


def _invalid_yaml(path: Path, text: str, error: Exception) -> Diagnostic:
    if isinstance(error, yaml.MarkedYAMLError):
        mark = error.problem_mark or error.context_mark
        where = Location(path, mark.line + 1, mark.column + 1) if mark else Location(path)
        reason = " ".join(part for part in (error.context, error.problem) if part)
    else:
        # LibYAML counts in bytes.
        where = _place_after(path, text.encode()[: getattr(error, "position", 0)].decode(errors="ignore"))
        reason = getattr(error, "reason", str(error))
    hint = (
        "look here and at the line above for a missing quote, colon or space, or a wrong indent (of spaces, "
        "never tabs); words with a colon and a space in them need quotes around them"
    )
    return Diagnostic("broken-yaml", f"this is not valid YAML: {reason}", where, hint)
