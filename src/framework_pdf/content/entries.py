"""Reads the entries of content folders, each with the files and the places that it comes from.

The first folder is whole; each later one is an overlay, and has only what it adds or changes.
"""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from framework_pdf.content.catalogue import Catalogue, Layer
from framework_pdf.content.language_defaults import FALLBACK, primary_of, with_defaults
from framework_pdf.content.markup_checks import markup_problems, texts_of
from framework_pdf.content.model.base import Entry
from framework_pdf.content.model.framework import Aspect, Changes, Framework, Resource
from framework_pdf.content.model.labels import Labels
from framework_pdf.content.model.overlay import Overlay
from framework_pdf.content.model.printer import Printer
from framework_pdf.content.model.profession import Profession, Regulator
from framework_pdf.content.model.reference import Reference
from framework_pdf.content.model.session import GroupSession
from framework_pdf.content.overlays import lay_over
from framework_pdf.content.text_pictures import NamedPicture, named_pictures
from framework_pdf.content.validation import validate
from framework_pdf.content.yaml_source import YamlSource, read_yaml
from framework_pdf.core.diagnostics import Diagnostic, Location, Severity, cut, did_you_mean
from framework_pdf.core.folder_files import files_below
from framework_pdf.core.key_path import KeyPath
from framework_pdf.core.paths import is_inside
from framework_pdf.core.workspace import OVERLAY_FILE, closed_problem

E = TypeVar("E", bound=Entry)
FILES: dict[str, type[Entry]] = {
    "framework": Framework,
    "labels": Labels,
    "changes": Changes,
    "session": GroupSession,
}
"""Files that are one entry."""
LISTS: dict[str, type[Entry]] = {"references": Reference, "resources": Resource, "regulators": Regulator}
"""Files that are a list of entries."""
FOLDERS: dict[str, type[Entry]] = {"aspects": Aspect, "professions": Profession, "printers": Printer}
"""Folders that have one file for each entry."""
NEEDED = {"framework": "`framework.yml`", "aspects": "file `aspects/*.yml`", "professions": "file `professions/*.yml`"}
"""The kinds of entries that every content folder needs, and what messages call their files."""
KITS = "brands"
"""The folder of brand kits, which `brand/kit.py` reads."""


@dataclass
class LoadedEntry:
    """One entry of the content, or what could be read of it."""

    kind: str
    """The name of its file or folder: `aspects`."""
    source: YamlSource
    level: int
    """The number of the folder in which it stands first, from 0 for the lowest."""
    is_duplicate: bool = False
    """Whether that folder is an overlay that has an entry of this id already."""
    entry: Entry | None = None
    """None where something is wrong with it."""

    @property
    def id(self) -> str:
        """Its id: the one it states, else the one its file name lets expect, else an empty one."""
        stated = self.source.data.get("id") if isinstance(self.source.data, dict) else None
        if isinstance(stated, str):
            return stated
        return "" if self.kind in LISTS else expected_id(self.source.path)

    @property
    def key(self) -> tuple[str, str]:
        """Its kind and id."""
        return self.kind, self.id

    def at(self, *key_path: str | int) -> Location:
        """Return where the value at a key path within the entry stands."""
        return self.source.at_value(key_path)

    def at_key(self, *key_path: str | int) -> Location:
        """Return where the key at a key path within the entry stands."""
        return self.source.at_key(key_path)

    def locations(self) -> Iterator[tuple[KeyPath, Location]]:
        """Yield where each value of the entry stands, by key paths as in `Catalogue.locations`."""
        start: KeyPath = (self.kind,) if self.kind in FILES else self.key
        for key_path, place in self.source.values.items():
            yield (*start, *key_path), place


