"""Checks that all templates of some folders can be read and parsed, before any is filled in."""

import os
from collections.abc import Iterator
from pathlib import Path

from jinja2 import Environment, TemplateSyntaxError

from framework_pdf.core.diagnostics import Diagnostic, Location
from framework_pdf.core.folder_files import files_below, paths_below
from framework_pdf.core.names import is_utf8, misnamed
from framework_pdf.core.paths import is_inside
from framework_pdf.core.workspace import closed_problem
from framework_pdf.html.jinja_environment import make_environment
from framework_pdf.html.template_errors import diagnostic_of
from framework_pdf.html.template_files import HINT, TemplateFileError, file_problem

READ = {".j2", ".css", ".js"}
"""How the names of the files end that are read from a folder of templates."""


def template_problems(folders: tuple[Path, ...]) -> tuple[Diagnostic, ...]:
    """Return what is wrong with the templates of some folders: files that can't be read, or else wrong Jinja."""
    environment = make_environment(folders, None)
    unusable = tuple(problem for folder in folders for problem in _unusable_files(folder, folders))
    if unusable:
        return unusable
    return tuple(
        problem
        for name in sorted(
            {path.relative_to(folder).as_posix() for folder in folders for path in _templates_in(folder)}
        )
        for problem in _syntax_problems(environment, folders, name)
    )


def _templates_in(folder: Path) -> Iterator[Path]:
    return (path for path in files_below(folder) if path.suffix == ".j2")


def _unusable_files(folder: Path, folders: tuple[Path, ...]) -> Iterator[Diagnostic]:
    """Yield a problem for each file that can't be read, because a packaged one must not silently stand in for it.

    What others of the folders have as a folder must be one here, too.
    """
    if problem := closed_problem(folder):
        yield problem
        return
    for path in paths_below(folder):
        leads_nowhere = path.is_symlink() and not os.path.exists(path)  # noqa: PTH110 (false, too, where it can't be seen)
        problem = None
        if leads_nowhere or path.suffix in READ:
            problem = _file_problem(path, folder)
        elif any(os.path.isdir(each / path.relative_to(folder)) for each in folders):  # noqa: PTH112 (the same)
            problem = closed_problem(path)
        if problem:
            yield problem


def _file_problem(path: Path, folder: Path) -> Diagnostic | None:
    """Return why a file of a folder can't be read, or None; no link leads out of the folder."""
    if not is_utf8(path):
        return misnamed(path)
    if not is_inside(path, folder):
        return Diagnostic("unreadable-file", "this leads out of the folder", Location(path), HINT)
    return file_problem(path)


def _syntax_problems(environment: Environment, folders: tuple[Path, ...], name: str) -> tuple[Diagnostic, ...]:
    """Return the problem if a template can't be parsed."""
    try:
        environment.get_template(name)
    except (TemplateSyntaxError, TemplateFileError) as error:
        return (diagnostic_of(error),)
    except (MemoryError, RecursionError, SyntaxError, ValueError) as error:  # from Python, to which Jinja compiles it
        place = next(Location(path) for folder in folders if (path := folder / name).exists())
        words = " ".join(filter(None, (type(error).__name__, str(error))))
        hint = "look for parentheses, lists, loops or conditions that stand in each other a hundred deep"
        return (Diagnostic("broken-template", f"there is too much in one place of this: {words}", place, hint),)
    return ()
