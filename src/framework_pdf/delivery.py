"""A record in; its files go to the output folder, all of them or none, the colophon last."""

import errno
import os
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from framework_pdf.colophon import FILE_NAME, Record
from framework_pdf.diagnostics import Diagnostic, Location
from framework_pdf.errors import WorkspaceError

_HINT = "choose another folder with --output, or change who may write here"


def problems(output: Path) -> Iterator[Diagnostic]:
    """An output folder in; out, why it can't be written, if one can tell beforehand. Touches nothing."""
    nearest = output.absolute()
    while not nearest.exists() and nearest != nearest.parent:
        nearest = nearest.parent
    if not nearest.is_dir():
        yield Diagnostic("unwritable-output", "this is a file, and the output needs a folder", Location(nearest), _HINT)
    elif not os.access(nearest, os.W_OK | os.X_OK):
        yield Diagnostic("unwritable-output", "the output folder can't be written", Location(output), _HINT)


def deliver(record: Record) -> None:
    """A record in; its files and itself are written, all of them or none. Raises WorkspaceError where one can't be."""
    files = {record.output / file.path: file.data for file in record.printed}
    write({**files, record.output / FILE_NAME: record.to_json().encode()})


def write(files: Mapping[Path, bytes]) -> None:
    """Files by their paths in; they are written, all of them or none. Raises WorkspaceError where one can't be."""
    beside: list[tuple[Path, Path]] = []
    try:
        for path, data in files.items():
            with _explained(path):
                beside.append((_write_beside(path, data), path))
        for new, path in beside:
            with _explained(path):
                new.replace(path)
    finally:
        for new, _ in beside:
            new.unlink(missing_ok=True)


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        message = f"the file can't be written: {error.strerror}"
        raise WorkspaceError(Diagnostic("unwritable-output", message, Location(path), _HINT)) from error


def _write_beside(path: Path, data: bytes) -> Path:
    """A path and bytes in; out, a new file in the same folder that has them."""
    if path.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:100]}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(name).chmod(0o666 & ~_umask())
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    return Path(name)


def _umask() -> int:
    """Nothing in, the process's umask out: mkstemp makes files that only their owner may read."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
