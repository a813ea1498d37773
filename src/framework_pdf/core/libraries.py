"""What the program uses of others: Python packages, and system libraries with the versions that they state."""

import platform
from collections.abc import Callable
from ctypes import CDLL, c_char_p, c_int, c_uint
from dataclasses import dataclass

PACKAGES = {
    "weasyprint": "weasyprint",
    "pydyf": "pydyf",
    "tinycss2": "tinycss2",
    "tinyhtml5": "tinyhtml5",
    "cssselect2": "cssselect2",
    "pyphen": "pyphen",
    "cffi": "cffi",
    "pikepdf": "pikepdf",
    "jinja2": "jinja2",
    "markupsafe": "markupsafe",
    "pydantic": "pydantic",
    "pyyaml": "yaml",
    "fonttools": "fontTools",
    "brotli": "brotli",
    "rendercv-fonts": "rendercv_fonts",
    "coloraide": "coloraide",
    "segno": "segno",
    "pillow": "PIL",
    "pypdfium2": "pypdfium2",
    "resvg-py": "resvg_py",
    "click": "click",
    "filelock": "filelock",
    "msgspec": "msgspec",
    "watchfiles": "watchfiles",
    "rich": "rich",
}
"""Each with the module that it is loaded by: what we depend on, and what WeasyPrint and fontTools do for a page."""


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
    """Return a library's file on this system, as the loader knows it."""
    return library.mac if platform.system() == "Darwin" else library.linux


def version_of(library: Library) -> str:
    """Return the version that a library states.

    Raises:
        OSError: It can't be loaded.
        AttributeError, ValueError: It is not what its name says.
    """
    return library.version(CDLL(file_of(library)))
