"""What is up to date is not made again, the rest says why, and what was made for nothing is named and removed."""

import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import chdir, nullcontext
from dataclasses import replace as replaced
from itertools import pairwise
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from click.testing import CliRunner
from PIL import Image

from framework_pdf.build import brand_tasks, manifest, pipeline, up_to_date
from framework_pdf.build.manifest import FILE_NAME, read
from framework_pdf.build.pipeline import BuildOptions, BuildResult
from framework_pdf.build.session import open_sessions
from framework_pdf.build.sources import Sources, possible_places
from framework_pdf.build.versions import versions
from framework_pdf.build.workers import Workers
from framework_pdf.cli.main import cli
from framework_pdf.core import workspace
from framework_pdf.core.errors import FrameworkPdfError
from framework_pdf.products.edition import Edition
from framework_pdf.products.office_job import OfficeJob
from framework_pdf.products.plan import Request
from framework_pdf.products.press_job import PressOptions
from tests.support.building import STRICT, Builds, checksums
from tests.support.folders import GARDEN, TEMPLATES, append, replace
from tests.support.programs import Run

pytestmark = [pytest.mark.usefixtures("garden", "staying"), pytest.mark.build]
EVERYTHING = Request(every_profession=True)
RESTS = "nothing has changed: 1 edition in output/ (--force makes them again)"
SOIL = "content/aspects/1-soil.yml"
COOK = "content/professions/cook.yml"
COOKS, CHEFS = "id: cook\nname: cook\nplural: Cooks", "id: chef\nname: chef\nplural: Chefs"


@pytest.fixture(scope="module")
def grown(builds: Builds) -> Path:
    """A working directory with the garden, its templates, and everything built from them; for reading."""

    def grow(folder: Path) -> None:
        shutil.copytree(GARDEN, folder / "content")
        shutil.copytree(TEMPLATES, folder / "templates")
        with chdir(folder):
            pipeline.build(workspace.find(), EVERYTHING, STRICT)

    return builds.kept("grown", grow)


