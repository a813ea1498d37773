"""Reads the pages of a PDF that anybody made: what is printed of each, and where it lies."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pikepdf import Array, Name, Object, Page, Pdf, PikepdfError, Stream
from pikepdf.exceptions import DependencyError

from framework_pdf.core.diagnostics import Diagnostic, Severity
from framework_pdf.pdf import MALFORMED_PDF_ERRORS
from framework_pdf.pdf.mended import NUMBERED_TOO_HIGH, mended
from framework_pdf.pdf.office.notes import LeftOut, box_array, notes_of
from framework_pdf.pdf.page_geometry import PageGeometry, PageSizeError, geometry_of
from framework_pdf.pdf.values import dictionary, is_read_to_the_left
from framework_pdf.products.office_job import BindingEdge

MOST_NUMBERS = 5
"""How many pages a message numbers, and things it names."""
LEAST_SIDE = 1
"""How long the sides of a page are at the least, in mm: ISO 32000-1, annex C, has 3 pt."""
PRINT_ANEW = "print it from a PDF reader to a PDF, and impose that"
"""The way out where readers may show what can't be read here, or draw what is not drawn here."""
NOT_PRINTED = "the file does not say how this is drawn, so it is not printed"
OUTDATED = "readers draw this anew, and here it is printed as it was drawn before"


class _PageTooSmallError(ValueError):
    """A page has a side of which nothing would be seen."""


class ImpositionError(Exception):
    """Pages can't be put on sheets. It says why, and the way out."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.message, self.hint = message, hint


@dataclass(frozen=True, slots=True)
class SourcePage:
    """A page that is to stand on a sheet."""

    geometry: PageGeometry
    forms: tuple[Object, ...]
    """What draws it, in the coordinates of its content and in the file of the sheets: itself, and what lies over it."""

    @property
    def size(self) -> tuple[float, float]:
        """Its width and height in mm, as it is shown."""
        return self.geometry.size(self.geometry.finished)


@dataclass(frozen=True, slots=True)
class Source:
    """The pages of a PDF."""

    pages: tuple[SourcePage | None, ...]
    """None for one that can't be read, and is left white."""
    binding: BindingEdge
    """At which edge the file says that it is bound."""
    left_out: tuple[str, ...]
    """What the file has and paper has not: links, tags and the like."""
    warnings: tuple[Diagnostic, ...]


def read_pages(document: Pdf, out: Pdf, *, lenient: bool) -> Source:
    """Read the pages of a PDF, and bring what draws them to the file of its sheets.

    Args:
        document: The PDF.
        out: The file of its sheets.
        lenient: Whether pages that can't be read are left white, with a warning; else they are an error.

    Raises:
        ImpositionError: There are no pages, or some can't be read.

    """
    if (found := mended(document)).is_partly_read and not (lenient and len(document.pages)):
        raise ImpositionError(f"it can't be read whole: {NUMBERED_TOO_HIGH}", PRINT_ANEW)
    if not len(document.pages):
        raise ImpositionError("it has no pages", "name another file")
    left_out, damaged = LeftOut(), dict[int, str]()
    pages: list[SourcePage | None] = []
    for number in range(1, len(document.pages) + 1):
        try:
            pages.append(_read(document, out, number, left_out))
        except (PikepdfError, *MALFORMED_PDF_ERRORS) as error:
            damaged[number] = _reason(error)
            pages.append(None)
    if not any(pages):
        raise ImpositionError(f"no page can be read: {_named(damaged)}", PRINT_ANEW)
    if damaged and not lenient:
        raise ImpositionError(f"it can't be read whole: {_named(damaged)}", "--lenient leaves these white")
    return Source(
        tuple(pages),
        BindingEdge.RIGHT if is_read_to_the_left(document) else BindingEdge.LEFT,
        tuple(_left_out(document, left_out)),
        tuple(_warnings(document, damaged, left_out, is_damaged=found.is_damaged or found.is_partly_read)),
    )


def _read(document: Pdf, out: Pdf, number: int, left_out: LeftOut) -> SourcePage:
    """Read a page, by its number from 1."""
    page = document.pages[number - 1]
    geometry = geometry_of(page)
    if min(geometry.size(geometry.finished)) < LEAST_SIDE:
        raise _PageTooSmallError
    if not all(isinstance(each, Stream) for each in _content_parts(page)):
        raise ValueError("a part of its content is not in the file")  # qpdf would do without it
    content = page.as_form_xobject(handle_transformations=False)
    content.BBox = box_array(geometry.finished)
    content.get_raw_stream_buffer()  # fails where it is damaged; to copy it would spoil all later copies too
    notes = notes_of(document, page, geometry, page_number=number, left_out=left_out)
    forms = (content,) if notes is None else (content, notes)
    return SourcePage(geometry, tuple(map(out.copy_foreign, forms)))


