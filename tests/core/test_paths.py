"""How paths are told: in characters that can be written down, whatever bytes a name has."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from framework_pdf.build.manifest import LastRun, Manifest, MetRequest
from framework_pdf.core import workspace
from framework_pdf.core.diagnostics import Diagnostic, Location
from framework_pdf.core.errors import WorkspaceError
from framework_pdf.core.paths import shortest


@pytest.mark.parametrize(
    ("path", "told"),
    [
        (Path("content/a.yml"), "content/a.yml"),
        (Path("content/Wörter.yml"), "content/Wörter.yml"),
        (Path(os.fsdecode(b"content/\xff.yml")), r"content/\xff.yml"),
        (Path("/\ud800/x"), r"/\ud800/x"),
    ],
)
def test_a_path_is_told_and_written_down(path: Path, told: str) -> None:
    assert shortest(path) == told
    assert shortest(path.absolute()) == told
    found = (Diagnostic("unread-file", "this file is not read", Location(path)),)
    manifest = Manifest(LastRun(), (MetRequest({}, (), "", (), found),), (), ())
    assert told.replace("\\", "\\\\").encode() in manifest.to_json()


@pytest.mark.parametrize("make", [workspace.copy_to, lambda folder: workspace.write(folder, {"a.yml": b""})])
def test_no_folder_is_made_that_nobody_could_read(make: Callable[[Path], None], tmp_path: Path) -> None:
    with pytest.raises(WorkspaceError) as caught:
        make(tmp_path / os.fsdecode(b"\xff"))
    (problem,) = caught.value.diagnostics
    assert (problem.code, problem.hint) == (
        "bad-name",
        "give it another name: letters and digits of ASCII are safe everywhere",
    )
    assert str(problem.location).endswith(r"\xff")
    assert list(tmp_path.iterdir()) == []
