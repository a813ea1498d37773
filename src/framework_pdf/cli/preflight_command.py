"""`framework-pdf preflight`: says whether PDF files are fit to publish."""

import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from framework_pdf.cli import console, options
from framework_pdf.core.diagnostics import counted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from framework_pdf.preflight.report import PreflightReport


class Standard(click.ParamType[str]):
    """A standard, by its name."""

    name = "standard"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the standard's name as it is written."""
        from framework_pdf.preflight.standards import STANDARDS

        by_name = {name.casefold(): name for name in STANDARDS}
        if value.casefold() not in by_name:
            self.fail(f"`{value}` is none of {', '.join(STANDARDS)}", param, ctx)
        return by_name[value.casefold()]


@click.command("preflight")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE…")
@click.option(
    "--as",
    "standards",
    type=Standard(),
    multiple=True,
    metavar="STANDARD",
    help="Judge the files by a standard, such as PDF/UA-1, PDF/A-2a or PDF/X-4, whatever they say they follow. It can "
    "be given several times. Default: by what each file says.",
)
@options.password
@click.option("--json", "as_json", is_flag=True, help="Print JSON, for programs.")
def command(files: tuple[Path, ...], standards: tuple[str, ...], password: str, as_json: bool) -> None:
    """Say whether PDF files are fit to publish.

    Any PDF will do. Looks at fonts, tags, title, language, words for pictures, contrast and images; where veraPDF is
    installed, it checks the standards of PDF/UA and PDF/A that a file says it follows. Of a file for a print shop
    (PDF/X) it looks at boxes, bleed, inks, lines, images and the rest that a printer's own preflight does. The exit
    code is 1 where a check fails or a file can't be read.
    """
    from framework_pdf.core.errors import PreflightError
    from framework_pdf.preflight.inspection import inspect

    found = inspect(files, standards, password)
    reports = found.reports
    if as_json:
        told = [
            {"file": str(report.path), "failed": report.failed, "checks": [asdict(check) for check in report.checks]}
            for report in reports
        ]
        record = {"files": told, "for_people": _questions(reports)}
        console.say_json(record)
    else:
        _print(reports)
    if found.unreadable:
        raise PreflightError(found.unreadable)
    sys.exit(any(report.failed for report in reports))


def _print(reports: "Sequence[PreflightReport]") -> None:
    from framework_pdf.preflight.report import Result

    colours = {Result.PASS: "green", Result.FAIL: "red", Result.NOT_CHECKED: "yellow", Result.INFORMATION: None}
    for report in reports:
        console.say(console.Styled(str(report.path), bold=True))
        for check in report.checks:
            result = "" if check.result is Result.INFORMATION else str(check.result)
            head = (f"  {check.name:<18} ", console.Styled(f"{result:<12}", colours[check.result]))
            for line in check.found:
                console.say(*head, f" {line}")
                head = (" " * 33, console.Styled(""))
        console.say()
    if not reports:
        return
    console.say("What a person has to check:")
    for question in _questions(reports):
        console.say(f"  [ ] {question}")
    failed = sum(report.failed for report in reports)
    said = f"{failed} of {len(reports)} failed" if failed else f"no check failed in {counted(len(reports), 'file')}"
    console.say()
    console.say(said)


def _questions(reports: "Sequence[PreflightReport]") -> list[str]:
    """Return what a person has to look at in files like those of these reports."""
    from framework_pdf.preflight.report import FOR_PEOPLE, FOR_PRINT

    kinds = {report.is_for_press for report in reports}
    every = [*(FOR_PEOPLE if False in kinds else ()), *(FOR_PRINT if True in kinds else ())]
    return list(dict.fromkeys(every))
