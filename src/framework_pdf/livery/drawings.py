"""An SVG in; out, its width and height where everybody draws it alike, with nothing fetched and no script, or why not.

It is refused, not mended: what is set are the bytes of the file. Its elements are those that both browsers and the
typesetter draw (https://www.w3.org/TR/SVG11); lettering is not among them, as its typeface would be the machine's.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from xml.parsers import expat

from framework_pdf.diagnostics import Diagnostic, Location

SVG = "http://www.w3.org/2000/svg"
DRAWN = {"svg", "g", "a", "use", "symbol", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "image"}
ASIDE = {"defs", "clipPath", "linearGradient", "radialGradient", "stop", "style", "title", "desc", "metadata"}
MOST_BYTES, MOST_ELEMENTS, MOST_LEVELS, MOST_DRAWN = 1_000_000, 20_000, 100, 50_000
"""More is no logo. Drawn is what `use` makes of the elements."""
UNITS = {"": 1, "px": 1, "pt": 4 / 3, "pc": 16, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96}
"""CSS pixels in a unit."""
NUMBER = r"[+-]?(?:\d{1,9}(?:\.\d{0,9})?|\.\d{1,9})"
_EMBEDDED = re.compile(r"data:image/(?:png|jpeg);base64,")
_SUBSET = re.compile(rb"<!DOCTYPE[^\[>]*\[.*?\]\s*>", re.DOTALL)
_ENTITY = re.compile(rb"&(?!(?:amp|lt|gt|quot|apos|#x?[0-9A-Fa-f]+);)[^;\s<&]{1,100};")
_PLAIN = "save it as plain SVG, or as a PNG"
_WHY = {
    "text": ("lettering would be set in a typeface of the machine", "turn the text into outlines"),
    "script": ("there is a script in it, and none is run", "take it out"),
    "foreignObject": ("it holds what is no drawing", _PLAIN),
}
"""Why an element is refused, and the way out; others are drawn differently by different programs."""


@dataclass(slots=True)
class _Element:
    name: str
    refers_to: str | None
    below: list["_Element"] = field(default_factory=list)


class _TooMuchError(Exception):
    """There is more in a drawing than is read."""


def size_of(data: bytes, path: Path) -> tuple[tuple[float, float] | None, tuple[Diagnostic, ...]]:
    """An SVG and its file in; out, its width and height, and everything that is wrong with it, by line and column."""
    if len(data) > MOST_BYTES:
        message = f"this drawing has {len(data):,} bytes, and {MOST_BYTES:,} at most are read"
        return None, (Diagnostic("unusable-picture", message, Location(path), "simplify it"),)
    reader = _Reader(path)
    reader.read(data)
    return reader.size, tuple(dict.fromkeys(reader.problems))


class _Reader:
    """Reads one drawing, and notes what is wrong with it."""

    def __init__(self, path: Path) -> None:
        self.size: tuple[float, float] | None = None
        self.problems: list[Diagnostic] = []
        self._path = path
        self._open: list[_Element] = []
        self._by_id: dict[str, _Element] = {}
        self._elements = 0
        self._aside = 0
        """How many elements around this one are not drawn: metadata, and what is other programs'."""
        self._parser = expat.ParserCreate(namespace_separator=" ")

    def read(self, data: bytes) -> None:
        """The bytes of the drawing in. Declarations of entities are told of, and not read."""
        if declared := _SUBSET.search(data):
            line = data[: declared.start()].count(b"\n") + 1
            self._told("it declares entities, which can blow up", "take `[…]` out of its first lines", line, 1)
            data = _ENTITY.sub(b" ", data[: declared.start()] + _blank(declared[0]) + data[declared.end() :])
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._words
        try:
            self._parser.Parse(data, True)
        except expat.ExpatError as error:
            said = expat.ErrorString(error.code)
            self._told(f"this is no SVG that can be read: {said}", _PLAIN, error.lineno, error.offset + 1)
        except (_TooMuchError, RecursionError):
            self._told("there is more in it than is read", "simplify it")

    def _told(self, message: str, hint: str, line: int | None = None, column: int | None = None) -> None:
        at = Location(
            self._path,
            line or self._parser.CurrentLineNumber,
            column or self._parser.CurrentColumnNumber + 1,
        )
        self.problems.append(Diagnostic("unusable-picture", message, at, hint))

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        space, _, name = tag.rpartition(" ")
        self._elements += 1
        if self._elements > MOST_ELEMENTS or len(self._open) > MOST_LEVELS:
            raise _TooMuchError
        plain = {key.rpartition(" ")[2]: value for key, value in attributes.items()}
        element = _Element(name, plain.get("href", "").removeprefix("#") or None)
        if not self._open:
            self._root(space, name, plain)
        self._check(space, name, plain)
        if self._open:
            self._open[-1].below.append(element)
        if "id" in plain:
            self._by_id.setdefault(plain["id"], element)
        self._open.append(element)
        self._aside += space != SVG or name == "metadata"

    def _end(self, tag: str) -> None:
        space, _, name = tag.rpartition(" ")
        element = self._open.pop()
        self._aside -= space != SVG or name == "metadata"
        if not self._open and self._drawn(element, ()) > MOST_DRAWN:
            raise _TooMuchError

    def _words(self, words: str) -> None:
        if self._open and self._open[-1].name == "style" and (reason := _in_style(words)):
            self._told(*reason)

    def _root(self, space: str, name: str, attributes: dict[str, str]) -> None:
        """The first element in; the drawing's size is known, or why it has none."""
        if (space, name) != (SVG, "svg"):
            self._told("this is no SVG: its first element is another", _PLAIN)
            return
        box = _numbers(attributes.get("viewBox", ""))
        width, height = (_length(attributes.get(side, "")) for side in ("width", "height"))
        if len(box) == 4 and min(box[2:]) > 0:
            self.size = (box[2], box[3])
        elif width and height and "viewBox" not in attributes:
            self.size = (width, height)
        else:
            self._told("it does not say how wide and high it is", 'write its size, such as `viewBox="0 0 200 100"`')
        if self.size and not 0.02 < self.size[0] / self.size[1] < 50:
            self._told("one side is more than 50 times as long as the other", "crop it to what is to be seen")

    def _check(self, space: str, name: str, attributes: dict[str, str]) -> None:
        if (space == SVG and name not in DRAWN | ASIDE) or name == "script":
            message, hint = _WHY.get(name, (f"`{name}` is not drawn alike by all programs", _PLAIN))
            self._told(f"`{name}`: {message}" if name in _WHY else message, hint)
        elif space == SVG and self._aside and name in DRAWN:
            self._told(f"`{name}` stands where it is not drawn by all programs", "take it out of what is around it")
        for key, value in attributes.items():
            if reason := _in_attribute(name, key, value):
                self._told(*reason)

    def _drawn(self, element: _Element, around: tuple[str, ...]) -> int:
        """An element and the ids that led to it in; out, how many elements are drawn. Raises _TooMuchError."""
        count = 1
        for below in element.below:
            count += self._drawn(below, around)
        if element.name == "use" and element.refers_to in self._by_id:
            if element.refers_to in around or len(around) > MOST_LEVELS:
                raise _TooMuchError
            count += self._drawn(self._by_id[element.refers_to], (*around, element.refers_to))
        if count > MOST_DRAWN:
            raise _TooMuchError
        return count


