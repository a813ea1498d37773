"""Finds what nobody has reviewed, or not lately.

A review holds for the entry that has it and for all below, but not for words that a later overlay put there.
"""

from dataclasses import dataclass
from datetime import date

from framework_pdf.content.catalogue import Catalogue
from framework_pdf.content.model.base import Review, Reviewable
from framework_pdf.content.passages import Node, entry_nodes
from framework_pdf.core.diagnostics import Diagnostic, Severity
from framework_pdf.core.key_path import KeyPath


def unreviewed(catalogue: Catalogue, since: date | None = None) -> tuple[Diagnostic, ...]:
    """Return a warning for each entry that nobody has reviewed, or not since a day.

    Where nothing in an entry was ever reviewed, that is said of the entry alone.

    Args:
        catalogue: The content.
        since: The day; None where any review will do.

    """
    checker = _ReviewChecker(catalogue, since)
    return tuple(warning for entry in entry_nodes(catalogue) for warning in checker.check(entry, None, 0).warnings)


@dataclass(frozen=True, slots=True)
class _Checked:
    """What checking a part of the content found."""

    warnings: tuple[Diagnostic, ...]
    is_new: bool
    """Whether no entry in it was ever reviewed."""
    level: int
    """How many folders lie below the highest that its words come from, those of entries in it aside."""


@dataclass(frozen=True, slots=True)
class _ReviewChecker:
    """Checks the entries of a catalogue against their reviews."""

    catalogue: Catalogue
    since: date | None

    def check(self, node: Node, review: Review | None, level: int) -> _Checked:
        """Return what is wrong with the reviews of a value and all below it.

        Args:
            node: The value.
            review: The review that holds around it.
            level: How many folders lie below the one that the review stands in.

        """
        if isinstance(node.value, Reviewable) and node.value.reviewed:
            review, level = node.value.reviewed, self._level((*node.key_path, "reviewed"))
        below = [self.check(part, review, level) for part in node.below() if part.path[-1] not in {"id", "reviewed"}]
        warnings = tuple(warning for part in below for warning in part.warnings)
        is_new = review is None and all(part.is_new for part in below)
        words_level = max(part.level for part in below) if below else self._level(node.key_path)
        if not isinstance(node.value, Reviewable):
            return _Checked(warnings, is_new, words_level)
        own = self._warning(node, review, is_changed=words_level > level)
        return _Checked((*own, *(() if is_new else warnings)), is_new, 0)

    def _warning(self, node: Node, review: Review | None, *, is_changed: bool) -> tuple[Diagnostic, ...]:
        """Return the warning for an entry, if its review is not as it should be.

        Args:
            node: The entry.
            review: The review that holds for it.
            is_changed: Whether words of it come from a folder over the one that the review stands in.

        """
        what = "/".join(node.path)
        hint = "when somebody has read it again, renew its `reviewed: {by: …, on: …}`"
        if review is None:
            code, message = "never-reviewed", f"`{what}` was never reviewed"
            hint = "when somebody has read it, write there `reviewed: {by: …, on: …}`"
        elif is_changed:
            code, message = "changed-since-review", f"an overlay changed `{what}` after it was reviewed"
        elif self.since and review.on < self.since:
            code, message = "old-review", f"`{what}` was last reviewed on {review.on}, by {review.by}"
        else:
            return ()
        place = self.catalogue.location(node.key_path)
        return (Diagnostic(code, message, place, hint, severity=Severity.WARNING),)

    def _level(self, key_path: KeyPath) -> int:
        """Return how many folders lie below the one that a value comes from."""
        return self.catalogue.layers.index(self.catalogue.layer(key_path))
