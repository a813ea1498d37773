"""Finds the fonts that a PDF draws words with: not those that lie in its resources and are never used."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from pikepdf import Dictionary, Name, Object, Page, Pdf, PikepdfError, Stream, parse_content_stream

from framework_pdf.pdf import MALFORMED_PDF_ERRORS
from framework_pdf.pdf.values import dictionaries, dictionary

_OPERATORS = "q Q Tf Tr Tj TJ ' \" Do gs scn SCN"
"""The operators that choose a font, draw words, and lead to other content (ISO 32000-1, annex A)."""
_INVISIBLE = 3
"""The text rendering mode in which nothing is drawn (9.3.6)."""


@dataclass(slots=True)
class _TextState:
    """The font and the rendering mode, as far as a content stream has come (ISO 32000-1, 9.3)."""

    font: Object | None = None
    mode: int = 0


@dataclass(slots=True)
class _Walk:
    """A walk through all content of a PDF, each stream of it once."""

    seen: set[tuple[int, int]] = field(default_factory=set)

    def fonts_in(self, content: Page | Object, resources: Object | None, state: _TextState) -> Iterator[Object]:
        """Yield the fonts that a content stream draws with, and all content that it leads to.

        What can't be read ends a stream, as it does in readers.
        """
        if isinstance(content, Stream) and content.is_indirect:
            if content.objgen in self.seen:
                return
            self.seen.add(content.objgen)
        resources = resources if isinstance(resources, Dictionary) else Dictionary()
        try:
            yield from self._fonts_drawn(content, resources, state)
        except (PikepdfError, *MALFORMED_PDF_ERRORS):
            return

    def _fonts_drawn(self, content: Page | Object, resources: Dictionary, state: _TextState) -> Iterator[Object]:
        saved: list[_TextState] = []
        for each in parse_content_stream(content, _OPERATORS):
            operands: Any = each.operands
            match str(each.operator):
                case "q":
                    saved.append(replace(state))
                case "Q":
                    state = saved.pop() if saved else state
                case "Tf":
                    state.font = dictionary(resources, "/Font").get(operands[0])
                case "Tr":
                    state.mode = int(operands[0])
                case "Do":
                    yield from self._of_xobject(dictionary(resources, "/XObject").get(operands[0]), resources, state)
                case "gs":
                    parameters = dictionary(resources, "/ExtGState").get(operands[0])
                    yield from self._of_parameters(parameters, resources, state)
                case "scn" | "SCN":
                    named = operands and isinstance(operands[-1], Name)
                    pattern = dictionary(resources, "/Pattern").get(operands[-1]) if named else None
                    yield from self._of_content(pattern, resources, _TextState())
                case _ if isinstance(state.font, Dictionary) and state.mode != _INVISIBLE:
                    yield state.font
                    yield from self._of_glyphs(state.font, resources)

    def _of_xobject(self, xobject: Object | None, resources: Object, state: _TextState) -> Iterator[Object]:
        if isinstance(xobject, Stream) and xobject.get("/Subtype") == Name.Form:
            yield from self._of_content(xobject, resources, replace(state))

    def _of_content(self, content: Object | None, resources: Object, state: _TextState) -> Iterator[Object]:
        """Yield the fonts of a form or a pattern, whose resources may be those of what leads to it."""
        if isinstance(content, Stream):
            yield from self.fonts_in(content, content.get("/Resources", resources), state)

    def _of_parameters(self, parameters: Object | None, resources: Object, state: _TextState) -> Iterator[Object]:
        """Take a font from graphics state parameters, and yield the fonts of a mask (ISO 32000-1, 8.4.5)."""
        if isinstance(parameters, Dictionary):
            if "/Font" in parameters:
                state.font = parameters.Font[0]
            yield from self._of_content(dictionary(parameters, "/SMask").get("/G"), resources, _TextState())

    def _of_glyphs(self, font: Dictionary, resources: Object) -> Iterator[Object]:
        """Yield the fonts that the glyphs of a Type 3 font draw with (ISO 32000-1, 9.6.5)."""
        for glyph in dictionary(font, "/CharProcs").values():
            yield from self._of_content(glyph, font.get("/Resources", resources), _TextState())


def fonts_drawn(document: Pdf) -> Iterator[Object]:
    """Yield the fonts that words on the pages and in their notes and fields are drawn with; some more than once."""
    walk = _Walk()
    for page in document.pages:
        yield from walk.fonts_in(page, page.resources, _TextState())
        for appearance in _appearances(page):
            yield from walk.fonts_in(appearance, appearance.get("/Resources"), _TextState())


def _appearances(page: Page) -> Iterator[Stream]:
    """Yield what draws the notes and fields of a page (ISO 32000-1, 12.5.5), in each of their states."""
    for note in dictionaries(page.obj, "/Annots"):
        normal = dictionary(note, "/AP").get("/N")
        states = normal.values() if isinstance(normal, Dictionary) else (normal,)
        yield from (each for each in states if isinstance(each, Stream))
