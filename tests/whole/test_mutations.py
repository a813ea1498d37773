"""Mutations of our own content, tried by machine: each is told of by its place, or does no harm.

A fixed few are tried in each run, a thousand others in a nightly one.
"""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

import pytest

from framework_pdf.brand.kit import load_kit
from framework_pdf.brand.look import look_of
from framework_pdf.build.output import LOCK
from framework_pdf.build.pipeline import BuildOptions
from framework_pdf.content.catalogue import Catalogue
from framework_pdf.content.loading import load
from framework_pdf.content.passages import entry_nodes
from framework_pdf.core.diagnostics import Diagnostic, errors_in
from framework_pdf.core.errors import FrameworkPdfError
from framework_pdf.core.workspace import Workspace
from framework_pdf.html.composer import Composer
from framework_pdf.html.context import usual_settings
from framework_pdf.products.plan import Request
from tests.support.building import Build
from tests.support.composing import composer, planned
from tests.support.folders import BRANDS, CONTENT, GARDEN, TEMPLATES
from tests.support.mutations import Mutation, mutation
from tests.support.places import is_placed

pytestmark = pytest.mark.build
MANY, BATCH, MANY_OF_A_KIT = 1000, 50, 40
FEW, FEW_OF_A_KIT = range(0, MANY, 9), range(2, MANY_OF_A_KIT, 7)
"""The numbers that are tried in each run: every kind of mutation is among them, and every file of the content."""
BUILT = 20
"""Of so many mutations, one is built if it loads."""
PATIENCE = 60
"""In so many seconds all ends that ever ends."""
by_kit = pytest.mark.parametrize("name", [path.name for path in BRANDS])


def test_the_few_are_of_every_kind_and_in_every_file() -> None:
    few = [mutation(CONTENT, number) for number in FEW]
    files = {path.relative_to(CONTENT) for path in CONTENT.rglob("*.yml")}
    assert {each.kind for each in few} == {mutation(GARDEN, number).kind for number in range(MANY)}
    assert {Path(each.file) for each in few} == {path for path in files if path.parts[0] != "brands"}


@pytest.mark.parametrize("part", range(4))
def test_whatever_content_says_is_told_of_or_good(
    folder: Path, catalogue: Catalogue, warm_build: Build, part: int
) -> None:
    try_content(FEW[part::4], folder, catalogue, warm_build)


@pytest.mark.nightly
@pytest.mark.parametrize("first", range(0, MANY, BATCH))
def test_whatever_else_content_says_is_told_of_or_good(
    folder: Path, catalogue: Catalogue, warm_build: Build, first: int, seed: int
) -> None:
    first += seed * MANY
    try_content(range(first, first + BATCH), folder, catalogue, warm_build)


@by_kit
def test_whatever_a_kit_says_is_told_of_or_good(folder: Path, name: str) -> None:
    try_kit(FEW_OF_A_KIT, folder, name)


@pytest.mark.nightly
@by_kit
def test_whatever_else_a_kit_says_is_told_of_or_good(folder: Path, name: str, seed: int) -> None:
    first = seed * MANY_OF_A_KIT
    try_kit(range(first, first + MANY_OF_A_KIT), folder, name)


def try_content(numbers: range, folder: Path, catalogue: Catalogue, build: Build) -> None:
    """Try mutations of the content, of which some are bad and some good, in a working directory with a copy of it."""
    good = 0
    for number in numbers:
        each = mutation(CONTENT, number)
        with tried(each, folder / "content"):
            problems = problems_of(each, folder, catalogue, build)
            assert not problems or errors_in(problems)
            assert all(map(is_placed, problems)), "\n".join(map(str, problems))
            good += not problems
    assert 0 < good < len(numbers)


