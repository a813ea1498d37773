"""Reads the entries of content folders, each with the files and the places that it comes from.

The first folder is whole; each later one is an overlay, and has only what it adds or changes.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from framework_pdf.content.language_defaults import FALLBACK, with_defaults
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
"""Folders that have one file for each entry."""
NEEDED = ("framework", "aspects", "professions")
"""The files and folders that every content folder needs."""
KITS = "brands"
"""The folder of brand kits, which `brand/kit.py` reads."""
OVERLAY = "overlay"
"""The name of the file in an overlay that says who made it."""


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
        """Return where the value at a key path within the entry stands."""
        return self.source.at_value(key_path)

    def at_key(self, *key_path: str | int) -> Location:
        """Return where the key at a key path within the entry stands."""
        return self.source.at_key(key_path)


@dataclass(frozen=True)
class LoadedEntries:
    """All entries of some folders, and what could not be read at all."""

    all: tuple[LoadedEntry, ...]
    overlays: tuple[Overlay, ...]
    """Who made each folder after the first, as far as they say so."""
    unread: frozenset[tuple[str, str]]
    """(kind, expected id) of each file that can't be read; the id is empty where a whole kind can't."""
    absent: frozenset[str]
    """The kinds that no folder has a file of."""

    def of(self, kind: str) -> tuple[LoadedEntry, ...]:
        """Return the entries of a kind, in the order of their files."""
        return tuple(item for item in self.all if item.kind == kind)

    def ids(self, kind: str) -> frozenset[str] | None:
        """Return every id of a kind, or None where they could not be read."""
        if (kind, "") in self.unread or kind in self.absent:
            return None
        return frozenset({item.id for item in self.of(kind)} | {name for other, name in self.unread if other == kind})


def load_entries(folders: Sequence[Path]) -> tuple[LoadedEntries, tuple[Diagnostic, ...]]:
    """Read all entries of content folders, and check each by itself.

    Args:
        folders: The content folder, then the overlays over it, each over those before it.

    Returns:
        The entries, and what is wrong with each of them and with the files.

    """
    collector = _EntryCollector()
    for level, folder in enumerate(folders):
        collector.add_folder(folder, level)
    overlays, overlay_problems = _read_overlays(folders[1:])
    entries, entry_problems = collector.checked()
    missing = _missing_kinds(folders[0])
    loaded = LoadedEntries(
        all=entries,
        overlays=overlays,
        unread=frozenset(collector.unread | {(kind, "") for kind in missing}),
        absent=frozenset((*FILES, *LISTS)) - {kind for folder in folders for kind, _ in _files(folder)},
    )
    missing_problems = _missing_kind_problems(folders[0], missing)
    return loaded, (*collector.problems, *missing_problems, *overlay_problems, *entry_problems)


@dataclass
class _UncheckedEntry:
    """What one or more folders say of one entry."""

    kind: str
    source: YamlSource
    level: int
    """The number of the folder in which it stands first, from 0 for the lowest."""
    is_duplicate: bool = False
    """Whether that folder is an overlay that has an entry of this id already."""

    @property
    def id(self) -> str:
        """Its id, as far as one can tell."""
        return _id(self.kind, self.source)

    @property
    def key(self) -> tuple[str, str]:
        """Its kind and id."""
        return self.kind, self.id


class _EntryCollector:
    """Collects the entries of content folders, those of each folder laid over those of the folders before it."""

    def __init__(self) -> None:
        self.problems: list[Diagnostic] = []
        self.unread: set[tuple[str, str]] = set()
        """As in `LoadedEntries`."""
        self._entries: list[_UncheckedEntry] = []

    def add_folder(self, folder: Path, level: int) -> None:
        """Lay the entries of a folder over those that are there.

        Args:
            folder: The folder.
            level: How many folders lie below it.

        """
        below = {entry.key: entry for entry in self._entries}
        taken: set[tuple[str, str]] = set()
        for kind, path in _files(folder):
            for source in self._read_entries(kind, path, folder):
                entry = _UncheckedEntry(kind, source, level)
                key = entry.key
                if key in below and entry.id and key not in taken:
                    below[key].source = lay_over(below[key].source, source)
                else:
                    entry.is_duplicate = bool(level and entry.id) and key in taken
                    self._entries.append(entry)
                taken.add(key)
                if not entry.id or source.data is None:
                    self.unread.add((kind, ""))
        self.problems += _unread_files(folder, is_overlay=level > 0)

    def _read_entries(self, kind: str, path: Path, folder: Path) -> tuple[YamlSource, ...]:
        """Return each entry in a file of a content folder."""
        source, problems = _read(path, folder)
        self.problems += problems
        if source and kind not in LISTS:
            return (source,)
        if source and isinstance(source.data, list):
            return source.entries()
        self.unread.add((kind, expected_id(path) if kind in FOLDERS else ""))
        if source:
            self.problems.append(Diagnostic("wrong-type", f"{path.name} must be a list", source.at_value(())))
        return ()

    def checked(self) -> tuple[tuple[LoadedEntry, ...], tuple[Diagnostic, ...]]:
        """Check each entry against its model; return all entries, and what is wrong with each."""
        loaded: list[LoadedEntry] = []
        problems: list[Diagnostic] = [*self._fill_in_labels()]
        for unchecked in self._entries:
            if unchecked.is_duplicate or (unchecked.level and unchecked.id and unchecked.key in self.unread):
                # It is told elsewhere that an id is taken, or that what lies below can't be read.
                loaded.append(LoadedEntry(unchecked.kind, unchecked.source, None))
                continue
            entry, found = validate(unchecked.source, (FILES | LISTS | FOLDERS)[unchecked.kind])
            loaded.append(LoadedEntry(unchecked.kind, unchecked.source, entry))
            problems += found
            if entry is None and unchecked.level:
                problems += self._new_entry_problem(unchecked)
        return tuple(loaded), tuple(problems)

    def _fill_in_labels(self) -> tuple[Diagnostic, ...]:
        """Lay the labels over the defaults of the framework's language; return what is left in English."""
        if self.unread & {("labels", "labels"), ("labels", "")}:
            return ()
        labels = next((entry for entry in self._entries if entry.kind == "labels"), None)
        framework = next((entry.source.data for entry in self._entries if entry.kind == "framework"), None)
        language = framework.get("language") if isinstance(framework, dict) else None
        source, problems = with_defaults(
            labels.source if labels else None, language if isinstance(language, str) else FALLBACK
        )
        if labels:
            labels.source = source
        else:
            self._entries.append(_UncheckedEntry("labels", source, 0))
        return problems

    def _new_entry_problem(self, entry: _UncheckedEntry) -> Iterator[Diagnostic]:
        """Yield the problem that an overlay adds an incomplete entry, which may be meant to change another one."""
        others = [other for other in self._entries if other.kind == entry.kind and other.level < entry.level]
        known = [other.id for other in others]
        if known and entry.id:
            message = f"no content below this overlay has `{cut(entry.id)}`, so it must be whole here"
            yield Diagnostic("new-entry", message, entry.source.at_value(("id",)), did_you_mean(entry.id, known))


