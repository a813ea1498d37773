"""Draws the frames of links and fields, as readers do that print them (ISO 32000-1, 12.5.4)."""

from pikepdf import Annotation, Array, Dictionary, Name, Object, Pdf, Stream

from framework_pdf.pdf.values import dictionary, number

FILLS, LINES = ({1: b"g", 3: b"rg", 4: b"k"}, {1: b"G", 3: b"RG", 4: b"K"})
"""The operators that choose a colour to fill and to draw lines with, by how many numbers it has (tables 164, 189)."""


def draw_frame(document: Pdf, note: Annotation) -> Stream | None:
    """Draw the frame of an annotation that has nothing else to show, from now on; None if it has none.

    It is black if nothing is said of its colour, and 1 pt wide if nothing is said of its width (table 164).
    """
    colour, line = colour_from(note.obj.get("/C", Array([0])), LINES), width_of(note)
    width, height = note.rect.width, note.rect.height
    if not colour or not line:
        return None
    drawn = b"%b %b%b" % (colour, _dashes(note), outline(width, height, line, style=style_of(note)))
    form = document.make_stream(drawn, Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, width, height]))
    note.obj.AP = Dictionary(N=form)
    return form


def outline(width: float, height: float, line: float, *, style: object = Name.S) -> bytes:
    """Return the operators that draw a line within the edges of an area, or along its lower edge (table 166)."""
    if style == Name.U:
        return b"%.4f w 0 %.4f m %.4f %.4f l S" % (line, line / 2, width, line / 2)
    return b"%.4f w %.4f %.4f %.4f %.4f re S" % (line, line / 2, line / 2, width - line, height - line)


def style_of(note: Annotation) -> object:
    """Return the style of the frame of an annotation (table 166)."""
    return dictionary(note.obj, "/BS").get("/S", Name.S)


def width_of(note: Annotation) -> float:
    """Return how wide the frame of an annotation is (tables 164 and 166)."""
    border = note.obj.get("/Border")
    said = border[2] if isinstance(border, Array) and len(border) > 2 else 1
    width = number(dictionary(note.obj, "/BS").get("/W", said))
    return 1 if width is None else max(0, width)


def colour_from(value: Object | None, operators: dict[int, bytes]) -> bytes:
    """Return the operator that chooses a colour, with its numbers; nothing if there is none."""
    numbers = [number(each) or 0 for each in value] if isinstance(value, Array) else []
    operator = operators.get(len(numbers))
    return b" ".join([*(b"%.4f" % each for each in numbers), operator]) if operator else b""


def _dashes(note: Annotation) -> bytes:
    """Return the operator that makes a frame one of dashes, if it is to be one."""
    border, style = note.obj.get("/Border"), dictionary(note.obj, "/BS")
    if "/BS" in note.obj:
        dashes = style.get("/D", Array([3])) if style_of(note) == Name.D else None
    else:
        dashes = border[3] if isinstance(border, Array) and len(border) > 3 else None
    lengths = [number(each) or 0 for each in dashes] if isinstance(dashes, Array) else []
    return b"[%b] 0 d " % b" ".join(b"%.4f" % each for each in lengths) if any(lengths) else b""
