"""Serves the files that pages ask for, from the folders of a run. Nothing else is ever read.

Files are style sheets, fonts and pictures, each looked at before it is handed on: whatever else lies in the folders
concerns no page.
"""

import mimetypes
import re
from collections.abc import Mapping, Sequence
from io import BytesIO
from pathlib import Path
from types import MappingProxyType
from urllib.parse import unquote, urlsplit
from urllib.request import url2pathname

from fontTools.ttLib import TTFont
from weasyprint.urls import URLFetcher, URLFetcherResponse

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

    def __init__(self, folders: Sequence[Path], typefaces: Mapping[str, Path] = MappingProxyType({})) -> None:
        """Take the folders, the first to be looked in first, and the files of typefaces by their addresses."""
        super().__init__(allowed_protocols={"file", "data"})
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
            usable = _usable(kind, content)
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
        return URLFetcherResponse(url, _usable(held.content_type, held.read()), held.headers)

    def _found(self, url: str) -> Path:
        """Find the file of an address: where it says, or at the same place of a later folder."""
        if urlsplit(url).scheme != "file":
            raise ValueError("only files can be used, nothing from the network")
        asked = Path(url2pathname(unquote(urlsplit(url).path)))
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


def _usable(kind: str, content: bytes) -> bytes:
    """Return a file as pages can have it, or raise ValueError if it is nothing that they can be made of."""
    if kind == "text/css":
        return content
    if "font" not in kind:
        return settable(content)
    _check_font(content)
    return content


def _check_font(content: bytes) -> None:
    """Raise ValueError if a font file is none: WeasyPrint would set the page in another font without a word."""
    try:
        with TTFont(BytesIO(content)) as font:
            font.getBestCmap()
    except Exception as error:
        raise ValueError("it is not a font that can be read") from error
