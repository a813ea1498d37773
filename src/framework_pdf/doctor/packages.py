"""The program and the Python packages that it uses: their versions, whether those will do, and whether they load."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path

from framework_pdf import __version__
from framework_pdf.core.libraries import PACKAGES
from framework_pdf.core.paths import shortest
from framework_pdf.doctor.finding import Finding, State
from framework_pdf.doctor.machine import pip
from framework_pdf.doctor.version_numbers import numbers

US = "framework-pdf"
ASKING = (US, "weasyprint")
"""Whose demands on versions count. The first that has one says what is installed."""

_WITHOUT_COMPILER = {**os.environ, "PATH": os.devnull}
"""WeasyPrint looks for a library that it does without, too. Where there is a compiler, Python asks that, slowly."""


def packages() -> tuple[Finding, ...]:
    """Nothing in; out, how it is with the program itself and with each package."""
    troubles, demands = _tried(tuple(PACKAGES.values())), _demands()
    ours = Finding(US, State.OK, f"{__version__}, {shortest(Path(__file__).parents[1])}")
    return ours, *(_package(name, troubles[module], demands.get(name, [])) for name, module in PACKAGES.items())


def _package(name: str, trouble: str | None, demands: Sequence[str]) -> Finding:
    """A package, what loading it raised and what is demanded of it in, how it is with it out."""
    wanted = demands[0] if demands else name
    try:
        found = version(name)
    except PackageNotFoundError:
        return Finding(name, State.MISSING, "not installed", pip("install", wanted))
    bounds = [bound for demand in demands for bound in re.findall(r"(>=|<)\s*([\d.]+)", demand)]
    if any(sign == ">=" and numbers(found) < numbers(bound) for sign, bound in bounds):
        return Finding(name, State.TOO_OLD, f"{found}; needed is {wanted}", pip("install", wanted))
    if any(sign == "<" and numbers(found) >= numbers(bound) for sign, bound in bounds):
        return Finding(name, State.TOO_NEW, f"{found}; needed is {wanted}", pip("install", wanted))
    if trouble:
        again = pip("install", "--force-reinstall", wanted)
        # WeasyPrint raises OSError where a system library does not load: pip can't mend that.
        mend = "mend the system libraries first" if trouble.startswith("OSError") else again
        return Finding(name, State.BROKEN, f"{found}, but it can't be loaded: {trouble}", mend)
    return Finding(name, State.OK, found)


def _demands() -> dict[str, list[str]]:
    """Nothing in; out, what is demanded of packages, by their names: `{"pikepdf": ["pikepdf>=10.18"]}`."""
    demands: dict[str, list[str]] = {}
    for asking in ASKING:
        for name, demand in _demands_of(asking):
            demands.setdefault(name, []).append(demand)
    return demands


def _demands_of(asking: str) -> Iterator[tuple[str, str]]:
    """A package in; out, each that it demands, in the spelling of PACKAGES, with the demand as pip takes it.

    Nothing where the package is not installed: so the program runs from its source alone, too.
    """
    try:
        demands = requires(asking) or []
    except PackageNotFoundError:
        return
    for demand in demands:
        said, _, only_where = demand.partition(";")
        if "extra" not in only_where and (name := re.match(r"[\w.-]+", said)):
            yield re.sub(r"[-_.]+", "-", name.group()).lower(), re.sub(r"\s", "", said)


def _tried(modules: Sequence[str]) -> dict[str, str | None]:
    """Modules in; out, what is raised when each is loaded, or None. They are loaded by another Python, not here."""
    troubles: dict[str, str | None] = {}
    while left := [module for module in modules if module not in troubles]:
        command = [sys.executable, str(Path(__file__).with_name("import_trial.py")), json.dumps(sys.path), *left]
        done = subprocess.run(  # noqa: S603 (ours)
            command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=_WITHOUT_COMPILER, check=False
        )
        troubles |= dict(json.loads(line) for line in done.stdout.splitlines())
        if ended_by := next((module for module in left if module not in troubles), None):
            troubles[ended_by] = f"Python ends when it is loaded (exit code {done.returncode})"
    return troubles
