"""Writes files: all of them reach their places, or none does."""

import errno
import os
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

BESIDE = ".framework-pdf-"
"""Files that are not yet at their place begin so."""

_FULL = "make room on the disk, and try again"
_WAYS_OUT = {
    errno.ENOSPC: _FULL,
    errno.EDQUOT: _FULL,
    errno.EISDIR: "take the folder away that is in its place",
    errno.ELOOP: "take the link away that is in its place",
    errno.ENAMETOOLONG: "take a shorter name: this one has more letters than the system allows",
}
"""What to do about a file that can't be written, by what the system says."""


def write(files: Mapping[Path, bytes], beside: str = BESIDE) -> None:
    """Write files: all of them, or none.

    Each is written beside its place first, and what is at a place is kept beside it until all files are at theirs.
    Where one can't be, what was there comes back, and new files and folders are removed. A process that is killed
    leaves whole files only: old ones, new ones, and some whose names begin with `beside`.

    Raises:
        OSError: A file can't be written; its path is the error's `filename`.
    """
    with ExitStack() as emptied, ExitStack() as tidying, ExitStack() as undoing:  # the last is undone first
        new: dict[Path, Path] = {}
        for path, data in files.items():
            with _naming(path):
                _make_folder(path.parent, emptied)
                new[path] = _write_beside(path, data, beside, tidying)
        for path in files:
            kept = new[path].with_name(f"{new[path].name}-old")
            tidying.callback(_remove, kept)
            undoing.callback(_put_back, path, kept, new[path])  # before: an interrupt may come right after
            with _naming(path):
                _keep(path, kept)
        for path in files:
            with _naming(path):
                new[path].replace(path)
        undoing.pop_all()
        emptied.pop_all()


def way_out(error: OSError, usual: str) -> str:
    """Return what to do about a file that can't be written, where it is no matter of rights not what is usual."""
    return _WAYS_OUT.get(error.errno or 0, usual)


@contextmanager
def _naming(path: Path) -> Iterator[None]:
    """Raise an OSError with that path as its `filename`, where one is raised."""
    try:
        yield
    except OSError as error:
        raise OSError(error.errno, error.strerror or str(error), str(path)) from error


def _make_folder(folder: Path, emptied: ExitStack) -> None:
    """Make a folder and those above it, and note that they go where they stay empty."""
    missing = [each for each in (folder, *folder.parents) if not each.exists()]
    for each in reversed(missing):
        emptied.callback(_remove_empty, each)
    folder.mkdir(parents=True, exist_ok=True)


def _remove_empty(folder: Path) -> None:
    with suppress(OSError):  # it was not made, or another process has put something into it
        folder.rmdir()


def _remove(path: Path) -> None:
    """Remove a file that lies beside another; where it can't be, the next build sweeps it up."""
    with suppress(OSError):
        path.unlink(missing_ok=True)


def _write_beside(path: Path, data: bytes, beside: str, tidying: ExitStack) -> Path:
    """Write a new file in the same folder as the path, note that it goes, and return its own path."""
    _refuse_folder(path)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=beside)
    new = Path(name)
    tidying.callback(_remove, new)
    with os.fdopen(handle, "wb") as file:
        file.write(data)
    new.chmod(0o666 & ~_umask())
    return new


def _umask() -> int:
    """Return the process's umask: mkstemp makes files that only their owner may read."""
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _keep(path: Path, kept: Path) -> None:
    """Give what is at a path, if anything, another name, or a second one where the file system allows that."""
    try:
        os.link(path, kept, follow_symlinks=False)
    except FileNotFoundError:
        return
    except OSError:
        _refuse_folder(path)
        path.replace(kept)


def _refuse_folder(path: Path) -> None:
    if path.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))


def _put_back(path: Path, kept: Path, new: Path) -> None:
    """Put back what was at a path; where nothing was, remove the new file if it is there."""
    if os.path.lexists(kept):
        if not (os.path.lexists(path) and os.path.samestat(kept.lstat(), path.lstat())):  # it was not replaced
            kept.replace(path)
    elif not new.exists():
        path.unlink(missing_ok=True)
