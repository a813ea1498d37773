"""Content folders in, a catalogue and its warnings out; or every problem of every file at once."""

from collections.abc import Sequence
from pathlib import Path
from typing import TypeVar

from framework_pdf.diagnostics import Diagnostic, Location, errors_in, in_order
from framework_pdf.errors import ManuscriptError, WorkspaceError
from framework_pdf.manuscript.crossreferences import follow
from framework_pdf.manuscript.pieces import FILES, Pieces, gather
from framework_pdf.model.catalogue import Catalogue, Key, Layer
from framework_pdf.model.framework import Aspect, Changes, Framework, Resource
from framework_pdf.model.labels import Labels
from framework_pdf.model.printer import Printer
from framework_pdf.model.profession import Profession, Regulator
from framework_pdf.model.reference import Reference
from framework_pdf.watchdog import watched

E = TypeVar("E")


@watched("to read the content")
def load(folders: Sequence[Path]) -> tuple[Catalogue, tuple[Diagnostic, ...]]:
    """Content folders in, overlays after what they lie over; out, the catalogue and its warnings.

    Raises WorkspaceError where there is no such folder, ManuscriptError with every error of every file and between
    the files, and LimitError where it takes too long.
    """
    hint = "name one with --content, or make one with `framework-pdf new DIR`"
    if missing := [folder for folder in folders if not folder.is_dir()]:
        raise WorkspaceError(
            Diagnostic("no-folder", "there is no such content folder", Location(folder), hint) for folder in missing
        )
    pieces, problems = gather(folders)
    problems = in_order((*problems, *follow(pieces)))
    if errors_in(problems):
        raise ManuscriptError(problems)
    return _catalogue(folders, pieces), problems


def _catalogue(folders: Sequence[Path], pieces: Pieces) -> Catalogue:
    """Folders and their pieces without an error in, the catalogue out."""
    framework = _entries(pieces, Framework)[0]
    aspects = {aspect.id: aspect for aspect in _entries(pieces, Aspect)}
    professions = sorted(_entries(pieces, Profession), key=lambda profession: profession.id)
    return Catalogue(
        framework=framework,
        labels=_entries(pieces, Labels)[0],
        changes=next(iter(_entries(pieces, Changes)), None),
        aspects=tuple(aspects[name] for name in framework.aspects),
        professions={profession.id: profession for profession in professions},
        printers={printer.id: printer for printer in _entries(pieces, Printer)},
        regulators={regulator.id: regulator for regulator in _entries(pieces, Regulator)},
        references=tuple(sorted(_entries(pieces, Reference), key=lambda reference: reference.sort_key)),
        resources=_entries(pieces, Resource),
        layers=tuple(map(Layer, folders, (None, *pieces.overlays))),
        locations=_locations(pieces),
    )


def _entries(pieces: Pieces, model: type[E]) -> tuple[E, ...]:
    return tuple(piece.entry for piece in pieces.all if isinstance(piece.entry, model))


def _locations(pieces: Pieces) -> dict[Key, Location]:
    """Pieces in; out, where each value of each entry stands."""
    locations: dict[Key, Location] = {}
    for piece in pieces.all:
        start: Key = (piece.kind,) if piece.kind in FILES else (piece.kind, piece.id)
        locations |= {(*start, *way): place for way, place in piece.source.values.items()}
    return locations
