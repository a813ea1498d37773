"""Checks that PDFs follow the standards by which they are judged, by veraPDF, the reference validator."""

import json
import re
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from framework_pdf.core.diagnostics import Diagnostic
from framework_pdf.core.errors import PreflightError
from framework_pdf.preflight.report import MOST_TOLD, Check, Result, pass_or_fail
from framework_pdf.preflight.standards import VERAPDF_FLAVOURS, is_for_press

CLAIMED_STANDARDS = "0"
"""The flavour with which veraPDF checks each standard that a file says it follows."""
NOT_FOUND = "veraPDF was not found: install it, so that `verapdf` can be run (verapdf.org; it needs Java)"
_PAGE = re.compile(r"/pages\[(\d+)\]")

_Jobs = Mapping[Path, dict[str, Any]]
"""What veraPDF says of each file."""


def program() -> str | None:
    """Return where veraPDF is, or None if it is not here."""
    return shutil.which("verapdf")


def checks(
    claimed: Mapping[Path, Sequence[str]], asked: Sequence[str] = (), password: str = ""
) -> dict[Path, tuple[Check, ...]]:
    """Return the checks of each PDF.

    veraPDF is started once for all files, because starting takes seconds; once for each standard that is asked for.

    Args:
        claimed: The standards that each file says it follows.
        asked: Those by which all are judged instead, if any.
        password: With which the files are opened that want one.

    Raises:
        PreflightError: veraPDF gave no report.

    """
    standards = {path: [name for name in asked or claims if not is_for_press(name)] for path, claims in claimed.items()}
    paths = [path for path, names in standards.items() if names]
    command = program()
    if command is None:
        return {
            path: tuple(Check(name, Result.NOT_CHECKED, (NOT_FOUND,)) for name in standards[path]) for path in paths
        }
    jobs: dict[str, _Jobs] = {}
    for flavour in sorted({_flavour(name, asked) for path in paths for name in standards[path]}):
        jobs[flavour] = _validated([command, "--flavour", flavour], paths, password)
    return {
        path: tuple(_check(name, jobs[_flavour(name, asked)].get(path, {})) for name in standards[path])
        for path in paths
    }


def _flavour(name: str, asked: Sequence[str]) -> str:
    return VERAPDF_FLAVOURS[name] if name in asked else CLAIMED_STANDARDS


def _validated(command: Sequence[str], paths: Sequence[Path], password: str) -> _Jobs:
    """Run veraPDF on files, and return what it says of each.

    Files are named to it by numbers: Java can't open each name, for it depends on the locale (`LC_ALL=C` and an `ü`).

    Raises:
        PreflightError: It gave no report.

    """
    with TemporaryDirectory(prefix="framework-pdf-", ignore_cleanup_errors=True) as folder:
        numbered = {Path(folder).resolve() / f"{number}.pdf": path for number, path in enumerate(paths)}
        for name, path in numbered.items():
            _link(name, path.absolute())
        options = ["--format", "json", "--maxfailuresdisplayed", "1", *(["--password", password] if password else [])]
        done = subprocess.run(  # noqa: S603 (the program found on the path)
            [*command, *options, *map(str, numbered)], capture_output=True, text=True, errors="replace", check=False
        )
        try:
            jobs = {Path(job["itemDetails"]["name"]): job for job in json.loads(done.stdout)["report"]["jobs"]}
        except (ValueError, KeyError, TypeError) as error:
            message = f"veraPDF gave no report: {(done.stderr or done.stdout).strip()[:300]}"
            hint = "run `verapdf --version`, and mend what it says"
            raise PreflightError(Diagnostic("verapdf", message, None, hint)) from error
    return {path: jobs.get(name, {}) for name, path in numbered.items()}


def _link(name: Path, path: Path) -> None:
    """Give a file another name, by a copy where the system has no links."""
    try:
        name.symlink_to(path)
    except OSError:
        shutil.copyfile(path, name)


def _check(name: str, job: dict[str, Any]) -> Check:
    """Return the check of a standard: the rules that the file breaks, by clause, with the first page for each."""
    if name not in VERAPDF_FLAVOURS:
        return pass_or_fail(name, ("the file says that it follows this, and there is no such standard",), "")
    if "validationResult" not in job:
        reason = job.get("taskException", {}).get("exceptionMessage") or "it gave no reason"
        return pass_or_fail(name, (f"veraPDF can't read the file: {' '.join(str(reason).split())[:300]}",), "")
    results = [each for each in job["validationResult"] if _profile(each) == name.casefold()]
    if not results:
        return pass_or_fail(name, ("veraPDF does not find in the file that it follows this",), "")
    rules = [rule for result in results for rule in result["details"]["ruleSummaries"]]
    return pass_or_fail(name, [_told(rule) for rule in rules[:MOST_TOLD]], "valid, by veraPDF")


def _profile(result: dict[str, Any]) -> str:
    """Return the standard of a result, in small letters."""
    return str(result["profileName"]).partition(" ")[0].casefold()


def _told(rule: dict[str, Any]) -> str:
    """Return a rule that is broken in words, with the page on which that was first found, if it is known."""
    places = (str(check.get("context", "")) for check in rule.get("checks", ()))
    page = next(filter(None, map(_PAGE.search, places)), None)
    where = f" (page {int(page[1]) + 1})" if page else ""
    return f"{rule['clause']}-{rule['testNumber']}: {rule['description']}{where}"
