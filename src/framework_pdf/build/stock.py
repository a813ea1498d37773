"""Folders and files in; out, their stock: the checksum of everything in them, as it was at one moment.

It is taken before anything is read. So a file that is changed while a build goes on is found changed by the next one.
"""

import hashlib
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from framework_pdf.core.paths import checksum, is_inside


@dataclass(frozen=True, slots=True)
class Stock:
    """What files hold."""

    folders: tuple[Path, ...]
    files: tuple[Path, ...]
    """Single files, in none of the folders."""
    state: str
    """One checksum of it all when it was taken: the same wherever the folders lie."""
    sums: dict[Path, str] = field(repr=False)
    """Checksums by paths, wherever links lead; empty where a file can't be read."""

    def sum_at(self, path: Path) -> str:
        """A file in; out, its checksum when stock was taken, or now where it was not counted."""
        path = _real(path)
        if path not in self.sums:
            self.sums[path] = checksum(path)
        return self.sums[path]

    def sum_of(self, name: str, folders: Sequence[Path]) -> str:
        """A name below folders, and those, in; out, the checksum of the first file of that name; empty without one."""
        return next((found for folder in folders if (found := self.sum_at(folder / name))), "")


def take(folders: Sequence[Path], files: Sequence[Path] = ()) -> Stock:
    """Folders and single files in, their stock out."""
    counted = [
        (f"{number} {path.relative_to(folder).as_posix()}", _real(path))
        for number, folder in enumerate(folders)
        for path in _files(folder)
    ]
    counted += [("", _real(file)) for file in files]
    sums = {path: checksum(path) for path in {path for _, path in counted}}
    state = "".join(f"{name} {sums[path]}\n" for name, path in counted)
    return Stock(tuple(folders), tuple(files), hashlib.sha256(state.encode()).hexdigest(), sums)


def name_in(folders: Sequence[Path], path: Path) -> str:
    """Folders and a file in; out, its name below the first of them that has it, else its path."""
    path = _real(path)
    home = next((home for home in map(_real, folders) if path.is_relative_to(home)), None)
    return path.relative_to(home).as_posix() if home else str(path)


def _files(folder: Path) -> Iterator[Path]:
    """A folder in; out, each file in and below it, by name; nothing hidden, nothing outside to which a link leads."""
    for place, below, names in os.walk(folder):
        below[:] = sorted(name for name in below if not name.startswith("."))
        paths = (Path(place, name) for name in sorted(names) if not name.startswith("."))
        yield from (path for path in paths if is_inside(path, folder))


def _real(path: Path) -> Path:
    return Path(os.path.realpath(path))
