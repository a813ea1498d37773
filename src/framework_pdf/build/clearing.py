"""An output folder in; out, it without what its record says was made there. Nothing else is touched."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from framework_pdf.build.colophon import FILE_NAME, Colophon, File, read
from framework_pdf.build.delivery import LOCK, Turn
from framework_pdf.core.diagnostics import Diagnostic, Location, Severity
from framework_pdf.core.errors import WorkspaceError
from framework_pdf.core.paths import is_inside


@dataclass(frozen=True, slots=True)
class Cleared:
    """What was removed, or would be, and what was left where it is."""

    removed: tuple[Path, ...]
    warnings: tuple[Diagnostic, ...]


def clear(turn: Turn, *, orphans: bool = False, dry_run: bool = False) -> Cleared:
    """The turn at an output folder, whether only orphans go, and whether nothing really goes, in; out, what went.

    Raises WorkspaceError where there is no record, or a file can't be removed.
    """
    with turn:
        output = turn.output
        record, problems = read(output)
        if problems or not (output / FILE_NAME).is_file():
            hint = "without one nobody can tell what was made here: remove by hand what you no longer need"
            place = Location(output / FILE_NAME)
            raise WorkspaceError(Diagnostic("no-record", "there is no record that can be read", place, hint))
        files = tuple(orphan.file for orphan in record.orphans) if orphans else record.files()
        there = tuple(file for file in files if (output / file.path).is_file())
        ours = tuple(file for file in there if _is_ours(file, output))
        paths = tuple(output / file.path for file in ours)
        if not dry_run:
            _remove(turn, paths, replace(record, orphans=()) if orphans else None)
        told = paths if orphans else (*paths, output / FILE_NAME)
        return Cleared(told, tuple(_foreign(output / file.path) for file in there if file not in ours))


def _is_ours(file: File, output: Path) -> bool:
    """A file of the record and its folder in; out, whether it lies there, and is as it was made."""
    path = output / file.path
    return is_inside(path, output) and not path.is_symlink() and file.stands(output)


def _foreign(path: Path) -> Diagnostic:
    hint = "remove it by hand, if nobody needs it"
    return Diagnostic(
        "changed-file", "this was changed since it was made, and stays", Location(path), hint, Severity.WARNING
    )


def _remove(turn: Turn, paths: Iterable[Path], left: Colophon | None) -> None:
    """A turn, files and the record that is left, if any, in; the files are gone, then folders that are empty."""
    paths, output = tuple(paths), turn.output
    for path in paths:
        _without(path)
    if left:
        turn.deliver({}, lambda: left)
    else:
        _without(output / FILE_NAME)
        _without(output / LOCK)
    within = {parent for path in paths for parent in path.parents if is_inside(parent, output)}
    for folder in sorted({*within, output}, key=lambda folder: -len(folder.parts)):
        if not any(folder.iterdir()):
            folder.rmdir()


def _without(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        hint = "change who may write here, and clean again"
        message = f"this can't be removed: {error.strerror}"
        raise WorkspaceError(Diagnostic("unwritable-output", message, Location(path), hint)) from error
