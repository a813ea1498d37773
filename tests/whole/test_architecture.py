"""The rooms: who alone imports a library, and what is loaded when."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from tests.support.folders import ROOT

SRC = ROOT / "src" / "framework_pdf"
OWNERS = {
    "coloraide": {"core"},
    "weasyprint": {"typesetting"},
    "pydyf": {"typesetting"},
    "pikepdf": {"pdf", "preflight"},
    "pypdfium2": {"preflight"},
    "resvg_py": {"preflight"},
    "PIL": {"brand", "pdf", "preflight"},
    "click": {"cli"},
    "filelock": {"build"},
    "rich": {"cli"},
    "yaml": {"content"},
    "markdown_it": {"content"},
    "jinja2": {"html"},
    "segno": {"html"},
    "fontTools": {"brand", "typesetting", "pdf"},
    "msgspec": {"build"},
    "pydantic": {"content", "brand", "products", "html"},
}
"""The rooms that may import a library. Which room may import which other one is in pyproject.toml (import-linter)."""


def room_of(path: Path) -> str:
    """Return the room that a file of ours is in."""
    return path.relative_to(SRC).parts[0].removesuffix(".py").replace("__init__", "")


@cache
def nodes_of(path: Path) -> tuple[ast.AST, ...]:
    """Return all that a file of ours is made of, as Python reads it."""
    return tuple(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))


def imports_of(path: Path) -> Iterator[str]:
    """Return every module that a file of ours imports, wherever in it."""
    for node in nodes_of(path):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


FILES = sorted(SRC.rglob("*.py"))
"""The modules of the program."""
EVERY_FILE = sorted(
    path for folder in ("src", "tests", "scripts", "benchmarks") for path in (ROOT / folder).rglob("*.py")
)


OLD_FORM = re.compile(r"\bin[;,] (out|inside)\b|\bin; |; out, |, out\.$|\bNothing in\b|\bin, .* out\.", re.MULTILINE)
"""How docstrings once said what comes in and what goes out."""


def test_docstrings_say_what_a_thing_does() -> None:
    kinds = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    nodes = [node for path in EVERY_FILE for node in nodes_of(path)]
    said = [text for node in nodes if isinstance(node, kinds) and (text := ast.get_docstring(node))]
    assert len(said) > 1000
    assert not [text for text in said if OLD_FORM.search(text)]


def test_no_call_has_more_than_four_arguments_without_their_names() -> None:
    """But for functions that take any number, and PDFium's, which know no names."""
    nodes = [(path.name, node) for path in FILES for node in nodes_of(path)]
    any_number = {node.name for _, node in nodes if isinstance(node, ast.FunctionDef) and node.args.vararg}
    calls = [
        (name, node.lineno, called)
        for name, node in nodes
        if isinstance(node, ast.Call)
        and sum(not isinstance(each, ast.Starred) for each in node.args) > 4
        and (called := ast.unparse(node.func)).split(".")[-1] not in any_number
    ]
    assert [call for call in calls if not call[2].startswith("raw.")] == []


@pytest.mark.command
def test_the_picture_of_the_rooms_is_of_these_imports() -> None:
    script = ROOT / "scripts" / "draw_rooms.py"
    done = subprocess.run([sys.executable, script, "--check"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_every_module_has_a_room() -> None:
    assert {path.name for path in SRC.glob("*.py")} == {"__init__.py", "__main__.py"}


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(SRC)))
def test_a_library_is_imported_by_the_rooms_that_own_it(path: Path) -> None:
    for module in imports_of(path):
        if (library := module.split(".")[0]) in OWNERS:
            assert room_of(path) in OWNERS[library], module


def test_the_owners_do_import_their_libraries() -> None:
    seen = {(room_of(path), module.split(".")[0]) for path in FILES for module in imports_of(path)}
    for library, rooms in OWNERS.items():
        assert any((room, library) in seen for room in rooms), library


@pytest.mark.command
@pytest.mark.parametrize("arguments", [["--help"], ["--version"]])
def test_help_and_version_load_nothing_heavy(arguments: list[str]) -> None:
    code = (
        "import sys\n"
        "from framework_pdf.cli.main import cli\n"
        f"cli({arguments}, standalone_mode=False)\n"
        "print(*sorted({name.split('.')[0] for name in sys.modules}))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.splitlines()[-1].split())
    assert "click" in loaded
    heavy = {
        "coloraide",
        "fontTools",
        "jinja2",
        "pikepdf",
        "PIL",
        "pydantic",
        "pypdfium2",
        "resvg_py",
        "rich",
        "weasyprint",
        "yaml",
    }
    assert not loaded & heavy


def test_modules_stay_small() -> None:
    for path in FILES:
        assert len(path.read_text(encoding="utf-8").splitlines()) <= 400, path


BOXES = re.compile(r'\.(?:media|crop|trim|bleed|art)box\b|"/(?:Media|Crop|Trim|Bleed|Art)Box"|"/Rotate"|"/UserUnit"')


def test_the_boxes_of_pages_are_read_in_one_place() -> None:
    """Printing for a shop writes them, and nothing else names them."""
    named = {str(path.relative_to(SRC)) for path in FILES if BOXES.search(path.read_text(encoding="utf-8"))}
    assert named == {"pdf/page_geometry.py", "pdf/press/boxes_and_marks.py"}
