"""Lists what is painted on the pages of a PDF: with which inks, how thin, and whether it overprints."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from math import hypot, sqrt
from typing import Any

from pikepdf import (
    Array,
    Dictionary,
    Matrix,
    Name,
    Object,
    Page,
    Pdf,
    PdfImage,
    PdfInlineImage,
    PikepdfError,
    Stream,
    String,
    parse_content_stream,
)

from framework_pdf.pdf.drawn_content import named
from framework_pdf.pdf.page_geometry import unit_of
from framework_pdf.pdf.values import dictionary
from framework_pdf.preflight.ink_spaces import PROCESS_INKS, InkSpace, ink_space


class PaintKind(StrEnum):
    """The kinds of what is painted; messages print these words."""

    TEXT = "text"
    AREA = "area"
    LINE = "line"
    IMAGE = "image"
    FADE = "fade"


@dataclass(frozen=True, slots=True)
class Colour:
    """A colour that is painted with."""

    space: InkSpace
    levels: tuple[float, ...] = ()
    """The levels of its inks, 0 to 1, if it is one colour."""
    fade: Object | None = None
    """The shading that it is instead (ISO 32000-1, 8.7.4)."""
    tile: Stream | None = None
    """The tile that is drawn over and over instead, in colours of its own (8.7.3)."""
    patterns: InkSpace | None = None
    """The space of patterns that it was chosen from, if it was: more may be."""

    def of(self, levels: tuple[float, ...]) -> "Colour":
        """Return a colour of the same space, with some levels."""
        return Colour(self.space, levels)

    @property
    def inks(self) -> tuple[float, ...]:
        """The levels of cyan, magenta, yellow and black, 0 to 1; none if it is no colour of these alone."""
        if self.space.kind == "DeviceCMYK" and len(self.levels) == len(PROCESS_INKS):
            return self.levels
        if self.space.kind == "DeviceGray" and len(self.levels) == 1:
            return (0.0, 0.0, 0.0, 1 - self.levels[0])
        if self.space.inks and self.space.is_of_process and not self.space.is_for_marks:
            named_levels = dict(zip(self.space.inks, self.levels, strict=False))
            return tuple(named_levels.get(ink, 0.0) for ink in PROCESS_INKS)
        return ()


@dataclass(frozen=True, slots=True)
class Paint:
    """One thing that is painted on a page."""

    page: int
    kind: PaintKind
    colour: Colour
    thickness: float | None = None
    """The thickness of a line, or of the thinnest rectangle of an area, in pt; None for everything else."""
    overprints: bool = False
    is_translucent: bool = False
    image: Stream | PdfInlineImage | None = None

    @property
    def space(self) -> str:
        """The kind of its colour space, such as `DeviceCMYK`."""
        return self.colour.space.kind


_SPACES_OF_OPERATORS = {"g": "DeviceGray", "rg": "DeviceRGB", "k": "DeviceCMYK"}
_BLACK = Colour(InkSpace("DeviceGray"), (0.0,))
"""The colour with which each page begins (8.4.1)."""
_OPAQUE: Mapping[str, object] = {"/ca": 1, "/CA": 1, "/BM": Name.Normal, "/SMask": Name("/None")}
"""The parameters by which something shows through, as they are where nothing does (11.6)."""
FILLS, STROKES = {0, 2, 4, 6}, {1, 2, 5, 6}
"""The text rendering modes in which letters are filled, and in which they have outlines (9.3.6)."""


@dataclass(slots=True)
class _GraphicsState:
    """The graphics state, as far as it matters here (ISO 32000-1, 8.4)."""

    page: int
    matrix: Matrix
    fill: Colour = _BLACK
    stroke: Colour = _BLACK
    width: float = 1
    font: Dictionary = field(default_factory=Dictionary)
    text_mode: int = 0
    overprints: bool = False
    strokes_overprint: bool = False
    spares_other_inks: bool = False
    """Whether a level of 0 in CMYK is no ink at all, and no white either (overprint mode 1: 11.7.4.3)."""
    shows_through: Mapping[str, object] = field(default_factory=lambda: _OPAQUE)
    is_in_translucent: bool = False
    """Whether it is part of something translucent, whatever it is itself."""
    within: frozenset[tuple[int, int]] = frozenset()
    """The streams that are being drawn: one in itself is drawn once, as readers do."""
    known: set[tuple[object, ...]] = field(default_factory=set)
    """The tiles and glyphs of the page that were read, which many things may be drawn with."""

    def paint(self, kind: PaintKind, *, is_stroke: bool = False, thickness: float | None = None) -> Paint:
        """Return what is painted in this state, with the colour of areas or with that of lines.

        Colours overprint that name their inks, and CMYK where 0 is no ink; grey never does (table 149).
        """
        colour = self.stroke if is_stroke else self.fill
        can_overprint = bool(colour.space.inks) or (self.spares_other_inks and colour.space.kind == "DeviceCMYK")
        return Paint(
            self.page,
            kind,
            colour,
            thickness=thickness,
            overprints=can_overprint and (self.strokes_overprint if is_stroke else self.overprints),
            is_translucent=self.is_in_translucent or self.is_translucent("/CA" if is_stroke else "/ca"),
        )

    def is_translucent(self, opacity: str) -> bool:
        """Return whether something shows through what is painted, given the parameter of its opacity."""
        return any(self.shows_through[key] != _OPAQUE[key] for key in (opacity, "/BM", "/SMask"))


def paints(document: Pdf) -> Iterator[Paint]:
    """Yield everything that is painted on the pages of a PDF, in order."""
    for number, page in enumerate(document.pages, 1):
        unit = unit_of(page)
        yield from _paints_in(page, page.resources, _GraphicsState(number, Matrix().scaled(unit, unit)))


def _paints_in(content: Page | Object, resources: Object, state: _GraphicsState) -> Iterator[Paint]:
    """Yield what a content stream paints, starting from a graphics state."""
    base = state.matrix
    saved: list[_GraphicsState] = []
    rectangles: list[float] = []
    for each in parse_content_stream(content):
        operator, operands = str(each.operator), list[Any](each.operands)
        match operator:
            case "q":
                saved.append(replace(state))
            case "Q":
                state = saved.pop() if saved else state  # one too many ends nothing, as readers have it
            case "re":
                rectangles.append(_thickness(operands, state.matrix))
            case "Tj" | "TJ" | "'" | '"':
                painted = _paints_of_text(operands, resources, state)
                yield from _with_tiles(painted, state, base)
            case "sh":
                shading = resources.Shading[str(operands[0])]
                fade = Colour(ink_space(shading.ColorSpace, resources), fade=shading)
                yield replace(state.paint(PaintKind.FADE), colour=fade)
            case "Do":
                painted = _paints_of_xobject(resources.XObject[str(operands[0])], resources, state)
                yield from _with_tiles(painted, state, base)
            case "INLINE IMAGE":
                painted = _paints_of_image(operands[0], operands[0].obj, resources, state)
                yield from _with_tiles(painted, state, base)
            case _ if operator in _PATH_ENDS:
                yield from _with_tiles(_paints_of_path(operator, state, rectangles), state, base)
                rectangles = []
            case _:
                _change(state, operator, operands, resources)


_PATH_ENDS = {"f", "F", "f*", "B", "B*", "b", "b*", "S", "s", "n"}
"""The operators that end a path (ISO 32000-1, 8.5.3)."""


def _paints_of_path(operator: str, state: _GraphicsState, rectangles: Sequence[float]) -> Iterator[Paint]:
    """Yield what the operator that ends a path paints, given the thickness of each rectangle in the path, in pt."""
    if operator[0] in "fFBb":
        yield state.paint(PaintKind.AREA, thickness=min(rectangles, default=None))
    if operator[0] in "BbSs":
        yield state.paint(PaintKind.LINE, is_stroke=True, thickness=state.width * _scale(state.matrix))


def _thickness(rectangle: Any, matrix: Matrix) -> float:
    """Return the thickness in pt of a rectangle, given as the operands of `re`."""
    width, height = (abs(float(side)) for side in rectangle[2:])
    return min(width * hypot(matrix.a, matrix.b), height * hypot(matrix.c, matrix.d))


def _with_tiles(painted: Iterator[Paint], state: _GraphicsState, base: Matrix) -> Iterator[Paint]:
    """Yield what is painted; in place of what is filled with tiles, what these paint.

    Args:
        painted: By one operator.
        state: In which it does.
        base: The matrix with which the content stream began, in which its tiles lie (8.7.2).

    """
    for each in painted:
        tile = each.colour.tile
        if tile is None:
            yield each
        elif _is_new((tile.objgen, each.is_translucent), tile, state):
            matrix = _matrix_of(tile) @ base
            inside = _GraphicsState(state.page, matrix, known=state.known, within=state.within | {tile.objgen})
            inside.is_in_translucent = each.is_translucent
            yield from _paints_in(tile, tile.get("/Resources", Dictionary()), inside)


def _is_new(key: tuple[object, ...], stream: Stream, state: _GraphicsState) -> bool:
    """Return whether a stream was not read in this way on the page; from now on it was."""
    is_new = key not in state.known and stream.objgen not in state.within
    state.known.add(key)
    return is_new


def _paints_of_text(operands: Any, resources: Object, state: _GraphicsState) -> Iterator[Paint]:
    """Yield what letters paint: with areas, with outlines, or as glyphs that are drawn (Type 3: 9.6.5)."""
    if state.font.get("/Subtype") == Name.Type3:
        yield from _paints_of_glyphs(operands, resources, state)
        return
    if state.text_mode in FILLS:
        yield state.paint(PaintKind.TEXT)
    if state.text_mode in STROKES:
        yield state.paint(PaintKind.TEXT, is_stroke=True)


def _paints_of_glyphs(operands: Any, resources: Object, state: _GraphicsState) -> Iterator[Paint]:
    """Yield what the glyphs of a Type 3 font paint; one that begins with `d1` has the colour of the text."""
    glyphs = _glyphs(operands, state.font)
    own = [glyph for glyph in glyphs if any(str(each.operator) == "d0" for each in parse_content_stream(glyph))]
    if len(own) < len(glyphs):
        yield state.paint(PaintKind.TEXT)
    for glyph in own:
        if _is_new((glyph.objgen, state.fill.space, state.fill.levels, state.is_translucent("/ca")), glyph, state):
            inside = replace(state, within=state.within | {glyph.objgen})
            painted = _paints_in(glyph, state.font.get("/Resources", resources), inside)
            yield from (replace(each, thickness=None) for each in painted)  # letters are no lines


def _glyphs(operands: Any, font: Dictionary) -> list[Stream]:
    """Return the streams that draw the letters of some operands in a Type 3 font."""
    strings = operands[-1] if len(operands) and isinstance(operands[-1], Array) else operands
    codes = {code for each in strings if isinstance(each, String) for code in bytes(each)}
    differences = dictionary(font, "/Encoding").get("/Differences", Array())
    glyphs, code = dict[int, Stream](), 0
    for each in differences:
        if isinstance(each, Name):
            glyph = dictionary(font, "/CharProcs").get(each)
            if code in codes and isinstance(glyph, Stream):
                glyphs[code] = glyph
            code += 1
        else:
            code = int(each)
    return list(glyphs.values())


def _paints_of_xobject(xobject: Object, resources: Object, state: _GraphicsState) -> Iterator[Paint]:
    """Yield what a form or an image paints."""
    if isinstance(xobject, Stream) and xobject.Subtype == Name.Image:
        yield from _paints_of_image(xobject, xobject, resources, state)
    elif xobject.objgen not in state.within:
        inside = replace(state, within=state.within | {xobject.objgen})
        inside.matrix = _matrix_of(xobject) @ state.matrix
        if "/Group" in xobject:  # it is painted as one thing, and begins with nothing that shows through (11.6.6)
            inside.is_in_translucent = state.is_in_translucent or state.is_translucent("/ca")
            inside.shows_through = _OPAQUE
        yield from _paints_in(xobject, xobject.get("/Resources", resources), inside)


def _paints_of_image(image: Any, told: Object, resources: Object, state: _GraphicsState) -> Iterator[Paint]:
    """Yield what an image paints; a stencil has the colour of areas.

    Args:
        image: The image, a stream of its own or a part of the content.
        told: The dictionary of what it is like.
        resources: What names are looked up in.
        state: In which it is painted.

    """
    paint = state.paint(PaintKind.IMAGE)
    if told.get("/ImageMask", told.get("/IM", False)):
        yield paint
        return
    space = told.get("/ColorSpace", told.get("/CS"))
    colour = Colour(_space_within(image) if space is None else ink_space(space, resources))
    yield replace(paint, colour=colour, image=image, is_translucent=paint.is_translucent or "/SMask" in told)


def _space_within(image: Any) -> InkSpace:
    """Return the colour space of an image that has it within, as a JPEG 2000 may (ISO 32000-1, 7.4.9)."""
    try:
        mode = PdfImage(image).as_pil_image().mode
    except (PikepdfError, OSError, TypeError, ValueError):
        mode = ""
    return InkSpace(_SPACES_OF_MODES.get(mode, "an unknown colour space"))


_SPACES_OF_MODES = {"L": "DeviceGray", "RGB": "DeviceRGB", "CMYK": "DeviceCMYK"}
"""By the modes of Pillow."""


def _change(state: _GraphicsState, operator: str, operands: Any, resources: Any) -> None:
    """Change the state as an operator does; names are looked up in the resources."""
    match operator:
        case "cm":
            state.matrix = Matrix(*map(float, operands)) @ state.matrix
        case "w":
            state.width = float(operands[0])
        case "gs":
            _apply_parameters(state, resources.ExtGState[str(operands[0])])
        case "Tf":
            state.font = named(resources, "/Font", operands)
        case "Tr":
            state.text_mode = int(operands[0])
        case "g" | "rg" | "k" | "cs" | "sc" | "scn":
            state.fill = _colour_set(operator, operands, resources, state.fill)
        case "G" | "RG" | "K" | "CS" | "SC" | "SCN":
            state.stroke = _colour_set(operator.lower(), operands, resources, state.stroke)


def _apply_parameters(state: _GraphicsState, parameters: Object) -> None:
    """Change the state by a dictionary of graphics state parameters (ISO 32000-1, table 58)."""
    state.strokes_overprint = bool(parameters.get("/OP", state.strokes_overprint))
    state.overprints = bool(parameters.get("/op", parameters.get("/OP", state.overprints)))
    state.spares_other_inks = parameters.get("/OPM", int(state.spares_other_inks)) == 1
    state.width = float(parameters.get("/LW", state.width))
    told: dict[str, object] = {key: parameters[key] for key in _OPAQUE if key in parameters}
    if told.get("/BM") == Name.Compatible:
        told["/BM"] = Name.Normal  # another name for it (11.3.5)
    state.shows_through = {**state.shows_through, **told}


def _colour_set(operator: str, operands: Any, resources: Any, before: Colour) -> Colour:
    """Return the colour that an operator sets.

    Args:
        operator: In small letters.
        operands: Of the operator.
        resources: What names are looked up in.
        before: The colour until then.

    """
    if operator in _SPACES_OF_OPERATORS:
        return Colour(InkSpace(_SPACES_OF_OPERATORS[operator]), _numbers(operands))
    if operator == "cs":
        space = ink_space(operands[0], resources)
        return Colour(space, () if space.is_palette else space.at_first)
    if not operands or not isinstance(operands[-1], Name):
        return Colour(before.space, () if before.space.is_palette else _numbers(operands))
    pattern, patterns = resources.Pattern[str(operands[-1])], before.patterns or before.space
    if "/Shading" in pattern:
        shading = pattern.Shading
        return Colour(ink_space(shading.ColorSpace, resources), fade=shading, patterns=patterns)
    if pattern.get("/PaintType") == 2 and patterns.under:
        return Colour(patterns.under, _numbers(operands[:-1]), patterns=patterns)
    return Colour(patterns, tile=pattern, patterns=patterns)


def _matrix_of(stream: Object) -> Matrix:
    """Return the matrix of a form or a pattern."""
    return Matrix(stream.Matrix) if "/Matrix" in stream else Matrix()


def _numbers(operands: Any) -> tuple[float, ...]:
    return tuple(float(each) for each in operands)


def _scale(matrix: Matrix) -> float:
    """Return how much larger a matrix makes things, on average over all directions."""
    return sqrt(abs(matrix.a * matrix.d - matrix.b * matrix.c))
