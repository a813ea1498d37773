"""How problems are described: what is wrong, where, how bad it is, and the way out.

Every problem that the program reports has this one form::

    error[unknown-key]: `pagse` is not a key of an aspect
      content/aspects/2-care-of-patients.yml:7:5
      hint: did you mean `page`?
"""

import difflib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from framework_pdf.core.paths import shortest
from framework_pdf.core.printable import printable


class Severity(StrEnum):
    """How bad a problem is: an error stops a build, a warning does so only under --strict."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Location:
    """A place in a file. Lines and columns count from 1; they are None for a file or folder as a whole."""

    path: Path
    line: int | None = None
    column: int | None = None

    def __str__(self) -> str:
        parts = [shortest(self.path), self.line, self.column]
        return ":".join(str(part) for part in parts if part is not None)


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One problem: a code for programs, a sentence for people, its place and a way out."""

    code: str
    message: str
    location: Location | None = None
    hint: str | None = None
    severity: Severity = Severity.ERROR

    def __str__(self) -> str:
        lines = [f"{self.severity}[{self.code}]: {self.message}"]
        if self.location:
            lines.append(f"  {self.location}")
        if self.hint:
            lines.append(f"  hint: {self.hint}")
        return "\n".join(printable(line) for line in lines)


def errors_in(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return the diagnostics that are errors, in the same order."""
    return tuple(d for d in diagnostics if d.severity is Severity.ERROR)


def in_order(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return each diagnostic once, sorted by file, line and column, so that people can work down a file."""

    def place(diagnostic: Diagnostic) -> tuple[str, int, int]:
        at = diagnostic.location
        return (str(at.path), at.line or 0, at.column or 0) if at else ("", 0, 0)

    return tuple(sorted(dict.fromkeys(diagnostics), key=place))


LONGEST = 100
"""How many characters of a user's word are printed and compared."""
LEAST_ALIKE = 0.5
"""How alike two names must be to be near to each other, from 0 to 1."""
MOST_KNOWN = 20
"""How many names are listed at the most."""


def cut(word: str, most: int = LONGEST) -> str:
    """Shorten what a user wrote to as many characters as a message prints."""
    return word if len(word) <= most else f"{word[:most]}…"


def nearest(word: str, known: Iterable[str], limit: int = 3) -> tuple[str, ...]:
    """Return the known words that look most like a word, best first."""
    matcher = difflib.SequenceMatcher(None, "", word[:LONGEST].casefold())
    likeness: dict[str, float] = {}
    for name in known:
        matcher.set_seq1(name[:LONGEST].casefold())
        if matcher.real_quick_ratio() > LEAST_ALIKE and matcher.quick_ratio() > LEAST_ALIKE:  # never below ratio()
            likeness[name] = matcher.ratio()
    best = max(likeness.values(), default=0)
    close = [name for name in likeness if likeness[name] > max(LEAST_ALIKE, best - 0.15)]
    return tuple(sorted(close, key=lambda name: (-likeness[name], name))[:limit])


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return the hint for an unknown word: the nearest known names, or the first of them all."""
    names = sorted(known)
    if close := nearest(word, names):
        return "did you mean " + " or ".join(f"`{cut(name)}`" for name in close) + "?"
    return f"known are {listed(names, MOST_KNOWN)}" if names else "there are none yet"


def listed(names: Sequence[str], most: int) -> str:
    """Return the first so many names as a message lists them, and how many more there are."""
    more = f" and {len(names) - most} more" if len(names) > most else ""
    return ", ".join(f"`{cut(name)}`" for name in names[:most]) + more


def counted(number: int, word: str) -> str:
    """Return a number with its noun: `1 page`, `2 pages`."""
    return f"{number} {word}" if number == 1 else f"{number} {word}s"
