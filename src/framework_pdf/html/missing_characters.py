"""Tells which characters of a page its typefaces lack: a script at a time, and other signs one by one."""

import re
from collections.abc import Iterable, Iterator, Set
from pathlib import Path
from unicodedata import name

from framework_pdf.brand.look import Look
from framework_pdf.brand.typefaces import characters, files_without
from framework_pdf.brand.typefaces_for_scripts import TO_BRING, packaged_family_for
from framework_pdf.brand.unicode_scripts import is_used_in, name_of, scripts_of
from framework_pdf.content.model.base import IGNORED, SPACES
from framework_pdf.core.diagnostics import Diagnostic, Location, counted
from framework_pdf.core.text_search import first_place

WITHOUT_GLYPH = re.compile(f"[{SPACES}{IGNORED}]")
"""The characters that need no glyph. Of any other that the typeface lacks, a box would be printed."""
SEVERAL = 3
"""From so many letters on, it is told which scripts they are in: fewer are odd letters, which may be mistakes."""
KIT_FILE = "_brand.yml"


def missing_characters(page: str, words: str, look: Look, folders: Iterable[Path]) -> tuple[Diagnostic, ...]:
    """Return what is wrong with the characters of a page.

    Args:
        page: Its HTML.
        words: All words of the content and of the kit. Scripts are told for all of them, so that each edition tells the
            same.
        look: The look that it is set in.
        folders: Those in which the words of pages stand, the first to be looked in first.

    """
    missing = _missing(page, look)
    if not missing:
        return ()
    by_all = missing | _missing(words, look)
    whole = {script: _in_script(by_all, script) for script in sorted(scripts_of(by_all))}
    if not scripts_of(missing) or sum(map(len, whole.values())) < SEVERAL:
        whole = {}
    others = sorted(each for each in missing if not is_used_in(each, frozenset(whole)))
    places = list(folders)
    told = [_missing_scripts(whole, text=words + page, others=others, look=look, folders=places)] if whole else []
    return (*told, *(_missing_character(each, look, places) for each in others))


def _missing(text: str, look: Look) -> frozenset[str]:
    """Return the characters of a text that the typefaces of a look lack."""
    lacking = frozenset(text) - characters(look.type)
    return frozenset(each for each in lacking if not WITHOUT_GLYPH.match(each))


def _in_script(found: Set[str], script: str) -> frozenset[str]:
    return frozenset(each for each in found if scripts_of(each) == {script})


def _missing_scripts(
    whole: dict[str, frozenset[str]], *, text: str, others: Iterable[str], look: Look, folders: list[Path]
) -> Diagnostic:
    """Return the problem of scripts of which the typefaces lack so many letters.

    Args:
        whole: What they lack, by script.
        text: All words.
        others: What they lack besides, which is told by itself.

    """
    lacking = frozenset().union(*whole.values())
    *first, last = (f"{name_of(script)} ({len(letters)})" for script, letters in whole.items())
    scripts = f"{', '.join(first)} and {last}" if first else last
    example = next(each for each in text if each in lacking)
    message = f"the typeface {_names(look)} lacks {counted(len(lacking), 'letter')} of the words: {scripts}"
    needed = frozenset(each for each in text if not WITHOUT_GLYPH.match(each)).difference(others)
    hint = _typeface_to_take(whole.keys(), lacking, needed, look)
    return Diagnostic("missing-script", message, _place(example, folders), hint)


def _typeface_to_take(scripts: Set[str], lacking: Set[str], needed: Set[str], look: Look) -> str:
    """Return in words which typeface to take for scripts, and how.

    Args:
        scripts: The scripts that are lacking.
        lacking: Their letters.
        needed: All characters that are to be drawn, these among them.

    """
    where = f"`{KIT_FILE}` of the kit" if look.kit else f"the `{KIT_FILE}` of a kit (a folder that `--brand` names)"
    if family := packaged_family_for(needed, scripts) or packaged_family_for(lacking, scripts):
        return f"write into {where}: `typography: {{base: {family}}}`; it comes with the program"
    known = [TO_BRING[script] for script in scripts if script in TO_BRING]
    if len(known) == len(scripts) == 1:
        lines = f"typography: {{fonts: [{{family: {known[0]}, source: google}}], base: {known[0]}}}"
        then = "then `framework-pdf brand fonts` brings it, and shows what to write as `fonts`"
        return f"write into {where}: `{lines}`; {then}"
    return f"name a typeface that has them, and Latin letters, in {where}; several files are one, each with its scripts"


def _missing_character(character: str, look: Look, folders: list[Path]) -> Diagnostic:
    """Return the problem of a character that the typefaces lack."""
    message = f"the typeface {_names(look)} has no character U+{ord(character):04X} {name(character, '')}".rstrip()
    files = files_without(look.type, character)
    lacking = f"{', '.join(f'`{path.name}`' for path in files)} {'lacks' if len(files) == 1 else 'lack'} it"
    way_out = "name a typeface that has it" if look.kit else "take a brand kit with a typeface that has it"
    hint = f"{way_out} ({lacking}), or use another character"
    return Diagnostic("missing-character", message, _place(character, folders), hint)


def _names(look: Look) -> str:
    return " or ".join(look.type.names)


def _place(character: str, folders: list[Path]) -> Location | None:
    """Return the first place of a character, or None where it stands in no file of words."""
    return next(filter(None, (first_place(spelt, folders) for spelt in _spellings(character))), None)


def _spellings(character: str) -> Iterator[str]:
    """Yield a character, and the escapes by which YAML writes it."""
    yield character
    code = ord(character)
    yield from (f"\\u{code:04x}", f"\\u{code:04X}", f"\\U{code:08x}", f"\\U{code:08X}")
