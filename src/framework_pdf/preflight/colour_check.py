"""Checks that a PDF/A has only colours that its output intent tells (ISO 19005-2, 6.2.4.3), wherever they are used."""

from collections.abc import Iterator
from typing import Any

from pikepdf import Array, ContentStreamInlineImage, Dictionary, Name, Object, Page, Pdf, Stream, parse_content_stream

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
    for number, page in enumerate(document.pages, 1):
        for space in _Uses().on_page(page):
            first.setdefault(space, number)
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


class _Uses:
    """Finds the device colour spaces that a page uses and its resources do not tell; each form is read once."""

    def __init__(self) -> None:
        self._seen: set[tuple[int, int]] = set()

    def on_page(self, page: Page) -> Iterator[str]:
        """Yield the spaces of a page: of its content, its transparency group and what its annotations show."""
        yield from self._of_group(page.obj, page.resources)
        yield from self._of_content(page, page.resources)
        for note in dictionaries(page.obj, "/Annots"):
            normal = dictionary(note, "/AP").get("/N")
            for state in normal.values() if isinstance(normal, Dictionary) else (normal,):
                yield from self._of_stream(state, page.resources)

    def _of_content(self, content: Page | Object, resources: Object) -> Iterator[str]:
        for each in parse_content_stream(content):
            if isinstance(each, ContentStreamInlineImage):
                image = each.iimage.obj
                yield from _devices(image.get("/ColorSpace", image.get("/CS")), resources)
            else:
                yield from self._of_instruction(str(each.operator), each.operands, resources)

    def _of_instruction(self, operator: str, operands: Any, resources: Object) -> Iterator[str]:
        name = next((each for each in operands if isinstance(each, Name)), None)
        match operator:
            case "g" | "rg" | "k" | "G" | "RG" | "K":
                yield from _devices(Name(f"/{OPERATORS[operator.lower()]}"), resources)
            case "cs" | "CS":
                yield from _devices(operands[0], resources)
            case "sh":
                yield from _devices(_named(resources, "/Shading", name).get("/ColorSpace"), resources)
            case "scn" | "SCN" if name is not None:
                yield from self._of_pattern(_named(resources, "/Pattern", name), resources)
            case "Do":
                yield from self._of_stream(_named(resources, "/XObject", name), resources)
            case "Tf":
                yield from self._of_font(_named(resources, "/Font", name), resources)
            case "gs" if isinstance(mask := _named(resources, "/ExtGState", name).get("/SMask"), Dictionary):
                yield from self._of_stream(mask.get("/G"), resources)

    def _of_font(self, font: Any, resources: Object) -> Iterator[str]:
        """Yield the spaces of the glyphs of a font that draws them as a page does (Type 3)."""
        for glyph in dictionary(font, "/CharProcs").values():
            yield from self._of_stream(glyph, font.get("/Resources", resources))

    def _of_pattern(self, pattern: Object, resources: Object) -> Iterator[str]:
        if "/Shading" in pattern:
            yield from _devices(pattern.Shading.get("/ColorSpace"), resources)
        else:
            yield from self._of_stream(pattern, resources)

    def _of_stream(self, stream: Any, resources: Object) -> Iterator[str]:
        """Yield the spaces of an image, a form or a pattern that is drawn."""
        if not isinstance(stream, Stream) or stream.objgen in self._seen:
            return
        self._seen.add(stream.objgen)
        if stream.get("/Subtype") == Name.Image:
            yield from _devices(stream.get("/ColorSpace"), resources)
            return
        own = stream.get("/Resources", resources)
        yield from self._of_group(stream, own)
        yield from self._of_content(stream, own)

    def _of_group(self, stream: Object, resources: Object) -> Iterator[str]:
        """Yield the space in which a transparency group is mixed (ISO 32000-1, 11.6.6)."""
        yield from _devices(dictionary(stream, "/Group").get("/CS"), resources)


def _named(resources: Object, kind: str, name: Name | None) -> Any:
    named = dictionary(resources, kind).get(name) if name is not None else None
    return Dictionary() if named is None else named


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
