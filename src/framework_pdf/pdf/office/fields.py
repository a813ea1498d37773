"""Draws form fields as they are filled in, as readers do where nothing has drawn them yet (ISO 32000-1, 12.7.3.3).

What is drawn here is a ground, a plain frame, and one line of plain letters at the left in the field's own type size.
"""

import re
from collections.abc import Iterator

from pikepdf import (
    AcroFormField,
    Annotation,
    Array,
    Dictionary,
    FormFieldFlag,
    Matrix,
    Name,
    Object,
    Pdf,
    Stream,
    String,
    parse_content_stream,
)

from framework_pdf.pdf.office.frames import FILLS, LINES, colour_from, outline, style_of, width_of
from framework_pdf.pdf.values import dictionary, number

NOT_PLAIN = FormFieldFlag.tx_multiline | FormFieldFlag.tx_comb | FormFieldFlag.tx_password | FormFieldFlag.tx_rich_text
"""Of a text field: its value is more than one line of letters, or other ones."""
FONT = re.compile(rb"/([^\s/\[\]()<>{}%]+)\s+([\d.]+)\s+Tf")
"""The name of a font and its size, in the operators that a field is drawn with (DA, table 222)."""
BELOW_MIDDLE = 0.4
"""How far letters stand below the middle of a field, in parts of the type size: as far as in readers."""
MARGIN = 2
"""How far letters stand from the left edge of a field without a frame, in pt."""


def draws_text(filled: AcroFormField) -> bool:
    """Return whether a field shows words: not a button or a signature."""
    return filled.is_text or filled.is_choice


def value_of(filled: AcroFormField) -> str:
    """Return the value of a field as readers show it: of a choice its words, which may not be what is sent (12.7.4.4).

    That of a list is all that there is to choose from: readers show it whatever is chosen.
    """
    if _is_list(filled):
        return "\n".join(filled.choices)
    value = filled.value
    if isinstance(value, Array) and len(value):
        value = value[0]
    if isinstance(value, Stream):  # as long texts may be (table 228)
        value = String(value.read_bytes())
    told = str(value) if isinstance(value, String) else ""
    options = filled.get_inheritable_field_value("/Opt")
    pairs = [each for each in options if isinstance(each, Array)] if isinstance(options, Array) else []
    return {str(each[0]): str(each[1]) for each in pairs if len(each) > 1}.get(told, told)


def is_outdated(filled: AcroFormField, drawn: Stream) -> bool:
    """Return whether what draws a field says another value, as far as letters can be read there."""
    if not draws_text(filled):
        return False
    value, said = "".join(value_of(filled).split()), words_in(drawn)
    is_part = _is_list(filled) and said != "" and said in value  # a list has room for some of its words
    return said != value and not is_part


def words_in(drawn: Stream) -> str:
    """Return the words that a stream draws, without spaces, as far as they are Latin letters."""
    operands = [each for one in parse_content_stream(drawn) for each in one.operands]
    strings = [
        each for one in operands for each in (one if isinstance(one, Array) else [one]) if isinstance(each, String)
    ]
    return "".join("".join(bytes(each).decode("cp1252", "replace") for each in strings).split())


def draw(document: Pdf, filled: AcroFormField, note: Annotation, old: Stream | None) -> Stream | None:
    """Draw a field anew, and return what draws it; None where readers draw more of its value than is drawn here.

    Args:
        document: That it is in.
        note: Where it stands on a page; it is drawn by the new drawing from now on.
        old: What drew it before, which may have fonts that are nowhere else.

    """
    fonts = _fonts(filled, old)
    value = value_of(filled)
    if value and not (_is_plain(filled, value) and fonts):
        return None
    turn, (width, height) = _turn(note), (note.rect.width, note.rect.height)
    if turn % 180:
        width, height = height, width
    content = [*_ground(note, width, height), *(_line(filled, note, (width, height)) if value else ())]
    stream = document.make_stream(
        b"\n".join(content),
        Type=Name.XObject,
        Subtype=Name.Form,
        BBox=Array([0, 0, width, height]),
        Matrix=Matrix().rotated(turn).as_array(),
        Resources=Dictionary(Font=fonts),
    )
    note.obj.AP = Dictionary(N=stream)
    return stream


