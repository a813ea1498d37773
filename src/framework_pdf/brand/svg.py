"""An SVG in; out, its width and height where it can be set with nothing fetched and no script, or why not.

It is refused, not mended: what is set are the bytes of the file. That it is set as browsers draw it is seen later, by
drawing it (`preflight/likeness.py`); here it is made sure that drawing it is safe, and alike on every machine.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from xml.parsers import expat

from framework_pdf.brand.svg_values import PLAIN, embedded_in, ids_by_selector, ids_in, in_attribute, in_sheet
from framework_pdf.core.diagnostics import Diagnostic, Location
from framework_pdf.core.limits import MOST_BYTES_OF_A_DRAWING, MOST_DRAWN, MOST_ELEMENTS, MOST_NESTED

SVG = "http://www.w3.org/2000/svg"
XHTML = "http://www.w3.org/1999/xhtml"
UNITS = {"": 1, "px": 1, "pt": 4 / 3, "pc": 16, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96}
"""CSS pixels in a unit."""
NUMBER = r"[+-]?(?:\d{1,9}(?:\.\d{0,9})?|\.\d{1,9})"
_SUBSET = re.compile(rb"<!DOCTYPE[^\[>]*\[.*?\]\s*>", re.DOTALL)
_ENTITY = re.compile(rb"&(?!(?:amp|lt|gt|quot|apos|#x?[0-9A-Fa-f]+);)[^;\s<&]{1,100};")
_LETTERING = ("lettering would be set in a typeface of the machine", "turn the text into outlines")
_MOVES = ("a logo does not move", "take the animation out")
_WHY = {
    **dict.fromkeys(("text", "tspan", "textPath", "tref", "altGlyph", "font", "font-face"), _LETTERING),
    **dict.fromkeys(("animate", "animateColor", "animateMotion", "animateTransform", "set", "discard"), _MOVES),
    "script": ("there is a script in it, and none is run", "take it out"),
    "foreignObject": ("it holds what is no drawing", PLAIN),
}
"""Why an element is refused, and the way out."""
_TOO_MUCH = (
    f"there is more in it than is read: {MOST_ELEMENTS:,} elements, {MOST_NESTED} of them in each other, and "
    f"{MOST_DRAWN:,} with those that are drawn again"
)


@dataclass(slots=True)
class _Element:
    name: str
    names: frozenset[str]
    """What a selector can call it."""
    draws: tuple[str, ...]
    """The ids of what is drawn for it."""
    corners: int
    """How many markers it may have."""
    below: list["_Element"] = field(default_factory=list)


class _TooMuchError(Exception):
    """There is more in a drawing than is read."""


def size_of(data: bytes, path: Path) -> tuple[tuple[float, float] | None, tuple[str, ...], tuple[Diagnostic, ...]]:
    """An SVG and its file in; out, its width and height, the rasters in it as they are encoded, and all that is wrong.

    What is wrong is told by line and column.
    """
    reader = _Reader(path)
    reader.read(data)
    return reader.size, tuple(reader.embedded), tuple(dict.fromkeys(reader.problems))


def excess(data: bytes) -> str | None:
    """A drawing of a template in; out, what there is too much of in it to be read, if so.

    Whether all programs draw it alike is for its maker to see.
    """
    reader = _Counter(Path())
    reader.read(data)
    return reader.problems[0].message if reader.problems else None


class _Reader:
    """Reads one drawing, and notes what is wrong with it."""

    def __init__(self, path: Path) -> None:
        self.size: tuple[float, float] | None = None
        self.embedded: list[str] = []
        """The rasters in it, as they are encoded."""
        self.problems: list[Diagnostic] = []
        self._path = path
        self._open: list[_Element] = []
        self._by_id: dict[str, _Element] = {}
        self._elements = 0
        self._sheet: list[str] = []
        """The words of the style sheet that is open."""
        self._styled: list[tuple[set[str] | None, tuple[str, ...]]] = []
        """What style sheets draw for elements of some names, or for any."""
        self._parser = expat.ParserCreate(namespace_separator=" ")

    def read(self, data: bytes) -> None:
        """The bytes of the drawing in. Declarations of entities are told of, and not read."""
        if len(data) > MOST_BYTES_OF_A_DRAWING:
            message = f"this drawing has {len(data):,} bytes, and {MOST_BYTES_OF_A_DRAWING:,} at most are read"
            self.problems.append(Diagnostic("unusable-picture", message, Location(self._path), "simplify it"))
            return
        if data.count(b"<!DOCTYPE") > 1:  # there is one in what is well formed, and to look for its end takes time
            self._told(_TOO_MUCH, "simplify it", 1, 1)
            return
        if declared := _SUBSET.search(data):
            line = data[: declared.start()].count(b"\n") + 1
            self._told("it declares entities, which can blow up", "take `[…]` out of its first lines", line, 1)
            data = _ENTITY.sub(b" ", data[: declared.start()] + _blank(declared[0]) + data[declared.end() :])
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._words
        self._parser.ProcessingInstructionHandler = self._instruction
        try:
            self._parser.Parse(data, True)
        except expat.ExpatError as error:
            said = expat.ErrorString(error.code)
            self._told(f"this is no SVG that can be read: {said}", PLAIN, error.lineno, error.offset + 1)
        except (LookupError, ValueError) as error:
            if self._elements:
                raise
            self._told(f"its first line names an encoding that is not known here: {error}", "save it as UTF-8")
        except (_TooMuchError, RecursionError):
            self._told(_TOO_MUCH, "simplify it")

    def _told(self, message: str, hint: str, line: int | None = None, column: int | None = None) -> None:
        at = Location(
            self._path,
            line or self._parser.CurrentLineNumber,
            column or self._parser.CurrentColumnNumber + 1,
        )
        self.problems.append(Diagnostic("unusable-picture", message, at, hint))

    def _judge(self, message: str, hint: str) -> None:
        """Why a logo must not have what is being read, and the way out, in; it is noted."""
        self._told(message, hint)

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        space, _, name = tag.rpartition(" ")
        self._elements += 1
        if self._elements > MOST_ELEMENTS or len(self._open) > MOST_NESTED:
            raise _TooMuchError
        if not self._open:
            self._root(space, name, attributes)
        self._check(space, name, attributes)
        element = _element(name, attributes)
        if self._open:
            self._open[-1].below.append(element)
        if "id" in attributes:
            self._by_id.setdefault(attributes["id"], element)
        self._open.append(element)
        self._sheet.clear()

    def _end(self, _: str) -> None:
        element = self._open.pop()
        if element.name == "style":
            sheet = "".join(self._sheet)
            if reason := in_sheet(sheet):
                self._judge(*reason)
            self._styled += ids_by_selector(sheet)
        if not self._open:
            self._drawn(element, ())

    def _words(self, words: str) -> None:
        if self._open and self._open[-1].name == "style":
            self._sheet.append(words)

    def _instruction(self, target: str, _: str) -> None:
        if target == "xml-stylesheet":
            self._judge("a style sheet outside of it is not read alike by all programs", "put it into a `style`")

    def _root(self, space: str, name: str, attributes: dict[str, str]) -> None:
        """The first element in; the drawing's size is known, or why it has none."""
        if (space, name) != (SVG, "svg"):
            self._judge("this is no SVG: its first element is another", PLAIN)
            return
        box = _numbers(attributes.get("viewBox", ""))
        width, height = (_length(attributes.get(side, "")) for side in ("width", "height"))
        if len(box) == 4 and min(box[2:]) > 0:
            self.size = (box[2], box[3])
        elif width and height and "viewBox" not in attributes:
            self.size = (width, height)
        else:
            self._judge("it does not say how wide and high it is", 'write its size, such as `viewBox="0 0 200 100"`')
        if self.size and not 0.02 < self.size[0] / self.size[1] < 50:
            self._judge("one side is more than 50 times as long as the other", "crop it to what is to be seen")

    def _check(self, space: str, name: str, attributes: dict[str, str]) -> None:
        if space == XHTML:
            self._judge(f"`{name}` of a web page is not read alike by all programs", "take it out")
        elif name == "script" or (space == SVG and name in _WHY):
            message, hint = _WHY[name]
            self._judge(f"`{name}`: {message}", hint)
            return
        for key, value in attributes.items():
            if reason := in_attribute(name, key, value):
                self._judge(*reason)
            elif held := embedded_in(name, key, value):
                self.embedded.append(held)

    def _drawn(self, element: _Element, around: tuple[str, ...]) -> int:
        """An element and the ids that led to it in; out, how many elements are drawn. Raises _TooMuchError."""
        count = 1
        for below in element.below:
            count = _few(count + self._drawn(below, around))
        for id in self._draws(element):
            if id in around or len(around) > MOST_NESTED:
                raise _TooMuchError
            again = self._by_id[id]
            times = element.corners if again.name == "marker" else 1
            count = _few(count + times * self._drawn(again, (*around, id)))
        return count

    def _draws(self, element: _Element) -> Iterator[str]:
        """An element in; out, the id of each other that is drawn for it."""
        styled = (ids for names, ids in self._styled if names is None or names & element.names)
        every = (*element.draws, *(id for ids in styled for id in ids))
        yield from (id for id in dict.fromkeys(every) if id in self._by_id)