class LoadedEntries:
    """All entries of content folders, each checked by itself, and what could not be read at all."""

    def __init__(self, folders: Sequence[Path]) -> None:
        """Read the content folder, then the overlays over it, each over those before it."""
        self.all: list[LoadedEntry] = []
        self.layers: list[Layer] = []
        """The folders, and who made each after the first, as far as they say so."""
        self.pictures: dict[str, list[NamedPicture]] = {}
        """The pictures that texts name, by their names."""
        self.problems: list[Diagnostic] = []
        """What is wrong with each entry and with the files."""
        self.unread: set[tuple[str, str]] = set()
        """(kind, expected id) of each file that can't be read; the id is empty where a whole kind can't."""
        self.absent = {*FILES, *LISTS}
        """The kinds that no folder has a file of."""
        self._languages: list[str] = []
        """Of the framework, as each folder leaves it."""
        for level, folder in enumerate(folders):
            self._add_folder(folder, level)
        self._add_missing(folders[0])
        self._fill_in_labels()
        for item in self.all:
            self._check(item)

    def of(self, kind: str) -> tuple[LoadedEntry, ...]:
        """Return the entries of a kind, in the order of their files."""
        return tuple(item for item in self.all if item.kind == kind)

    def valid(self, model: type[E]) -> tuple[tuple[LoadedEntry, E], ...]:
        """Return what was read of each entry of a model that is without an error, and the entry."""
        return tuple((item, item.entry) for item in self.all if isinstance(item.entry, model))

    @property
    def framework(self) -> Framework | None:
        """The framework, if it is without an error."""
        return next((framework for _, framework in self.valid(Framework)), None)

    def ids(self, kind: str) -> frozenset[str] | None:
        """Return every id of a kind, or None where they could not be read."""
        if (kind, "") in self.unread or kind in self.absent:
            return None
        return frozenset({item.id for item in self.of(kind)} | {name for other, name in self.unread if other == kind})

    def catalogue(self) -> Catalogue:
        """Make a catalogue of the entries, all of which are without an error."""
        framework = self._entries(Framework)[0]
        aspects = {aspect.id: aspect for aspect in self._entries(Aspect)}
        professions = sorted(self._entries(Profession), key=lambda profession: profession.id)
        return Catalogue(
            framework=framework,
            labels=self._entries(Labels)[0],
            changes=next(iter(self._entries(Changes)), None),
            session=next(iter(self._entries(GroupSession)), None),
            aspects=tuple(aspects[name] for name in framework.aspects),
            professions={profession.id: profession for profession in professions},
            printers={printer.id: printer for printer in self._entries(Printer)},
            regulators={regulator.id: regulator for regulator in self._entries(Regulator)},
            references=tuple(sorted(self._entries(Reference), key=lambda each: (not each.listed, each.sort_key))),
            resources=self._entries(Resource),
            pictures={name: tuple(named) for name, named in self.pictures.items()},
            layers=tuple(self.layers),
            locations={path: place for item in self.all for path, place in item.locations()},
        )

    def _entries(self, model: type[E]) -> tuple[E, ...]:
        return tuple(entry for _, entry in self.valid(model))

    def _add_folder(self, folder: Path, level: int) -> None:
        """Lay the entries of a folder over those that are there.

        Args:
            folder: The folder.
            level: How many folders lie below it.

        """
        below = {item.key: item for item in self.all}
        taken: set[tuple[str, str]] = set()
        there = (kind for kind in FOLDERS if os.path.lexists(folder / kind))
        closed = {kind: problem for kind in there if (problem := closed_problem(folder / kind))}
        self.problems += closed.values()
        self.unread |= {(kind, "") for kind in closed}
        for kind, path in _files(folder):
            if kind in closed:
                continue
            self.absent.discard(kind)
            for source in self._read_entries(kind, path, folder):
                item = LoadedEntry(kind, source, level)
                key = item.key
                if key in below and item.id and key not in taken:
                    below[key].source = lay_over(below[key].source, source)
                else:
                    item.is_duplicate = bool(level and item.id) and key in taken
                    self.all.append(item)
                taken.add(key)
                if not item.id or source.data is None:
                    self.unread.add((kind, ""))
        self.layers.append(Layer(folder, self._overlay(folder) if level else None))
        self._languages.append(self._language())
        if level or any(_files(folder)):  # else it was meant for something else, such as `/`
            self.problems += _unread_files(folder, is_overlay=level > 0)

    def _read_entries(self, kind: str, path: Path, folder: Path) -> tuple[YamlSource, ...]:
        """Return each entry in a file of a content folder."""
        source = self._read(path, folder)
        if source and kind not in LISTS:
            return (source,)
        if source and isinstance(source.data, list):
            return source.entries()
        self.unread.add((kind, expected_id(path) if kind in FOLDERS else ""))
        if source:
            self.problems.append(Diagnostic("wrong-type", f"{path.name} must be a list", source.at_value(())))
        return ()

    def _read(self, path: Path, folder: Path) -> YamlSource | None:
        """Read a file of a content folder, if it lies in that folder.

        The folder itself may be a link. Links within it are not followed out of it: they could lead to whatever the
        user who runs this may read.
        """
        if is_inside(path, folder):
            source, problems = read_yaml(path)
            self.problems += (*problems, *(source.warnings if source else ()))
            return source
        hint = "put what it leads to in its place: nothing is read outside of the content’s folder"
        message = "this leads out of the content’s folder"
        self.problems.append(Diagnostic("outside-content", message, Location(path), hint))
        return None

    def _overlay(self, folder: Path) -> Overlay | None:
        """Return who made an overlay, as far as it says so."""
        if not (path := folder / OVERLAY_FILE).exists():
            hint = "write `made_by: …` and `date: …` in a file `overlay.yml` there: the imprint says who changed what"
            message = "this overlay has no `overlay.yml`"
            self.problems.append(Diagnostic("missing-file", message, Location(folder), hint))
        elif source := self._read(path, folder):
            overlay, problems = validate(source, Overlay)
            self.problems += problems
            return overlay
        return None

    def _add_missing(self, folder: Path) -> None:
        """Tell the kinds of entries that a folder needs and does not have."""
        present = {kind for kind, _ in _files(folder)}
        hint = "`framework-pdf new DIR` makes a folder that has them all"
        for kind, files in NEEDED.items():
            if kind not in present and (kind, "") not in self.unread:
                self.unread.add((kind, ""))
                message = f"the content has no {files}"
                self.problems.append(Diagnostic("missing-file", message, Location(folder), hint))

    def _fill_in_labels(self) -> None:
        """Lay the labels over the defaults of the framework's language."""
        labels = next(iter(self.of("labels")), None)
        if labels is None and self.unread & {("labels", "labels"), ("labels", "")}:
            return
        others = frozenset(self._labels_in_others(labels.source)) if labels else frozenset[str]()
        source, problems = with_defaults(labels.source if labels else None, self._languages[-1], others)
        self.problems += problems
        if labels:
            labels.source = source
        else:
            self.all.append(LoadedEntry("labels", source, 0))

    def _language(self) -> str:
        """Return the framework's language, as far as it can be read until now."""
        frameworks = (item.source.data for item in self.of("framework") if isinstance(item.source.data, dict))
        languages = (framework.get("language") for framework in frameworks)
        return next((language for language in languages if isinstance(language, str)), FALLBACK)

    def _labels_in_others(self, labels: YamlSource) -> Iterator[str]:
        """Yield each label of a folder whose language a later folder has changed."""
        primaries = [primary_of(language) for language in self._languages]
        for name in labels.data if isinstance(labels.data, dict) else ():
            path = labels.at_value((name,)).path
            folders = [level for level, layer in enumerate(self.layers) if path.is_relative_to(layer.folder)]
            if folders and primaries[folders[-1]] != primaries[-1]:
                yield name

    def _check(self, item: LoadedEntry) -> None:
        """Check an entry against its model."""
        if item.is_duplicate or (item.level and item.id and item.key in self.unread):
            return  # it is told elsewhere that an id is taken, or that what lies below can't be read
        item.entry, problems = validate(item.source, (FILES | LISTS | FOLDERS)[item.kind])
        self.problems += problems
        if item.entry:
            texts = texts_of(item.entry)
            self.problems += markup_problems(item.source, texts)
            for found in named_pictures(item.source, texts, item.key, [layer.folder for layer in self.layers]):
                if isinstance(found, NamedPicture):
                    self.pictures.setdefault(found.name, []).append(found)
                else:
                    self.problems.append(found)
        if item.entry is None and item.level and item.id:  # it may be meant to change another one
            known = [other.id for other in self.of(item.kind) if other.level < item.level]
            message = f"no content below this overlay has `{cut(item.id)}`, so it must be whole here"
            found = Diagnostic("new-entry", message, item.at("id"), did_you_mean(item.id, known))
            self.problems += [found] if known else []


