"""The same words make the same bytes, in every process and wherever the folders are."""

import hashlib
import shutil
from pathlib import Path

from .conftest import CONTENT, TEMPLATES, Run


def hashes(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.rglob("*.pdf")
    }


def test_two_runs_make_the_same_bytes(run: Run, podiatrist: Path, tmp_path: Path) -> None:
    shutil.copytree(CONTENT, tmp_path / "content")
    shutil.copytree(TEMPLATES, tmp_path / "templates")
    assert run("build", "--profession", "podiatrist").returncode == 0
    assert len(hashes(podiatrist)) == 8
    assert hashes(tmp_path / "output" / "podiatrist") == hashes(podiatrist)
