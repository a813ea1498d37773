"""What a PDF's pages are like, in facts: for tests to compare. Lengths are in pt, from the top left."""

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pdfplumber
import pikepdf
import pypdfium2
from pypdfium2 import raw

MM = 72 / 25.4
RULE = (0x8B, 0x97, 0x9C)
"""The colour of lines to write on."""


@dataclass(frozen=True)
class Word:
    """A word on a page: its box, its font and its size."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    font: str
    size: float


@dataclass(frozen=True)
class Page:
    """A page: its size, its words in the order of the content, and all its text."""

    width: float
    height: float
    words: tuple[Word, ...]
    text: str

    def all_words(self) -> str:
        """All words, in the order of the content."""
        return " ".join(word.text for word in self.words)

    def within_margins(self) -> str:
        """The words of a booklet's text area, without folio, running head and tab, in the order of the content."""
        aside, above = 14.5 * MM, 10.5 * MM
        inside = [
            word
            for word in self.words
            if word.x0 >= aside
            and word.x1 <= self.width - aside
            and word.top >= above
            and word.bottom <= self.height - above
        ]
        return replace(self, words=tuple(inside)).all_words()


@cache
def pages_of(path: Path) -> tuple[Page, ...]:
    """Return the pages of a PDF."""
    with pdfplumber.open(path) as pdf:
        return tuple(
            Page(float(page.width), float(page.height), _words(page), text)
            for page, text in zip(pdf.pages, texts_of(path), strict=True)
        )


def texts_of(path: Path) -> list[str]:
    """Return the text of each page of a PDF, which is read much faster than `pages_of` finds each word."""
    with pypdfium2.PdfDocument(path) as document:
        return [page.get_textpage().get_text_range() for page in document]


def sizes_of(path: Path) -> list[tuple[float, float]]:
    """Return the width and height of each page of a PDF, in pt."""
    with pypdfium2.PdfDocument(path) as document:
        return [page.get_size() for page in document]


def _words(page: Any) -> tuple[Word, ...]:
    words = page.extract_words(
        extra_attrs=["fontname", "size"], use_text_flow=True, keep_blank_chars=False, x_tolerance=1.5
    )
    return tuple(
        Word(word["text"], word["x0"], word["x1"], word["top"], word["bottom"], word["fontname"], word["size"])
        for word in words
    )


def pixels(path: Path, page: int, dpi: int = 72) -> "np.ndarray[Any, Any]":
    """Return the pixels of a page, counted from 1: rows × columns × red, green, blue."""
    image = pypdfium2.PdfDocument(path)[page - 1].render(scale=dpi / 72).to_pil().convert("RGB")
    return np.asarray(image)


def rules_on(path: Path, page: int) -> list[float]:
    """Return how far down a page, counted from 1, each long fine grey line to write on is, in pt."""
    image = pixels(path, page, 144)
    grey = np.all(np.abs(image.astype(int) - np.array(RULE)) < 60, axis=2)
    rows = [row for row in range(len(grey)) if grey[row].mean() > 0.6]
    return [row / 2 for row in rows if row - 1 not in rows]


def lines_to_write_on(path: Path, page: int) -> list[float]:
    """Return those of them in a booklet that stand 8 mm from another, as lines to write on do and no other rule."""
    rules = rules_on(path, page)
    return [rule for rule in rules if any(abs(abs(other - rule) - 8 * MM) < 1 for other in rules)]


def fonts_of(path: Path) -> dict[str, bool]:
    """Return the name of each font in a PDF without its subset's prefix, and whether every use of it is embedded."""
    fonts: dict[str, bool] = {}
    with pikepdf.open(path) as pdf:
        for page in pdf.pages:
            for font in page.resources.get("/Font", {}).values():
                below = font.DescendantFonts[0] if "/DescendantFonts" in font else font
                descriptor = below.FontDescriptor
                embedded = any(key in descriptor for key in ("/FontFile", "/FontFile2", "/FontFile3"))
                name = re.sub(r"^/?[A-Z]{6}\+", "", str(font.BaseFont))
                fonts[name] = fonts.get(name, True) and embedded
    return fonts


def squashed(text: str) -> str:
    """Return a text without white space and hyphens (PDFium drops those that end a line), to compare."""
    return re.sub(r"[\s\u00ad\u200b\ufffe\x02-]+", "", text)


def structure_text(path: Path) -> str:
    """Return the words of a tagged PDF in the order of its structure tree, but for those inside of figures."""
    texts = _texts(path)
    with pikepdf.open(path) as pdf:
        numbers = {page.objgen: number for number, page in enumerate(pdf.pages)}
        return "".join(texts.pop(key, "") for key in _marked(pdf.Root.StructTreeRoot, numbers, None))


def words_in_other_languages(path: Path) -> list[tuple[str, str]]:
    """Return the language and the words of each element of a tagged PDF that is in another one than the PDF."""
    texts = _texts(path)
    with pikepdf.open(path) as pdf:
        numbers = {page.objgen: number for number, page in enumerate(pdf.pages)}
        return [
            (str(element.Lang), "".join(texts[key] for key in _marked(element, numbers, None)))
            for element in _below(pdf.Root.StructTreeRoot)
            if element.get("/Lang", pdf.Root.Lang) != pdf.Root.Lang
        ]


def elements(path: Path) -> Iterator[Any]:
    """Return each element of a PDF's structure tree, in order."""
    with pikepdf.open(path) as pdf:
        yield from _below(pdf.Root.StructTreeRoot)


def _below(element: Any) -> Iterator[Any]:
    kids = element.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
            yield from _below(kid)


def _texts(path: Path) -> dict[tuple[int, int], str]:
    """Return the words of each piece of marked content of a PDF, by the number of its page and its own."""
    texts: dict[tuple[int, int], str] = {}
    for number, page in enumerate(pypdfium2.PdfDocument(path)):
        textpage = page.get_textpage()
        for thing in page.get_objects():
            mcid = raw.FPDFPageObj_GetMarkedContentID(thing)
            if thing.type == raw.FPDF_PAGEOBJ_TEXT and mcid >= 0:
                texts[number, mcid] = texts.get((number, mcid), "") + _text_of(thing, textpage)
    return texts


def _text_of(thing: Any, textpage: Any) -> str:
    size = raw.FPDFTextObj_GetText(thing, textpage, None, 0)
    buffer = (raw.FPDF_WCHAR * size)()
    raw.FPDFTextObj_GetText(thing, textpage, buffer, size)
    return bytes(buffer).decode("utf-16-le").rstrip("\0")


def _marked(element: Any, numbers: dict[Any, int], page: int | None) -> Iterator[tuple[int, int]]:
    """Return the page and number of each piece of marked content in a structure element, in order."""
    if "/Pg" in element:
        page = numbers[element.Pg.objgen]
    kids = element.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, int):
            assert page is not None
            yield page, kid
        elif kid.get("/S") not in {None, pikepdf.Name.Figure}:
            yield from _marked(kid, numbers, page)


def type_sizes(path: Path) -> set[float]:
    """Return every size of type in a PDF, in pt, however the words are turned."""
    return {
        round(_size_of(thing), 2)
        for page in pypdfium2.PdfDocument(path)
        for thing in page.get_objects()
        if thing.type == raw.FPDF_PAGEOBJ_TEXT
    }


def _size_of(text: Any) -> float:
    size, inside = float(text.get_font_size()), text
    while inside is not None:
        matrix = inside.get_matrix()
        size *= math.hypot(matrix.c, matrix.d)
        inside = inside.container
    return size
