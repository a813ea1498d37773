"""Checks that a PDF/A has only colours that its output intent tells (ISO 19005-2, 6.2.4.3), wherever they are used."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import Any

from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream

from framework_pdf.pdf.drawn_content import Begun, DrawnContent, drawn_contents, named, walked
from framework_pdf.pdf.values import dictionaries, dictionary, number, shown
from framework_pdf.preflight.ink_spaces import INLINE
from framework_pdf.preflight.paint import FILLS, STROKES
from framework_pdf.preflight.report import MOST_TOLD, Check, Result, pass_or_fail

SPACES = {1: {"DeviceGray"}, 3: {"DeviceGray", "DeviceRGB"}, 4: {"DeviceGray", "DeviceCMYK"}}
"""The device colour spaces that an output intent tells, by the number of the components of its profile."""
DEFAULTS = {"DeviceGray": "/DefaultGray", "DeviceRGB": "/DefaultRGB", "DeviceCMYK": "/DefaultCMYK"}
"""The resources that tell a device colour space in place of an output intent (ISO 32000-1, 8.6.5.6)."""
OPERATORS = {"g": "DeviceGray", "rg": "DeviceRGB", "k": "DeviceCMYK"}


class SpacesDrawn:
    """Finds the device colour spaces of what is drawn, in one content stream of a file after another."""

    def __init__(self) -> None:
        self.first: dict[str, int] = {}
        """The page on which each is first met."""
        self._begun = Begun[_Chosen]()

    def look_at(self, content: DrawnContent) -> None:
        """Find those of the next content stream."""
        for space in chain(_spaces_in(content), _spaces_at_first(content, self._begun)):
            self.first.setdefault(space, content.page)


def colour_check(document: Pdf, standards: Sequence[str], drawn: SpacesDrawn | None = None) -> Check:
    """Check the colours of a file that is judged as a PDF/A; of any other, tell its device colour spaces.

    Args:
        document: The PDF.
        standards: Those by which it is judged.
        drawn: Has looked at everything that it draws; None: nothing has.

    """
    told = _told(document)
    if drawn is None:
        drawn = SpacesDrawn()
        for content in drawn_contents(document):
            drawn.look_at(content)
    first = drawn.first
    found = ", ".join(sorted(first)) or "none that depend on a device"
    if not any(standard.startswith("PDF/A") for standard in standards):
        return Check("colours", Result.INFORMATION, (found,))
    wrong = [
        f"page {page}: {space}, which no output intent tells" for space, page in first.items() if space not in told
    ]
    return pass_or_fail("colours", wrong[:MOST_TOLD], found)


def _told(document: Pdf) -> set[str]:
    """Return the device colour spaces that the output intent of a PDF/A tells."""
    for intent in dictionaries(document.Root, "/OutputIntents"):
        if intent.get("/S") == Name.GTS_PDFA1 and "/DestOutputProfile" in intent:
            return SPACES.get(int(intent.DestOutputProfile.get("/N", 0)), set())
    return set()


def _spaces_in(content: DrawnContent) -> Iterator[str]:
    """Yield the device colour spaces that a content stream uses and its resources do not tell.

    A transparency group is mixed in one too (ISO 32000-1, 11.6.6).
    """
    resources = content.resources
    yield from _devices(dictionary(content.source, "/Group").get("/CS"), resources)
    for operator, operands in content.instructions:
        match operator:
            case "g" | "rg" | "k" | "G" | "RG" | "K":
                yield from _devices(Name(f"/{OPERATORS[operator.lower()]}"), resources)
            case "cs" | "CS" if operands:
                yield from _devices(operands[0], resources)
            case "BI":
                yield from _devices(operands[0].get("/ColorSpace", operands[0].get("/CS")), resources)
            case "Do":
                yield from _devices(named(resources, "/XObject", operands).get("/ColorSpace"), resources)
            case "sh":
                yield from _devices(named(resources, "/Shading", operands).get("/ColorSpace"), resources)
            case "scn" | "SCN":
                pattern = named(resources, "/Pattern", operands)
                yield from _devices(dictionary(pattern, "/Shading").get("/ColorSpace"), resources)


@dataclass(slots=True)
class _Chosen:
    """Which colours were chosen, as far as a content stream has come, and the text rendering mode."""

    fill: bool = False
    stroke: bool = False
    mode: float = 0


def _spaces_at_first(content: DrawnContent, begun: Begun[_Chosen]) -> Iterator[str]:
    """Yield the colour space of the black in which a content stream paints before it chooses a colour (8.4.1).

    Args:
        content: The content stream.
        begun: What was chosen where each form is first drawn; those that this one draws are added.

    """
    for operator, operands, state in walked(content, _at_first(content.source, begun), begun, _choose):
        fills, strokes = _paints(operator, operands, state.mode, content.resources)
        if (fills and not state.fill) or (strokes and not state.stroke):
            yield from _devices(Name.DeviceGray, content.resources)


def _choose(state: _Chosen, operator: str, operands: list[Any]) -> None:
    """Change what was chosen as an operator does."""
    match operator:
        case "g" | "rg" | "k" | "cs" | "sc" | "scn":
            state.fill = True
        case "G" | "RG" | "K" | "CS" | "SC" | "SCN":
            state.stroke = True
        case "Tr" if operands:
            state.mode = number(operands[0]) or 0


def _paints(operator: str, operands: list[Any], mode: float, resources: Dictionary) -> tuple[bool, bool]:
    """Return whether an operator paints with the colour of areas, and with that of lines.

    Args:
        operator: The operator.
        operands: Of it.
        mode: The text rendering mode.
        resources: What names are looked up in.

    """
    match operator:
        case "Tj" | "TJ" | "'" | '"':
            return mode in FILLS, mode in STROKES
        case "f" | "F" | "f*" | "S" | "s" | "B" | "B*" | "b" | "b*":
            return operator[0] in "fFBb", operator[0] in "SsBb"
        case "BI":
            return bool(operands[0].get("/ImageMask", operands[0].get("/IM"))), False
        case "Do":
            return bool(named(resources, "/XObject", operands).get("/ImageMask")), False
    return False, False


def _at_first(source: Object, begun: Begun[_Chosen]) -> _Chosen:
    """Return what is chosen where a content stream begins: letters and plain tiles are drawn in a colour of others."""
    if isinstance(source, Stream) and source.objgen in begun:
        return replace(begun[source.objgen])
    has_own = source.get("/Type") == Name.Page or source.get("/Subtype") == Name.Form or source.get("/PaintType") == 1
    return _Chosen(fill=not has_own, stroke=not has_own)


def _devices(space: Any, resources: Object) -> Iterator[str]:
    """Yield the device colour space that a colour space is or is made from, unless the resources tell it."""
    named = dictionary(resources, "/ColorSpace")
    if isinstance(space, Name):
        word = shown(space)[1:]
        word = INLINE.get(word, word)
        if word in DEFAULTS:
            if DEFAULTS[word] not in named:
                yield word
        elif (told := named.get(space)) is not None:
            yield from _devices(told, _defaults(named))
    elif isinstance(space, Array) and len(space):
        kind = shown(space[0])[1:] if isinstance(space[0], Name) else ""
        kind = INLINE.get(kind, kind)
        below = {"Indexed": 1, "Pattern": 1, "Separation": 2, "DeviceN": 2}.get(kind)
        if below is not None and len(space) > below:
            yield from _devices(space[below], resources)


def _defaults(named: Dictionary) -> Dictionary:
    """Return resources with what tells device colour spaces alone: a name may stand for no other name of one."""
    return Dictionary(ColorSpace=Dictionary({key: named[key] for key in DEFAULTS.values() if key in named}))
