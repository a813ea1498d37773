"""Watching: at each save, what it touches is made again."""

import time
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, replace
from functools import cache, partial
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory

from watchfiles import Change, watch
from watchfiles.main import FileChange

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
PATIENCE = 200
"""After so many milliseconds without one, the watch says that nothing was saved."""


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
    folders = [folder for folder in pipeline.source_places(workspace, request) if folder.is_dir()]
    again = partial(_rebuild, workspace, request, options)
    with TemporaryDirectory(prefix="framework-pdf-", ignore_cleanup_errors=True) as fonts, Worker(fonts) as builder:
        builder.give(again)  # that starts it, before there is a thread here
        with closing(watch(*folders, step=QUIET, rust_timeout=PATIENCE, yield_on_timeout=True)) as saves:
            early = next(saves)  # from here on what is saved is noticed, whatever this process does
            yield _rounds(builder, again, chain([early], saves))


def _rounds(builder: Worker, again: "partial[Rebuild]", saves: Iterable[set[FileChange]]) -> Iterator[Rebuild]:
    """Yield the round that a builder has begun, and one for each save."""
    first: Rebuild = builder.answer()
    yield first
    if first.built and not first.built.made:
        builder.give(partial(_warm_up, *again.args))
        builder.answer()
    for save in saves:
        # What is gone already was an editor's on its way to save a file.
        if changed := {Path(path) for kind, path in save if kind is Change.deleted or Path(path).exists()}:
            builder.give(again)
            yield replace(builder.answer(), changed=tuple(sorted(changed)))


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
