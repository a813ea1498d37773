"""Prints what people see: problems on standard error, what was made on standard output, progress on a terminal.

Nothing is printed but from here: names of files and words of others are printed without what a terminal would obey.
"""

import io
import json
import os
import shlex
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, redirect_stderr, redirect_stdout, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from framework_pdf.core.colour import said_contrast
from framework_pdf.core.diagnostics import Diagnostic, Severity, counted, errors_in
from framework_pdf.core.paths import shortest
from framework_pdf.core.printable import printable, printable_json

if TYPE_CHECKING:  # what it prints may be slow to load, and when nothing has changed nobody waits for it
    from framework_pdf.brand.report import BrandReport, UnusedKey
    from framework_pdf.build.brand_tasks import BroughtFonts
    from framework_pdf.build.manifest import MadeEdition, Orphan
    from framework_pdf.build.pipeline import BuildResult
    from framework_pdf.build.watch import Rebuild
    from framework_pdf.products.edition import Edition

COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow"}


class PrintingError(Exception):
    """Standard output or standard error can't be written: its cause says why."""


class Styled(str):
    """Words that are printed in a style, and are printable already."""

    __slots__ = ()

    def __new__(cls, words: str, colour: str | None = None, *, bold: bool = False) -> "Styled":
        """Give words a colour of the terminal."""
        return super().__new__(cls, click.style(printable(words), fg=colour, bold=bold))


def say(*words: str, err: bool = False) -> None:
    """Print a line, on standard error if it is of a problem.

    Args:
        words: The parts of the line. They may be anybody's: what is not seen in them is printed by its number.
        err: Whether it goes to standard error.

    Raises:
        PrintingError: The line can't be written.
    """
    click.echo("".join(each if isinstance(each, Styled) else printable(each) for each in words), err=err)


def say_json(value: Any) -> None:
    """Print a value as JSON, for programs. Raises as `say` does."""
    click.echo(printable_json(json.dumps(value, ensure_ascii=False, indent=2)))


class _Stream:
    """A stream that raises PrintingError where it can't be written, whoever writes: click prints help by itself."""

    def __init__(self, stream: Any) -> None:
        self._stream = stream

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)

    def write(self, text: str) -> int:
        with _as_printing_error():
            written: int = self._stream.write(text)
            return written

    def flush(self) -> None:
        with _as_printing_error():
            self._stream.flush()


@contextmanager
def _as_printing_error() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise PrintingError from error


@contextmanager
def printing() -> Iterator[None]:
    """Tell what can't be printed from what can't be read or written elsewhere: PrintingError is raised for it."""
    with redirect_stdout(_Stream(sys.stdout)), redirect_stderr(_Stream(sys.stderr)):
        yield
        sys.stdout.flush()


