"""Lays HTML out on pages, and writes them as PDF."""

import tempfile
import traceback
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from enum import Enum, auto
from functools import partial
from pathlib import Path
from types import MappingProxyType
from xml.etree import ElementTree
from xml.sax.saxutils import quoteattr

from pydyf import PDF
from weasyprint import HTML
from weasyprint.document import Document

from framework_pdf.brand.typefaces import is_font_of
from framework_pdf.core.checksums import checksum
from framework_pdf.core.diagnostics import Diagnostic, Location
from framework_pdf.core.errors import FrameworkPdfError, TypesettingError
from framework_pdf.core.text_search import first_place
from framework_pdf.typesetting import colour_spaces
from framework_pdf.typesetting.boxes import Element
from framework_pdf.typesetting.broken_words import broken_words
from framework_pdf.typesetting.collisions import collisions
from framework_pdf.typesetting.fetching import FileFetcher, is_font
from framework_pdf.typesetting.fonts import Fonts
from framework_pdf.typesetting.form_fields import leave_out_others
from framework_pdf.typesetting.grounds import painted_pages
from framework_pdf.typesetting.log import LogCollector
from framework_pdf.typesetting.overruns import FITTED_TO_ONE, ONE_PAGE, overruns
from framework_pdf.typesetting.page_checks import PageChecker
from framework_pdf.typesetting.patches import verified
from framework_pdf.typesetting.patches.patch import patches_for
from framework_pdf.typesetting.placed_pictures import Placed, pictures_in, placed_on, words_in
from framework_pdf.typesetting.short_words import bind_short_words
from framework_pdf.typesetting.tagging import write_tagged
from framework_pdf.typesetting.trial import try_typesetter
from framework_pdf.typesetting.wide_tables import elements_of, wide_tables

VARIANT = "pdf/a-2a"
"""Tagged, titled, with a language, for good: PDF/A-2a (ISO 19005-2). Finishing makes it PDF/UA-1, too."""
SPARE = "spare-"
"""The anchors of pages that may be left out begin so."""


@dataclass(frozen=True)
class Findings:
    """What was found and read in a document."""

    faults: tuple[Diagnostic, ...]
    """What is wrong however much room there is."""
    words: str
    """Everything that is read in it, what is said of pictures and where links lead, too."""
    pictures: tuple[Placed, ...]
    crowding: tuple[Diagnostic, ...] = ()
    """What has no room where it stands. A page that lacks its style has it by chance: of that, nothing is told."""
    broken_words: tuple[str, ...] = ()
    """The titles of which a word is broken by letters. That is no error: there may be no room for it anywhere."""
    goes_on: bool = False
    """Whether something goes on on a further page that is fitted to one."""
    paint: tuple[Diagnostic, ...] = ()
    """What is painted wrongly. That is told of pages that are kept: one too many has it by chance."""

    @property
    def problems(self) -> tuple[Diagnostic, ...]:
        """Everything that is wrong."""
        return (*self.faults, *self.crowding, *self.paint)


@dataclass(frozen=True)
class LaidOut:
    """A document that was laid out: it can be measured, and printed."""

    document: Document
    files: tuple[Path, ...]
    """The files that it uses: style sheets, fonts, images."""
    findings: Findings

    @property
    def pages(self) -> int:
        """How many pages it has."""
        return len(self.document.pages)

    def page_named(self, name: str) -> int | None:
        """Return the number of the page, from 1, on which stands what has an `id`, or None."""
        return next((number for number, page in enumerate(self.document.pages, 1) if name in page.anchors), None)

    def alone(self, page: int) -> "LaidOut":
        """Return one of its pages, by its number from 1."""
        return replace(self, document=self.document.copy([self.document.pages[page - 1]]))


class Lack(Enum):
    """Whether words on covers and openers lack room, and which of what may give way would help."""

    NONE = auto()
    OF_LOGOS = auto()
    """They lie over a logo: a smaller one, or a smaller title."""
    OF_TITLES = auto()
    """They lie over the drawing, run out of their ground or are broken: a smaller title alone."""


