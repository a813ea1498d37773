"""The catalogue: everything that the content says, checked, and where in the files it says it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from framework_pdf.content.model.framework import Aspect, Changes, Example, Framework, Resource
from framework_pdf.content.model.labels import Labels
from framework_pdf.content.model.overlay import Overlay
from framework_pdf.content.model.printer import Printer
from framework_pdf.content.model.profession import OwnWords, Profession, Regulator
from framework_pdf.content.model.reference import Reference
from framework_pdf.content.model.session import GroupSession
from framework_pdf.content.text_pictures import NamedPicture
from framework_pdf.core.diagnostics import Location
from framework_pdf.core.key_path import KeyPath, at_or_around
from framework_pdf.core.workspace import OVERLAY_FILE


@dataclass(frozen=True)
class Layer:
    """A folder that the content comes from, and, where it is an overlay, who made it."""

    folder: Path
    overlay: Overlay | None = None


@dataclass(frozen=True)
class Catalogue:
    """The content as one value. Every id in it leads somewhere: it was checked when the content was loaded."""

    framework: Framework
    labels: Labels
    changes: Changes | None
    session: GroupSession | None
    """What somebody needs to work on the framework with a group."""
    aspects: tuple[Aspect, ...]
    """In the order of the framework."""
    professions: Mapping[str, Profession]
    """By id, in alphabetical order."""
    printers: Mapping[str, Printer]
    """Presets for print shops, by id."""
    regulators: Mapping[str, Regulator]
    references: tuple[Reference, ...]
    """In the order of the printed list, in which the first has number 1; those that it has not come last."""
    resources: tuple[Resource, ...]
    pictures: Mapping[str, tuple[NamedPicture, ...]]
    """The pictures that texts name, by their names: each place that names one."""
    layers: tuple[Layer, ...]
    """The folders that the content comes from, each laid over those before it."""
    locations: Mapping[KeyPath, Location]
    """By key path: the kind of entry, its id where there are several of a kind, then the path within the entry."""

    @property
    def general(self) -> Profession:
        """The profession that stands for a mixed group."""
        return self.professions[self.framework.general]

    @property
    def listed_references(self) -> tuple[Reference, ...]:
        """The references of the printed list."""
        return tuple(reference for reference in self.references if reference.listed)

    @cached_property
    def reference_numbers(self) -> dict[str, int]:
        """The printed number of each reference, by its id."""
        return {reference.id: number for number, reference in enumerate(self.references, 1)}

    def reference(self, reference_id: str) -> Reference:
        """Return the reference with this id."""
        return self.references[self.reference_numbers[reference_id] - 1]

    @property
    def report(self) -> Reference | None:
        """The reference that the framework restates, where it restates one."""
        restated = self.framework.edition_of
        return self.reference(restated) if restated else None

    def location(self, key_path: KeyPath) -> Location:
        """Return where a value stands, or the nearest thing around it."""
        return at_or_around(self.locations, key_path)

    def layer(self, key_path: KeyPath) -> Layer:
        """Return the folder that a value comes from."""
        return self._layers_of_files.get(self.location(key_path).path, self.layers[0])

    @cached_property
    def _layers_of_files(self) -> dict[Path, Layer]:
        """The innermost folder that each file with a value lies in. Those of the package’s own defaults lie in none."""
        found: dict[Path, Layer] = {}
        for path in {place.path for place in self.locations.values()}:
            layers = [layer for layer in self.layers if path.is_relative_to(layer.folder)]
            if layers:
                found[path] = max(layers, key=lambda layer: len(layer.folder.parts))
        return found

    def in_turn(self, profession: Profession) -> tuple[Profession, ...]:
        """Return the professions whose own words are an edition's, each for what those before it leave out.

        They are the profession itself, the one that it is like, the one that this is like, and at the end the general
        one.
        """
        found = [profession]
        while found[-1].id != self.general.id:
            found.append(self.professions[found[-1].like or self.general.id])
        return tuple(found)

    def own_words(self, profession: Profession, aspect: Aspect) -> OwnWords:
        """Return what a profession says on an aspect, filled in with others' words where it says nothing."""
        questions: dict[str, str] = {}
        words = [each.aspects.get(aspect.id, OwnWords()) for each in self.in_turn(profession)]
        for own in reversed(words):
            questions |= own.questions
        return OwnWords(
            questions=questions,
            strongest=next((own.strongest for own in words if own.strongest), None),
            try_this_week=next((own.try_this_week for own in words if own.try_this_week), None),
            example=next((own.example for own in words if own.example), None),
        )

    def whose_words(self, profession: Profession, aspect: Aspect, *path: str) -> Profession:
        """Return the profession whose file has one of the words that `own_words` returns.

        Args:
            path: The keys that lead to them within the profession's words on the aspect.

        """
        return next((each for each in self.in_turn(profession) if _value_at(each, aspect, path)), self.general)

    def language(self, profession: Profession, aspect: Aspect, *path: str) -> str:
        """Return the language of one of the words that `own_words` returns; `path` as in `whose_words`."""
        return self.whose_words(profession, aspect, *path).language or self.framework.language

    def examples(self, profession: Profession, aspect: Aspect) -> tuple[Example, ...]:
        """Return the examples of an aspect, those of the profession itself first."""
        return tuple(sorted(aspect.examples, key=lambda example: profession.id not in example.professions))

    def card_example(self, profession: Profession, aspect: Aspect) -> Example | None:
        """Return the example for a profession's card: its own, else the one that its words choose, else the first.

        It is None where the aspect has none.
        """
        if not (examples := self.examples(profession, aspect)):
            return None
        chosen = self.own_words(profession, aspect).example
        if profession.id in examples[0].professions or chosen is None:
            return examples[0]
        return next(example for example in examples if example.id == chosen)

    def files(self, professions: Iterable[Profession], aspects: Iterable[Aspect]) -> tuple[Path, ...]:
        """Return the content files that an edition of these aspects with the words of these professions is made from.

        Presets of printers are none of them: they say how it is printed, and not what it says.
        """
        whose = (each for profession in professions for each in self.in_turn(profession))
        own = {*(each.id for each in whose), *(aspect.id for aspect in aspects)}
        used = (
            place.path
            for key_path, place in self.locations.items()
            if key_path[0] not in {"aspects", "professions", "printers"} or key_path[1] in own
        )
        shown = (
            picture.path
            for named in self.pictures.values()
            for picture in named
            if picture.entry[0] not in {"aspects", "professions"} or picture.entry[1] in own
        )
        overlays = (layer.folder / OVERLAY_FILE for layer in self.layers if layer.overlay)
        return tuple(dict.fromkeys((*used, *shown, *overlays)))


def _value_at(profession: Profession, aspect: Aspect, path: Iterable[str]) -> Any:
    """Return what a profession's own words on an aspect have at a path; None where there is nothing."""
    value: Any = profession.aspects.get(aspect.id)
    for step in path:
        value = value.get(step) if isinstance(value, dict) else getattr(value, step, None)
    return value
