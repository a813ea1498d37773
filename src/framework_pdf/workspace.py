"""Folders asked for in; out, where content, templates and output are.

Each is the given folder, else the working directory's, else the packaged one.
"""

import shutil
from dataclasses import dataclass
from pathlib import Path

from framework_pdf.diagnostics import Diagnostic, Location
from framework_pdf.errors import WorkspaceError

PACKAGE = Path(__file__).parent
MARKS = {"content": ("*.yml", "*.yaml", "aspects", "professions"), "templates": ("*.j2", "*/*.j2", "*/*.css")}
"""What a folder of that name holds one of when it is meant for us."""


@dataclass(frozen=True, slots=True)
class Workspace:
    """The folders of a run. Templates are looked for in each of their folders in turn."""

    content: Path
    templates: tuple[Path, ...]
    output: Path


def find(content: Path | None = None, templates: Path | None = None, output: Path | None = None) -> Workspace:
    """The folders that were asked for, or None, in; out, the folders to use.

    Raises WorkspaceError where a given folder of templates is not there, or has none.
    """
    hint = "name one with --templates, or make one with `framework-pdf new DIR`"
    if templates is not None and not templates.is_dir():
        raise WorkspaceError(Diagnostic("no-folder", "there is no such templates folder", Location(templates), hint))
    if templates is not None and not _is_meant(templates, "templates"):
        raise WorkspaceError(Diagnostic("no-templates", "this folder has no templates", Location(templates), hint))
    own = templates or _working("templates")
    return Workspace(
        content=content or _working("content") or packaged("content"),
        templates=(own, packaged("templates")) if own else (packaged("templates"),),
        output=output or Path("output"),
    )


def packaged(name: str) -> Path:
    """`content` or `templates` in; out, the folder that came with the program, in a wheel or a checkout."""
    bundled = PACKAGE / "_bundled" / name
    return bundled if bundled.is_dir() else PACKAGE.parents[1] / name


def _working(name: str) -> Path | None:
    return Path(name) if _is_meant(Path(name), name) else None


def _is_meant(folder: Path, name: str) -> bool:
    """A folder and its kind in; out, whether it has anything of that kind."""
    return any(any(folder.glob(mark)) for mark in MARKS[name])


def copy_to(folder: Path) -> None:
    """A folder in; content and templates are copied into it. Raises WorkspaceError where it has them, or can't."""
    taken = [folder / name for name in MARKS if (folder / name).exists()]
    if taken:
        raise WorkspaceError(
            Diagnostic("folder-exists", "this is there already", Location(path), "choose a folder without it")
            for path in taken
        )
    try:
        for name in MARKS:
            shutil.copytree(packaged(name), folder / name)
    except OSError as error:
        hint = "choose another folder, or change who may write here"
        message = f"the copy can't be made: {error.strerror or error}"
        raise WorkspaceError(Diagnostic("unwritable-folder", message, Location(folder), hint)) from error
