"""The passages of a catalogue: each thing that it says, by the ids that lead there, with its folder."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from framework_pdf.content.catalogue import Catalogue, Layer
from framework_pdf.content.markup import markdown_of
from framework_pdf.content.markup_reader import read_text
from framework_pdf.content.model.base import Source
from framework_pdf.core.key_path import KeyPath
from framework_pdf.core.paths import shortest

IdPath = tuple[str, ...]
"""The kind of an entry, its id, then keys and ids: `aspects`, `care-of-patients`, `examples`, `our-clinic`, `title`.
Unlike a key path, it stays the same where a list gets another order."""


@dataclass(frozen=True, slots=True)
class Node:
    """A value of the content: a single one, or one with others below it."""

    path: IdPath
    key_path: KeyPath
    """Where `Catalogue.locations` has it."""
    value: Any

    def below(self) -> tuple["Node", ...]:
        """Return the values below it that the files have; a list of plain words has none."""
        value = self.value
        if isinstance(value, BaseModel):
            value = {key: below for key, below in value if key in value.model_fields_set and below is not None}
        if isinstance(value, dict):
            return tuple(self._to(name, name, below) for name, below in value.items())
        if self.is_list:
            return tuple(self._to(i, getattr(entry, "id", str(i + 1)), entry) for i, entry in enumerate(value))
        return ()

    @property
    def is_list(self) -> bool:
        """Whether it is a list of entries."""
        return isinstance(self.value, tuple) and bool(self.value) and isinstance(self.value[0], BaseModel)

    @property
    def words(self) -> str:
        """A single value as people read it."""
        if isinstance(self.value, Source):
            return "editorial"
        if isinstance(self.value, str):
            # A line is one paragraph: only texts have more than a line, and blocks to keep apart.
            return markdown_of(read_text(self.value).blocks) if "\n" in self.value else " ".join(self.value.split())
        if isinstance(self.value, (tuple, dict)):
            return ", ".join(map(str, self.value))
        return str(self.value).lower() if isinstance(self.value, bool) else str(self.value)

    def _to(self, step: str | int, name: str, value: Any) -> "Node":
        return Node((*self.path, name), (*self.key_path, step), value)


@dataclass(frozen=True, slots=True)
class Passage:
    """One thing that the content says."""

    path: IdPath
    words: str
    layer: Layer
    """The folder that it comes from."""


Passages = tuple[Passage, ...]


def entry_nodes(catalogue: Catalogue) -> tuple[Node, ...]:
    """Return each entry of the content, in the order of the printed book."""
    found: list[tuple[IdPath, Any]] = [
        (("framework",), catalogue.framework),
        *((("aspects", aspect.id), aspect) for aspect in catalogue.aspects),
        *((("professions", name), profession) for name, profession in catalogue.professions.items()),
        *([(("changes",), catalogue.changes)] if catalogue.changes else []),
        *([(("session",), catalogue.session)] if catalogue.session else []),
        *((("resources", resource.id), resource) for resource in catalogue.resources),
        *((("references", reference.id), reference) for reference in catalogue.references),
        *((("regulators", name), regulator) for name, regulator in catalogue.regulators.items()),
        (("labels",), catalogue.labels),
    ]
    return tuple(Node(path, path, entry) for path, entry in found)


def passages(catalogue: Catalogue) -> Passages:
    """Return every passage that the files of a catalogue have."""
    return tuple(
        Passage(node.path, node.words, catalogue.layer(node.key_path))
        for entry in entry_nodes(catalogue)
        for node, below in walk(entry)
        if not below
    )


def words_of(found: Passages) -> str:
    """Return all words of passages, one after another."""
    return " ".join(passage.words for passage in found)


def walk(node: Node) -> Iterator[tuple[Node, tuple[Node, ...]]]:
    """Yield a value and all in it, each with those right below it."""
    below = node.below()
    yield node, below
    for part in below:
        yield from walk(part)


def origins(found: Passages, depth: int = 1) -> Iterator[tuple[Layer, str]]:
    """Yield the largest things that come from one folder as a whole, each with that folder.

    Args:
        found: The passages to look at, which begin alike.
        depth: How many steps of their paths to tell apart.

    """
    groups: dict[IdPath, list[Passage]] = {}
    for passage in found:
        groups.setdefault(passage.path[:depth], []).append(passage)
    for path, group in groups.items():
        if all(passage.layer is group[0].layer for passage in group):
            yield group[0].layer, "/".join(path)
        else:
            yield from origins(tuple(group), depth + 1)


def describe_layers(catalogue: Catalogue) -> list[dict[str, Any]]:
    """Return, as JSON values, each content folder with what comes from it, the lowest folder first."""
    found = tuple(origins(passages(catalogue)))
    return [
        {
            "folder": shortest(layer.folder),
            **({"made_by": layer.overlay.made_by, "date": layer.overlay.date.isoformat()} if layer.overlay else {}),
            "has": [what for other, what in found if other is layer],
        }
        for layer in catalogue.layers
    ]
