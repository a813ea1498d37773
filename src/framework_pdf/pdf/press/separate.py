"""Converts a PDF in RGB to cyan, magenta, yellow and black, and makes its black text overprint.

What lies under black text is printed whole, so that no white shows where plates are not exactly in register.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from pikepdf import Array, Dictionary, Name, Operator, Pdf

from framework_pdf.brand.separation import BLACK_INK, Separation
from framework_pdf.pdf.recolour import TargetInks, recolour
from framework_pdf.pdf.resources import resources_of

OVERPRINT, KNOCK_OUT = Name("/Overprint"), Name("/KnockOut")
"""The graphics states that turn overprint on and off (ISO 32000-1, 8.6.7)."""
_TEXT_OPERATORS = {"Tj", "TJ", "'", '"'}
"""The operators that show text (ISO 32000-1, 9.4.3)."""
_PAINT_OPERATORS = {"f", "F", "f*", "B", "B*", "b", "b*", "S", "s", "Do", "sh"}
"""The operators that paint anything else (ISO 32000-1, 8.5.3, 8.7.4.2 and 8.8)."""


def separate(document: Pdf, separation: Separation) -> None:
    """Convert a PDF to CMYK in place, and make its black text overprint."""

    def levels(colour: str) -> list[float]:
        return [ink / 100 for ink in separation.of(colour)]

    recolour(document, TargetInks({"rg": "k", "RG": "K"}, Name.DeviceCMYK, levels, separation.picture), _with_overprint)
    overprint, knock_out = (
        document.make_indirect(Dictionary(Type=Name.ExtGState, OP=is_on, op=is_on, OPM=int(is_on)))
        for is_on in (True, False)
    )
    for resources in resources_of(document):
        if "/ExtGState" not in resources:
            resources.ExtGState = Dictionary()
        resources.ExtGState[OVERPRINT] = overprint
        resources.ExtGState[KNOCK_OUT] = knock_out


def _with_overprint(instructions: Iterable[Any]) -> Iterator[Any]:
    """Yield instructions with others that turn overprint on for black text, and off for all else."""
    black, over = False, False
    saved: list[tuple[bool, bool]] = []
    for each in instructions:
        operator = str(each.operator)
        if operator == "q":
            saved.append((black, over))
        elif operator == "Q":
            black, over = saved.pop()
        elif operator in {"k", "g", "sc", "scn"}:
            black = operator == "k" and [100 * float(ink) for ink in each.operands] == list(BLACK_INK)
        wanted = black if operator in _TEXT_OPERATORS else False if operator in _PAINT_OPERATORS else over
        if wanted != over:
            over = wanted
            yield Array([OVERPRINT if over else KNOCK_OUT]), Operator("gs")
        yield each
