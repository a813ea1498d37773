"""Folders and an address in; out, the file, or why it can't be had. Nothing else is ever read."""

import mimetypes
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from urllib.parse import unquote, urlsplit
from urllib.request import url2pathname

from fontTools.ttLib import TTFont
from weasyprint.urls import URLFetcher, URLFetcherResponse

FONTS = {".ttf", ".otf", ".woff", ".woff2"}
"""How the names of font files end."""


def name_in(url: str) -> str:
    """An address in, the name of its file out."""
    return Path(unquote(urlsplit(url).path)).name or url


def is_font(url: str) -> bool:
    """An address in; out, whether it is a font's, by its name."""
    return Path(name_in(url)).suffix in FONTS


class Shelves(URLFetcher):
    """Serves files of some folders, and nothing else: no network, nothing beside the folders."""

    def __init__(self, folders: Sequence[Path]) -> None:
        super().__init__(allowed_protocols={"file", "data"})
        self._folders = [folder.resolve() for folder in folders]
        self.missing: dict[str, str] = {}
        """Why each file that could not be had could not."""
        self.served: dict[str, Path] = {}
        """The files that were had, by their addresses."""

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        """An address in, the file out; what can't be had is noted in `missing`."""
        if url.startswith("data:"):
            return super().fetch(url, headers)
        try:
            path = self._found(url)
            content = path.read_bytes()
            if is_font(url):
                _check_font(content)
        except (OSError, ValueError) as error:
            self.missing[url] = str(error)
            raise
        self.served[url] = path
        kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
        return URLFetcherResponse(path.as_uri(), content, {"Content-Type": kind})

    def _found(self, url: str) -> Path:
        """An address in; out, the file: where it says, or at the same place of a later folder."""
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


def _check_font(content: bytes) -> None:
    """A font file's content in; ValueError where it is none. WeasyPrint would set the page in another, silently."""
    try:
        with TTFont(BytesIO(content)) as font:
            font.getBestCmap()
    except Exception as error:
        raise ValueError("it is not a font that can be read") from error
