"""Finds what nobody has reviewed, or not lately.

A review holds for the entry that has it and for all below, but not for words that a later overlay put there.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from framework_pdf.content.catalogue import Catalogue
from framework_pdf.content.model.base import Review, Reviewable
from framework_pdf.content.passages import Node, entry_nodes
from framework_pdf.core.diagnostics import Diagnostic, Severity
from framework_pdf.core.key_path import KeyPath

NEVER, OLD, CHANGED = "never-reviewed", "old-review", "changed-since-review"
"""What can be wrong with the review of an entry."""


def unreviewed(catalogue: Catalogue, since: date | None = None) -> tuple[Diagnostic, ...]:
    """Return a warning for each entry that nobody has reviewed, or not since a day.

    Where nothing in an entry was ever reviewed, that is said of the entry alone.

    Args:
        catalogue: The content.
        since: The day; None where any review will do.

    """
    checker = _ReviewChecker(catalogue, since)
    checked = (checker.check(entry, None) for entry in entry_nodes(catalogue))
    return tuple(checker.warning(finding) for part in checked for finding in part.findings)


@dataclass(frozen=True, slots=True)
class _ReviewInForce:
    """A review that holds for a part of the content."""

    review: Review
    level: int
    """How many folders lie below the one that it stands in."""


@dataclass(frozen=True, slots=True)
class _Finding:
    """An entry whose words are not reviewed as they should be, and why."""

    node: Node
    code: str
    """One of `NEVER`, `OLD` and `CHANGED`."""
    in_force: _ReviewInForce | None


@dataclass(frozen=True, slots=True)
class _Checked:
    """What checking a part of the content found."""

    findings: tuple[_Finding, ...]
    entries: int
    """How many entries in it can be reviewed."""
    levels: frozenset[int]
    """The folders that its other words come from, each as how many lie below it."""


class _ReviewChecker:
    """Checks the entries of a catalogue against their reviews."""

    def __init__(self, catalogue: Catalogue, since: date | None) -> None:
        self._catalogue = catalogue
        self._since = since

    def check(self, node: Node, in_force: _ReviewInForce | None) -> _Checked:
        """Return what is wrong with the reviews of a value and all below it.

        Args:
            node: The value.
            in_force: The review that holds around it.

        """
        if isinstance(node.value, Reviewable) and node.value.reviewed:
            in_force = _ReviewInForce(node.value.reviewed, self._level((*node.key_path, "reviewed")))
        below = [self.check(part, in_force) for part in node.below() if part.path[-1] not in {"id", "reviewed"}]
        own_level = frozenset[int]() if below else frozenset({self._level(node.key_path)})
        levels = own_level.union(*(part.levels for part in below))
        findings = tuple(finding for part in below for finding in part.findings)
        count = sum(part.entries for part in below)
        if not isinstance(node.value, Reviewable):
            return _Checked(findings, count, levels)
        code = self._problem_code(in_force, levels)
        if code == NEVER and len(findings) == count and all(finding.code == NEVER for finding in findings):
            findings = ()
        own_finding = (_Finding(node, code, in_force),) if code else ()
        return _Checked((*own_finding, *findings), count + 1, frozenset())

    def warning(self, finding: _Finding) -> Diagnostic:
        """Return the warning for a finding."""
        what, review = "/".join(finding.node.path), finding.in_force.review if finding.in_force else None
        message = {
            NEVER: f"`{what}` was never reviewed",
            OLD: f"`{what}` was last reviewed on {review and review.on}, by {review and review.by}",
            CHANGED: f"an overlay changed `{what}` after it was reviewed",
        }[finding.code]
        hint = "when somebody has read it, write there `reviewed: {by: …, on: …}`"
        if review:
            hint = "when somebody has read it again, renew its `reviewed: {by: …, on: …}`"
        place = self._catalogue.location(finding.node.key_path)
        return Diagnostic(finding.code, message, place, hint, severity=Severity.WARNING)

    def _problem_code(self, in_force: _ReviewInForce | None, levels: Iterable[int]) -> str:
        """Return what is wrong with the review of an entry, or an empty string.

        Args:
            in_force: The review that holds for the entry.
            levels: The folders that its words come from, each as how many lie below it.

        """
        if in_force is None:
            return NEVER
        if max(levels, default=0) > in_force.level:
            return CHANGED
        return OLD if self._since and in_force.review.on < self._since else ""

    def _level(self, key_path: KeyPath) -> int:
        """Return how many folders lie below the one that a value comes from."""
        layer = self._catalogue.layer(self._catalogue.location(key_path).path)
        return self._catalogue.layers.index(layer)
