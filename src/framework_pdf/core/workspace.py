"""Finds the folders of content, templates and output, and writes new ones.

Each is the folder that the user gave, else the working directory's, else the packaged one. Content may be several
folders: each after the first is an overlay, which holds only what it changes.
"""

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path, PurePath

from framework_pdf.core import writing
from framework_pdf.core.diagnostics import Diagnostic, Location
from framework_pdf.core.errors import WorkspaceError
from framework_pdf.core.names import is_utf8, misnamed

PACKAGE = Path(__file__).parents[1]
OVERLAY_FILE = "overlay.yml"
"""The file in an overlay that says who made it."""
PRODUCT_FILE = "product.yml"
"""The file that makes a folder below `templates/products/` a product."""
FILE_PATTERNS = {
    "content": ("*.yml", "*.yaml", "aspects", "professions", "printers"),
    "templates": ("*.j2", "*/*.j2", "*/*.css", "*/*/*.j2", "*/*/*.css", f"products/*/{PRODUCT_FILE}"),
}
"""Patterns of file names for each kind of folder: one that matches none was made for something else."""


@dataclass(frozen=True, slots=True)
class Workspace:
    """The folders of a run.

    Each content folder lies over those before it. A template is taken from the first folder that has it.
    """

    content: tuple[Path, ...]
    templates: tuple[Path, ...]
    output: Path

    @property
    def brands(self) -> tuple[Path, ...]:
        """The folders that may hold brand kits, in the order in which they are searched."""
        homes = (*(folder / "brands" for folder in reversed(self.content)), packaged("content") / "brands")
        return tuple(dict.fromkeys(homes))

    def with_kit(self, folder: Path) -> "Workspace":
        """Return these folders with the content and templates of a brand kit, which go before the others."""
        content = (folder / "content",) if has_overlay(folder) else ()
        templates = (folder / "templates",) if os.path.lexists(folder / "templates") else ()
        return replace(self, content=(*self.content, *content), templates=(*templates, *self.templates))


def has_overlay(folder: Path) -> bool:
    """Return whether the `content` in a brand's folder is an overlay, or can't be looked at.

    Else it is another's, such as a website's.
    """
    content = folder / "content"
    is_another_s = os.access(content, os.R_OK | os.X_OK) and not os.path.lexists(content / OVERLAY_FILE)
    return os.path.lexists(content) and not is_another_s


def find(content: Sequence[Path] = (), templates: Path | None = None, output: Path | None = None) -> Workspace:
    """Return the folders to use.

    Args:
        content: The content folders that the user gave, the lowest first; empty for the usual one.
        templates: The folder that the user gave, or None for the usual one.
        output: The folder that the user gave, or None for the usual one.

    Raises:
        WorkspaceError: The given folder of templates is not there, or has none, or a name is not UTF-8.

    """
    given = (*content, *([templates] if templates else ()), *([output] if output else ()))
    if wrong := [misnamed(folder) for folder in given if not is_utf8(folder)]:
        raise WorkspaceError(wrong)
    hint = "name one with --templates, or make one with `framework-pdf new DIR`"
    if templates is not None and (problem := folder_problem(templates, "templates", hint)):
        raise WorkspaceError(problem)
    if templates is not None and not _may_have_files_of(templates, "templates"):
        raise WorkspaceError(Diagnostic("no-templates", "this folder has no templates", Location(templates), hint))
    return Workspace(_with_base(content), find_templates(templates), output or Path("output"))


def find_templates(given: Path | None = None) -> tuple[Path, ...]:
    """Return the folders of templates to use, the first to be looked in first."""
    own = given or _in_working_directory("templates")
    return (own, packaged("templates")) if own else (packaged("templates"),)


def product_names(templates: Sequence[Path]) -> list[str]:
    """Return the names of the products in folders of templates, without reading them: for `--help`."""
    return sorted({path.parent.name for folder in templates for path in folder.glob(f"products/*/{PRODUCT_FILE}")})


def folders_to_compare(old: Sequence[Path], new: Path) -> tuple[Path, ...]:
    """Return the folders to read for a new one that is compared with old ones.

    An overlay is read over the old folders, anything else alone.
    """
    return (*_with_base(old), new) if _is_overlay(new) else (new,)


def _with_base(given: Sequence[Path]) -> tuple[Path, ...]:
    """Return the content folders to read for those that were given: an overlay alone lies over the usual content."""
    working = _in_working_directory("content")
    layers = tuple(given) or ((working,) if working else ())
    if layers and not _is_overlay(layers[0]):
        return layers
    below = working if working and not _is_overlay(working) else packaged("content")
    return (below, *layers)


def _is_overlay(folder: Path) -> bool:
    """Return whether a folder says whose changes it holds, and so is no content of its own."""
    return os.path.exists(folder / OVERLAY_FILE)  # noqa: PTH110 (false, too, where it can't be seen)


