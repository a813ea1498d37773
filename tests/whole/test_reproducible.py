"""The same words make the same bytes, in every process and wherever the folders are."""

import shutil
from pathlib import Path

from tests.support.building import checksums
from tests.support.folders import CONTENT, TEMPLATES
from tests.support.programs import Run


def test_two_runs_make_the_same_bytes(program: Run, podiatrist: Path, tmp_path: Path) -> None:
    shutil.copytree(CONTENT, tmp_path / "content")
    shutil.copytree(TEMPLATES, tmp_path / "templates")
    assert program("build", "--profession", "podiatrist").returncode == 0
    assert len(checksums(podiatrist)) == 8
    assert checksums(tmp_path / "output" / "podiatrist") == checksums(podiatrist)
