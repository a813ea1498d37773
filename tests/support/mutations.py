"""Content files with something wrong in them, by number: each number is always the same mutation.

Half of them are of what a file says (keys and values), half of how it is written (bytes).
"""

import copy
import random
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml
from yaml import MappingNode, Node, ScalarNode, SequenceNode

TAG = "tag:yaml.org,2002:"
EMPTY = ("", " ", "\n", "~", "-", "#", "'", '"', "none")
HUGE = ("word " * 3000, "w" * 3000, "one\n\ntwo\n\n\nthree\n" * 300)
RIGHT_TO_LEFT = (
    "מילים מימין לשמאל",
    "كلمات من اليمين إلى اليسار",
    "left \u202eright\u202c left",
    "\u2066isolated\u2069",
)
PICTURED = ("🙂", "👩🏽‍⚕️ and 🏴󠁧󠁢󠁷󠁬󠁳󠁿", "e\u0301 and e\u0301\u0301\u0301\u0301", "٣", "½", "…", "\ufffd")
UNSEEN = ("a\u200bb", "\ufeff", "\x00", "\x07\x1b[31m", "tab\there", "\x85\u2028")
MARKUP = ("<b>bold</b>", "<script>alert(1)</script>", "]]>&amp;&#0;", "</style>", 'url("x")', "*/ } body { color: red")
TEMPLATES = ("{{ 7 * 7 }}", "{% include 'x' %}", "{name}", "{", "}{", "{0}", "{name!r}", "{name:>99999999}", "%s", "$x")
NAMES = ("x", "[@nobody-1900]", "[@", "[@a; @b", "../../../etc/passwd", "/etc/passwd", "con", "editorial", "general")
ADDRESSES = ("http://", "https://例え.jp/", "javascript:alert(1)", "file:///etc/passwd", "https://a.org/" + "a" * 486)
FORMS = ("#12345", "#GGGGGG", "#fff", "#ffffff", "en-GB", "zz-" + "a" * 90, "2026-02-30", "0001-01-01", "9999-12-31")
WORDS = (*EMPTY, *HUGE, *RIGHT_TO_LEFT, *PICTURED, *UNSEEN, *MARKUP, *TEMPLATES, *NAMES, *ADDRESSES, *FORMS)
"""What is put in the place of words, or among them."""
NUMBERS = ("0", "-1", "0o17", "1_000", "9" * 400, "9" * 5000, "0x" + "f" * 5000, "1:30:00")
FLOATS = (".inf", ".nan", "1e400", "-0.0", "1e-320")
TIMES = ("2026-11-24", "2026-13-45", "2026-11-24T12:00:00+25:00", "0000-00-00")
STRANGE = (("merge", "<<"), ("value", "="), ("binary", "*"), ("set", "x"), ("python/object/apply:os.system", "true"))
VALUES = (
    *(("null", ""), ("null", "~"), ("bool", "yes"), ("bool", "off"), *STRANGE),
    *(("int", each) for each in NUMBERS),
    *(("float", each) for each in FLOATS),
    *(("timestamp", each) for each in TIMES),
)
"""Values that are no words, each with its tag."""
NO_TEXT = (b"\x00", b"\xff", b"\xc3", b"\xed\xa0\x80", b"\xef\xbb\xbf", b"\xc2\x85", b"\xe2\x80\xa8", "🙂".encode())
SPACE = (b"\t", b"\r", b"\r\n", b"\x0c", b"\x7f", b" ", b"\n", b"\n\n", b" " * 5000)
MARKS = (
    *(bytes([each]) for each in b":,-#&*!|>%@`?{}[]\"'\\"),
    b": ",
    b"- ",
    b" #",
    b"&a ",
    b"*a ",
    b"? ",
    b"<<: ",
    b"---\n",
)
DEEP = (b"[" * 3000, b"{a: " * 300, b"- " * 2000, b"%YAML 9.9\n", b"!!str ", b"!!python/name:os.system ", b"...\n")
BYTES = (*NO_TEXT, *SPACE, *MARKS, *DEEP)
"""What is put among the bytes of a file."""


@dataclass(frozen=True)
class Mutation:
    """A file of a content folder with something wrong in it."""

    number: int
    file: str
    """Below the content folder."""
    kind: str
    what: str
    """What was done to it."""
    data: bytes

    def __str__(self) -> str:
        return f"mutation {self.number} of {self.file}: {self.what}"


