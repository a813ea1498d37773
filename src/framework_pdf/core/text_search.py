"""Where a word stands in files: for problems that are found late, when only the word is left."""

from collections.abc import Iterable
from pathlib import Path

from framework_pdf.core.diagnostics import Location
from framework_pdf.core.limits import MOST_BYTES_OF_WORDS
from framework_pdf.core.paths import is_inside

TEXT_FILES = {".css", ".j2", ".yml"}


def first_place(word: str, folders: Iterable[Path]) -> Location | None:
    """A word and folders in; out, the first place in a text file of the folders where it stands."""
    if not word:
        return None
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if path.suffix in TEXT_FILES and _is_read(path, folder) and (place := _in_file(path, word)):
                return place
    return None


def _is_read(path: Path, folder: Path) -> bool:
    """A path and the folder that it was found in, in; out, whether anything of it can have been read."""
    return path.is_file() and is_inside(path, folder) and path.stat().st_size <= MOST_BYTES_OF_WORDS


def _in_file(path: Path, word: str) -> Location | None:
    for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), 1):
        if (column := line.find(word)) >= 0:
            return Location(path, number, column + 1)
    return None
