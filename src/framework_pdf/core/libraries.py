"""What the program uses of others: Python packages, and system libraries with the versions that they state."""

import platform
import tomllib
from ctypes import CDLL, c_char_p, c_uint
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Library:
    """A system library that the typesetter uses."""

    name: str
    linux: str
    """The name of its file on Linux."""
    mac: str
    """The name of its file on macOS."""
    debian: str
    """The Debian package that has it."""
    version: str
    """The function that states its version; `glib`: the numbers that GLib has instead."""
    least: str
    """The least version that will do."""
    needed: bool = True
    """Whether builds need it."""
    without: str = "no page can be set without it"
    """What builds do without it, in words."""


_TABLES = tomllib.loads(Path(__file__).with_name("libraries.toml").read_text(encoding="utf-8"))
PACKAGES: dict[str, str] = _TABLES["packages"]
"""The packages that we need, and those that WeasyPrint and fontTools need for a page, each with its module's name."""
LIBRARIES = tuple(Library(**table) for table in _TABLES["libraries"])


def file_of(library: Library) -> str:
    """Return the name of a library's file on this system."""
    return library.mac if platform.system() == "Darwin" else library.linux


def version_of(library: Library) -> str:
    """Return the version that a library states.

    Raises:
        OSError: It can't be loaded.
        AttributeError, ValueError: It is not what its name says.
    """
    loaded = CDLL(file_of(library))
    if library.version == "glib":
        numbers = (c_uint.in_dll(loaded, f"glib_{part}_version").value for part in ("major", "minor", "micro"))
        return ".".join(map(str, numbers))
    stated = getattr(loaded, library.version)
    if library.version == "FcGetVersion":
        number = stated()  # 21401 is 2.14.1
        return f"{number // 10_000}.{number // 100 % 100}.{number % 100}"
    stated.restype = c_char_p
    return str(stated().decode())
