"""The path to a value in data that was read from a file."""

from collections.abc import Iterable
from typing import Any

KeyPath = tuple[str | int, ...]
"""Keys and indexes from the top to a value: `("examples", 2, "title")`."""


def steps_below(data: Any) -> Iterable[tuple[str | int, Any]]:
    """Return each value right below a mapping or a list, by its key or index; a single value has none."""
    return data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
