"""What pages, forms and patterns of a PDF draw with: their resources (ISO 32000-1, 7.8.3), and the fonts in these."""

from collections.abc import Iterator
from io import BytesIO

from fontTools.ttLib import TTFont
from pikepdf import Dictionary, Name, Object, Pdf, Stream


def resources_of(document: Pdf) -> Iterator[Object]:
    """Yield the resources of all pages, then of all forms and patterns."""
    yield from (page.resources for page in document.pages)
    yield from (each.Resources for each in document.objects if isinstance(each, Stream) and "/Resources" in each)


def fonts_of(document: Pdf) -> Iterator[Object]:
    """Yield each font of the pages, and each that is an object of its own, except those that are parts of others."""
    on_pages = (page.resources.get("/Font", Dictionary()) for page in document.pages)
    fonts = [font for named in on_pages for font in dict(named.items()).values()]
    fonts += [each for each in document.objects if isinstance(each, Dictionary) and each.get("/Type") == Name.Font]
    yield from (font for font in fonts if not str(font.get("/Subtype", "")).startswith("/CIDFont"))


def font_names(document: Pdf) -> frozenset[str]:
    """Return the names of the fonts of a PDF, without the tags of their subsets (ISO 32000-1, 9.6.4)."""
    return frozenset(str(font.get("/BaseFont", "/?"))[1:].rpartition("+")[2] for font in fonts_of(document))


def embed_cff_outlines_alone(document: Pdf) -> None:
    """Embed each font with CFF outlines as these outlines alone, because only PDF 1.6 and later has OpenType fonts.

    See ISO 32000-1, table 126. Glyphs keep their numbers.
    """
    for each in document.objects:
        if isinstance(each, Stream) and each.get("/Subtype") == Name.OpenType:
            with TTFont(BytesIO(each.read_bytes())) as font:
                each.write(font.getTableData("CFF "))
            each.Subtype = Name.CIDFontType0C
