"""Checks that PDFs are valid PDF/UA-1 and PDF/A-2a, by veraPDF, the reference validator."""

import json
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from framework_pdf.core.diagnostics import Diagnostic
from framework_pdf.core.errors import PreflightError
from framework_pdf.preflight.report import MOST_TOLD, Check, Result, pass_or_fail

STANDARDS = ("PDF/UA-1", "PDF/A-2a")
CLAIMED_STANDARDS = "0"
"""The flavour with which veraPDF checks each standard that a file says it follows."""
NOT_FOUND = "veraPDF was not found: install it, so that `verapdf` can be run (verapdf.org; it needs Java)"


def checks(paths: Sequence[Path]) -> dict[Path, tuple[Check, ...]]:
    """Return the checks of each PDF. veraPDF is started once for all, because starting takes seconds."""
    if not paths:
        return {}
    program = shutil.which("verapdf")
    if program is None:
        return dict.fromkeys(paths, not_checked(NOT_FOUND))
    jobs = _validated(program, paths)
    return {path: tuple(_check(name, jobs.get(str(path.absolute()), {})) for name in STANDARDS) for path in paths}


def not_checked(why: str) -> tuple[Check, ...]:
    """Return the checks of a PDF that veraPDF does not look at."""
    return tuple(Check(name, Result.NOT_CHECKED, (why,)) for name in STANDARDS)


def _validated(program: str, paths: Sequence[Path]) -> dict[str, dict[str, Any]]:
    """Run veraPDF on files, and return what it says of each, by its absolute path.

    Raises:
        PreflightError: It gave no report.

    """
    command = [program, "--flavour", CLAIMED_STANDARDS, "--format", "json", "--maxfailuresdisplayed", "1"]
    command += [str(path.absolute()) for path in paths]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 (the program found on the path)
    try:
        return {job["itemDetails"]["name"]: job for job in json.loads(done.stdout)["report"]["jobs"]}
    except (ValueError, KeyError, TypeError) as error:
        message = f"veraPDF gave no report: {(done.stderr or done.stdout).strip()[:300]}"
        hint = "run `verapdf --version`, and mend what it says"
        raise PreflightError(Diagnostic("verapdf", message, None, hint)) from error


def _check(name: str, job: dict[str, Any]) -> Check:
    """Return the check of a standard: the rules that the file breaks, by clause."""
    if "validationResult" not in job:
        return pass_or_fail(name, ("veraPDF can't read the file",), "")
    results = [each for each in job["validationResult"] if each["profileName"].lower().startswith(name.lower())]
    if not results:
        return pass_or_fail(name, (f"the file does not say that it is {name}",), "")
    rules = [rule for result in results for rule in result["details"]["ruleSummaries"]]
    broken = [f"{rule['clause']}-{rule['testNumber']}: {rule['description']}" for rule in rules]
    return pass_or_fail(name, broken[:MOST_TOLD], "valid, by veraPDF")
