"""Serves the files that pages ask for, from the folders of a run. Nothing else is ever read.

Files are style sheets, fonts and pictures, each looked at before it is handed on: whatever else lies in the folders
concerns no page.
"""

import mimetypes
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from urllib.parse import unquote, urlsplit
from urllib.request import url2pathname

from weasyprint.urls import URLFetcher, URLFetcherResponse

from framework_pdf.brand import font_files
from framework_pdf.brand.pictures import settable
from framework_pdf.core.limits import MOST_BYTES, MOST_BYTES_OF_A_FONT, MOST_BYTES_OF_WORDS

FONTS = {".ttf", ".otf", ".woff", ".woff2"}
"""How the names of font files end."""
BEGINNING = 60
"""So many characters of an address that holds a file are told."""


def name_in(url: str) -> str:
    """Return the name of an address's file; of an address that holds a file, its beginning."""
    if url.startswith("data:"):
        return url[:BEGINNING]
    return Path(unquote(urlsplit(url).path)).name or url


def is_font(url: str) -> bool:
    """Return whether an address is a font's, by its name."""
    return Path(name_in(url)).suffix in FONTS


@dataclass(frozen=True, slots=True)
class Unserved:
    """A file that a page can't have: which kind of a problem that is, why, and the way out."""

    code: str
    why: str
    hint: str


class _UnusableError(ValueError):
    """A file that is there, and can't be used."""

    def __init__(self, unserved: Unserved) -> None:
        super().__init__(unserved.why)
        self.unserved = unserved


class FileFetcher(URLFetcher):
    """Serves files of some folders, and nothing else: no network, nothing beside the folders."""

    def __init__(
        self,
        folders: Sequence[Path],
        typefaces: Mapping[str, Path] = MappingProxyType({}),
        take_font: Callable[[int], object] = int,
    ) -> None:
        """Make one for the pages of a document.

        Args:
            folders: The folders, the first to be looked in first.
            typefaces: The files of typefaces by their addresses.
            take_font: What is told the size of each font in bytes: it may refuse it by ValueError.
        """
        super().__init__(allowed_protocols={"file", "data"})
        self._take_font = take_font
        self._folders = [folder.resolve() for folder in folders]
        self._typefaces = typefaces
        self.unserved: dict[str, Unserved] = {}
        """Why each file that could not be had could not, by its address."""
        self.served: dict[str, Path] = {}
        """The files that were had, by their addresses."""

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        """Return the file of an address; what can't be had is noted in `unserved`."""
        try:
            if url.startswith("data:"):
                return self._held(url, headers)
            path = self._typefaces.get(url) or self._found(url)
            kind = "font/*" if is_font(url) else mimetypes.guess_type(path.name)[0] or "application/octet-stream"
            _check_size(kind, path.stat().st_size)
            content = path.read_bytes()
            usable = self._usable(kind, content)
        except (OSError, ValueError) as error:
            self.unserved[url] = _why(url, error)
            raise
        self.served[url] = path
        # Of a file, WeasyPrint would read the picture again.
        origin = path.as_uri() if usable is content else ""
        return URLFetcherResponse(origin, usable, {"Content-Type": kind})

    def _held(self, url: str, headers: dict[str, str] | None) -> URLFetcherResponse:
        """Return the file that an address holds."""
        _check_size(re.split("[;,]", url[5:BEGINNING])[0], len(url) * 3 // 4)
        held = super().fetch(url, headers)
        return URLFetcherResponse(url, self._usable(held.content_type, held.read()), held.headers)

    def _usable(self, kind: str, content: bytes) -> bytes:
        """Return a file as pages can have it. _UnusableError if they can't be made of it, or it has no room."""
        if kind == "text/css":
            return content
        if "font" not in kind:
            return _settable(content)
        size = _size_of_font(content)
        try:
            self._take_font(size)
        except ValueError as error:
            raise _UnusableError(Unserved("large-font", str(error), "use fewer fonts, or smaller ones")) from error
        return content

    def _found(self, url: str) -> Path:
        """Find the file of an address: where it says, or at the same place of a later folder."""
        if urlsplit(url).scheme != "file":
            raise FileNotFoundError("only files can be used, nothing from the network")
        asked = Path(url2pathname(urlsplit(url).path))
        home = next((folder for folder in self._folders if asked.is_relative_to(folder)), None)
        if home is None:
            raise FileNotFoundError("it is outside the folders of content, templates and fonts")
        for folder in self._folders:
            candidate = (folder / asked.relative_to(home)).resolve()
            if candidate.is_file() and candidate.is_relative_to(folder):
                return candidate
        raise FileNotFoundError("there is no such file")


def _why(url: str, error: OSError | ValueError) -> Unserved:
    """Return what is wrong with the file of an address that can't be had."""
    if isinstance(error, _UnusableError):
        return error.unserved
    if isinstance(error, FileNotFoundError):
        hint = "put it there, or mend the name: names are relative to the templates folder"
        return Unserved("missing-font" if is_font(url) else "missing-file", str(error), hint)
    if isinstance(error, OSError) and error.strerror:
        return Unserved("unreadable-file", f"it can't be read: {error.strerror}", "let it be a file that you may read")
    return Unserved("unusable-file", str(error), "mend the address, or name a file")


def _check_size(kind: str, size: int) -> None:
    """Raise _UnusableError if a file of this kind has too many bytes."""
    code, most = "unusable-picture", MOST_BYTES
    if kind == "text/css":
        code, most = "over-limit", MOST_BYTES_OF_WORDS
    elif "font" in kind:
        code, most = "large-font", MOST_BYTES_OF_A_FONT
    if size > most:
        raise _UnusableError(Unserved(code, f"it has {size:,} bytes, and {most:,} at most are read", "make it smaller"))


def _settable(content: bytes) -> bytes:
    """Return a picture as pages can have it. Raises _UnusableError if they can't be made of it."""
    try:
        return settable(content)
    except ValueError as error:
        hint = "the file is there, and its name is right: mend it, or show another"
        raise _UnusableError(Unserved("unusable-picture", str(error), hint)) from error


def _size_of_font(content: bytes) -> int:
    """Return how many bytes a font has once it is unpacked.

    Raises:
        _UnusableError: It is none, or too large: WeasyPrint would set the page in another font without a word.
    """
    try:
        return font_files.size_of(content)
    except font_files.FontFileError as error:
        raise _UnusableError(Unserved(error.code, f"it {error.message}", error.hint)) from error
