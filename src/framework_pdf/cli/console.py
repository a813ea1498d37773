"""What people see: problems on standard error, the record on standard output, progress on a terminal."""

import sys
from collections.abc import Iterable, Iterator, Sequence

import click

from framework_pdf.colophon import FILE_NAME, Record
from framework_pdf.diagnostics import Diagnostic, Severity, counted, errors_in, shortest
from framework_pdf.edition import Edition
from framework_pdf.livery.effects import Report

COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow"}


def complain(diagnostics: Sequence[Diagnostic]) -> None:
    """Prints problems, each with its place and hint, and how many there are."""
    for diagnostic in diagnostics:
        head, _, rest = str(diagnostic).partition(": ")
        click.echo(click.style(head, fg=COLOURS[diagnostic.severity], bold=True) + ": " + rest, err=True)
    errors = len(errors_in(diagnostics))
    warnings = len(diagnostics) - errors
    counts = [counted(number, word) for number, word in ((errors, "error"), (warnings, "warning")) if number]
    if counts:
        click.echo(", ".join(counts), err=True)


def announce(record: Record, verbose: bool) -> None:
    """Prints what was made, where, how many pages and how long it took."""
    width = max(len(str(file.path)) for file in record.printed)
    for file in record.printed:
        pages = "" if file.pages is None else counted(file.pages, "page")
        click.echo(f"{file.path!s:<{width}}  {pages:>8}  {len(file.data) / 1000:>6.0f} kB  {file.seconds:>5.2f} s")
        for path in file.inputs if verbose else ():
            click.echo(f"  from {shortest(path)}")
    total = sum(file.pages or 0 for file in record.printed)
    files = counted(len(record.printed), "file")
    for report in record.brands:
        explain(report)
    where = f"{shortest(record.output)}/"
    pages = f", {counted(total, 'page')}" if total else ""
    click.echo(f"{files}{pages}, in {where} in {record.seconds:.1f} s; the record is {where}{FILE_NAME}")


def explain(report: Report) -> None:
    """Prints what became of a brand kit: what was used, what was changed, and what had no effect."""
    click.echo(f"brand {report.name}, from {shortest(report.folder)}/")
    for what, name, _, embedded in report.typefaces:
        click.echo(f"  {what} in {name}" + (f": {', '.join(embedded)} in the PDF files" if embedded else ""))
    for file, used in report.pictures:
        click.echo(f"  {file}: {used}")
    for key, asked, use in report.colours:
        click.echo(f"  {key} {asked}: {use}")
    for shade in report.shades:
        click.echo(f"  changed {shade.asked} to {shade.used}, from {shade.before:.1f} : 1 ({shade.of})")
    for idle in report.idle:
        click.echo(f"  without effect: {idle.key}: {idle.why} ({idle.place})")


def progress(editions: Sequence[Edition]) -> Iterable[Edition]:
    """Editions in, the same out, with a bar while they are made, where there is a terminal."""
    return _with_bar(editions) if sys.stderr.isatty() else editions


def _with_bar(editions: Sequence[Edition]) -> Iterator[Edition]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (BarColumn(), MofNCompleteColumn(), TextColumn("{task.description}"))
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=len(editions))
        for edition in editions:
            bar.update(task, description=str(edition.path))
            yield edition
            bar.advance(task)
