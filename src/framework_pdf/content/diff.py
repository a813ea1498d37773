"""Compares what two catalogues say: for whoever has to agree to a new edition."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from framework_pdf.content.catalogue import Catalogue
from framework_pdf.content.loading import load
from framework_pdf.content.passages import IdPath, entry_nodes, passages, walk
from framework_pdf.core.worker import limited


class ChangeKind(StrEnum):
    """What happened to a passage."""

    ADDED = "added"
    CHANGED = "changed"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Difference:
    """A passage that is not in both, or not the same in both."""

    path: IdPath
    """As in `passages`; ends with `order` where entries of a list stand in another order."""
    before: str | None
    """The words in the older content; None where it does not have them."""
    after: str | None
    """The words in the newer content."""
    aspect: str | None = None
    """The title of the aspect that it belongs to."""
    profession: str | None = None
    """The people whose words it is among."""
    approach: str | None = None
    """The name of the approach that it belongs to."""

    @property
    def kind(self) -> ChangeKind:
        """What happened to it."""
        if self.before is None:
            return ChangeKind.ADDED
        return ChangeKind.REMOVED if self.after is None else ChangeKind.CHANGED


def compare_folders(old: Sequence[Path], new: Sequence[Path]) -> tuple[Difference, ...]:
    """Load two sequences of content folders, and return the differences. Raises as `load` does."""
    (before, _), (after, _) = load(old), load(new)
    with limited("to compare the content"):
        return compare(before, after)


def compare(old: Catalogue, new: Catalogue) -> tuple[Difference, ...]:
    """Return the differences between two catalogues, in the order of the newer book; what is gone stands last."""
    names = _names(old) | _names(new)
    before = {passage.path: passage.words for passage in passages(old)}
    after = {passage.path: passage.words for passage in passages(new)}
    changed = [path for path in dict.fromkeys((*after, *before)) if before.get(path) != after.get(path)]
    differences = [_difference(path, before.get(path), after.get(path), names) for path in changed]
    return (*differences, *_moved(old, new))


def _difference(path: IdPath, before: str | None, after: str | None, names: Mapping[IdPath, str]) -> Difference:
    # Keys and ids take turns: aspects/ID/approaches/ID, professions/ID/aspects/ID/questions/ID.
    steps = path[1:] if path[0] == "framework" else path
    ids = dict(zip(steps[::2], steps[1::2], strict=False))
    aspect = names.get(("aspects", ids.get("aspects", "")))
    profession = names.get(("professions", ids.get("professions", "")))
    approach = names.get(("approaches", ids.get("approaches") or ids.get("questions", "")))
    return Difference(path, before, after, aspect=aspect, profession=profession, approach=approach)


def _moved(old: Catalogue, new: Catalogue) -> Iterator[Difference]:
    """Yield a difference for each list whose entries stand in another order."""
    orders = dict(_orders(old))
    for path, names in _orders(new):
        before = [name for name in orders.get(path, ()) if name in names]
        after = [name for name in names if name in before]
        if before != after:
            yield Difference((*path, "order"), ", ".join(before), ", ".join(after))


def _orders(catalogue: Catalogue) -> Iterator[tuple[IdPath, tuple[str, ...]]]:
    """Yield each list in a catalogue, with the ids of its entries in order."""
    yield ("resources",), tuple(resource.id for resource in catalogue.resources)
    for entry in entry_nodes(catalogue):
        for node, below in walk(entry):
            if node.is_list:
                yield node.path, tuple(part.path[-1] for part in below)


def _names(catalogue: Catalogue) -> dict[IdPath, str]:
    """Return what people call each aspect, profession and approach."""
    names: dict[IdPath, str] = {("aspects", aspect.id): aspect.title for aspect in catalogue.aspects}
    names |= {("professions", name): profession.plural for name, profession in catalogue.professions.items()}
    return names | {("approaches", approach.id): approach.name for approach in catalogue.framework.approaches}
