"""Where a word stands in files: for problems that are found late, when only the word is left."""

from collections.abc import Iterable
from pathlib import Path

from framework_pdf.diagnostics import Location

TEXT_FILES = {".css", ".j2", ".yml"}


def first_place(words: Iterable[str], folders: Iterable[Path]) -> Location | None:
    """Words and folders in; out, the first place in a text file of the folders where one of the words stands."""
    wanted = [word for word in words if word]
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if path.suffix in TEXT_FILES and (place := _in_file(path, wanted)):
                return place
    return None


def _in_file(path: Path, words: list[str]) -> Location | None:
    for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), 1):
        for word in words:
            if (column := line.find(word)) >= 0:
                return Location(path, number, column + 1)
    return None
