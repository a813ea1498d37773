"""A finding: the state of one thing that a build needs, or that is good to have."""

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """The state of a thing."""

    OK = "ok"
    MISSING = "missing"
    BROKEN = "broken"
    TOO_OLD = "too old"
    TOO_NEW = "too new"
    UNWRITABLE = "unwritable"
    UNTRIED = "untried"
    """It may well work, but nobody has tried."""
    UNKNOWN = "unknown"
    """The state can't be found out."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A thing, its state, what was found of it in words, and what mends it if something is wrong."""

    name: str
    state: State
    found: str
    mend: str | None = None
    """A command, or what to do in words where no command will do."""
    needed: bool = True
    """Whether a build needs it."""

    @property
    def in_the_way(self) -> bool:
        """Whether a build can't work because of it."""
        return self.needed and self.state not in {State.OK, State.UNTRIED}
