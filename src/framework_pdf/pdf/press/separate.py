"""A PDF in RGB and a separation in; out, the PDF in cyan, magenta, yellow and black, its black text overprinting.

What is printed under black text is not left open for it, so that no white shows where inks meet a hair apart.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from pikepdf import Array, Dictionary, Name, Object, Operator, Pdf

from framework_pdf.brand.separation import BLACK_INK, Separation
from framework_pdf.pdf.recolour import TargetInks, recolour
from framework_pdf.pdf.resources import every_resources

OVERPRINT, KNOCK_OUT = Name("/Overprint"), Name("/KnockOut")
_SHOWING = {"Tj", "TJ", "'", '"'}
"""The operators that show text (ISO 32000-1, 9.4.3)."""
_PAINTING = {"f", "F", "f*", "B", "B*", "b", "b*", "S", "s", "Do", "sh"}
"""Those that paint anything else (ISO 32000-1, 8.5.3, 8.7.4.2 and 8.8)."""


def separate(document: Pdf, separation: Separation) -> None:
    """A PDF and a separation in; it is in CMYK, and its black text overprints."""
    process = TargetInks(
        {"rg": "k", "RG": "K"}, Name.DeviceCMYK, lambda colour: _levels(separation, colour), separation.picture
    )
    recolour(document, process, _with_overprint)
    states = {
        OVERPRINT: document.make_indirect(_state(overprints=True)),
        KNOCK_OUT: document.make_indirect(_state(overprints=False)),
    }
    for resources in every_resources(document):
        _add_states(resources, states)


def _levels(separation: Separation, colour: str) -> list[float]:
    """A separation and `#rrggbb` in; out, its inks, 0 to 1."""
    return [ink / 100 for ink in separation.of(colour)]


def _state(*, overprints: bool) -> Dictionary:
    """Whether inks are printed over what is there in; out, the graphics state (ISO 32000-1, 8.6.7)."""
    return Dictionary(Type=Name.ExtGState, OP=overprints, op=overprints, OPM=int(overprints))


def _add_states(resources: Object, states: Mapping[Name, Object]) -> None:
    if "/ExtGState" not in resources:
        resources.ExtGState = Dictionary()
    for name, state in states.items():
        resources.ExtGState[name] = state


def _with_overprint(instructions: Iterable[Any]) -> Iterator[Any]:
    """What draws a page in; out, the same, with overprint on where black text is shown, and else off."""
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
        wanted = black if operator in _SHOWING else False if operator in _PAINTING else over
        if wanted != over:
            over = wanted
            yield Array([OVERPRINT if over else KNOCK_OUT]), Operator("gs")
        yield each