def try_kit(numbers: range, folder: Path, name: str) -> None:
    """Try mutations of a brand kit, in the same way."""
    kit, good = folder / "content" / "brands" / name, 0
    for number in numbers:
        each = mutation(CONTENT / "brands" / name, number)
        with tried(each, kit):
            problems = problems_with(kit, folder / "content")
            assert not problems or errors_in(problems)
            assert all(map(is_placed, problems)), "\n".join(map(str, problems))
            good += not problems
    assert 0 < good < len(numbers)


@contextmanager
def tried(each: Mutation, content: Path) -> Iterator[None]:
    """Let a copy of the content have a mutation for a while, and end what hangs meanwhile."""

    def end(_: int, frame: FrameType | None) -> None:
        raise TimeoutError(f"this takes more than {PATIENCE} s: {frame}")

    path = content / each.file
    before = path.read_bytes()
    path.write_bytes(each.data)
    usual = signal.signal(signal.SIGALRM, end)
    signal.alarm(PATIENCE)
    try:
        yield
    except Exception as error:
        error.add_note(f"{each}\n`python -m tests.support.mutations {each.number}` writes the file")
        raise
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, usual)
        path.write_bytes(before)


def problems_of(each: Mutation, folder: Path, before: Catalogue, build: Build) -> tuple[Diagnostic, ...]:
    """Return the errors of content with a mutation, and all that is told beside them.

    What loads is composed, and some of it built.
    """
    try:
        after, warnings = load((folder / "content",))
        assert not errors_in(warnings)
        assert said_elsewhere(after, folder / "content" / each.file) == said_elsewhere(before, CONTENT / each.file)
        request = request_for(each, after)
        compose(composer(after), after, request)
        if each.number % BUILT in {0, 1}:
            build_card(build, request, folder, folder / "output" / str(each.number))
    except FrameworkPdfError as error:
        return error.diagnostics
    return ()


def problems_with(kit: Path, content: Path) -> tuple[Diagnostic, ...]:
    """Return the errors in the kit, and all that is told beside them."""
    overlays = (kit / "content",) if (kit / "content").is_dir() else ()
    try:
        catalogue, _ = load((content, *overlays))
        look = look_of(load_kit(kit), catalogue)
        compose(Composer((TEMPLATES,), catalogue, look), catalogue, Request(products=("card",), aspects=("1",)))
    except FrameworkPdfError as error:
        return error.diagnostics
    return ()


def said_elsewhere(catalogue: Catalogue, file: Path) -> dict[tuple[str, ...], object]:
    """Return all that the files of a catalogue say, but for one."""
    return {
        entry.path: entry.value for entry in entry_nodes(catalogue) if catalogue.location(entry.key_path).path != file
    }


def request_for(each: Mutation, catalogue: Catalogue) -> Request:
    """Return the request for a card that has what was mutated, or may."""
    name = Path(each.file).stem
    return Request(
        professions=(name,) if name in catalogue.professions else (),
        products=("card",),
        aspects=(name[0] if name[0].isdigit() else "1",),
    )


def compose(composer: Composer, catalogue: Catalogue, card: Request) -> None:
    """Compose the card that a request asks for, and the web page of its profession."""
    page = Request(card.professions, products=("booklet",), formats=("html",))
    for edition in (*planned(card, catalogue), *planned(page, catalogue)):
        settings = usual_settings(catalogue, edition, edition.variant.type_sizes[-1])
        assert "</html>" in composer.compose(edition, settings)[0]


def build_card(build: Build, card: Request, folder: Path, output: Path) -> None:
    """Build the card that a request asks for; where that fails, nothing is written."""
    output.mkdir(parents=True)
    kept = output / "notes.txt"
    kept.write_text("from before", encoding="utf-8")
    try:
        built = build(Workspace((folder / "content",), (TEMPLATES,), output), card, BuildOptions())
    except FrameworkPdfError:
        assert {path for path in output.rglob("*") if path.name != LOCK} == {kept}
        assert kept.read_text(encoding="utf-8") == "from before"
        raise
    files = (file for entry, _ in built.made for file in entry.files)
    assert all((output / file.path).read_bytes().startswith(b"%PDF") for file in files)
