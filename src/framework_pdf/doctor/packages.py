"""Examines the Python packages that the program uses: their versions, and whether they can be imported."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path

from framework_pdf import __version__
from framework_pdf.core.libraries import PACKAGES
from framework_pdf.core.paths import shortest
from framework_pdf.doctor.finding import Finding, State
from framework_pdf.doctor.machine import numbers, pip
from framework_pdf.typesetting.patches.verified import VERIFIED_VERSIONS, in_words

OWN_NAME = "framework-pdf"
REQUIRING = (OWN_NAME, "weasyprint")
"""The packages whose requirements count. If both have one, pip is told to install what the first requires."""

_WITHOUT_COMPILER = {**os.environ, "PATH": os.devnull}
"""The environment in which packages are tried. WeasyPrint also looks for a library that it can do without, and Python
asks a compiler for it if there is one, which is slow."""


def packages() -> tuple[Finding, ...]:
    """Examine the program itself and all packages."""
    errors, requirements = _import_errors(tuple(PACKAGES.values())), _requirements()
    ours = Finding(OWN_NAME, State.OK, f"{__version__}, {shortest(Path(__file__).parents[1])}")
    return ours, *(_package(name, errors[module], requirements.get(name, [])) for name, module in PACKAGES.items())


def _package(name: str, error: str | None, requirements: Sequence[str]) -> Finding:
    """Examine a package, given what importing it raised, and what is required of its version."""
    wanted = requirements[0] if requirements else name
    try:
        found = version(name)
    except PackageNotFoundError:
        return Finding(name, State.MISSING, "not installed", pip("install", wanted))
    bounds = [bound for requirement in requirements for bound in re.findall(r"(>=|<)\s*([\d.]+)", requirement)]
    if any(sign == ">=" and numbers(found) < numbers(bound) for sign, bound in bounds):
        return Finding(name, State.TOO_OLD, f"{found}; needed is {wanted}", pip("install", wanted))
    if any(sign == "<" and numbers(found) >= numbers(bound) for sign, bound in bounds):
        return Finding(name, State.TOO_NEW, f"{found}; needed is {wanted}", pip("install", wanted))
    if error:
        reinstall = pip("install", "--force-reinstall", wanted)
        # WeasyPrint raises OSError if a system library does not load: pip can't mend that.
        mend = "mend the system libraries first" if error.startswith("OSError") else reinstall
        return Finding(name, State.BROKEN, f"{found}, but it can't be loaded: {error}", mend)
    if name == "weasyprint" and found not in VERIFIED_VERSIONS:
        words = f"{found}; {in_words()} was tried: pages are set without shortcuts, which takes half as long again"
        return Finding(name, State.UNTRIED, words, pip("install", f"weasyprint=={VERIFIED_VERSIONS[-1]}"))
    return Finding(name, State.OK, found)


def _requirements() -> dict[str, list[str]]:
    """Return what is required of each package, by its name as in PACKAGES: `{"pikepdf": ["pikepdf>=10.18"]}`.

    A package that is not installed requires nothing, so that the program also runs from its source alone.
    """
    requirements: dict[str, list[str]] = {}
    for package in REQUIRING:
        with suppress(PackageNotFoundError):
            for requirement in requires(package) or ():
                bounds, _, condition = requirement.partition(";")
                if "extra" not in condition and (name := re.match(r"[\w.-]+", bounds)):
                    spelt = re.sub(r"[-_.]+", "-", name[0]).lower()
                    requirements.setdefault(spelt, []).append(re.sub(r"\s", "", bounds))
    return requirements


def _import_errors(modules: Sequence[str]) -> dict[str, str | None]:
    """Return what importing each module raises, or None. Another Python imports them, so that none can end this one."""
    errors: dict[str, str | None] = {}
    while left := [module for module in modules if module not in errors]:
        command = [sys.executable, str(Path(__file__).with_name("import_trial.py")), json.dumps(sys.path), *left]
        done = subprocess.run(  # noqa: S603 (ours)
            command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=_WITHOUT_COMPILER, check=False
        )
        errors |= dict(json.loads(line) for line in done.stdout.splitlines())
        if ended_by := next((module for module in left if module not in errors), None):
            errors[ended_by] = f"Python ends when it is loaded (exit code {done.returncode})"
    return errors