def _in_attribute(name: str, key: str, value: str) -> tuple[str, str] | None:
    """An element's name, an attribute and its value in; out, why it is refused, and the way out, if it is."""
    if key.startswith("on"):
        return f"`{key}` is a script, and none is run", "take it out"
    if key in {"href", "src"} and not value.startswith("#"):
        if name == "image" and key == "href" and _EMBEDDED.match(value):
            return None
        if name == "a":
            return "it has a link, which a logo can't have", "take the `a` out"
        return f"`{value[:60]}` lies outside of the drawing, and nothing is fetched", "put it into the drawing itself"
    if key in {"filter", "mask"} and value != "none":
        return f"`{key}` is not drawn alike by all programs", _PLAIN
    return _in_style(value) if key != "id" else None


def _in_style(words: str) -> tuple[str, str] | None:
    """Words of a style in; out, why they are refused, and the way out, if they are."""
    if "@" in words or "\\" in words:
        return "a style sheet with `@` or `\\` is not read alike by all programs", "take that out"
    if any(not match.strip(" \"'").startswith("#") for match in re.findall(r"url\(([^)]*)", words, re.IGNORECASE)):
        return "it names what lies outside of the drawing, and nothing is fetched", "put it into the drawing itself"
    if re.search(r"(?:filter|mask)\s*:\s*(?!none)|var\(", words):
        return "its style is not drawn alike by all programs", _PLAIN
    return None


def _blank(text: bytes) -> bytes:
    return re.sub(rb"[^\n]", b" ", text)


def _numbers(text: str) -> tuple[float, ...]:
    found = re.fullmatch(rf"\s*{NUMBER}(?:[\s,]+{NUMBER}){{3}}\s*", text)
    return tuple(float(number) for number in re.findall(NUMBER, text)) if found else ()


def _length(text: str) -> float | None:
    match = re.fullmatch(rf"\s*({NUMBER})({'|'.join(UNITS)})\s*", text)
    return float(match[1]) * UNITS[match[2]] if match and float(match[1]) > 0 else None


def embedded_in(data: bytes) -> Iterator[str]:
    """An SVG that can be used in; out, the rasters in it, as they are encoded."""
    for match in re.finditer(rb"data:image/(?:png|jpeg);base64,([A-Za-z0-9+/=\s]+)", data):
        yield match[1].decode()
