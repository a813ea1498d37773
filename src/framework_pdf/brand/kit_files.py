"""A name in a kit in; out, the file, which lies inside of the kit's folder wherever links lead."""

import re
from pathlib import Path

from framework_pdf.core.diagnostics import Diagnostic, Location, cut

_ELSEWHERE = re.compile(r"(?:https?|file|data):|[/\\\\]", re.IGNORECASE)
_HINT = "put the file into the kit's folder, and write its path from there, such as `logos/mark.svg`"


def file_of(
    folder: Path, name: str, place: Location, code: str = "missing-file"
) -> tuple[Path | None, list[Diagnostic]]:
    """A kit's folder, a name in its file and where that stands in; out, the file, or what is wrong with it."""
    said = cut(name)
    if _ELSEWHERE.match(name):
        message = f"`{said}` is not used: nothing is fetched, and nothing is read outside of the kit"
        return None, [Diagnostic("outside-kit", message, place, _HINT)]
    try:
        path = (folder / name).resolve()
        is_inside, is_file = path.is_relative_to(folder.resolve()), path.is_file()
    except (OSError, RuntimeError, ValueError):  # too long, a loop of links, a character that no name has
        return None, [Diagnostic(code, f"`{said}` can't be the name of a file", place, _HINT)]
    if not is_inside:
        return None, [Diagnostic("outside-kit", f"`{said}` leads out of the kit’s folder", place, _HINT)]
    if not is_file:
        return None, [Diagnostic(code, f"there is no file `{said}` in the kit’s folder", place, _HINT)]
    return path, []
