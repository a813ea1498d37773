"""Versions as numbers, so that they can be compared: `10.18.0` is later than `10.2`."""

import re

Version = tuple[int, ...]
"""Without zeros at the end: 2, 2.0 and 2.0.0 are one."""


def numbers(version: str) -> Version:
    """A version in words in, its numbers out; what follows them, as in `2.0b1`, is left out."""
    found = re.match(r"\d+(?:\.\d+)*", version)
    parts = [int(part) for part in found.group().split(".")] if found else []
    while parts and not parts[-1]:
        parts.pop()
    return tuple(parts)
