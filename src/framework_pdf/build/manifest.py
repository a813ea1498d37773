"""The manifest of an output folder: each edition in it, what it was made from, and which requests are met.

It lies beside the files, is written last, and is read by the next build: what is as it says need not be made again.
Nothing here loads more than it takes to see that nothing has changed.

An output folder may have come from somebody else, so what its manifest says is looked at as content is: numbers have
bounds, paths lie in the folder, and no file is read because a manifest names it.
"""

import os
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import Annotated, Any

import msgspec
from msgspec import Meta, Struct

from framework_pdf.brand.brand_use import BrandUse
from framework_pdf.build.sources import Sources
from framework_pdf.build.versions import versions
from framework_pdf.core.checksums import checksum, digest
from framework_pdf.core.diagnostics import Diagnostic, Location, Severity
from framework_pdf.core.limits import MOST_BYTES_OF_A_MANIFEST, MOST_BYTES_OF_A_PDF
from framework_pdf.core.paths import is_inside, shortest
from framework_pdf.core.reading import read_file

FILE_NAME = "manifest.json"
FORM = 3
"""A manifest of another form is not read."""
Bytes = Annotated[int, Meta(ge=0, le=MOST_BYTES_OF_A_PDF)]
Pages = Annotated[int, Meta(ge=0, le=1_000_000)]
Seconds = Annotated[float, Meta(ge=0, le=1e9)]
Trials = Annotated[int, Meta(ge=0, le=1000)]


class File(Struct, frozen=True):
    """A file that was made."""

    path: str
    """Below the output folder."""
    pages: Pages | None
    """None if it has no pages."""
    bytes: Bytes
    sha256: str

    def __post_init__(self) -> None:
        """Raise ValueError if the path leads out of the output folder."""
        path = PurePosixPath(self.path)
        if path.is_absolute() or ".." in path.parts or not path.parts:
            raise ValueError(self.path)

    def is_there(self, output: Path) -> bool:
        """Return whether there is a file of that name in the output folder, as it was made or not."""
        return os.path.isfile(output / self.path)  # noqa: PTH113 (false, too, if a name is too long for a file)

    def is_changed(self, output: Path) -> bool:
        """Return whether there is a file of that name that is not as it was made."""
        return self.is_there(output) and not self.is_intact(output)

    def is_intact(self, output: Path) -> bool:
        """Return whether the file is in the output folder as it was made."""
        path = output / self.path
        return is_inside(path, output) and checksum(path, self.bytes) == self.sha256


class Subject(Struct, frozen=True):
    """What an edition is of: as long as that is there, it can be asked for again."""

    profession: str
    aspects: tuple[str, ...]
    """Empty if it has them all."""
    brand: str | None
    content: tuple[str, ...]
    """The folders that its words are from."""
    professions: tuple[str, ...] = ()
    """Those that stand side by side in it; empty if it has them all, or none."""
    framework: str = ""
    """The title of the framework that they are of; empty if it is not known."""


class Key(Struct, frozen=True):
    """What an edition is made from: with the same key it has the same files. Its parts say what has changed."""

    html: str
    """The checksum of all HTML that was composed for it."""
    trials: dict[str, Trials]
    """How many settings of each aspect were tried, by its id: so many of them are in the HTML."""
    fetched: dict[str, str]
    """The checksums of the style sheets, fonts and pictures that the typesetter fetched, by name below the folders."""
    printing: str
    """How it is printed, and the checksum of the printer's profile, if one was named."""
    versions: dict[str, str]


class MadeEdition(Struct, frozen=True):
    """An edition that was made."""

    edition: str
    """Its path. If it has several files, their paths begin like it."""
    subject: Subject
    files: tuple[File, ...]
    seconds: Seconds
    inputs: dict[str, str]
    """The checksums of all files that it was made from, by path."""
    key: Key
    warnings: tuple[Diagnostic, ...]
    shows: tuple[BrandUse, ...]
    """What it shows of a brand kit."""