def expected_id(path: Path) -> str:
    """Return the id that the name of a file lets expect: `care-of-patients` of `2-care-of-patients.yml`."""
    return path.stem.lstrip("0123456789").removeprefix("-")


def _files(folder: Path) -> Iterator[tuple[str, Path]]:
    for kind in FILES | LISTS:
        if os.path.lexists(path := folder / f"{kind}.yml"):  # a link to nowhere is told of, too
            yield kind, path
    for kind in FOLDERS:
        for path in sorted((folder / kind).glob("*.yml")):
            yield kind, path


def _unread_files(folder: Path, *, is_overlay: bool) -> Iterator[Diagnostic]:
    """Yield a warning for each file that looks like content and is not read, because of its name or ending."""
    names = [*(f"{kind}.yml" for kind in FILES | LISTS), *([OVERLAY_FILE] if is_overlay else [])]
    read = {*(folder / name for name in names), *(path for _, path in _files(folder))}
    hint = f"files of content are {', '.join(names)} and {', '.join(f'{kind}/*.yml' for kind in FOLDERS)}"
    for path in files_below(folder):
        if path.suffix in {".yml", ".yaml"} and path not in read and not path.is_relative_to(folder / KITS):
            yield Diagnostic("unread-file", "this file is not read", Location(path), hint, severity=Severity.WARNING)
