"""Puts the pages of any PDF files on sheets for an office printer, beside them or in a folder."""

import os
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from framework_pdf.build import output as output_folder
from framework_pdf.core.diagnostics import Diagnostic, Location
from framework_pdf.core.errors import FrameworkPdfError
from framework_pdf.core.limits import MOST_BYTES_OF_A_PDF
from framework_pdf.core.paths import shortest
from framework_pdf.core.reading import read_file
from framework_pdf.core.worker import in_worker
from framework_pdf.pdf.office.sheets import Imposed, on_sheets
from framework_pdf.pdf.office.source_pages import ImpositionError
from framework_pdf.products.office_job import OfficeJob


def impose(
    files: Sequence[Path], work: OfficeJob, output: Path | None = None, *, password: str = "", lenient: bool = False
) -> tuple[tuple[Path, Imposed], ...]:
    """Put the pages of PDF files on sheets, and return what was written for each, and where.

    Args:
        files: Their paths.
        work: How they are printed.
        output: Where the sheets go; None: beside each file.
        password: With which the files are opened that want one.
        lenient: Whether pages that can't be read are left white.

    Raises:
        FrameworkPdfError: With everything that is wrong with the files; nothing is written then.

    """
    problems = list(output_folder.problems(output)) if output else []
    named = {os.path.realpath(file) for file in files}
    made: dict[Path, Imposed] = {}
    targets: list[Path] = []
    for file in dict.fromkeys(files):
        path = (output or file.parent) / f"{file.stem}-sheets.pdf"
        if path in made:
            hint = "name them one at a time, each with an --output of its own"
            problems.append(Diagnostic("same-name", f"two files would become {path}", Location(file), hint))
            continue
        if os.path.realpath(path) in named:
            hint = "rename it, or choose another folder with --output"
            problems.append(
                Diagnostic(
                    "same-name",
                    f"{shortest(path)} would be replaced by these sheets, and is to be imposed",
                    Location(file),
                    hint,
                )
            )
            continue
        targets.append(path)
        try:
            imposed = on_sheets(read_file(file, MOST_BYTES_OF_A_PDF), work, password=password, lenient=lenient)
            warnings = tuple(replace(warning, location=Location(file)) for warning in imposed.warnings)
            made[path] = replace(imposed, warnings=warnings)
        except ImpositionError as error:
            problems.append(Diagnostic("unusable-file", error.message, Location(file), error.hint))
        except OSError as error:
            message = f"this can't be read: {error.strerror}"
            problems.append(Diagnostic("unreadable-file", message, Location(file), "name a PDF file"))
    problems += in_worker(partial(output_folder.files_of_others, targets))
    if problems:
        raise FrameworkPdfError(problems)
    output_folder.write({path: imposed.pdf for path, imposed in made.items()})
    return tuple(made.items())
