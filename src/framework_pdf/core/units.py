"""Lengths and paper sizes, in millimetres and points."""

import re
from dataclasses import dataclass

MM_PER_INCH = 25.4
PT_PER_INCH = 72


def mm_to_pt(length: float) -> float:
    """Convert millimetres to PDF points (1/72 inch)."""
    return length / MM_PER_INCH * PT_PER_INCH


def pt_to_mm(length: float) -> float:
    """Convert PDF points (1/72 inch) to millimetres."""
    return length / PT_PER_INCH * MM_PER_INCH


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper size in portrait: its name (ISO 216, or ANSI), and its width and height in mm."""

    name: str
    width: float
    height: float


A1 = Paper("A1", 594, 841)
A2 = Paper("A2", 420, 594)
A3 = Paper("A3", 297, 420)
A4 = Paper("A4", 210, 297)
A5 = Paper("A5", 148, 210)
A6 = Paper("A6", 105, 148)
A7 = Paper("A7", 74, 105)
LETTER = Paper("Letter", 215.9, 279.4)
LEGAL = Paper("Legal", 215.9, 355.6)
TABLOID = Paper("Tabloid", 279.4, 431.8)
PAPERS = {paper.name: paper for paper in (A1, A2, A3, A4, A5, A6, A7, LETTER)}
"""The sizes that a product may name, by name."""
SHEETS = {paper.name: paper for paper in (A4, A3, LETTER, LEGAL, TABLOID)}
"""The sizes that office printers take, by name."""
SHORTEST_SHEET, LONGEST_SHEET = 50, 1300
"""Of a side of a sheet that an office printer takes, in mm."""


def sheet_named(name: str) -> Paper | None:
    """Return the paper of an office printer by its name, or by its sides in mm (`320x450`); None if it is neither."""
    by_name = {each.casefold(): paper for each, paper in SHEETS.items()}
    sides = re.fullmatch(r"(\d{1,4}(?:\.\d{1,3})?) ?[x×] ?(\d{1,4}(?:\.\d{1,3})?)", name.strip().casefold(), re.ASCII)
    if sides is None:
        return by_name.get(name.strip().casefold())
    short, long = sorted(map(float, sides.groups()))
    return Paper(name, short, long) if short >= SHORTEST_SHEET and long <= LONGEST_SHEET else None
