"""A program of its own: reads an SVG from its input, and writes it as PNG, drawn by resvg as browsers draw it.

Its arguments are the width and height of the picture in pixels. It runs by itself, within limits, because a drawing can
ask for more memory than there is, or take hours. Nothing else is read or fetched: a drawing that names other files has
been refused before.
"""

import resource
import sys

SECONDS = 6
"""The most time of the processor."""
MOST_MEMORY = 2_000_000_000
"""In bytes."""


def _draw(width: int, height: int) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    import resvg_py

    svg = sys.stdin.buffer.read().decode()
    png = resvg_py.svg_to_bytes(svg_string=svg, width=width, height=height, dpi=96, skip_system_fonts=True)
    sys.stdout.buffer.write(png)


if __name__ == "__main__":
    _draw(*map(int, sys.argv[1:]))
