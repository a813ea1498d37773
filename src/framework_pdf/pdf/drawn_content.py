"""Walks through everything that a PDF draws: what lies in its resources and is never drawn is not met."""

from collections.abc import Callable, Iterator
from copy import copy
from dataclasses import dataclass
from typing import Any, TypeVar

from pikepdf import ContentStreamInlineImage, Dictionary, Name, Object, Page, Pdf, PikepdfError, Stream
from pikepdf import parse_content_stream as parsed

from framework_pdf.pdf import MALFORMED_PDF_ERRORS
from framework_pdf.pdf.values import dictionaries, dictionary

Instruction = tuple[str, list[Any]]
"""An operator, and its operands (ISO 32000-1, annex A)."""
State = TypeVar("State")
"""What matters of the graphics state (ISO 32000-1, 8.4)."""
Begun = dict[tuple[int, int], State]
"""The state in which each form is first drawn, and begins."""


@dataclass(frozen=True, slots=True)
class DrawnContent:
    """A content stream that is drawn: that of a page, a form, a pattern, a glyph, a mask, a note or a field."""

    page: int
    """The number of the page on which it is first met, from 1."""
    source: Object
    """The page or the stream that it belongs to."""
    resources: Dictionary
    """What its names stand for."""
    instructions: tuple[Instruction, ...]
    """What it says, as far as it can be read: a mistake ends a stream, as it does in readers."""


def drawn_contents(document: Pdf) -> Iterator[DrawnContent]:
    """Yield each content stream that the pages of a PDF draw, and their notes and fields (12.5.5), once."""
    seen: set[tuple[int, int]] = set()
    for number, page in enumerate(document.pages, 1):
        waiting: list[tuple[Page | Stream, Object]] = [(page, page.resources)]
        waiting += [(each, each.get("/Resources", page.resources)) for each in _appearances(page)]
        while waiting:
            stream, resources = waiting.pop(0)
            if isinstance(stream, Stream):
                if stream.objgen in seen:
                    continue
                seen.add(stream.objgen)
            told = resources if isinstance(resources, Dictionary) else Dictionary()
            source = stream.obj if isinstance(stream, Page) else stream
            content = DrawnContent(number, source, told, tuple(_instructions(stream)))
            yield content
            waiting += _below(content)


def walked(
    content: DrawnContent, state: State, begun: Begun[State], change: Callable[[State, str, list[Any]], object]
) -> Iterator[tuple[str, list[Any], State]]:
    """Yield each instruction of a content stream with the graphics state in which it stands.

    Args:
        content: The content stream.
        state: In which it begins.
        begun: The forms that this one draws are added.
        change: Changes a state as an operator does.

    """
    saved = list[State]()
    for operator, operands in content.instructions:
        match operator:
            case "q":
                saved.append(copy(state))
            case "Q":
                state = saved.pop() if saved else state
            case "Do":
                begun.setdefault(named(content.resources, "/XObject", operands).objgen, copy(state))
            case _:
                change(state, operator, operands)
        yield operator, operands, state


def named(resources: Dictionary, kind: str, operands: list[Any]) -> Any:
    """Return what the name among some operands stands for, or an empty dictionary.

    Args:
        resources: Where it is looked up.
        kind: Of the resource: `/Font`, `/XObject`.
        operands: Of an operator.

    """
    name = next((each for each in operands if isinstance(each, Name)), None)
    found = dictionary(resources, kind).get(name) if name is not None else None
    return found if isinstance(found, Dictionary | Stream) else Dictionary()


def _instructions(content: Page | Stream) -> Iterator[Instruction]:
    try:
        for each in parsed(content):
            if isinstance(each, ContentStreamInlineImage):
                yield "BI", [each.iimage.obj]
            else:
                yield str(each.operator), list(each.operands)
    except (PikepdfError, *MALFORMED_PDF_ERRORS):
        return


def _below(content: DrawnContent) -> Iterator[tuple[Stream, Object]]:
    """Yield the streams that a content stream draws with, each with its resources, which may be those of this one."""
    for operator, operands in content.instructions:
        resources: Object = content.resources
        streams: list[Object | None] = []
        match operator:
            case "Do":
                streams = [named(content.resources, "/XObject", operands)]
            case "scn" | "SCN":
                streams = [named(content.resources, "/Pattern", operands)]
            case "gs":
                streams = [dictionary(named(content.resources, "/ExtGState", operands), "/SMask").get("/G")]
            case "Tf":  # the glyphs of a Type 3 font (9.6.5)
                font = named(content.resources, "/Font", operands)
                streams, resources = list(dictionary(font, "/CharProcs").values()), font.get("/Resources", resources)
        for stream in streams:
            if isinstance(stream, Stream) and stream.get("/Subtype") != Name.Image:
                yield stream, stream.get("/Resources", resources)


def _appearances(page: Page) -> Iterator[Stream]:
    """Yield what draws the notes and fields of a page, in each of their states."""
    for note in dictionaries(page.obj, "/Annots"):
        normal = dictionary(note, "/AP").get("/N")
        states = normal.values() if isinstance(normal, Dictionary) else (normal,)
        yield from (each for each in states if isinstance(each, Stream))
