"""Lists what is painted on the pages of a PDF: with which inks, how thin, and whether it overprints."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from math import hypot, sqrt
from typing import Any

from pikepdf import (
    Dictionary,
    Matrix,
    Name,
    Object,
    Page,
    Pdf,
    PdfImage,
    PikepdfError,
    Stream,
    parse_content_stream,
)


class PaintKind(StrEnum):
    """The kinds of what is painted; messages print these words."""

    TEXT = "text"
    AREA = "area"
    LINE = "line"
    IMAGE = "image"
    FADE = "fade"


@dataclass(frozen=True, slots=True)
class Paint:
    """One thing that is painted on a page."""

    page: int
    kind: PaintKind
    space: str
    """Its colour space, such as `DeviceCMYK` (ISO 32000-1, 8.6)."""
    levels: tuple[float, ...] = ()
    """The levels of its inks, 0 to 1, if it is of one colour."""
    thickness: float | None = None
    """The thickness of a line, or of the thinnest rectangle of an area, in pt; None for everything else."""
    overprints: bool = False
    is_translucent: bool = False
    image: Stream | None = None


_SPACES_OF_OPERATORS = {"g": "DeviceGray", "rg": "DeviceRGB", "k": "DeviceCMYK"}
_Colour = tuple[str, tuple[float, ...]]
"""A colour space, and the levels of a colour in it, 0 to 1."""


@dataclass(slots=True)
class _GraphicsState:
    """The graphics state, as far as it matters here (ISO 32000-1, 8.4)."""

    page: int
    matrix: Matrix
    fill: _Colour = ("DeviceGray", (0.0,))
    stroke: _Colour = ("DeviceGray", (0.0,))
    width: float = 1
    overprints: bool = False
    is_translucent: bool = False
    is_in_translucent: bool = False
    """Whether it is part of something translucent, whatever it is itself."""

    def paint(self, kind: PaintKind, colour: _Colour, thickness: float | None = None) -> Paint:
        """Return what is painted in this state, in a colour of it."""
        is_translucent = self.is_translucent or self.is_in_translucent
        return Paint(
            self.page, kind, *colour, thickness=thickness, overprints=self.overprints, is_translucent=is_translucent
        )


def paints(document: Pdf) -> Iterator[Paint]:
    """Yield everything that is painted on the pages of a PDF, in order."""
    for number, page in enumerate(document.pages, 1):
        yield from _paints_in(page, page.resources, _GraphicsState(number, Matrix()))


def _paints_in(content: Page | Object, resources: Object, state: _GraphicsState) -> Iterator[Paint]:
    """Yield what a content stream paints, starting from a graphics state."""
    saved: list[_GraphicsState] = []
    rectangles: list[float] = []
    for each in parse_content_stream(content):
        operator, operands = str(each.operator), each.operands
        match operator:
            case "q":
                saved.append(replace(state))
            case "Q":
                state = saved.pop() if saved else state  # one too many ends nothing, as readers have it
            case "re":
                rectangles.append(_thickness(operands, state.matrix))
            case "Tj" | "TJ" | "'" | '"':
                yield state.paint(PaintKind.TEXT, state.fill)
            case "sh":
                space = _space(resources.Shading[str(operands[0])].ColorSpace, resources)
                yield state.paint(PaintKind.FADE, (space, ()))
            case "Do":
                yield from _paints_of_xobject(resources.XObject[str(operands[0])], resources, state)
            case _ if operator in _PATH_ENDS:
                yield from _paints_of_path(operator, state, rectangles)
                rectangles = []
            case _:
                _change(state, operator, operands, resources)


_PATH_ENDS = {"f", "F", "f*", "B", "B*", "b", "b*", "S", "s", "n"}
"""The operators that end a path (ISO 32000-1, 8.5.3)."""


def _paints_of_path(operator: str, state: _GraphicsState, rectangles: Sequence[float]) -> Iterator[Paint]:
    """Yield what the operator that ends a path paints, given the thickness of each rectangle in the path, in pt."""
    if operator[0] in "fFBb":
        yield state.paint(PaintKind.AREA, state.fill, thickness=min(rectangles, default=None))
    if operator[0] in "BbSs":
        yield state.paint(PaintKind.LINE, state.stroke, thickness=state.width * _scale(state.matrix))


def _thickness(rectangle: Any, matrix: Matrix) -> float:
    """Return the thickness in pt of a rectangle, given as the operands of `re`."""
    width, height = (abs(float(side)) for side in rectangle[2:])
    return min(width * hypot(matrix.a, matrix.b), height * hypot(matrix.c, matrix.d))


def _paints_of_xobject(xobject: Object, resources: Object, state: _GraphicsState) -> Iterator[Paint]:
    """Yield what a form or an image paints."""
    if isinstance(xobject, Stream) and xobject.Subtype == Name.Image:
        space = "mask" if xobject.get("/ImageMask", False) else _space_of_image(xobject, resources)
        paint = state.paint(PaintKind.IMAGE, (space, ()))
        yield replace(paint, image=xobject, is_translucent=paint.is_translucent or "/SMask" in xobject)
        return
    state_in_form = replace(state, is_in_translucent=state.is_in_translucent or state.is_translucent)
    if "/Matrix" in xobject:
        state_in_form.matrix = Matrix(xobject.Matrix) @ state.matrix
    yield from _paints_in(xobject, xobject.get("/Resources", resources), state_in_form)


def _space_of_image(image: Stream, resources: Object) -> str:
    """Return the kind of an image's colour space; a JPEG 2000 may have it within (ISO 32000-1, 7.4.9)."""
    if "/ColorSpace" in image:
        return _space(image.ColorSpace, resources)
    try:
        mode = PdfImage(image).as_pil_image().mode
    except (PikepdfError, OSError, ValueError):
        mode = ""
    return _SPACES_OF_MODES.get(mode, "an unknown colour space")


