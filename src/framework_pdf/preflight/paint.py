"""A PDF in; out, what is painted on its pages: with which inks, how thin, over what is there or not."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from math import hypot, sqrt
from typing import Any

from pikepdf import Dictionary, Matrix, Name, Object, Page, Pdf, parse_content_stream


class PaintKind(StrEnum):
    """What is painted."""

    TEXT = "text"
    AREA = "area"
    LINE = "line"
    IMAGE = "image"
    FADE = "fade"


@dataclass(frozen=True, slots=True)
class Paint:
    """One thing that is painted."""

    page: int
    kind: PaintKind
    space: str
    """Its colour space (ISO 32000-1, 8.6): `DeviceCMYK`."""
    levels: tuple[float, ...] = ()
    """Of its inks, 0 to 1, where it is one colour."""
    thickness: float | None = None
    """Of a line, or of a bar without a turn, in pt; None: it has none that matters."""
    overprints: bool = False
    is_translucent: bool = False
    image: Object | None = None


_SPACES = {"g": "DeviceGray", "rg": "DeviceRGB", "k": "DeviceCMYK"}


@dataclass(slots=True)
class _State:
    """The graphics state, as far as it matters here (ISO 32000-1, 8.4)."""

    matrix: Matrix
    fill: tuple[str, tuple[float, ...]] = ("DeviceGray", (0.0,))
    stroke: tuple[str, tuple[float, ...]] = ("DeviceGray", (0.0,))
    width: float = 1
    overprints: bool = False
    is_translucent: bool = False
    is_within: bool = False
    """Whether it is part of something translucent, whatever it is itself."""


def paints(document: Pdf) -> Iterator[Paint]:
    """A PDF in; out, everything that is painted on its pages, in order."""
    for number, page in enumerate(document.pages, 1):
        yield from _painted(page, page.resources, _State(Matrix()), number)


def _painted(content: Page | Object, resources: Object, state: _State, page: int) -> Iterator[Paint]:
    """What draws something, its resources and the state that it starts from in; out, what it paints."""
    saved: list[_State] = []
    bars: list[float] = []
    for each in parse_content_stream(content):
        operator, operands = str(each.operator), each.operands
        if operator == "q":
            saved.append(replace(state))
        elif operator == "Q":
            state = saved.pop()
        elif operator in _SETTERS:
            _SETTERS[operator](state, operands, resources)
        elif operator == "re":
            bars.append(_thickness(operands, state.matrix))
        elif operator in _PATHS:
            yield from _path(page, operator, state, bars)
            bars = []
        elif operator in {"Tj", "TJ", "'", '"'}:
            yield _paint(page, PaintKind.TEXT, state.fill, state)
        elif operator == "sh":
            space = _space(resources.Shading[str(operands[0])].ColorSpace, resources)
            yield _paint(page, PaintKind.FADE, (space, ()), state)
        elif operator == "Do":
            yield from _placed(resources.XObject[str(operands[0])], resources, state, page)


_PATHS = {"f", "F", "f*", "B", "B*", "b", "b*", "S", "s", "n"}
"""The operators that end a path (ISO 32000-1, 8.5.3)."""


def _path(page: int, operator: str, state: _State, bars: Sequence[float]) -> Iterator[Paint]:
    """What ends a path, and how thin the rectangles in it are, in; out, what it paints."""
    if operator[0] in "fFBb":
        yield _paint(page, PaintKind.AREA, state.fill, state, min(bars, default=None))
    if operator[0] in "BbSs":
        yield _paint(page, PaintKind.LINE, state.stroke, state, state.width * _scale(state.matrix))


def _thickness(rectangle: Any, matrix: Matrix) -> float:
    """The place, width and height of a rectangle and the current matrix in; out, how thin it is, in pt."""
    width, height = (abs(float(side)) for side in rectangle[2:])
    return min(width * hypot(matrix.a, matrix.b), height * hypot(matrix.c, matrix.d))


def _placed(thing: Object, resources: Object, state: _State, page: int) -> Iterator[Paint]:
    """A form or an image in; out, what it paints."""
    if thing.Subtype == Name.Image:
        space = "mask" if thing.get("/ImageMask", False) else _space(thing.ColorSpace, resources)
        paint = _paint(page, PaintKind.IMAGE, (space, ()), state)
        yield replace(paint, image=thing, is_translucent=paint.is_translucent or "/SMask" in thing)
        return
    within = replace(state, is_within=state.is_within or state.is_translucent)
    if "/Matrix" in thing:
        within.matrix = Matrix(thing.Matrix) @ state.matrix
    yield from _painted(thing, thing.get("/Resources", resources), within, page)


def _paint(
    page: int, kind: PaintKind, colour: tuple[str, tuple[float, ...]], state: _State, thickness: float | None = None
) -> Paint:
    return Paint(page, kind, *colour, thickness, state.overprints, state.is_translucent or state.is_within)


def _moved(state: _State, operands: Any, _: Object) -> None:
    state.matrix = Matrix(*map(float, operands)) @ state.matrix


def _widened(state: _State, operands: Any, _: Object) -> None:
    state.width = float(operands[0])


def _looked_up(state: _State, operands: Any, resources: Object) -> None:
    _set(state, resources.ExtGState[str(operands[0])])


def _coloured(name: str, space: str) -> Callable[[_State, Any, Object], None]:
    """`fill` or `stroke` and a colour space in; out, what sets a colour of it."""
    return lambda state, operands, _: setattr(state, name, (space, _numbers(operands)))


def _spaced(name: str) -> Callable[[_State, Any, Object], None]:
    """`fill` or `stroke` in; out, what sets its colour space."""
    return lambda state, operands, resources: setattr(state, name, (_space(operands[0], resources), ()))


def _picked(name: str) -> Callable[[_State, Any, Object], None]:
    """`fill` or `stroke` in; out, what sets a colour of its current space."""
    return lambda state, operands, resources: setattr(
        state, name, _chosen(getattr(state, name)[0], operands, resources)
    )


_SETTERS: dict[str, Callable[[_State, Any, Object], None]] = {
    "cm": _moved,
    "w": _widened,
    "gs": _looked_up,
    **{operator: _coloured("fill", space) for operator, space in _SPACES.items()},
    **{operator.upper(): _coloured("stroke", space) for operator, space in _SPACES.items()},
    **{operator: _spaced(name) for operator, name in (("cs", "fill"), ("CS", "stroke"))},
    **{operator: _picked("fill") for operator in ("sc", "scn")},
    **{operator: _picked("stroke") for operator in ("SC", "SCN")},
}
"""What changes the state."""


def _set(state: _State, given: Object) -> None:
    """A state and what changes it in; it is changed (ISO 32000-1, table 58)."""
    if "/OP" in given or "/op" in given:
        state.overprints = bool(given.get("/op", given.get("/OP", False)))
    if "/LW" in given:
        state.width = float(given.LW)
    if any(key in given for key in ("/ca", "/CA", "/SMask", "/BM")):
        soft = given.get("/SMask", Name("/None")) != Name("/None") or given.get("/BM", Name.Normal) != Name.Normal
        state.is_translucent = soft or min(float(given.get("/ca", 1)), float(given.get("/CA", 1))) < 1


def _chosen(space: str, operands: Any, resources: Object) -> tuple[str, tuple[float, ...]]:
    """The current colour space and a colour in it in; out, both; of a pattern, that of what it paints."""
    if not operands or not isinstance(operands[-1], Name):
        return space, _numbers(operands)
    pattern = resources.Pattern[str(operands[-1])]
    return (_space(pattern.Shading.ColorSpace, resources), ()) if "/Shading" in pattern else (space, ())


def _space(given: Any, resources: Object) -> str:
    """A colour space, or its name, in; out, what it comes to: `DeviceRGB`, `Separation`, `ICCBased`."""
    named = resources.get("/ColorSpace", Dictionary())
    if isinstance(given, Name) and str(given) in named:
        given = named[str(given)]
    if isinstance(given, Name):
        return str(given)[1:]
    kind = str(given[0])[1:]
    return _space(given[1], resources) if kind == "Indexed" else kind


def _numbers(operands: Any) -> tuple[float, ...]:
    return tuple(float(each) for each in operands)


def _scale(matrix: Matrix) -> float:
    """A matrix in; out, how much larger it makes things, on average of their directions."""
    return sqrt(abs(matrix.a * matrix.d - matrix.b * matrix.c))
