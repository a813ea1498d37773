"""A catalogue in; out, what nobody has reviewed, or not lately. Pure.

A review holds for the entry that has it and for all below, but not for words that a later overlay put there.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from framework_pdf.content.catalogue import Catalogue
from framework_pdf.content.model.base import Review, Reviewable
from framework_pdf.content.passages import Node, entries
from framework_pdf.core.diagnostics import Diagnostic, Severity
from framework_pdf.core.key_path import KeyPath

NEVER, OLD, CHANGED = "never-reviewed", "old-review", "changed-since-review"


def unreviewed(catalogue: Catalogue, since: date | None = None) -> tuple[Diagnostic, ...]:
    """A catalogue and perhaps a day in; out, a warning for each entry that nobody has reviewed, or not since that day.

    Where nothing in an entry was ever reviewed, that is said of the entry alone.
    """
    reader = _Reader(catalogue, since)
    return tuple(reader.warning(found) for entry in entries(catalogue) for found in reader.read(entry, None).findings)


@dataclass(frozen=True, slots=True)
class _Held:
    """A review, and how many folders lie below the one that it stands in."""

    review: Review
    level: int


@dataclass(frozen=True, slots=True)
class _Finding:
    """An entry whose words are not reviewed as they should be, and why."""

    node: Node
    code: str
    held: _Held | None


@dataclass(frozen=True, slots=True)
class _Read:
    """What reading a part of the content found."""

    findings: tuple[_Finding, ...]
    entries: int
    """How many entries in it can be reviewed."""
    levels: frozenset[int]
    """The folders that its words come from, but for those entries."""


class _Reader:
    """Reads entries of a catalogue against their reviews."""

    def __init__(self, catalogue: Catalogue, since: date | None) -> None:
        self._catalogue = catalogue
        self._since = since

    def read(self, node: Node, held: _Held | None) -> _Read:
        """A value and the review that holds around it in; out, what was found in it."""
        if isinstance(node.value, Reviewable) and node.value.reviewed:
            held = _Held(node.value.reviewed, self._level((*node.key, "reviewed")))
        below = [self.read(part, held) for part in node.below() if part.path[-1] not in {"id", "reviewed"}]
        own = frozenset[int]() if below else frozenset({self._level(node.key)})
        levels = own.union(*(part.levels for part in below))
        findings = tuple(finding for part in below for finding in part.findings)
        count = sum(part.entries for part in below)
        if not isinstance(node.value, Reviewable):
            return _Read(findings, count, levels)
        code = self._code(held, levels)
        if code == NEVER and len(findings) == count and all(finding.code == NEVER for finding in findings):
            findings = ()
        told = (_Finding(node, code, held),) if code else ()
        return _Read((*told, *findings), count + 1, frozenset())

    def warning(self, finding: _Finding) -> Diagnostic:
        """A finding in, what is told of it out."""
        what, review = "/".join(finding.node.path), finding.held.review if finding.held else None
        message = {
            NEVER: f"`{what}` was never reviewed",
            OLD: f"`{what}` was last reviewed on {review and review.on}, by {review and review.by}",
            CHANGED: f"an overlay changed `{what}` after it was reviewed",
        }[finding.code]
        hint = "when somebody has read it, write there `reviewed: {by: …, on: …}`"
        if review:
            hint = "when somebody has read it again, renew its `reviewed: {by: …, on: …}`"
        place = self._catalogue.location(finding.node.key)
        return Diagnostic(finding.code, message, place, hint, Severity.WARNING)

    def _code(self, held: _Held | None, levels: Iterable[int]) -> str:
        """The review that holds and the folders of an entry's words in; out, what is wrong, or nothing."""
        if held is None:
            return NEVER
        if max(levels, default=0) > held.level:
            return CHANGED
        return OLD if self._since and held.review.on < self._since else ""

    def _level(self, key: KeyPath) -> int:
        layer = self._catalogue.layer(self._catalogue.location(key).path)
        return self._catalogue.layers.index(layer)
