"""Where a word stands in files: for problems that are found late, when only the word is left."""

from collections.abc import Iterable
from pathlib import Path

from framework_pdf.diagnostics import Location

TEXT_FILES = {".css", ".j2", ".yml"}


def first_place(word: str, folders: Iterable[Path]) -> Location | None:
    """A word and folders in; out, the first place in a text file of the folders where it stands."""
    if not word:
        return None
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if path.suffix in TEXT_FILES and (place := _in_file(path, word)):
                return place
    return None


def _in_file(path: Path, word: str) -> Location | None:
    for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), 1):
        if (column := line.find(word)) >= 0:
            return Location(path, number, column + 1)
    return None
