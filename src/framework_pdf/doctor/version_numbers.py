"""Reads versions as numbers, so that they can be compared: `10.18.0` is later than `10.2`."""

import re

Version = tuple[int, ...]
"""The numbers of a version without zeros at the end: 2, 2.0 and 2.0.0 are one version."""


def numbers(version: str) -> Version:
    """Return the numbers of a version, without what follows them, as in `2.0b1`."""
    found = re.match(r"\d+(?:\.\d+)*", version)
    parts = [int(part) for part in found.group().split(".")] if found else []
    while parts and not parts[-1]:
        parts.pop()
    return tuple(parts)