def has_frame(note: Annotation) -> bool:
    """Return whether a field has a frame or a ground (table 189)."""
    return any(_colour(note, key, FILLS) for key in ("/BC", "/BG"))


def has_plain_frame(filled: AcroFormField, note: Annotation) -> bool:
    """Return whether all of a field's frame is drawn, if it has one: one line around it, with none between letters."""
    is_comb = filled.is_text and filled.flags & FormFieldFlag.tx_comb
    return not _colour(note, "/BC", LINES) or (style_of(note) == Name.S and not is_comb)


def _is_list(filled: AcroFormField) -> bool:
    return filled.is_choice and not filled.flags & FormFieldFlag.ch_combo


def _is_plain(filled: AcroFormField, value: str) -> bool:
    """Return whether a value is one line of plain letters, at the left and in a type size of its own."""
    size = _font_and_size(filled)[1]
    is_line = not filled.flags & NOT_PLAIN if filled.is_text else not _is_list(filled)
    return bool(is_line and not filled.quadding and value.isascii() and value.isprintable() and size)


def _font_and_size(filled: AcroFormField) -> tuple[str, float]:
    """Return the name of a field's font, and its type size; 0 is that with which its value fills it."""
    found = FONT.search(filled.default_appearance)
    return (f"/{found[1].decode('latin-1')}", float(found[2])) if found else ("", 0)


def _fonts(filled: AcroFormField, old: Stream | None) -> Dictionary:
    """Return the font of a field by its name; none if it is not there, or not one with a byte for a letter."""
    name, _ = _font_and_size(filled)
    resources: list[Object | None] = [filled.default_resources, *([] if old is None else [old.get("/Resources")])]
    fonts = (dictionary(each, "/Font").get(name) for each in resources if isinstance(each, Dictionary) and name)
    usable = (each for each in fonts if isinstance(each, Dictionary) and each.get("/Subtype") != Name.Type0)
    return next((Dictionary({name: each}) for each in usable), Dictionary())


def _turn(note: Annotation) -> int:
    """Return by how many degrees a field is turned to the left on its page: 0, 90, 180 or 270 (table 189)."""
    turn = number(dictionary(note.obj, "/MK").get("/R")) or 0
    return 0 if turn % 90 else int(turn % 360)


def _ground(note: Annotation, width: float, height: float) -> Iterator[bytes]:
    """Yield the operators that draw the ground of a field and its frame."""
    if ground := _colour(note, "/BG", FILLS):
        yield b"q %b 0 0 %.4f %.4f re f Q" % (ground, width, height)
    if line := _frame_width(note):
        yield b"q %b %b Q" % (_colour(note, "/BC", LINES), outline(width, height, line))


def _line(filled: AcroFormField, note: Annotation, sides: tuple[float, float]) -> Iterator[bytes]:
    """Yield the operators that draw the value of a field, in the middle of its height."""
    (width, height), line = sides, _frame_width(note)
    bottom = height / 2 - BELOW_MIDDLE * _font_and_size(filled)[1]
    yield b"/Tx BMC q %.4f %.4f %.4f %.4f re W n" % (line, line, width - 2 * line, height - 2 * line)
    yield b"BT %b %.4f %.4f Td %b Tj ET Q EMC" % (
        filled.default_appearance,
        2 * line or MARGIN,
        bottom,
        String(value_of(filled)).unparse(),
    )


def _frame_width(note: Annotation) -> float:
    """Return how wide the frame of a field is; 0 if it has no colour."""
    return width_of(note) if _colour(note, "/BC", LINES) else 0


def _colour(note: Annotation, key: str, operators: dict[int, bytes]) -> bytes:
    """Return the operator that chooses a colour of a field; nothing if it has none (table 189)."""
    return colour_from(dictionary(note.obj, "/MK").get(key), operators)
