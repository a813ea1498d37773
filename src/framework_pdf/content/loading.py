"""Content folders in, a catalogue and its warnings out; or every problem of every file at once."""

from collections.abc import Sequence
from pathlib import Path
from typing import TypeVar

from framework_pdf.content.catalogue import Catalogue, KeyPath, Layer
from framework_pdf.content.cross_references import follow
from framework_pdf.content.entries import FILES, LoadedEntries, load_entries
from framework_pdf.content.model.framework import Aspect, Changes, Framework, Resource
from framework_pdf.content.model.labels import Labels
from framework_pdf.content.model.printer import Printer
from framework_pdf.content.model.profession import Profession, Regulator
from framework_pdf.content.model.reference import Reference
from framework_pdf.core.diagnostics import Diagnostic, Location, errors_in, in_order
from framework_pdf.core.errors import ContentError, WorkspaceError
from framework_pdf.core.watchdog import watched

E = TypeVar("E")


@watched("to read the content")
def load(folders: Sequence[Path]) -> tuple[Catalogue, tuple[Diagnostic, ...]]:
    """Content folders in, overlays after what they lie over; out, the catalogue and its warnings.

    Raises WorkspaceError where there is no such folder, ContentError with every error of every file and between
    the files, and LimitError where it takes too long.
    """
    hint = "name one with --content, or make one with `framework-pdf new DIR`"
    if missing := [folder for folder in folders if not folder.is_dir()]:
        raise WorkspaceError(
            Diagnostic("no-folder", "there is no such content folder", Location(folder), hint) for folder in missing
        )
    items, problems = load_entries(folders)
    problems = in_order((*problems, *follow(items)))
    if errors_in(problems):
        raise ContentError(problems)
    return _catalogue(folders, items), problems


def _catalogue(folders: Sequence[Path], items: LoadedEntries) -> Catalogue:
    """Folders and their pieces without an error in, the catalogue out."""
    framework = _entries(items, Framework)[0]
    aspects = {aspect.id: aspect for aspect in _entries(items, Aspect)}
    professions = sorted(_entries(items, Profession), key=lambda profession: profession.id)
    return Catalogue(
        framework=framework,
        labels=_entries(items, Labels)[0],
        changes=next(iter(_entries(items, Changes)), None),
        aspects=tuple(aspects[name] for name in framework.aspects),
        professions={profession.id: profession for profession in professions},
        printers={printer.id: printer for printer in _entries(items, Printer)},
        regulators={regulator.id: regulator for regulator in _entries(items, Regulator)},
        references=tuple(sorted(_entries(items, Reference), key=lambda reference: reference.sort_key)),
        resources=_entries(items, Resource),
        layers=tuple(map(Layer, folders, (None, *items.overlays))),
        locations=_locations(items),
    )


def _entries(items: LoadedEntries, model: type[E]) -> tuple[E, ...]:
    return tuple(item.entry for item in items.all if isinstance(item.entry, model))


def _locations(items: LoadedEntries) -> dict[KeyPath, Location]:
    """Pieces in; out, where each value of each entry stands."""
    locations: dict[KeyPath, Location] = {}
    for item in items.all:
        start: KeyPath = (item.kind,) if item.kind in FILES else (item.kind, item.id)
        locations |= {(*start, *way): place for way, place in item.source.values.items()}
    return locations
