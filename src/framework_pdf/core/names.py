"""Names of files and folders: whether they are words, as everything is that is written down of them."""

from pathlib import Path

from framework_pdf.core.diagnostics import Diagnostic, Location


def is_utf8(path: Path) -> bool:
    """Return whether a path can be written as UTF-8: names may have any bytes on some systems."""
    try:
        str(path).encode()
    except UnicodeEncodeError:
        return False
    return True


def misnamed(path: Path) -> Diagnostic:
    """Return the problem with a path that can't be written as UTF-8."""
    hint = "give it another name: letters and digits of ASCII are safe everywhere"
    return Diagnostic("bad-name", "the name of this has bytes that are not UTF-8", Location(path), hint)
