"""The plan of a room: tables stand apart, the way is clear, and each has a place without a chair beside it."""

import math
from itertools import combinations

import pytest

from framework_pdf.html.room_plan import TABLE, room_plan

WIDE, DEEP = 160, 120


@pytest.mark.parametrize("tables", [1, 2, 3, 4, 5, 6, 7, 8, 11, 17, 24, 40, 100])
def test_tables_stand_apart_on_both_sides_of_a_clear_way(tables: int) -> None:
    plan = room_plan((6,) * tables, WIDE, DEEP)
    assert len(plan.tables) == tables
    room = plan.tables[0].radius / TABLE
    edges = (plan.way - plan.way_width / 2, plan.way + plan.way_width / 2)
    for table in plan.tables:
        assert room / 2 - 0.5 <= table.x <= WIDE - room / 2 + 0.5
        assert room / 2 - 0.5 <= table.y <= plan.height - room / 2 + 0.5 <= DEEP
        for seat in table.seats:
            assert not edges[0] < seat.x < edges[1]
        # The free place is the nearest of all to the way.
        nearest = min((*table.seats, table.free), key=lambda each: abs(each.x - plan.way))
        assert nearest == table.free
    for one, other in combinations(plan.tables, 2):
        assert math.hypot(one.x - other.x, one.y - other.y) >= 0.99 * room


@pytest.mark.parametrize("people", [1, 6, 7, 12, 40])
def test_seats_do_not_touch(people: int) -> None:
    (table,) = room_plan((people,), WIDE, DEEP).tables
    places = (*table.seats, table.free)
    assert len(places) == people + 1
    for one, other in combinations(places, 2):
        assert math.hypot(one.x - other.x, one.y - other.y) > 2 * table.seat