_SPACES_OF_MODES = {"L": "DeviceGray", "RGB": "DeviceRGB", "CMYK": "DeviceCMYK"}
"""By the modes of Pillow."""


def _change(state: _GraphicsState, operator: str, operands: Any, resources: Object) -> None:
    """Change the state as an operator does; names are looked up in the resources."""
    match operator:
        case "cm":
            state.matrix = Matrix(*map(float, operands)) @ state.matrix
        case "w":
            state.width = float(operands[0])
        case "gs":
            _apply_parameters(state, resources.ExtGState[str(operands[0])])
        case "g" | "rg" | "k" | "cs" | "sc" | "scn":
            state.fill = _colour_set(operator, operands, resources, state.fill[0])
        case "G" | "RG" | "K" | "CS" | "SC" | "SCN":
            state.stroke = _colour_set(operator.lower(), operands, resources, state.stroke[0])


def _apply_parameters(state: _GraphicsState, parameters: Object) -> None:
    """Change the state by a dictionary of graphics state parameters (ISO 32000-1, table 58)."""
    state.overprints = bool(parameters.get("/op", parameters.get("/OP", state.overprints)))
    state.width = float(parameters.get("/LW", state.width))
    if any(key in parameters for key in ("/ca", "/CA", "/SMask", "/BM")):
        has_mask = parameters.get("/SMask", Name("/None")) != Name("/None")
        blends = parameters.get("/BM", Name.Normal) != Name.Normal
        opacity = min(float(parameters.get("/ca", 1)), float(parameters.get("/CA", 1)))
        state.is_translucent = has_mask or blends or opacity < 1


def _colour_set(operator: str, operands: Any, resources: Object, space: str) -> _Colour:
    """Return the colour that an operator sets; for a pattern, the colour space of what it paints.

    Args:
        operator: In small letters.
        operands: Of the operator.
        resources: What names are looked up in.
        space: The colour space until then.

    """
    if operator in _SPACES_OF_OPERATORS:
        return _SPACES_OF_OPERATORS[operator], _numbers(operands)
    if operator == "cs":
        return _space(operands[0], resources), ()
    if not operands or not isinstance(operands[-1], Name):
        return space, _numbers(operands)
    pattern = resources.Pattern[str(operands[-1])]
    return (_space(pattern.Shading.ColorSpace, resources), ()) if "/Shading" in pattern else (space, ())


def _space(space: Any, resources: Object) -> str:
    """Return the kind of a colour space, given itself or its name: `DeviceRGB`, `Separation`, `ICCBased`."""
    if isinstance(space, Name):
        space = resources.get("/ColorSpace", Dictionary()).get(str(space), space)
    if isinstance(space, Name):
        return str(space)[1:]
    kind = str(space[0])[1:]
    return _space(space[1], resources) if kind == "Indexed" else kind


def _numbers(operands: Any) -> tuple[float, ...]:
    return tuple(float(each) for each in operands)


def _scale(matrix: Matrix) -> float:
    """Return how much larger a matrix makes things, on average over all directions."""
    return sqrt(abs(matrix.a * matrix.d - matrix.b * matrix.c))
