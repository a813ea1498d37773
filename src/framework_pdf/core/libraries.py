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
"""The packages that we need, and those that WeasyPrint and fontTools need for a page, each with its module's name."""


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
    version: Callable[[CDLL], str]
    """Asks the loaded library for its version."""
    least: str
    """The least version that will do."""
    needed: bool = True
    """Whether builds need it."""
    without: str = "no page can be set without it"
    """What builds do without it, in words."""


def _glib(library: CDLL) -> str:
    return ".".join(str(c_uint.in_dll(library, f"glib_{part}_version").value) for part in ("major", "minor", "micro"))


def _pango(library: CDLL) -> str:
    return _text_of(library, "pango_version_string")


def _harfbuzz(library: CDLL) -> str:
    return _text_of(library, "hb_version_string")


def _fontconfig(library: CDLL) -> str:
    get = library.FcGetVersion
    get.restype = c_int
    number = get()  # 21401 is 2.14.1
    return f"{number // 10_000}.{number // 100 % 100}.{number % 100}"


def _text_of(library: CDLL, function: str) -> str:
    """Call a function of a library that returns text."""
    get = getattr(library, function)
    get.restype = c_char_p
    return str(get().decode())


# PangoFT2 and HarfBuzz-Subset state no version of their own. The functions are found through them in the Pango and the
# HarfBuzz that they are linked to, and each pair comes from one source. The least versions are those of WeasyPrint; "0"
# is where it has none.
LIBRARIES = (
    Library(
        "GObject",
        linux="libgobject-2.0.so.0",
        mac="libgobject-2.0.0.dylib",
        debian="libglib2.0-0",
        version=_glib,
        least="0",
    ),
    Library(
        "Pango",
        linux="libpango-1.0.so.0",
        mac="libpango-1.0.dylib",
        debian="libpango-1.0-0",
        version=_pango,
        least="1.44",
    ),
    Library(
        "PangoFT2",
        linux="libpangoft2-1.0.so.0",
        mac="libpangoft2-1.0.dylib",
        debian="libpangoft2-1.0-0",
        version=_pango,
        least="1.44",
    ),
    Library(
        "HarfBuzz",
        linux="libharfbuzz.so.0",
        mac="libharfbuzz.0.dylib",
        debian="libharfbuzz0b",
        version=_harfbuzz,
        least="0",
    ),
    Library(
        "HarfBuzz-Subset",
        linux="libharfbuzz-subset.so.0",
        mac="libharfbuzz-subset.0.dylib",
        debian="libharfbuzz-subset0",
        version=_harfbuzz,
        least="4.1",
        needed=False,
        without="builds work without it, slowly and with a warning",
    ),
    Library(
        "Fontconfig",
        linux="libfontconfig.so.1",
        mac="libfontconfig.1.dylib",
        debian="fontconfig",
        version=_fontconfig,
        least="0",
    ),
)


def file_of(library: Library) -> str:
    """Return the name of a library's file on this system."""
    return library.mac if platform.system() == "Darwin" else library.linux


def version_of(library: Library) -> str:
    """Return the version that a library states.

    Raises:
        OSError: It can't be loaded.
        AttributeError, ValueError: It is not what its name says.
    """
    return library.version(CDLL(file_of(library)))
