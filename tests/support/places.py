"""A problem in; out, whether the place that it tells is there."""

from framework_pdf.core.diagnostics import Diagnostic


def is_placed(problem: Diagnostic) -> bool:
    """A problem in; out, whether it has a place that is there."""
    at = problem.location
    if at is None or at.line is None or at.column is None:
        return False
    lines = at.path.read_text(encoding="utf-8-sig", errors="replace").splitlines() or [""]
    return 1 <= at.line <= len(lines) + 1 and 1 <= at.column <= len([*lines, ""][at.line - 1]) + 1
