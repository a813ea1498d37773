"""`framework-pdf check`: finds every problem of folders at once."""

from datetime import datetime

import click

from framework_pdf.cli import console, options
from framework_pdf.core.workspace import Workspace


@click.command("check")
@options.in_folders(options.content, options.templates)
@click.option(
    "--brand",
    metavar="NAME|DIR",
    help="In the look of a brand kit in content/brands, or in a folder: for content in a script that only its typeface "
    "has, and for how all of it fits. Default: the framework's own look.",
)
@options.jobs
@click.option(
    "--reviewed-since",
    "since",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="YYYY-MM-DD",
    help="Name every entry of the content that nobody has reviewed since that day. The exit code stays 0.",
)
def command(folders: Workspace, brand: str | None, jobs: int, since: datetime | None) -> None:
    """Find every problem in content and templates; make nothing.

    Lays out every edition on every paper in memory, so that a text too long for its card is found too, and writes
    nothing. For our fourteen professions that takes some minutes, and longer on a busy or a small machine.
    """
    from framework_pdf.build import pipeline

    day = since.date() if since else None
    checked = pipeline.check(folders, day, console.progress, jobs, brand=brand)
    console.tell_of_typesetter()
    console.complain(checked.warnings)
    if not checked.warnings:
        console.say("no problem found")
    if day:
        console.complain(checked.unreviewed)
        console.say(f"{len(checked.unreviewed)} to review" if checked.unreviewed else f"all was reviewed since {day}")
    elif checked.unreviewed:
        console.say(f"{len(checked.unreviewed)} entries not reviewed; --reviewed-since names them")