def _content_parts(page: Page) -> list[object]:
    """Return what a page says that draws it, which may be in parts (7.7.3.3); what is not in the file is None."""
    content = dict(page.obj.items()).get("/Contents", ())  # of a page itself qpdf says that it has no such key
    return list(content) if isinstance(content, Array | tuple) else [content]


def _reason(error: Exception) -> str:
    """Return why a page can't be read; its number is put in later."""
    if isinstance(error, PageSizeError):
        return "no size (MediaBox) of {}"
    if isinstance(error, _PageTooSmallError):
        return f"less than {LEAST_SIDE} mm (MediaBox, CropBox or TrimBox) for a side of {{}}"
    if isinstance(error, DependencyError):
        return f"content on {{}} that takes {str(error).split()[0]}, which is not installed"
    return "damaged content on {}"


def _named(reasons: dict[int, str]) -> str:
    """Return what is wrong with which pages."""
    by_reason: dict[str, list[int]] = {}
    for number, reason in reasons.items():
        by_reason.setdefault(reason, []).append(number)
    return "; ".join(reason.format(numbered(numbers)) for reason, numbers in by_reason.items())


def numbered(numbers: Sequence[int]) -> str:
    """Return pages as a message names them: `page 3`, `pages 3, 4`, `pages 3, 4, 5, 6, 7 and 12 more`."""
    shown = ", ".join(map(str, numbers[:MOST_NUMBERS]))
    more = f" and {len(numbers) - MOST_NUMBERS} more" if len(numbers) > MOST_NUMBERS else ""
    return f"page {shown}" if len(numbers) == 1 else f"pages {shown}{more}"


def _warnings(document: Pdf, damaged: dict[int, str], left_out: LeftOut, *, is_damaged: bool) -> Iterator[Diagnostic]:
    """Yield what whoever prints must know."""

    def warning(code: str, message: str, hint: str) -> Diagnostic:
        return Diagnostic(code, message, None, hint, severity=Severity.WARNING)

    if is_damaged:
        message = "the file is damaged, and was read as far as it could be"
        yield warning("damaged-file", message, "compare its sheets with what a PDF reader shows")
    if damaged:
        yield warning("white-pages", f"{_named(damaged)}: left white", "have the file made again")
    for things, says in ((left_out.undrawn, NOT_PRINTED), (left_out.outdated, OUTDATED)):
        if things:
            yield warning("not-printed", f"{says}: {_placed(things)}", PRINT_ANEW)
    if "/XFA" in dictionary(document.Root, "/AcroForm") and document.Root.get("/NeedsRendering"):
        message = "it is a form that few readers draw (XFA): a page that stands in for it is printed"
        yield warning(
            "stand-in",
            message,
            "print it to a PDF from a reader that shows the form (Firefox, Adobe Acrobat), and impose that",
        )
    if document.is_encrypted and not document.owner_password_matched and not document.allow.print_highres:
        limit = "is to be printed in low resolution only" if document.allow.print_lowres else "is not to be printed"
        yield warning("print-restriction", f"its author says that it {limit}", "ask whoever made it")


def _placed(things: dict[int, list[str]]) -> str:
    """Return things as a message lists them, and their pages."""
    every = list(dict.fromkeys(each for several in things.values() for each in several))
    shown = ", ".join(every[:MOST_NUMBERS]) + (" and others" if len(every) > MOST_NUMBERS else "")
    return f"{shown} ({numbered(sorted(things))})"


def _left_out(document: Pdf, found: LeftOut) -> Iterator[str]:
    """Yield what a PDF has that its sheets have not, because paper has no use for it."""
    root = document.Root
    outlines, names, form = (dictionary(root, key) for key in ("/Outlines", "/Names", "/AcroForm"))
    action = dictionary(root, "/OpenAction")
    signatures = form.get("/SigFlags", 0)
    kinds = {
        "links": found.links,
        "bookmarks": "/First" in outlines,
        "tags": "/StructTreeRoot" in root,
        "form fields, but as they are filled in": found.fields,
        "notes and fields that are marked as not for print": found.for_screens,
        "signatures": isinstance(signatures, int) and signatures & 1,
        "scripts": "/JavaScript" in names or action.get("/S") == Name.JavaScript,
        "attached files": "/EmbeddedFiles" in names,
    }
    yield from (kind for kind, is_there in kinds.items() if is_there)
