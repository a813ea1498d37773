"""Folders asked for in; out, where content, templates and output are.

Each is the given folder, else the working directory's, else the packaged one. Content may be several folders: each
after the first is an overlay, which keeps only its differences.
"""

import os
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from framework_pdf.core.diagnostics import Diagnostic, Location
from framework_pdf.core.errors import WorkspaceError

PACKAGE = Path(__file__).parents[1]
PRODUCT_FILE = "product.yml"
"""The file that makes a folder below `templates/products/` a product."""
MARKS = {
    "content": ("*.yml", "*.yaml", "aspects", "professions", "printers"),
    "templates": ("*.j2", "*/*.j2", "*/*.css", f"products/*/{PRODUCT_FILE}"),
}
"""What a folder of that name holds one of when it is meant for us."""


@dataclass(frozen=True, slots=True)
class Workspace:
    """The folders of a run. Content is laid over content; templates are looked for in each of their folders in turn."""

    content: tuple[Path, ...]
    templates: tuple[Path, ...]
    output: Path

    @property
    def brands(self) -> tuple[Path, ...]:
        """The folders that may have brand kits, the first to be looked in first."""
        homes = (*(folder / "brands" for folder in reversed(self.content)), packaged("content") / "brands")
        return tuple(dict.fromkeys(homes))

    def with_kit(self, folder: Path) -> "Workspace":
        """The folder of a brand kit in; out, the folders of a run with it: its own over the others."""
        content = (folder / "content",) if (folder / "content").is_dir() else ()
        templates = (folder / "templates",) if (folder / "templates").is_dir() else ()
        return replace(self, content=(*self.content, *content), templates=(*templates, *self.templates))


def find(content: Sequence[Path] = (), templates: Path | None = None, output: Path | None = None) -> Workspace:
    """The folders that were asked for, or none, in; out, the folders to use.

    Raises WorkspaceError where a given folder of templates is not there, or has none.
    """
    hint = "name one with --templates, or make one with `framework-pdf new DIR`"
    if templates is not None and not templates.is_dir():
        raise WorkspaceError(Diagnostic("no-folder", "there is no such templates folder", Location(templates), hint))
    if templates is not None and not _is_meant(templates, "templates"):
        raise WorkspaceError(Diagnostic("no-templates", "this folder has no templates", Location(templates), hint))
    return Workspace(
        content=_over_something(content),
        templates=find_templates(templates),
        output=output or Path("output"),
    )


def find_templates(asked: Path | None = None) -> tuple[Path, ...]:
    """Return the folders of templates to use, the first to be looked in first."""
    own = asked or _working("templates")
    return (own, packaged("templates")) if own else (packaged("templates"),)


def product_names(templates: Sequence[Path]) -> list[str]:
    """Return the names of the products in folders of templates, without reading them: for `--help`."""
    return sorted({path.parent.name for folder in templates for path in folder.glob(f"products/*/{PRODUCT_FILE}")})


def over(old: Sequence[Path], new: Path) -> tuple[Path, ...]:
    """Content folders and one that is to stand beside them in; out, the folders to read for that one.

    An overlay is read over the others, anything else alone.
    """
    return (*_over_something(old), new) if _is_overlay(new) else (new,)


def _over_something(asked: Sequence[Path]) -> tuple[Path, ...]:
    """Content folders that were asked for in; out, those to read: an overlay alone lies over the usual content."""
    working = _working("content")
    layers = tuple(asked) or ((working,) if working else ())
    if layers and not _is_overlay(layers[0]):
        return layers
    below = working if working and not _is_overlay(working) else packaged("content")
    return (below, *layers)


def _is_overlay(folder: Path) -> bool:
    """A folder in; out, whether it says whose changes it holds, and so is no content of its own."""
    return (folder / "overlay.yml").exists()


def packaged(name: str) -> Path:
    """`content` or `templates` in; out, the folder that came with the program, in a wheel or a checkout."""
    bundled = PACKAGE / "_bundled" / name
    return bundled if bundled.is_dir() else PACKAGE.parents[1] / name


def _working(name: str) -> Path | None:
    return Path(name) if _is_meant(Path(name), name) else None


def _is_meant(folder: Path, name: str) -> bool:
    """A folder and its kind in; out, whether it has anything of that kind."""
    return any(any(folder.glob(mark)) for mark in MARKS[name])


def copy_to(folder: Path, blank: bool = False) -> None:
    """A folder in; content and templates are copied into it, or, `blank`, the start of a framework of one's own.

    Raises WorkspaceError where it has them, or can't be written.
    """
    sources = {"content": PACKAGE / "content" / "blank"} if blank else {name: packaged(name) for name in MARKS}
    taken = [folder / name for name in sources if os.path.lexists(folder / name)]
    if taken:
        raise WorkspaceError(
            Diagnostic("folder-exists", "this is there already", Location(path), "choose a folder without it")
            for path in taken
        )
    with _explained(folder):
        for name, source in sources.items():
            shutil.copytree(source, folder / name)
        if blank:
            shutil.copytree(packaged("content") / "schemas", folder / "content" / "schemas")


def write(folder: Path, files: Mapping[str, bytes]) -> None:
    """A folder and what files are to hold, by their paths below it, in; they are written.

    Raises WorkspaceError where they can't be: for what is in the way, before the first is written.
    """
    paths = {folder / name: data for name, data in files.items()}
    in_the_way = [path for path in paths if path.is_dir() or path.is_symlink()]
    in_the_way += [parent for path in paths for parent in path.parents if parent.exists() and not parent.is_dir()]
    if in_the_way:
        raise WorkspaceError(
            Diagnostic(
                "unwritable-folder", "this is in the way", Location(path), "take it away, or choose another folder"
            )
            for path in dict.fromkeys(in_the_way)
        )
    with _explained(folder):
        for path, data in paths.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)


@contextmanager
def _explained(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        hint = "choose another folder, or change who may write here"
        message = f"this can't be written: {error.strerror or error}"
        raise WorkspaceError(Diagnostic("unwritable-folder", message, Location(folder), hint)) from error
