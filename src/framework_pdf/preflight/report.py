"""The report of preflight on a file, and the questions that only people can answer."""

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
    is_for_press: bool
    """Whether the file is for a print shop, and not for readers."""

    @property
    def failed(self) -> bool:
        """Whether any check failed."""
        return any(check.result is Result.FAIL for check in self.checks)


FOR_PEOPLE = (
    "Does every picture's text say what the picture says, and is none needed where there is none? (13-004, 13-005)",
    "Is what is tagged as a heading a heading, and is every heading tagged? (14-001)",
    "Does the order in which a screen reader reads make sense? (09-001)",
    "Is everything that is read out meant, and everything that is passed over decoration? (01-001, 01-002)",
    "Is anything told by colour, shape, size or place alone? (WCAG 2.2, 1.3.3 and 1.4.1)",
    "Are the title and the language right, of the whole and of each part? (07-002, 11-006)",
    "Do links say where they lead, and do they lead there? Do the QR codes?",
    "Is the text right: facts, names, dates, and whose words they are?",
)
"""What no machine can check, with its numbers in the Matterhorn Protocol 1.1."""
FOR_PRINT = (
    "Has somebody seen a proof on the paper itself, made by the printer?",
    "Are the brand's colours as they should be on it?",
    "Are the pages in order, and is the cover the right way round?",
    "Is the text right: facts, names, dates, and whose words they are?",
)
"""What no machine can check of a file for a print shop."""


def pass_or_fail(name: str, wrong: tuple[str, ...], right: str) -> Check:
    """Return a check that fails if anything is wrong, and else passes.

    Args:
        name: Of the check.
        wrong: What is wrong, a line each.
        right: What to say if nothing is.

    """
    return Check(name, Result.FAIL, wrong) if wrong else Check(name, Result.PASS, (right,))
