"""What is printed: nothing that a terminal would obey, whoever wrote it, and words for whatever can't be printed."""

import ast
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath
from typing import cast

import click
import pytest
from rich.text import Text

from framework_pdf.brand.report import BrandReport, UnusedKey, UsedColour, UsedPicture, UsedTypeface
from framework_pdf.build.manifest import File, Orphan
from framework_pdf.build.pipeline import BuildResult
from framework_pdf.build.watch import Rebuild
from framework_pdf.cli import console, options
from framework_pdf.cli.main import COMMANDS, cli
from framework_pdf.core.diagnostics import Diagnostic, Location
from framework_pdf.core.printable import printable
from framework_pdf.products.edition import Edition
from tests.support.folders import GARDEN, ROOT
from tests.support.programs import Run

HOSTILE = "a\x1b[2J\x9b31m\u202eb\nerror[x]: c\u2028d\udce9\u200be\ufefff\U000e0041"
SAFE = r"a\x1b[2J\x9b31m\u202eb\nerror[x]: c\u2028d\xe9\u200be\ufefff\U000e0041"
LIST = ("list", "professions", "--content", str(GARDEN))


def test_what_is_not_seen_is_printed_by_its_number() -> None:
    assert printable(HOSTILE) == SAFE
    plain = "Café – “ça” ﬁ \u00a0 日本 नमस्ते שלום \u200c\u200d #½"
    assert printable(plain) == plain


def test_only_the_console_prints() -> None:
    """There every character is looked at, so nothing else may print."""
    ways = {"print", "click.echo", "click.secho", "click.style", "click.echo_via_pager", "click.confirm", "rich.print"}
    ways |= {"sys.stdout.write", "sys.stderr.write", "Console"}
    printing = [
        path.name
        for path in (ROOT / "src" / "framework_pdf").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and ast.unparse(node.func) in ways
    ]
    assert set(printing) == {"console.py", "import_trial.py"}  # that one answers its own program, in JSON


def test_whoever_wrote_what_is_told_a_terminal_obeys_none_of_it(capsys: pytest.CaptureFixture[str]) -> None:
    path = Path(HOSTILE)
    orphan = Orphan(File(HOSTILE, None, 0, ""), HOSTILE)
    built = BuildResult(Path("output"), (), (), (orphan,), (), (path,), (), 0)
    report = BrandReport(
        name=HOSTILE,
        folder=path,
        typefaces=(UsedTypeface(HOSTILE, HOSTILE, (HOSTILE,), (HOSTILE,)),),
        pictures=(UsedPicture(HOSTILE, HOSTILE),),
        colours=(UsedColour(HOSTILE, HOSTILE, HOSTILE),),
        changed_colours=(),
        unused_keys=(UnusedKey(HOSTILE, Location(path, 1, 1), HOSTILE),),
    )
    console.complain([Diagnostic(HOSTILE, HOSTILE, Location(path), HOSTILE)])
    console.tell_of_kit(report)
    console.announce(built, verbose=True, explain=True)
    console.tell_of_round(Rebuild((path,), built, (), 0), Path("output"))
    console.refuse(click.UsageError(HOSTILE))
    console.say(console.Styled(HOSTILE, "red"))
    said = "".join(capsys.readouterr())
    lines = said.replace("\x1b[31m", "").replace("\x1b[0m", "").replace("\x1b[1m", "").split("\n")
    assert not [line for line in lines if printable(line) != line]
    assert not [line for line in lines if line.startswith("error[x]")]
    assert said.count(SAFE.partition("\\xe9")[0]) > 20


def test_programs_read_what_was_written(capsys: pytest.CaptureFixture[str]) -> None:
    told = {"a": ["Café", HOSTILE.replace("\U000e0041", "")], "b": {}}
    console.say_json(told)
    said = capsys.readouterr().out
    assert json.loads(said) == told
    assert not [line for line in said.split("\n") if printable(line) != line]
    assert "Café" in said


