"""Attributes of other people's modules and classes that stand for theirs for a while."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


@contextmanager
def replaced(*owners: Any, **ours: Any) -> Iterator[None]:
    """Replace attributes of modules or classes inside; afterwards they are as they were, whatever was raised."""
    theirs = [(owner, name, getattr(owner, name)) for owner in owners for name in ours]
    try:
        for owner, name, _ in theirs:
            setattr(owner, name, ours[name])
        yield
    finally:
        for owner, name, value in theirs:
            setattr(owner, name, value)
