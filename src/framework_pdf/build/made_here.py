"""Tells what this program made from files of others, by what a file says of itself where its kind says such things.

Words are no such thing: anybody may write of this program, and begin their own page or manifest.
"""

import re
from contextlib import suppress
from pathlib import Path

from framework_pdf.core.limits import MOST_BYTES_OF_A_PDF
from framework_pdf.core.reading import chunks_of

PROGRAM = r"(?:Made with )?framework-pdf \d"
"""How what made a file is called in it, also by versions that said it in words."""
_OF_A_PAGE = re.compile(rf'<meta name="generator" content="{PROGRAM}'.encode())
_OF_A_TICKET = re.compile(rf'\{{\s*"made_by": "{PROGRAM}'.encode())
_OF_A_MANIFEST = re.compile(rb'\{\s*"form": ?\d+,\s*"last_run":')


def is_edition(path: Path) -> bool:
    """Return whether a file says that this program made it: a PDF and a web page in their metadata, a job ticket first.

    A PDF is opened, so this is for a worker where there may be one of others.
    """
    beginning = _beginning(path) or b""
    if beginning.startswith(b"%PDF-"):
        from framework_pdf.pdf.metadata import creator_of  # it loads pikepdf, and most often nothing is in the way

        return re.match(PROGRAM, creator_of(path)) is not None
    head = beginning.partition(b"<body")[0]  # what is further below may be somebody's words on pages
    return bool(_OF_A_PAGE.search(head) or _OF_A_TICKET.match(beginning))


def is_manifest(path: Path) -> bool:
    """Return whether a file begins as manifests do, of this version or an earlier one, or has nothing in it.

    So the rest of one that was cut short, or that nobody can read any longer, is still known. No link is one.
    """
    if path.is_symlink():
        return False
    beginning = _beginning(path)
    return beginning == b"" or (beginning is not None and _OF_A_MANIFEST.match(beginning) is not None)


def _beginning(path: Path) -> bytes | None:
    """Return how a file begins; None if it can't be read."""
    with suppress(OSError):
        return next(chunks_of(path, MOST_BYTES_OF_A_PDF), b"")
    return None
