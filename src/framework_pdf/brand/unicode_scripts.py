"""Unicode scripts: which writing systems characters belong to (UAX #24), by their codes (ISO 15924), such as `Grek`."""

from collections.abc import Iterable

from fontTools import unicodedata

SHARED = {"Zyyy", "Zinh", "Zzzz"}
"""Common, Inherited and Unknown: what characters are said to be in that are in no script of their own."""


def scripts_of(text: Iterable[str]) -> frozenset[str]:
    """Return the scripts that characters are in, but for signs and marks that several scripts share."""
    return frozenset(map(unicodedata.script, text)) - SHARED


def is_used_in(character: str, scripts: frozenset[str]) -> bool:
    """Tell whether a character is one of these scripts, or a sign or mark that they share with others."""
    return not scripts.isdisjoint(unicodedata.script_extension(character))


def name_of(script: str) -> str:
    """Return the name of a script: `Greek`."""
    return str(unicodedata.script_name(script)).replace("_", " ")
