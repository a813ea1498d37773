"""`framework-pdf doctor`: what it finds where all is well, and where something is really missing or broken."""

import ctypes
import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import replace as with_other
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest

from framework_pdf import __version__
from framework_pdf.brand.font_families import typefaces_folder
from framework_pdf.core.libraries import LIBRARIES, PACKAGES
from framework_pdf.doctor import machine, packages
from framework_pdf.doctor.finding import Finding, State
from framework_pdf.doctor.folders import examine_folders
from framework_pdf.doctor.libraries import examine_library
from framework_pdf.doctor.machine import numbers
from framework_pdf.typesetting.patches.verified import VERIFIED_VERSIONS
from tests.support.folders import CONTENT, ROOT, TEMPLATES, replace

OURS = os.environ.get("PYTHONPATH", "")
OWN = ("-m", "framework_pdf")
BOLD = Path("rendercv_fonts", "Source Sans 3", "SourceSans3-Bold.ttf")
OUT_OF_ORDER = {"weasyprint", "pikepdf", "pydantic", "yaml", "fontTools"}
pytestmark = pytest.mark.xdist_group("doctor")
linux = pytest.mark.skipif(sys.platform != "linux", reason="how libraries are looked for is the system's")


Done = subprocess.CompletedProcess[str]


def doctor(
    *arguments: str | Path, cwd: Path, shadow: Path | None = None, program: Sequence[str] = OWN, **environment: str
) -> Done:
    """Run `doctor` in a folder, with packages that come before the installed ones, and other variables."""
    path = os.pathsep.join(filter(None, (str(shadow) if shadow else "", OURS)))
    return subprocess.run(
        [sys.executable, *program, "doctor", *map(str, arguments)],
        cwd=cwd,
        env={**os.environ, **environment, **({"PYTHONPATH": path} if path else {})},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


class Examined:
    """What `doctor --json` said, and how it ended."""

    def __init__(self, *arguments: str | Path, cwd: Path, **how: Any) -> None:
        self.cwd = cwd
        self.done = doctor("--json", *arguments, cwd=cwd, **how)
        assert self.done.stderr == ""
        record = json.loads(self.done.stdout)
        self.in_the_way: list[str] = record["in_the_way"]
        self.findings: dict[str, dict[str, Any]] = {finding["name"]: finding for finding in record["findings"]}
        assert self.done.returncode == bool(self.in_the_way)

    def __getitem__(self, name: str) -> dict[str, Any]:
        """Return what was found of a name."""
        return self.findings[name]


@pytest.fixture(scope="module")
def well(tmp_path_factory: pytest.TempPathFactory) -> Examined:
    """This machine, in an empty folder."""
    return Examined(cwd=tmp_path_factory.mktemp("empty"))


@pytest.fixture(scope="module")
def named(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Done]:
    """An empty folder, and what is said there of good folders that are named; last, which modules that took."""
    code = (
        "import sys\nfrom framework_pdf.cli.main import cli\n"
        "try:\n    cli()\nexcept SystemExit:\n    print(*sys.modules, file=sys.stderr)\n"
    )
    folders = ("--content", CONTENT, "--templates", TEMPLATES, "--output", "new/one")
    empty = tmp_path_factory.mktemp("empty")
    return empty, doctor(*folders, cwd=empty, program=("-c", code))


@pytest.fixture(scope="module")
def lacking(tmp_path_factory: pytest.TempPathFactory) -> tuple[Examined, str]:
    """Where folders and a typeface are missing, and a file is where the output would be; the same as text."""
    cwd = tmp_path_factory.mktemp("lacking")
    (cwd / "file").write_text("in the way", encoding="utf-8")
    before = typefaces_in(cwd)
    (before / BOLD).unlink()
    folders = ("--content", "nowhere", "--templates", "nowhere", "--output", "file")
    return Examined(*folders, cwd=cwd, shadow=before), doctor(*folders, cwd=cwd, shadow=before).stdout


@pytest.fixture(scope="module")
def broken(tmp_path_factory: pytest.TempPathFactory) -> Examined:
    """Where content, templates and typefaces are broken, and there is each program that only checks use."""
    cwd = tmp_path_factory.mktemp("broken")
    shutil.copytree(CONTENT, cwd / "content")
    shutil.copytree(TEMPLATES, cwd / "templates")
    replace(cwd / "content" / "aspects" / "1-myself-as-an-individual.yml", "title: ", "titel: ")
    replace(cwd / "templates" / "base.html.j2", "{% block", "{% blcok")
    before = typefaces_in(cwd)
    (before / BOLD).write_bytes((before / BOLD).read_bytes()[:2000])
    next((before / "rendercv_fonts" / "Lato").glob("Lato-*")).write_bytes(b"no font")
    (cwd / "file").write_text("in the way", encoding="utf-8")
    for command in ("verapdf", "gs"):
        (cwd / command).write_text("#!/bin/sh\n", encoding="utf-8")
        (cwd / command).chmod(0o755)
    return Examined("--output", "file/below", cwd=cwd, shadow=before, PATH=str(cwd))


@pytest.fixture(scope="module")
def out_of_order(tmp_path_factory: pytest.TempPathFactory) -> Examined:
    """Where many packages can't be loaded."""
    cwd = tmp_path_factory.mktemp("out-of-order")
    for module in OUT_OF_ORDER:
        before = shadow(cwd, module, "print('noise')\nraise ImportError('out of order')\n")
    return Examined(cwd=cwd, shadow=before)


@pytest.fixture(scope="module")
def of_this_program(tmp_path_factory: pytest.TempPathFactory) -> Examined:
    """Where a program finds other packages than the environment has, each of which ends in another way."""
    cwd = tmp_path_factory.mktemp("of-this-program")
    shadow(cwd, "pyphen", "import nobody_has_this\n")
    shadow(cwd, "rich", "raise ValueError('odd')\n")
    before = shadow(cwd, "pikepdf", "import os\nos.abort()\n")
    code = f"import sys\nsys.path.insert(0, {str(before)!r})\nfrom framework_pdf.cli.main import cli\ncli()\n"
    return Examined(cwd=cwd, program=("-c", code))


UNTRIED = ("70.99", *(pytest.param(version, marks=pytest.mark.nightly) for version in ("71.0", "72.1")))


@pytest.fixture(scope="module", params=UNTRIED)
def untried(request: pytest.FixtureRequest) -> str:
    """A version of the typesetter."""
    return str(request.param)


@pytest.fixture(scope="module")
def least(untried: str, tmp_path_factory: pytest.TempPathFactory) -> Examined:
    """Where what builds do without is missing or broken, and the typesetter is later than any that was tried."""
    cwd = tmp_path_factory.mktemp("least")
    (cwd / "libharfbuzz-subset.so.0").write_bytes(b"")
    return Examined(cwd=cwd, shadow=stating(cwd, "weasyprint", untried), LD_LIBRARY_PATH=str(cwd), PATH=str(cwd))


def shadow(folder: Path, package: str, code: str) -> Path:
    """Write a package into a folder, to be found before the installed one, and return the folder."""
    home = folder / "shadow" / package
    home.mkdir(parents=True)
    (home / "__init__.py").write_text(code, encoding="utf-8")
    return home.parent


def typefaces_in(folder: Path) -> Path:
    """Return a folder with a copy of the package of typefaces, to be changed."""
    before = shadow(folder, "rendercv_fonts", "")
    for family in ("Source Sans 3", "Lato"):
        shutil.copytree(typefaces_folder() / family, before / "rendercv_fonts" / family)
    return before


def lines(text: str) -> Iterator[tuple[str, str, str]]:
    """Return the name, the state and the rest of each line that `doctor` prints."""
    for line in text.split("\n\n")[0].splitlines():
        name, state, rest = re.split(r" {2,}", line, maxsplit=2)
        yield name, state, rest


@pytest.mark.command
def test_a_machine_that_builds_has_all_that_a_build_needs(well: Examined) -> None:
    assert (well.done.returncode, well.in_the_way) == (0, [])
    needed = [finding for finding in well.findings.values() if finding["needed"]]
    assert {finding["state"] for finding in needed} == {"ok"}
    assert not any(finding["mend"] for finding in needed)
    assert len(needed) > 25


@pytest.mark.command
def test_the_text_says_what_the_json_says(lacking: tuple[Examined, str]) -> None:
    json_, text = lacking
    said = list(lines(text))
    assert [(name, state) for name, state, _ in said] == [(name, json_[name]["state"]) for name in json_.findings]
    for name, _, rest in said:
        if name != "memory":  # there is more or less of it from one moment to the next
            mend = json_[name]["mend"]
            assert rest == json_[name]["found"] + (f"; to mend it: {mend}" if mend else "")
    assert json_.in_the_way == ["typeface", "content", "templates", "output"]
    assert text.endswith("\n\nin the way of a build: typeface, content, templates, output\n")


@pytest.mark.command
def test_it_changes_nothing_and_ends_well(well: Examined, named: tuple[Path, Done]) -> None:
    empty, done = named
    assert done.stdout.endswith("\n\na build has all that it needs\n")
    assert list(empty.iterdir()) == list(well.cwd.iterdir()) == []
    found = {name: rest for name, _, rest in lines(done.stdout)}
    assert found["content"].startswith(f"{CONTENT}/: 15 professions, 6 aspects")
    assert found["output"].startswith("new/one/, not there yet, can be written; ")


@pytest.mark.command
def test_versions_are_those_that_the_packages_state(well: Examined) -> None:
    assert well["framework-pdf"]["found"].startswith(f"{__version__}, ")
    assert well["Python"]["found"].startswith("{}.{}.{}, ".format(*sys.version_info))
    for name in PACKAGES:
        assert well[name]["found"] == version(name)


@pytest.mark.command
@linux
def test_versions_are_those_that_the_libraries_state(well: Examined) -> None:
    from weasyprint.text.ffi import harfbuzz, pango

    number = pango.pango_version()
    expected = f"{number // 10_000}.{number // 100 % 100}.{number % 100}"
    assert well["Pango"]["found"] == well["PangoFT2"]["found"] == expected
    first, second, third = map(int, well["HarfBuzz"]["found"].split("."))
    assert harfbuzz.hb_version_atleast(first, second, third)
    assert not harfbuzz.hb_version_atleast(first, second, third + 1)
    glib = ctypes.CDLL("libglib-2.0.so.0")
    glib.glib_check_version.restype = ctypes.c_char_p  # None where the library is as new as that
    first, second, third = map(int, well["GObject"]["found"].split("."))
    assert glib.glib_check_version(first, second, third) is None
    assert glib.glib_check_version(first, second, third + 1)
    if program := shutil.which("fc-list"):
        said = subprocess.run([program, "--version"], capture_output=True, text=True, check=True)
        assert (said.stdout + said.stderr).split()[-1] == well["Fontconfig"]["found"]


def test_it_looks_at_all_that_we_depend_on() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    named = {re.match(r"[\w-]+", demand)[0] for demand in project["dependencies"]}  # type: ignore[index]
    assert named <= set(PACKAGES)
    assert all(re.fullmatch(r"[\w-]+(\[\w+\])?(>=|<)[\d.]+(,<[\d.]+)?", demand) for demand in project["dependencies"])
    tried = [line.split(" :: ")[-1] for line in project["classifiers"] if re.search(r"Python :: 3\.", line)]
    assert [numbers(tried[0]), numbers(tried[-1])] == [machine.FIRST, machine.LAST]
    assert project["requires-python"] == ">={}.{}".format(*machine.FIRST)


def test_it_looks_at_the_libraries_that_the_scripts_install() -> None:
    script = (ROOT / "scripts" / "prepare.sh").read_text(encoding="utf-8")
    assert set(re.findall(r'"(lib[\w.-]+\.so\.\d+)"', script)) <= {library.linux for library in LIBRARIES}
    installed = re.search(r'packages="(.*)"', script)
    assert installed
    assert set(installed[1].split()) - {"python3-venv"} <= {library.debian for library in LIBRARIES}


@pytest.mark.command
def test_it_is_light_and_loads_no_typesetter(named: tuple[Path, Done], tmp_path: Path) -> None:
    code = (  # which is done by a worker
        "import sys\nfrom framework_pdf.doctor.folders import examine_folders\n"
        "examine_folders((), None, None)\nprint(*sys.modules)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True)
    for said, needed in ((named[1].stderr, "click"), (done.stdout, "pydantic")):
        loaded = set(said.splitlines()[-1].split())
        assert needed in loaded
        assert not loaded & {"weasyprint", "pikepdf", "pydyf", "pypdfium2", "resvg_py"}


@pytest.mark.command
def test_packages_that_do_not_load_are_a_line_each(out_of_order: Examined) -> None:
    for name, module in PACKAGES.items():
        if module in OUT_OF_ORDER:
            place = out_of_order.cwd / "shadow" / module / "__init__.py"
            said = f"{version(name)}, but it can't be loaded: ImportError: out of order ({place})"
            assert (out_of_order[name]["state"], out_of_order[name]["found"]) == ("broken", said)
            assert " -m pip install --force-reinstall " in out_of_order[name]["mend"]
            assert name in out_of_order.in_the_way
    assert out_of_order["Pango"]["state"] == "ok"


@pytest.mark.command
def test_the_file_that_raised_is_named_whoever_loaded_it(of_this_program: Examined) -> None:
    place = of_this_program.cwd / "shadow" / "pyphen" / "__init__.py"
    said = f"it can't be loaded: ModuleNotFoundError: No module named 'nobody_has_this' ({place})"
    for name in ("pyphen", "weasyprint"):
        assert of_this_program[name]["found"].endswith(said)


@pytest.mark.command
def test_what_can_not_be_looked_at_is_said_too(out_of_order: Examined) -> None:
    assert {"pydantic", "typeface", "content"} <= set(out_of_order.in_the_way)
    assert out_of_order["output"]["state"] == "ok"  # what needs no package is looked at all the same
    assert out_of_order["content"]["state"] == "unknown"
    assert out_of_order["content"]["found"] == "can't be looked at: ImportError: out of order"


@pytest.mark.command
def test_packages_are_tried_as_this_very_program_would_load_them(of_this_program: Examined) -> None:
    """One that ends Python is a line, and the others are still tried."""
    assert of_this_program.in_the_way == ["weasyprint", "pyphen", "pikepdf", "rich"]
    assert "Python ends when it is loaded" in of_this_program["pikepdf"]["found"]
    assert "ValueError: odd" in of_this_program["rich"]["found"]


@pytest.mark.command
def test_versions_are_held_against_what_is_demanded(tmp_path: Path) -> None:
    states = {
        ("segno", "1.6.5"): "too old",
        ("weasyprint", "9.0"): "too old",
        ("pydyf", "0.10.1"): "too old",
        ("rich", "114"): "ok",
    }
    bounds = ("pydyf>=0.11.0", "segno>=99; extra == 'doc'", "pyphen>=0.1,<0.2")
    demands = "".join(f"Requires-Dist: {bound}\n" for bound in bounds)
    for name, stated in states:
        before = stating(tmp_path, name, stated, demands if name == "weasyprint" else "")
    found = Examined(cwd=tmp_path, shadow=before)
    for (name, stated), state in states.items():
        assert found[name]["state"] == state
        assert found[name]["found"].split(";")[0] == stated
        assert (name in found.in_the_way) == (state != "ok")
        if state != "ok":
            assert re.search(rf" -m pip install '{name}[<>=\d.,]+'$", found[name]["mend"])
    assert found["pyphen"]["state"] == "too new"
    assert found["pyphen"]["mend"].endswith(" -m pip install 'pyphen>=0.1,<0.2'")
    assert found.in_the_way == ["weasyprint", "pydyf", "pyphen", "segno"]


def stating(folder: Path, name: str, stated: str, demands: str = "") -> Path:
    """Return a folder where a package is said to be installed in a version, with what it demands."""
    home = folder / "shadow" / f"{name}-{stated}.dist-info"
    home.mkdir(parents=True)
    metadata = f"Metadata-Version: 2.1\nName: {name}\nVersion: {stated}\n{demands}"
    (home / "METADATA").write_text(metadata, encoding="utf-8")
    return home.parent


@pytest.mark.command
def test_a_typesetter_that_was_never_tried_is_no_obstacle(least: Examined, untried: str) -> None:
    assert (least["weasyprint"]["state"], least.in_the_way) == ("untried", [])
    assert least["weasyprint"]["found"].startswith(f"{untried}; {' or '.join(VERIFIED_VERSIONS)} was tried: ")
    assert least["weasyprint"]["mend"].endswith(f" -m pip install weasyprint=={VERIFIED_VERSIONS[-1]}")


@pytest.mark.command
def test_a_package_that_is_not_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packages, "PACKAGES", {"segno": "segno", "nobody-has-this": "nobody_has_this"})
    _, segno, missing = packages.packages()
    assert segno.state is State.OK
    mend = machine.pip("install", "nobody-has-this")
    assert missing == Finding("nobody-has-this", State.MISSING, "not installed", mend)
    assert missing.in_the_way


@pytest.mark.command
@linux
def test_a_system_library_that_is_broken_is_a_line_and_really_ends_builds(tmp_path: Path) -> None:
    (tmp_path / "libpango-1.0.so.0").write_bytes(b"no library")
    found = Examined(cwd=tmp_path, LD_LIBRARY_PATH=str(tmp_path))
    assert {"Pango", "weasyprint"} <= set(found.in_the_way)
    assert found["Pango"]["state"] == "broken"
    assert "libpango-1.0.so.0: file too short" in found["Pango"]["found"]
    assert found["HarfBuzz"]["state"] == "ok"
    assert found["weasyprint"]["found"].startswith(f"{version('weasyprint')}, but it can't be loaded: OSError: ")
    assert found["weasyprint"]["mend"] == "mend the system libraries first"
    build = subprocess.run(
        [sys.executable, "-m", "framework_pdf", "build", "--aspect", "1"],
        cwd=tmp_path,
        env={**os.environ, "LD_LIBRARY_PATH": str(tmp_path)},
        capture_output=True,
        check=False,
    )
    assert build.returncode != 0


@pytest.mark.command
@linux
def test_a_library_that_builds_do_without_is_not_in_the_way(least: Examined) -> None:
    assert least["HarfBuzz-Subset"]["state"] == "broken"
    assert least["HarfBuzz-Subset"]["found"].endswith("; builds work without it, slowly and with a warning")
    assert least.in_the_way == []


@linux
@pytest.mark.parametrize("library", LIBRARIES, ids=lambda library: library.name)
def test_a_library_that_is_missing_or_too_old(library: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "apt-get").write_text("#!/bin/sh\n", encoding="utf-8")
    (tmp_path / "apt-get").chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    sudo = "" if os.geteuid() == 0 else "sudo "
    missing = examine_library(with_other(library, linux="libnobody-has-this.so.0"))
    assert missing.state is State.MISSING
    assert missing.found.startswith("no libnobody-has-this.so.0; ")
    assert missing.mend == f"{sudo}apt-get install {library.debian}"
    old = examine_library(with_other(library, least="99"))
    assert (old.state, old.mend) == (State.TOO_OLD, missing.mend)
    assert old.found.startswith(f"{examine_library(library).found}; 99 is the least")
    another = examine_library(with_other(library, linux="libc.so.6"))
    assert another.state is State.BROKEN
    assert another.mend == f"{sudo}apt-get install --reinstall {library.debian}"


def test_what_installs_things_is_the_systems_own(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    words = ("libpango-1.0-0", "pango", "Pango")
    elsewhere = "install Pango with this system's package manager (Debian calls it libpango-1.0-0)"
    assert machine.install_hint(*words) == elsewhere
    monkeypatch.setattr("platform.system", lambda: "Darwin")
    assert machine.install_hint(*words) == "brew install pango"


@pytest.mark.command
def test_what_only_checks_may_be_missing(least: Examined, broken: Examined) -> None:
    for name in ("veraPDF", "Ghostscript"):
        assert (least[name]["state"], least[name]["needed"]) == ("missing", False)
        assert least[name]["mend"]
    assert least.in_the_way == []
    assert broken["veraPDF"]["state"] == broken["Ghostscript"]["state"] == "ok"
    assert broken["Ghostscript"]["found"].startswith(f"{broken.cwd / 'gs'}, ")


@pytest.mark.command
def test_an_output_that_can_not_be_written(lacking: tuple[Examined, str], broken: Examined) -> None:
    for found in (lacking[0], broken):
        assert found["output"]["state"] == "unwritable"
        assert found["output"]["found"] == "file: this is a file, and the output needs a folder"
        assert "--output" in found["output"]["mend"]


@pytest.mark.command
def test_folders_that_are_missing(lacking: tuple[Examined, str]) -> None:
    found, _ = lacking
    assert found["content"]["state"] == found["templates"]["state"] == "missing"
    assert found["content"]["found"] == "nowhere: there is no such content folder"
    assert "framework-pdf new DIR" in found["content"]["mend"]
    assert found["templates"]["found"] == "nowhere: there is no such templates folder"


@pytest.mark.command
def test_folders_that_are_broken(broken: Examined) -> None:
    assert broken.in_the_way == ["typeface", "content", "templates", "output"]
    assert broken["content"]["state"] == broken["templates"]["state"] == "broken"
    assert broken["content"]["found"].startswith("content/aspects/1-myself-as-an-individual.yml:")
    assert broken["content"]["mend"] == "framework-pdf check --content content --templates templates"
    assert broken["templates"]["found"].startswith("templates/base.html.j2:")


@pytest.mark.command
@pytest.mark.usefixtures("card_template")
def test_templates_of_the_working_directory_are_those_that_are_used() -> None:
    (found,) = (finding for finding in examine_folders((), None, None) if finding.name == "templates")
    assert (found.state, found.found) == (State.OK, "templates/")


@pytest.mark.command
def test_typefaces_that_are_missing_or_broken(lacking: tuple[Examined, str], broken: Examined) -> None:
    assert (broken["typefaces of brands"]["state"], broken["typefaces of brands"]["needed"]) == ("broken", False)
    assert broken["typeface"]["state"] == "broken"
    assert lacking[0]["typeface"]["state"] == "missing"
    assert lacking[0]["typeface"]["mend"].endswith(" -m pip install --force-reinstall rendercv-fonts")


@pytest.mark.command
@linux
def test_cores_are_those_that_may_be_used() -> None:
    code = (
        "import os\nos.sched_setaffinity(0, [min(os.sched_getaffinity(0))])\n"
        "from framework_pdf.doctor.machine import cores\nprint(cores().found)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert re.fullmatch(rf"1 of {os.cpu_count()} cores? may be used\n", done.stdout)


@linux
def test_memory_is_what_the_system_says(tmp_path: Path) -> None:
    said = dict(line.split(":") for line in machine.MEMINFO.read_text(encoding="ascii").splitlines())
    total = machine.size(int(said["MemTotal"].split()[0]) * 1024)
    assert re.fullmatch(rf"{total}, [\d.]+ [MG]B available", machine.memory().found)
    unsaid = machine.memory(tmp_path / "nowhere")
    assert unsaid.found == f"{total}, how much of it is available, this system does not say"
    assert unsaid.state is State.OK
    other = tmp_path / "meminfo"
    other.write_text("MemTotal: 1000 kB\nMemAvailable:   625000 kB\n", encoding="ascii")
    assert machine.memory(other).found == f"{total}, 640 MB available"


@pytest.mark.parametrize(
    ("python", "state", "in_the_way"),
    [
        ((3, 10, 14), State.TOO_OLD, True),
        ((3, 11, 0), State.OK, False),
        ((3, 13, 9), State.OK, False),
        ((3, 14, 0), State.UNTRIED, False),
    ],
)
def test_versions_of_python(python: tuple[int, int, int], state: State, in_the_way: bool) -> None:
    found = machine.python(python)
    assert (found.state, found.in_the_way, found.mend is None) == (state, in_the_way, state is State.OK)


def test_versions_are_compared_as_numbers() -> None:
    assert numbers("10.18.0") > numbers("10.2")
    assert numbers("2.0.0b1") == numbers("2")
    assert numbers("unknown") == ()
