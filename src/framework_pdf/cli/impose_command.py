"""`framework-pdf impose`: puts the pages of PDF files on sheets for an office printer."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from framework_pdf.cli import console, options
from framework_pdf.core.diagnostics import counted
from framework_pdf.products.office_job import FILL, OfficeJob

if TYPE_CHECKING:
    from framework_pdf.pdf.office.sheets import Imposed


@click.command("impose")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE…")
@options.office
@click.option("--two-sided", is_flag=True, help="With --n-up: every two pages are the front and the back of one leaf.")
@click.option(
    "--fold-over", is_flag=True, help="Every two pages are one leaf: side by side, to be folded between and glued."
)
@click.option("--tile", "tiles", is_flag=True, help="Show each page that no sheet takes in parts, to be joined.")
@click.option("--fit", is_flag=True, help="Scale or turn pages of another size into the commonest one.")
@click.option("--lenient", is_flag=True, help="Leave pages white that can't be read. Default: they are an error.")
@options.password
@options.folder("output", "Where the sheets go, as NAME-sheets.pdf. Default: beside each file.")
def command(
    files: tuple[Path, ...],
    two_sided: bool,
    fold_over: bool,
    tiles: bool,
    fit: bool,
    lenient: bool,
    password: str,
    output: Path | None,
    **office: Any,
) -> None:
    """Put the pages of any PDF on sheets for an office printer.

    Without --n-up they become a booklet: two pages a side, to be folded in the middle and stapled there. With it, they
    are to be cut out; with --fold-over, to be folded and glued; with --tile, a page that is too large for a sheet is
    put together of several. What a reader of the PDF prints is printed: fields as they are filled in, stamps and notes
    too, and no layer that is off.

    \b
    framework-pdf impose handout.pdf
    framework-pdf impose --sheet A3 --signature 8 --paper-weight 100 book.pdf
    framework-pdf impose --n-up 2 --two-sided --shift 1,-0.5 cards.pdf
    framework-pdf impose --fold-over cards.pdf
    framework-pdf impose --tile --sheet A3 poster.pdf
    framework-pdf impose --n-up fill --sheet 320x450 badges.pdf
    """  # noqa: D301 (click wants the character itself)
    if fold_over and office["n_up"] is None:
        office["n_up"] = FILL
    work = options.work(**office, sides=2 if two_sided else 1, fold_over=fold_over, tiles=tiles, fit=fit)
    _refuse_contradictions(work, two_sided=two_sided)
    from framework_pdf.build.impose import impose
    from framework_pdf.pdf.office.imposition import stapled

    made = impose(files, work, output, password=password, lenient=lenient)
    for path, imposed in made:
        console.say(f"{path}  {_said(imposed)}")
    console.complain([warning for _, imposed in made for warning in imposed.warnings])
    if any(imposed.is_thick for _, imposed in made):
        most = f"{stapled(work.weight)} sheets of {work.weight:g} g/m² paper"
        console.say(f"note: an office stapler takes about {most}: --signature divides a booklet", err=True)
    if left_out := dict.fromkeys(each for _, imposed in made for each in imposed.left_out):
        console.say(f"note: sheets are for paper, and are without {', '.join(left_out)}", err=True)


def _refuse_contradictions(work: OfficeJob, *, two_sided: bool) -> None:
    """Raise UsageError where an option has no effect beside the others."""
    given = {"--two-sided": two_sided, "--fold-over": work.fold_over, "--n-up": work.n_up is not None}
    if work.tiles and any(given.values()):
        other = next(option for option, is_given in given.items() if is_given)
        raise click.UsageError(f"--tile shows one side on several sheets: leave it out, or {other}")
    if two_sided and work.fold_over:
        raise click.UsageError("--fold-over has both pages of a leaf on one side: leave it out, or --two-sided")
    if any(work.shift) and not work.is_duplex:
        raise click.UsageError("--shift moves backs, and these sheets have none: leave it out, or print on both sides")
    if two_sided and work.is_folded:
        raise click.UsageError("--two-sided is for --n-up: leaves of a booklet have two sides anyway")
    if work.for_booklets and not work.is_folded:
        way = "--tile" if work.tiles else "--fold-over" if work.fold_over else "--n-up"
        raise click.UsageError(f"{work.for_booklets[0]} is for booklets: leave it out, or {way}")


def _said(imposed: "Imposed") -> str:
    """Return what was made of a file, in words."""
    parts, fitted = imposed.signatures, len(imposed.fitted)
    said = f"{counted(imposed.pages, 'page')} on {counted(imposed.sheets, 'sheet')}"
    if len(parts) > 1:
        sizes = " or ".join(map(str, sorted(set(parts))))
        said += f", in {counted(len(parts), 'signature')} of {sizes} to be folded one by one"
    said += "" if imposed.scale == 1 else f", at {imposed.scale:.0%} of their size"
    return said + (f", {fitted} of them scaled or turned" if fitted else "")
