"""Paths: how they are told, what lies inside of what, and what a file holds."""

import os
from pathlib import Path


def shortest(path: Path) -> str:
    """A path in; out, as it reads from the working directory when it lies below it, else whole."""
    try:
        return str(Path(os.path.normpath(path.absolute())).relative_to(Path.cwd()))
    except (ValueError, OSError):  # it is elsewhere, or there is no working directory
        return str(path)


def is_inside(path: Path, folder: Path) -> bool:
    """A path and a folder in; out, whether it lies in it, wherever links lead."""
    return Path(os.path.realpath(path)).is_relative_to(os.path.realpath(folder))
