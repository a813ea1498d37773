"""Keeps what was worked out last, by what it was worked out from."""

from collections.abc import Hashable
from typing import Generic, TypeVar

T = TypeVar("T")


class Recent(Generic[T]):
    """Keeps a number of things at least, and twice as many at most: what was not asked for for long, goes."""

    def __init__(self, least: int) -> None:
        self._least = least
        self._known: dict[Hashable, T] = {}
        self._before: dict[Hashable, T] = {}

    def get(self, key: Hashable) -> T | None:
        """Return what was worked out from a key; None if it is not kept."""
        thing = self._known.get(key)
        if thing is None and (thing := self._before.get(key)) is not None:
            self[key] = thing
        return thing

    def __setitem__(self, key: Hashable, thing: T) -> None:
        """Keep what was worked out from a key."""
        if len(self._known) >= self._least:
            self._known, self._before = {}, self._known
        self._known[key] = thing
