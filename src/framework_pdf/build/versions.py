"""Nothing in; out, what editions are made by: the program, Python, and the libraries that shape a page."""

import hashlib
import json
import platform
from collections.abc import Mapping
from ctypes import CDLL
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from framework_pdf import __version__
from framework_pdf.core.paths import checksum
from framework_pdf.doctor.libraries import LIBRARIES, Library, file_of

PACKAGES = (
    "brotli",
    "coloraide",
    "cssselect2",
    "fonttools",
    "jinja2",
    "markupsafe",
    "pikepdf",
    "pillow",
    "pydantic",
    "pydyf",
    "pyphen",
    "pyyaml",
    "rendercv-fonts",
    "segno",
    "tinycss2",
    "tinyhtml5",
    "weasyprint",
)
APART = {"cli", "doctor"}
"""Our packages that have no part in what a file becomes."""


@cache
def versions() -> Mapping[str, str]:
    """Nothing in; out, versions by name; of our own code, its checksum too: in a checkout the version stays."""
    return {
        "framework-pdf": __version__,
        "its code": _code(),
        "python": platform.python_version(),
        **{name: _package(name) for name in PACKAGES},
        **{library.name: _library(library) for library in LIBRARIES},
    }


def total(versions: Mapping[str, str]) -> str:
    """Versions in, one checksum of them out."""
    return hashlib.sha256(json.dumps(dict(versions), sort_keys=True).encode()).hexdigest()


def _code() -> str:
    package = Path(__file__).parents[1]
    parts = ((path.relative_to(package), path) for path in sorted(package.rglob("*.py")))
    sums = "".join(f"{name.as_posix()} {checksum(path)}\n" for name, path in parts if name.parts[0] not in APART)
    return hashlib.sha256(sums.encode()).hexdigest()[:12]


def _package(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "none"


def _library(library: Library) -> str:
    try:
        return library.version(CDLL(file_of(library)))
    except (OSError, AttributeError, ValueError):  # `doctor` says what is amiss with it
        return "none"
