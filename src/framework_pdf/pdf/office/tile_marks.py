"""Draws what stands beside a part of a page on its sheet: where to cut and to join, and which part it is."""

from framework_pdf.core.units import mm_to_pt
from framework_pdf.pdf.office.marks import DASHED, LENGTH, WHOLE, WIDTH, draw_line
from framework_pdf.pdf.office.tiles import GAP, Tile, Tiling

FIGURE = (1.6, 3.2)
"""The width and height of a figure, in mm."""
SPACE = 1.2
"""From one figure to the next, in mm."""
STROKES = {
    "a": ((0, 1), (1, 1)),
    "b": ((1, 1), (1, 0.5)),
    "c": ((1, 0.5), (1, 0)),
    "d": ((0, 0), (1, 0)),
    "e": ((0, 0.5), (0, 0)),
    "f": ((0, 1), (0, 0.5)),
    "g": ((0, 0.5), (1, 0.5)),
    ".": ((0.35, 0), (0.65, 0)),
}
"""The strokes of figures, from end to end, as shares of their width and height from the lower left."""
FIGURES = ("abcdef", "bc", "abged", "abgcd", "fgbc", "afgcd", "afgedc", "abc", "abcdefg", "abcdfg")
"""The strokes of each figure. They are drawn, as a sheet has no fonts of its own, and no language."""


def draw_marks(parts: Tiling, tile: Tile) -> str:
    """Return the operators that draw the marks of a part in black ink alone, and a map with its row and column."""
    drawn = [f"q 0 0 0 1 K 0 0 0 1 k {WIDTH} w"]
    for mark in parts.marks(tile):
        (x1, y1), (x2, y2) = mark.start, mark.end
        line = draw_line((x1, parts.height - y1, x2, parts.height - y2))
        drawn.append(f"{WHOLE if mark.is_cut else DASHED} {line}")
    return "\n".join([*drawn, WHOLE, *_map(parts, tile), "Q"])


def _map(parts: Tiling, tile: Tile) -> list[str]:
    """Return the operators that draw all parts in small, with this one filled, then its row and column, from 1."""
    left, _ = parts.place(tile)
    width, height = parts.size(tile)
    foot = parts.height - parts.place(tile)[1] - height - GAP - LENGTH
    cell = LENGTH / parts.rows
    across = cell * width / height
    x = left + 2 * LENGTH
    drawn = [
        f"{_rectangle(x + each.column * across, foot + LENGTH - (each.row + 1) * cell, across, cell)} "
        f"{'B' if each == tile else 'S'}"
        for each in parts.tiles()
    ]
    x += parts.columns * across + 2 * SPACE
    return [*drawn, "0.7 w 1 J", *_number(f"{tile.row + 1}.{tile.column + 1}", x, foot + (LENGTH - FIGURE[1]) / 2)]


def _number(words: str, left: float, foot: float) -> list[str]:
    """Return the operators that draw figures and points from a place on."""
    (width, height), drawn = FIGURE, []
    for nth, figure in enumerate(words):
        x = left + nth * (width + SPACE)
        for stroke in "." if figure == "." else FIGURES[int(figure)]:
            (x1, y1), (x2, y2) = STROKES[stroke]
            drawn.append(draw_line((x + x1 * width, foot + y1 * height, x + x2 * width, foot + y2 * height)))
    return drawn


def _rectangle(left: float, bottom: float, width: float, height: float) -> str:
    return "{:.4f} {:.4f} {:.4f} {:.4f} re".format(*map(mm_to_pt, (left, bottom, width, height)))
