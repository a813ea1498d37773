"""Finds the folder of a brand, reads what the `_brand.yml` in it says, checked, and finds the files that this names."""

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
from framework_pdf.core.folder_files import paths_below
from framework_pdf.core.paths import is_inside

FILE = "_brand.yml"
"""The name of the file, from the brand.yml format."""
_HINT = "docs/brands.md says what a brand kit needs"
_HINT_OF_FILE = "put the file into the kit's folder, and write its path from there, such as `logos/mark.svg`"
_OUTSIDE = re.compile(r"(?:https?|file|data):|[/\\\\]", re.IGNORECASE)


def load_kit(folder: Path) -> Kit:
    """Read and check the kit in the folder of a brand.

    Raises:
        KitError: There is no kit, or something is wrong with its file; the error holds every problem.

    """
    path = folder / FILE
    if not path.is_file():
        raise KitError(Diagnostic("no-brand", f"there is no `{FILE}` in this folder", Location(folder), _HINT))
    name = id_of(folder)
    if links := tuple(_links_out_of(folder)):
        raise KitError(links)
    source, problems = read_yaml(path)
    if source is None or problems:
        raise KitError(problems)
    brand, problems = validate(source, Brand)
    if brand is None:
        raise KitError(problems)
    return Kit(id=name, folder=folder, brand=brand, source=source)


def _links_out_of(folder: Path) -> Iterator[Diagnostic]:
    """Yield a problem for each link out of the folder of a brand, among the files that are read of it."""
    parts = (folder / "content", folder / "templates")
    within = (path for part in parts if not part.is_symlink() for path in paths_below(part))
    for path in (folder / FILE, *parts, *within):
        if not is_inside(path, folder):
            hint = "put what it leads to in its place: nothing is read outside of the kit"
            yield Diagnostic("outside-kit", "this leads out of the kit’s folder", Location(path), hint)


def id_of(folder: Path) -> str:
    """Return the id of a brand: the name of its folder.

    Raises:
        KitError: That name can't be an id.

    """
    name = folder.resolve().name
    if not re.fullmatch(IDENTIFIER, name):
        hint = "rename it: small letters and digits, with single hyphens between them"
        message = f"the folder’s name `{name}` can't name a folder of the output"
        raise KitError(Diagnostic("bad-name", message, Location(folder), hint))
    return name


def existing_kit_folders(names: Iterable[str], brand_folders: Sequence[Path]) -> Iterator[Path]:
    """Yield the folder of each brand that has a kit; the others are passed over.

    Args:
        names: Brands as they were asked for: names or folders.
        brand_folders: The folders in which brands are looked for by name, the first one first.

    """
    for name in names:
        with suppress(KitError):  # told when the kit is loaded
            folder = find_kit(name, brand_folders)
            if os.path.isfile(folder / FILE):  # noqa: PTH113 (Path.is_file raises where a name is too long)
                yield folder


def find_kit(name: str, brand_folders: Sequence[Path]) -> Path:
    """Return the folder of a brand.

    Args:
        name: The brand as it was asked for. What has a slash in it, or is `.` or `..`, is a folder; anything else a
            name.
        brand_folders: The folders in which a brand is looked for by its name, before the working directory.

    Raises:
        KitError: There is no such folder or brand.

    """
    folder = Path(name)
    if "/" in name or "\\" in name or folder.is_absolute() or name in {".", ".."}:
        if os.path.isdir(folder):  # noqa: PTH112 (Path.is_dir raises where a name is too long)
            return folder
        hint = f"name the folder that it lies in: {folder.parent}" if os.path.isfile(folder) else _HINT  # noqa: PTH113
        raise KitError(Diagnostic("no-brand", "there is no such folder of a brand", Location(folder), hint))
    for brand_folder in (*brand_folders, Path()) if name.strip() else ():
        if os.path.isfile(brand_folder / name / FILE):  # noqa: PTH113 (the same)
            return brand_folder / name
    known = sorted({path.parent.name for brand_folder in brand_folders for path in brand_folder.glob(f"*/{FILE}")})
    hint = f"{did_you_mean(name, known)} (a folder elsewhere is named with a slash: `./{cut(name)}`)"
    raise KitError(Diagnostic("no-brand", f"there is no brand `{cut(name)}`", None, hint))


def file_of(
    folder: Path, name: str, place: Location, code: str = "missing-file"
) -> tuple[Path | None, list[Diagnostic]]:
    """Return the path of a file that a kit names, or None and what is wrong with it.

    It lies inside the kit's folder, wherever links lead.

    Args:
        folder: The kit's folder.
        name: The file's path below it, as the kit has it.
        place: Where the kit names the file.
        code: The code of the problem where there is no such file.

    """
    shown = cut(name)
    if _OUTSIDE.match(name):
        message = f"`{shown}` is not used: nothing is fetched, and nothing is read outside of the kit"
        return None, [Diagnostic("outside-kit", message, place, _HINT_OF_FILE)]
    try:
        path = (folder / name).resolve()
        is_inside, is_file = path.is_relative_to(folder.resolve()), path.is_file()
    except (OSError, RuntimeError, ValueError):  # too long, a loop of links, a character that no name has
        return None, [Diagnostic(code, f"`{shown}` can't be the name of a file", place, _HINT_OF_FILE)]
    if not is_inside:
        return None, [Diagnostic("outside-kit", f"`{shown}` leads out of the kit’s folder", place, _HINT_OF_FILE)]
    if not is_file:
        return None, [Diagnostic(code, f"there is no file `{shown}` in the kit’s folder", place, _HINT_OF_FILE)]
    return path, []
