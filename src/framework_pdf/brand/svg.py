"""Reads an SVG: its width and height, and why it can't be set without fetching or running something.

It is refused, not mended: what is set are the bytes of the file. Whether it is set as browsers draw it is seen later,
by drawing it (`preflight/svg_comparison.py`); here it is made sure that drawing it is safe, and alike on every machine.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from xml.parsers import expat

from framework_pdf.brand import svg_values
from framework_pdf.brand.svg_values import PLAIN, RULES
from framework_pdf.core.diagnostics import Diagnostic, Location
from framework_pdf.core.limits import MOST_BYTES_OF_A_DRAWING, MOST_DRAWN, MOST_ELEMENTS, MOST_NESTED

SVG = "http://www.w3.org/2000/svg"
XHTML = "http://www.w3.org/1999/xhtml"
UNITS = {"": 1, "px": 1, "pt": 4 / 3, "pc": 16, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96}
"""CSS pixels in each unit."""
NUMBER = r"[+-]?(?:\d{1,9}(?:\.\d{0,9})?|\.\d{1,9})"
_WRITE_OUT = "export it as plain SVG, which writes out what each entity stands for"
_WHY = {name: (each["why"], each["way_out"]) for each in RULES["refused"] for name in each["elements"]}
"""Why an element is refused, and the way out."""
_TOO_MUCH = (
    f"there is more in it than is read: {MOST_ELEMENTS:,} elements, {MOST_NESTED} of them in each other, and "
    f"{MOST_DRAWN:,} with those that are drawn again"
)


class _Element:
    """An element of a drawing, as far as counting what is drawn needs it."""

    def __init__(self, name: str, attributes: dict[str, str]) -> None:
        classes = (f".{each}" for each in attributes.get("class", "").split())
        corners = re.findall(NUMBER, attributes.get("d", "") + attributes.get("points", ""))
        self.name = name
        self.selectors = frozenset((name, f"#{attributes.get('id')}", *classes))
        """The simple selectors that match it: its name, its id and its classes."""
        self.refers_to = [each for key, value in attributes.items() for each in svg_values.ids_in(key, value)]
        """The ids of what is drawn for it, such as by `use` or as a marker."""
        self.corners = max(len(corners), 2)
        """The most markers that it may have."""
        self.below: list[_Element] = []


class _TooMuchError(Exception):
    """There is more in a drawing than is read."""


def size_of(data: bytes, path: Path) -> tuple[tuple[float, float] | None, tuple[str, ...], tuple[Diagnostic, ...]]:
    """Return the width and height of an SVG, its rasters and what is wrong with it.

    Args:
        data: The content of the file.
        path: The file, which problems name.

    Returns:
        The width and height in CSS pixels or units of its own (None where it does not say), the rasters in it as they
        are encoded in base64, and everything that is wrong with it, by line and column.

    """
    reader = _DrawingReader(path)
    reader.read(data)
    return reader.size, tuple(reader.embedded), tuple(dict.fromkeys(reader.problems))


def origin_of(data: bytes) -> tuple[float, float]:
    """Return where the upper left corner of an SVG is in its units: not 0, 0 where its `viewBox` begins elsewhere."""
    reader = _DrawingReader(Path())
    reader.read(data)
    return reader.origin


def excess(data: bytes) -> str | None:
    """Return what there is too much of in a drawing of a template, or why it can't be read; None where it can be set.

    Whether all programs draw it alike is for its author to see.
    """
    reader = _TemplateDrawingReader(Path())
    reader.read(data)
    return reader.problems[0].message if reader.problems else None


class _DrawingReader:
    """Reads one drawing, and notes what is wrong with it."""

    def __init__(self, path: Path) -> None:
        self.size: tuple[float, float] | None = None
        self.origin = (0.0, 0.0)
        self.embedded: list[str] = []
        """The rasters in it, as they are encoded."""
        self.problems: list[Diagnostic] = []
        self._path = path
        self._open: list[_Element] = []
        self._by_id: dict[str, _Element] = {}
        self._elements = self._drawn = 0
        self._sheet: list[str] = []
        """The text of the style sheet that is open, and of what is in it."""
        self._styled: list[tuple[set[str] | None, tuple[str, ...]]] = []
        """The ids of what style sheets draw for elements that some selectors match, or for any element (None)."""
        self._parser = expat.ParserCreate(namespace_separator=" ")

    def read(self, data: bytes) -> None:
        """Read the content of the drawing; where it declares entities, that is noted, and they are not expanded."""
        if len(data) > MOST_BYTES_OF_A_DRAWING:
            message = f"this drawing has {len(data):,} bytes, and {MOST_BYTES_OF_A_DRAWING:,} at most are read"
            self.problems.append(Diagnostic("unusable-picture", message, Location(self._path), "simplify it"))
            return
        self._parser.StartDoctypeDeclHandler = self._document_type
        self._parser.DefaultHandler = lambda _: None  # with it, entities in words stand for nothing
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._words
        self._parser.ProcessingInstructionHandler = self._instruction
        try:
            self._parser.Parse(data, True)
        except expat.ExpatError as error:
            self._add_problem(f"this is no SVG that can be read: {expat.ErrorString(error.code)}", PLAIN)
        except (LookupError, ValueError) as error:
            if self._elements:
                raise
            self._add_problem(f"its first line names an encoding that is not known here: {error}", "save it as UTF-8")
        except (_TooMuchError, RecursionError):
            self._add_problem(_TOO_MUCH, "simplify it")

    def _add_problem(self, message: str, hint: str, at: tuple[int, int] | None = None) -> None:
        """Note a problem, which is where the reader is if no line and column are named."""
        line, column = at or (self._parser.CurrentLineNumber, self._parser.CurrentColumnNumber + 1)
        self.problems.append(Diagnostic("unusable-picture", message, Location(self._path, line, column), hint))

    def _refuse(self, message: str, hint: str) -> None:
        """Note why a logo must not have what is being read, and the way out."""
        self._add_problem(message, hint)

    def _document_type(self, _: str, __: str | None, ___: str | None, has_subset: int) -> None:
        if has_subset:
            self._add_problem("it declares entities, which can blow up", _WRITE_OUT)

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        space, _, name = tag.rpartition(" ")
        self._elements += 1
        if self._elements > MOST_ELEMENTS or len(self._open) > MOST_NESTED:
            raise _TooMuchError
        if not self._open:
            self._root(space, name, attributes)
        self._check(space, name, attributes)
        element = _Element(name, attributes)
        if self._open:
            self._open[-1].below.append(element)
        if "id" in attributes:
            self._by_id.setdefault(attributes["id"], element)
        if self._is_in_style():
            self._refuse(f"`{name}` in a `style` hides words from some programs", "leave words alone in it")
        elif name == "style":
            self._sheet.clear()
        self._open.append(element)

    def _end(self, _: str) -> None:
        element = self._open.pop()
        if element.name == "style" and not self._is_in_style():
            sheet = "".join(self._sheet)
            if reason := svg_values.style_sheet_problem(sheet):
                self._refuse(*reason)
            self._styled += svg_values.ids_by_selector(sheet)
        if not self._open:
            self._count_drawn(element, 1, ())

    def _words(self, words: str) -> None:
        if self._is_in_style():
            self._sheet.append(words)

    def _is_in_style(self) -> bool:
        """Return whether a style sheet is open, however deep: programs take different parts of what is in it."""
        return any(element.name == "style" for element in self._open)

    def _instruction(self, target: str, _: str) -> None:
        if target == "xml-stylesheet":
            self._refuse("a style sheet outside of it is not read alike by all programs", "put it into a `style`")

    def _root(self, space: str, name: str, attributes: dict[str, str]) -> None:
        """Note the drawing's size from its first element, or why it has none."""
        if (space, name) != (SVG, "svg"):
            self._refuse("this is no SVG: its first element is another", PLAIN)
            return
        box = _numbers(attributes.get("viewBox", ""))
        width, height = (_length(attributes.get(side, "")) for side in ("width", "height"))
        if box and min(box[2:]) > 0:
            self.origin, self.size = (box[0], box[1]), (box[2], box[3])
        elif width and height and "viewBox" not in attributes:
            self.size = (width, height)
        else:
            self._refuse("it does not say how wide and high it is", 'write its size, such as `viewBox="0 0 200 100"`')
        if self.size and not 0.02 < self.size[0] / self.size[1] < 50:
            self._refuse("one side is more than 50 times as long as the other", "crop it to what is to be seen")

    def _check(self, space: str, name: str, attributes: dict[str, str]) -> None:
        if space == XHTML:
            self._refuse(f"`{name}` of a web page is not read alike by all programs", "take it out")
        elif any(element.name in _WHY for element in self._open):
            return  # told of what it is in
        elif name == "script" or (space == SVG and name in _WHY):
            message, hint = _WHY[name]
            self._refuse(f"`{name}`: {message}", hint)
            return
        for key, value in attributes.items():
            if reason := svg_values.attribute_problem(name, key, value):
                self._refuse(*reason)
            elif held := svg_values.raster_in(name, key, value):
                self.embedded.append(held)

    def _count_drawn(self, element: _Element, times: int, around: tuple[str, ...]) -> None:
        """Count the elements that are drawn for an element, itself included.

        Args:
            times: How many times it is drawn.
            around: The ids of elements that led to this one by reference.

        Raises:
            _TooMuchError: There are too many, or an element leads to itself.

        """
        self._drawn += times
        if self._drawn > MOST_DRAWN:
            raise _TooMuchError
        for below in element.below:
            self._count_drawn(below, times, around)
        for drawn_id in self._ids_drawn(element):
            if drawn_id in around or len(around) > MOST_NESTED:
                raise _TooMuchError
            again = self._by_id[drawn_id]
            each_time = element.corners if again.name == "marker" else 1
            self._count_drawn(again, times * each_time, (*around, drawn_id))

    def _ids_drawn(self, element: _Element) -> Iterator[str]:
        """Yield the id of each other element that is drawn for this one."""
        styled = (ids for selectors, ids in self._styled if selectors is None or selectors & element.selectors)
        every = (*element.refers_to, *(drawn_id for ids in styled for drawn_id in ids))
        yield from (drawn_id for drawn_id in dict.fromkeys(every) if drawn_id in self._by_id)


class _TemplateDrawingReader(_DrawingReader):
    """Reads a drawing of a template, and notes only what there is too much of."""

    def _refuse(self, message: str, hint: str) -> None:
        """Note nothing: a template's drawing may have what a logo must not have."""


def _numbers(text: str) -> tuple[float, ...]:
    found = re.fullmatch(rf"\s*{NUMBER}(?:[\s,]+{NUMBER}){{3}}\s*", text)
    return tuple(float(number) for number in re.findall(NUMBER, text)) if found else ()


def _length(text: str) -> float | None:
    match = re.fullmatch(rf"\s*({NUMBER})({'|'.join(UNITS)})\s*", text)
    return float(match[1]) * UNITS[match[2]] if match and float(match[1]) > 0 else None
