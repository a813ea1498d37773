"""Writes the output folder: all files or none, the manifest last, while nobody else writes there."""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path, PurePath
from types import TracebackType

from filelock import FileLock, Timeout

from framework_pdf.build import made_here
from framework_pdf.build.manifest import FILE_NAME, Manifest
from framework_pdf.core import writing
from framework_pdf.core.diagnostics import Diagnostic, Location
from framework_pdf.core.errors import WorkspaceError
from framework_pdf.core.paths import is_inside
from framework_pdf.core.worker import limited

FORMER_NAME = "colophon.json"
"""What the manifest was called up to its form 2."""
LOCK = ".framework-pdf.lock"
"""Who holds this file writes to the folder."""
_OF_BUILD = f"{writing.BESIDE}build-"
"""The names of a build's files begin so until they are at their places: nobody else can have left them."""
_PATIENCE = 0.5
"""For so many seconds nothing is said of waiting."""
_HINT = "choose another folder with --output, or change who may write here"


def problems(output: Path) -> Iterator[Diagnostic]:
    """Yield why an output folder can't be written, as far as one can tell without touching anything."""
    nearest = output.absolute()
    while not os.path.lexists(nearest) and nearest != nearest.parent:
        nearest = nearest.parent
    if nearest.is_symlink() and not os.path.exists(nearest):  # noqa: PTH110 (false, too, for links in a circle)
        hint = "take the link away, or choose another folder with --output"
        yield Diagnostic("unwritable-output", "this link leads nowhere", Location(nearest), hint)
    elif not os.path.isdir(nearest):  # noqa: PTH112 (false, too, where it can't be seen)
        yield Diagnostic("unwritable-output", "this is a file, and the output needs a folder", Location(nearest), _HINT)
    elif not os.access(nearest, os.W_OK | os.X_OK):
        yield Diagnostic("unwritable-output", "the output folder can't be written", Location(output), _HINT)


def problems_below(output: Path, files: Iterable[PurePath]) -> Iterator[Diagnostic]:
    """Yield what is in the way of files below an output folder: links out of it, and what is no folder."""
    above = {output / parent for file in files for parent in file.parents} - {output}
    for folder in sorted(above):
        if folder.is_symlink() and not is_inside(folder, output):
            hint = "take the link away, or name the folder to which it leads with --output"
            yield Diagnostic("outside-output", "this leads out of the output folder", Location(folder), hint)
        elif os.path.lexists(folder) and not folder.is_dir():
            hint = "take it away, or choose another folder with --output"
            yield Diagnostic("unwritable-output", "this is no folder, and one is needed here", Location(folder), hint)


class OutputLock:
    """Holds an output folder for one build: others wait until it is done, and then find what it made.

    A folder that is not there yet has nothing to be mixed up: it is locked when the first file is written.
    """

    def __init__(self, output: Path, waiting: Callable[[], None] | None = None) -> None:
        """Prepare to lock a folder; `waiting`, if it is given, is called if another build must be waited for."""
        self.output = output
        self._waiting = waiting
        self._lock = FileLock(output / LOCK)
        self._is_made = False
        """Whether the folder is made by this build."""

    def __enter__(self) -> "OutputLock":
        if self.output.is_dir() and not tuple(problems(self.output)):
            self._take()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if error and self._is_made:
            with suppress(OSError):  # another build has put something there, or what is open can't be removed
                (self.output / LOCK).unlink(missing_ok=True)
                self.output.rmdir()
        self._lock.release(force=True)

    def _take(self) -> None:
        with _explained(self.output / LOCK):
            try:
                self._lock.acquire(timeout=_PATIENCE)
            except Timeout:
                if self._waiting:
                    self._waiting()
                self._lock.acquire()

    def write(self, files: Mapping[Path, bytes], manifest_of: Callable[[], Manifest]) -> Manifest:
        """Write files, by their paths, all of them or none, and last the manifest, which is made once the lock is held.

        Raises:
            WorkspaceError: A file can't be written.
        """
        if not self._lock.is_locked:
            with _explained(self.output):
                self._is_made = not self.output.exists()
                self.output.mkdir(parents=True, exist_ok=True)
            self._take()
        manifest = manifest_of()
        made = (self.output / file.path for file in manifest.files())
        folders = {self.output, *(path.parent for path in (*files, *made))}
        _sweep(folder for folder in folders if is_inside(folder, self.output))
        is_first = not (self.output / FILE_NAME).exists()
        write({**files, self.output / FILE_NAME: manifest.to_json()}, _OF_BUILD)
        if is_first:
            _remove_former(self.output / FORMER_NAME)
        return manifest


@limited("to look at what is in the way")
def files_of_others(paths: Iterable[Path]) -> tuple[Diagnostic, ...]:
    """Return a problem for each file that is where another is to be written, and was not made by this program.

    It opens PDFs of others, so this is for a worker.
    """
    return tuple(_foreign(path) for path in paths if _is_file(path) and not made_here.is_edition(path))


def foreign_manifest(output: Path) -> Iterator[Diagnostic]:
    """Yield a problem if what is where the manifest is to be written is none, or a link to one."""
    path = output / FILE_NAME
    if (_is_file(path) or path.is_symlink()) and not made_here.is_manifest(path):
        yield _foreign(path)


def _is_file(path: Path) -> bool:
    return os.path.isfile(path)  # noqa: PTH113 (false, too, where it can't be seen)


def _foreign(path: Path) -> Diagnostic:
    hint = "move or rename it, or choose another folder with --output"
    return Diagnostic("file-exists", "this is there already, and framework-pdf did not make it", Location(path), hint)


def write(files: Mapping[Path, bytes], beside: str = writing.BESIDE) -> None:
    """Write files: all of them, or none. Their names begin with `beside` until then.

    Raises:
        WorkspaceError: A file can't be written.
    """
    with _explained():
        writing.write(files, beside)


def _remove_former(path: Path) -> None:
    """Remove a manifest of an earlier version, which had another name; a file of others stays."""
    with _explained(path):
        if path.exists() and made_here.is_manifest(path):
            path.unlink()


def _sweep(folders: Iterable[Path]) -> None:
    """Delete what a build that was killed left half written in folders."""
    for folder in folders:
        for left in folder.glob(f"{_OF_BUILD}*"):
            left.unlink(missing_ok=True)


@contextmanager
def _explained(path: Path | None = None) -> Iterator[None]:
    """Raise WorkspaceError for what the system says of a file: that of this path, or the one that the system names."""
    try:
        yield
    except OSError as error:
        message = f"the file can't be written: {error.strerror}"
        place = Location(path or Path(error.filename))
        hint = writing.way_out(error, _HINT)
        raise WorkspaceError(Diagnostic("unwritable-output", message, place, hint)) from error
