"""A PDF in; out, the fonts that it uses."""

from collections.abc import Iterator
from io import BytesIO

from fontTools.ttLib import TTFont
from pikepdf import Dictionary, Name, Object, Pdf, Stream


def fonts_of(document: Pdf) -> Iterator[Object]:
    """A PDF in; out, each font of its pages and each that is an object of its own, but for parts of others."""
    on_pages = (page.resources.get("/Font", Dictionary()) for page in document.pages)
    found = [font for fonts in on_pages for font in dict(fonts.items()).values()]
    found += [each for each in document.objects if isinstance(each, Dictionary) and each.get("/Type") == Name.Font]
    yield from (font for font in found if not str(font.get("/Subtype", "")).startswith("/CIDFont"))


def name_of(font: Object) -> str:
    """A font in; out, its name without the tag of a subset (ISO 32000-1, 9.6.4)."""
    return str(font.get("/BaseFont", "/?"))[1:].rpartition("+")[2]


def bare_outlines(document: Pdf) -> None:
    """A PDF in; a font whose outlines are CFF is embedded as these alone: as OpenType, only PDF 1.6 and later has it.

    (ISO 32000-1, table 126.) Glyphs keep their numbers.
    """
    for each in document.objects:
        if isinstance(each, Stream) and each.get("/Subtype") == Name.OpenType:
            with TTFont(BytesIO(each.read_bytes())) as font:
                assert font.reader
                each.write(font.reader["CFF "])
            each.Subtype = Name.CIDFontType0C
