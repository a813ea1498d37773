"""Pango and its kin: whether they load, by the names that WeasyPrint calls them, and in which versions."""

import platform
from textwrap import shorten

from framework_pdf.core.libraries import LIBRARIES, Library, file_of, version_of
from framework_pdf.doctor.finding import Finding, State
from framework_pdf.doctor.machine import installing
from framework_pdf.doctor.version_numbers import numbers


def libraries() -> tuple[Finding, ...]:
    """Nothing in; out, how it is with each library."""
    return tuple(map(look_at, LIBRARIES))


def look_at(library: Library) -> Finding:
    """A library in; out, whether it loads, in which version, and whether that will do."""
    try:
        version = version_of(library)
    except (OSError, AttributeError, ValueError) as error:  # it does not load, or is not what its name says
        is_there = "no such file" not in str(error).lower()
        words = f"it can't be used: {shorten(str(error), 200)}" if is_there else f"no {file_of(library)}"
        return _amiss(library, State.BROKEN if is_there else State.MISSING, words)
    if numbers(version) < numbers(library.least):
        return _amiss(library, State.TOO_OLD, f"{version}; {library.least} is the least")
    return Finding(library.name, State.OK, version, needed=library.needed)


def _amiss(library: Library, state: State, words: str) -> Finding:
    """A library, what is amiss with it and in words in, the finding out."""
    again = "--reinstall " if state is State.BROKEN and platform.system() != "Darwin" else ""
    mend = installing(again + library.debian, "pango", library.name)
    return Finding(library.name, state, f"{words}; {library.without}", mend, library.needed)
