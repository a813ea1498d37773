"""Checks that the language of all words is said: by the file, by the tags around them, or where they are drawn.

See ISO 14289-1, 7.2, and ISO 32000-1, 14.9.2.
"""

from collections.abc import Iterator
from typing import Any, NamedTuple

from pikepdf import Dictionary, Name, Object, Pdf, String

from framework_pdf.pdf.drawn_content import DrawnContent, drawn_contents, named
from framework_pdf.pdf.reader.structure import kids_of
from framework_pdf.pdf.values import dictionary
from framework_pdf.preflight.report import MOST_TOLD, Check, Result, pass_or_fail

UNSAID = "the file does not say its language"
"""What is told first where a language is missing: to say it is the shortest way out."""
_Piece = tuple[tuple[int, int], int]
"""A piece of marked content: the object that its stream is or belongs to, and its number there (MCID)."""
WORDS_OF_TAGS = ("/Alt", "/ActualText", "/E")
"""What a structure element says in words, in its language."""


class _Element(NamedTuple):
    """A structure element, with what it takes from those above it."""

    element: Object
    language: str
    page: Object | None


def language_check(document: Pdf) -> Check:
    """Check that the file says its language, or that of each of its parts."""
    language = _language_of(document.Root)
    if language:
        return Check("language", Result.PASS, (language,))
    elements = tuple(_elements(document))
    languages = {each.language: None for each in elements if each.language}
    drawn = tuple(_languages_drawn(document, dict(_pieces(elements))))
    languages |= {said: None for said, _ in drawn if said}
    if not languages:
        return Check("language", Result.FAIL, (UNSAID,))
    wrong = dict.fromkeys(f"page {page}: nothing says that of some words" for said, page in drawn if not said)
    if any(not each.language and any(key in each.element for key in WORDS_OF_TAGS) for each in elements):
        wrong["nothing says that of the words of some tags"] = None
    if "/First" in dictionary(document.Root, "/Outlines"):
        wrong["nothing says that of its bookmarks"] = None
    told = (UNSAID, *wrong)[:MOST_TOLD] if wrong else ()
    return pass_or_fail("language", told, f"{', '.join(languages)}, said part by part")


def _language_of(of: Object) -> str:
    value = of.get("/Lang")
    return str(value).strip() if isinstance(value, String) else ""


def _elements(document: Pdf) -> Iterator[_Element]:
    """Yield the elements of the structure tree, each once."""
    root = dictionary(document.Root, "/StructTreeRoot")
    waiting, seen = [_Element(root, "", None)], set()
    while waiting:
        above = waiting.pop(0)
        for kid in kids_of(above.element):
            if isinstance(kid, Dictionary) and Name.S in kid and (not kid.is_indirect or kid.objgen not in seen):
                seen.add(kid.objgen)
                element = _Element(kid, _language_of(kid) or above.language, kid.get("/Pg", above.page))
                waiting.append(element)
                yield element


def _pieces(elements: tuple[_Element, ...]) -> Iterator[tuple[_Piece, str]]:
    """Yield the pieces of marked content that structure elements hold, with the language that each has by these."""
    for element, language, page in elements:
        for kid in kids_of(element):
            is_reference = isinstance(kid, Dictionary)
            stream = kid.get("/Stm", kid.get("/Pg", page)) if is_reference else page
            number = kid.get("/MCID") if is_reference else kid
            if isinstance(stream, Object) and isinstance(number, int):
                yield (stream.objgen, number), language


def _languages_drawn(document: Pdf, told: dict[_Piece, str]) -> Iterator[tuple[str, int]]:
    """Yield the language of all words that are tagged, as they are drawn, and their page; empty if nothing says it."""
    for content in drawn_contents(document):
        marks: list[tuple[str, bool]] = []
        for operator, operands in content.instructions:
            match operator:
                case "BDC" | "BMC":
                    marks.append(_mark(content, operands, told))
                case "EMC" if marks:
                    marks.pop()
                case "Tj" | "TJ" | "'" | '"' if any(is_tagged for _, is_tagged in marks):
                    yield next((language for language, _ in reversed(marks) if language), ""), content.page


def _mark(content: DrawnContent, operands: list[Any], told: dict[_Piece, str]) -> tuple[str, bool]:
    """Return the language of marked content, empty if it says none, and whether it is tagged."""
    given = operands[-1] if len(operands) > 1 else None
    properties = given if isinstance(given, Dictionary) else named(content.resources, "/Properties", operands[1:])
    number = properties.get("/MCID")
    is_tagged = isinstance(number, int)
    piece = (content.source.objgen, number) if isinstance(number, int) else None
    return _language_of(properties) or (told.get(piece, "") if piece else ""), is_tagged
