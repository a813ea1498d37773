"""Loads content folders: a catalogue and its warnings, or every problem of every file at once."""

from collections.abc import Sequence
from pathlib import Path

from framework_pdf.content.catalogue import Catalogue
from framework_pdf.content.cross_references import check_cross_references
from framework_pdf.content.entries import LoadedEntries
from framework_pdf.core.diagnostics import Diagnostic, errors_in, in_order
from framework_pdf.core.errors import ContentError, WorkspaceError
from framework_pdf.core.worker import limited
from framework_pdf.core.workspace import folder_problem


@limited("to read the content")
def load(folders: Sequence[Path]) -> tuple[Catalogue, tuple[Diagnostic, ...]]:
    """Load content folders into a catalogue.

    Args:
        folders: The content folder, then the overlays over it, each over those before it.

    Returns:
        The catalogue and its warnings.

    Raises:
        WorkspaceError: There is no such folder.
        ContentError: Something is wrong in the files or between them; the error holds every problem.
        LimitError: Loading takes too long.

    """
    hint = "name one with --content, or make one with `framework-pdf new DIR`"
    if closed := [problem for folder in folders if (problem := folder_problem(folder, "content", hint))]:
        raise WorkspaceError(closed)
    loaded = LoadedEntries(folders)
    problems = in_order((*loaded.problems, *check_cross_references(loaded)))
    if errors_in(problems):
        raise ContentError(problems)
    return loaded.catalogue(), problems
