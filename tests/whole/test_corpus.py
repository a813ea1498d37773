"""Each file in `corpus/` once did harm, or might: it is told of by its place, or good. `scripts/fuzz` finds more."""

from pathlib import Path

import pytest
from _pytest.mark.structures import ParameterSet

from tests.support.targets import CORPUS, TARGETS


def _file(path: Path) -> ParameterSet:
    """Return a file as a parameter: PDFs are read in a worker."""
    return pytest.param(
        path, id=f"{path.parent.name}/{path.name}", marks=[pytest.mark.command] if path.parent.name == "pdf" else []
    )


@pytest.mark.usefixtures("without_verapdf")
@pytest.mark.parametrize("path", [*map(_file, sorted(CORPUS.rglob("*.*")))])
def test_what_is_kept_is_told_of_by_its_place_or_good(path: Path) -> None:
    TARGETS[path.parent.name](path.read_bytes())
