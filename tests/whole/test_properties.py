"""Laws that hold whatever comes in: of reading, laying over, planning, imposing and the command line."""

import io
import shutil
import sys
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from itertools import chain
from pathlib import Path
from typing import Any

import click
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as some

from framework_pdf.cli import main as command_line
from framework_pdf.content.catalogue import Catalogue
from framework_pdf.content.loading import load
from framework_pdf.content.model.printing import Condition, PrinterMark
from framework_pdf.content.overlays import lay_over
from framework_pdf.content.yaml_source import YamlSource, read_yaml
from framework_pdf.core.diagnostics import Diagnostic, errors_in
from framework_pdf.core.errors import FrameworkPdfError, RequestError
from framework_pdf.core.key_path import KeyPath
from framework_pdf.core.units import A3, A4, LETTER, Paper
from framework_pdf.pdf.office.imposition import SheetLayout, layout
from framework_pdf.products.office_job import FILL, BindingEdge, Flip, OfficeJob
from framework_pdf.products.plan import Request
from framework_pdf.products.press_job import PressOptions
from tests.support.composing import PRODUCTS, planned
from tests.support.folders import CONTENT, GARDEN
from tests.support.places import is_placed
from tests.support.sheets import behind, places

USUAL = settings().max_examples
"""How many examples there are where nothing else is said: a fixed few in each run, more and others in a nightly one."""

KEYS = some.sampled_from(["id", "title", "text", "aspects", "questions", "source", "entries"])
KEYS |= some.text(max_size=5).map(str.strip)  # white space at the edges of keys and texts is left out
TEXTS = some.text().map(str.strip)
SCALARS = some.one_of(some.none(), some.booleans(), some.integers(), some.floats(allow_nan=False), TEXTS, some.dates())
TREES = some.recursive(
    SCALARS, lambda below: some.lists(below, max_size=4) | some.dictionaries(KEYS, below, max_size=4), max_leaves=12
)
MAPPINGS = some.dictionaries(KEYS, TREES, max_size=4)
LISTED = some.lists(
    some.builds(lambda name, more: {**more, "id": name}, some.sampled_from("abc"), MAPPINGS), max_size=3
)
"""Entries with ids, some of them twice."""
ENTRIES = some.dictionaries(some.sampled_from("abc"), TREES | LISTED, max_size=3)
"""Of few keys, so that what is laid over has some of what lies below."""
FILES = sorted(str(path.relative_to(GARDEN)) for path in GARDEN.rglob("*.yml"))


