"""Finds the folder of a brand, reads what the `_brand.yml` in it says, checked, and finds the files that this names."""

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from errno import ENAMETOOLONG
from pathlib import Path
from unicodedata import normalize

from framework_pdf.brand.model import Brand, Kit
from framework_pdf.content.model.base import Entry
from framework_pdf.content.validation import validate, validate_rest
from framework_pdf.content.yaml_source import read_yaml
from framework_pdf.core.diagnostics import Diagnostic, Location, Severity, cut, did_you_mean, nearest
from framework_pdf.core.errors import KitError
from framework_pdf.core.folder_files import paths_below
from framework_pdf.core.key_path import KeyPath
from framework_pdf.core.paths import is_file_inside, is_inside
from framework_pdf.core.workspace import OVERLAY_FILE, closed_problem, has_overlay

FILE = "_brand.yml"
"""The name of the file, from the brand.yml format."""
FILES = (FILE, "_brand.yaml")
"""The names that it may have."""
PLACES = tuple(Path(folder, name) for folder in ("", "brand", "_brand") for name in FILES)
"""Where readers of the format look for it in a folder, in this order."""
NEARLY = ("brand.yml", "brand.yaml")
"""What the file is called by mistake."""
MOST_OF_ID = 80
"""The most characters of an id."""
_HINT = "docs/brands.md says what a brand kit needs"
_HINT_OF_FILE = "put the file into the kit's folder, and write its path from there, such as `{}`"
_OUTSIDE = re.compile(r"(?:https?|file|data):|[/\\\\]", re.IGNORECASE)


def load_kit(named: Path) -> Kit:
    """Read and check a brand kit.

    Args:
        named: The folder of the brand, or the file itself.

    Raises:
        KitError: There is no kit, or something is wrong with its file; the error holds every problem.

    """
    kit = read_kit(named)
    if kit.faults:
        raise KitError(kit.faults)
    return kit


def read_kit(named: Path) -> Kit:
    """Read a brand kit, as far as it can be used; what can't be is among its faults.

    So the look that it asks for can be checked, too, before all of its problems are told.

    Args:
        named: The folder of the brand, or the file itself.

    Raises:
        KitError: There is no kit, or nothing of its file can be used; the error holds every problem.

    """
    path = file_in(named)
    if path is None:
        within = dict.fromkeys((named / place).parent for place in PLACES)
        closed = (closed_problem(each) for each in within if os.path.isdir(each))  # noqa: PTH112 (as in file_in)
        hint = next((f"rename `{name}` to `{FILE}`, or name that file" for name in NEARLY if _has(named, name)), _HINT)
        missing = Diagnostic("no-brand", f"there is no `{FILE}` in this folder", Location(named), hint)
        raise KitError(next(filter(None, closed), missing))
    if links := tuple(_links_out_of(path)):
        raise KitError(links)
    source, problems = read_yaml(path)
    if source is None or problems:
        raise KitError(problems)
    brand, faults = validate(source, Brand)
    left_out: tuple[KeyPath, ...] = ()
    if brand is None:
        brand, left_out = validate_rest(source, Brand)
    if brand is None:
        raise KitError(faults)
    name = id_of(named.parent if named == path else named)
    return Kit(id=name, folder=path.parent, brand=brand, source=source, faults=faults, left_out=left_out)


def file_in(named: Path) -> Path | None:
    """Return the file of the brand in a folder, where readers of the format look for it; a file is that itself.

    What has its name and is no file is told when it is read: no other stands in for it.
    """
    if os.path.isfile(named):  # noqa: PTH113 (Path.is_file raises where a name is too long)
        return named
    return next((named / place for place in PLACES if os.path.lexists(named / place)), None)


def _has(folder: Path, name: str) -> bool:
    return os.path.isfile(folder / name)  # noqa: PTH113 (Path.is_file raises where a name is too long)


def passed_over(kit: Kit) -> Iterator[Diagnostic]:
    """Yield a warning for each folder of a kit that could be meant for this program, and is not read."""
    if (folder := kit.folder / "content").is_dir() and not has_overlay(kit.folder):
        message = f"this folder is passed over: it has no `{OVERLAY_FILE}`"
        hint = (
            "fine for a website’s own; words to be laid over the framework’s need that file (docs/writing-content.md)"
        )
        yield Diagnostic("passed-over", message, Location(folder), hint, severity=Severity.WARNING)


def slips(kit: Kit) -> Iterator[Diagnostic]:
    """Yield a warning for each key that the format allows, and that looks like one that would have an effect here."""
    brand = kit.brand
    entries: list[tuple[KeyPath, Entry | None]] = [((), brand), (("meta",), brand.meta)]
    entries += [(("meta", "name"), brand.meta.name), (("meta", "link"), brand.meta.link)]
    entries += [(("defaults",), brand.defaults)]
    for key_path, entry in entries:
        known = [field.alias or name for name, field in type(entry).model_fields.items()] if entry else []
        for key in (entry.model_extra or {}) if entry else ():
            if nearest(key, known):
                message = f"`{cut(key)}` has no effect here"
                place = kit.source.at_key((*key_path, key))
                yield Diagnostic("unknown-key", message, place, did_you_mean(key, known), severity=Severity.WARNING)


