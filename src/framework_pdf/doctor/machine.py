"""Examines the machine: its Python, cores, memory and programs, and says how things are installed on it."""

import os
import platform
import re
import shlex
import shutil
import sys
from contextlib import suppress
from pathlib import Path

from framework_pdf.core.cores import usable_cores
from framework_pdf.core.diagnostics import counted
from framework_pdf.core.paths import shortest
from framework_pdf.doctor.finding import Finding, State

FIRST, LAST = (3, 11), (3, 13)
"""The first and the last version of Python with which everything was tried."""
MEMINFO = Path("/proc/meminfo")
"""The file in which Linux says how much memory is available; other systems have none."""


def install_hint(debian: str, brew: str, elsewhere: str) -> str:
    """Return how to install something on this system, given its names for Debian, Homebrew and other systems."""
    if platform.system() == "Darwin":
        return f"brew install {brew}"
    if shutil.which("apt-get"):
        return f"{'' if os.geteuid() == 0 else 'sudo '}apt-get install {debian}"
    return f"install {elsewhere} with this system's package manager (Debian calls it {debian})"


def numbers(version: str) -> tuple[int, ...]:
    """Return the numbers of a version, by which versions can be compared: 10.18.0 is later than 10.2.

    What follows them is left out, as in `2.0b1`, and so are zeros at the end: 2, 2.0 and 2.0.0 are one version.
    """
    found = re.match(r"\d+(?:\.\d+)*", version)
    parts = [int(part) for part in found[0].split(".")] if found else []
    while parts and not parts[-1]:
        parts.pop()
    return tuple(parts)


def pip(*words: str) -> str:
    """Return the command that runs pip with these words in the Python that runs now."""
    return shlex.join((shortest(Path(sys.executable)), "-m", "pip", *words))


def python(version: tuple[int, int, int] = sys.version_info[:3]) -> Finding:
    """Examine whether a version of Python, by default the one that runs, will do."""
    found = f"{'.'.join(map(str, version))}, {shortest(Path(sys.executable))}"
    first, last = (".".join(map(str, numbers)) for numbers in (FIRST, LAST))
    if version[:2] < FIRST:
        mend = f"install Python {last} (python.org, or this system's package manager)"
        return Finding("Python", State.TOO_OLD, f"{found}; {first} is the least", mend)
    if version[:2] > LAST:
        mend = f"where a build fails, try Python {last}"
        return Finding("Python", State.UNTRIED, f"{found}; {first} to {last} were tried", mend)
    return Finding("Python", State.OK, found)


def programs() -> tuple[Finding, ...]:
    """Examine whether the programs are here that only checks need. None is started, because veraPDF takes seconds."""
    ghostscript = install_hint("ghostscript", "ghostscript", "Ghostscript")
    return (
        _program("veraPDF", "verapdf", "for `preflight`", "install it from verapdf.org (it needs Java)"),
        _program("Ghostscript", "gs", "for the tests of files for print shops", ghostscript),
    )


def _program(name: str, command: str, purpose: str, mend: str) -> Finding:
    """Examine whether a program is on the path; `mend` is how it is installed."""
    path = shutil.which(command)
    state, mends = (State.OK, None) if path else (State.MISSING, mend)
    return Finding(name, state, f"{path or f'no `{command}`'}, only {purpose}", mends, needed=False)


def cores() -> Finding:
    """Report how many cores this process may run on, of those that there are."""
    every, usable = os.cpu_count(), usable_cores()
    if not every or not usable:
        return Finding("cores", State.UNKNOWN, "this system does not say how many it has", needed=False)
    return Finding("cores", State.OK, f"{usable} of {counted(every, 'core')} may be used", needed=False)


def memory(meminfo: Path = MEMINFO) -> Finding:
    """Report how much memory there is and how much of it is available, as far as the system says it."""
    total, available = _total(), _available(meminfo)
    if total is None:
        return Finding("memory", State.UNKNOWN, "this system does not say how much it has", needed=False)
    unsaid = "how much of it is available, this system does not say"
    rest = unsaid if available is None else f"{size(available)} available"
    return Finding("memory", State.OK, f"{size(total)}, {rest}", needed=False)


def size(number: int) -> str:
    """Return a number of bytes as people say it: `640 MB`, `16.4 GB`."""
    return f"{number / 1e9:.1f} GB" if number >= 1e9 else f"{number / 1e6:.0f} MB"


def _total() -> int | None:
    """Return the machine's memory in bytes, or None if the system does not say it."""
    with suppress(OSError, ValueError):
        total = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
        return total if total > 0 else None
    return None


def _available(meminfo: Path) -> int | None:
    """Return the memory that a new program may take, in bytes, or None if the system does not say it."""
    with suppress(OSError):
        text = meminfo.read_text(encoding="ascii", errors="replace")
        if found := re.search(r"^MemAvailable:\s+(\d+)\s", text, re.MULTILINE):
            return int(found[1]) * 1024
    return None