@pytest.fixture(scope="module")
def garden(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the small framework, to be changed."""
    folder = tmp_path_factory.mktemp("garden") / "content"
    for name in FILES:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes((GARDEN / name).read_bytes())
    return folder


# Reading


def told(folder: Path, name: str, data: bytes) -> tuple[Diagnostic, ...]:
    """Return what is told of a content folder where a file holds something else for a while."""
    path = folder / name
    before = path.read_bytes()
    path.write_bytes(data)
    try:
        _, problems = load((folder,))
    except FrameworkPdfError as error:
        problems = error.diagnostics
        assert errors_in(problems)
    for problem in problems:
        assert is_placed(problem), problem
    path.write_bytes(before)
    return problems


@given(name=some.sampled_from(FILES), data=some.binary(max_size=300))
def test_any_bytes_are_told_of_by_their_place(garden: Path, name: str, data: bytes) -> None:
    assert told(garden, name, data)


@given(name=some.sampled_from(FILES), tree=TREES | ENTRIES)
def test_any_tree_is_told_of_by_its_place(garden: Path, name: str, tree: Any) -> None:
    nothing_said = name == "labels.yml" and tree == {}  # every label has a default
    assert nothing_said or told(garden, name, yaml.safe_dump(tree).encode())


@given(name=some.sampled_from(FILES), tree=TREES, data=some.data())
def test_any_value_in_a_file_is_told_of_by_its_place_or_good(
    garden: Path, name: str, tree: Any, data: some.DataObject
) -> None:
    whole = yaml.safe_load((garden / name).read_bytes())
    *way, last = data.draw(some.sampled_from([way for way in ways(whole) if way]))
    around = whole
    for step in way:
        around = around[step]
    around[last] = tree
    told(garden, name, yaml.safe_dump(whole).encode())


@given(tree=TREES)
def test_what_is_read_is_what_was_written_and_each_value_has_its_place(garden: Path, tree: Any) -> None:
    source = written(garden.parent / "some.yml", tree)
    assert source.data == tree
    assert set(source.values) == set(ways(tree))
    assert set(source.keys) == {way for way in ways(tree) if way and isinstance(way[-1], str)}
    lines = source.path.read_text(encoding="utf-8").splitlines()
    for way, key in source.keys.items():
        line = lines[(key.line or 0) - 1][(key.column or 0) - 1 :]
        assert line.startswith((str(way[-1])[:1], '"', "'", "?")), (way, line)


def written(path: Path, tree: Any) -> YamlSource:
    """Write a tree into a file, and return what is read of it."""
    path.write_text(yaml.safe_dump(tree, sort_keys=False), encoding="utf-8")
    source, problems = read_yaml(path)
    assert source
    assert not problems
    return source


def ways(tree: Any, way: KeyPath = ()) -> Iterator[KeyPath]:
    """Return the way to each value in a tree."""
    yield way
    below = tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ()
    for step, value in below:
        yield from ways(value, (*way, step))


def value_at(tree: Any, way: KeyPath) -> Any:
    for step in way:
        tree = tree[step]
    return tree


# Laying over


@given(tree=ENTRIES)
def test_nothing_laid_over_changes_nothing_and_a_thing_over_itself_is_the_same(garden: Path, tree: Any) -> None:
    under = written(garden.parent / "under.yml", tree)
    over_nothing = lay_over(under, written(garden.parent / "over.yml", {}))
    assert (over_nothing.data, over_nothing.values, over_nothing.keys) == (tree, under.values, under.keys)
    over_itself = lay_over(under, under)
    assert (over_itself.data, over_itself.values, over_itself.keys) == (tree, under.values, under.keys)


@given(low=ENTRIES, high=ENTRIES)
def test_what_is_laid_over_holds_and_each_value_has_the_place_that_it_comes_from(
    garden: Path, low: Any, high: Any
) -> None:
    under, over = written(garden.parent / "under.yml", low), written(garden.parent / "over.yml", high)
    both = lay_over(under, over)
    assert set(both.values) == set(ways(both.data))
    assert set(both.keys) == {way for way in ways(both.data) if way and isinstance(way[-1], str)}
    for way in ways(both.data):
        value, place = value_at(both.data, way), both.at_value(way)
        came_from = under if place.path == under.path else over
        if not isinstance(value, (dict, list)):
            assert value in [value_at(came_from.data, at) for at, other in came_from.values.items() if other == place]
    for key, value in high.items():
        if not isinstance(value, (dict, list)):
            assert both.data[key] == value
    assert {key: both.data[key] for key in low.keys() - high.keys()} == {
        key: low[key] for key in low.keys() - high.keys()
    }
    assert list(both.data) == list(dict.fromkeys((*low, *high)))


@given(low=ENTRIES, high=ENTRIES)
def test_laid_over_again_nothing_more_changes(garden: Path, low: Any, high: Any) -> None:
    under, over = written(garden.parent / "under.yml", low), written(garden.parent / "over.yml", high)
    both = lay_over(under, over)
    assert lay_over(both, over).data == lay_over(under, both).data == both.data
    assert lay_over(both, over).values == both.values


# Planning


def names_of(catalogue: Catalogue) -> tuple[list[str], list[str], list[str]]:
    """Return words for the professions, aspects and printers of a catalogue."""
    professions = [name for profession in catalogue.professions.values() for name in profession.names]
    aspects = [word for n, aspect in enumerate(catalogue.aspects, 1) for word in (str(n), aspect.id, aspect.title)]
    return professions, aspects, list(catalogue.printers)


def works() -> some.SearchStrategy[OfficeJob]:
    return some.builds(
        OfficeJob,
        n_up=some.none() | some.just(FILL) | some.integers(1, 30),
        sides=some.sampled_from([1, 2]),
        paper=some.sampled_from([None, A3, A4, LETTER, Paper("450x320", 320, 450)]),
        flip=some.sampled_from([None, *Flip]),
        signature=some.none() | some.integers(1, 20),
        binding=some.sampled_from([None, *BindingEdge]),
    )


def requests(catalogue: Catalogue) -> some.SearchStrategy[Request]:
    professions, aspects, printers = names_of(catalogue)
    order = some.builds(
        PressOptions,
        printer=some.none() | some.sampled_from(printers) | some.text(max_size=9),
        bleed=some.none() | some.floats(0, 10),
        marks=some.none() | some.lists(some.sampled_from(PrinterMark), unique=True).map(tuple),
        split_cover=some.none() | some.booleans(),
        condition=some.none() | some.sampled_from(Condition),
        copies=some.none() | some.integers(1),
    )
    return some.builds(
        Request,
        professions=some.lists(some.sampled_from(professions) | some.text(max_size=9), max_size=3).map(tuple),
        every_profession=some.booleans(),
        products=some.lists(some.sampled_from(list(PRODUCTS.offered)) | some.text(max_size=9), max_size=3).map(tuple),
        aspects=some.lists(some.sampled_from(aspects) | some.text(max_size=9), max_size=3).map(tuple),
        paper=some.sampled_from([None, "A4", "a5", "B7"]),
        variants=some.lists(some.sampled_from(PRODUCTS.editions), min_size=1).map(tuple),
        formats=some.lists(some.sampled_from(["pdf", "html", "docx"]), min_size=1).map(tuple),
        office=some.none() | works(),
        press=some.none() | order,
    )


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    """The small framework, with printers of our own content."""
    folder = tmp_path_factory.mktemp("planned") / "content"
    shutil.copytree(GARDEN, folder)
    shutil.copytree(CONTENT / "printers", folder / "printers")
    return load((folder,))[0]


@pytest.mark.build
@settings(max_examples=4 * USUAL)
@given(data=some.data(), brand=some.sampled_from([None, "a-brand", "cook"]))
def test_any_request_is_planned_or_told_of_with_a_way_out(
    catalogue: Catalogue, data: some.DataObject, brand: str | None
) -> None:
    request = data.draw(requests(catalogue))
    try:
        editions = planned(request, catalogue, brand)
    except RequestError as error:
        hints = [problem.hint for problem in error.diagnostics]
        assert all(hints)
        return
    paths = [edition.path for edition in editions]
    assert len(set(paths)) == len(paths) > 0
    for edition in editions:
        assert not edition.path.is_absolute()
        assert ".." not in edition.path.parts
        assert edition.path.parts[0] == (brand or edition.profession.id)
        assert edition.path.suffix == f".{edition.format_name}"
        assert edition.format_name in request.formats
        assert edition.aspects
        assert edition.paper in (edition.variant.papers if edition.format.has_pages else (None,))


# Imposing


@settings(max_examples=4 * USUAL)
@given(pages=some.integers(1, 300), width=some.floats(20, 1000), height=some.floats(20, 1000), work=works())
def test_any_pages_stand_on_sheets_once_and_back_to_back(
    pages: int, width: float, height: float, work: OfficeJob
) -> None:
    made = layout(pages, (width, height), work)
    columns, rows = made.columns, made.rows
    assert 0 < made.scale <= 1
    assert width * made.scale * columns <= made.width + 0.11
    assert height * made.scale * rows <= made.height + 0.11
    sides = [side for sheet in made.sheets for side in (sheet.front, sheet.back)]
    standing = [place.page for side in sides for row in side for place in row if place.page]
    assert sorted(standing) == list(range(1, pages + 1))
    assert all((len(side), len(side[0])) == (rows, columns) for side in sides)
    if work.is_folded:
        assert sum(made.signatures) == len(made.sheets)
        assert max(made.signatures) <= (work.signature or len(made.sheets))
        assert max(made.signatures) - min(made.signatures) <= 1
    elif isinstance(work.n_up, int):
        assert {sum(place.page is not None for row in sheet.front for place in row) for sheet in made.sheets[:-1]} <= {
            work.n_up
        }
    backs = {frozenset(filter(None, leaf)) for leaf in leaves(made, work)}
    if work.is_duplex:
        assert {frozenset((page, page + 1)) for page in range(1, pages - 1, 2)} <= backs
        assert all(max(leaf) - min(leaf) == len(leaf) - 1 for leaf in backs if leaf)
    else:
        assert {frozenset((page,)) for page in range(1, pages + 1)} <= backs


def leaves(made: SheetLayout, work: OfficeJob) -> Iterator[tuple[int | None, int | None]]:
    """Return the pages on the front and on the back of each leaf of sheets, both upright."""
    is_wide = made.width > made.height
    flip = work.flip or (Flip.SHORT if is_wide else Flip.LONG)
    for sheet in made.sheets:
        back = behind(sheet.back, flip, is_wide)
        for place, (page, _) in places(sheet.front).items():
            other, is_upside_down = back[place]
            assert other is None or not is_upside_down
            yield page, other


# The command line


WORDS = some.sampled_from(
    ["-", "--", "1", "0", "-1", "1e9", "nan", "A4", "none", "content", "x.pdf", "[", "0x1", "٣", ""]
)
TYPED = WORDS | some.text(some.characters(exclude_characters="/\x00", exclude_categories=["Cs"]), max_size=12)


def commands() -> dict[tuple[str, ...], click.Command]:
    """Return each command that makes nothing outside of the output folder, by its words."""
    context = click.Context(command_line.cli)
    every: dict[tuple[str, ...], click.Command | None] = {
        (name,): command_line.cli.get_command(context, name) for name in command_line.COMMANDS
    }
    brand = every.pop(("brand",))
    assert isinstance(brand, click.Group)
    every |= {("brand", name): command for name, command in brand.commands.items()}
    others = {
        ("doctor",),
        ("new",),
        ("schema",),
        ("print-test",),
        ("watch",),
        ("brand", "new"),
    }  # slow, or without an end
    return {words: command for words, command in every.items() if command and words not in others}


@some.composite
def arguments(draw: some.DrawFn) -> list[str]:
    """Words that might be typed: a command, options that it has or has not, and what may follow them."""
    words, command = draw(some.sampled_from(sorted(commands().items(), key=lambda each: each[0])))
    options = [word for option in command.params for word in (*option.opts, *option.secondary_opts) if word[0] == "-"]
    names = some.sampled_from([*options, "-h", "--no-such"])
    typed = some.tuples(names) | some.tuples(names, TYPED) | some.tuples(TYPED)
    return [*words, *chain.from_iterable(draw(some.lists(typed, max_size=4)))]


@pytest.mark.build
@settings(max_examples=6 * USUAL)
@given(said=arguments())
def test_whatever_is_typed_ends_in_words(broken: Path, said: list[str]) -> None:
    before = {path: path.read_bytes() for path in broken.rglob("*") if path.is_file()}
    code, printed = ended(said)
    assert code in {0, 1, 2}, printed
    assert "Traceback" not in printed
    assert {path: path.read_bytes() for path in broken.rglob("*") if path.is_file()} == before


@pytest.fixture(scope="module")
def broken(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A working directory whose content can't be read, so that no command gets as far as making anything."""
    folder = tmp_path_factory.mktemp("typed")
    (folder / "content").mkdir()
    (folder / "content" / "framework.yml").write_text("title: [", encoding="utf-8")
    (folder / "x.pdf").write_bytes(b"%PDF-1.7 and no more")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        yield folder


def ended(said: list[str]) -> tuple[int, str]:
    """Type something, and return the exit code and all that was printed."""
    printed = io.StringIO()
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(printed), redirect_stderr(printed):
        patch.setattr(sys, "argv", ["framework-pdf", *said])
        try:
            command_line.main()
        except SystemExit as end:
            return int(end.code or 0), printed.getvalue()
    return 0, printed.getvalue()
