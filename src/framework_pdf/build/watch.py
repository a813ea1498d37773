"""Watching: at each save, what it touches is made again."""

import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from functools import cache, partial
from pathlib import Path
from tempfile import TemporaryDirectory

from framework_pdf.build import pipeline
from framework_pdf.build.pipeline import BuildOptions, BuildResult
from framework_pdf.build.saves import Saves
from framework_pdf.build.workers import Workers
from framework_pdf.core.diagnostics import Diagnostic
from framework_pdf.core.errors import FrameworkPdfError
from framework_pdf.core.worker import Worker
from framework_pdf.core.workspace import Workspace
from framework_pdf.products.plan import Request


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
    """Notice what is saved inside. There are a first round, which has begun, and one for each save after it.

    Another process builds: as it has no thread, it can fork its workers. They stay, with what they have worked out;
    where the first round had nothing to make, they work it out before the first save.
    """
    again = partial(_rebuild, workspace, request, options)
    with TemporaryDirectory(prefix="framework-pdf-", ignore_cleanup_errors=True) as fonts, Worker(fonts) as builder:
        saves = Saves(partial(pipeline.source_places, workspace, request), workspace.output)
        builder.give(again)
        yield _rounds(builder, again, saves)


def _rounds(builder: Worker, again: "partial[Rebuild]", saves: Saves) -> Iterator[Rebuild]:
    """Yield the round that a builder has begun, and one for each save."""
    first = _heard(builder)
    yield first
    if first.built and not first.built.made:
        builder.give(partial(_warm_up, *again.args))
        with suppress(FrameworkPdfError):  # it was ended: another begins with the next save
            builder.answer()
    while True:
        changed = saves.wait()
        builder.give(again)
        yield replace(_heard(builder), changed=changed)


def _heard(builder: Worker) -> Rebuild:
    """Wait for the round that a builder is at, and return what became of it; where it was ended, that is told."""
    started = time.perf_counter()
    try:
        found: Rebuild = builder.answer()
    except FrameworkPdfError as error:
        return Rebuild((), None, error.diagnostics, time.perf_counter() - started)
    return found


# In the process that builds


@cache
def _workers(jobs: int) -> Workers:
    """Return the workers that stay."""
    return Workers(jobs)


def _rebuild(workspace: Workspace, request: Request, options: BuildOptions) -> Rebuild:
    """Build, and return what became of it."""
    started = time.perf_counter()
    try:
        built = pipeline.build(workspace, request, replace(options, workers=_workers(options.jobs)))
    except FrameworkPdfError as error:
        return Rebuild((), None, error.diagnostics, time.perf_counter() - started)
    return Rebuild((), built, built.warnings, time.perf_counter() - started)


def _warm_up(workspace: Workspace, request: Request, options: BuildOptions) -> None:
    """Make what workers can keep something of. What is wrong was saved just now, and is told in its own round."""
    with suppress(FrameworkPdfError):
        pipeline.warm_up(workspace, request, _workers(options.jobs))
