"""What preflight has to say of a file."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

MOST_TOLD = 10
"""So many places or rules of one check are named."""


class Result(StrEnum):
    """What a check came to."""

    PASS = "pass"  # noqa: S105 (no password)
    FAIL = "fail"
    INFORMATION = "information"
    """There is nothing to pass or fail."""
    NOT_CHECKED = "not checked"


@dataclass(frozen=True, slots=True)
class Check:
    """One check: what was looked at, what it came to, and what was found, a line each."""

    name: str
    result: Result
    found: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PreflightReport:
    """All checks of one file."""

    path: Path
    checks: tuple[Check, ...]
    is_for_press: bool
    """Whether it is for a print shop, and not for readers."""

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
"""What no machine can check, with the numbers of the Matterhorn Protocol 1.1 where it has one."""
FOR_PRINT = (
    "Has somebody seen a proof on the paper itself, made by the printer?",
    "Are the brand's colours as they should be on it?",
    "Are the pages in order, and is the cover the right way round?",
    "Is the text right: facts, names, dates, and whose words they are?",
)
"""The same of a file for print."""


def of(name: str, wrong: tuple[str, ...], right: str) -> Check:
    """The name of a check, what is wrong and what to say where nothing is, in; the check out."""
    return Check(name, Result.FAIL, wrong) if wrong else Check(name, Result.PASS, (right,))
