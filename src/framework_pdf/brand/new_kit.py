"""Makes the files of a new brand kit that builds, from an organisation's name, a colour and perhaps a logo."""

import json
import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from string import Template

from framework_pdf.brand.kit import FILE, file_of
from framework_pdf.brand.model import NAME, Brand
from framework_pdf.brand.pictures import DrawingCheck, picture_of
from framework_pdf.content.model.base import LINE
from framework_pdf.content.schema import schema_file
from framework_pdf.core.colour import parsed
from framework_pdf.core.diagnostics import Diagnostic, Location
from framework_pdf.core.errors import KitError
from framework_pdf.core.paths import is_inside
from framework_pdf.core.workspace import PACKAGE

BLANK_KIT = PACKAGE / "brand" / "blank" / FILE
"""The file of a new kit, with places for name, colour and logo."""
SCHEMA = "_brand.schema.json"
"""The schema with which an editor completes and explains keys."""


def new_kit(
    folder: Path, name: str, colour: str, logo: Path | None, check_drawing: DrawingCheck | None = None
) -> Mapping[str, bytes]:
    """Return the files of a new kit, by their paths below its folder.

    A logo that lies in the folder already is named and not copied.

    Args:
        folder: The kit's folder, which need not exist.
        name: The name of the organisation.
        colour: Its main colour, as CSS writes it.
        logo: The file of its logo: SVG, PNG or JPEG.
        check_drawing: Compares how a drawn logo is set with how it is meant; without it, that is not checked.

    Raises:
        KitError: Something that was asked for can't be used, or a file is there already; the error holds every problem.

    """
    name, colour = name.strip(), colour.strip()
    inside = logo.resolve().relative_to(folder.resolve()) if logo and is_inside(logo, folder) else None
    path = inside or Path("logos", logo.name if logo else "logo.svg")
    copies = {path.as_posix(): logo} if logo and not inside else {}
    problems = [*_request_problems(name, colour), *_logo_problems(logo, check_drawing)]
    problems += file_of(folder, path.as_posix(), Location(folder / path))[1] if inside else ()
    there = [path for path in (folder / name for name in (FILE, SCHEMA, *copies)) if os.path.lexists(path)]
    hint = "choose a folder without it"
    problems += (Diagnostic("folder-exists", "this is there already", Location(path), hint) for path in there)
    if problems:
        raise KitError(problems)
    values = {"name": name, "colour": colour, "logo": path.as_posix(), "alt": f"The logo of {name}"}
    quoted = {key: json.dumps(value, ensure_ascii=False) for key, value in values.items()}
    text = Template(BLANK_KIT.read_text(encoding="utf-8")).substitute(quoted, no_logo="" if logo else "#")
    files = {FILE: text.encode(), SCHEMA: schema_file("brand", Brand)[1].encode()}
    return files | {name: file.read_bytes() for name, file in copies.items()}


def _request_problems(name: str, colour: str) -> Iterator[Diagnostic]:
    """Yield what is wrong with the name and the colour that were asked for."""
    if not _is_line(name, NAME.pattern):
        hint = 'write it on one line: --name "The Example Association"'
        yield Diagnostic("bad-value", "the organisation’s name is empty, too long, or more than words", None, hint)
    if parsed(colour) is None:
        hint = 'write it as for screens, in quotes: --colour "#1d3557"; or by a name of CSS, such as navy'
        yield Diagnostic("unknown-colour", f"`{colour}` is no colour", None, hint)


def _is_line(words: str, pattern: str) -> bool:
    """Tell whether words match the pattern and can be written as UTF-8."""
    return bool(re.fullmatch(pattern, words)) and words.encode(errors="ignore").decode() == words


def _logo_problems(logo: Path | None, check_drawing: DrawingCheck | None) -> Iterator[Diagnostic]:
    """Yield what is wrong with the logo."""
    if logo and not logo.is_file():
        hint = "name an SVG, PNG or JPEG, or leave it out"
        yield Diagnostic("missing-file", "there is no such file of a logo", Location(logo), hint)
    elif logo and not _is_line(logo.name, LINE):
        hint = "rename the file: letters, digits and hyphens are safe everywhere"
        yield Diagnostic("bad-name", "a kit can't name a file that is called so", Location(logo), hint)
    elif logo:
        yield from picture_of(logo, Location(logo), check_drawing)[1]
