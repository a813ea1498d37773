"""The folder of a brand in; out, its kit: what its `_brand.yml` says, checked, with the place of each value."""

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from framework_pdf.brand.model import Brand, Kit
from framework_pdf.content.model.base import IDENTIFIER
from framework_pdf.content.validation import validate
from framework_pdf.content.yaml_source import read_yaml
from framework_pdf.core.diagnostics import Diagnostic, Location, cut, did_you_mean
from framework_pdf.core.errors import KitError
from framework_pdf.core.paths import is_inside

FILE = "_brand.yml"
"""What the brand.yml format calls its file."""
_HINT = "docs/brands.md says what a brand kit needs"


def load_kit(folder: Path) -> Kit:
    """The folder of a brand in, its kit out. Raises KitError with every problem in its file."""
    path = folder / FILE
    if not path.is_file():
        raise KitError(Diagnostic("no-brand", f"there is no `{FILE}` in this folder", Location(folder), _HINT))
    name = id_of(folder)
    if astray := tuple(_astray(folder)):
        raise KitError(astray)
    source, problems = read_yaml(path)
    if source is None or problems:
        raise KitError(problems)
    brand, problems = validate(source, Brand)
    if brand is None:
        raise KitError(problems)
    return Kit(name, folder, brand, source.data or {}, source.keys, source.values)


def _astray(folder: Path) -> Iterator[Diagnostic]:
    """The folder of a brand in; out, each link in what is read of it that leads out of it."""
    parts = (folder / "content", folder / "templates")
    within = (path for part in parts if not part.is_symlink() for path in sorted(part.rglob("*")))
    for path in (folder / FILE, *parts, *within):
        if not is_inside(path, folder):
            hint = "put what it leads to in its place: nothing is read outside of the kit"
            yield Diagnostic("outside-kit", "this leads out of the kit’s folder", Location(path), hint)


def id_of(folder: Path) -> str:
    """The folder of a brand in; out, the brand's id: the folder's name. Raises KitError where that can't be one."""
    name = folder.resolve().name
    if not re.fullmatch(IDENTIFIER, name):
        hint = "rename it: small letters and digits, with single hyphens between them"
        message = f"the folder’s name `{name}` can't name a folder of the output"
        raise KitError(Diagnostic("bad-name", message, Location(folder), hint))
    return name


def kits_there(names: Iterable[str], homes: Sequence[Path]) -> Iterator[Path]:
    """Brands as they were asked for and the folders with brands in; out, the folder of each that is there."""
    for name in names:
        with suppress(KitError):  # whoever loads it is told
            yield find_kit(name, homes)


def find_kit(name: str, homes: Sequence[Path]) -> Path:
    """A brand as it was asked for and the folders with brands in; out, the brand's folder. Raises KitError.

    What has a slash or a dot in it is a folder, anything else a name: the first folder of brands that has it.
    """
    folder = Path(name)
    if "/" in name or "\\" in name or folder.is_absolute() or name in {".", ".."}:
        if os.path.isdir(folder):  # noqa: PTH112 (of a name that is too long it says no, and Path raises)
            return folder
        hint = f"name the folder that it lies in: {folder.parent}" if os.path.isfile(folder) else _HINT  # noqa: PTH113
        raise KitError(Diagnostic("no-brand", "there is no such folder of a brand", Location(folder), hint))
    for home in (*homes, Path()) if name.strip() else ():
        if os.path.isfile(home / name / FILE):  # noqa: PTH113 (the same)
            return home / name
    known = sorted({path.parent.name for home in homes for path in home.glob(f"*/{FILE}")})
    hint = f"{did_you_mean(name, known)} (a folder elsewhere is named with a slash: `./{cut(name)}`)"
    raise KitError(Diagnostic("no-brand", f"there is no brand `{cut(name)}`", None, hint))
