"""Reads values of PDFs that anybody made: what is of another type than it must be counts as left out."""

from collections.abc import Iterator
from decimal import Decimal

from pikepdf import Array, Dictionary, Name, Object, Pdf


def dictionary(of: Object, key: str) -> Dictionary:
    """Return the dictionary that a key has, or an empty one."""
    value = of.get(key)
    return value if isinstance(value, Dictionary) else Dictionary()


def dictionaries(of: Object, key: str) -> Iterator[Dictionary]:
    """Yield the dictionaries of a list that a key has."""
    value = of.get(key)
    yield from (each for each in value if isinstance(each, Dictionary)) if isinstance(value, Array) else ()


def names(of: Object, key: str) -> list[str]:
    """Return the names that a key has, which may be one or several."""
    value = of.get(key)
    every = value if isinstance(value, Array) else [value]
    return [shown(each) for each in every if isinstance(each, Name)]


def number(value: object) -> float | None:
    """Return a number, or None if it is none."""
    return float(value) if isinstance(value, int | float | Decimal) else None


def is_read_to_the_left(document: Pdf) -> bool:
    """Tell whether a PDF says that its pages are read from right to left (ISO 32000-1, 12.2, table 150)."""
    return dictionary(document.Root, "/ViewerPreferences").get("/Direction") == Name.R2L


def shown(name: Name) -> str:
    """Return a name with its slash (ISO 32000-1, 7.3.5); bytes that are no UTF-8, which some write, as numbers."""
    return bytes(name).decode("utf-8", "backslashreplace")
