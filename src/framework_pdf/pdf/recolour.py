"""A PDF and inks in; out, everything in it that is red, green and blue has those inks: words, pictures, fades."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pikepdf import (
    ContentStreamInstruction,
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
from PIL.Image import Image

from framework_pdf.core.colour import of_channels


@dataclass(frozen=True, slots=True)
class TargetInks:
    """What a PDF is printed with."""

    operators: Mapping[str, str]
    """For `rg` and `RG`, which set a colour of red, green and blue, those that set one here (ISO 32000-1, 8.6.8)."""
    space: Name
    """The colour space (ISO 32000-1, 8.6.4)."""
    of: Callable[[str], Sequence[float]]
    """`#rrggbb` in; out, how much of each ink it takes, 0 to 1."""
    picture: Callable[[Image], Image]
    """A picture in RGB in; out, the same in these inks, 8 bits each."""


Pass = Callable[[Iterable[Any]], Iterable[Any]]
"""What draws something in; out, the same with something else in it."""


def recolour(document: Pdf, inks: TargetInks, then: Pass = iter) -> None:
    """A PDF, inks, and perhaps what else is done with all that draws, in; nothing is red, green and blue any more."""
    for page in document.pages:
        page.contents_coalesce()
        page.obj.Contents = document.make_stream(_recoloured(page, inks, then))
    for each in list(document.objects):
        if isinstance(each, Stream) and (each.get("/Subtype") == Name.Form or each.get("/PatternType") == 1):
            each.write(_recoloured(each, inks, then))
        elif isinstance(each, Stream) and each.get("/Subtype") == Name.Image:
            _repaint(each, inks)
        elif isinstance(each, Dictionary) and "/ShadingType" in each and each.get("/ColorSpace") == Name.DeviceRGB:
            each.ColorSpace = inks.space
            _fade(each.Function, inks)


def _recoloured(content: Page | Object, inks: TargetInks, then: Pass) -> bytes:
    """A page or a form in; out, what draws it, in the inks."""
    return unparse_content_stream(list(then(_in_inks(each, inks) for each in parse_content_stream(content))))


def _in_inks(instruction: Any, inks: TargetInks) -> Any:
    operator = inks.operators.get(str(instruction.operator))
    if operator is None:
        return instruction
    return ContentStreamInstruction(_levels(instruction.operands, inks), Operator(operator))


def _repaint(image: Stream, inks: TargetInks) -> None:
    """An image in; it is in the inks."""
    if image.get("/ColorSpace") == Name.DeviceRGB:
        picture = inks.picture(PdfImage(image).as_pil_image(apply_mask=False).convert("RGB"))
        image.write(picture.tobytes())
        image.ColorSpace, image.BitsPerComponent = inks.space, 8


def _fade(function: Object, inks: TargetInks) -> None:
    """The function of a shading in; it goes from one colour of the inks to another (ISO 32000-1, 7.10.3 and 7.10.4)."""
    for below in function.get("/Functions", []):
        _fade(below, inks)
    for end in ("/C0", "/C1"):
        if end in function:
            function[end] = _levels(function[end], inks)


def _levels(colour: Any, inks: TargetInks) -> list[float]:
    """Red, green and blue, 0 to 1, in; out, how much of each ink that is."""
    return [round(level, 4) for level in inks.of(of_channels(*(255 * float(each) for each in colour)))]
