"""A name in a kit in; out, the file, which lies inside of the kit's folder wherever links lead."""

from pathlib import Path
from urllib.parse import urlsplit

from framework_pdf.diagnostics import Diagnostic, Location

_HINT = "put the file into the kit's folder, and write its path from there, such as `logos/mark.svg`"


def file_of(
    folder: Path, name: str, place: Location, code: str = "missing-file"
) -> tuple[Path | None, list[Diagnostic]]:
    """A kit's folder, a name in its file and where that stands in; out, the file, or what is wrong with it."""
    if urlsplit(name).scheme in {"http", "https", "file", "data"} or Path(name).is_absolute():
        message = f"`{name}` is not used: nothing is fetched, and nothing is read outside of the kit"
        return None, [Diagnostic("outside-kit", message, place, _HINT)]
    path = (folder / name).resolve()
    if not path.is_relative_to(folder.resolve()):
        return None, [Diagnostic("outside-kit", f"`{name}` leads out of the kit’s folder", place, _HINT)]
    if not path.is_file():
        return None, [Diagnostic(code, f"there is no file `{name}` in the kit’s folder", place, _HINT)]
    return path, []
