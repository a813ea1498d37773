"""Places in files, as people are told them."""

from pathlib import Path

from framework_pdf.build.output import LOCK
from framework_pdf.core.diagnostics import Diagnostic


def is_placed(problem: Diagnostic) -> bool:
    """Return whether a problem has a place that is there."""
    at = problem.location
    if at is None or at.line is None or at.column is None:
        return False
    lines = at.path.read_text(encoding="utf-8-sig", errors="replace").splitlines() or [""]
    return 1 <= at.line <= len(lines) + 1 and 1 <= at.column <= len([*lines, ""][at.line - 1]) + 1


def place(path: str, word: str, nth: int = 1) -> str:
    """Return where a word stands in a file the nth time: path, line and column."""
    found = [
        f"{path}:{number}:{line.index(word) + 1}"
        for number, line in enumerate(Path(path).read_text(encoding="utf-8").splitlines(), 1)
        if word in line
    ]
    return found[nth - 1]


def files_in(output: Path) -> list[Path]:
    """Return the files of an output folder, but for the one that is held while somebody writes."""
    return [path for path in output.rglob("*") if path.is_file() and path.name != LOCK]
