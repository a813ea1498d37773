"""The command, and other programs that tests need."""

import io
import os
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


def heed_ctrl_c() -> None:
    """Let a process that is about to begin end by Ctrl-C, though whoever began the tests may not."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


def lacking(what: str) -> None:
    """Skip a test for which a program is missing, or fail it where checks are required."""
    reason = f"{what} is not here: scripts/prepare-checks.sh installs it"
    if os.environ.get("REQUIRE_CHECKS") == "1":
        pytest.fail(reason)
    pytest.skip(reason)
