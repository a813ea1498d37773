"""Attributes of other people's modules and classes that stand for theirs for a while."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


@contextmanager
def replaced(owner: Any, **ours: Any) -> Iterator[None]:
    """Replace attributes of a module or a class inside; afterwards they are as they were, whatever was raised."""
    theirs = {name: getattr(owner, name) for name in ours}
    try:
        for name, value in ours.items():
            setattr(owner, name, value)
        yield
    finally:
        for name, value in theirs.items():
            setattr(owner, name, value)
