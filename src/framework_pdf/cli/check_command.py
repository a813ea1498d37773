"""`framework-pdf check`: folders in, every problem in them out."""

from pathlib import Path

import click

from framework_pdf.cli import options


@click.command("check")
@options.content
@options.templates
def command(content: Path | None, templates: Path | None) -> None:
    """Find every problem in content and templates; make nothing.

    Sets every edition, so that a text too long for its card is found too, and keeps none.
    """
    from framework_pdf import pipeline, workspace
    from framework_pdf.cli import console

    warnings = pipeline.check(workspace.find(content, templates), console.progress)
    console.complain(warnings)
    if not warnings:
        click.echo("no problem found")
