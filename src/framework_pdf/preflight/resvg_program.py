"""A program of its own: an SVG and its width and height in pixels in, a PNG out, drawn as browsers do (resvg).

It runs by itself, within limits, because a drawing can ask for more memory than there is, or for hours. Nothing else is
read or fetched: a drawing that names other files has been refused before.
"""

import resource
import sys

SECONDS = 6
MOST_MEMORY = 2_000_000_000


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
