"""Finds the fonts that a PDF draws words with: not those that lie in its resources and are never used."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from pikepdf import Array, Dictionary, Object, Pdf

from framework_pdf.pdf.drawn_content import DrawnContent, drawn_contents, named
from framework_pdf.pdf.values import number

_INVISIBLE = 3
"""The text rendering mode in which nothing is drawn (ISO 32000-1, 9.3.6)."""


@dataclass(slots=True)
class _TextState:
    """The font and the rendering mode, as far as a content stream has come (ISO 32000-1, 9.3)."""

    font: Object | None = None
    mode: float = 0


def fonts_drawn(document: Pdf) -> Iterator[Object]:
    """Yield the fonts that words on the pages and in their notes and fields are drawn with; some more than once."""
    passed_on = dict[tuple[int, int], _TextState]()
    for content in drawn_contents(document):
        yield from _fonts_in(content, passed_on)


def _fonts_in(content: DrawnContent, passed_on: dict[tuple[int, int], _TextState]) -> Iterator[Object]:
    """Yield the fonts that words of a content stream are drawn with.

    Args:
        content: The content stream.
        passed_on: The state in which each form is first drawn, and begins; those that this one draws are added.

    """
    state, saved = replace(passed_on.get(content.source.objgen, _TextState())), list[_TextState]()
    for operator, operands in content.instructions:
        match operator:
            case "q":
                saved.append(replace(state))
            case "Q":
                state = saved.pop() if saved else state
            case "Tf":
                state.font = named(content.resources, "/Font", operands)
            case "gs":
                told = named(content.resources, "/ExtGState", operands).get("/Font")
                state.font = told[0] if isinstance(told, Array) and len(told) else state.font
            case "Tr":
                state.mode = number(operands[0]) or 0 if operands else state.mode
            case "Do":
                passed_on.setdefault(named(content.resources, "/XObject", operands).objgen, replace(state))
            case "Tj" | "TJ" | "'" | '"' if isinstance(state.font, Dictionary) and state.mode != _INVISIBLE:
                yield state.font
