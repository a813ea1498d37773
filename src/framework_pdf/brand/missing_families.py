"""Which families a kit asks for that are not there, and the lines by which it names their files once they are."""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from framework_pdf.brand.font_families import DEFAULT_FAMILY, is_there, names_of, same_family
from framework_pdf.brand.kit import file_of
from framework_pdf.brand.model import FontSource, Kit, Type
from framework_pdf.brand.weights import BOLD, BOLDER, REGULAR, WEIGHTS, parse_weight
from framework_pdf.core.diagnostics import Location

PLAIN = re.compile(r"[A-Za-z][\w ]*")
"""A name that YAML reads as it is written without quotes."""


@dataclass(frozen=True, slots=True)
class MissingFamily:
    """A family that a kit asks for and that is not there."""

    names: tuple[str, ...]
    """Its name, and those of others that would do as well, the best first."""
    weights: tuple[int, ...]
    """The weights that are needed of it."""
    place: Location
    """Where the kit asks for it."""


@dataclass(frozen=True, slots=True)
class NamedFile:
    """A font file as a kit names it."""

    path: str
    """Below the kit's folder."""
    weight: str
    """One weight, or the first and the last of a variable font: `100..900`."""


def missing_families(kit: Kit) -> tuple[MissingFamily, ...]:
    """Return the families for text and headings that are neither packaged nor among the kit's files."""
    found: dict[str, MissingFamily] = {}
    for each in (missing for role in ("base", "headings") for missing in _missing_for(kit, role)):
        key = same_family(each.names[0])
        before = found.get(key)
        weights = sorted({*each.weights, *(before.weights if before else ())})
        found[key] = MissingFamily(each.names, tuple(weights), before.place if before else each.place)
    return tuple(found.values())


def lines_for(name: str, files: Sequence[NamedFile]) -> str:
    """Return the lines below `typography.fonts` by which a kit names the files of a family."""
    named = (f"        - {{path: {file.path}, weight: {file.weight}}}" for file in files)
    return "\n".join([f"    - family: {quoted(name)}", "      source: file", "      files:", *named])


def quoted(name: str) -> str:
    """Return a name as YAML has it."""
    return name if PLAIN.fullmatch(name) else json.dumps(name, ensure_ascii=False)


def _missing_for(kit: Kit, role: str) -> Iterator[MissingFamily]:
    """Yield the family that is missing for text (`base`) or for headings."""
    typography = kit.brand.typography
    own, text = getattr(typography, role) or Type(), typography.base or Type()
    asked, place_of = own.family or text.family or DEFAULT_FAMILY, role if own.family else "base"
    names = names_of(kit, asked)
    absent = tuple(takewhile(lambda name: not (is_there(kit, name) and _has_its_files(kit, name)), names))
    if absent:
        plain = _weight(own, REGULAR if role == "base" else BOLD)
        links = [_weight(typography.link, plain)] if typography.link and role == "base" else []
        bold = [min(max(BOLD, plain + BOLDER), WEIGHTS[-1])] if role == "base" else []
        weights = tuple(sorted({plain, *bold, *links}))
        yield MissingFamily(absent, weights, kit.at("typography", place_of, "family"))


def _weight(asked: Type, usual: int) -> int:
    return parse_weight(asked.weight) or usual if asked.weight else usual


def _has_its_files(kit: Kit, name: str) -> bool:
    """Return whether every upright file is there that the kit names for a family."""
    fonts = (font for font in kit.brand.typography.fonts if font.source is FontSource.FILE)
    files = (file for font in fonts if same_family(font.family) == same_family(name) for file in font.files)
    return all(
        file_of(kit.folder, file.path, Location(kit.folder))[0] for file in files if file.style.casefold() == "normal"
    )
