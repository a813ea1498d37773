"""Content folders in; out, their pieces: each entry with the files and the places that it comes from.

The first folder is whole; each later one is an overlay, and has only what it adds or changes.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from framework_pdf.content.model.base import Entry
from framework_pdf.content.model.framework import Aspect, Changes, Framework, Resource
from framework_pdf.content.model.labels import Labels
from framework_pdf.content.model.overlay import Overlay
from framework_pdf.content.model.printer import Printer
from framework_pdf.content.model.profession import Profession, Regulator
from framework_pdf.content.model.reference import Reference
from framework_pdf.content.overlays import lay_over
from framework_pdf.content.validation import validate
from framework_pdf.content.yaml_source import YamlSource, read_yaml
from framework_pdf.core.diagnostics import Diagnostic, Location, Severity, cut, did_you_mean
from framework_pdf.core.paths import is_inside

FILES: dict[str, type[Entry]] = {"framework": Framework, "labels": Labels, "changes": Changes}
"""Files that are one entry."""
LISTS: dict[str, type[Entry]] = {"references": Reference, "resources": Resource, "regulators": Regulator}
"""Files that are a list of entries."""
FOLDERS: dict[str, type[Entry]] = {"aspects": Aspect, "professions": Profession, "printers": Printer}
"""Folders with a file an entry."""
NEEDED = ("framework", "labels", "aspects", "professions")
"""The files, and folders of files, that no content can do without."""
KITS = "brands"
"""The folder of brand kits: `kit.py` reads them."""
OVERLAY = "overlay"
"""The file of an overlay that says whose it is."""


@dataclass(frozen=True)
class LoadedEntry:
    """One entry of the content, or what could be read of it."""

    kind: str
    """The name of its file or folder: `aspects`."""
    source: YamlSource
    entry: Entry | None
    """None where something is wrong with it."""

    @property
    def data(self) -> Any:
        """What the files say, unchecked."""
        return self.source.data

    @property
    def id(self) -> str:
        """Its id, as far as one can tell."""
        return _id(self.kind, self.source)

    def at(self, *key_path: str | int) -> Location:
        """Keys and indexes within the entry in; out, where the value stands."""
        return self.source.at_value(key_path)

    def at_key(self, *key_path: str | int) -> Location:
        """Keys and indexes within the entry in; out, where the key stands."""
        return self.source.at_key(key_path)


@dataclass(frozen=True)
class LoadedEntries:
    """All the pieces of some folders, and what could not be read at all."""

    all: tuple[LoadedEntry, ...]
    overlays: tuple[Overlay, ...]
    """Whose each folder after the first is, as far as they say so."""
    unread: frozenset[tuple[str, str]]
    """(kind, expected id) of each file that can't be read; the id is empty where a whole kind can't."""
    absent: frozenset[str]
    """The kinds that no folder has a file of."""

    def of(self, kind: str) -> tuple[LoadedEntry, ...]:
        """A kind in, its pieces out, in the order of their files."""
        return tuple(item for item in self.all if item.kind == kind)

    def ids(self, kind: str) -> frozenset[str] | None:
        """A kind in; out, every id of it, or None where they could not be read."""
        if (kind, "") in self.unread or kind in self.absent:
            return None
        return frozenset({item.id for item in self.of(kind)} | {name for other, name in self.unread if other == kind})


def load_entries(folders: Sequence[Path]) -> tuple[LoadedEntries, tuple[Diagnostic, ...]]:
    """Content folders, the lowest first, in; out, their pieces, and what is wrong with each taken by itself."""
    stack = _Stack()
    for level, folder in enumerate(folders):
        stack.add(folder, level)
    overlays, problems = _signed(folders[1:])
    items, found = stack.validated()
    lacking = _lacking(folders[0])
    unread = frozenset(stack.unread | {(kind, "") for kind in lacking})
    absent = frozenset((*FILES, *LISTS)) - {kind for folder in folders for kind, _ in _files(folder)}
    everything = (*stack.problems, *_missing(folders[0], lacking), *problems, *found)
    return LoadedEntries(items, overlays, unread, absent), everything


@dataclass
class _Sheet:
    """What one or more folders say of one entry."""

    kind: str
    source: YamlSource
    level: int
    """The folder in which it stands first."""
    twice: bool = False
    """Whether that folder has it a second time here."""


class _Stack:
    """Sheets of one folder over those of another."""

    def __init__(self) -> None:
        self.problems: list[Diagnostic] = []
        self.unread: set[tuple[str, str]] = set()
        self._sheets: list[_Sheet] = []

    def add(self, folder: Path, level: int) -> None:
        """A folder and how many lie below it in; its entries are laid over those that are there."""
        below = {(sheet.kind, _id(sheet.kind, sheet.source)): sheet for sheet in self._sheets}
        taken: set[tuple[str, str]] = set()
        for kind, path in _files(folder):
            for source in self._entries(kind, path, folder):
                key = (kind, _id(kind, source))
                if key in below and key[1] and key not in taken:
                    below[key].source = lay_over(below[key].source, source)
                else:
                    self._sheets.append(_Sheet(kind, source, level, twice=bool(level and key[1]) and key in taken))
                taken.add(key)
                if not key[1] or source.data is None:
                    self.unread.add((kind, ""))
        self.problems += _strangers(folder, overlay=level > 0)

    def _entries(self, kind: str, path: Path, folder: Path) -> tuple[YamlSource, ...]:
        """A file and the content folder that it is of in; out, each entry in it."""
        source, found = _read(path, folder)
        self.problems += found
        if source and kind not in LISTS:
            return (source,)
        if source and isinstance(source.data, list):
            return source.entries()
        self.unread.add((kind, expected_id(path) if kind in FOLDERS else ""))
        if source:
            self.problems.append(Diagnostic("wrong-type", f"{path.name} must be a list", source.at_value(())))
        return ()

    def validated(self) -> tuple[tuple[LoadedEntry, ...], tuple[Diagnostic, ...]]:
        """Nothing in; out, the pieces, and what is wrong with each."""
        items: list[LoadedEntry] = []
        problems: list[Diagnostic] = []
        for sheet in self._sheets:
            name = _id(sheet.kind, sheet.source)
            if sheet.twice or (sheet.level and name and (sheet.kind, name) in self.unread):
                items.append(
                    LoadedEntry(sheet.kind, sheet.source, None)
                )  # told of elsewhere: what is below can't be read
                continue
            entry, found = validate(sheet.source, (FILES | LISTS | FOLDERS)[sheet.kind])
            items.append(LoadedEntry(sheet.kind, sheet.source, entry))
            problems += found
            if entry is None and sheet.level:
                problems += self._new(sheet)
        return tuple(items), tuple(problems)

    def _new(self, sheet: _Sheet) -> Iterator[Diagnostic]:
        """An entry that an overlay adds and that is not whole in; out, that it may be meant for another."""
        name = _id(sheet.kind, sheet.source)
        others = [other for other in self._sheets if other.kind == sheet.kind and other.level < sheet.level]
        known = [_id(other.kind, other.source) for other in others]
        if known and name:
            message = f"no content below this overlay has `{cut(name)}`, so it must be whole here"
            yield Diagnostic("new-entry", message, sheet.source.at_value(("id",)), did_you_mean(name, known))


def _id(kind: str, source: YamlSource) -> str:
    """An entry in; out, its id: what it says, else what its file's name lets one expect, else nothing."""
    said = source.data.get("id") if isinstance(source.data, dict) else None
    if isinstance(said, str):
        return said
    return "" if kind in LISTS else expected_id(source.path)


