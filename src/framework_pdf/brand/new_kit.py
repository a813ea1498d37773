"""An organisation's name, a colour and perhaps a logo in; out, the files of a brand kit that builds."""

import json
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from string import Template

from framework_pdf.brand.kit import FILE, id_of
from framework_pdf.brand.kit_files import file_of
from framework_pdf.brand.model import NAME
from framework_pdf.brand.pictures import DrawingCheck, picture_of
from framework_pdf.brand.schema import brand_schema
from framework_pdf.content.model.base import LINE
from framework_pdf.core.colour import parsed
from framework_pdf.core.diagnostics import Diagnostic, Location
from framework_pdf.core.errors import KitError
from framework_pdf.core.workspace import PACKAGE

START = PACKAGE / "brand" / "blank" / FILE
"""What a kit says before anybody has written in it."""
SCHEMA = "_brand.schema.json"
"""With it an editor completes and explains keys."""


def new_kit(
    folder: Path, name: str, colour: str, logo: Path | None, check_drawing: DrawingCheck | None = None
) -> Mapping[str, bytes]:
    """A kit's folder, an organisation's name, a colour as CSS writes it, and a logo or none, in; out, the kit's files.

    With a proof, a drawn logo is tried. Files are by their paths below the folder; a logo that lies there already is
    named and not copied. Raises KitError with everything that is wrong with what was asked for, and where a file is
    there already.
    """
    name, colour = name.strip(), colour.strip()
    inside = _below(folder, logo) if logo else None
    path = inside or Path("logos", logo.name if logo else "logo.svg")
    copies = {path.as_posix(): logo} if logo and not inside else {}
    astray = file_of(folder, path.as_posix(), Location(folder / path))[1] if inside else ()
    problems = [
        *_problems(folder, name, colour),
        *_unfit(logo, check_drawing),
        *astray,
        *_taken(folder, (FILE, SCHEMA, *copies)),
    ]
    if problems:
        raise KitError(problems)
    values = {"name": name, "colour": colour, "logo": path.as_posix(), "alt": f"The logo of {name}"}
    quoted = {key: json.dumps(value, ensure_ascii=False) for key, value in values.items()}
    text = Template(START.read_text(encoding="utf-8")).substitute(quoted, no_logo="" if logo else "#")
    files = {FILE: text.encode(), SCHEMA: brand_schema()[1].encode()}
    return files | {name: file.read_bytes() for name, file in copies.items()}


def _below(folder: Path, file: Path) -> Path | None:
    """A folder and a file in; out, the way from one to the other, where the file lies in it."""
    whole, around = file.resolve(), folder.resolve()
    return whole.relative_to(around) if whole.is_relative_to(around) else None


def _problems(folder: Path, name: str, colour: str) -> Iterator[Diagnostic]:
    """What was asked for in; out, everything that is wrong with it."""
    try:
        id_of(folder)
    except KitError as error:
        yield from error.diagnostics
    if not _is_line(name, NAME.pattern):
        hint = 'write it on one line: --name "The Example Association"'
        yield Diagnostic("bad-value", "the organisation’s name is empty, too long, or more than words", None, hint)
    if parsed(colour) is None:
        hint = 'write it as for screens, in quotes: --colour "#1d3557"; or by a name of CSS, such as navy'
        yield Diagnostic("unknown-colour", f"`{colour}` is no colour", None, hint)


def _is_line(words: str, pattern: str) -> bool:
    """Words as they were typed and a pattern in; out, whether they follow it, and a file of UTF-8 can have them."""
    return bool(re.fullmatch(pattern, words)) and words.encode(errors="ignore").decode() == words


def _unfit(logo: Path | None, check_drawing: DrawingCheck | None) -> Iterator[Diagnostic]:
    """A logo or none, and a proof of drawings, in; out, everything that is wrong with it."""
    if logo and not logo.is_file():
        hint = "name an SVG, PNG or JPEG, or leave it out"
        yield Diagnostic("missing-file", "there is no such file of a logo", Location(logo), hint)
    elif logo and not _is_line(logo.name, LINE):
        hint = "rename the file: letters, digits and hyphens are safe everywhere"
        yield Diagnostic("bad-name", "a kit can't name a file that is called so", Location(logo), hint)
    elif logo:
        yield from picture_of(logo, Location(logo), check_drawing)[1]


def _taken(folder: Path, names: Iterable[str]) -> Iterator[Diagnostic]:
    """A kit's folder and files that are to be there in; out, each that is in the way."""
    for path in (folder / name for name in names):
        if os.path.lexists(path):
            yield Diagnostic("folder-exists", "this is there already", Location(path), "choose a folder without it")
