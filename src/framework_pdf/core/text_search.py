"""Finds a word in text files: for problems that are noticed late, when only the word is known and not its place."""

from collections.abc import Iterable
from pathlib import Path

from framework_pdf.core.diagnostics import Location
from framework_pdf.core.limits import MOST_BYTES_OF_WORDS
from framework_pdf.core.paths import is_inside

TEXT_FILES = {".css", ".j2", ".yml"}


def first_place(word: str, folders: Iterable[Path]) -> Location | None:
    """Return the first place of a word in the text files of some folders, or None."""
    if not word:
        return None
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if path.suffix in TEXT_FILES and _is_read(path, folder) and (place := _in_file(path, word)):
                return place
    return None


def _is_read(path: Path, folder: Path) -> bool:
    """Return whether the program can have read a path that was found in a folder."""
    return path.is_file() and is_inside(path, folder) and path.stat().st_size <= MOST_BYTES_OF_WORDS


def _in_file(path: Path, word: str) -> Location | None:
    for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), 1):
        if (column := line.find(word)) >= 0:
            return Location(path, number, column + 1)
    return None