class MetRequest(Struct, frozen=True):
    """A request whose editions were up to date when its sources had this state."""

    request: dict[str, Any]
    places: tuple[str, ...]
    """The folders and files that are its sources."""
    state: str
    editions: tuple[str, ...]
    warnings: tuple[Diagnostic, ...]


class Orphan(Struct, frozen=True):
    """A file that was made for something that no longer exists."""

    file: File
    why: str


class LastRun(Struct, frozen=True):
    """What the last run was done by, how long it took, and what became of folders and brand kits."""

    versions: dict[str, str] = {}
    seconds: Seconds = 0
    content: tuple[Any, ...] = ()
    brands: tuple[Any, ...] = ()


class Manifest(Struct, frozen=True, dict=True, tag_field="form", tag=FORM):
    """What is in an output folder."""

    last_run: LastRun
    requests: tuple[MetRequest, ...]
    editions: tuple[MadeEdition, ...]
    orphans: tuple[Orphan, ...]

    @cached_property
    def by_path(self) -> dict[str, MadeEdition]:
        """The editions by their paths."""
        return {made.edition: made for made in self.editions}

    def files(self) -> tuple[File, ...]:
        """Return every file that was made, orphans too."""
        made = (file for edition in self.editions for file in edition.files)
        return (*made, *(orphan.file for orphan in self.orphans))

    def paths(self, output: Path) -> frozenset[str]:
        """Return the real path of every file that was made and of the manifest itself: none of them is a source."""
        names = (FILE_NAME, *(file.path for file in self.files()))
        return frozenset(os.path.realpath(output / name) for name in names)

    def unchanged(self, request: dict[str, Any], output: Path, possible: frozenset[Path]) -> MetRequest | None:
        """Return a request that was met, if neither its sources nor its files have changed since.

        Args:
            request: The request as it was typed.
            output: The output folder.
            possible: The folders and files that may be its sources: no other is looked at.
        """
        met = next((each for each in self.requests if each.request == request), None)
        if met is None or not possible.issuperset(map(Path, met.places)):
            return None
        sources = Sources(map(Path, met.places), self.paths(output))
        made = [self.by_path[path] for path in met.editions if path in self.by_path]
        if met.state != state_of(sources) or len(made) != len(met.editions):
            return None
        inputs = {Path(name): was for edition in made for name, was in edition.inputs.items()}
        same = all(sources.checksum(path) == was for path, was in inputs.items() if sources.has(path))
        return met if same and all(file.is_intact(output) for edition in made for file in edition.files) else None

    def to_json(self) -> bytes:
        """Return the manifest as it is written."""
        return msgspec.json.format(msgspec.json.encode(self, enc_hook=shortest), indent=1) + b"\n"


def state_of(sources: Sources) -> str:
    """Return one checksum of everything that can matter to a request: its sources, and the versions."""
    return digest(f"{sources.state} {versions()}".encode())


def read(output: Path) -> tuple[Manifest, tuple[Diagnostic, ...]]:
    """Return the manifest of a folder, an empty one if there is none, and a warning if it can't be read."""
    path, empty = output / FILE_NAME, Manifest(LastRun(), (), (), ())
    if not os.path.lexists(path):
        return empty, ()
    try:
        if path.is_symlink():
            raise ValueError("it leads to a file that somebody chose")
        data = read_file(path, MOST_BYTES_OF_A_MANIFEST)
        if b"\\u0000" in data:
            raise ValueError("no name of a file has a NUL in it")
        return msgspec.json.decode(data, type=Manifest, dec_hook=lambda kind, said: kind(said)), ()
    except (OSError, ValueError, RecursionError):
        hint = "nothing needs to be done: everything that is asked for is made again"
        message = "the manifest can't be read, or was written by another version of the program"
        return empty, (Diagnostic("unread-manifest", message, Location(path), hint, severity=Severity.WARNING),)