def mutation(folder: Path, number: int) -> Mutation:
    """Return the mutation that always has that number in it."""
    chance = random.Random(number)
    files = sorted(path for path in folder.rglob("*.yml") if "brands" not in path.relative_to(folder).parts)
    path = chance.choice(files)
    change = _tree if number % 2 else _bytes
    kind, data, said = change(path.read_bytes(), chance)
    return Mutation(number, str(path.relative_to(folder)), f"{change.__name__} {kind}", said, data)


# What a file says


@dataclass(frozen=True)
class _Spot:
    """A value, and how to put another into its place."""

    way: str
    node: Node
    put: Callable[[Node], None]


def _tree(data: bytes, chance: random.Random) -> tuple[int, bytes, str]:
    composed = yaml.compose(data.decode(), yaml.CSafeLoader)
    assert composed
    root = [composed]
    spots = list(_spots(root[0], "", lambda node: root.__setitem__(0, node)))
    spot = chance.choice(spots)
    inner = [each for each in spots if isinstance(each.node, (MappingNode, SequenceNode)) and each.node.value]
    words = [each for each in spots if isinstance(each.node, ScalarNode)]
    kind = chance.randrange(12)
    match kind:
        case 0 | 1:
            said = _dropped(chance.choice(inner), chance)
        case 2:
            said = _doubled(chance.choice(inner), chance)
        case 3 | 4:
            said = _renamed(chance.choice([each for each in inner if isinstance(each.node, MappingNode)]), chance)
        case 5:
            said = _retyped(spot, chance)
        case 6:
            said = _wrapped(spot, chance)
        case 7:
            other = chance.choice(spots)
            spot.put(copy.deepcopy(other.node))
            said = f"`{spot.way}` is now what `{other.way}` is"
        case 8:
            chance.shuffle((whole := chance.choice(inner)).node.value)
            said = f"`{whole.way}` is in another order"
        case _:
            said = _reworded(chance.choice(words), chance)
    return kind, yaml.serialize(root[0], allow_unicode=chance.random() < 0.8, width=120).encode("utf-8"), said


def _spots(node: Node, way: str, put: Callable[[Node], None]) -> Iterator[_Spot]:
    """Return a node and all below it, each with the way to it and how to replace it."""
    yield _Spot(way or ".", node, put)
    for index, part in enumerate(node.value if isinstance(node, (MappingNode, SequenceNode)) else ()):
        key, child = part if isinstance(part, tuple) else (None, part)
        yield from _spots(child, f"{way}.{key.value if key else index}".lstrip("."), _putter(node, index, key))


def _putter(node: Node, index: int, key: Node | None) -> Callable[[Node], None]:
    return lambda new: node.value.__setitem__(index, (key, new) if key else new)


def _named(part: object, index: int) -> str:
    return str(part[0].value) if isinstance(part, tuple) else str(index)


def _dropped(spot: _Spot, chance: random.Random) -> str:
    index = chance.randrange(len(spot.node.value))
    return f"`{_named(spot.node.value.pop(index), index)}` of `{spot.way}` is dropped"


def _doubled(spot: _Spot, chance: random.Random) -> str:
    index, times = chance.randrange(len(spot.node.value)), chance.choice((1, 1, 1, 30))
    part = spot.node.value[index]
    for _ in range(times):
        spot.node.value.insert(chance.randrange(len(spot.node.value) + 1), copy.deepcopy(part))
    return f"`{_named(part, index)}` of `{spot.way}` is there {times + 1} times"


def _renamed(spot: _Spot, chance: random.Random) -> str:
    index = chance.randrange(len(spot.node.value))
    key, value = spot.node.value[index]
    if chance.random() < 0.2:
        new: Node = ScalarNode(*_value(chance))
    elif chance.random() < 0.1:
        new = chance.choice((SequenceNode(f"{TAG}seq", []), MappingNode(f"{TAG}map", [])))
    else:
        new = ScalarNode(
            f"{TAG}str", chance.choice((_misspelt(key.value, chance), chance.choice(WORDS), key.value.upper()))
        )
    spot.node.value[index] = (new, value)
    return f"the key `{key.value}` of `{spot.way}` is now {_short(new)}"


