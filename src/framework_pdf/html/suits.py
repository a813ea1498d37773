"""Draws suits: shapes that tell the aspects on cards apart, as those of playing cards do, in grey as well as in colour.

There are as many as are asked for. Ten shapes are no turn or size of one another; where there are more suits, the same
shapes come again over a bar, then over two.
"""

import math

HALF = 10.0
"""Half the width and height of the picture of a suit, in its own units."""
ROOM = 4.4
"""The height of a bar with the space above it."""
BAR = 2.4
"""The height of a bar."""

MOST_BARS = 2
"""More leave no room for the shape. Beyond thirty suits, numbers alone tell them apart."""


def suit_path(number: int) -> str:
    """Return the outline of a suit as an SVG path, around the middle; the first has number 1."""
    bars, shape = divmod(number - 1, len(SHAPES))
    bars = min(bars, MOST_BARS)
    scale = 1 - bars * ROOM / (2 * HALF)
    points = SHAPES[shape]
    drawn = [_placed(points, scale, -bars * ROOM / 2)]
    for bar in range(bars):
        top = HALF - (bar + 1) * ROOM + ROOM - BAR
        drawn.append(f"M{-HALF:g} {top:g}H{HALF:g}V{top + BAR:g}H{-HALF:g}Z")
    return "".join(drawn)


Points = tuple[tuple[float, float], ...]


def _round(centre: tuple[float, float], radius: float, start: float, end: float) -> Points:
    """Return points of an arc, clockwise; the turns are shares of a full one, from the top."""
    count = max(2, math.ceil(abs(end - start) * 48))
    turns = (math.tau * (start + (end - start) * step / count) for step in range(count + 1))
    return tuple((centre[0] + radius * math.sin(turn), centre[1] - radius * math.cos(turn)) for turn in turns)


def _star(rays: int, inner: float) -> Points:
    turns = (math.pi * step / rays for step in range(2 * rays))
    return tuple(
        ((HALF if step % 2 == 0 else inner) * math.sin(turn), -(HALF if step % 2 == 0 else inner) * math.cos(turn))
        for step, turn in enumerate(turns)
    )


ARM = 3.4
"""Half the width of the arms of a cross."""
SHAPES: tuple[Points, ...] = (
    _round((0, 0), 9, 0, 1),
    ((0, -9.5), (10, 8.5), (-10, 8.5)),
    ((-8.2, -8.2), (8.2, -8.2), (8.2, 8.2), (-8.2, 8.2)),
    _star(5, 4.2),
    (
        *((-ARM, -HALF), (ARM, -HALF), (ARM, -ARM), (HALF, -ARM), (HALF, ARM), (ARM, ARM)),
        *((ARM, HALF), (-ARM, HALF), (-ARM, ARM), (-HALF, ARM), (-HALF, -ARM), (-ARM, -ARM)),
    ),
    ((0, -HALF), (6.6, 0), (0, HALF), (-6.6, 0)),
    (*_round((-1.5, 0), HALF, 0.06, 0.44)[::-1], *_round((-8, 0), HALF, 0.11, 0.39)),
    (*_round((0, 6), HALF, 0.75, 1.25), (10, 6), (-10, 6)),
    ((-9, -9.5), (9, -9.5), (2, 0), (9, 9.5), (-9, 9.5), (-2, 0)),
    ((-10, 2), (0, -8), (10, 2), (10, 8), (0, -1), (-10, 8)),
)
"""Disc, triangle, square, star, cross, diamond, crescent, half disc, hourglass, chevron."""


def _placed(points: Points, scale: float, down: float) -> str:
    """Return points as a path, scaled about the middle and moved down."""
    return "M" + "L".join(f"{x * scale:.2f} {y * scale + down:.2f}" for x, y in points) + "Z"
