"""The group that a product is made for: how many people, at how many tables."""

from dataclasses import dataclass

USUAL_PEOPLE, AT_A_TABLE = 24, 6
"""How many people there are where nobody says, and how many sit at a table."""


@dataclass(frozen=True, slots=True)
class Group:
    """People at tables."""

    people: int
    tables: int

    @property
    def seats(self) -> tuple[int, ...]:
        """How many people sit at each table: as even as they can be, the fuller tables first."""
        least, more = divmod(self.people, self.tables)
        return tuple(least + (number < more) for number in range(self.tables))


def group_of(people: int | None, tables: int | None) -> Group:
    """Return the group of so many people at so many tables; what is not given is what is usual."""
    if people is None:
        people = USUAL_PEOPLE if tables is None else tables * AT_A_TABLE
    return Group(people, -(-people // AT_A_TABLE) if tables is None else tables)
