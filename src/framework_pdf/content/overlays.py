"""Two sources in, one laid over the other, out as one: each value with the place that it comes from.

A mapping gives and takes key by key, a list of entries entry by entry, by their ids. All else is replaced whole.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from framework_pdf.content.yaml_source import YamlSource
from framework_pdf.core.diagnostics import Location
from framework_pdf.core.key_path import KeyPath


def lay_over(under: YamlSource, over: YamlSource) -> YamlSource:
    """What is there and what is laid over it in; out, what is read then."""
    keys: dict[KeyPath, Location] = {}
    values: dict[KeyPath, Location] = {}
    data = _Merge(keys, values).of(_Part(under), _Part(over), ())
    return YamlSource(under.path, data, keys, values, {**under.lines, **over.lines})


@dataclass(frozen=True, slots=True)
class _Part:
    """A value of a source."""

    source: YamlSource
    key_path: KeyPath = ()

    @property
    def data(self) -> Any:
        """The value."""
        return self.source.value(self.key_path)

    def steps(self) -> Mapping[str | tuple[str, int], str | int] | None:
        """Nothing in; out, what leads to each value below this one, by its key or id; None: it is one value.

        An id that is there again, which is told later, is another one.
        """
        data = self.data
        if isinstance(data, dict):
            return {key: key for key in data}
        if isinstance(data, list) and data and all(isinstance(entry, dict) and "id" in entry for entry in data):
            steps: dict[str | tuple[str, int], str | int] = {}
            seen: Counter[str] = Counter()
            for index, entry in enumerate(data):
                name = str(entry["id"])
                steps[name, seen[name]] = index
                seen[name] += 1
            return steps
        return None

    def below(self, step: str | int | None) -> "_Part | None":
        """A step in; out, the part that it leads to; none, where there is no step."""
        return None if step is None else _Part(self.source, (*self.key_path, step))


@dataclass(frozen=True, slots=True)
class _Merge:
    """Makes one value of two, and notes where each of its keys and values stands."""

    keys: dict[KeyPath, Location]
    values: dict[KeyPath, Location]

    def of(self, under: _Part | None, over: _Part | None, at: KeyPath) -> Any:
        """Two parts, one of which may be missing, and the way to the value from now on in; out, the value."""
        for part in (under, over):
            if part and part.key_path in part.source.keys:
                self.keys[at] = part.source.keys[part.key_path]
        if under and over and type(under.data) is type(over.data):
            old, new = under.steps(), over.steps()
            if old is not None and new is not None:
                self.values[at] = under.source.at_value(under.key_path)
                are_keys = isinstance(under.data, dict)
                merged = {
                    name: self.of(
                        under.below(old.get(name)), over.below(new.get(name)), (*at, step if are_keys else index)
                    )
                    for index, (name, step) in enumerate({**old, **new}.items())
                }
                return merged if are_keys else list(merged.values())
        part = over or under
        assert part is not None
        return self._copied(part, at)

    def _copied(self, part: _Part, at: KeyPath) -> Any:
        """A part and the way to it from now on in; out, its value."""
        self.values[at] = part.source.at_value(part.key_path)
        data = part.data
        for step in data if isinstance(data, dict) else range(len(data)) if isinstance(data, list) else ():
            key_path = (*part.key_path, step)
            if key_path in part.source.keys:
                self.keys[*at, step] = part.source.keys[key_path]
            self._copied(_Part(part.source, key_path), (*at, step))
        return data
