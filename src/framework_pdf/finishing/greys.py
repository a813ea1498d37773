"""A PDF in; out, nothing in it has a colour: what is red, green and blue is grey of the same lightness."""

from collections.abc import Iterable
from typing import Any

from pikepdf import (
    Dictionary,
    Name,
    Object,
    Operator,
    Page,
    Pdf,
    PdfImage,
    Stream,
    parse_content_stream,
    unparse_content_stream,
)

from framework_pdf.colours import channels, greyed, of_channels

GREY = {"rg": "g", "RG": "G"}
"""The operators that set a colour of red, green and blue, and those for a grey (ISO 32000-1, 8.6.8)."""


def without_colour(document: Pdf) -> None:
    """A PDF in; it is in grey."""
    for page in document.pages:
        page.contents_coalesce()
        page.obj.Contents = document.make_stream(_recoloured(page))
    for each in list(document.objects):
        if isinstance(each, Stream) and (each.get("/Subtype") == Name.Form or each.get("/PatternType") == 1):
            each.write(_recoloured(each))
        elif isinstance(each, Stream) and each.get("/Subtype") == Name.Image:
            _decoloured(each)
        elif isinstance(each, Dictionary) and "/ShadingType" in each and each.get("/ColorSpace") == Name.DeviceRGB:
            each.ColorSpace = Name.DeviceGray
            _fade(each.Function)


def _recoloured(content: Page | Object) -> bytes:
    """A page or a form in; out, what draws it, in grey."""
    return unparse_content_stream([_in_grey(each) for each in parse_content_stream(content)])


def _in_grey(instruction: Any) -> Any:
    operator = GREY.get(str(instruction.operator))
    if operator is None:
        return instruction
    return ([round(_level(instruction.operands), 4)], Operator(operator))


def _decoloured(image: Stream) -> None:
    """An image in; it is in grey."""
    if image.get("/ColorSpace") == Name.DeviceRGB:
        picture = PdfImage(image).as_pil_image().convert("L")
        image.write(picture.tobytes())
        image.ColorSpace, image.BitsPerComponent = Name.DeviceGray, 8


def _fade(function: Object) -> None:
    """The function of a shading in; it goes from one grey to another (ISO 32000-1, 7.10.3 and 7.10.4)."""
    for below in function.get("/Functions", []):
        _fade(below)
    for end in ("/C0", "/C1"):
        if end in function:
            function[end] = [_level(function[end])]


def _level(colour: Iterable[Any]) -> float:
    """Red, green and blue, 0 to 1, in; out, the grey that is as light."""
    red, green, blue = (255 * float(each) for each in colour)
    return channels(greyed(of_channels(red, green, blue)))[0] / 255
