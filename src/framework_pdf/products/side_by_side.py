"""Professions side by side: which they are, and what tells a file with some of them from the one with all."""

from collections.abc import Collection

from framework_pdf.content.catalogue import Catalogue
from framework_pdf.content.model.profession import Profession
from framework_pdf.core.checksums import digest

MOST_NAMED = 3
"""With no more professions than these, a file is called by their names."""


def side_by_side(catalogue: Catalogue, asked: Collection[Profession] = ()) -> tuple[Profession, ...]:
    """Return the professions that stand side by side, in alphabetical order.

    The one that stands for a mixed group has no words of its own to compare.

    Args:
        catalogue: The content.
        asked: Those that are asked for: fewer than two are nothing to compare, and mean all.

    """
    every = tuple(each for each in catalogue.professions.values() if each.id != catalogue.general.id)
    some = tuple(each for each in every if each in asked)
    return some if len(some) > 1 else every


def name_of_some(catalogue: Catalogue, chosen: Collection[Profession]) -> str:
    """Return the end of the name of a file with some professions; empty if it has all."""
    if len(chosen) == len(side_by_side(catalogue)):
        return ""
    names = [each.id for each in chosen]
    if len(names) <= MOST_NAMED:
        return f"-of-{'-'.join(names)}"
    return f"-of-{len(names)}-{digest(' '.join(names).encode())[:8]}"
