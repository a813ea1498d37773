"""Checks the parts of a PDF for readers: its pages, fonts, tags, title, language and alternative texts."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence, Set

from pikepdf import Dictionary, Name, Object, Pdf, String

from framework_pdf.core.diagnostics import counted
from framework_pdf.pdf.drawn_content import drawn_contents
from framework_pdf.pdf.drawn_fonts import FontsDrawn
from framework_pdf.pdf.page_geometry import PageGeometry, PageSizeError, geometry_of
from framework_pdf.pdf.reader.structure import elements_of
from framework_pdf.pdf.titles import title_of
from framework_pdf.pdf.values import dictionaries, dictionary, shown
from framework_pdf.preflight.colour_check import SpacesDrawn, colour_check
from framework_pdf.preflight.language_check import language_check
from framework_pdf.preflight.report import MOST_TOLD, Check, Result, pass_or_fail


def checks(document: Pdf, standards: Sequence[str]) -> tuple[Check, ...]:
    """Run the checks, in the order of the report.

    Args:
        document: The PDF.
        standards: Those by which it is judged.

    """
    fonts, named, spaces = FontsDrawn(), set[tuple[str, bool]](), SpacesDrawn()
    for content in drawn_contents(document):  # to read it takes as long as all that is looked for in it
        named |= _named(fonts.within(content))
        spaces.look_at(content)
    return (
        Check("pages", Result.INFORMATION, (str(len(document.pages)),)),
        _boxes(document),
        _embedding(named),
        colour_check(document, standards, spaces),
        _tags(document),
        _title(document),
        language_check(document),
        _alternatives(document),
    )


def _boxes(document: Pdf) -> Check:
    """Report the sizes of pages (ISO 32000-1, 14.11.2), and check that each page has one."""
    sizes, wrong = Counter[str](), []
    for number, page in enumerate(document.pages, 1):
        try:
            sizes[_size(geometry_of(page))] += 1
        except PageSizeError as error:
            wrong.append(f"page {number}: {error}")
    if wrong:
        return Check("boxes", Result.FAIL, tuple(wrong[:MOST_TOLD]))
    lines = tuple(f"{size}: {counted(count, 'page')}" for size, count in sizes.items())
    return Check("boxes", Result.INFORMATION, lines)


def _size(page: PageGeometry) -> str:
    """Return the finished size of a page in words, as it is shown, and that of its sheet if it is another."""
    finished, media = ("{:.1f} × {:.1f} mm".format(*page.size(box)) for box in (page.finished, page.media))
    return finished if finished == media else f"{finished} on {media}"


def fonts_in(document: Pdf) -> Check:
    """Check that all fonts that draw words are in the file (ISO 14289-1, 7.21.4.1; ISO 19005-2, 6.2.11.4)."""
    fonts = FontsDrawn()
    return _embedding({each for content in drawn_contents(document) for each in _named(fonts.within(content))})


def _named(fonts: Iterable[Object]) -> set[tuple[str, bool]]:
    """Return the names of fonts, and whether each is in the file."""
    return {(_font_name(font), _is_embedded(font)) for font in fonts}


def _embedding(fonts: Set[tuple[str, bool]]) -> Check:
    """Return the check of fonts, given their names and whether each is in the file."""
    loose = tuple(f"{name} is not embedded" for name, embedded in sorted(fonts) if not embedded)
    return pass_or_fail("fonts embedded", loose, ", ".join(name for name, _ in sorted(fonts)) or "none used")


def _font_name(font: Object) -> str:
    name = font.get("/BaseFont")
    return shown(name)[1:] if isinstance(name, Name) else "?"


def _is_embedded(font: Object) -> bool:
    if font.get("/Subtype") == Name.Type3:
        return True
    below = next(dictionaries(font, "/DescendantFonts"), font)
    descriptor = dictionary(below, "/FontDescriptor")
    return any(key in descriptor for key in ("/FontFile", "/FontFile2", "/FontFile3"))


def _tags(document: Pdf) -> Check:
    """Check that there is a structure tree, and that the file says so (ISO 14289-1, 7.1)."""
    kinds = Counter(kind for _, kind, _ in _elements(document))
    wrong = []
    if not dictionary(document.Root, "/MarkInfo").get("/Marked"):
        wrong.append("the file does not say that it is tagged")
    if not kinds:
        wrong.append("there is no structure tree")
    return pass_or_fail("tags", wrong, ", ".join(f"{count} {kind}" for kind, count in kinds.most_common(6)))


def _title(document: Pdf) -> Check:
    """Check that there is a title, and that programs show it (ISO 14289-1, 7.1)."""
    title = title_of(document)
    wrong = [] if title else ["there is no title"]
    if not dictionary(document.Root, "/ViewerPreferences").get("/DisplayDocTitle"):
        wrong.append("programs show the file's name, not its title")
    return pass_or_fail("title", wrong, title)


def _alternatives(document: Pdf) -> Check:
    """Check that each picture has an alternative text (ISO 14289-1, 7.3)."""
    elements = tuple(_elements(document))
    if not elements:
        return Check("alternative texts", Result.NOT_CHECKED, ("no tags say what is a picture",))
    pictures = [(element, number) for element, kind, number in elements if kind == "Figure"]
    wrong = [f"a picture on page {number or '?'} has no words" for element, number in pictures if not _words(element)]
    right = f"{counted(len(pictures), 'picture')}, each with words" if pictures else "none is tagged as a picture"
    return pass_or_fail("alternative texts", wrong, right)


def _words(picture: Object) -> str:
    """Return the alternative text of a picture's structure element; empty if it has none."""
    values = (picture.get(name) for name in ("/Alt", "/ActualText"))
    return next((str(words).strip() for words in values if isinstance(words, String)), "")


def _elements(document: Pdf) -> Iterator[tuple[Object, str, int | None]]:
    """Yield each element of the structure tree once, with its standard type and the number of its page, if known."""
    root = dictionary(document.Root, "/StructTreeRoot")
    roles = dictionary(root, "/RoleMap")
    numbers = {page.obj.objgen: number for number, page in enumerate(document.pages, 1)}
    for element in elements_of(root):
        kind = _standard_type(element.S, roles)
        page = element.get("/Pg")
        yield element, kind, numbers.get(page.objgen) if isinstance(page, Dictionary) else None


def _standard_type(kind: object, roles: Dictionary) -> str:
    """Return the type that a structure element has by the map of roles, which may lead on (ISO 32000-1, 14.7.3)."""
    seen: list[Name] = []
    while isinstance(kind, Name) and kind not in seen:
        seen.append(kind)
        kind = roles.get(kind)
    return shown(seen[-1])[1:] if seen else "?"
