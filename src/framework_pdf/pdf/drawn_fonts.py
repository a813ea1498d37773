"""Finds the fonts that a PDF draws words with: not those that lie in its resources and are never used."""

from collections.abc import Iterator
from copy import copy
from dataclasses import dataclass
from functools import partial
from typing import Any

from pikepdf import Array, Dictionary, Object

from framework_pdf.pdf.drawn_content import Begun, DrawnContent, named, walked
from framework_pdf.pdf.values import number

_INVISIBLE = 3
"""The text rendering mode in which nothing is drawn (ISO 32000-1, 9.3.6)."""


@dataclass(slots=True)
class _TextState:
    """The font and the rendering mode, as far as a content stream has come (ISO 32000-1, 9.3)."""

    font: Object | None = None
    mode: float = 0


class FontsDrawn:
    """Finds the fonts that words are drawn with, in one content stream of a file after another."""

    def __init__(self) -> None:
        self._begun = Begun[_TextState]()

    def within(self, content: DrawnContent) -> Iterator[Object]:
        """Yield the fonts that words of the next content stream are drawn with; some more than once."""
        state = copy(self._begun.get(content.source.objgen, _TextState()))
        for operator, _, at in walked(content, state, self._begun, partial(_change, content.resources)):
            if operator in {"Tj", "TJ", "'", '"'} and isinstance(at.font, Dictionary) and at.mode != _INVISIBLE:
                yield at.font


def _change(resources: Dictionary, state: _TextState, operator: str, operands: list[Any]) -> None:
    """Change the state as an operator does; names are looked up in the resources."""
    match operator:
        case "Tf":
            state.font = named(resources, "/Font", operands)
        case "gs":
            told = named(resources, "/ExtGState", operands).get("/Font")
            state.font = told[0] if isinstance(told, Array) and len(told) else state.font
        case "Tr":
            state.mode = number(operands[0]) or 0 if operands else state.mode
