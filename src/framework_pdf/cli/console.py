"""What people see: problems on standard error, the record on standard output, progress on a terminal."""

import sys
from collections.abc import Iterable, Iterator, Sequence

import click

from framework_pdf.colophon import FILE_NAME, Record
from framework_pdf.diagnostics import Diagnostic, Severity, counted, errors_in, shortest
from framework_pdf.edition import Edition
from framework_pdf.livery.effects import Idle, Report
from framework_pdf.model.brand import OURS

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
    _list("typefaces", (_typeface(what, name, embedded) for what, name, _, embedded in report.typefaces))
    _list("pictures", (f"{file}: {used}" for file, used in report.pictures))
    _list("colours", (f"{_key(key)} {asked}: {use}" for key, asked, use in report.colours))
    _list(
        "colours changed, for a contrast of 4.5 : 1 or more",
        (f"{shade.of}: {shade.used}; {shade.asked} would have {shade.before:.1f} : 1" for shade in report.shades),
    )
    _list("without effect in what was made", _reasons(report.idle))


def _list(heading: str, lines: Iterable[str]) -> None:
    """A heading and lines in; both are printed, and nothing where there is no line."""
    for number, line in enumerate(lines):
        if not number:
            click.echo(f"  {heading}")
        click.echo(f"    {line}")


def _typeface(what: str, name: str, embedded: Sequence[str]) -> str:
    return f"{what}: {name}" + (f" (embedded in PDF files as {', '.join(embedded)})" if embedded else "")


def _reasons(idle: Iterable[Idle]) -> Iterator[str]:
    """Keys without effect in; out, a line for each reason, with its keys: a kit of another tool has many."""
    by_reason: dict[str, list[str]] = {}
    for each in idle:
        by_reason.setdefault(each.why, []).append(f"{_key(each.key)} (line {each.place.line})")
    return (f"{', '.join(keys)}: {why}" for why, keys in by_reason.items())


def _key(key: str) -> str:
    """The key of a kit in; out, as people look for it: all of ours stand below the same two."""
    return key.removeprefix(f"{'.'.join(map(str, OURS))}.")


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
