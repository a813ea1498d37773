"""Each file in `corpus/` once did harm, or might: it is told of by its place, or good. `scripts/fuzz` finds more."""

from pathlib import Path

import pytest

from tests.support.targets import CORPUS, TARGETS


@pytest.mark.usefixtures("without_verapdf")
@pytest.mark.parametrize("path", sorted(CORPUS.rglob("*.*")), ids=lambda path: f"{path.parent.name}/{path.name}")
def test_what_is_kept_is_told_of_by_its_place_or_good(path: Path) -> None:
    TARGETS[path.parent.name](path.read_bytes())
