"""Watching: at each save, what it touches is made again."""

import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from queue import Empty, Queue
from tempfile import TemporaryDirectory
from threading import Event, Thread

from watchfiles import Change, watch

from framework_pdf.build import pipeline
from framework_pdf.build.pipeline import BuildOptions, BuildResult
from framework_pdf.build.workers import Workers
from framework_pdf.core.diagnostics import Diagnostic
from framework_pdf.core.errors import FrameworkPdfError
from framework_pdf.core.worker import Worker
from framework_pdf.core.workspace import Workspace
from framework_pdf.products.plan import Request

QUIET = 30
"""Milliseconds without another change after which a save is over: some editors write a file in several steps."""


@dataclass(frozen=True, slots=True)
class Rebuild:
    """What became of a save."""

    changed: tuple[Path, ...]
    """None in the first round."""
    built: BuildResult | None
    """None where something is wrong: then the files that were there stay."""
    problems: tuple[Diagnostic, ...]
    seconds: float


@contextmanager
def watch_and_rebuild(workspace: Workspace, request: Request, options: BuildOptions) -> Iterator[Iterator[Rebuild]]:
    """Hear of saves inside. There are a first round, which has begun, and one for each save after it.

    Another process builds: as it has no thread, it can fork its workers. They stay, with what they have worked out;
    where the first round had nothing to make, they work it out before the first save.
    """
    folders = tuple(folder for folder in pipeline.source_places(workspace, request) if folder.is_dir())
    saved: Queue[set[Path]] = Queue()
    stop = Event()
    again = partial(_rebuild, workspace, request, options)
    with TemporaryDirectory(prefix="framework-pdf-", ignore_cleanup_errors=True) as fonts, Worker(fonts) as builder:
        builder.give(again)  # that starts it, before there is a thread here
        Thread(target=_listen, args=(folders, saved, stop), daemon=True).start()
        try:
            yield _rounds(builder, again, saved)
        finally:
            stop.set()


def _rounds(builder: Worker, again: "partial[Rebuild]", saved: "Queue[set[Path]]") -> Iterator[Rebuild]:
    """Yield the round that a builder has begun, and one for each save."""
    first: Rebuild = builder.answer()
    yield first
    if first.built and not first.built.made:
        builder.give(partial(_warm_up, *again.args))
        builder.answer()
    while True:
        if changed := _saved(saved):
            builder.give(again)
            yield replace(builder.answer(), changed=tuple(sorted(changed)))


def _listen(folders: tuple[Path, ...], saved: "Queue[set[Path]]", stop: Event) -> None:
    """Put each save into a queue, until `stop` is set."""
    for changes in watch(*folders, step=QUIET, stop_event=stop, raise_interrupt=False):
        # What is gone already was an editor's on its way to save a file.
        saved.put({Path(path) for kind, path in changes if kind is Change.deleted or Path(path).exists()})


def _saved(saved: "Queue[set[Path]]") -> set[Path]:
    """Return all that was saved, or nothing after a moment."""
    try:
        changed = saved.get(timeout=0.2)
        while not saved.empty():
            changed |= saved.get_nowait()
    except Empty:
        return set()
    return changed


# In the process that builds

_workers: Workers | None = None
"""Those that stay."""


def _rebuild(workspace: Workspace, request: Request, options: BuildOptions) -> Rebuild:
    """Build, and return what became of it."""
    started = time.perf_counter()
    try:
        built = pipeline.build(workspace, request, replace(options, workers=_workers_that_stay(options)))
    except FrameworkPdfError as error:
        return Rebuild((), None, error.diagnostics, time.perf_counter() - started)
    return Rebuild((), built, built.warnings, time.perf_counter() - started)


def _warm_up(workspace: Workspace, request: Request, options: BuildOptions) -> None:
    """Make what workers can keep something of. What is wrong was saved just now, and is told in its own round."""
    with suppress(FrameworkPdfError):
        pipeline.warm_up(workspace, request, _workers_that_stay(options))


def _workers_that_stay(options: BuildOptions) -> Workers:
    global _workers
    if _workers is None:
        _workers = Workers(options.jobs)
    return _workers
