"""What reads bytes: each fails where it does not say in words, and by its place, what is wrong with them.

`scripts/fuzz` throws millions of inputs at these, and `test_targets.py` what is kept in `corpus/`.
"""

import math
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from framework_pdf.brand.model import Brand
from framework_pdf.brand.pictures import picture_of
from framework_pdf.build.impose import impose
from framework_pdf.content.entries import FILES, FOLDERS, LISTS
from framework_pdf.content.model.base import Entry
from framework_pdf.content.model.overlay import Overlay
from framework_pdf.content.validation import validate
from framework_pdf.content.yaml_source import YamlSource, read_yaml
from framework_pdf.core.diagnostics import Location
from framework_pdf.core.errors import FrameworkPdfError
from framework_pdf.preflight.inspection import inspect
from framework_pdf.products.office_job import OfficeJob
from tests.support.drawings import DRAWINGS
from tests.support.places import is_placed

TESTS = Path(__file__).parents[1]
CORPUS = TESTS / "corpus"
MODELS: tuple[type[Entry], ...] = (*FILES.values(), *LISTS.values(), *FOLDERS.values(), Overlay, Brand)
FOLDER = tempfile.TemporaryDirectory(prefix="framework-pdf-")


def read_entry(data: bytes) -> None:
    """Read a YAML file, and check it as the entry that it may be."""
    path = Path(FOLDER.name) / "some.yml"
    path.write_bytes(data)
    source, problems = read_yaml(path)
    assert source or problems
    assert all(map(is_placed, problems)), problems
    for part in _entries(source) if source else ():
        entry, problems = validate(part, _likeliest(part))
        assert (entry is None) == bool(problems)
        assert all(map(is_placed, problems)), problems


def _likeliest(source: YamlSource) -> type[Entry]:
    """Return the kind of entry that has most keys of what was read."""
    said = set(source.data) if isinstance(source.data, dict) else set()
    return max(
        MODELS, key=lambda model: len(said & {field.alias or name for name, field in model.model_fields.items()})
    )


def _entries(source: YamlSource) -> tuple[YamlSource, ...]:
    """Return what was read, and the first entry of a list."""
    return (source, *source.entries()[:1]) if isinstance(source.data, list) else (source,)


def read_drawing(data: bytes) -> None:
    """Read a drawing as the picture of a kit."""
    path = Path(FOLDER.name) / "some.svg"
    path.write_bytes(data)
    picture, problems = picture_of(path, Location(path, 1, 1))
    assert (picture is None) == bool(problems)
    assert picture is None or all(0 < side < math.inf for side in (picture.width, picture.height))
    assert all(map(is_placed, problems)), problems


def read_pdf(data: bytes) -> None:
    """Put the pages of a PDF on sheets, and check it."""
    path = Path(FOLDER.name) / "some.pdf"
    path.write_bytes(data)
    problems = inspect([path]).unreadable
    try:
        impose([path], OfficeJob(n_up=2), path.parent)
    except FrameworkPdfError as error:
        problems += error.diagnostics
    assert all(problem.location == Location(path) for problem in problems), problems


def seeds(name: str) -> Iterator[bytes]:
    """Return what a target begins with: what is good, and what once was not told of."""
    content = TESTS.parent / "content"
    yield from (path.read_bytes() for path in sorted((CORPUS / name).iterdir()))
    if name == "yaml":
        yield from (path.read_bytes() for path in sorted([*content.rglob("*.yml"), *(TESTS / "garden").rglob("*.yml")]))
    elif name == "svg":
        yield from (path.read_bytes() for path in sorted(content.rglob("*.svg")))
        yield from (drawing.encode() for drawing in DRAWINGS.values())


TARGETS: dict[str, Callable[[bytes], None]] = {"yaml": read_entry, "svg": read_drawing, "pdf": read_pdf}
