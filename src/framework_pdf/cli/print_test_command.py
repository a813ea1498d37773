"""`framework-pdf print-test`: makes a sheet that shows how a printer prints on a paper."""

import click

from framework_pdf.cli import console, options
from framework_pdf.core.units import A4, SHEETS
from framework_pdf.core.workspace import Workspace


@click.command("print-test")
@click.option(
    "--sheet",
    type=click.Choice(list(SHEETS), case_sensitive=False),
    default=A4.name,
    show_default=True,
    help="The paper in the printer.",
)
@options.in_folders(options.folder("output", "Where the sheet goes, as print-test.pdf. Default: ./output."))
def command(folders: Workspace, sheet: str) -> None:
    """Make a sheet that shows how your printer prints on both sides.

    Print it once, on both sides, at 100 %: it shows about which edge the printer turns sheets, what it can't reach at
    each edge, whether it scales, and how exactly the back lies behind the front; and it says what to tell
    `framework-pdf build --print office` then, with --flip and --edge.

    \b
    framework-pdf print-test
    framework-pdf print-test --sheet Letter --output .
    """  # noqa: D301 (click wants the character itself)
    from framework_pdf.build.print_test import write_print_test

    path = write_print_test(folders, SHEETS[sheet])
    console.tell_of_typesetter()
    console.say(str(path))
