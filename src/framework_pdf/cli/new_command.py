"""`framework-pdf new`: copies content and templates into a folder, ready to build."""

import shlex
import shutil
import sys
from pathlib import Path

import click

from framework_pdf.cli import console, options


@click.command("new")
@click.argument("folder", type=options.Folder(), metavar="DIR")
@click.option("--blank", is_flag=True, help="Start a framework of your own: a few lines that explain themselves.")
def command(folder: Path, blank: bool) -> None:
    """Copy content and templates to a folder of your own, or start a framework; either is ready to build."""
    from framework_pdf.core import workspace

    workspace.copy_to(folder, blank)
    console.say(f"{folder}/content    the words: start with framework.yml and professions/")
    if not blank:
        console.say(f"{folder}/templates  the design")
    console.say(f"now: cd {shlex.quote(str(folder))} && {_this_program()} build")


def _this_program() -> str:
    """Return how this program is called from any folder: by its name, if a shell finds that, else by its place."""
    name, called = "framework-pdf", Path(sys.argv[0])
    if shutil.which(name):
        return name
    if called.stem == name:
        return shlex.quote(str(called.absolute()))
    return f"{shlex.quote(sys.executable)} -m framework_pdf"
