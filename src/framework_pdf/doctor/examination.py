"""Examines everything that a build needs."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from framework_pdf.doctor.finding import Finding
from framework_pdf.doctor.folders import examine_folders
from framework_pdf.doctor.libraries import libraries
from framework_pdf.doctor.machine import cores, memory, programs, python
from framework_pdf.doctor.packages import packages


def examine(content: Sequence[Path], templates: Path | None, output: Path | None) -> tuple[Finding, ...]:
    """Return all findings, for the folders that the user gave or the usual ones. Nothing is written."""
    with ThreadPoolExecutor(1) as pool:  # another Python tries the packages meanwhile
        tried = pool.submit(packages)
        folders = examine_folders(content, templates, output)
    return (python(), *tried.result(), *libraries(), *folders, *programs(), cores(), memory())
