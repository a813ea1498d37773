"""Checks that a PDF/A has only colours that its output intent tells (ISO 19005-2, 6.2.4.3), wherever they are used."""

from collections.abc import Iterator
from typing import Any

from pikepdf import Array, Dictionary, Name, Object, Pdf

from framework_pdf.pdf.drawn_content import DrawnContent, drawn_contents, named
from framework_pdf.pdf.values import dictionaries, dictionary, shown
from framework_pdf.preflight.report import MOST_TOLD, Check, Result, pass_or_fail
from framework_pdf.preflight.standards import claimed_standards

SPACES = {1: {"DeviceGray"}, 3: {"DeviceGray", "DeviceRGB"}, 4: {"DeviceGray", "DeviceCMYK"}}
"""The device colour spaces that an output intent tells, by the number of the components of its profile."""
DEFAULTS = {"DeviceGray": "/DefaultGray", "DeviceRGB": "/DefaultRGB", "DeviceCMYK": "/DefaultCMYK"}
"""The resources that tell a device colour space in place of an output intent (ISO 32000-1, 8.6.5.6)."""
OPERATORS = {"g": "DeviceGray", "rg": "DeviceRGB", "k": "DeviceCMYK"}
INLINE = {"G": "DeviceGray", "RGB": "DeviceRGB", "CMYK": "DeviceCMYK", "I": "Indexed"}
"""What an image within a content stream may call a colour space in short (ISO 32000-1, table 94)."""


def colour_check(document: Pdf) -> Check:
    """Check the colours of a PDF/A; of any other PDF, tell its device colour spaces."""
    told = _told(document)
    first: dict[str, int] = {}
    for content in drawn_contents(document):
        for space in _spaces_in(content):
            first.setdefault(space, content.page)
    found = ", ".join(sorted(first)) or "none that depend on a device"
    if not any(claim.startswith("PDF/A") for claim in claimed_standards(document)):
        return Check("colours", Result.INFORMATION, (found,))
    wrong = [
        f"page {number}: {space}, which no output intent tells" for space, number in first.items() if space not in told
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
            yield from _devices(told, Dictionary())
    elif isinstance(space, Array) and len(space):
        kind = shown(space[0])[1:] if isinstance(space[0], Name) else ""
        kind = INLINE.get(kind, kind)
        below = {"Indexed": 1, "Pattern": 1, "Separation": 2, "DeviceN": 2}.get(kind)
        if below is not None and len(space) > below:
            yield from _devices(space[below], resources)