class _Counter(_Reader):
    """Notes only what is too much."""

    def _judge(self, message: str, hint: str) -> None:
        """Why a logo must not have what is being read, in; of another drawing, nothing is noted."""


def _element(name: str, attributes: dict[str, str]) -> _Element:
    classes = (f".{each}" for each in attributes.get("class", "").split())
    names = frozenset((name, f"#{attributes.get('id')}", *classes))
    draws = tuple(id for key, value in attributes.items() for id in ids_in(key, value))
    corners = len(re.findall(NUMBER, attributes.get("d", "") + attributes.get("points", "")))
    return _Element(name, names, draws, max(corners, 2))


def _few(count: int) -> int:
    if count > MOST_DRAWN:
        raise _TooMuchError
    return count


def _blank(text: bytes) -> bytes:
    return re.sub(rb"[^\n]", b" ", text)


def _numbers(text: str) -> tuple[float, ...]:
    found = re.fullmatch(rf"\s*{NUMBER}(?:[\s,]+{NUMBER}){{3}}\s*", text)
    return tuple(float(number) for number in re.findall(NUMBER, text)) if found else ()


def _length(text: str) -> float | None:
    match = re.fullmatch(rf"\s*({NUMBER})({'|'.join(UNITS)})\s*", text)
    return float(match[1]) * UNITS[match[2]] if match and float(match[1]) > 0 else None
