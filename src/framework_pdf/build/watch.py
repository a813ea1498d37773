"""Folders and a request in; out, a round for each save: what was changed, what was made of it, or what is wrong."""

import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from queue import Empty, Queue
from threading import Event, Thread

from watchfiles import Change, watch

from framework_pdf.build import pipeline
from framework_pdf.build.pipeline import Built, Terms
from framework_pdf.core.diagnostics import Diagnostic
from framework_pdf.core.errors import FrameworkPdfError
from framework_pdf.core.workspace import Workspace
from framework_pdf.products.plan import Request

QUIET = 30
"""Milliseconds without another change after which a save is over: some editors write a file in several steps."""


@dataclass(frozen=True, slots=True)
class Rebuild:
    """What became of a save."""

    changed: tuple[Path, ...]
    """None in the first round."""
    built: Built | None
    """None where something is wrong: then the files that were there stay."""
    problems: tuple[Diagnostic, ...]
    seconds: float


def watch_and_rebuild(workspace: Workspace, request: Request, terms: Terms, stop: Event) -> Iterator[Rebuild]:
    """Folders, a request, terms and what ends it in; out, the first round, and one for each save after it.

    The workers stay, with what they have worked out. Where they have none of what is asked for, they do it before the
    first save.
    """
    folders = tuple(folder for folder in pipeline.source_folders(workspace, request) if folder.is_dir())
    saved: Queue[set[Path]] = Queue()
    # It hears of saves while the first round is made, too.
    Thread(target=_listen, args=(folders, saved, stop), daemon=True).start()
    try:
        with pipeline.workers_for(terms) as workers:
            terms = replace(terms, workers=workers)
            first = _round(workspace, request, terms, ())
            yield first
            if first.built and not first.built.made:
                with suppress(FrameworkPdfError):  # what was saved meanwhile is told in its own round
                    pipeline.rehearse(workspace, request, workers)
            while not stop.is_set():
                if changed := _saved(saved):
                    yield _round(workspace, request, terms, tuple(sorted(changed)))
    finally:
        stop.set()


def _listen(folders: tuple[Path, ...], saved: "Queue[set[Path]]", stop: Event) -> None:
    """Folders, where to tell and what ends it in; each save is told."""
    for changes in watch(*folders, step=QUIET, stop_event=stop, raise_interrupt=False):
        # What is gone already was an editor's on its way to save a file.
        saved.put({Path(path) for kind, path in changes if kind is Change.deleted or Path(path).exists()})


def _saved(saved: "Queue[set[Path]]") -> set[Path]:
    """Where saves are told in; out, all that was saved, after a moment nothing."""
    try:
        changed = saved.get(timeout=0.2)
        while not saved.empty():
            changed |= saved.get_nowait()
    except Empty:
        return set()
    return changed


def _round(workspace: Workspace, request: Request, terms: Terms, changed: tuple[Path, ...]) -> Rebuild:
    started = time.perf_counter()
    try:
        built = pipeline.build(workspace, request, terms)
    except FrameworkPdfError as error:
        return Rebuild(changed, None, error.diagnostics, time.perf_counter() - started)
    return Rebuild(changed, built, built.warnings, time.perf_counter() - started)
