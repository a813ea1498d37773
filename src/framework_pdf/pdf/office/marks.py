"""Draws lines beside pages on a sheet: whole ones to cut at, dashed ones to fold at or to join at."""

from framework_pdf.core.units import mm_to_pt

LENGTH, WIDTH = 4, 0.25
"""The length of a mark in mm, and its thickness in pt."""
WHOLE, DASHED = "[] 0 d", "[1.2 1.2] 0 d"
"""The operators after which lines are drawn so."""
Line = tuple[float, float, float, float]
"""Its ends: x and y of each, in mm from the lower left corner."""


def draw_line(line: Line) -> str:
    """Return the operators that draw a line."""
    return "{:.4f} {:.4f} m {:.4f} {:.4f} l S".format(*map(mm_to_pt, line))
