"""Examines everything that a build needs."""

import os
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from framework_pdf.core.libraries import LIBRARIES
from framework_pdf.core.worker import Worker
from framework_pdf.doctor.finding import Finding
from framework_pdf.doctor.folders import examine_folders
from framework_pdf.doctor.libraries import examine_library
from framework_pdf.doctor.machine import cores, memory, programs, python
from framework_pdf.doctor.packages import packages


def examine(content: Sequence[Path], templates: Path | None, output: Path | None) -> tuple[Finding, ...]:
    """Return all findings, for the folders that the user gave or the usual ones. Nothing is written."""
    with Worker() as worker:  # another Python tries the packages meanwhile
        worker.give(partial(_folders_in_silence, content, templates, output))
        tried = packages()
        return (python(), *tried, *map(examine_library, LIBRARIES), *worker.answer(), *programs(), cores(), memory())


def _folders_in_silence(content: Sequence[Path], templates: Path | None, output: Path | None) -> tuple[Finding, ...]:
    """Examine folders in a process that does nothing else, and let nothing be printed, by its own processes either.

    Broken packages print things when they are loaded.
    """
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (1, 2):
        os.dup2(nowhere, stream)
    return examine_folders(content, templates, output)
