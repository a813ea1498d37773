"""Reads files that anybody may have put there: regular ones, up to a size, and nothing that never ends."""

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

CHUNK = 1_000_000
"""So many bytes are read at once."""


class TooLargeError(OSError):
    """A file has more bytes than are read of its kind."""


def read_file(path: Path, most: int) -> bytes:
    """Return what a file holds.

    Args:
        path: The file, or a link to it.
        most: So many bytes at most.

    Raises:
        TooLargeError: It has more bytes, or gets more while it is read.
        OSError: It is no regular file, or can't be read. Nothing is opened that is none, and nothing waited for.
    """
    return b"".join(chunks_of(path, most))


def chunks_of(path: Path, most: int) -> Iterator[bytes]:
    """Yield what a file holds, part by part; arguments and errors as those of `read_file`."""
    with _opened(path, most) as handle:
        left = most
        while chunk := os.read(handle, CHUNK):
            left -= len(chunk)
            if left < 0:
                raise _too_large(path, most)
            yield chunk


def check_file(path: Path, most: int) -> None:
    """Raise as `read_file` does where what is at a path is no file, or too large, without reading it."""
    _check(path.stat(), path, most)


@contextmanager
def _opened(path: Path, most: int) -> Iterator[int]:
    """Open a regular file of so many bytes at most for a `with` block."""
    check_file(path, most)
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    try:
        _check(os.fstat(handle), path, most)  # another may have come to its place
        yield handle
    finally:
        os.close(handle)


def _check(state: os.stat_result, path: Path, most: int) -> None:
    """Raise OSError for what is no regular file, or too large."""
    if not stat.S_ISREG(state.st_mode):
        raise OSError(errno.EINVAL, "it is no file", str(path))
    if state.st_size > most:
        raise _too_large(path, most)


def _too_large(path: Path, most: int) -> TooLargeError:
    return TooLargeError(errno.EFBIG, f"it has more than {most:,} bytes", str(path))
