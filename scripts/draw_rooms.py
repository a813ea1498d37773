"""Draws the rooms of the program and which imports which, as docs/pictures/rooms.svg.

An arc leads from whoever imports to what is imported, as thick as there are imports. With --check, it exits 1 where the
picture is not that of the imports.
"""

import sys
from math import sqrt
from pathlib import Path

import grimp

ROOMS = ("core", "content", "brand", "products", "html", "typesetting", "pdf", "preflight", "build", "doctor", "cli")
"""In the order of the data; import-linter holds the imports to it."""
SAYS = {
    "core": "units, colour, diagnostics, limits, folders",
    "content": "content folders → a catalogue",
    "brand": "a brand kit → a look",
    "products": "what can be made → editions",
    "html": "an edition → HTML",
    "typesetting": "HTML → laid-out pages → PDF",
    "pdf": "PDF → PDF: readers, offices, print shops",
    "preflight": "finished files → findings",
    "build": "the pipeline, workers, the manifest",
    "doctor": "the machine → findings",
    "cli": "the commands",
}
PICTURE = Path(__file__).parents[1] / "docs" / "pictures" / "rooms.svg"
LEFT, TOP, WIDTH, HEIGHT, STEP = 20, 20, 400, 34, 46
INK, PAPER, ARC = "#17252a", "#ffffff", "#2b6777"


def imports() -> dict[tuple[str, str], int]:
    """Return how many modules of one room are imported by those of another: (who, whom) → number."""
    graph = grimp.build_graph("framework_pdf", exclude_type_checking_imports=True)
    counts: dict[tuple[str, str], int] = {}
    for module in graph.modules:
        for other in graph.find_modules_directly_imported_by(module):
            who, whom = (name.split(".")[1] if "." in name else "" for name in (module, other))
            if who != whom and {who, whom} <= set(ROOMS):
                counts[who, whom] = counts.get((who, whom), 0) + 1
    return counts


def drawn(counts: dict[tuple[str, str], int]) -> str:
    """Return the picture: rooms from the foundations up, and arcs from whoever imports to what is imported."""
    tops = {room: TOP + STEP * (len(ROOMS) - 1 - number) for number, room in enumerate(ROOMS)}
    right = LEFT + WIDTH
    height = TOP * 2 + STEP * (len(ROOMS) - 1) + HEIGHT
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 760 {height}" font-family="sans-serif" role="img">',
        "<title>The rooms of framework-pdf, and which imports which</title>",
        f'<rect width="760" height="{height}" fill="{PAPER}"/>',
        '<defs><marker id="end" markerWidth="7" markerHeight="7" refX="6" refY="3" orient="auto" '
        f'markerUnits="userSpaceOnUse"><path d="M0 0 6 3 0 6Z" fill="{ARC}"/></marker></defs>',
    ]
    for (who, whom), count in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        start, end = tops[who] + HEIGHT * 0.62, tops[whom] + HEIGHT * 0.38
        reach = right + 24 + (ROOMS.index(who) - ROOMS.index(whom)) * 26
        lines.append(
            f'<path d="M{right} {start:.0f}C{reach} {start:.0f} {reach} {end:.0f} {right + 2} {end:.0f}" fill="none" '
            f'stroke="{ARC}" stroke-opacity=".55" stroke-width="{0.7 + 0.45 * sqrt(count):.2f}" '
            'marker-end="url(#end)"/>'
        )
    for room, top in tops.items():
        lines += [
            f'<rect x="{LEFT}" y="{top}" width="{WIDTH}" height="{HEIGHT}" rx="5" fill="#e8f0f0" stroke="{INK}" '
            'stroke-width=".8"/>',
            f'<text x="{LEFT + 12}" y="{top + 22}" font-size="14" font-weight="bold" fill="{INK}">{room}/</text>',
            f'<text x="{LEFT + 124}" y="{top + 22}" font-size="11.5" fill="{INK}">{SAYS[room]}</text>',
        ]
    return "\n".join([*lines, "</svg>", ""])


if __name__ == "__main__":
    picture = drawn(imports())
    if sys.argv[1:] == ["--check"]:
        same = PICTURE.is_file() and PICTURE.read_text(encoding="utf-8") == picture
        sys.exit(0 if same else f"{PICTURE.name} is not of these imports: run scripts/draw_rooms.py")
    PICTURE.write_text(picture, encoding="utf-8")
