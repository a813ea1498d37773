"""Which typeface to take for words in scripts that another one lacks."""

from collections.abc import Set

from framework_pdf.brand import font_files
from framework_pdf.brand.font_families import packaged_families
from framework_pdf.brand.font_files import FontFileError

LIKELY = {"Hira": "Noto Sans JP", "Kana": "Noto Sans JP", "Hang": "Noto Sans KR", "Hani": "Noto Sans SC"}
"""Of packaged families that have the characters of a script, the one that is made for it, the first that applies."""
PREFERRED = "Noto Sans"
"""The packaged family that has most scripts."""
TO_BRING = {
    "Arab": "Noto Sans Arabic",
    "Beng": "Hind Siliguri",
    "Hebr": "Noto Sans Hebrew",
    "Khmr": "Noto Sans Khmer",
    "Taml": "Noto Sans Tamil",
    "Telu": "Noto Sans Telugu",
    "Thai": "Noto Sans Thai",
}
"""Families with Latin letters too that `brand fonts` finds, for scripts of which no packaged one has all letters."""


def packaged_family_for(characters: Set[str], scripts: Set[str]) -> str | None:
    """Return the packaged family to take for some characters, or None where none can draw them all.

    Args:
        characters: All that are to be drawn.
        scripts: Those that they are in.

    """
    families = packaged_families()
    made_for_them = [name for script, name in LIKELY.items() if script in scripts]
    names = dict.fromkeys((*made_for_them, PREFERRED, *families))
    return next((name for name in names if name in families and _can_draw(name, characters)), None)


def _can_draw(name: str, characters: Set[str]) -> bool:
    """Tell whether all files of a packaged family can draw some characters."""
    try:
        return all(characters <= font_files.characters(path) for path in packaged_families()[name])
    except FontFileError:  # whoever takes it is told
        return False
