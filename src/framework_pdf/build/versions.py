"""What editions are made by: the program, Python, and the packages and libraries that shape a page."""

import platform
from collections.abc import Callable
from functools import cache, partial
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from framework_pdf import __version__
from framework_pdf.core.checksums import checksum, digest
from framework_pdf.core.libraries import LIBRARIES, PACKAGES, version_of

APART = {"cli", "doctor"}
"""Our packages that have no part in what a file becomes."""
PACKAGES_APART = {"cffi", "click", "filelock", "msgspec", "pypdfium2", "resvg-py", "rich"}
"""Those of others."""


@cache
def versions() -> dict[str, str]:
    """Return versions by name; of our own code its checksum too, because in a checkout the version stays the same."""
    return {
        "framework-pdf": __version__,
        "its code": _code(),
        "python": platform.python_version(),
        **{name: _stated(partial(version, name)) for name in PACKAGES if name not in PACKAGES_APART},
        **{library.name: _stated(partial(version_of, library)) for library in LIBRARIES},
    }


def _code() -> str:
    package = Path(__file__).parents[1]
    paths = sorted(path for path in package.rglob("*") if path.suffix in {".py", ".toml", ".xmp"})
    names = (path.relative_to(package) for path in paths)
    code = (f"{name.as_posix()} {checksum(package / name)}\n" for name in names if name.parts[0] not in APART)
    return digest("".join(code).encode())[:12]


def _stated(version: Callable[[], str]) -> str:
    """Return a version, or `none` if it can't be told: `doctor` says what is amiss."""
    try:
        return version()
    except (PackageNotFoundError, OSError, AttributeError, ValueError):
        return "none"
