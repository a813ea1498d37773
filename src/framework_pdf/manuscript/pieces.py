"""A content folder in; out, its pieces: each entry with the file and the place that it comes from."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from framework_pdf.diagnostics import Diagnostic, Location, Severity
from framework_pdf.manuscript.source import Source, Way, read
from framework_pdf.manuscript.validation import validate
from framework_pdf.model.framework import Aspect, Changes, Framework, Resource
from framework_pdf.model.labels import Labels
from framework_pdf.model.profession import Profession, Regulator
from framework_pdf.model.reference import Reference

FILES: dict[str, type[BaseModel]] = {"framework": Framework, "labels": Labels, "changes": Changes}
"""Files that are one entry."""
LISTS: dict[str, type[BaseModel]] = {"references": Reference, "resources": Resource, "regulators": Regulator}
"""Files that are a list of entries."""
FOLDERS: dict[str, type[BaseModel]] = {"aspects": Aspect, "professions": Profession}
"""Folders with a file an entry."""


@dataclass(frozen=True)
class Piece:
    """One entry of the content, or what could be read of it."""

    kind: str
    """The name of its file or folder: `aspects`."""
    source: Source
    way: Way
    """The way to it in its file."""
    entry: BaseModel | None
    """None where something is wrong with it."""

    @property
    def data(self) -> Any:
        """What the file says, unchecked."""
        return self.source.value(self.way)

    @property
    def id(self) -> str:
        """Its id, as far as one can tell: what it says, else what its file's name lets one expect, else nothing."""
        said = self.data.get("id") if isinstance(self.data, dict) else None
        if isinstance(said, str):
            return said
        return "" if self.kind in LISTS else expected_id(self.source.path)

    def at(self, *way: str | int) -> Location:
        """Keys and indexes within the entry in; out, where the value stands."""
        return self.source.at_value((*self.way, *way))

    def at_key(self, *way: str | int) -> Location:
        """Keys and indexes within the entry in; out, where the key stands."""
        return self.source.at_key((*self.way, *way))


def expected_id(path: Path) -> str:
    """`2-care-of-patients.yml` in, `care-of-patients` out."""
    return path.stem.lstrip("0123456789").removeprefix("-")


@dataclass(frozen=True)
class Pieces:
    """All the pieces of a folder, and what could not be read at all."""

    all: tuple[Piece, ...]
    unread: frozenset[tuple[str, str]]
    """(kind, expected id) of each such file; the id is empty where a whole kind is missing."""

    def of(self, kind: str) -> tuple[Piece, ...]:
        """A kind in, its pieces out, in the order of their files."""
        return tuple(piece for piece in self.all if piece.kind == kind)

    def ids(self, kind: str) -> frozenset[str] | None:
        """A kind in; out, every id of it, or None where they could not be read."""
        if (kind, "") in self.unread:
            return None
        return frozenset({piece.id for piece in self.of(kind)} | {name for other, name in self.unread if other == kind})


def gather(folder: Path) -> tuple[Pieces, tuple[Diagnostic, ...]]:
    """A content folder in; out, its pieces, and what is wrong with each file taken by itself."""
    pieces: list[Piece] = []
    unread: set[tuple[str, str]] = set()
    problems: list[Diagnostic] = []
    for kind, path, model in _files(folder):
        source, found = read(path)
        problems += found
        ways = _ways(kind, source) if source else None
        if source is None or ways is None:
            unread.add((kind, expected_id(path) if kind in FOLDERS else ""))
            if source is not None:
                problems.append(Diagnostic("wrong-type", f"{path.name} must be a list", source.at_value(())))
            continue
        for way in ways:
            entry, found = validate(source, way, model)
            problems += found
            piece = Piece(kind, source, way, entry)
            pieces.append(piece)
            if not piece.id or source.data is None:
                unread.add((kind, ""))
    for kind, problem in _missing(folder):
        unread.add((kind, ""))
        problems.append(problem)
    problems += _strangers(folder)
    return Pieces(tuple(pieces), frozenset(unread)), tuple(problems)


def _files(folder: Path) -> Iterator[tuple[str, Path, type[BaseModel]]]:
    for kind, model in (FILES | LISTS).items():
        if (path := folder / f"{kind}.yml").exists():
            yield kind, path, model
    for kind, model in FOLDERS.items():
        for path in sorted((folder / kind).glob("*.yml")):
            yield kind, path, model


def _ways(kind: str, source: Source) -> list[Way] | None:
    """A file in; out, the ways to its entries; None where it is no list and should be."""
    if kind not in LISTS:
        return [()]
    return [(index,) for index in range(len(source.data))] if isinstance(source.data, list) else None


def _missing(folder: Path) -> Iterator[tuple[str, Diagnostic]]:
    """A content folder in; out, each kind of content that it lacks, and the problem."""
    hint = "`framework-pdf new DIR` makes a folder that has them all"
    for kind in FILES | LISTS:
        if not (folder / f"{kind}.yml").exists():
            yield kind, Diagnostic("missing-file", f"the content has no `{kind}.yml`", Location(folder), hint)
    for kind in FOLDERS:
        if not any((folder / kind).glob("*.yml")):
            yield kind, Diagnostic("missing-file", f"the content has no file `{kind}/*.yml`", Location(folder), hint)


def _strangers(folder: Path) -> Iterator[Diagnostic]:
    """What looks like content and is not read: a file under another name or ending."""
    known = {folder / f"{kind}.yml" for kind in FILES | LISTS}
    for path in sorted([*folder.rglob("*.yml"), *folder.rglob("*.yaml")]):
        parent = path.parent.name if path.parent.parent == folder else ""
        if path not in known and not (parent in FOLDERS and path.suffix == ".yml"):
            yield Diagnostic(
                "unread-file",
                "this file is not read",
                Location(path),
                "files of content are "
                + ", ".join(f"{kind}.yml" for kind in FILES | LISTS)
                + " and "
                + ", ".join(f"{kind}/*.yml" for kind in FOLDERS),
                Severity.WARNING,
            )
