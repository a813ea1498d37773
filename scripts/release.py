"""Write a version and today's date into a copy of the source, for `scripts/release`: `release.py VERSION FOLDER`."""

import re
import sys
from datetime import date
from pathlib import Path

CHANGELOG = "CHANGELOG.md"
VERSION = "src/framework_pdf/__init__.py"

_NUMBERS = r"(\d+)\.(\d+)\.(\d+)"
_ASSIGNED = re.compile(rf'^__version__ = "{_NUMBERS}"$', re.MULTILINE)
_UNRELEASED = re.compile(r"^## \[Unreleased\]$", re.MULTILINE)
_VERSION_HEADING = re.compile(r"^## ", re.MULTILINE)


class ReleaseError(Exception):
    """Why the version can't be released, with the place and a way out."""


def main(version: str, folder: Path) -> None:
    """Change the version and the changelog in a folder, or raise ReleaseError and change neither."""
    if not re.fullmatch(_NUMBERS, version):
        raise ReleaseError(f"{version} is not a version; write one such as 1.2.0")
    changelog, module = folder / CHANGELOG, folder / VERSION
    dated = with_date(changelog.read_text(encoding="utf-8"), version, date.today().isoformat())
    versioned = with_version(module.read_text(encoding="utf-8"), version)
    changelog.write_text(dated, encoding="utf-8")
    module.write_text(versioned, encoding="utf-8")


def with_date(changelog: str, version: str, day: str) -> str:
    """Return the changelog with what was unreleased under the version and the day, below an empty [Unreleased]."""
    heading = _UNRELEASED.search(changelog)
    if not heading:
        raise ReleaseError(f"{CHANGELOG}:1:1: no line is '## [Unreleased]'; write what has changed below one")
    released = changelog.find(f"## [{version}]")
    if released >= 0:
        place = _place(CHANGELOG, changelog, released)
        raise ReleaseError(f"{place}: {version} is released already; take a later version")
    following = _VERSION_HEADING.search(changelog, heading.end())
    changes = changelog[heading.end() : following.start() if following else None]
    if not any(line and not line.startswith("#") for line in changes.splitlines()):
        place = _place(CHANGELOG, changelog, heading.start())
        raise ReleaseError(f"{place}: nothing stands below [Unreleased]; write there what has changed")
    return f"{changelog[: heading.end()]}\n\n## [{version}] - {day}{changelog[heading.end() :]}"


def with_version(module: str, version: str) -> str:
    """Return the module with another version, which must not be lower than the one that it has."""
    assigned = _ASSIGNED.search(module)
    if not assigned:
        raise ReleaseError(f"{VERSION}:1:1: no line is such as '__version__ = \"1.2.0\"'; write one")
    if _numbers(version) < _numbers(".".join(assigned.groups())):
        place = _place(VERSION, module, assigned.start())
        raise ReleaseError(f"{place}: {version} is lower than {'.'.join(assigned.groups())}; take a later version")
    return f'{module[: assigned.start()]}__version__ = "{version}"{module[assigned.end() :]}'


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(number) for number in version.split("."))


def _place(file: str, text: str, position: int) -> str:
    """Return file, line and column of a position at which a line begins."""
    line = text.count("\n", 0, position) + 1
    return f"{file}:{line}:1"


if __name__ == "__main__":
    try:
        main(sys.argv[1], Path(sys.argv[2]))
    except ReleaseError as reason:
        sys.exit(str(reason))
