"""Pango and its kin: whether they load, by the names that WeasyPrint calls them, and the versions that they state."""

import platform
from collections.abc import Callable
from ctypes import CDLL, c_char_p, c_int, c_uint
from dataclasses import dataclass
from textwrap import shorten

from framework_pdf.doctor.finding import Finding, State
from framework_pdf.doctor.machine import installing
from framework_pdf.doctor.version_numbers import numbers


@dataclass(frozen=True, slots=True)
class Library:
    """A system library that the typesetter uses."""

    name: str
    linux: str
    """Its file on Linux, as the loader knows it."""
    mac: str
    """The same on macOS."""
    debian: str
    """The package that has it."""
    version: Callable[[CDLL], str]
    """Asks the loaded library."""
    least: str
    """The least version that will do."""
    needed: bool = True
    without: str = "no page can be set without it"


def _glib(library: CDLL) -> str:
    return ".".join(str(c_uint.in_dll(library, f"glib_{part}_version").value) for part in ("major", "minor", "micro"))


def _pango(library: CDLL) -> str:
    return _said(library, "pango_version_string")


def _harfbuzz(library: CDLL) -> str:
    return _said(library, "hb_version_string")


def _fontconfig(library: CDLL) -> str:
    get = library.FcGetVersion
    get.restype = c_int
    number = get()  # 21401 is 2.14.1
    return f"{number // 10_000}.{number // 100 % 100}.{number % 100}"


def _said(library: CDLL, function: str) -> str:
    """A library and its function that returns its version as text in, the version out."""
    get = getattr(library, function)
    get.restype = c_char_p
    return str(get().decode())


# PangoFT2 and HarfBuzz-Subset state no version of their own: asked through them, the Pango and the HarfBuzz that they
# are bound to answer, and each pair is made of one source. The least versions are WeasyPrint's; where it has none, any
# version will do.
LIBRARIES = (
    Library("GObject", "libgobject-2.0.so.0", "libgobject-2.0.0.dylib", "libglib2.0-0", _glib, "0"),
    Library("Pango", "libpango-1.0.so.0", "libpango-1.0.dylib", "libpango-1.0-0", _pango, "1.44"),
    Library("PangoFT2", "libpangoft2-1.0.so.0", "libpangoft2-1.0.dylib", "libpangoft2-1.0-0", _pango, "1.44"),
    Library("HarfBuzz", "libharfbuzz.so.0", "libharfbuzz.0.dylib", "libharfbuzz0b", _harfbuzz, "0"),
    Library(
        "HarfBuzz-Subset",
        "libharfbuzz-subset.so.0",
        "libharfbuzz-subset.0.dylib",
        "libharfbuzz-subset0",
        _harfbuzz,
        "4.1",
        needed=False,
        without="builds work without it, slowly and with a warning",
    ),
    Library("Fontconfig", "libfontconfig.so.1", "libfontconfig.1.dylib", "fontconfig", _fontconfig, "0"),
)


def file_of(library: Library) -> str:
    """A library in; out, its file on this system, as the loader knows it."""
    return library.mac if platform.system() == "Darwin" else library.linux


def libraries() -> tuple[Finding, ...]:
    """Nothing in; out, how it is with each library."""
    return tuple(map(look_at, LIBRARIES))


def look_at(library: Library) -> Finding:
    """A library in; out, whether it loads, in which version, and whether that will do."""
    file = file_of(library)
    try:
        version = library.version(CDLL(file))
    except (OSError, AttributeError, ValueError) as error:  # it does not load, or is not what its name says
        is_there = "no such file" not in str(error).lower()
        words = f"it can't be used: {shorten(str(error), 200)}" if is_there else f"no {file}"
        return _amiss(library, State.BROKEN if is_there else State.MISSING, words)
    if numbers(version) < numbers(library.least):
        return _amiss(library, State.TOO_OLD, f"{version}; {library.least} is the least")
    return Finding(library.name, State.OK, version, needed=library.needed)


def _amiss(library: Library, state: State, words: str) -> Finding:
    """A library, what is amiss with it and in words in, the finding out."""
    again = "--reinstall " if state is State.BROKEN and platform.system() != "Darwin" else ""
    mend = installing(again + library.debian, "pango", library.name)
    return Finding(library.name, state, f"{words}; {library.without}", mend, library.needed)
