"""Loads content folders: a catalogue and its warnings, or every problem of every file at once."""

from collections.abc import Sequence
from pathlib import Path
from typing import TypeVar

from framework_pdf.content.catalogue import Catalogue, Layer
from framework_pdf.content.cross_references import check_cross_references
from framework_pdf.content.entries import FILES, LoadedEntries
from framework_pdf.content.model.framework import Aspect, Changes, Framework, Resource
from framework_pdf.content.model.labels import Labels
from framework_pdf.content.model.printer import Printer
from framework_pdf.content.model.profession import Profession, Regulator
from framework_pdf.content.model.reference import Reference
from framework_pdf.core.diagnostics import Diagnostic, Location, errors_in, in_order
from framework_pdf.core.errors import ContentError, WorkspaceError
from framework_pdf.core.key_path import KeyPath
from framework_pdf.core.worker import limited

E = TypeVar("E")


@limited("to read the content")
def load(folders: Sequence[Path]) -> tuple[Catalogue, tuple[Diagnostic, ...]]:
    """Load content folders into a catalogue.

    Args:
        folders: The content folder, then the overlays over it, each over those before it.

    Returns:
        The catalogue and its warnings.

    Raises:
        WorkspaceError: There is no such folder.
        ContentError: Something is wrong in the files or between them; the error holds every problem.
        LimitError: Loading takes too long.

    """
    hint = "name one with --content, or make one with `framework-pdf new DIR`"
    if missing := [folder for folder in folders if not folder.is_dir()]:
        raise WorkspaceError(
            Diagnostic("no-folder", "there is no such content folder", Location(folder), hint) for folder in missing
        )
    loaded = LoadedEntries(folders)
    problems = in_order((*loaded.problems, *check_cross_references(loaded)))
    if errors_in(problems):
        raise ContentError(problems)
    return _catalogue(folders, loaded), problems


def _catalogue(folders: Sequence[Path], loaded: LoadedEntries) -> Catalogue:
    """Make a catalogue of entries that are without an error."""
    framework = _entries(loaded, Framework)[0]
    aspects = {aspect.id: aspect for aspect in _entries(loaded, Aspect)}
    professions = sorted(_entries(loaded, Profession), key=lambda profession: profession.id)
    return Catalogue(
        framework=framework,
        labels=_entries(loaded, Labels)[0],
        changes=next(iter(_entries(loaded, Changes)), None),
        aspects=tuple(aspects[name] for name in framework.aspects),
        professions={profession.id: profession for profession in professions},
        printers={printer.id: printer for printer in _entries(loaded, Printer)},
        regulators={regulator.id: regulator for regulator in _entries(loaded, Regulator)},
        references=tuple(sorted(_entries(loaded, Reference), key=lambda reference: reference.sort_key)),
        resources=_entries(loaded, Resource),
        layers=tuple(map(Layer, folders, (None, *loaded.overlays))),
        locations=_locations(loaded),
    )


def _entries(loaded: LoadedEntries, model: type[E]) -> tuple[E, ...]:
    return tuple(item.entry for item in loaded.all if isinstance(item.entry, model))


def _locations(loaded: LoadedEntries) -> dict[KeyPath, Location]:
    """Return where each value of each entry stands."""
    locations: dict[KeyPath, Location] = {}
    for item in loaded.all:
        start: KeyPath = (item.kind,) if item.kind in FILES else (item.kind, item.id)
        locations |= {(*start, *key_path): place for key_path, place in item.source.values.items()}
    return locations
