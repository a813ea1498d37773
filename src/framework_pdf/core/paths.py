"""Paths: how they are told, what lies inside of what, and what a file holds."""

import hashlib
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


def checksum(path: Path) -> str:
    """A file in; out, its SHA-256; empty where there is no file that can be read."""
    try:
        if not path.is_file():  # a pipe would never end
            return ""
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""