def open_streams() -> None:
    """Open what is closed of the three streams that every program has, to nowhere, and let each take any character.

    Otherwise the next file or pipe that is opened would take the place, and hear whatever is printed.
    """
    for name in ("stdin", "stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, "r" if name == "stdin" else "w", encoding="utf-8"))  # noqa: PTH123, SIM115
        if name != "stdin" and isinstance(stream := getattr(sys, name), io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def close_streams() -> None:
    """Have nothing more printed: what waits to be written can't be, and Python would complain when it ends."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:
            with suppress(OSError, ValueError):
                os.dup2(nowhere, stream.fileno())


def refuse(error: click.ClickException) -> None:
    """Print what is wrong with what was typed, and how to learn more."""
    message = error.format_message()
    if isinstance(error, click.exceptions.NoArgsIsHelpError):  # the message is the help
        _say_lines(message)
        return
    if isinstance(error, click.UsageError) and error.ctx:
        _say_lines(error.ctx.get_usage())
        say(f"Try '{error.ctx.command_path} {error.ctx.help_option_names[-1]}' for help.", err=True)
        say(err=True)
    if isinstance(error, click.MissingParameter):  # the message is ours, and may have a list of choices
        _say_lines(f"Error: {message}")
    else:
        say(f"Error: {message}", err=True)


def _say_lines(text: str) -> None:
    """Print a text of our own, which has several lines."""
    for line in text.splitlines():
        say(line.expandtabs(2), err=True)


def complain(diagnostics: Sequence[Diagnostic]) -> None:
    """Print problems, each with its place and hint, and how many there are."""
    for diagnostic in diagnostics:
        first, *rest = str(diagnostic).splitlines()
        head, _, message = first.partition(": ")
        say(Styled(head, COLOURS[diagnostic.severity], bold=True), f": {message}", err=True)
        for line in rest:
            say(line, err=True)
    errors = len(errors_in(diagnostics))
    warnings = len(diagnostics) - errors
    if counts := [counted(number, word) for number, word in ((errors, "error"), (warnings, "warning")) if number]:
        say(", ".join(counts), err=True)


def announce(built: "BuildResult", *, verbose: bool, explain: bool) -> None:
    """Print what was made, where, how many pages and how long it took; what was up to date is counted."""
    from framework_pdf.build.manifest import FILE_NAME

    files = [(file, entry, why) for entry, why in built.made for file in entry.files]
    width = max((len(file.path) for file, _, _ in files), default=0)
    for file, entry, why in files:
        pages = "" if file.pages is None else counted(file.pages, "page")
        seconds = entry.seconds / len(entry.files)
        say(f"{file.path:<{width}}  {pages:>8}  {file.bytes / 1000:>6.0f} kB  {seconds:>5.2f} s")
        for reason in why if explain else ():
            say(f"  because {reason}")
        for path in entry.inputs if verbose else ():
            say(f"  from {path}")
    for place in built.replaced:
        say(f"note: {shortest(place)} was changed since it was made, and was replaced", err=True)
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
    say(
        f"{counted(len(files), 'file')}{pages}, in {where} in {built.seconds:.1f} s{stands}; "
        f"the manifest is {where}{FILE_NAME}"
    )


def rest(output: Path, kept: "Sequence[MadeEdition]", *, verbose: bool) -> None:
    """Print that everything that was asked for is up to date."""
    _list_kept(kept if verbose else ())
    editions = counted(len(kept), "edition")
    say(f"nothing has changed: {editions} in {shortest(output)}/ (--force makes them again)")


def _list_kept(kept: "Sequence[MadeEdition]") -> None:
    for entry in kept:
        say(f"{entry.edition}  had not changed")
        for path in entry.inputs:
            say(f"  from {path}")


def tell_of_round(rebuild: "Rebuild", output: Path) -> None:
    """Print what became of a save: what was changed, what was made again, and how long it took; or what is wrong."""
    if rebuild.changed:
        say(f"saved: {', '.join(map(shortest, rebuild.changed[:3]))}{' …' if len(rebuild.changed) > 3 else ''}")
    complain(rebuild.problems)
    if rebuild.built is None:
        say(f"the last good files stay in {shortest(output)}/")
        return
    for entry, _ in rebuild.built.made:
        say(f"  {entry.edition}")
    say(f"{counted(len(rebuild.built.made), 'edition')} made, in {rebuild.seconds:.2f} s")
    _name_orphans(output, rebuild.built.orphans)


def tell_of_typesetter() -> None:
    """Print that pages are set without shortcuts, where the typesetter's version was never tried with them."""
    from framework_pdf.typesetting.patches.verified import notice

    if words := notice():
        say(f"note: {words}", err=True)


def waiting() -> None:
    """Print that another build into the same folder comes first."""
    say("waiting: another build is writing to the same folder", err=True)


def _name_orphans(output: Path, orphans: "Sequence[Orphan]") -> None:
    for orphan in orphans:
        say(f"{shortest(output / orphan.file.path)} is for nothing any more: {orphan.why}")
    if orphans:
        there = "" if shortest(output) == "output" else f" --output {shlex.quote(shortest(output))}"
        say(f"`framework-pdf clean --orphans{there}` removes what is for nothing")


def tell_of_fonts(brought: "BroughtFonts", *, dry_run: bool) -> None:
    """Print which fonts were brought, under which licence, and what the kit's file needs."""
    if not brought.families and not brought.problems:
        say("nothing is missing: every typeface that this kit asks for is here")
    for family in brought.families:
        fonts = family.fetched.fonts
        say(f"{family.name}, from {family.fetched.package} ({family.fetched.registry})")
        say(f"  licence: {fonts.licence}")
        for path, data in fonts.files.items():
            say(f"  {'would write' if dry_run else 'wrote'} {path}  {len(data) / 1000:.0f} kB")
    if brought.families:
        say(f"write into {shortest(brought.kit)}, in place of what it says of these typefaces:")
        lines = (line for family in brought.families for line in family.lines.splitlines())
        for line in ("", "typography:", "  fonts:", *lines):
            say(line)


def tell_of_kit(report: "BrandReport") -> None:
    """Print what became of a brand kit: what was used, what was changed, and what had no effect."""
    say(f"brand {report.name}, from {shortest(report.folder)}/")
    _list("typefaces", (_typeface(what, name, embedded) for what, name, _, embedded in report.typefaces))
    fitted = (f"{number} × {kind}: {how}" for kind, how, number in report.fitted)
    _list("set otherwise, as words would have no room", fitted)
    _list("pictures", (f"{file}: {used}" for file, used in report.pictures))
    _list("colours", (f"{_key(key)} {asked}: {use}" for key, asked, use in report.colours))
    changed = (
        f"{colour.purpose}: {colour.used}; {colour.asked} would have {said_contrast(colour.contrast_before)} : 1"
        for colour in report.changed_colours
    )
    _list("colours changed, for a contrast of 4.5 : 1 or more", changed)
    _list("without effect in what was made", _reasons(report.unused_keys))


def _list(heading: str, lines: Iterable[str]) -> None:
    """Print a heading and lines below it, and nothing if there is no line."""
    for number, line in enumerate(lines):
        if not number:
            say(f"  {heading}")
        say(f"    {line}")


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

    columns = (BarColumn(), MofNCompleteColumn(), TextColumn("{task.description}", markup=False))
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=len(editions))
        for edition in editions:
            bar.update(task, description=printable(str(edition.path)))
            yield edition
            bar.advance(task)