def expected_id(path: Path) -> str:
    """`2-care-of-patients.yml` in, `care-of-patients` out."""
    return path.stem.lstrip("0123456789").removeprefix("-")


def _read(path: Path, folder: Path) -> tuple[YamlSource | None, tuple[Diagnostic, ...]]:
    """A file and the content folder that it is of in; out, what it says, if it lies in it, and what is wrong with it.

    The folder itself may be a link. Links within it could lead to whatever its reader may read.
    """
    if is_inside(path, folder):
        return read_yaml(path)
    hint = "put what it leads to in its place: nothing is read outside of the content’s folder"
    return None, (Diagnostic("outside-content", "this leads out of the content’s folder", Location(path), hint),)


def _files(folder: Path) -> Iterator[tuple[str, Path]]:
    for kind in FILES | LISTS:
        if (path := folder / f"{kind}.yml").exists():
            yield kind, path
    for kind in FOLDERS:
        for path in sorted((folder / kind).glob("*.yml")):
            yield kind, path


def _signed(folders: Sequence[Path]) -> tuple[tuple[Overlay, ...], tuple[Diagnostic, ...]]:
    """Overlays in; out, whose they are, and what is wrong with what they say of it."""
    overlays: list[Overlay] = []
    problems: list[Diagnostic] = []
    for folder in folders:
        path = folder / f"{OVERLAY}.yml"
        if not path.exists():
            hint = "write `made_by: …` and `date: …` in a file `overlay.yml` there: the imprint says who changed what"
            problems.append(Diagnostic("missing-file", "this overlay has no `overlay.yml`", Location(folder), hint))
            continue
        source, found = _read(path, folder)
        problems += found
        if source:
            entry, found = validate(source, Overlay)
            problems += found
            overlays += [entry] if entry else []
    return tuple(overlays), tuple(problems)


def _lacking(folder: Path) -> list[str]:
    """A content folder in; out, the kinds of content that it needs and lacks."""
    return [kind for kind in NEEDED if not any(folder.glob(f"{kind}/*.yml" if kind in FOLDERS else f"{kind}.yml"))]


def _missing(folder: Path, kinds: Iterable[str]) -> Iterator[Diagnostic]:
    """A content folder and the kinds that it lacks in, a problem for each out."""
    hint = "`framework-pdf new DIR` makes a folder that has them all"
    for kind in kinds:
        name = f"file `{kind}/*.yml`" if kind in FOLDERS else f"`{kind}.yml`"
        yield Diagnostic("missing-file", f"the content has no {name}", Location(folder), hint)


def _strangers(folder: Path, overlay: bool) -> Iterator[Diagnostic]:
    """What looks like content and is not read: a file under another name or ending."""
    names = [f"{kind}.yml" for kind in (*FILES, *LISTS, *([OVERLAY] if overlay else []))]
    known = {folder / name for name in names}
    kits = folder / KITS
    for path in sorted([*folder.rglob("*.yml"), *folder.rglob("*.yaml")]):
        if path.is_relative_to(kits):
            continue
        parent = path.parent.name if path.parent.parent == folder else ""
        if path not in known and not (parent in FOLDERS and path.suffix == ".yml"):
            yield Diagnostic(
                "unread-file",
                "this file is not read",
                Location(path),
                f"files of content are {', '.join(names)} and {', '.join(f'{kind}/*.yml' for kind in FOLDERS)}",
                Severity.WARNING,
            )
