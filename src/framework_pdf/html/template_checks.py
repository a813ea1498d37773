"""Checks that all templates of some folders can be read and parsed, before any is filled in."""

import os
from collections.abc import Iterator
from pathlib import Path

from jinja2 import Environment, TemplateSyntaxError

from framework_pdf.core.diagnostics import Diagnostic, Location
from framework_pdf.core.limits import MOST_BYTES_OF_WORDS
from framework_pdf.core.paths import is_inside
from framework_pdf.html.jinja_environment import make_environment
from framework_pdf.html.template_errors import diagnostic_of

READ = {".j2", ".css", ".js"}
"""How the names of the files end that are read from a folder of templates."""


def template_problems(folders: tuple[Path, ...]) -> tuple[Diagnostic, ...]:
    """Return what is wrong with the templates of some folders: files that can't be read, or else wrong Jinja."""
    environment = make_environment(folders, None)
    unusable = tuple(problem for folder in folders for problem in _unusable_files(folder))
    if unusable:
        return unusable
    return tuple(
        problem
        for name in environment.list_templates(filter_func=lambda name: name.endswith(".j2"))
        for problem in _syntax_problems(environment, folders, name)
    )


def _unusable_files(folder: Path) -> Iterator[Diagnostic]:
    """Yield a problem for each file that can't be read, because a packaged one must not silently stand in for it."""
    hint = "make it a file in this folder that you may read, or take it away"
    less = f"leave in it {MOST_BYTES_OF_WORDS:,} bytes at most; a picture can be a file of its own"
    errors: list[OSError] = []
    for place, _, names in os.walk(folder, onerror=errors.append):
        for path in sorted(path for name in names if (path := Path(place, name)).suffix in READ):
            if not (is_inside(path, folder) and path.is_file() and os.access(path, os.R_OK)):
                yield Diagnostic("unreadable-file", "this can't be read", Location(path), hint)
            elif (size := path.stat().st_size) > MOST_BYTES_OF_WORDS:
                yield Diagnostic("over-limit", f"this has {size:,} bytes", Location(path), less)
    for error in errors:
        message = f"this can't be read: {error.strerror}"
        yield Diagnostic("unreadable-file", message, Location(Path(error.filename)), hint)


def _syntax_problems(environment: Environment, folders: tuple[Path, ...], name: str) -> tuple[Diagnostic, ...]:
    """Return the problem if a template can't be parsed."""
    try:
        environment.get_template(name)
    except (TemplateSyntaxError, UnicodeDecodeError) as error:
        return (diagnostic_of(error),)
    except (MemoryError, RecursionError, SyntaxError, ValueError) as error:  # from Python, to which Jinja compiles it
        place = next(Location(path) for folder in folders if (path := folder / name).exists())
        words = " ".join(filter(None, (type(error).__name__, str(error))))
        hint = "look for parentheses, lists, loops or conditions that stand in each other a hundred deep"
        return (Diagnostic("broken-template", f"there is too much in one place of this: {words}", place, hint),)
    return ()
