"""The same words make the same bytes, in every process and wherever the folders are."""

import shutil
from pathlib import Path

from tests.support.building import Builds, checksums, standard_of
from tests.support.folders import GARDEN, TEMPLATES
from tests.support.programs import Run


def test_two_runs_make_the_same_bytes(program: Run, builds: Builds, tmp_path: Path) -> None:
    shutil.copytree(GARDEN, tmp_path / "content")
    shutil.copytree(TEMPLATES, tmp_path / "templates")
    assert program("build", "--profession", "gardener").returncode == 0
    before = checksums(builds.of(standard_of("gardener"), GARDEN))
    assert len(before) == 6
    assert checksums(tmp_path / "output") == before
