"""Removes from an output folder what its manifest says was made there, and nothing else."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from msgspec import structs

from framework_pdf.build.manifest import FILE_NAME, File, Manifest, read
from framework_pdf.build.output import LOCK, OutputLock
from framework_pdf.core.diagnostics import Diagnostic, Location, Severity
from framework_pdf.core.errors import WorkspaceError
from framework_pdf.core.paths import is_inside


@dataclass(frozen=True, slots=True)
class Cleaned:
    """What was removed, or would be, and what was left where it is."""

    removed: tuple[Path, ...]
    warnings: tuple[Diagnostic, ...]


def clean(lock: OutputLock, *, orphans: bool = False, dry_run: bool = False) -> Cleaned:
    """Remove every file that was made, or only orphans; nothing really goes in a dry run.

    Raises:
        WorkspaceError: There is no manifest, or a file can't be removed.
    """
    output = lock.output
    _manifest_of(output)  # a folder without one is not even locked
    with lock:
        manifest = _manifest_of(output)
        files = tuple(orphan.file for orphan in manifest.orphans) if orphans else manifest.files()
        there = tuple(file for file in files if file.is_there(output))
        ours = tuple(file for file in there if _is_ours(file, output))
        paths = tuple(output / file.path for file in ours)
        if not dry_run:
            _remove(lock, paths, structs.replace(manifest, orphans=()) if orphans else None)
        told = paths if orphans else (*paths, output / FILE_NAME)
        return Cleaned(told, tuple(_foreign(output / file.path) for file in there if file not in ours))


def _manifest_of(output: Path) -> Manifest:
    """Return the manifest of a folder. Raises WorkspaceError where there is none that can be read."""
    manifest, problems = read(output)
    if problems or not (output / FILE_NAME).is_file():
        hint = "without one nobody can tell what was made here: remove by hand what you no longer need"
        place = Location(output / FILE_NAME)
        raise WorkspaceError(Diagnostic("no-manifest", "there is no manifest that can be read", place, hint))
    return manifest


def _is_ours(file: File, output: Path) -> bool:
    """Return whether a file lies in the folder itself, as it was made."""
    path = output / file.path
    return is_inside(path, output) and not path.is_symlink() and file.is_intact(output)


def _foreign(path: Path) -> Diagnostic:
    hint = "remove it by hand, if nobody needs it"
    return Diagnostic(
        "changed-file", "this was changed since it was made, and stays", Location(path), hint, severity=Severity.WARNING
    )


def _remove(lock: OutputLock, paths: Sequence[Path], left: Manifest | None) -> None:
    """Remove files, then folders that are empty, and write the manifest that is left, if any."""
    output = lock.output
    for path in paths if left else (*paths, output / FILE_NAME, output / LOCK):
        try:
            path.unlink(missing_ok=True)
        except OSError as error:
            hint = "change who may write here, and clean again"
            message = f"this can't be removed: {error.strerror}"
            raise WorkspaceError(Diagnostic("unwritable-output", message, Location(path), hint)) from error
    if left:
        lock.write({}, lambda: left)
    within = {parent for path in paths for parent in path.parents if is_inside(parent, output)}
    for folder in sorted({*within, output}, key=lambda folder: -len(folder.parts)):
        if not folder.is_symlink() and not any(folder.iterdir()):  # a link to a folder is somebody's own
            folder.rmdir()
