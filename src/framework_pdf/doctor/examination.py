"""Folders asked for in; out, everything that a build needs, and what of it is here."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from framework_pdf.doctor.finding import Finding
from framework_pdf.doctor.folders import workplace
from framework_pdf.doctor.libraries import libraries
from framework_pdf.doctor.machine import cores, memory, programs, python
from framework_pdf.doctor.packages import packages


def examine(content: Sequence[Path], templates: Path | None, output: Path | None) -> tuple[Finding, ...]:
    """The folders that were asked for, or none, in; out, all findings. Nothing is written."""
    with ThreadPoolExecutor(1) as pool:  # packages are tried by another Python, meanwhile
        tried = pool.submit(packages)
        folders = workplace(content, templates, output)
    return (python(), *tried.result(), *libraries(), *folders, *programs(), cores(), memory())
