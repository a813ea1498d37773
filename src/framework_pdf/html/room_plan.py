"""Places the tables of a room: on both sides of a clear way, each with seats and one place without a chair.

Lengths are in units of the picture. It is a plan of what belongs near what, and to no scale.
"""

import math
from dataclasses import dataclass

WAY = 0.42
"""How wide the clear way is, as a share of the room for a table."""
TABLE, SEATS = 0.21, 0.335
"""How far the edge of a table and the middles of its seats are from its middle, as shares of the room for it."""
LARGEST_SEAT = 0.075
"""The radius of a seat at most, as a share of that room."""
LARGEST_TABLE = 64
"""The room for a table at most: a few tables stand in a room as they would, and do not fill it."""


@dataclass(frozen=True, slots=True)
class Place:
    """A place at a table, by its middle."""

    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Table:
    """A round table, by its middle."""

    x: float
    y: float
    radius: float
    seat: float
    """The radius of a seat."""
    seats: tuple[Place, ...]
    free: Place
    """The place without a chair, on the side of the clear way."""


@dataclass(frozen=True, slots=True)
class RoomPlan:
    """Tables, and the clear way between them."""

    tables: tuple[Table, ...]
    way: float
    """Where the middle of the clear way is, from the left."""
    way_width: float
    height: float
    """How far down the room goes: no further than its tables need."""


def room_plan(seats: tuple[int, ...], width: float, height: float) -> RoomPlan:
    """Place tables in a room, as large as they can be.

    Args:
        seats: How many people sit at each table.
        width: Of the room.
        height: Of the room at most, from the first row of tables to the last.

    """
    count = len(seats)
    columns = max(range(1, count + 1), key=lambda each: (_room(each, count, width, height), each))
    room = _room(columns, count, width, height)
    left, right = columns // 2, columns - columns // 2
    way = width / 2 + (left - right) / 2 * room
    # From the way outwards, so that those of a row that is not full are on both of its sides.
    slots = sorted([(nth, -1) for nth in range(left)] + [(nth, 1) for nth in range(right)])
    tables = []
    for number, people in enumerate(seats):
        row, column = divmod(number, columns)
        nth, side = slots[column]
        x = way + side * (WAY / 2 + nth + 0.5) * room
        tables.append(_table(x, (row + 0.5) * room, room, people, towards=-side))
    return RoomPlan(tuple(tables), round(way, 2), round(WAY * room, 2), round(-(-count // columns) * room, 2))


def _room(columns: int, count: int, width: float, height: float) -> float:
    """Return how much room there is for each table in so many columns."""
    return min(width / (columns + WAY), height / -(-count // columns), LARGEST_TABLE)


def _table(x: float, y: float, room: float, people: int, *, towards: int) -> Table:
    """Return a table with its places: the free one is on the left (-1) or on the right (1)."""
    start = 0 if towards > 0 else math.pi
    angles = [start + math.tau * number / (people + 1) for number in range(people + 1)]
    free, *places = [
        Place(round(x + SEATS * room * math.cos(angle), 2), round(y + SEATS * room * math.sin(angle), 2))
        for angle in angles
    ]
    seat = min(LARGEST_SEAT * room, 0.8 * math.pi * SEATS * room / (people + 1))
    return Table(
        round(x, 2), round(y, 2), radius=round(TABLE * room, 2), seat=round(seat, 2), seats=tuple(places), free=free
    )
