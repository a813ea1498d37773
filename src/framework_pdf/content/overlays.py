"""Lays one source over another: what is read then, each value with the place that it comes from.

A mapping is merged key by key, a list of entries entry by entry, by their ids. All else is replaced whole.
"""

from collections import Counter
from dataclasses import dataclass, replace
from typing import Any

from framework_pdf.content.yaml_source import YamlSource
from framework_pdf.core.diagnostics import Location
from framework_pdf.core.key_path import KeyPath, steps_below


def lay_over(under: YamlSource, over: YamlSource) -> YamlSource:
    """Return what is read when one source is laid over another."""
    merger = _Merger({}, {})
    data = merger.merge(_Value(under, (), under.data), _Value(over, (), over.data), ())
    return replace(under, data=data, keys=merger.keys, values=merger.values, lines={**under.lines, **over.lines})


@dataclass(frozen=True, slots=True)
class _Value:
    """A value of a source."""

    source: YamlSource
    key_path: KeyPath
    data: Any

    def below(self) -> list["_Value"]:
        """Return each value right below this one."""
        return [_Value(self.source, (*self.key_path, step), data) for step, data in steps_below(self.data)]

    def named(self) -> dict[Any, "_Value"] | None:
        """Return each value right below this one by what stays the same of it in both sources, or None if nothing does.

        That is its key; or its entry's id, and how often that was there before: an id that is there again, which is
        told elsewhere, is another one. A list has names if it is one of entries.
        """
        if isinstance(self.data, dict):
            return dict(zip(self.data, self.below(), strict=True))
        if not isinstance(self.data, list) or not self.data:
            return None
        if not all(isinstance(entry, dict) and "id" in entry for entry in self.data):
            return None
        named = {}
        seen: Counter[str] = Counter()
        for value in self.below():
            name = str(value.data["id"])
            named[name, seen[name]] = value
            seen[name] += 1
        return named


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
        old, new = under.named(), over.named()
        if type(under.data) is not type(over.data) or old is None or new is None:
            return self._take(over, key_path)
        self._note(key_path, key=over, value=under)
        merged: dict[Any, Any] = {}
        for index, name in enumerate(old | new):
            path = (*key_path, name if isinstance(under.data, dict) else index)
            if name in old and name in new:
                merged[name] = self.merge(old[name], new[name], path)
            else:
                merged[name] = self._take(new.get(name) or old[name], path)
        return merged if isinstance(under.data, dict) else list(merged.values())

    def _take(self, value: _Value, key_path: KeyPath) -> Any:
        """Return a value as it is, and note where it and all below it stand."""
        self._note(key_path, key=value, value=value)
        for below in value.below():
            self._take(below, (*key_path, below.key_path[-1]))
        return value.data

    def _note(self, key_path: KeyPath, key: _Value, value: _Value) -> None:
        """Note where a value stands, and the key of one that may be another."""
        if key.key_path in key.source.keys:
            self.keys[key_path] = key.source.keys[key.key_path]
        self.values[key_path] = value.source.at_value(value.key_path)
