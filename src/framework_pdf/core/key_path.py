"""The path to a value in data that was read from a file."""

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

T = TypeVar("T")
KeyPath = tuple[str | int, ...]
"""Keys and indexes from the top to a value: `("examples", 2, "title")`."""


def steps_below(data: Any) -> Iterable[tuple[str | int, Any]]:
    """Return each value right below a mapping or a list, by its key or index; a single value has none."""
    return data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()


def at_or_around(known: Mapping[KeyPath, T], key_path: KeyPath) -> T:
    """Return what is known of a value, or of the nearest value around it.

    Raises:
        KeyError: Nothing is known of any of them.
    """
    for length in range(len(key_path), -1, -1):
        if key_path[:length] in known:
            return known[key_path[:length]]
    raise KeyError(key_path)
