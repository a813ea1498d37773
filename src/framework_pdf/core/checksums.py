"""Checksums (SHA-256) of data and of files."""

import hashlib
from contextlib import suppress
from pathlib import Path


def digest(data: bytes) -> str:
    """Return the checksum of data."""
    return hashlib.sha256(data).hexdigest()


def checksum(path: Path) -> str:
    """Return the checksum of a file; empty if it can't be read."""
    with suppress(OSError):
        if path.is_file():  # a pipe would never end
            with path.open("rb") as file:
                return hashlib.file_digest(file, "sha256").hexdigest()
    return ""
