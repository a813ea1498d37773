"""A record in; its files go to the output folder, each whole or not at all, the colophon last."""

import os
import tempfile
from collections.abc import Iterator
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
    """A record in; its files are written. Raises WorkspaceError where one can't be."""
    for file in record.printed:
        _write(record.output / file.path, file.pdf)
    _write(record.output / FILE_NAME, record.to_json().encode())


def _write(path: Path, data: bytes) -> None:
    """A path and bytes in; the file is there whole, or what was there before."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
            Path(name).chmod(0o666 & ~_umask())
            Path(name).replace(path)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
    except OSError as error:
        message = f"the file can't be written: {error.strerror}"
        raise WorkspaceError(Diagnostic("unwritable-output", message, Location(path), _HINT)) from error


def _umask() -> int:
    """Nothing in, the process's umask out: mkstemp makes files that only their owner may read."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
