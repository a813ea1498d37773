"""`framework-pdf impose`: puts the pages of PDF files on sheets for an office printer."""

from pathlib import Path
from typing import Any

import click

from framework_pdf.cli import console, options
from framework_pdf.core.diagnostics import counted


@click.command("impose")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE…")
@options.office
@click.option("--two-sided", is_flag=True, help="With --n-up: every two pages are the front and the back of one leaf.")
@options.folder("output", "Where the sheets go, as NAME-sheets.pdf. Default: beside each file.")
def command(files: tuple[Path, ...], two_sided: bool, output: Path | None, **office: Any) -> None:
    """Put the pages of any PDF on sheets for an office printer.

    Without --n-up they become a booklet: two pages a side, to be folded in the middle and stapled there. With it, they
    are to be cut out.

    \b
    framework-pdf impose handout.pdf
    framework-pdf impose --n-up 2 --two-sided cards.pdf
    """  # noqa: D301 (click wants the character itself)
    from framework_pdf.build.impose import impose

    work = options.work(**office, sides=2 if two_sided else 1)
    for path, imposed in impose(files, work, output):
        size = "" if imposed.scale == 1 else f", at {imposed.scale:.0%} of their size"
        console.say(f"{path}  {counted(imposed.pages, 'page')} on {counted(imposed.sheets, 'sheet')}{size}")