def packaged(name: str) -> Path:
    """Return the folder of this name (`content`, `templates`) that came with the program, in a wheel or a checkout."""
    bundled = PACKAGE / "_bundled" / name
    return bundled if bundled.is_dir() else PACKAGE.parents[1] / name


def _in_working_directory(name: str) -> Path | None:
    """Return the working directory's folder of a kind; also one that can't be read, so that whoever reads it tells."""
    folder = Path(name)
    return folder if os.path.lexists(folder) and _may_have_files_of(folder, name) else None


def folder_problem(folder: Path, kind: str, hint: str) -> Diagnostic | None:
    """Return why a folder that was named can't be used, or None.

    Args:
        kind: What it is to hold: `content`, `templates`.
        hint: The way out where there is none.

    """
    try:
        folder.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return Diagnostic("no-folder", f"there is no such {kind} folder", Location(folder), hint)
    except OSError:  # of a folder above
        pass
    return closed_problem(folder)


def closed_problem(folder: Path) -> Diagnostic | None:
    """Return why what lies in a folder can't be listed or can't be read, or None."""
    try:
        with os.scandir(folder):
            os.stat(os.path.join(folder, os.curdir))  # noqa: PTH116, PTH118 (Path leaves out the dot)
    except FileNotFoundError:
        message = "this link leads nowhere"
    except OSError as error:
        message = f"this can't be read: {error.strerror}"
    else:
        return None
    hint = "let it be a folder whose files you may read, or take it away"
    return Diagnostic("unreadable-folder", message, Location(folder), hint)


def _may_have_files_of(folder: Path, name: str) -> bool:
    """Return whether a folder has anything of a kind (`content`, `templates`), or can't be looked through.

    Then it is used, so that whoever reads it tells: nothing stands in for what can't be seen.
    """
    patterns = FILE_PATTERNS[name]
    above = {str(PurePath(pattern).parent) for pattern in patterns} - {os.curdir}
    parts = (path for pattern in sorted(above) for path in folder.glob(pattern) if not path.name.startswith("."))
    return (
        any(any(folder.glob(pattern)) for pattern in patterns)
        or closed_problem(folder) is not None
        or any(os.path.isdir(part) and closed_problem(part) for part in parts)  # noqa: PTH112 (as in _is_overlay)
    )


def copy_to(folder: Path, blank: bool = False) -> None:
    """Copy the packaged content and templates into a folder, or with `blank` a start for a framework of one's own.

    Raises:
        WorkspaceError: The folder has them already, or can't be written or named; nothing is in it then that was not
            before.

    """
    _check_name(folder)
    sources = {"content": PACKAGE / "content" / "blank"} if blank else {name: packaged(name) for name in FILE_PATTERNS}
    taken = [folder / name for name in sources if os.path.lexists(folder / name)]
    _refuse(taken, "folder-exists", "this is there already", "choose a folder without it")
    with _explained(folder):
        copies = [(folder / name, source) for name, source in sources.items()]
        copies += [(folder / "content" / "schemas", packaged("content") / "schemas")] if blank else []
        writing.write({to / name: data for to, source in copies for name, data in _files_in(source)})


def _files_in(folder: Path) -> Iterator[tuple[Path, bytes]]:
    """Yield each file of a packaged folder: its path below that, and what it holds."""
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield path.relative_to(folder), path.read_bytes()


def write(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write files into a folder.

    Args:
        folder: It is made if it is not there.
        files: What they are to hold, by their paths below the folder.

    Raises:
        WorkspaceError: Something is in the way, or the folder can't be named (no file is written then), or a file
            can't be written.

    """
    _check_name(folder)
    paths = {folder / name: data for name, data in files.items()}
    in_the_way = [path for path in paths if path.is_dir() or path.is_symlink()]
    in_the_way += [parent for path in paths for parent in path.parents if parent.exists() and not parent.is_dir()]
    _refuse(in_the_way, "unwritable-folder", "this is in the way", "take it away, or choose another folder")
    with _explained(folder):
        writing.write(paths)


def _check_name(folder: Path) -> None:
    """Raise WorkspaceError for a folder that no command could read afterwards, as it is called."""
    if not is_utf8(folder):
        raise WorkspaceError(misnamed(folder))


def _refuse(paths: Sequence[Path], code: str, message: str, hint: str) -> None:
    """Raise WorkspaceError where there are such paths, with the same problem of each."""
    if paths:
        raise WorkspaceError(Diagnostic(code, message, Location(path), hint) for path in paths)


@contextmanager
def _explained(folder: Path) -> Iterator[None]:
    """Turn what the system raises while a folder is written into a WorkspaceError."""
    try:
        yield
    except OSError as error:
        hint = writing.way_out(error, "choose another folder, or change who may write here")
        message = f"this can't be written: {error.strerror or error}"
        raise WorkspaceError(Diagnostic("unwritable-folder", message, Location(folder), hint)) from error