def _retyped(spot: _Spot, chance: random.Random) -> str:
    new = ScalarNode(*_value(chance))
    spot.put(new)
    return f"`{spot.way}` is now {_short(new)}"


def _wrapped(spot: _Spot, chance: random.Random) -> str:
    depth, new = chance.choice((1, 1, 1, 45, 400)), spot.node
    for _ in range(depth):
        key = ScalarNode(f"{TAG}str", chance.choice(("id", "text", "value")))
        new = SequenceNode(f"{TAG}seq", [new]) if chance.random() < 0.5 else MappingNode(f"{TAG}map", [(key, new)])
    spot.put(new)
    return f"`{spot.way}` is {depth} levels deeper"


def _reworded(spot: _Spot, chance: random.Random) -> str:
    old, new = str(spot.node.value), chance.choice(WORDS)
    at = chance.randrange(len(old) + 1)
    words = chance.choice((new, f"{old[:at]}{new}{old[at:]}", f"{old} {new}", _misspelt(old, chance), old * 20))
    spot.put(ScalarNode(f"{TAG}str", words, style=chance.choice((None, '"', "|", ">"))))
    return f"`{spot.way}` is now {words[:60]!r}"


def _value(chance: random.Random) -> tuple[str, str]:
    tag, value = chance.choice(VALUES)
    return f"{TAG}{tag}", value


def _misspelt(word: str, chance: random.Random) -> str:
    at = chance.randrange(len(word) + 1)
    return word[:at] + chance.choice((word[at + 1 :], "x" + word[at:], word[at : at + 2][::-1] + word[at + 2 :]))


def _short(node: Node) -> str:
    return f"{node.tag.removeprefix(TAG)} {str(node.value)[:60]!r}"


# How a file is written


def _bytes(data: bytes, chance: random.Random) -> tuple[int, bytes, str]:
    start = chance.randrange(len(data))
    end = min(len(data), start + chance.choice((1, 2, 5, 30, 300)))
    put = chance.choice(BYTES)
    lines = data.splitlines(keepends=True)
    line = chance.randrange(len(lines))
    choices: Sequence[tuple[bytes, str]] = (
        (data[:start], f"it ends after byte {start}"),
        (data[:start] + data[end:], f"bytes {start} to {end} are missing"),
        (data[:end] + data[start:], f"bytes {start} to {end} are there twice"),
        (
            data[:start] + bytes([data[start] ^ (1 << chance.randrange(8))]) + data[start + 1 :],
            f"a bit of byte {start} is another",
        ),
        (data[:start] + bytes([chance.randrange(256)]) + data[start + 1 :], f"byte {start} is another"),
        (data[:start] + put + data[start:], f"{put[:12]!r} stands at byte {start}"),
        (data[:start] + put + data[start:], f"{put[:12]!r} stands at byte {start}"),
        (b"".join([*lines[:line], put, *lines[line:]]), f"{put[:12]!r} stands before line {line + 1}"),
        (b"".join([*lines[:line], *lines[line + 1 :]]), f"line {line + 1} is missing"),
        (b"".join([*lines[:line], lines[line], *lines[line:]]), f"line {line + 1} is there twice"),
        (b"".join([*lines[:line], b" " * chance.randrange(1, 9), *lines[line:]]), f"line {line + 1} is set in"),
        (b"".join([*lines[:line], lines[line].lstrip(), *lines[line + 1 :]]), f"line {line + 1} is not set in"),
        (re.sub(rb"^ +", lambda match: b"\t" * (len(match[0]) // 2), data, flags=re.MULTILINE), "it is set in by tabs"),
        (data.replace(b"\n", chance.choice((b"\r\n", b"\r", b"\n\n"))), "its lines end otherwise"),
        (
            data.decode().encode(chance.choice(("utf-8-sig", "utf-16", "utf-16-le", "utf-32"))),
            "its encoding is another",
        ),
        (data.decode().encode(chance.choice(("latin-1", "cp1252", "ascii")), "replace"), "its encoding is an old one"),
        (chance.randbytes(chance.choice((0, 1, 40, 4000))), "it is noise"),
        (data * 2, "it is there twice"),
    )
    kind = chance.randrange(len(choices))
    return kind, *choices[kind]


if __name__ == "__main__":
    sys.stdout.buffer.write(mutation(Path(__file__).parents[2] / "content", int(sys.argv[1])).data)
