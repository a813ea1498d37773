"""HTML in, PDF out. The only importer of WeasyPrint; what it logs and fetches becomes diagnostics."""

import logging
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit
from urllib.request import url2pathname

from weasyprint import HTML
from weasyprint.document import Document
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from framework_pdf.concordance import first_place
from framework_pdf.diagnostics import Diagnostic, Severity

VARIANT = "pdf/ua-1"
"""Tagged, titled, with a language: PDF/UA-1 (ISO 14289-1)."""
SPARE = "spare-"
"""The anchors of pages that may be left out begin so."""


class Shelves(URLFetcher):
    """Serves files of some folders, and nothing else: no network, nothing beside the folders."""

    def __init__(self, folders: Sequence[Path]) -> None:
        super().__init__(allowed_protocols={"file", "data"})
        self._folders = [folder.resolve() for folder in folders]
        self.missing: dict[str, str] = {}
        """Why each file that could not be had could not."""
        self.served: set[Path] = set()
        """The files that were had."""

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        """An address in, the file out; what can't be had is noted in `missing`."""
        if url.startswith("data:"):
            return super().fetch(url, headers)
        try:
            path = self._found(url)
            response = super().fetch(path.as_uri(), headers)
        except (OSError, ValueError) as error:
            self.missing[url] = str(error)
            raise
        self.served.add(path)
        return response

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


@dataclass(frozen=True)
class Proof:
    """A document that was laid out: it can be measured, and printed."""

    document: Document
    spare: int
    """How many of its pages may be left out."""
    files: tuple[Path, ...]
    """The files that it uses: style sheets, fonts, images."""
    problems: tuple[Diagnostic, ...]

    @property
    def pages(self) -> int:
        """How many pages it has."""
        return len(self.document.pages)


class Press:
    """Lays out and prints; fonts and images are read once for all documents."""

    def __init__(self, base: Path, folders: Sequence[Path]) -> None:
        """The folder that relative addresses start from, and all folders that files may come from."""
        self._base = base.resolve()
        self._folders = tuple(folders)
        self._fonts = FontConfiguration()
        self._images: dict[str, Any] = {}

    def lay_out(self, html: str) -> Proof:
        """HTML in; out, its pages, not yet printed, and what was wrong with it."""
        shelves = Shelves(self._folders)
        with self._listening(shelves) as problems:
            document = HTML(string=html, base_url=f"{self._base.as_uri()}/", url_fetcher=shelves).render(
                font_config=self._fonts, cache=self._images, pdf_variant=VARIANT
            )
        spare = sum(any(name.startswith(SPARE) for name in page.anchors) for page in document.pages)
        return Proof(document, spare, tuple(sorted(shelves.served)), tuple(problems))

    def print(self, proof: Proof, multiple_of: int = 1) -> tuple[bytes, int, tuple[Diagnostic, ...]]:
        """A proof and what its pages are to be a multiple of in; out, the PDF, its pages, what was wrong."""
        document = _without_surplus(proof, multiple_of)
        with self._listening(Shelves(self._folders)) as problems:
            pdf = document.write_pdf(pdf_variant=VARIANT)
        assert pdf is not None
        return pdf, len(document.pages), tuple(problems)

    @contextmanager
    def _listening(self, shelves: Shelves) -> Iterator[list[Diagnostic]]:
        """Collects what WeasyPrint logs while it works."""
        heard = _Ear()
        logger = logging.getLogger("weasyprint")
        propagate, logger.propagate = logger.propagate, False
        logger.addHandler(heard)
        problems: list[Diagnostic] = []
        try:
            yield problems
        finally:
            logger.removeHandler(heard)
            logger.propagate = propagate
        problems += self._explained(heard.records, shelves)

    def _explained(self, records: list[logging.LogRecord], shelves: Shelves) -> Iterator[Diagnostic]:
        """What WeasyPrint logged, and what it could not fetch, in; out, the problems."""
        for url, reason in shelves.missing.items():
            name = Path(unquote(urlsplit(url).path)).name or url
            kind = "font" if Path(name).suffix in {".ttf", ".otf", ".woff", ".woff2"} else "file"
            place = first_place([name], self._folders)
            hint = "put it there, or mend the name: names are relative to the templates folder"
            yield Diagnostic(f"missing-{kind}", f"`{name}` can't be used: {reason}", place, hint)
        for record in records:
            message = record.getMessage()
            if any(url in message for url in shelves.missing) or message.startswith("Font-face"):
                continue
            yield self._said(record, message)

    def _said(self, record: logging.LogRecord, message: str) -> Diagnostic:
        """One line of WeasyPrint's log in, the problem out, with its place where that can be told."""
        quoted = re.search(r"`([^`]*)`", message)
        place = first_place([quoted.group(1).split(":")[0].split("{")[0].strip()], self._folders) if quoted else None
        severity = Severity.ERROR if record.levelno >= logging.ERROR else Severity.WARNING
        hint = None
        if "HarfBuzz-Subset" in message:
            hint = "on Debian or Ubuntu: `apt-get install libharfbuzz-subset0`"
        return Diagnostic("typesetter", f"the typesetter says: {message}", place, hint, severity)


class _Ear(logging.Handler):
    """Keeps what is logged."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keeps one record, once."""
        if record.getMessage() not in {kept.getMessage() for kept in self.records}:
            self.records.append(record)


def _without_surplus(proof: Proof, multiple_of: int) -> Document:
    """A proof in; out, the document with just as many of its spare pages as fill the multiple."""
    surplus = min(proof.pages % multiple_of, proof.spare)
    if not surplus:
        return proof.document
    spare = [page for page in proof.document.pages if any(name.startswith(SPARE) for name in page.anchors)]
    left_out = spare[len(spare) - surplus :]
    return proof.document.copy([page for page in proof.document.pages if page not in left_out])
