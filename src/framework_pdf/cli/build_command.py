"""`framework-pdf build`: makes editions, and their manifest."""

from typing import Any

import click

from framework_pdf.cli import console
from framework_pdf.cli.request_options import in_words, ordering, refuse_contradictions, request_of
from framework_pdf.core.workspace import Workspace

HOW = {"jobs", "force", "explain", "quiet", "verbose"}
"""The options that don't say what is to be made."""


@click.command("build")
@ordering
@click.option("--force", is_flag=True, help="Make everything again, whether it has changed or not.")
@click.option("--explain", is_flag=True, help="Say why each file is made again.")
@click.option("--strict", is_flag=True, help="Treat warnings as errors.")
@click.option("--quiet", "-q", is_flag=True, help="Print problems only.")
@click.option("--verbose", "-v", is_flag=True, help="Print what each file was made from.")
def command(
    folders: Workspace, jobs: int, force: bool, explain: bool, strict: bool, quiet: bool, verbose: bool, **params: Any
) -> None:
    """Make booklets and cards: what has changed since they were made, and nothing else.

    \b
    framework-pdf build --profession podiatrist
    framework-pdf build --profession OT --product card --aspect 4
    framework-pdf build --all --output handouts
    framework-pdf build --profession podiatrist --edition large-print --format pdf --format html
    framework-pdf build --profession podiatrist --print office --sheet A4
    framework-pdf build --profession podiatrist --print press --printer offset-coated --copies 500
    """  # noqa: D301 (click wants the character itself)
    refuse_contradictions(params)
    if quiet and verbose:
        raise click.UsageError("--quiet and --verbose exclude each other")

    from framework_pdf.build.manifest import read
    from framework_pdf.build.sources import possible_places

    words = in_words(folders, HOW)
    manifest, _ = read(folders.output)
    possible = possible_places(folders, params["brands"], params["profile"])
    if not force and (met := manifest.unchanged(words, folders.output, possible)):
        console.complain(met.warnings)
        if not quiet:
            console.rest(folders.output, [manifest.by_path[path] for path in met.editions], verbose=verbose)
        return

    from framework_pdf.build import pipeline

    progress = iter if quiet else console.progress
    how = pipeline.BuildOptions(
        jobs, strict=strict, force=force, progress=progress, waiting=console.waiting, typed=words
    )
    built = pipeline.build(folders, request_of(params), how)
    if built.made:
        console.tell_of_typesetter()
    console.complain(built.warnings)
    if not quiet:
        console.announce(built, verbose=verbose, explain=explain)
