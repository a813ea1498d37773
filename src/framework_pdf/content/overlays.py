"""Lays one source over another: what is read then, each value with the place that it comes from.

A mapping is merged key by key, a list of entries entry by entry, by their ids. All else is replaced whole.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from framework_pdf.content.yaml_source import YamlSource
from framework_pdf.core.diagnostics import Location
from framework_pdf.core.key_path import KeyPath

_Name = str | tuple[str, int]
"""What stays the same of a value in both sources: its key; or its entry's id, and how often that was there before."""


def lay_over(under: YamlSource, over: YamlSource) -> YamlSource:
    """Return what is read when one source is laid over another."""
    merger = _Merger({}, {})
    data = merger.merge(_Value(under), _Value(over), ())
    lines = {**under.lines, **over.lines}
    return YamlSource(path=under.path, data=data, keys=merger.keys, values=merger.values, lines=lines)


@dataclass(frozen=True, slots=True)
class _Value:
    """A value of a source."""

    source: YamlSource
    key_path: KeyPath = ()

    @property
    def data(self) -> Any:
        return self.source.value(self.key_path)

    def steps(self) -> Mapping[_Name, str | int] | None:
        """Return the key or index of each value below this one, by its name; None for a single value.

        A list has names if it is one of entries. An id that is there again, which is told elsewhere, is another one.
        """
        data = self.data
        if isinstance(data, dict):
            return {key: key for key in data}
        if isinstance(data, list) and data and all(isinstance(entry, dict) and "id" in entry for entry in data):
            steps: dict[_Name, str | int] = {}
            seen: Counter[str] = Counter()
            for index, entry in enumerate(data):
                name = str(entry["id"])
                steps[name, seen[name]] = index
                seen[name] += 1
            return steps
        return None

    def below(self, step: str | int) -> "_Value":
        """Return the value below this one at a key or index."""
        return _Value(self.source, (*self.key_path, step))


@dataclass(frozen=True, slots=True)
class _Merger:
    """Makes one value of two, and notes where each of its keys and values stands."""

    keys: dict[KeyPath, Location]
    values: dict[KeyPath, Location]

    def merge(self, under: _Value, over: _Value, key_path: KeyPath) -> Any:
        """Return what one value laid over another makes.

        Args:
            under: The value below.
            over: The value that is laid over it.
            key_path: The path to the value that is made.

        """
        self._note_key(under, key_path)
        old, new = under.steps(), over.steps()
        if type(under.data) is not type(over.data) or old is None or new is None:
            return self._take(over, key_path)
        self._note_key(over, key_path)
        self.values[key_path] = under.source.at_value(under.key_path)
        are_keys = isinstance(under.data, dict)
        merged: dict[_Name, Any] = {}
        for index, (name, step) in enumerate({**old, **new}.items()):
            path = (*key_path, step if are_keys else index)
            if name in old and name in new:
                merged[name] = self.merge(under.below(old[name]), over.below(new[name]), path)
            else:
                merged[name] = self._take(over.below(step) if name in new else under.below(step), path)
        return merged if are_keys else list(merged.values())

    def _take(self, value: _Value, key_path: KeyPath) -> Any:
        """Return a value as it is, and note where it and all below it stand."""
        self._note_key(value, key_path)
        self.values[key_path] = value.source.at_value(value.key_path)
        data = value.data
        for step in data if isinstance(data, dict) else range(len(data)) if isinstance(data, list) else ():
            self._take(value.below(step), (*key_path, step))
        return data

    def _note_key(self, value: _Value, key_path: KeyPath) -> None:
        if value.key_path in value.source.keys:
            self.keys[key_path] = value.source.keys[value.key_path]
