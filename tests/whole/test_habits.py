"""Habits of work on this checkout: how files are written, hooks of git, short names of scripts, and which Python."""

import re
import subprocess
import sys
from fnmatch import fnmatch
from pathlib import Path

import pytest
import yaml

from tests.support.folders import ROOT

AS_THEY_ARE = re.compile(r"tests/corpus/|content/brands/[^/]+/fonts/")
"""Files of which .editorconfig leaves each byte alone."""
NOT_TEXT = {".pdf", ".png", ".jpg", ".woff2"}


def texts() -> dict[str, bytes]:
    """Return what is in each text file of the checkout, by its path."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    paths = [path for path in listed.split("\0") if path and Path(path).suffix not in NOT_TEXT]
    return {path: (ROOT / path).read_bytes() for path in paths if not AS_THEY_ARE.match(path)}


def is_there(command: str) -> bool:
    """Whether the first word of a command is a script of ours, or a program of the environment that runs the tests."""
    program = command.split()[0]
    if program.startswith(".venv/bin/"):
        return (Path(sys.executable).parent / Path(program).name).is_file()
    return program.startswith("scripts/") and (ROOT / program).stat().st_mode & 0o111 != 0


@pytest.mark.command
def test_files_are_written_as_the_editorconfig_says() -> None:
    found = texts()
    assert len(found) > 300
    for path, content in found.items():
        assert content == b"" or content.endswith(b"\n"), path
        assert not re.search(rb"\r|\t|[ ]$", content, flags=re.M), path
        content.decode("utf-8")


def test_hooks_of_git_are_of_this_checkout_alone() -> None:
    written = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8"))
    assert [repo["repo"] for repo in written["repos"]] == ["local"]
    hooks = written["repos"][0]["hooks"]
    assert [hook["id"] for hook in hooks] == ["lint", "format", "types", "content", "quick"]
    for hook in hooks:
        assert hook["language"] == "system", hook["id"]
        assert is_there(hook["entry"]), hook["id"]


def test_content_is_read_before_a_commit_that_changes_it() -> None:
    written = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8"))
    pattern = next(hook["files"] for hook in written["repos"][0]["hooks"] if hook["id"] == "content")
    assert re.search(pattern, "content/framework.yml")
    assert re.search(pattern, "content/professions/podiatrist.yml")
    assert not re.search(pattern, "content/brands/whirligig/_brand.yml")


def test_the_justfile_has_six_verbs_that_call_what_is_there() -> None:
    lines = (ROOT / "justfile").read_text(encoding="utf-8").splitlines()
    verbs = [line.split(":")[0].split()[0] for line in lines if re.match(r"[a-z]+[^:=]*:", line)]
    commands = [line.strip() for line in lines if line.startswith(" ")]
    assert verbs == ["setup", "quick", "test", "build", "bench", "release"]
    assert len(commands) == len(verbs)
    for command in commands:
        assert is_there(command), command


def test_the_page_for_contributors_shows_each_verb_beside_what_it_calls() -> None:
    page = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| [^|]+ \| `([^`]+)` \| `just ([a-z]+)[^`]*` \|$", page, flags=re.M)
    assert [verb for _, verb in rows] == ["setup", "quick", "test", "build", "bench", "release"]
    for command, _ in rows:
        assert is_there(command), command


@pytest.mark.command
def test_a_python_of_another_version_is_found() -> None:
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    found = subprocess.run([ROOT / "scripts" / "find-python", version], capture_output=True, text=True, check=False)
    none = subprocess.run([ROOT / "scripts" / "find-python", "2.99"], capture_output=True, text=True, check=False)
    assert (none.returncode, none.stdout, none.stderr) == (1, "", "")
    if found.returncode == 0:
        said = subprocess.run([found.stdout.strip(), "--version"], capture_output=True, text=True, check=True).stdout
        assert said.startswith(f"Python {version}.")


def test_no_folder_of_tests_is_passed_over(pytestconfig: pytest.Config) -> None:
    passed_over = pytestconfig.getini("norecursedirs")
    folders = {path.parent for path in (ROOT / "tests").rglob("test_*.py")}
    assert ROOT / "tests" / "build" in folders
    assert [folder for folder in folders if any(fnmatch(folder.name, pattern) for pattern in passed_over)] == []
