"""Turns what WeasyPrint logs into diagnostics: it logs whatever is wrong, and goes on."""

import logging
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from warnings import catch_warnings

from framework_pdf.core.diagnostics import Diagnostic, Severity, cut
from framework_pdf.core.errors import LimitError
from framework_pdf.core.limits import MOST_PAGES
from framework_pdf.core.text_search import first_place
from framework_pdf.typesetting.fetching import FileFetcher, is_font, name_in

LONGEST = 300
"""So many characters of what it says are told: it may say a whole picture."""
UNLOADED = "Font-face"
"""What it says of a typeface that it can't load begins so."""


class LogCollector:
    """Listens to WeasyPrint for all documents of a run."""

    def __init__(self, folders: Sequence[Path]) -> None:
        """Look for the places of problems in the files of these folders."""
        self._folders = folders
        self._unloaded: dict[str, int] = {}
        """What was said of typefaces that can't be loaded: it says that for the first document only."""

    @contextmanager
    def collecting(self, fetcher: FileFetcher) -> Iterator[list[Diagnostic]]:
        """Yield a list that holds every problem once the work is done.

        Raises LimitError while pages are made, where they become too many.
        """
        problems: list[Diagnostic] = []
        silenced = catch_warnings(action="ignore")  # Pillow's, of broken EXIF: a picture is taken to be upright then
        with silenced, captured_log() as levels, _listening("weasyprint.progress", _PageCounter(logging.INFO)):
            yield problems
        problems += self._unserved(fetcher)
        problems += self._said(levels, fetcher)

    def _unserved(self, fetcher: FileFetcher) -> Iterator[Diagnostic]:
        for url, file in fetcher.unserved.items():
            name = name_in(url)
            message = f"`{name}` can't be used: {file.why}"
            yield Diagnostic(file.code, message, first_place(name, self._folders), file.hint)

    def _said(self, levels: dict[str, int], fetcher: FileFetcher) -> Iterator[Diagnostic]:
        """Yield what was logged and is not yet told of as a file that can't be had."""
        unloaded = {words: level for words, level in levels.items() if words.startswith(UNLOADED)}
        if not any(is_font(url) for url in fetcher.unserved):
            self._unloaded |= unloaded
        for words in self._unloaded:
            yield self._diagnostic(words, Severity.ERROR)
        for words, level in levels.items():
            if words not in unloaded and not any(url in words for url in fetcher.unserved):
                yield self._diagnostic(words, Severity.ERROR if level >= logging.ERROR else Severity.WARNING)

    def _diagnostic(self, words: str, severity: Severity) -> Diagnostic:
        """Return the problem that was logged, with its place if that can be found."""
        place = None
        if quoted := re.search(r"[`']([^`']*)[`']", words):
            name = re.split("[:{]", quoted.group(1))[0].strip()
            place = first_place(quoted.group(1), self._folders) or first_place(name, self._folders)
        hint = "on Debian or Ubuntu: `apt-get install libharfbuzz-subset0`" if "HarfBuzz-Subset" in words else None
        return Diagnostic("typesetter", f"the typesetter says: {cut(words, LONGEST)}", place, hint, severity=severity)


@contextmanager
def captured_log() -> Iterator[dict[str, int]]:
    """Yield everything that WeasyPrint logs, each thing once, with its level."""
    handler = _CapturedLog(logging.WARNING)
    with _listening("weasyprint", handler):
        yield handler.levels


@contextmanager
def _listening(name: str, handler: logging.Handler) -> Iterator[None]:
    """Let a handler hear what a logger is told from the handler's level on, and no logger above it."""
    logger = logging.getLogger(name)
    level, propagate = logger.level, logger.propagate
    logger.setLevel(handler.level)
    logger.propagate = False
    logger.addHandler(handler)
    try:
        yield
    finally:
        logger.removeHandler(handler)
        logger.setLevel(level)
        logger.propagate = propagate


class _CapturedLog(logging.Handler):
    """Keeps what is logged, each thing once, with its level."""

    def __init__(self, level: int) -> None:
        super().__init__(level)
        self.levels: dict[str, int] = {}

    def emit(self, record: logging.LogRecord) -> None:
        """Keep the words and the level of one record."""
        self.levels.setdefault(record.getMessage(), record.levelno)


class _PageCounter(logging.Handler):
    """Counts pages as they are made: afterwards would be too late."""

    def emit(self, record: logging.LogRecord) -> None:
        """Raise LimitError at the record of a page that is one too many."""
        if "Page" in record.msg and record.args and record.args[0] == MOST_PAGES + 1:  # type: ignore[index]
            hint = "look for texts or lists that are very long, for small pages, and for breaks that come to no end"
            raise LimitError(Diagnostic("over-limit", f"takes more than {MOST_PAGES:,} pages", None, hint))
