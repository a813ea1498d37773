"""`framework-pdf brand`: a brand kit in; out, what is wrong with it, and what becomes of it."""

from pathlib import Path

import click

from framework_pdf.cli import options


@click.group("brand")
def command() -> None:
    """Check a brand kit: a folder with a `_brand.yml`."""


@command.command("check")
@click.argument("brand", metavar="NAME|DIR")
@options.content
@options.templates
def check(brand: str, content: tuple[Path, ...], templates: Path | None) -> None:
    """Find every problem in a brand kit; make nothing.

    Makes the general edition of every product in memory, and says what of the kit was used, what was changed so that
    it can be read, and which keys had no effect.
    """
    from framework_pdf import pipeline, workspace
    from framework_pdf.cli import console

    checked = pipeline.check_brand(workspace.find(content, templates), brand, console.progress)
    console.complain(checked.warnings)
    console.explain(checked.report)
    if not checked.warnings:
        click.echo("no problem found")
