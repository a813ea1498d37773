"""Asks the registries of packages for a family of fonts: PyPI by pip, and npm by npm, each as it is set up here.

This is the one place from which anything is fetched, for `brand fonts` alone. The programs find their registries
themselves, check what they bring against the registry's checksums, and run nothing of it.
"""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from framework_pdf.brand.font_packages import PackagedFonts, PackageError, fonts_in, slug_of
from framework_pdf.core.worker import in_worker, limited

MOST_SECONDS = 300
"""For a registry to answer, by the clock."""
NOT_THERE = re.compile(r"No matching distribution|E404|404 Not Found|not found in the npm registry", re.IGNORECASE)
"""What the programs say of a package that there is not."""
NO_ANSWER = re.compile(
    r"Retrying|ConnectionError|timed out|Temporary failure|ProxyError|SSLError"
    r"|ENOTFOUND|EAI_AGAIN|ECONN\w+|ETIMEDOUT|ENETUNREACH|network",
    re.IGNORECASE,
)
"""What they say where a registry does not answer."""


@dataclass(frozen=True, slots=True)
class Registry:
    """A registry, and the program that asks it."""

    name: str
    package: str
    """What a family's package is called, with the family's name in it."""
    command: tuple[str, ...]
    """The program and what it is told before the package."""
    way_out: str
    """What to do where the program is not there."""

    def is_here(self) -> bool:
        """Return whether there is the program."""
        return shutil.which(self.command[0]) is not None


REGISTRIES = (
    Registry(
        "PyPI",
        "fontpkg-{}",
        (
            *(sys.executable, "-P", "-m", "pip", "download", "--no-deps", "--only-binary", ":all:", "--no-input"),
            *("--disable-pip-version-check", "--quiet", "--retries", "1", "--timeout", "20", "--dest", "."),
        ),
        "pip is not there: `python -m ensurepip` brings it",
    ),
    Registry(
        "npm",
        "@fontsource/{}",
        ("npm", "pack", "--ignore-scripts", "--no-update-notifier", "--fetch-retries=1", "--loglevel=error"),
        "npm is not there: Node.js brings it",
    ),
)
"""Those that are asked, in this order."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """Fonts that were fetched."""

    package: str
    """The name of the archive that they are from."""
    registry: str
    fonts: PackagedFonts


def fetch_family(names: Sequence[str], weights: Sequence[int]) -> tuple[Fetched | None, tuple[str, ...]]:
    """Fetch the first family of several that a registry has, and say why others are not there.

    Args:
        names: The names of families that would do, the best first.
        weights: The weights that are needed.

    Returns:
        The fonts, or None where no registry has any; and what each registry said of each package.
    """
    reasons: list[str] = []
    for name in names:
        for registry in REGISTRIES:
            found, why = _fetch(registry, name, weights)
            if found:
                return found, tuple(reasons)
            reasons.append(why)
    return None, tuple(dict.fromkeys(reasons))


def _fetch(registry: Registry, name: str, weights: Sequence[int]) -> tuple[Fetched | None, str]:
    """Return a family's fonts from a registry, or why there are none."""
    slug = slug_of(name)
    if not slug:
        return None, f"no package can be called `{name}`"
    package = registry.package.format(slug)
    if not registry.is_here():
        return None, registry.way_out
    # In a folder of its own: settings of the working directory, or a module there, are of no account.
    with TemporaryDirectory() as folder:
        why = _ask(registry, package, Path(folder))
        archives = [path for path in Path(folder).iterdir() if path.suffix in {".whl", ".tgz"}]
        if why or len(archives) != 1:
            return None, why or f"{registry.name} gave no package `{package}`"
        try:
            fonts = in_worker(partial(_fonts_in, archives[0], name, weights))
            return Fetched(archives[0].name, registry.name, fonts), ""
        except PackageError as error:
            return None, f"`{package}` of {registry.name} can't be used: {error}"


def _fonts_in(archive: Path, name: str, weights: Sequence[int]) -> PackagedFonts:
    with limited(f"to read `{archive.name}`"):
        return fonts_in(archive, name, weights)


def _ask(registry: Registry, package: str, folder: Path) -> str:
    """Have a package put into a folder. Return why it is not there, or nothing."""
    try:
        done = subprocess.run(  # noqa: S603 - the name of the package has letters, digits and hyphens only
            [*registry.command, package],
            cwd=folder,
            env={**os.environ, "NO_COLOR": "1"},
            capture_output=True,
            text=True,
            errors="replace",
            stdin=subprocess.DEVNULL,
            timeout=MOST_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return f"{registry.name} took longer than {MOST_SECONDS} seconds"
    except OSError as error:
        return f"{registry.command[0]} can't be run: {error.strerror}"
    return "" if done.returncode == 0 else _why(registry, package, done.stderr)


def _why(registry: Registry, package: str, said: str) -> str:
    """Return in words why a program brought nothing."""
    if "No module named pip" in said:
        return registry.way_out
    if NO_ANSWER.search(said):
        return f"{registry.name} does not answer: look at the network, or at the settings of its program"
    if NOT_THERE.search(said):
        return f"{registry.name} has no package `{package}`"
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    return f"{registry.name}: {lines[-1][:200] if lines else 'no reason is given'}"
