"""Finds a word in text files: for problems that are noticed late, when only the word is known and not its place."""

from collections.abc import Iterable
from pathlib import Path

from framework_pdf.core.diagnostics import Location
from framework_pdf.core.folder_files import files_below
from framework_pdf.core.limits import MOST_BYTES_OF_WORDS
from framework_pdf.core.reading import read_file

TEXT_FILES = {".css", ".j2", ".yml"}


def first_place(word: str, folders: Iterable[Path]) -> Location | None:
    """Return the first place of a word in the text files of some folders, or None."""
    if not word:
        return None
    for folder in folders:
        for path in files_below(folder):
            if path.suffix in TEXT_FILES and (place := _in_file(path, word)):
                return place
    return None


def _in_file(path: Path, word: str) -> Location | None:
    """Return the first place of a word in a file that can be read."""
    try:
        text = read_file(path, MOST_BYTES_OF_WORDS).decode(errors="replace")
    except OSError:
        return None
    for number, line in enumerate(text.splitlines(), 1):
        if (column := line.find(word)) >= 0:
            return Location(path, number, column + 1)
    return None
