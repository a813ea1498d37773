"""Converts everything in a PDF that is red, green and blue to other inks: text, areas, pictures and gradients."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pikepdf
from pikepdf import ContentStreamInstruction, Dictionary, Name, Object, Operator, Page, Pdf, PdfImage, Stream
from PIL.Image import Image

from framework_pdf.core.colour import of_channels


@dataclass(frozen=True, slots=True)
class TargetInks:
    """The inks that a PDF is converted to, and how."""

    operators: Mapping[str, str]
    """The operators that replace `rg` and `RG`, which set a colour in red, green and blue (ISO 32000-1, 8.6.8)."""
    space: Name
    """The colour space of the inks (ISO 32000-1, 8.6.4)."""
    of: Callable[[str], Sequence[float]]
    """Returns how much of each ink a colour (`#rrggbb`) takes, 0 to 1."""
    picture: Callable[[Image], Image]
    """Converts a picture in RGB to these inks, 8 bits each."""


InstructionFilter = Callable[[Iterable[Any]], Iterable[Any]]
"""Returns the instructions of a content stream with others added."""


def recolour(document: Pdf, inks: TargetInks, then: InstructionFilter = iter) -> None:
    """Convert everything in a PDF that is red, green and blue to other inks.

    Args:
        document: It is changed in place.
        then: What all instructions go through after they are converted.

    """
    for page in document.pages:
        page.contents_coalesce()
        page.obj.Contents = document.make_stream(_recoloured(page, inks, then))
    for each in list(document.objects):
        if isinstance(each, Stream) and (each.get("/Subtype") == Name.Form or each.get("/PatternType") == 1):
            each.write(_recoloured(each, inks, then))
        elif isinstance(each, Stream) and each.get("/Subtype") == Name.Image:
            _recolour_image(each, inks)
        elif isinstance(each, Dictionary) and "/ShadingType" in each and each.get("/ColorSpace") == Name.DeviceRGB:
            each.ColorSpace = inks.space
            _recolour_function(each.Function, inks)


def _recoloured(content: Page | Object, inks: TargetInks, then: InstructionFilter) -> bytes:
    """Return the content stream of a page or form in the inks."""
    instructions = (_in_inks(each, inks) for each in pikepdf.parse_content_stream(content))
    return pikepdf.unparse_content_stream(list(then(instructions)))


def _in_inks(instruction: Any, inks: TargetInks) -> Any:
    """Return an instruction, in the inks if it sets a colour in red, green and blue."""
    operator = inks.operators.get(str(instruction.operator))
    if operator is None:
        return instruction
    return ContentStreamInstruction(_levels(instruction.operands, inks), Operator(operator))


def _recolour_image(image: Stream, inks: TargetInks) -> None:
    if image.get("/ColorSpace") == Name.DeviceRGB:
        picture = inks.picture(PdfImage(image).as_pil_image(apply_mask=False).convert("RGB"))
        image.write(picture.tobytes())
        image.ColorSpace, image.BitsPerComponent = inks.space, 8


def _recolour_function(function: Object, inks: TargetInks) -> None:
    """Convert the end colours of a gradient's function, and of the functions in it (ISO 32000-1, 7.10.3 and 7.10.4)."""
    for part in function.get("/Functions", []):
        _recolour_function(part, inks)
    for end in ("/C0", "/C1"):
        if end in function:
            function[end] = _levels(function[end], inks)


def _levels(colour: Any, inks: TargetInks) -> list[float]:
    """Return how much of each ink, 0 to 1, red, green and blue of 0 to 1 take."""
    return [round(level, 4) for level in inks.of(of_channels(*(255 * float(each) for each in colour)))]
