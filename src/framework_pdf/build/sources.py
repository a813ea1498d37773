"""Which files are sources, and their checksums as they were at one moment.

They are taken before anything is read, so that a file which changes during a build is found changed by the next one.
"""

import os
from collections.abc import Iterable, Iterator, Sequence, Set
from pathlib import Path

from framework_pdf.core.checksums import checksum, digest
from framework_pdf.core.paths import is_inside


class Sources:
    """The checksums of the files in some places, each of which is a folder or a file."""

    def __init__(self, places: Iterable[Path], made: Set[str] = frozenset()) -> None:
        """Take the checksum of each file in the places, except for those that were made there, by their real paths."""
        self.places = tuple(places)
        self._checksums: dict[str, str] = {}
        found = (path for place in self.places for path in files_of(place))
        files = [path for path in found if os.path.realpath(path) not in made]
        self.state = digest("".join(f"{path} {self.checksum(path)}\n" for path in files).encode())
        """One checksum of all files and their names."""

    def checksum(self, path: Path) -> str:
        """Return the checksum of a file as it was, or, if it is in none of the places, as it is now."""
        real = os.path.realpath(path)
        if real not in self._checksums:
            self._checksums[real] = checksum(Path(real))
        return self._checksums[real]


def name_below(folders: Sequence[Path], path: Path) -> str:
    """Return the name of a file below the first of the folders that it lies in, or else its whole path."""
    path = path.resolve()
    below = (path.relative_to(home) for folder in folders if path.is_relative_to(home := folder.resolve()))
    return next(below, path).as_posix()


def file_below(folders: Sequence[Path], name: str) -> Path:
    """Return the first file of that name below the folders, or where it would be."""
    paths = [folder / name for folder in folders]
    return next(filter(os.path.isfile, paths), paths[0])


def files_of(place: Path) -> Iterator[Path]:
    """Yield a file, or each file below a folder by name; none that is hidden, or to which a link leads outside it."""
    if os.path.isfile(place):  # noqa: PTH113 (false, too, if a name is too long for a file)
        yield place
    for folder, below, names in os.walk(place):
        below[:] = sorted(name for name in below if not name.startswith("."))
        paths = (Path(folder, name) for name in sorted(names) if not name.startswith("."))
        yield from (path for path in paths if not path.is_symlink() or is_inside(path, place))
