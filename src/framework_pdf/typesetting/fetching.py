"""Serves the files that pages ask for, from the folders of a run. Nothing else is ever read.

Files are style sheets, fonts and pictures, each looked at before it is handed on: whatever else lies in the folders
concerns no page.
"""

import mimetypes
import re
from collections.abc import Callable, Mapping, Sequence
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
        self.missing: dict[str, str] = {}
        """Why each file that could not be had could not."""
        self.served: dict[str, Path] = {}
        """The files that were had, by their addresses."""

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        """Return the file of an address; what can't be had is noted in `missing`."""
        try:
            if url.startswith("data:"):
                return self._held(url, headers)
            path = self._typefaces.get(url) or self._found(url)
            kind = "font/*" if is_font(url) else mimetypes.guess_type(path.name)[0] or "application/octet-stream"
            _check_size(kind, path.stat().st_size)
            content = path.read_bytes()
            usable = self._usable(kind, content)
        except (OSError, ValueError) as error:
            self.missing[url] = str(error)
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
        """Return a file as pages can have it. ValueError if they can't be made of it, or it has no room."""
        if kind == "text/css":
            return content
        if "font" not in kind:
            return settable(content)
        self._take_font(_size_of_font(content))
        return content

    def _found(self, url: str) -> Path:
        """Find the file of an address: where it says, or at the same place of a later folder."""
        if urlsplit(url).scheme != "file":
            raise ValueError("only files can be used, nothing from the network")
        asked = Path(url2pathname(urlsplit(url).path))
        home = next((folder for folder in self._folders if asked.is_relative_to(folder)), None)
        if home is None:
            raise ValueError("it is outside the folders of content, templates and fonts")
        for folder in self._folders:
            candidate = (folder / asked.relative_to(home)).resolve()
            if candidate.is_file() and candidate.is_relative_to(folder):
                return candidate
        raise FileNotFoundError("there is no such file")


def _check_size(kind: str, size: int) -> None:
    """Raise ValueError if a file of this kind has too many bytes."""
    most = MOST_BYTES_OF_WORDS if kind == "text/css" else MOST_BYTES_OF_A_FONT if "font" in kind else MOST_BYTES
    if size > most:
        raise ValueError(f"it has {size:,} bytes, and {most:,} at most are read: make it smaller")


def _size_of_font(content: bytes) -> int:
    """Return how many bytes a font has once it is unpacked.

    Raises:
        ValueError: It is none, or too large: WeasyPrint would set the page in another font without a word.
    """
    try:
        return font_files.size_of(content)
    except font_files.FontFileError as error:
        raise ValueError(f"it {error.message}") from error
