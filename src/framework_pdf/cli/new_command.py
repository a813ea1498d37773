"""`framework-pdf new`: a folder in; out, a copy of content and templates there, ready to build."""

from pathlib import Path

import click

from framework_pdf.cli import options


@click.command("new")
@click.argument("folder", type=options.Folder(), metavar="DIR")
def command(folder: Path) -> None:
    """Copy content and templates to a folder of your own, ready to build."""
    from framework_pdf import workspace

    workspace.copy_to(folder)
    click.echo(
        f"{folder}/content    the words: start with framework.yml and professions/\n"
        f"{folder}/templates  the design\n"
        f"now: cd {folder} && framework-pdf build"
    )
