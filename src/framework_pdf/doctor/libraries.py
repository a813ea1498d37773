"""Examines Pango and the other system libraries: whether they load under WeasyPrint's names, and in which version."""

import platform
from textwrap import shorten

from framework_pdf.core.libraries import Library, file_of, version_of
from framework_pdf.doctor.finding import Finding, State
from framework_pdf.doctor.machine import install_hint, numbers


def examine_library(library: Library) -> Finding:
    """Examine whether a library loads, and whether its version will do."""
    try:
        version = version_of(library)
    except (OSError, AttributeError, ValueError) as error:  # it does not load, or is not what its name says
        is_there = "no such file" not in str(error).lower()
        words = f"it can't be used: {shorten(str(error), 200)}" if is_there else f"no {file_of(library)}"
        return _fault(library, State.BROKEN if is_there else State.MISSING, words)
    if numbers(version) < numbers(library.least):
        return _fault(library, State.TOO_OLD, f"{version}; {library.least} is the least")
    return Finding(library.name, State.OK, version, needed=library.needed)


def _fault(library: Library, state: State, words: str) -> Finding:
    """Return the finding for a library that a build can't use."""
    reinstall = "--reinstall " if state is State.BROKEN and platform.system() != "Darwin" else ""
    mend = install_hint(reinstall + library.debian, "pango", library.name)
    return Finding(library.name, state, f"{words}; {library.without}", mend, needed=library.needed)
