"""Lists what is painted on the pages of a PDF: with which inks, how thin, and whether it overprints."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from math import hypot, sqrt
from typing import Any

from pikepdf import Dictionary, Matrix, Name, Object, Page, Pdf, parse_content_stream


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
    image: Object | None = None


_SPACES_OF_OPERATORS = {"g": "DeviceGray", "rg": "DeviceRGB", "k": "DeviceCMYK"}
_Colour = tuple[str, tuple[float, ...]]
"""A colour space, and the levels of a colour in it, 0 to 1."""


@dataclass(slots=True)
class _GraphicsState:
    """The graphics state, as far as it matters here (ISO 32000-1, 8.4)."""

    matrix: Matrix
    fill: _Colour = ("DeviceGray", (0.0,))
    stroke: _Colour = ("DeviceGray", (0.0,))
    width: float = 1
    overprints: bool = False
    is_translucent: bool = False
    is_in_translucent: bool = False
    """Whether it is part of something translucent, whatever it is itself."""


def paints(document: Pdf) -> Iterator[Paint]:
    """Yield everything that is painted on the pages of a PDF, in order."""
    for number, page in enumerate(document.pages, 1):
        yield from _paints_in(page, page.resources, _GraphicsState(Matrix()), number)


def _paints_in(content: Page | Object, resources: Object, state: _GraphicsState, page: int) -> Iterator[Paint]:
    """Yield what a content stream paints, starting from a graphics state."""
    saved: list[_GraphicsState] = []
    rectangles: list[float] = []
    for each in parse_content_stream(content):
        operator, operands = str(each.operator), each.operands
        if operator == "q":
            saved.append(replace(state))
        elif operator == "Q":
            state = saved.pop()
        elif operator in _SETTERS:
            _SETTERS[operator](state, operands, resources)
        elif operator == "re":
            rectangles.append(_thickness(operands, state.matrix))
        elif operator in _PATH_ENDS:
            yield from _paints_of_path(page, operator, state, rectangles)
            rectangles = []
        elif operator in {"Tj", "TJ", "'", '"'}:
            yield _paint(page, PaintKind.TEXT, state.fill, state)
        elif operator == "sh":
            space = _space(resources.Shading[str(operands[0])].ColorSpace, resources)
            yield _paint(page, PaintKind.FADE, (space, ()), state)
        elif operator == "Do":
            yield from _paints_of_xobject(resources.XObject[str(operands[0])], resources, state, page)


_PATH_ENDS = {"f", "F", "f*", "B", "B*", "b", "b*", "S", "s", "n"}
"""The operators that end a path (ISO 32000-1, 8.5.3)."""


def _paints_of_path(page: int, operator: str, state: _GraphicsState, rectangles: Sequence[float]) -> Iterator[Paint]:
    """Yield what the operator that ends a path paints, given the thickness of each rectangle in the path, in pt."""
    if operator[0] in "fFBb":
        yield _paint(page, PaintKind.AREA, state.fill, state, thickness=min(rectangles, default=None))
    if operator[0] in "BbSs":
        yield _paint(page, PaintKind.LINE, state.stroke, state, thickness=state.width * _scale(state.matrix))


def _thickness(rectangle: Any, matrix: Matrix) -> float:
    """Return the thickness in pt of a rectangle, given as the operands of `re`."""
    width, height = (abs(float(side)) for side in rectangle[2:])
    return min(width * hypot(matrix.a, matrix.b), height * hypot(matrix.c, matrix.d))


def _paints_of_xobject(xobject: Object, resources: Object, state: _GraphicsState, page: int) -> Iterator[Paint]:
    """Yield what a form or an image paints."""
    if xobject.Subtype == Name.Image:
        space = "mask" if xobject.get("/ImageMask", False) else _space(xobject.ColorSpace, resources)
        paint = _paint(page, PaintKind.IMAGE, (space, ()), state)
        yield replace(paint, image=xobject, is_translucent=paint.is_translucent or "/SMask" in xobject)
        return
    state_in_form = replace(state, is_in_translucent=state.is_in_translucent or state.is_translucent)
    if "/Matrix" in xobject:
        state_in_form.matrix = Matrix(xobject.Matrix) @ state.matrix
    yield from _paints_in(xobject, xobject.get("/Resources", resources), state_in_form, page)


def _paint(
    page: int, kind: PaintKind, colour: _Colour, state: _GraphicsState, *, thickness: float | None = None
) -> Paint:
    space, levels = colour
    return Paint(
        page,
        kind,
        space,
        levels,
        thickness=thickness,
        overprints=state.overprints,
        is_translucent=state.is_translucent or state.is_in_translucent,
    )


_Setter = Callable[[_GraphicsState, Any, Object], None]
"""Changes the state as an operator with these operands does; names are looked up in the resources."""


def _concatenate_matrix(state: _GraphicsState, operands: Any, _: Object) -> None:
    state.matrix = Matrix(*map(float, operands)) @ state.matrix


def _set_line_width(state: _GraphicsState, operands: Any, _: Object) -> None:
    state.width = float(operands[0])


def _set_named_state(state: _GraphicsState, operands: Any, resources: Object) -> None:
    _apply_parameters(state, resources.ExtGState[str(operands[0])])


def _colour_setter(name: str, space: str) -> _Setter:
    """Return what sets a colour (`fill` or `stroke`) in this colour space."""
    return lambda state, operands, _: setattr(state, name, (space, _numbers(operands)))


def _space_setter(name: str) -> _Setter:
    """Return what sets the colour space of a colour (`fill` or `stroke`)."""
    return lambda state, operands, resources: setattr(state, name, (_space(operands[0], resources), ()))


def _current_space_setter(name: str) -> _Setter:
    """Return what sets a colour (`fill` or `stroke`) in its current colour space."""
    return lambda state, operands, resources: setattr(
        state, name, _colour_in(getattr(state, name)[0], operands, resources)
    )


_SETTERS: dict[str, _Setter] = {
    "cm": _concatenate_matrix,
    "w": _set_line_width,
    "gs": _set_named_state,
    **{operator: _colour_setter("fill", space) for operator, space in _SPACES_OF_OPERATORS.items()},
    **{operator.upper(): _colour_setter("stroke", space) for operator, space in _SPACES_OF_OPERATORS.items()},
    **{operator: _space_setter(name) for operator, name in (("cs", "fill"), ("CS", "stroke"))},
    **{operator: _current_space_setter("fill") for operator in ("sc", "scn")},
    **{operator: _current_space_setter("stroke") for operator in ("SC", "SCN")},
}
"""What each operator does that changes the graphics state."""


def _apply_parameters(state: _GraphicsState, parameters: Object) -> None:
    """Change the state by a dictionary of graphics state parameters (ISO 32000-1, table 58)."""
    if "/OP" in parameters or "/op" in parameters:
        state.overprints = bool(parameters.get("/op", parameters.get("/OP", False)))
    if "/LW" in parameters:
        state.width = float(parameters.LW)
    if any(key in parameters for key in ("/ca", "/CA", "/SMask", "/BM")):
        has_mask = parameters.get("/SMask", Name("/None")) != Name("/None")
        blends = parameters.get("/BM", Name.Normal) != Name.Normal
        opacity = min(float(parameters.get("/ca", 1)), float(parameters.get("/CA", 1)))
        state.is_translucent = has_mask or blends or opacity < 1


def _colour_in(space: str, operands: Any, resources: Object) -> _Colour:
    """Return the colour that operands set in a colour space; for a pattern, the colour space of what it paints."""
    if not operands or not isinstance(operands[-1], Name):
        return space, _numbers(operands)
    pattern = resources.Pattern[str(operands[-1])]
    return (_space(pattern.Shading.ColorSpace, resources), ()) if "/Shading" in pattern else (space, ())


def _space(space: Any, resources: Object) -> str:
    """Return the kind of a colour space, given itself or its name: `DeviceRGB`, `Separation`, `ICCBased`."""
    named = resources.get("/ColorSpace", Dictionary())
    if isinstance(space, Name) and str(space) in named:
        space = named[str(space)]
    if isinstance(space, Name):
        return str(space)[1:]
    kind = str(space[0])[1:]
    return _space(space[1], resources) if kind == "Indexed" else kind


def _numbers(operands: Any) -> tuple[float, ...]:
    return tuple(float(each) for each in operands)


def _scale(matrix: Matrix) -> float:
    """Return how much larger a matrix makes things, on average over all directions."""
    return sqrt(abs(matrix.a * matrix.d - matrix.b * matrix.c))