def test_the_bar_shows_paths_as_they_are(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    shown: list[str] = []
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    monkeypatch.setattr("rich.progress.Text.from_markup", lambda text, **_: Text(text))
    monkeypatch.setattr("rich.progress.Progress.update", lambda *_, description: shown.append(description))

    class Named:
        path = PurePosixPath("[red]a\x1b[2J")

    assert len(list(console.progress(cast("list[Edition]", [Named()])))) == 1
    assert shown == [r"[red]a\x1b[2J"]
    capsys.readouterr()


def test_help_names_what_folders_bring_in_characters_that_are_seen(run: Run, tmp_path: Path) -> None:
    product = tmp_path / "templates" / "products" / "a\x1b[31m\nb" / "product.yml"
    product.parent.mkdir(parents=True)
    product.touch()
    said = run("build", "--help").stdout
    assert not [line for line in said.split("\n") if printable(line) != line]
    assert r"a\x1b[31m\nb" in said


def commands(command: click.Command) -> Iterator[click.Command]:
    """Yield a command and all below it."""
    yield command
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            if (below := command.get_command(context, name)) is not None:
                yield from commands(below)


def test_every_option_that_takes_a_number_takes_no_other_thing(run: Run) -> None:
    every = [option for command in commands(cli) for option in command.params]
    assert len(every) > len(COMMANDS)
    numbers = [option for option in every if isinstance(option.type, (click.types.FloatParamType, click.FloatRange))]
    assert {type(option.type) for option in numbers} == {options.Number}
    assert len(numbers) > 4
    for word in ("nan", "-nan", "inf", "1e999", "-inf", "1_0e999"):
        for option in ("--edge", "--paper-weight", "--bleed"):
            done = run("build", option, word)
            assert (done.returncode, done.stdout) == (2, "")
            assert f"Invalid value for '{option}'" in done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="a shell of POSIX")
@pytest.mark.command
def test_a_working_directory_that_is_gone_is_told(tmp_path: Path) -> None:
    (tmp_path / "gone").mkdir()
    shell = ["bash", "-c", f'cd gone && rmdir ../gone && "{sys.executable}" -m framework_pdf build']
    done = subprocess.run(shell, capture_output=True, text=True, check=False, cwd=tmp_path)
    assert done.stderr.splitlines()[:2] == [
        "error[no-folder]: the working directory is not there any more",
        "  hint: go to a folder that is there: `cd` and its path",
    ]


ENDED = """
import os, signal, sys
from framework_pdf.build import pipeline
from framework_pdf.cli.main import main
pipeline.make_all = lambda *_: os.kill(os.getpid(), signal.SIGTERM)
sys.argv[1:] = ["build", "--product", "card", "--jobs", "1"]
main()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such signal")
@pytest.mark.command
@pytest.mark.usefixtures("garden")
def test_who_is_ended_from_outside_leaves_nothing_behind(tmp_path: Path) -> None:
    for_files = tmp_path / "for files"
    for_files.mkdir()
    done = subprocess.run(
        [sys.executable, "-c", ENDED], capture_output=True, check=False, env=os.environ | {"TMPDIR": str(for_files)}
    )
    assert done.returncode == 128 + signal.SIGTERM
    assert list(for_files.iterdir()) == []
    assert not Path("output").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="a shell of POSIX")
@pytest.mark.command
@pytest.mark.parametrize(
    ("streams", "code", "told"),
    [
        (">&-", 0, ""),
        ("2>&-", 0, ""),
        ("<&- >&- 2>&-", 0, ""),
        ("2>/dev/full", 0, ""),
        (">/dev/full", 1, "error[unprintable]: not everything can be printed: No space left on device"),
        (">/dev/full 2>&-", 1, ""),
        ("| true; exit ${PIPESTATUS[0]}", 1, ""),
    ],
)
def test_streams_that_are_closed_or_full(streams: str, code: int, told: str, tmp_path: Path) -> None:
    assert printed(LIST, streams, tmp_path) == (code, told)


@pytest.mark.skipif(sys.platform == "win32", reason="a shell of POSIX")
@pytest.mark.command
@pytest.mark.parametrize("typed", ["--version", "build --help"])
@pytest.mark.parametrize(
    ("streams", "told"),
    [
        (">/dev/full", "error[unprintable]: not everything can be printed: No space left on device"),
        ("| true; exit ${PIPESTATUS[0]}", ""),
    ],
)
def test_what_click_prints_by_itself_is_told_alike(typed: str, streams: str, told: str, tmp_path: Path) -> None:
    assert printed(typed.split(), streams, tmp_path) == (1, told)


def printed(typed: Sequence[str], streams: str, folder: Path) -> tuple[int, str]:
    """Run a command whose streams lead elsewhere; return its exit code and the first line of what it tells."""
    if "/dev/full" in streams and not Path("/dev/full").exists():
        pytest.skip("there is no /dev/full here")
    program = f'"{sys.executable}" -m framework_pdf {" ".join(typed)} {streams}'
    shell = ["bash", "-c", program]
    done = subprocess.run(shell, cwd=folder, capture_output=True, text=True, check=False, env={**os.environ})
    return done.returncode, done.stderr.split("\n")[0]