class Typesetter:
    """Lays out and prints; fonts and images are read once for all documents."""

    def __init__(self, base: Path, folders: Sequence[Path], pictures: Mapping[str, Location] | None = None) -> None:
        """Make ready.

        Args:
            base: The folder that relative addresses start from.
            folders: All folders that files may come from.
            pictures: Where the pictures of a brand kit are named, by the address of each.

        """
        self._base = base.resolve()
        self._folders = tuple(folders)
        self._log = LogCollector(self._folders)
        self._checker = PageChecker(self._folders, pictures or {})
        try_typesetter(VARIANT)
        self._fonts = Fonts()
        self._patches = patches_for(self._fonts)
        self._fonts.on_new_face = self._patches.new_face
        self._paths: dict[str, Path] = {}
        """Where each font was found: later documents use it without asking again."""
        self._sums: dict[Path, str] = {}
        """What was in them then."""

    def holds(self) -> bool:
        """Return whether the files that it keeps are as they were."""
        return all(checksum(path) == found for path, found in self._sums.items())

    def lay_out(self, html: str, typefaces: Mapping[str, Path] = MappingProxyType({})) -> LaidOut:
        """Lay HTML out on pages, and check them.

        Args:
            html: Of the whole document.
            typefaces: The files of its typefaces, by the addresses that its style sheets have.

        Raises:
            TypesettingError: It can't be laid out at all.
        """
        fetcher = FileFetcher(self._folders, typefaces, self._fonts.take)
        self._fonts.asked.clear()
        with self._log.collecting(fetcher) as problems, explaining_errors(), self._patches.laying_out():
            source = HTML(string=html, base_url=f"{self._base.as_uri()}/", url_fetcher=fetcher)
            bind_short_words(source.etree_element)
            document = source.render(font_config=self._fonts, pdf_variant=VARIANT)
            unread = self._checker.read(source.etree_element, document.pages)
            wide = wide_tables(document.pages)
            painted = painted_pages(document.pages, elements_of(wide))
            crowding = tuple(self._checker.room(document.pages, painted, wide))
            paint = tuple(self._checker.paint(painted))
            broken = tuple(broken_words(document.pages))
            goes_on = any(overruns(document.pages, FITTED_TO_ONE))
        self._note_fonts(fetcher)
        fonts = (self._paths[url] for url in self._fonts.asked & self._paths.keys())
        files = tuple(sorted({*fetcher.served.values(), *fonts}))
        words, placed = words_in(source.etree_element), placed_on(document.pages)
        faults = (*problems, *unread)
        findings = Findings(faults, words, placed, crowding=crowding, broken_words=broken, goes_on=goes_on, paint=paint)
        return LaidOut(document, files, findings)

    def lack_on_covers(self, html: str, typefaces: Mapping[str, Path] = MappingProxyType({})) -> Lack:
        """Return whether words lack room on what has one page: covers and openers.

        They are laid out without what is between them, which takes a moment.

        Args:
            html: Of the whole document.
            typefaces: The files of its typefaces, by the addresses that its style sheets have.

        Raises:
            TypesettingError: They can't be laid out.
        """
        fetcher = FileFetcher(self._folders, typefaces, self._fonts.take)
        with self._log.collecting(fetcher), explaining_errors(), self._patches.laying_out():
            source = HTML(string=html, base_url=f"{self._base.as_uri()}/", url_fetcher=fetcher)
            for body in source.etree_element.iter("body"):
                _leave_single_pages(body)
            bind_short_words(source.etree_element)
            pages = source.render(font_config=self._fonts, pdf_variant=VARIANT).pages
            self._note_fonts(fetcher)
            if not self._checker.has_room(pages, painted_pages(pages)):
                return Lack.OF_TITLES
            return Lack.OF_LOGOS if any(each.is_picture for each in collisions(pages)) else Lack.NONE

    def _note_fonts(self, fetcher: FileFetcher) -> None:
        """Keep which fonts were read for a document: those after it that use them too need not read them again."""
        self._paths |= {url: path for url, path in fetcher.served.items() if is_font(url)}
        self._sums |= {path: checksum(path) for path in self._paths.values() if path not in self._sums}

    def combine(self, html: str, parts: Sequence[LaidOut]) -> LaidOut:
        """Put the pages of parts, in order, into one document with the head of this HTML; no page is set again."""
        root = HTML(string=html).etree_element
        first, readings = parts[0].document, [laid_out.findings for laid_out in parts]
        document = first.copy([page for laid_out in parts for page in laid_out.document.pages])
        document.metadata = _head_alone(root).metadata
        findings = Findings(
            tuple(dict.fromkeys(fault for each in readings for fault in each.faults)),
            words_in(root),
            tuple(picture for each in readings for picture in each.pictures),
            crowding=tuple(dict.fromkeys(crowding for each in readings for crowding in each.crowding)),
            paint=tuple(dict.fromkeys(problem for each in readings for problem in each.paint)),
        )
        return LaidOut(document, tuple(sorted({file for laid_out in parts for file in laid_out.files})), findings)

    def unsafe(self, laid_out: LaidOut, safe: float) -> tuple[Diagnostic, ...]:
        """Return the words and logos that are nearer to the trim than `safe`, in mm."""
        return tuple(self._checker.safe_area(laid_out.document.pages, safe))

    def read(self, html: str) -> Findings:
        """Check HTML that is not to be printed."""
        root = HTML(string=html).etree_element
        return Findings(self._checker.read(root, ()), words_in(root), pictures_in(root))

    def strange(self, fonts: Iterable[str]) -> Iterator[Diagnostic]:
        """Yield each of a PDF's fonts that no style sheet has a file of: it would be another on another machine."""
        for name in sorted(fonts):
            if not any(is_font_of(name, family) for family in self._fonts.families):
                hint = "name a typeface that has a file, or give this one a file with `@font-face`"
                place = first_place(name.partition("-")[0], self._folders)
                message = f"words are set in `{name}`, which is a typeface of this machine"
                yield Diagnostic("missing-font", message, place, hint)

    def print(
        self, laid_out: LaidOut, multiple_of: int = 1, *, for_readers: bool = True
    ) -> tuple[bytes, int, tuple[Diagnostic, ...]]:
        """Write laid-out pages as PDF, and return it with the number of its pages and what was wrong.

        Spare pages go until the number of pages is a multiple of `multiple_of`. Readers need tags, print shops none.
        """
        document = _without_surplus(laid_out, multiple_of)
        leave_out_others(document)
        spaces: set[str] = set()

        def note_spaces(_: Document, pdf: PDF) -> None:
            spaces.update(colour_spaces.spaces_in(pdf))

        captured_log = self._log.collecting(document.url_fetcher)
        with captured_log as problems, explaining_errors(), self._patches.drawing():
            write = partial(write_tagged, document, pdf_variant=VARIANT) if for_readers else document.write_pdf
            pdf: bytes = write(finisher=note_spaces)
        return pdf, len(document.pages), (*problems, *colour_spaces.problems(spaces, self._folders))


