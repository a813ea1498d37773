"""Two catalogues in; out, the differences between what they say: for whoever has to agree to a new edition. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from framework_pdf.content.catalogue import Catalogue
from framework_pdf.content.passages import IdPath, Node, entries, passages


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
    after: str | None
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


def compare(old: Catalogue, new: Catalogue) -> tuple[Difference, ...]:
    """Two catalogues in; out, their differences, in the order of the newer book; what is gone stands last."""
    names = _names(old) | _names(new)
    before = {passage.path: passage.words for passage in passages(old)}
    after = {passage.path: passage.words for passage in passages(new)}
    changed = [
        Difference(path, before.get(path), after.get(path), *(names.get(entry) for entry in _belongs_to(path)))
        for path in dict.fromkeys((*after, *before))
        if before.get(path) != after.get(path)
    ]
    return (*changed, *_moved(old, new))


def _moved(old: Catalogue, new: Catalogue) -> Iterator[Difference]:
    """Two catalogues in; out, each list whose entries stand in another order."""
    orders = dict(_orders(old))
    for path, names in _orders(new):
        before = [name for name in orders.get(path, ()) if name in names]
        after = [name for name in names if name in before]
        if before != after:
            yield Difference((*path, "order"), ", ".join(before), ", ".join(after))


def _orders(catalogue: Catalogue) -> Iterator[tuple[IdPath, tuple[str, ...]]]:
    """A catalogue in; out, each list in it, with the ids of its entries."""
    yield ("resources",), tuple(resource.id for resource in catalogue.resources)
    for entry in entries(catalogue):
        yield from _orders_below(entry)


def _orders_below(node: Node) -> Iterator[tuple[IdPath, tuple[str, ...]]]:
    below = node.below()
    if node.is_list:
        yield node.path, tuple(part.path[-1] for part in below)
    for part in below:
        yield from _orders_below(part)


def _names(catalogue: Catalogue) -> dict[IdPath, str]:
    """A catalogue in; out, what people call each aspect, profession and approach."""
    names: dict[IdPath, str] = {("aspects", aspect.id): aspect.title for aspect in catalogue.aspects}
    names |= {("professions", name): profession.plural for name, profession in catalogue.professions.items()}
    return names | {("approaches", approach.id): approach.name for approach in catalogue.framework.approaches}


def _belongs_to(path: IdPath) -> tuple[IdPath, IdPath, IdPath]:
    """The path of a passage in; out, those of its aspect, its profession and its approach; empty where it has none."""
    match path:
        case ("aspects", aspect, "approaches", approach, *_):
            return ("aspects", aspect), (), ("approaches", approach)
        case ("aspects", aspect, *_):
            return ("aspects", aspect), (), ()
        case ("professions", profession, "aspects", aspect, "questions", approach):
            return ("aspects", aspect), ("professions", profession), ("approaches", approach)
        case ("professions", profession, "aspects", aspect, *_):
            return ("aspects", aspect), ("professions", profession), ()
        case ("professions", profession, *_):
            return (), ("professions", profession), ()
        case ("framework", "approaches", approach, *_):
            return (), (), ("approaches", approach)
        case _:
            return (), (), ()