@pytest.fixture(scope="module")
def plot(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A working directory for all of these tests, in which each finds the same."""
    return tmp_path_factory.mktemp("plot")


@pytest.fixture
def garden(grown: Path, plot: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The same, to be changed."""
    for path in plot.iterdir():
        path.unlink() if path.is_symlink() or path.is_file() else shutil.rmtree(path)
    shutil.copytree(grown, plot, dirs_exist_ok=True)
    monkeypatch.chdir(plot)
    return plot


@pytest.fixture(scope="module")
def crew() -> Iterator[Workers]:
    """Workers that stay, as those of `watch` do."""
    with Workers() as workers:
        yield workers


@pytest.fixture
def staying(garden: Path, crew: Workers, monkeypatch: pytest.MonkeyPatch) -> None:
    """Have the builds of these tests done by the same workers, which begin in their working directory."""
    assert Path.cwd() == garden
    monkeypatch.setattr(pipeline, "Workers", lambda _: nullcontext(crew))


def build(request: Request = EVERYTHING, terms: BuildOptions = STRICT) -> BuildResult:
    return pipeline.build(workspace.find(), request, terms)


def made(request: Request = EVERYTHING) -> dict[str, tuple[str, ...]]:
    """Return each edition that was made now, with why."""
    return {entry.edition: why for entry, why in build(request).made}


# What has not changed stands


def test_nothing_is_made_again_where_nothing_has_changed(garden: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in (garden / "output").rglob("*.pdf")}
    assert len(before) == 3 * (1 + 4 + 1)
    assert made() == {}
    assert {path: path.stat().st_mtime_ns for path in (garden / "output").rglob("*.pdf")} == before


@pytest.mark.command
def test_the_same_command_again_loads_neither_the_typesetter_nor_the_content() -> None:
    code = (
        "import sys\n"
        "from framework_pdf.cli.main import cli\n"
        "cli(['build', '--profession', 'cook', '--aspect', '1', '--jobs', '1'], standalone_mode=False)\n"
        "print(*sorted({name.split('.')[0] for name in sys.modules}))\n"
    )
    first, again = (
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.splitlines()
        for _ in range(2)
    )
    # The garden was built before: the card stands. Where more than one works, one loads it in case that it is needed.
    assert "weasyprint" not in first[-1].split()
    assert "pydantic" in first[-1].split()
    assert again[-2] == RESTS
    assert not {"weasyprint", "pydantic", "yaml", "jinja2", "pikepdf", "PIL"} & set(again[-1].split())


@pytest.mark.parametrize(
    "change",
    [
        lambda: append(SOIL, "# a note for those who write\n"),
        lambda: replace("templates/parts/card.html.j2", "{#", "{# more of it:"),
        lambda: Path("content/notes.txt").write_text("for later", encoding="utf-8"),
        lambda: Path(COOK).touch(),
    ],
    ids=["a comment", "a comment in a template", "a file that nobody uses", "a newer file that says the same"],
)
def test_what_changes_no_page_makes_nothing_again(change: Callable[[], None]) -> None:
    change()
    assert made() == {}


# What has changed is made again, and nothing else


def test_the_text_of_an_aspect_is_in_its_cards_and_in_the_booklets() -> None:
    replace(SOIL, "What everything grows from", "What all of it grows from")
    whose = ("gardener", "cook")
    expected = {f"{who}/{file}" for who in whose for file in ("booklet.pdf", "cards.pdf", "cards/1-soil.pdf")}
    why = made(Request(whose))
    assert why.keys() == expected
    assert set(why.values()) == {(f"{SOIL} has changed",)}
    assert made(Request(whose)) == {}


def test_what_a_profession_says_is_in_its_own_editions_alone() -> None:
    replace(COOK, "Taste something", "Smell something")
    why = made()
    assert why.keys() == {"cook/booklet.pdf", "cook/cards.pdf", "cook/cards/2-plants.pdf"}


def test_a_style_sheet_is_in_what_it_is_used_for() -> None:
    append("templates/products/card/style.css", "h1 { letter-spacing: 0.01em }\n")
    why = made(Request(("cook",)))
    assert len(why) == 4 + 1
    assert not any("booklet" in path for path in why)
    assert set(why.values()) == {("templates/products/card/style.css has changed",)}


def test_a_picture_that_was_read_before_is_read_again_when_it_has_changed() -> None:
    replace("templates/parts/card.html.j2", "</article>", '<img src="dot.png" alt="A dot"></article>')
    card = Request(("cook",), aspects=("1",))
    areas = []
    for ink, width in (((255, 0, 0), 20), ((0, 0, 255), 60)):
        Image.new("RGB", (width, 20), ink).save("templates/dot.png")
        why = made(card)
        with pypdfium2.PdfDocument("output/cook/cards/1-soil.pdf") as document:
            colours = document[0].render().to_pil().convert("RGB").getcolors(1_000_000)
        assert colours
        areas.append({colour: number for number, colour in colours}[ink])
    assert why == {"cook/cards/1-soil.pdf": ("templates/dot.png has changed",)}
    assert areas[0] > 100
    assert areas[1] == pytest.approx(3 * areas[0], rel=0.15)


def test_what_is_added_while_a_build_goes_on_is_found_by_the_next_one() -> None:
    def adding(editions: Sequence[Edition]) -> Iterable[Edition]:
        shutil.copy(COOK, "content/professions/chef.yml")
        replace("content/professions/chef.yml", COOKS, CHEFS)
        return editions

    replace(SOIL, "What everything grows from", "What all of it grows from")
    cards = replaced(EVERYTHING, aspects=("1",))
    assert build(cards, BuildOptions(typed={}, progress=adding)).made
    possible = possible_places(workspace.find(), (), None)
    assert read(Path("output"))[0].unchanged({}, Path("output"), possible) is None
    assert {path.split("/")[0] for path in made(cards)} == {"chef"}
    assert build(cards, BuildOptions(typed={})).made == ()
    assert read(Path("output"))[0].unchanged({}, Path("output"), possible)
    assert read(Path("output"))[0].unchanged({}, Path("output"), possible - {Path("content")}) is None


def test_a_file_that_comes_to_stand_in_for_ours_is_a_change() -> None:
    shutil.rmtree("templates")
    assert made() == {}  # ours are the same
    Path("templates/styles").mkdir(parents=True)
    Path("templates/parts").mkdir()
    shutil.copy(TEMPLATES / "parts" / "card.html.j2", "templates/parts")  # what makes it a folder of templates
    (Path("templates/styles") / "card.css").write_text(
        (TEMPLATES / "products/card/style.css").read_text("utf-8") + "h1 { top: 0 }"
    )
    assert all("card" in path for path in made())


def test_what_is_not_there_or_not_as_it_was_made_is_made_again(garden: Path) -> None:
    whole = checksums(garden / "output")
    Path("output/cook/cards/1-soil.pdf").unlink()
    append("output/cook/cards.pdf", "more")
    assert made() == {
        "cook/cards/1-soil.pdf": ("output/cook/cards/1-soil.pdf is not as it was made",),
        "cook/cards.pdf": ("output/cook/cards.pdf is not as it was made",),
    }
    assert checksums(garden / "output") == whole


@pytest.mark.usefixtures("forked")
def test_another_version_makes_everything_again_and_says_which(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "Workers", Workers)
    was = versions()["Pango"]
    for module in (pipeline, manifest, up_to_date):
        monkeypatch.setattr(module, "versions", lambda: {**versions(), "Pango": "99.0"})
    why = made(Request(("cook",), aspects=("1", "2")))
    assert len(why) == 2
    assert set(why.values()) == {(f"Pango is 99.0, and was {was}",)}
    assert made(Request(("cook",), aspects=("1", "2"))) == {}


def test_force_makes_everything_again_to_the_same_bytes(garden: Path) -> None:
    before = checksums(garden / "output" / "cook")
    built = build(Request(("cook",)), replaced(STRICT, force=True))
    assert len(built.made) == len(before)
    assert checksums(garden / "output" / "cook") == before


def test_how_it_is_printed_is_a_change() -> None:
    office = Request(("cook",), products=("card",), office=OfficeJob(n_up=2))
    assert list(made(office).values()) == [("it was not made before",)]
    assert made(office) == {}
    assert list(made(replaced(office, office=OfficeJob(n_up=2, edge=9))).values()) == [
        ("it is to be printed in another way",)
    ]


def test_of_a_profile_only_what_it_holds_matters() -> None:
    for name, data in (("one.icc", b"first"), ("same.icc", b"first"), ("other.icc", b"second")):
        Path(name).write_bytes(data)
    press = Request(("cook",), products=("booklet",))
    (session,) = open_sessions(workspace.find(), ()).values()

    def printing(profile: str) -> str:
        (edition,) = session.plan(replaced(press, press=PressOptions(profile=Path(profile))))
        return up_to_date._printing(edition, Sources([Path(profile)]))

    assert printing("one.icc") == printing("same.icc") != printing("other.icc")


def test_a_print_shops_files_stand_together() -> None:
    press = Request(("cook",), products=("booklet",), press=PressOptions(split_cover=True, copies=20))
    assert len(made(press)) == 1
    assert made(press) == {}
    press = replaced(press, press=PressOptions(split_cover=True, copies=30))
    assert made(press) == {"cook/press/booklet.pdf": ("it is to be printed in another way",)}
    replace("content/framework.yml", "title: ", "title: Our ")
    assert list(made(press).values()) == [("content/framework.yml has changed",)]
    Path("output/cook/press/booklet-ticket.json").unlink()
    one = build(replaced(press, press=PressOptions(split_cover=False, copies=30)))
    assert [why for _, why in one.made] == [("output/cook/press/booklet-ticket.json is not as it was made",)]
    assert sorted(orphan.file.path for orphan in one.orphans) == [
        "cook/press/booklet-cover.pdf",
        "cook/press/booklet-inners.pdf",
    ]


def test_the_web_page_stands_too() -> None:
    page = Request(("cook",), products=("booklet",), formats=("html",))
    assert len(made(page)) == 1
    assert made(page) == {}
    replace("templates/styles/web.css", "}", "} .nobody { color: red }")
    assert list(made(page).values()) == [("templates/styles/web.css has changed",)]


def test_a_brand_is_told_of_in_full_when_only_a_part_is_made_again() -> None:
    kit = Path("kits/guild")
    brand_tasks.start_brand(kit, "An invented guild", "#6a1b4d", None)
    asked = Request(brands=("./kits/guild",), aspects=("1", "2"))
    (whole,) = build(asked).reports
    replace(SOIL, "What everything grows from", "What all of it grows from")
    part = build(asked)
    assert len(part.made) == 1
    assert part.reports == (whole,)
    append(kit / "_brand.yml", "# said again\n")
    assert made(asked) == {}
    assert made(Request(("cook",), aspects=("1", "2"))) == {"cook/cards/1-soil.pdf": (f"{SOIL} has changed",)}


def test_a_warning_is_told_as_long_as_its_cause_is_there(garden: Path, run: Run) -> None:
    append("templates/products/card/style.css", "h1 { colr: red }\n")
    asked = Request(("cook",), aspects=("1",))
    (first,) = build(asked, BuildOptions()).warnings
    again = build(asked, BuildOptions())
    assert (again.made, again.warnings) == ((), (first,))
    with pytest.raises(FrameworkPdfError, match="colr"):
        build(asked)
    append("templates/products/card/style.css", "\n\n")
    moved = build(asked, BuildOptions())
    assert len(moved.made) == 1
    arguments = ("build", "--profession", "cook", "--aspect", "1")
    for _ in range(2):
        done = run(*arguments, cwd=garden)
        assert (done.returncode, done.stdout) == (
            0,
            "nothing has changed: 1 edition in output/ (--force makes them again)\n",
        )
        assert "colr" in done.stderr
    assert run(*arguments, "--strict", cwd=garden).returncode == 1


def test_another_request_that_made_the_same_file_otherwise_is_seen(garden: Path, run: Run) -> None:
    shutil.copytree("content", "theirs")
    replace("theirs/aspects/1-soil.yml", "What everything grows from", "What all of it grows from")
    ours = ("build", "--profession", "cook", "--aspect", "1")
    assert "nothing has changed" in run(*ours, cwd=garden).stdout
    assert "1 file," in run(*ours, "--content", "theirs", cwd=garden).stdout
    assert "1 file," in run(*ours, cwd=garden).stdout
    assert "nothing has changed" in run(*ours, cwd=garden).stdout


def test_the_command_says_why(garden: Path, run: Run) -> None:
    replace(SOIL, "What everything grows from", "What all of it grows from")
    lines = run("build", "--profession", "cook", "--product", "card", "--explain", cwd=garden).stdout.splitlines()
    assert [line.split()[0] for line in lines[:4:2]] == ["cook/cards/1-soil.pdf", "cook/cards.pdf"]
    assert lines[1:4:2] == [f"  because {SOIL} has changed"] * 2
    assert "; 3 editions had not changed; the manifest is output/manifest.json" in lines[4]
    forced = run("build", "--profession", "cook", "--aspect", "1", "--force", "--explain", cwd=garden).stdout
    assert "  because everything is asked for again" in forced.splitlines()


# The manifest


def test_the_manifest_has_everything_that_was_ever_made() -> None:
    build(Request(("cook",), products=("card",), office=OfficeJob()))
    written = json.loads(Path("output", FILE_NAME).read_text("utf-8"))
    assert len(written["editions"]) == 3 * 6 + 1


@pytest.mark.parametrize(
    "spoil",
    [
        pytest.param(lambda _: "", marks=pytest.mark.nightly),
        lambda text: text[: len(text) // 2],
        pytest.param(lambda text: text[:40], marks=pytest.mark.nightly),
        lambda text: text.replace('"form": 3', '"form": 2'),
        lambda text: text.replace('"path": "cook/cards.pdf"', '"path": "../cook/cards.pdf"'),
        lambda text: text.replace('"trials": {', '"trials": {"soil": "often",'),
        pytest.param(lambda text: text.replace('"aspects": []', '"aspects": 3'), marks=pytest.mark.nightly),
    ],
)
def test_a_manifest_that_can_t_be_read_is_told_and_made_anew(spoil: Callable[[str], str]) -> None:
    path = Path("output", FILE_NAME)
    text = path.read_text("utf-8")
    path.write_text(spoil(text), encoding="utf-8")
    assert path.read_text("utf-8") != text
    with pytest.raises(FrameworkPdfError, match="unread-manifest"):
        build(Request(("cook",), aspects=("1",)))
    built = build(Request(("cook",), aspects=("1",)), BuildOptions())
    assert [warning.code for warning in built.warnings] == ["unread-manifest"]
    assert len(built.made) == 1
    assert made(Request(("cook",), aspects=("1",))) == {}


def test_what_only_another_version_can_make_is_for_nothing_and_no_reason_to_stop() -> None:
    said = written()
    (card,) = (made for made in said["editions"] if made["edition"] == "cook/cards/1-soil.pdf")
    card["edition"] = "cook/poster-b1.epub"
    card["key"]["versions"]["its code"] = "another"
    card["inks"] = ["gold"]
    write(said)
    for _ in range(2):  # it is told as long as the file is there
        built = build(Request(("gardener",), aspects=("1",)))
        assert (built.made, built.warnings) == ((), ())
        (orphan,) = built.orphans
        assert (orphan.file.path, orphan.why) == ("cook/cards/1-soil.pdf", "this version makes nothing of that name")
    assert made(Request(("cook",), aspects=("1",))) == {"cook/cards/1-soil.pdf": ("it was not made before",)}


@pytest.mark.parametrize(("part", "name"), [("profession", "chef"), ("aspects", ["air"]), ("content", ["elsewhere"])])
def test_what_is_asked_for_and_up_to_date_is_no_orphan_whatever_was_said_of_it(part: str, name: Any) -> None:
    before = written()
    said = written()
    for edition in said["editions"]:
        if edition["edition"] == "cook/booklet.pdf":
            edition["subject"][part] = name
    assert said != before
    write(said)
    built = build(Request(("cook",), products=("booklet",)))
    assert (built.made, built.orphans) == ((), ())
    assert written()["editions"] == before["editions"]


def written() -> Any:
    return json.loads(Path("output", FILE_NAME).read_text("utf-8"))


def write(said: Any) -> None:
    Path("output", FILE_NAME).write_text(json.dumps(said), encoding="utf-8")


def test_the_manifest_of_an_earlier_version_is_removed_with_the_first_one_and_nothing_else_is() -> None:
    former, mine = Path("output/colophon.json"), b'{\n "form": "of somebody else"}'
    former.write_bytes(b'{\n "form": 2,\n "last_run": {}\n}\n')
    build(Request(("cook",), aspects=("1",)))
    assert former.exists()  # by now it can't be ours
    Path("output", FILE_NAME).unlink()
    assert len(made(Request(("cook",), aspects=("1",)))) == 1
    assert not former.exists()
    former.write_bytes(mine)
    Path("output", FILE_NAME).unlink()
    build(Request(("cook",), aspects=("1",)))
    assert former.read_bytes() == mine


GONE, RENAMED = object(), object()
"""Not a value: what had one has none, or another name."""
SPOILT = {
    "another word": "none-such",
    "nothing": None,
    "a number without end": 1e400,
    "lists": [["none-such"]],
    "half of a character": "\ud800",
    "a word that ends before its end": "none\0such",
    "a word too long for a name": "x" * 5000,
    "a part less": GONE,
    "another name": RENAMED,
}
IN_EACH_RUN = {"lists"}
"""What is tried in each run; the others at night."""
STRIDE, FEWER = 5, 15
"""Of so many parts, at night and in each run, each kind of spoiling is tried on one, and on all parts of what an
edition is.
"""


@pytest.fixture(scope="module")
def many_kinds(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, Workers]]:
    """A working directory in whose manifest every part has something: a kit, warnings, orphans, all destinations.

    With it come workers that stay in it.
    """
    folder = tmp_path_factory.mktemp("many-kinds")
    shutil.copytree(GARDEN, folder / "content")
    shutil.copytree(TEMPLATES, folder / "templates")
    card = ("--product", "card", "--aspect", "1")
    with Workers() as workers:
        with pytest.MonkeyPatch.context() as patch:
            patch.chdir(folder)
            patch.setattr(pipeline, "Workers", lambda _: nullcontext(workers))
            for name in ("web", "card"):
                append(f"templates/styles/{name}.css", "h1 { colr: red }\n")
            brand_tasks.start_brand(Path("kits/guild"), "An invented guild", "#6a1b4d", None)
            shutil.copy(COOK, "content/professions/chef.yml")
            replace("content/professions/chef.yml", COOKS, CHEFS)
            command("build", *card, "--paper", "A5")
            command("build", *card, "--edition", "large-print")
            command("build", *card, "--print", "office")
            command("build", *card, "--print", "press")
            command(*PAGE, "--brand", "./kits/guild")
            command(*PAGE, "--profession", "chef")
            Path("content/professions/chef.yml").unlink()
            command(*PAGE)
        yield folder, workers


PAGE = ("build", "--product", "booklet", "--format", "html")
"""What takes least time to make again."""


def command(*arguments: str) -> str:
    """Run the command in this process and return what it prints. Every exception ends the test, a bug of ours too."""
    done = CliRunner().invoke(cli, [*arguments, "--jobs", "1"] if arguments[0] == "build" else arguments)
    if done.exception:
        raise done.exception
    return done.output


KeyPath = tuple[str | int, ...]


def ways(value: Any, way: KeyPath = ()) -> Iterator[tuple[KeyPath, Any]]:
    """Yield each part of a value of JSON, with the way to it."""
    yield way, value
    for step, part in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        yield from ways(part, (*way, step))


def kind_of(way: KeyPath, value: Any) -> tuple[Any, ...]:
    """Return what kind of a part a way leads to: the same for every edition and every file."""
    names = {"inputs", "fetched", "trials", "versions"}
    steps = ("*" if isinstance(step, int) or before in names else step for before, step in pairwise(("", *way)))
    return (*steps, type(value).__name__)


def spoil(value: Any, way: KeyPath, into: Any) -> None:
    """Put another value where a way leads."""
    for step in way[:-1]:
        value = value[step]
    if into not in (GONE, RENAMED):
        value[way[-1]] = into
    elif isinstance(value, dict):
        part = value.pop(way[-1])
        value.update({"x" * 300: part} if into is RENAMED else {})


@pytest.mark.xdist_group("many kinds")
@pytest.mark.parametrize(
    ("number", "into"),
    [
        pytest.param(number, into, id=name, marks=() if name in IN_EACH_RUN else pytest.mark.nightly)
        for number, (name, into) in enumerate(SPOILT.items())
    ],
)
def test_whatever_a_manifest_says_the_next_build_is_done(
    many_kinds: tuple[Path, Workers], monkeypatch: pytest.MonkeyPatch, number: int, into: Any, seed: int | None
) -> None:
    folder, workers = many_kinds
    monkeypatch.chdir(folder)
    monkeypatch.setattr(pipeline, "Workers", lambda _: nullcontext(workers))
    places: dict[tuple[Any, ...], list[KeyPath]] = {}
    for way, value in ways(written()):
        places.setdefault(kind_of(way, value), []).append(way)
    del places["dict",]  # the manifest itself
    places = {kind: ways for kind, ways in places.items() if ways[0][0] != "last_run" or len(ways[0]) > 1}
    del places["form", "int"]  # without either it is no manifest, but a file of others
    stride = FEWER if seed is None else STRIDE
    chosen = [kind for at, kind in enumerate(places) if at % stride == number % stride or "subject" in kind]
    assert len(places) > 80
    assert len(chosen) > len(places) / stride
    usual = json.dumps(written())
    for kind in chosen:
        spoilt = json.loads(usual)
        for way in places[kind] if into not in (GONE, RENAMED) else places[kind][:1]:
            spoil(spoilt, way, into)
        Path("output", FILE_NAME).write_text(json.dumps(spoilt), encoding="utf-8")
        try:
            said = command(*PAGE, "--edition", "large-print")  # a request that is not in the manifest
            assert "output/gardener/booklet.html is for nothing" not in said
            assert "nothing has changed" in command(*PAGE)
            command("clean", "--orphans", "--dry-run")
        except Exception as error:
            error.add_note(f"{kind}: {places[kind]}")
            raise
        finally:
            Path("output", FILE_NAME).write_text(usual, encoding="utf-8")


# What is for nothing


@pytest.fixture
def thinned(garden: Path) -> Path:
    """The garden without its cook, and with its aspects in another order."""
    Path(COOK).unlink()
    for path in Path("content/aspects").glob("*.yml"):
        path.write_text(path.read_text("utf-8").replace("[cook]", "[gardener]"), encoding="utf-8")
    replace("content/framework.yml", "[soil, plants,", "[plants, soil,")
    return garden


def test_what_was_made_for_something_that_is_gone_is_named(thinned: Path, run: Run) -> None:
    done = run("build", "--profession", "gardener", "--aspect", "people", cwd=thinned)
    assert done.returncode == 0, done.stderr
    named = [line for line in done.stdout.splitlines() if "is for nothing any more" in line]
    no_cook = ": there is no profession `cook`"
    gone = "cards/1-soil.pdf", "cards/2-plants.pdf"
    assert [line for line in named if line.endswith(no_cook)] == [
        f"output/cook/{name} is for nothing any more{no_cook}"
        for name in ("booklet.pdf", "cards.pdf", *gone, "cards/3-people.pdf", "cards/4-neighbourhood.pdf")
    ]
    assert [line for line in named if not line.endswith(no_cook)] == [
        f"output/{who}/{name} is for nothing any more: it has another name now"
        for who in ("garddwr-ysgol", "gardener")
        for name in gone
    ]
    assert "`framework-pdf clean --orphans` removes what is for nothing" in done.stdout
    assert Path("output/cook/booklet.pdf").is_file()  # named, and no more


def test_clean_removes_what_is_for_nothing(thinned: Path, run: Run) -> None:
    build(Request(("gardener",), aspects=("people",)))
    Path("output/cook/mine.txt").write_text("notes", encoding="utf-8")
    before = checksums(thinned / "output")
    would = run("clean", "--orphans", "--dry-run", cwd=thinned).stdout.splitlines()
    assert would[-1] == "10 files would be removed"
    assert checksums(thinned / "output") == before
    done = run("clean", "--orphans", cwd=thinned).stdout.splitlines()
    assert done == [*would[:-1], "10 files removed"]
    left = checksums(thinned / "output")
    assert before.keys() - left.keys() == {line.removeprefix("output/") for line in done[:-1]}
    assert list(Path("output/cook").iterdir()) == [Path("output/cook/mine.txt")]
    assert made(Request(("gardener",), aspects=("people",))) == {}
    assert run("clean", "--orphans", cwd=thinned).stdout == "there is nothing to remove\n"


@pytest.mark.usefixtures("thinned")
def test_what_is_asked_for_again_is_no_orphan_any_more() -> None:
    assert len(build(Request(("gardener",), aspects=("people",))).orphans) == 6 + 2 + 2
    shutil.copy(GARDEN / "professions" / "cook.yml", COOK)
    assert {orphan.file.path.split("/")[0] for orphan in build(Request(("cook",))).orphans} == {
        "cook",
        "garddwr-ysgol",
        "gardener",
    }
    assert len(build(Request(("cook",))).orphans) == 2 * 3


def test_a_brand_kit_that_is_gone_is_named() -> None:
    brand_tasks.start_brand(Path("kits/guild"), "An invented guild", "#6a1b4d", None)
    build(Request(brands=("./kits/guild",), aspects=("1",)))
    shutil.rmtree("kits")
    (orphan,) = build(Request(("cook",))).orphans
    assert (orphan.file.path, orphan.why) == ("guild/gardener/cards/1-soil.pdf", "there is no brand kit kits/guild")


def test_what_is_no_longer_asked_for_stays_without_a_word(garden: Path) -> None:
    before = checksums(garden / "output")
    replace(SOIL, "What everything grows from", "What all of it grows from")
    built = build(Request(("cook",), products=("card",)))
    assert built.orphans == ()
    after = checksums(garden / "output")
    assert {path for path in before if before[path] != after[path]} == {entry.edition for entry, _ in built.made}


def test_clean_removes_what_was_made_and_nothing_else(garden: Path, run: Run) -> None:
    Path("output/cook/mine.txt").write_text("notes", encoding="utf-8")
    append("output/cook/cards.pdf", "scribbled over")
    done = run("clean", cwd=garden)
    assert done.returncode == 0
    assert done.stdout.splitlines()[-1] == f"{3 * 6 - 1 + 1} files removed"
    assert done.stderr.splitlines()[:2] == [
        "warning[changed-file]: this was changed since it was made, and stays",
        "  output/cook/cards.pdf",
    ]
    assert sorted(path for path in Path("output").rglob("*") if path.is_file()) == [
        Path("output/cook/cards.pdf"),
        Path("output/cook/mine.txt"),
    ]
    again = run("clean", cwd=garden)
    assert (again.returncode, again.stderr.splitlines()[0]) == (
        1,
        "error[no-manifest]: there is no manifest that can be read",
    )


def test_clean_leaves_no_folder_where_there_was_only_what_was_made(garden: Path, run: Run) -> None:
    assert run("clean", cwd=garden).returncode == 0
    assert not Path("output").exists()


def test_clean_follows_no_link_out_of_the_folder(garden: Path, run: Run) -> None:
    shutil.move("output/cook", "elsewhere")
    Path("output/cook").symlink_to(garden / "elsewhere")
    done = run("clean", cwd=garden)
    assert done.returncode == 0, done.stderr
    assert done.stderr.count("warning[changed-file]") == 6
    assert len(list(Path("elsewhere").rglob("*.pdf"))) == 6


def test_a_link_in_the_output_that_leads_elsewhere_is_told_and_nothing_is_written(garden: Path) -> None:
    shutil.move("output/cook", "elsewhere")
    Path("output/cook").symlink_to(garden / "elsewhere")
    append(SOIL, "# read again\n")
    replace(SOIL, "What everything grows from", "What all of it grows from")
    before = checksums(garden / "elsewhere")
    with pytest.raises(FrameworkPdfError) as caught:
        build()
    (problem,) = caught.value.diagnostics
    assert (problem.code, str(problem.location)) == ("outside-output", "output/cook")
    assert checksums(garden / "elsewhere") == before


def test_files_of_another_framework_are_not_replaced(garden: Path) -> None:
    cook = Request(("cook",), aspects=("1",))
    shutil.copytree("content", "copy")
    assert pipeline.build(workspace.find([Path("copy")]), cook, STRICT).made == ()  # it may move
    assert made(cook) == {}
    replace("content/framework.yml", "title: ", "title: Another ")
    assert made(cook) == {"cook/cards/1-soil.pdf": ("content/framework.yml has changed",)}  # and get another title
    before = checksums(garden / "output")
    with pytest.raises(FrameworkPdfError) as caught:
        pipeline.build(workspace.find([Path("copy")]), cook, replaced(STRICT, force=True))
    (problem,) = caught.value.diagnostics
    assert (problem.code, str(problem.location)) == ("other-framework", "output/cook/cards/1-soil.pdf")
    assert "“Another " in problem.message
    assert checksums(garden / "output") == before
    elsewhere = workspace.find([Path("copy")], output=Path("elsewhere"))
    assert len(pipeline.build(elsewhere, cook, STRICT).made) == 1


def test_a_build_replaces_what_it_made_and_no_file_of_others(garden: Path, run: Run) -> None:
    card = Path("output/cook/cards/1-soil.pdf")
    append(card, "a remark of mine")
    done = run("build", "--profession", "cook", "--product", "card", "--aspect", "1", cwd=garden)
    assert done.returncode == 0, done.stderr
    assert done.stderr == f"note: {card} was changed since it was made, and was replaced\n"
    Path("elsewhere/cook/cards").mkdir(parents=True)
    elsewhere = workspace.find(output=Path("elsewhere"))
    Path("elsewhere/cook/cards/1-soil.pdf").write_bytes(b"%PDF-1.4 of my own")
    with pytest.raises(FrameworkPdfError) as caught:
        pipeline.build(elsewhere, Request(("cook",), aspects=("1",)), STRICT)
    (problem,) = caught.value.diagnostics
    assert (problem.code, str(problem.location)) == ("file-exists", "elsewhere/cook/cards/1-soil.pdf")
    assert checksums(Path("elsewhere")).keys() == {"cook/cards/1-soil.pdf"}
    shutil.copy(card, "elsewhere/cook/cards/1-soil.pdf")  # as a build leaves it that is killed before its manifest
    assert len(pipeline.build(elsewhere, Request(("cook",), aspects=("1",)), STRICT).made) == 1


def test_clean_of_a_folder_that_is_a_link_leaves_the_link_and_the_folder(garden: Path, run: Run) -> None:
    shutil.move("output", "elsewhere")
    Path("output").symlink_to("elsewhere")
    done = run("clean", cwd=garden)
    assert (done.returncode, done.stderr) == (0, "")
    assert Path("output").is_symlink()
    assert list(Path("elsewhere").iterdir()) == []


def test_clean_leaves_a_folder_without_a_manifest_as_it_is(garden: Path, run: Run) -> None:
    Path("mine").mkdir()
    for said in ("", "{}"):
        if said:
            Path("mine", FILE_NAME).write_text(said, encoding="utf-8")
        assert run("clean", "--output", "mine", cwd=garden).returncode == 1
        assert [path.name for path in Path("mine").iterdir()] == [FILE_NAME] * bool(said)
