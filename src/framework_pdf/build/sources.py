"""Which files are sources, and what they were at one moment.

It is taken before anything is read, so that a file which changes during a build is found changed by the next one.

Every name counts, because a new file may stand in for another. What a file holds counts if it has words, which are all
read; of other files only those matter that something was made from, and the manifest has their checksums.
"""

import os
from collections.abc import Iterable, Iterator, Sequence, Set
from contextlib import suppress
from pathlib import Path

from framework_pdf.core.checksums import checksum, digest
from framework_pdf.core.diagnostics import Diagnostic, Location
from framework_pdf.core.errors import LimitError
from framework_pdf.core.folder_files import files_below
from framework_pdf.core.limits import MOST_BYTES, MOST_BYTES_OF_SOURCES, MOST_BYTES_OF_WORDS
from framework_pdf.core.paths import is_inside
from framework_pdf.core.workspace import Workspace

OF_WORDS = {".css", ".htm", ".html", ".j2", ".js", ".yaml", ".yml"}
"""How the names of files end that are read whether something is made from them or not."""


class Sources:
    """The checksums of the files in some places, each of which is a folder or a file; nothing else is read."""

    def __init__(self, places: Iterable[Path], made: Set[str] = frozenset(), packaged: Iterable[Path] = ()) -> None:
        """Look at all files of the places.

        Args:
            places: The folders and files from which something may come.
            made: The real paths of files that were made there, and are no sources.
            packaged: Folders of this program and its packages from which something may come too.

        Raises:
            LimitError: There is more in a place than is read.
        """
        self.places = tuple(places)
        self._roots = [os.path.realpath(root) for root in (*self.places, *packaged)]
        self._checksums: dict[Path, str] = {}
        self._left = MOST_BYTES_OF_SOURCES
        found = [(place, path) for place in self.places for path in files_of(place)]
        self.state = digest(b"\n".join(self._line(*each) for each in found if os.path.realpath(each[1]) not in made))
        """One checksum of all names, and of all files of words."""

    def checksum(self, path: Path) -> str:
        """Return the checksum of a file as it was; empty if it can't be read, or is in none of the places."""
        real = Path(os.path.realpath(path))
        if real not in self._checksums:
            self._checksums[real] = checksum(real, MOST_BYTES) if self.has(real) else ""
        return self._checksums[real]

    def has(self, path: Path) -> bool:
        """Return whether a path lies in one of the places, wherever links lead."""
        return any(is_inside(path, root) for root in self._roots)

    def _line(self, place: Path, path: Path) -> bytes:
        """Return what is noted of a file in a place."""
        if path != place and path.suffix not in OF_WORDS:
            return os.fsencode(path)
        size = 0
        with suppress(OSError):  # it went just now, or may not be looked at: its checksum says so
            size = path.stat().st_size
        self._left -= size
        if self._left < 0:
            hint = "keep what no edition is made from in another folder"
            message = f"there are more than {MOST_BYTES_OF_SOURCES:,} bytes of words in the folders of this run"
            if size > MOST_BYTES_OF_WORDS:  # that file alone is to be mended
                place, message = path, f"this has {size:,} bytes: {message}"
            raise LimitError(Diagnostic("over-limit", message, Location(place), hint))
        return os.fsencode(path) + b" " + self.checksum(path).encode()


def possible_places(workspace: Workspace, brands: Iterable[str], profile: Path | None) -> frozenset[Path]:
    """Return every folder and file that may be a source of a request, whether it is there or not.

    Args:
        workspace: The folders of the run.
        brands: Brands as they were asked for.
        profile: The printer's profile, if one was named.
    """
    kits = (folder / brand for brand in brands for folder in (*workspace.brands, Path()))
    return frozenset((*workspace.content, *workspace.templates, *kits, *([profile] if profile else ())))


def name_below(folders: Sequence[Path], path: Path) -> str:
    """Return the name of a file below the first of the folders that it lies in, or else its whole path."""
    path = path.resolve()
    below = (path.relative_to(home) for folder in folders if path.is_relative_to(home := folder.resolve()))
    return next(below, path).as_posix()


def file_below(folders: Sequence[Path], name: str) -> Path:
    """Return the first file of that name below the folders, or where it would be."""
    paths = [folder / name for folder in folders]
    return next((path for path in paths if os.path.isfile(path)), paths[0])  # noqa: PTH113 (the same)


def files_of(place: Path) -> Iterator[Path]:
    """Return a place that is a file, or each file below it, as `files_below` does."""
    return iter([place]) if os.path.isfile(place) else files_below(place)  # noqa: PTH113 (the same)
