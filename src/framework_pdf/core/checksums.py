"""Checksums (SHA-256) of data and of files."""

import hashlib
from contextlib import suppress
from pathlib import Path

from framework_pdf.core.limits import MOST_BYTES_OF_A_PDF
from framework_pdf.core.reading import chunks_of


def digest(data: bytes) -> str:
    """Return the checksum of data."""
    return hashlib.sha256(data).hexdigest()


def checksum(path: Path, most: int = MOST_BYTES_OF_A_PDF) -> str:
    """Return the checksum of a file of so many bytes at most; empty if it is no file, has more, or can't be read."""
    found = hashlib.sha256()
    with suppress(OSError, ValueError):  # no name of a file has a NUL in it
        for chunk in chunks_of(path, most):
            found.update(chunk)
        return found.hexdigest()
    return ""
