"""A PDF in; out, the fonts that it uses."""

from collections.abc import Iterator

from pikepdf import Dictionary, Name, Object, Pdf


def fonts_of(document: Pdf) -> Iterator[Object]:
    """A PDF in; out, each font of its pages and each that is an object of its own, but for parts of others."""
    on_pages = (page.resources.get("/Font", Dictionary()) for page in document.pages)
    found = [font for fonts in on_pages for font in dict(fonts.items()).values()]
    found += [each for each in document.objects if isinstance(each, Dictionary) and each.get("/Type") == Name.Font]
    yield from (font for font in found if not str(font.get("/Subtype", "")).startswith("/CIDFont"))


def name_of(font: Object) -> str:
    """A font in; out, its name without the tag of a subset (ISO 32000-1, 9.6.4)."""
    return str(font.get("/BaseFont", "/?"))[1:].rpartition("+")[2]
