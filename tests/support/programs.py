"""The command, and other programs that tests need."""

import io
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import chdir, redirect_stderr, redirect_stdout
from pathlib import Path

import pytest

from framework_pdf.cli import main as command_line
from framework_pdf.cli import options

Run = Callable[..., "subprocess.CompletedProcess[str]"]
"""Runs the command with some arguments, in a working directory of the test's own or in `cwd`."""


def run_here(*arguments: str | Path, cwd: Path) -> "subprocess.CompletedProcess[str]":
    """Run the command in this process, which has loaded what it takes."""
    said, problems = io.BytesIO(), io.BytesIO()
    # As Python opens them for a program.
    out = io.TextIOWrapper(said, encoding="utf-8", write_through=True)
    err = io.TextIOWrapper(problems, encoding="utf-8", errors="backslashreplace", write_through=True)
    words, code = ["framework-pdf", *map(str, arguments)], 0
    with pytest.MonkeyPatch.context() as patch, chdir(cwd), redirect_stdout(out), redirect_stderr(err):
        patch.setattr(sys, "argv", words)
        patch.setattr(options, "usable_cores", lambda: 1)  # the others are for other tests
        try:
            command_line.main()
        except SystemExit as end:
            code = int(end.code or 0)
    return subprocess.CompletedProcess(words, code, said.getvalue().decode(), problems.getvalue().decode())


def run_program(*arguments: str | Path, cwd: Path) -> "subprocess.CompletedProcess[str]":
    """Run the command as people do, in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "framework_pdf", *map(str, arguments)],
        cwd=cwd,
        capture_output=True,
        text=True,
        timeout=1500,
        check=False,
    )


RIGHTS = "-dac_override,-dac_read_search"
"""That root may read and write anywhere, taken away."""


def heeding_rights(command: list[str]) -> list[str]:
    """Return a command as a user runs it who may not open everything, or skip the test where this one may."""
    if os.geteuid() != 0:
        return command
    if not shutil.which("setpriv"):
        pytest.skip("this user may open anything, and nothing takes that away")
    return ["setpriv", f"--bounding-set={RIGHTS}", f"--inh-caps={RIGHTS}", *command]


def heed_ctrl_c() -> None:
    """Let a process that is about to begin end by Ctrl-C, though whoever began the tests may not."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


def lacking(what: str) -> None:
    """Skip a test for which a program is missing, or fail it where checks are required."""
    reason = f"{what} is not here: scripts/prepare-checks.sh installs it"
    if os.environ.get("REQUIRE_CHECKS") == "1":
        pytest.fail(reason)
    pytest.skip(reason)
