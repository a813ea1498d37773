"""Watching: at each save, what it touches is made again."""

import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from queue import Empty, Queue
from threading import Event, Thread

from watchfiles import Change, watch

from framework_pdf.build import pipeline
from framework_pdf.build.pipeline import BuildOptions, BuildResult
from framework_pdf.build.workers import Workers
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
    """None at the first build."""
    built: BuildResult | None
    """None where something is wrong: then the files that were there stay."""
    problems: tuple[Diagnostic, ...]
    seconds: float


def watch_and_rebuild(workspace: Workspace, request: Request, options: BuildOptions, stop: Event) -> Iterator[Rebuild]:
    """Build once, and again at each save, until `stop` is set; yield what became of each.

    The workers stay, with what they have worked out. Where nothing had to be made at first, they work it out before the
    first save.
    """
    folders = tuple(folder for folder in pipeline.source_folders(workspace, request) if folder.is_dir())
    saved: Queue[set[Path]] = Queue()
    # It hears of saves while the first round is made, too.
    Thread(target=_listen, args=(folders, saved, stop), daemon=True).start()
    try:
        with Workers(options.jobs) as workers:
            options = replace(options, workers=workers)
            first = _rebuild(workspace, request, options, ())
            yield first
            if first.built and not first.built.made:
                with suppress(FrameworkPdfError):  # what was saved meanwhile is told in its own round
                    pipeline.warm_up(workspace, request, workers)
            while not stop.is_set():
                if changed := _saved(saved):
                    yield _rebuild(workspace, request, options, tuple(sorted(changed)))
    finally:
        stop.set()


def _listen(folders: tuple[Path, ...], saved: "Queue[set[Path]]", stop: Event) -> None:
    """Tell of each save in some folders, until `stop` is set."""
    for changes in watch(*folders, step=QUIET, stop_event=stop, raise_interrupt=False):
        # What is gone already was an editor's on its way to save a file.
        saved.put({Path(path) for kind, path in changes if kind is Change.deleted or Path(path).exists()})


def _saved(saved: "Queue[set[Path]]") -> set[Path]:
    """Return all that was saved; after a moment without a save, nothing."""
    try:
        changed = saved.get(timeout=0.2)
        while not saved.empty():
            changed |= saved.get_nowait()
    except Empty:
        return set()
    return changed


def _rebuild(workspace: Workspace, request: Request, options: BuildOptions, changed: tuple[Path, ...]) -> Rebuild:
    started = time.perf_counter()
    try:
        built = pipeline.build(workspace, request, options)
    except FrameworkPdfError as error:
        return Rebuild(changed, None, error.diagnostics, time.perf_counter() - started)
    return Rebuild(changed, built, built.warnings, time.perf_counter() - started)
