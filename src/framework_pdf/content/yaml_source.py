"""Reads a YAML file: its data, and the place of every key and value in it.

White space at the edges of a key or a text means nothing, and is left out: an id is the same wherever it is read.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import Any

import yaml
from yaml import CSafeLoader, MappingNode, Node, ScalarNode, SequenceNode

from framework_pdf.content.yaml_mistakes import explained
from framework_pdf.core.diagnostics import Diagnostic, Location, Severity, cut
from framework_pdf.core.errors import ContentError
from framework_pdf.core.key_path import KeyPath, at_or_around
from framework_pdf.core.limits import MOST_BYTES_OF_WORDS, MOST_DIGITS, MOST_LEVELS, MOST_VALUES
from framework_pdf.core.names import is_utf8, misnamed
from framework_pdf.core.reading import TooLargeError, read_file

PREFIX = "tag:yaml.org,2002:"
TAGS = [PREFIX + name for name in ("str", "merge", "bool", "float", "int", "map", "null", "seq", "timestamp")]
"""The tags that YAML 1.1 gives to values that are written without one."""
STRING, MERGE, BOOL, NULL, TIMESTAMP = TAGS[0], TAGS[1], TAGS[2], f"{PREFIX}null", f"{PREFIX}timestamp"
_KINDS = {BOOL: "`true` or `false`", TIMESTAMP: "date"}
"""What values of a tag are; of other tags that can be wrong, a number."""
REMARK = re.compile(r"([ \t]+)#(.*)")
"""What YAML takes for a remark behind words that stand in no quotes, with the white space before it."""
BLOCK_MARKS, QUOTES = {"|", ">"}, {"'", '"'}
"""What a text begins with that stands on the lines below, or in quotes."""


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
    warnings: tuple[Diagnostic, ...] = ()
    """What may not be meant as YAML takes it."""

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

    def at_ink(self, key_path: KeyPath, before: int) -> Location:
        """Return where in the file a character of a text stands, or the text's own place where it is written otherwise.

        Args:
            key_path: The path to the text.
            before: How many characters of the text stand before it, white space not counted: YAML breaks and indents
                lines otherwise than the text has them.

        """
        start = self.at_value(key_path)
        if key_path not in self.values:
            return start
        words = "".join(str(self._value(key_path)).split())
        lines = self.lines[start.path]
        line, column = (start.line or 1) - 1, (start.column or 1) - 1
        if lines[line][column : column + 1] in BLOCK_MARKS:
            line, column = line + 1, 0
        elif lines[line][column : column + 1] in QUOTES:
            column += 1
        left = before + 1
        while line < len(lines):
            ink = "".join(lines[line][column:].split())[:left]
            if not words.startswith(ink, before + 1 - left):  # an escape
                return start
            left -= len(ink)
            if not left:
                return Location(start.path, line + 1, _after_ink(lines[line], column, len(ink)))
            line, column = line + 1, 0
        return start

    def _value(self, key_path: KeyPath) -> Any:
        value = self.data
        for step in key_path:
            value = value[step]
        return value


def _after_ink(line: str, column: int, number: int) -> int:
    """Return the column after so many characters of a line, from a column on, white space not counted."""
    ink = (place for place in range(column, len(line)) if not line[place].isspace())
    return next(islice(ink, number - 1, None)) + 1


def read_yaml(path: Path) -> tuple[YamlSource | None, tuple[Diagnostic, ...]]:
    """Read a YAML file.

    Returns:
        What the file says (None where it can't be read), and what is wrong with it.

    """
    if not path.is_file():  # a folder, a link to nowhere, or a pipe that would never end
        return None, (Diagnostic("unreadable-file", "this is no file", Location(path), "put a file in its place"),)
    if not is_utf8(path):
        return None, (misnamed(path),)
    try:
        text = read_file(path, MOST_BYTES_OF_WORDS).decode("utf-8-sig")
    except TooLargeError:
        hint = f"leave in it {MOST_BYTES_OF_WORDS:,} bytes at most"
        return None, (Diagnostic("over-limit", f"this has {path.stat().st_size:,} bytes", Location(path), hint),)
    except OSError as error:
        return None, (Diagnostic("unreadable-file", f"the file can't be read: {error.strerror}", Location(path)),)
    except UnicodeDecodeError as error:
        message = f"the byte 0x{error.object[error.start]:02x} is not UTF-8"
        place = _place_after(path, error.object[: error.start].decode(errors="replace"))
        return None, (Diagnostic("not-utf-8", message, place, "save the file with the encoding UTF-8"),)
    return _parsed(path, text)


@lru_cache(maxsize=200)  # `watch` reads all files again when one has changed; nobody changes what was read
def _parsed(path: Path, text: str) -> tuple[YamlSource | None, tuple[Diagnostic, ...]]:
    """Return what the text of a file says (None where it is no YAML), and what is wrong with it."""
    loader = CSafeLoader(text)
    lines = tuple(text.splitlines())
    recorder = _PlaceRecorder(path, loader, lines)
    try:
        node = loader.get_single_node()
        if node:
            recorder.note(node, ())
        data = loader.construct_document(node) if node else None
    except yaml.MarkedYAMLError as error:
        return None, (explained(path, text, error),)
    except yaml.reader.ReaderError as error:
        # LibYAML counts in bytes.
        place = _place_after(path, text.encode()[: error.position].decode(errors="ignore"))
        hint = "take this character out: no reader sees it"
        return None, (Diagnostic("broken-yaml", f"this is not valid YAML: {error.reason}", place, hint),)
    except ContentError as error:
        return None, error.diagnostics
    finally:
        loader.dispose()
    source = YamlSource(
        path, data, keys=recorder.keys, values=recorder.values, lines={path: lines}, warnings=_once(recorder.warnings)
    )
    return source, _once(recorder.problems)


def _once(problems: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return problems, each once: what an alias or `<<` repeats is read again, and stands where it was written."""
    return tuple(dict.fromkeys(problems))


class _PlaceRecorder:
    """Notes where each key and value of a file stands, and finds keys that are there twice and words that are lost."""

    def __init__(self, path: Path, loader: CSafeLoader, lines: Sequence[str]) -> None:
        self.keys: dict[KeyPath, Location] = {}
        self.values: dict[KeyPath, Location] = {(): Location(path, 1, 1)}
        self.problems: list[Diagnostic] = []
        """Keys that are there twice, of which PyYAML would take the last one silently, and values whose words are all
        taken for a remark."""
        self.warnings: list[Diagnostic] = []
        """Values of whose words some are taken for a remark, most likely."""
        self._lines = lines
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
        if isinstance(node, ScalarNode) and not node.style and node.tag in {STRING, NULL}:
            self._look_behind(node)
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
            self.problems.append(Diagnostic("duplicate-key", message, _location(self._path, key), hint))
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

    def _look_behind(self, node: ScalarNode) -> None:
        """Note whether words behind a value in no quotes are taken for a remark and most likely are none.

        A remark is meant as such if it has a space after its `#` and words behind that, which begin with no number:
        `item # 5` is counted. It is in any case with two spaces before it, as yamllint wants them, or behind one word.
        A value that has no other words is what is behind it.
        """
        end = node.end_mark
        behind = REMARK.match(self._lines[end.line], end.column) if end.line < len(self._lines) else None
        if behind is None:
            return
        space, words = behind.groups()
        is_apart = len(space) > 1 or len(node.value.split()) < 2
        if words[:1] in {"", " "} and (is_apart or re.match(r"\s+\D", words)):
            return
        place = Location(self._path, end.line + 1, end.column + len(space) + 1)
        message = f"`#{cut(words)}` is taken for a remark, and is no part of the words before it"
        hint = "put all the words in quotes; before a remark, write two spaces, and one after its `#`"
        if node.value:
            self.warnings.append(Diagnostic("remark", message, place, hint, severity=Severity.WARNING))
        elif node.tag == NULL:
            message = f"`#{cut(words)}` is taken for a remark, and there are no words before it"
            self.problems.append(Diagnostic("remark", message, place, hint))
            node.tag, node.value = STRING, f"#{words.partition(' #')[0]}"

    def _check(self, node: Node) -> None:
        """Raise ContentError where a number, a date or another word for a value can't be read as one."""
        if len(node.value) > MOST_DIGITS:
            message = f"`{node.value[:40]}…` can't be read: it has more than {MOST_DIGITS} characters"
            raise self._refused(node, message, "shorten it, or put it in quotes if it is words")
        try:
            self._loader.construct_object(node)
        except (ArithmeticError, AttributeError, LookupError, ValueError) as error:
            of_days = isinstance(error, ValueError) and node.tag == TIMESTAMP  # it says which part no day has
            why = str(error) if of_days else f"it is no {_KINDS.get(node.tag, 'number')}"
            message = f"`{str(node.value)[:40]}` can't be read: {why}"
            raise self._refused(node, message, "mend it, or put it in quotes if it is words") from error

    def _refused(self, node: Node, message: str, hint: str, code: str = "broken-yaml") -> ContentError:
        return ContentError(Diagnostic(code, message, _location(self._path, node), hint))


def _location(path: Path, node: Node) -> Location:
    return Location(path, node.start_mark.line + 1, node.start_mark.column + 1)


def _place_after(path: Path, before: str) -> Location:
    """Return the place in a file that comes after this beginning of it."""
    lines = f"{before}.".splitlines()
    return Location(path, len(lines), len(lines[-1]))
