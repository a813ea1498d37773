"""The machine: its Python, its cores, its memory, programs on its path, and how things are installed on it."""

import os
import platform
import shlex
import shutil
import sys
from pathlib import Path

from framework_pdf.core.diagnostics import counted
from framework_pdf.core.paths import shortest
from framework_pdf.doctor.finding import Finding, State

FIRST, LAST = (3, 11), (3, 13)
"""The versions of Python between which everything was tried."""
MEMINFO = Path("/proc/meminfo")
"""Where Linux says what memory is available; other systems have no such file."""


def installing(debian: str, brew: str, elsewhere: str) -> str:
    """What Debian, Homebrew and people elsewhere call something in; out, what installs it here."""
    if platform.system() == "Darwin":
        return f"brew install {brew}"
    if shutil.which("apt-get"):
        return f"{'' if os.geteuid() == 0 else 'sudo '}apt-get install {debian}"
    return f"install {elsewhere} with this system's package manager (Debian calls it {debian})"


def pip(*words: str) -> str:
    """What pip is to do in; out, the command for this very Python."""
    return shlex.join((shortest(Path(sys.executable)), "-m", "pip", *words))


def python(version: tuple[int, int, int] = sys.version_info[:3]) -> Finding:
    """A version of Python, by default the one that runs, in; out, whether it will do."""
    found = f"{'.'.join(map(str, version))}, {shortest(Path(sys.executable))}"
    first, last = ("{}.{}".format(*each) for each in (FIRST, LAST))
    if version[:2] < FIRST:
        mend = f"install Python {last} (python.org, or this system's package manager)"
        return Finding("Python", State.TOO_OLD, f"{found}; {first} is the least", mend)
    if version[:2] > LAST:
        mend = f"where a build fails, try Python {last}"
        return Finding("Python", State.UNTRIED, f"{found}; {first} to {last} were tried", mend)
    return Finding("Python", State.OK, found)


def programs() -> tuple[Finding, ...]:
    """Nothing in; out, the programs that only check what was made. None is started: veraPDF takes seconds for that."""
    ghostscript = installing("ghostscript", "ghostscript", "Ghostscript")
    return (
        _program("veraPDF", "verapdf", "for `preflight`", "install it from verapdf.org (it needs Java)"),
        _program("Ghostscript", "gs", "for the tests of files for print shops", ghostscript),
    )


def _program(name: str, command: str, purpose: str, mend: str) -> Finding:
    """A program, its command, what it is for and what installs it in; out, whether it is here."""
    path = shutil.which(command)
    state, mends = (State.OK, None) if path else (State.MISSING, mend)
    return Finding(name, state, f"{path or f'no `{command}`'}, only {purpose}", mends, needed=False)


def usable_cores() -> int | None:
    """Nothing in; out, on how many cores this process may run, as far as the system says it."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()


def cores() -> Finding:
    """Nothing in; out, on how many cores this process may run, of those that there are."""
    every, usable = os.cpu_count(), usable_cores()
    if not every or not usable:
        return Finding("cores", State.UNKNOWN, "this system does not say how many it has", needed=False)
    return Finding("cores", State.OK, f"{usable} of {counted(every, 'core')} may be used", needed=False)


def memory(meminfo: Path = MEMINFO) -> Finding:
    """The file in which the system says what is available in; out, how much memory there is, as far as it says."""
    total, available = _total(), _available(meminfo)
    if total is None:
        return Finding("memory", State.UNKNOWN, "this system does not say how much it has", needed=False)
    rest = (
        "how much of it is available, this system does not say" if available is None else f"{size(available)} available"
    )
    return Finding("memory", State.OK, f"{size(total)}, {rest}", needed=False)


def size(number: int) -> str:
    """A number of bytes in; out, as people say it: `640 MB`, `16.4 GB`."""
    return f"{number / 1e9:.1f} GB" if number >= 1e9 else f"{number / 1e6:.0f} MB"


def _total() -> int | None:
    """Nothing in; out, the machine's memory in bytes, or None where the system does not say."""
    try:
        total = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError):
        return None
    return total if total > 0 else None


def _available(meminfo: Path) -> int | None:
    """Where the system says it in; out, the memory in bytes that a new program may take, or None."""
    try:
        lines = meminfo.read_text(encoding="ascii", errors="replace").splitlines()
    except OSError:
        return None
    said = next((line.split() for line in lines if line.startswith("MemAvailable:")), ())
    return int(said[1]) * 1024 if len(said) > 1 and said[1].isdigit() else None