def _leave_single_pages(element: Element) -> None:
    """Take out of an element all in it that is not to have one page, or around what is."""
    for part in list(element):
        if all(each.get(ONE_PAGE) is None for each in part.iter()):
            element.remove(part)
        elif part.get(ONE_PAGE) is None:
            _leave_single_pages(part)


@contextmanager
def explaining_errors() -> Iterator[None]:
    """Raise TypesettingError for what WeasyPrint raises at a page that it can't set. A bug of ours stays one."""
    try:
        yield
    except (FrameworkPdfError, MemoryError):
        raise
    except OSError as error:  # fonts go through files of the system's on their way
        hint = f"look at the room left in {tempfile.gettempdir()}, and at who may write there"
        message = f"the typesetter can't work: {error.strerror or error}"
        raise TypesettingError(Diagnostic("system", message, None, hint)) from error
    except NotImplementedError as error:  # where a gradient has one, the only thing that it does not do
        message = "a colour of a style sheet is not in sRGB, and pages are"
        raise TypesettingError(Diagnostic("other-colours", message, None, colour_spaces.HINT)) from error
    except Exception as error:
        if verified.is_verified() and _is_ours(error):
            raise
        message = f"the typesetter can't set this page: {type(error).__name__}: {error}"
        raise TypesettingError(Diagnostic("typesetter", message, None, _way_out())) from error


def _is_ours(error: Exception) -> bool:
    """Return whether a line of ours raised an error. A page that is nested too deeply may end at any line."""
    *_, (frame, _) = traceback.walk_tb(error.__traceback__)
    return frame.f_globals.get("__name__", "").startswith("framework_pdf.") and not isinstance(error, RecursionError)


def _way_out() -> str:
    """Return what to do about a page that can't be set: where nobody has tried this WeasyPrint, that comes first."""
    if verified.is_verified():
        return "look for what is unusual in the templates and their style sheets"
    newest = verified.VERIFIED_VERSIONS[-1]
    install = f'python -m pip install "weasyprint=={newest}"'
    return f"WeasyPrint {verified.version()} is installed, and {newest} was tried: `{install}`"


def _without_surplus(laid_out: LaidOut, multiple_of: int) -> Document:
    """Return the document with just as many of its spare pages as fill the multiple."""
    spare = [page for page in laid_out.document.pages if any(name.startswith(SPARE) for name in page.anchors)]
    surplus = min(laid_out.pages % multiple_of, len(spare))
    if not surplus:
        return laid_out.document
    left_out = spare[len(spare) - surplus :]
    return laid_out.document.copy([page for page in laid_out.document.pages if page not in left_out])


def _head_alone(root: Element) -> Document:
    """Return a document with nothing but what the head of another says of it: its title and its `meta` elements."""
    head = (element for name in ("title", "meta") for element in root.iter(name))
    said = "".join(ElementTree.tostring(each, encoding="unicode", method="html") for each in head)
    return HTML(string=f"<html lang={quoteattr(root.get('lang', ''))}>{said}").render()
