"""What is said of one thing that a build needs, or that is good to have."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """How it is with a thing."""

    OK = "ok"
    MISSING = "missing"
    BROKEN = "broken"
    TOO_OLD = "too old"
    TOO_NEW = "too new"
    UNWRITABLE = "unwritable"
    UNTRIED = "untried"
    """It may well work: nobody has tried."""
    UNKNOWN = "unknown"
    """It can't be told."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A thing, how it is with it, what was found, and where something is amiss what mends it."""

    name: str
    state: State
    found: str
    mend: str | None = None
    """A command, or where there is none, what to do."""
    needed: bool = True
    """Whether a build needs it."""

    @property
    def in_the_way(self) -> bool:
        """Whether a build can't work for it."""
        return self.needed and self.state not in {State.OK, State.UNTRIED}


def in_the_way(findings: Iterable[Finding]) -> tuple[str, ...]:
    """Findings in; out, the names of what a build can't work for."""
    return tuple(finding.name for finding in findings if finding.in_the_way)
