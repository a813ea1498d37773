"""Turns a file name in a kit into a path, and makes sure that it lies inside the kit's folder, wherever links lead."""

import re
from pathlib import Path

from framework_pdf.core.diagnostics import Diagnostic, Location, cut

_OUTSIDE = re.compile(r"(?:https?|file|data):|[/\\\\]", re.IGNORECASE)
_HINT = "put the file into the kit's folder, and write its path from there, such as `logos/mark.svg`"


def file_of(
    folder: Path, name: str, place: Location, code: str = "missing-file"
) -> tuple[Path | None, list[Diagnostic]]:
    """Return the path of a file that a kit names, or None and what is wrong with it.

    Args:
        folder: The kit's folder.
        name: The file's path below it, as the kit has it.
        place: Where the kit names the file.
        code: The code of the problem where there is no such file.

    """
    shown = cut(name)
    if _OUTSIDE.match(name):
        message = f"`{shown}` is not used: nothing is fetched, and nothing is read outside of the kit"
        return None, [Diagnostic("outside-kit", message, place, _HINT)]
    try:
        path = (folder / name).resolve()
        is_inside, is_file = path.is_relative_to(folder.resolve()), path.is_file()
    except (OSError, RuntimeError, ValueError):  # too long, a loop of links, a character that no name has
        return None, [Diagnostic(code, f"`{shown}` can't be the name of a file", place, _HINT)]
    if not is_inside:
        return None, [Diagnostic("outside-kit", f"`{shown}` leads out of the kit’s folder", place, _HINT)]
    if not is_file:
        return None, [Diagnostic(code, f"there is no file `{shown}` in the kit’s folder", place, _HINT)]
    return path, []