def _id(kind: str, source: YamlSource) -> str:
    """Return the id of an entry: the one it states, else the one its file name lets expect, else an empty one."""
    stated = source.data.get("id") if isinstance(source.data, dict) else None
    if isinstance(stated, str):
        return stated
    return "" if kind in LISTS else expected_id(source.path)


def expected_id(path: Path) -> str:
    """Return the id that the name of a file lets expect: `care-of-patients` of `2-care-of-patients.yml`."""
    return path.stem.lstrip("0123456789").removeprefix("-")


def _read(path: Path, folder: Path) -> tuple[YamlSource | None, tuple[Diagnostic, ...]]:
    """Read a file of a content folder, if it lies in that folder.

    The folder itself may be a link. Links within it are not followed out of it: they could lead to whatever the user
    who runs this may read.
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


def _read_overlays(folders: Sequence[Path]) -> tuple[tuple[Overlay, ...], tuple[Diagnostic, ...]]:
    """Read who made each overlay.

    Returns:
        Who made them, as far as they say so, and what is wrong with what they say.

    """
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


def _missing_kinds(folder: Path) -> list[str]:
    """Return the kinds of content that a folder needs and does not have."""
    return [kind for kind in NEEDED if not any(folder.glob(f"{kind}/*.yml" if kind in FOLDERS else f"{kind}.yml"))]


def _missing_kind_problems(folder: Path, kinds: Iterable[str]) -> Iterator[Diagnostic]:
    """Yield a problem for each kind of content that a folder needs and does not have."""
    hint = "`framework-pdf new DIR` makes a folder that has them all"
    for kind in kinds:
        name = f"file `{kind}/*.yml`" if kind in FOLDERS else f"`{kind}.yml`"
        yield Diagnostic("missing-file", f"the content has no {name}", Location(folder), hint)


def _unread_files(folder: Path, *, is_overlay: bool) -> Iterator[Diagnostic]:
    """Yield a warning for each file that looks like content and is not read, because of its name or ending."""
    names = [f"{kind}.yml" for kind in (*FILES, *LISTS, *([OVERLAY] if is_overlay else []))]
    known = {folder / name for name in names}
    kits = folder / KITS
    for path in sorted([*folder.rglob("*.yml"), *folder.rglob("*.yaml")]):
        if path.is_relative_to(kits):
            continue
        parent = path.parent.name if path.parent.parent == folder else ""
        if path not in known and not (parent in FOLDERS and path.suffix == ".yml"):
            hint = f"files of content are {', '.join(names)} and {', '.join(f'{kind}/*.yml' for kind in FOLDERS)}"
            yield Diagnostic("unread-file", "this file is not read", Location(path), hint, severity=Severity.WARNING)
