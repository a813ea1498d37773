"""Prints what people see: problems on standard error, what was made on standard output, progress on a terminal."""

import shlex
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from framework_pdf.core.diagnostics import Diagnostic, Severity, counted, errors_in
from framework_pdf.core.paths import shortest

if TYPE_CHECKING:  # what it prints may be slow to load, and when nothing has changed nobody waits for it
    from framework_pdf.brand.report import BrandReport, UnusedKey
    from framework_pdf.build.manifest import MadeEdition, Orphan
    from framework_pdf.build.pipeline import BuildResult
    from framework_pdf.build.watch import Rebuild
    from framework_pdf.products.edition import Edition

COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow"}


def complain(diagnostics: Sequence[Diagnostic]) -> None:
    """Print problems, each with its place and hint, and how many there are."""
    for diagnostic in diagnostics:
        head, _, rest = str(diagnostic).partition(": ")
        click.echo(click.style(head, fg=COLOURS[diagnostic.severity], bold=True) + ": " + rest, err=True)
    errors = len(errors_in(diagnostics))
    warnings = len(diagnostics) - errors
    if counts := [counted(number, word) for number, word in ((errors, "error"), (warnings, "warning")) if number]:
        click.echo(", ".join(counts), err=True)


def announce(built: "BuildResult", *, verbose: bool, explain: bool) -> None:
    """Print what was made, where, how many pages and how long it took; what was up to date is counted."""
    from framework_pdf.build.manifest import FILE_NAME

    files = [(file, entry, why) for entry, why in built.made for file in entry.files]
    width = max((len(file.path) for file, _, _ in files), default=0)
    for file, entry, why in files:
        pages = "" if file.pages is None else counted(file.pages, "page")
        seconds = entry.seconds / len(entry.files)
        click.echo(f"{file.path:<{width}}  {pages:>8}  {file.bytes / 1000:>6.0f} kB  {seconds:>5.2f} s")
        for reason in why if explain else ():
            click.echo(f"  because {reason}")
        for path in entry.inputs if verbose else ():
            click.echo(f"  from {path}")
    for report in built.reports:
        tell_of_kit(report)
    _name_orphans(built.output, built.orphans)
    if not files:
        rest(built.output, built.kept, verbose=verbose)
        return
    _list_kept(built.kept if verbose else ())
    total = sum(file.pages or 0 for file, _, _ in files)
    where = f"{shortest(built.output)}/"
    pages = f", {counted(total, 'page')}" if total else ""
    stands = f"; {counted(len(built.kept), 'edition')} had not changed" if built.kept else ""
    click.echo(
        f"{counted(len(files), 'file')}{pages}, in {where} in {built.seconds:.1f} s{stands}; "
        f"the manifest is {where}{FILE_NAME}"
    )


def rest(output: Path, kept: "Sequence[MadeEdition]", *, verbose: bool) -> None:
    """Print that everything that was asked for is up to date."""
    _list_kept(kept if verbose else ())
    editions = counted(len(kept), "edition")
    click.echo(f"nothing has changed: {editions} in {shortest(output)}/ (--force makes them again)")


def _list_kept(kept: "Sequence[MadeEdition]") -> None:
    for entry in kept:
        click.echo(f"{entry.edition}  had not changed")
        for path in entry.inputs:
            click.echo(f"  from {path}")


def tell_of_round(rebuild: "Rebuild", output: Path) -> None:
    """Print what became of a save: what was changed, what was made again, and how long it took; or what is wrong."""
    if rebuild.changed:
        click.echo(f"saved: {', '.join(map(shortest, rebuild.changed[:3]))}{' …' if len(rebuild.changed) > 3 else ''}")
    complain(rebuild.problems)
    if rebuild.built is None:
        click.echo(f"the last good files stay in {shortest(output)}/")
        return
    for entry, _ in rebuild.built.made:
        click.echo(f"  {entry.edition}")
    click.echo(f"{counted(len(rebuild.built.made), 'edition')} made, in {rebuild.seconds:.2f} s")
    _name_orphans(output, rebuild.built.orphans)


def tell_of_typesetter() -> None:
    """Print that pages are set without shortcuts, where the typesetter's version was never tried with them."""
    from framework_pdf.typesetting.patches.verified import notice

    if words := notice():
        click.echo(f"note: {words}", err=True)


def waiting() -> None:
    """Print that another build into the same folder comes first."""
    click.echo("waiting: another build is writing to the same folder", err=True)


def _name_orphans(output: Path, orphans: "Sequence[Orphan]") -> None:
    for orphan in orphans:
        click.echo(f"{shortest(output / orphan.file.path)} is for nothing any more: {orphan.why}")
    if orphans:
        there = "" if shortest(output) == "output" else f" --output {shlex.quote(shortest(output))}"
        click.echo(f"`framework-pdf clean --orphans{there}` removes what is for nothing")


def tell_of_kit(report: "BrandReport") -> None:
    """Print what became of a brand kit: what was used, what was changed, and what had no effect."""
    click.echo(f"brand {report.name}, from {shortest(report.folder)}/")
    _list("typefaces", (_typeface(what, name, embedded) for what, name, _, embedded in report.typefaces))
    _list("pictures", (f"{file}: {used}" for file, used in report.pictures))
    _list("colours", (f"{_key(key)} {asked}: {use}" for key, asked, use in report.colours))
    changed = (
        f"{colour.purpose}: {colour.used}; {colour.asked} would have {colour.contrast_before:.1f} : 1"
        for colour in report.changed_colours
    )
    _list("colours changed, for a contrast of 4.5 : 1 or more", changed)
    _list("without effect in what was made", _reasons(report.unused_keys))


def _list(heading: str, lines: Iterable[str]) -> None:
    """Print a heading and lines below it, and nothing if there is no line."""
    for number, line in enumerate(lines):
        if not number:
            click.echo(f"  {heading}")
        click.echo(f"    {line}")


def _typeface(what: str, name: str, embedded: Sequence[str]) -> str:
    return f"{what}: {name}" + (f" (embedded in PDF files as {', '.join(embedded)})" if embedded else "")


def _reasons(idle: "Iterable[UnusedKey]") -> Iterator[str]:
    """Yield a line for each reason why keys had no effect, with its keys: a kit for another tool has many."""
    by_reason: dict[str, list[str]] = {}
    for each in idle:
        by_reason.setdefault(each.why, []).append(f"{_key(each.key)} (line {each.place.line})")
    return (f"{', '.join(keys)}: {why}" for why, keys in by_reason.items())


def _key(key: str) -> str:
    """Shorten the key of a kit to what people look for: all of ours stand below the same two."""
    from framework_pdf.brand.model import OPTIONS_PATH

    return key.removeprefix(f"{'.'.join(map(str, OPTIONS_PATH))}.")


def progress(editions: "Sequence[Edition]") -> "Iterable[Edition]":
    """Yield editions while they are made, and move a bar on if there is a terminal."""
    return _with_bar(editions) if sys.stderr.isatty() else editions


def _with_bar(editions: "Sequence[Edition]") -> "Iterator[Edition]":
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (BarColumn(), MofNCompleteColumn(), TextColumn("{task.description}"))
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=len(editions))
        for edition in editions:
            bar.update(task, description=str(edition.path))
            yield edition
            bar.advance(task)
