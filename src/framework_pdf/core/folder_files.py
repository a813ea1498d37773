"""Walks through a folder of content, of templates or of a brand kit: the files that may be its own, within limits."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

from framework_pdf.core.diagnostics import Diagnostic, Location
from framework_pdf.core.errors import LimitError
from framework_pdf.core.limits import MOST_FILES, MOST_FOLDER_LEVELS
from framework_pdf.core.paths import is_inside

OF_OTHERS = {"__pycache__", "node_modules"}
"""Folders that other programs fill."""


def files_below(folder: Path, unread: Callable[[OSError], object] | None = None) -> Iterator[Path]:
    """Yield each file below a folder, and whatever else has a name there but is no folder.

    Arguments, errors and what is left out as those of `paths_below`; links that lead to a folder or out are, too.
    """
    for path in paths_below(folder, unread):
        if not os.path.isdir(path) and (not path.is_symlink() or is_inside(path, folder)):  # noqa: PTH112 (as below)
            yield path


def paths_below(folder: Path, unread: Callable[[OSError], object] | None = None) -> Iterator[Path]:
    """Yield each path below a folder, in order. Links are not followed.

    Left out are hidden files and folders, and folders that other programs fill.

    Args:
        folder: Where to begin; it may be a link itself.
        unread: What is done with the error of a folder that can't be read, if anything.

    Raises:
        LimitError: There are more files and folders in it, or more levels of them, than are looked through.
    """
    levels = [iter(_in_order(folder, unread))]
    seen = 0
    while levels:
        entry = next(levels[-1], None)
        if entry is None:
            levels.pop()
            continue
        path, is_folder = entry
        seen += 1
        if seen > MOST_FILES:
            raise _over(folder, f"there are more than {MOST_FILES:,} files and folders in this")
        yield path
        if is_folder:
            if len(levels) > MOST_FOLDER_LEVELS:
                raise _over(path, f"this lies more than {MOST_FOLDER_LEVELS} folders deep")
            levels.append(iter(_in_order(path, unread)))


def _in_order(folder: Path, unread: Callable[[OSError], object] | None) -> list[tuple[Path, bool]]:
    """Return what is right in a folder and may be its own, by name, and whether each is a folder itself."""
    found: list[tuple[Path, bool]] = []
    try:
        os.stat(os.path.join(folder, os.curdir))  # noqa: PTH116, PTH118 (it fails where a folder is listed and not entered)
        with os.scandir(folder) as entries:
            for entry in entries:
                if not entry.name.startswith(".") and entry.name not in OF_OTHERS:
                    found.append((folder / entry.name, entry.is_dir(follow_symlinks=False)))
                if len(found) > MOST_FILES:
                    break  # whoever walks raises for it
    except OSError as error:
        if unread:
            unread(error)
    return sorted(found)


def _over(place: Path, message: str) -> LimitError:
    hint = "keep what no edition is made from in another folder"
    return LimitError(Diagnostic("over-limit", message, Location(place), hint))