def _links_out_of(path: Path) -> Iterator[Diagnostic]:
    """Yield a problem for each link out of the folder of a brand's file, among the files that are read of it."""
    folder = path.parent
    parts = (*((folder / "content",) if has_overlay(folder) else ()), folder / "templates")
    within = (path for part in parts if not part.is_symlink() for path in paths_below(part))
    for each in (path, *parts, *within):
        if not is_inside(each, folder):
            hint = "put what it leads to in its place: nothing is read outside of the kit"
            yield Diagnostic("outside-kit", "this leads out of the kit’s folder", Location(each), hint)


def id_of(folder: Path) -> str:
    """Return the id of a brand, which names its folder of the output: small letters, digits and hyphens.

    It is the name of its folder in these: `My_Site.github.io` is `my-site-github-io`.
    """
    plain = normalize("NFKD", folder.resolve().name).encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall("[a-z0-9]+", plain))[:MOST_OF_ID].strip("-") or "brand"


def existing_kit_folders(names: Iterable[str], brand_folders: Sequence[Path]) -> Iterator[Path]:
    """Yield the folder of each brand that exists, where its file is; the others are passed over.

    Args:
        names: Brands as they were asked for: names, folders or files.
        brand_folders: The folders in which brands are looked for by name, the first one first.

    """
    for name in names:
        with suppress(KitError):  # told when the kit is loaded
            if file := file_in(find_kit(name, brand_folders)):
                yield file.parent


def find_kit(name: str, brand_folders: Sequence[Path]) -> Path:
    """Return the folder of a brand, or its file where that was named.

    Args:
        name: The brand as it was asked for. What has a slash in it, or is `.` or `..`, is a folder or file; anything
            else a name.
        brand_folders: The folders in which a brand is looked for by its name, before the working directory.

    Raises:
        KitError: There is no such folder or brand.

    """
    folder = Path(name)
    if "/" in name or "\\" in name or folder.is_absolute() or name in {".", ".."}:
        if os.path.isdir(folder):  # noqa: PTH112 (Path.is_dir raises where a name is too long)
            return folder
        if os.path.isfile(folder):  # noqa: PTH113 (the same)
            if folder.suffix in {".yml", ".yaml"}:
                return folder
            hint = f"name its folder or its `{FILE}`"
            raise KitError(Diagnostic("no-brand", "this file is no brand", Location(folder), hint))
        raise KitError(
            _unseen(folder) or Diagnostic("no-brand", "there is no such folder of a brand", Location(folder), _HINT)
        )
    for brand_folder in (*brand_folders, Path()) if name.strip() else ():
        kit = brand_folder / name
        if os.path.isdir(kit) and (file_in(kit) or closed_problem(kit)):  # noqa: PTH112 (the same)
            return kit
        if brand_folder in brand_folders and (unseen := _unseen(brand_folder) or _unseen(kit)):
            raise KitError(unseen)
    homes = (path for brand_folder in brand_folders if brand_folder.is_dir() for path in brand_folder.iterdir())
    known = sorted({path.name for path in homes if path.is_dir() and file_in(path)})
    hint = f"{did_you_mean(name, known)} (a folder elsewhere is named with a slash: `./{cut(name)}`)"
    raise KitError(Diagnostic("no-brand", f"there is no brand `{cut(name)}`", None, hint))


def _unseen(folder: Path) -> Diagnostic | None:
    """Return why it can't be seen what is at the place of a folder; None where nothing is, or a folder that can be."""
    try:
        folder.lstat()
    except (FileNotFoundError, NotADirectoryError, ValueError):
        return None
    except OSError as error:
        if error.errno == ENAMETOOLONG:
            return None
    return closed_problem(folder)


def file_of(
    folder: Path, name: str, place: Location, code: str = "missing-file", example: str = "logos/mark.svg"
) -> tuple[Path | None, list[Diagnostic]]:
    """Return the path of a file that a kit names, or None and what is wrong with it.

    It lies inside the kit's folder, wherever links lead.

    Args:
        folder: The kit's folder.
        name: The file's path below it, as the kit has it.
        place: Where the kit names the file.
        code: The code of the problem where there is no such file.
        example: A path of such a file, for the way out.

    """
    name = name.removeprefix("./")
    shown, hint = cut(name), _HINT_OF_FILE.format(example)
    if name.startswith("/") and (is_file_inside(folder, name.lstrip("/")) or name.count("/") == 1):
        name = name.lstrip("/")  # as websites write it: from their own root
        shown = cut(name)
    if _OUTSIDE.match(name):
        message = f"`{shown}` is not used: nothing is fetched, and nothing is read outside of the kit"
        return None, [Diagnostic("outside-kit", message, place, hint)]
    try:
        path = (folder / name).resolve()
        is_inside, is_there, is_file = path.is_relative_to(folder.resolve()), path.exists(), path.is_file()
    except PermissionError as error:
        readable = "let it and its folder be yours to read"
        return None, [Diagnostic("unreadable-file", f"`{shown}` can't be read: {error.strerror}", place, readable)]
    except (OSError, RuntimeError, ValueError):  # too long, a loop of links, a character that no name has
        return None, [Diagnostic(code, f"`{shown}` can't be the name of a file", place, hint)]
    if not is_inside:
        return None, [Diagnostic("outside-kit", f"`{shown}` leads out of the kit’s folder", place, hint)]
    if is_there and not is_file:
        return None, [Diagnostic(code, f"`{shown}` is no file, but a folder, a pipe or a device", place, hint)]
    if not is_file:
        return None, [Diagnostic(code, f"there is no file `{shown}` in the kit’s folder", place, hint)]
    return path, []
