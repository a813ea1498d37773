"""Finds and reads the files of templates: one that is there is read, or told of; no other stands in for it."""

import os
from collections.abc import Callable
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, TemplateError, TemplateNotFound
from jinja2.loaders import split_template_path

from framework_pdf.core.diagnostics import Diagnostic, Location
from framework_pdf.core.limits import MOST_BYTES_OF_WORDS
from framework_pdf.core.paths import is_inside

HINT = "make it a file in this folder that you may read, or take it away"
_LESS = f"leave in it {MOST_BYTES_OF_WORDS:,} bytes at most; a picture can be a file of its own"


class TemplateFileError(TemplateError):
    """The file of a template can't be read; `problem` says why."""

    def __init__(self, problem: Diagnostic) -> None:
        """Take the problem with the place of the file."""
        super().__init__(problem.message)
        self.problem = problem


class TemplateLoader(FileSystemLoader):
    """Loads templates from some folders, but none that only a symbolic link leads to."""

    def __init__(self, folders: tuple[Path, ...]) -> None:
        """Take the folders, the first to be looked in first."""
        super().__init__(folders, encoding="utf-8-sig")

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        """Return the text and the path of a template.

        Raises:
            TemplateNotFound: No folder has it.
            TemplateFileError: The first that has it has no file there that can be read.

        """
        parts = split_template_path(template)
        path = next(filter(os.path.lexists, (Path(folder, *parts) for folder in self.searchpath)), None)
        if path is None or not any(is_inside(path, Path(folder)) for folder in self.searchpath):
            raise TemplateNotFound(template)
        if problem := file_problem(path):
            raise TemplateFileError(problem)
        return super().get_source(environment, template)


def file_problem(path: Path) -> Diagnostic | None:
    """Return why the file of a template or a style sheet can't be read, or None."""
    try:
        if not path.is_file():  # a folder, a link to nowhere, or a pipe that would never end
            return Diagnostic("unreadable-file", "this is no file", Location(path), HINT)
        if (size := path.stat().st_size) > MOST_BYTES_OF_WORDS:
            return Diagnostic("over-limit", f"this has {size:,} bytes", Location(path), _LESS)
        path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        return Diagnostic("unreadable-file", f"this can't be read: {error.strerror}", Location(path), HINT)
    except UnicodeDecodeError as error:
        before = error.object[: error.start].decode(errors="replace")
        place = Location(path, before.count("\n") + 1, len(before) - before.rfind("\n"))
        message = f"the byte 0x{error.object[error.start]:02x} is not UTF-8"
        return Diagnostic("not-utf-8", message, place, "save the file with the encoding UTF-8")
    return None
