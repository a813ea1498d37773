"""`scripts/release`: what it refuses, and what it writes. The whole of it takes minutes and is tried by `--dry-run`."""

import os
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from tests.support.folders import ROOT, replace

pytestmark = pytest.mark.command
CHANGELOG = """# Changelog

## [Unreleased]

### Added

- A thing.

## [1.1.0] - 2026-01-31

- Others.
"""
MODULE = '"""A module."""\n\n__version__ = "1.1.0"\n'
WITHOUT_GIT = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
"""A hook of git runs with variables that lead every git to its own repository."""


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A folder with a changelog and a version."""
    (tmp_path / "src" / "framework_pdf").mkdir(parents=True)
    (tmp_path / "CHANGELOG.md").write_text(CHANGELOG, encoding="utf-8")
    (tmp_path / "src" / "framework_pdf" / "__init__.py").write_text(MODULE, encoding="utf-8")
    return tmp_path


@pytest.fixture
def checkout(source: Path) -> Path:
    """A repository with scripts, a changelog and a version, on its branch main."""
    shutil.copytree(ROOT / "scripts", source / "scripts")
    git(source, "init", "--quiet", "--initial-branch", "main")
    git(source, "add", ".")
    git(source, "-c", "user.name=a", "-c", "user.email=a@example.org", "commit", "--quiet", "--message", "First")
    return source


def git(folder: Path, *arguments: str) -> None:
    subprocess.run(["git", *arguments], cwd=folder, env=WITHOUT_GIT, check=True)


def write(source: Path, version: str) -> str:
    """Write a version and the day into a folder, and return what was said instead."""
    command = [sys.executable, str(ROOT / "scripts" / "release.py"), version, str(source)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == (1 if done.stderr else 0)
    return done.stderr


def release(checkout: Path, *arguments: str) -> tuple[int, str]:
    """Return the exit code and the words of a release that is refused."""
    command = str(checkout / "scripts" / "release")
    done = subprocess.run([command, *arguments], env=WITHOUT_GIT, capture_output=True, text=True, check=False)
    return done.returncode, done.stderr


def contents(source: Path) -> tuple[str, str]:
    module = source / "src" / "framework_pdf" / "__init__.py"
    return (source / "CHANGELOG.md").read_text(encoding="utf-8"), module.read_text(encoding="utf-8")


def test_what_was_unreleased_gets_the_version_and_the_day(source: Path) -> None:
    assert write(source, "1.2.0") == ""
    changelog, module = contents(source)
    released = f"## [Unreleased]\n\n## [1.2.0] - {date.today().isoformat()}\n"
    assert changelog == CHANGELOG.replace("## [Unreleased]\n", released)
    assert module == MODULE.replace("1.1.0", "1.2.0")


def test_the_first_release_may_have_the_version_that_is_there(source: Path) -> None:
    replace(source / "CHANGELOG.md", "## [1.1.0] - 2026-01-31", "")
    assert write(source, "1.1.0") == ""
    assert contents(source)[1] == MODULE


@pytest.mark.parametrize(
    ("old", "new", "version", "said"),
    [
        ("- A thing.", "", "1.2.0", "CHANGELOG.md:3:1: nothing stands below [Unreleased]"),
        ("## [Unreleased]", "## Soon", "1.2.0", "CHANGELOG.md:1:1: no line is '## [Unreleased]'"),
        ("1.1.0", "1.2.0", "1.2.0", "CHANGELOG.md:9:1: 1.2.0 is released already; take a later version"),
        ("", "", "1.0.9", "src/framework_pdf/__init__.py:3:1: 1.0.9 is lower than 1.1.0; take a later version"),
        ("", "", "v1.2", "v1.2 is not a version; write one such as 1.2.0"),
    ],
)
def test_what_can_not_be_released_is_told_and_nothing_is_changed(
    source: Path, old: str, new: str, version: str, said: str
) -> None:
    replace(source / "CHANGELOG.md", old, new)
    before = contents(source)
    assert said in write(source, version)
    assert contents(source) == before


def test_a_release_takes_a_clean_main_and_a_new_tag(checkout: Path) -> None:
    git(checkout, "tag", "v1.2.0")
    assert release(checkout, "1.2.0") == (
        1,
        "No release: the tag v1.2.0 is there already. Take another version.\n",
    )
    (checkout / "new.txt").touch()
    assert "something that is not committed" in release(checkout, "1.3.0", "--dry-run")[1]
    git(checkout, "switch", "--quiet", "--create", "other")
    assert "not the branch main" in release(checkout, "1.3.0")[1]


@pytest.mark.parametrize("arguments", [(), ("--dry-run",), ("1.2.0", "1.3.0"), ("1.2.0", "--dry")])
def test_a_release_takes_one_version(checkout: Path, arguments: tuple[str, ...]) -> None:
    assert release(checkout, *arguments) == (
        2,
        "Usage: scripts/release VERSION [--dry-run], with a version such as 1.2.0\n",
    )
