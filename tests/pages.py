"""What a PDF's pages are like, in facts: for tests to compare. Lengths are in pt, from the top left."""

import re
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pdfplumber
import pikepdf
import pypdfium2

MM = 72 / 25.4


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
        margin = 14.5 * MM
        inside = [
            word
            for word in self.words
            if word.x0 >= margin
            and word.x1 <= self.width - margin
            and word.top >= margin
            and word.bottom <= self.height - margin
        ]
        return replace(self, words=tuple(inside)).all_words()


@cache
def pages_of(path: Path) -> tuple[Page, ...]:
    """A PDF in, its pages out."""
    with pdfplumber.open(path) as pdf:
        texts = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(path)]
        return tuple(
            Page(float(page.width), float(page.height), _words(page), text)
            for page, text in zip(pdf.pages, texts, strict=True)
        )


def _words(page: Any) -> tuple[Word, ...]:
    words = page.extract_words(
        extra_attrs=["fontname", "size"], use_text_flow=True, keep_blank_chars=False, x_tolerance=1.5
    )
    return tuple(
        Word(word["text"], word["x0"], word["x1"], word["top"], word["bottom"], word["fontname"], word["size"])
        for word in words
    )


def pixels(path: Path, page: int, dpi: int = 72) -> "np.ndarray[Any, Any]":
    """A PDF and a page number from 1 in; out, its pixels, rows × columns × red, green, blue."""
    image = pypdfium2.PdfDocument(path)[page - 1].render(scale=dpi / 72).to_pil().convert("RGB")
    return np.asarray(image)


def fonts_of(path: Path) -> dict[str, bool]:
    """A PDF in; out, each font's name without its subset's prefix, and whether every use of it is embedded."""
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
    """A text in; out, the same without white space and hyphens (PDFium drops those that end a line), to compare."""
    return re.sub(r"[\s\u00ad\u200b\ufffe\x02-]+", "", text)
