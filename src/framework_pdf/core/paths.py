"""Paths: how messages print them, and whether one lies in another."""

import os
from contextlib import suppress
from pathlib import Path

from framework_pdf.core.printable import in_utf8


def shortest(path: Path) -> str:
    """Return a path relative to the working directory if it lies below it, else the whole path.

    What is no UTF-8 in a name is shown by its number: what is told is written down, too.
    """
    with suppress(ValueError, OSError):  # it lies elsewhere, or there is no working directory
        path = Path(os.path.normpath(path.absolute())).relative_to(Path.cwd())
    return in_utf8(str(path))


def is_inside(path: Path, folder: Path | str) -> bool:
    """Return whether a path lies in a folder once all symbolic links are followed; not if one can't be."""
    try:
        return Path(os.path.realpath(path)).is_relative_to(os.path.realpath(folder))
    except OSError:
        return False


def is_file_inside(folder: Path, name: str) -> bool:
    """Return whether a folder has a file of this name once all symbolic links are followed; not if none can have it."""
    path = folder / name
    return os.path.isfile(path) and is_inside(path, folder)  # noqa: PTH113 (Path.is_file raises where a name is too long)
