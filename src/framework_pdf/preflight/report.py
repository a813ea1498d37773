"""The report of preflight on a file, and the questions that only people can answer."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

MOST_TOLD = 10
"""How many places or rules of one check are named at the most."""


class Result(StrEnum):
    """The result of a check."""

    PASS = "pass"  # noqa: S105 (no password)
    FAIL = "fail"
    INFORMATION = "information"
    """There was nothing to pass or fail."""
    NOT_CHECKED = "not checked"


@dataclass(frozen=True, slots=True)
class Check:
    """One check: what was looked at, its result, and what was found, a line each."""

    name: str
    result: Result
    found: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PreflightReport:
    """All checks of one file."""

    path: Path
    checks: tuple[Check, ...]
    claimed: tuple[str, ...]
    """The standards that the file says it follows."""
    is_for_press: bool
    """Whether the file is judged as one for a print shop, and not for readers."""

    @property
    def failed(self) -> bool:
        """Whether any check failed."""
        return any(check.result is Result.FAIL for check in self.checks)


def _questions(name: str) -> tuple[str, ...]:
    return tuple(Path(__file__).with_name(name).read_text(encoding="utf-8").splitlines())


FOR_PEOPLE = _questions("for_people.txt")
"""What no machine can check, with its numbers in the Matterhorn Protocol 1.1."""
FOR_PRINT = _questions("for_print.txt")
"""What no machine can check of a file for a print shop."""


def pass_or_fail(name: str, wrong: Sequence[str], right: str) -> Check:
    """Return a check that fails if anything is wrong, and else passes.

    Args:
        name: Of the check.
        wrong: What is wrong, a line each.
        right: What to say if nothing is.

    """
    return Check(name, Result.FAIL, tuple(wrong)) if wrong else Check(name, Result.PASS, (right,))
