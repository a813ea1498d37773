"""`framework-pdf doctor`: says what this machine has and lacks of what a build needs."""

import sys
from dataclasses import asdict
from pathlib import Path

import click

from framework_pdf.cli import console, options


@click.command("doctor")
@options.content
@options.templates
@options.folder("output", "Where a build would write. Default: ./output.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON, for programs.")
def command(content: tuple[Path, ...], templates: Path | None, output: Path | None, as_json: bool) -> None:
    """Say what this machine has and lacks, and how to mend it; change nothing.

    Looks at Python and its packages, Pango and the other system libraries, typefaces, content, templates and the output
    folder, as a build here would use them. The exit code is 1 where a build can't work; what is only for checking
    (veraPDF, Ghostscript) may be missing.
    """
    from framework_pdf.doctor.examination import examine
    from framework_pdf.doctor.finding import State

    findings = examine(content, templates, output)
    names = [finding.name for finding in findings if finding.in_the_way]
    if as_json:
        record = {"in_the_way": names, "findings": [asdict(finding) for finding in findings]}
        console.say_json(record)
        sys.exit(bool(names))
    width = max(len(finding.name) for finding in findings)
    for finding in findings:
        colour = "red" if finding.in_the_way else "green" if finding.state is State.OK else "yellow"
        state = console.Styled(f"{finding.state:<10}", colour)
        mend = f"; to mend it: {finding.mend}" if finding.mend else ""
        console.say(f"{finding.name:<{width}}  ", state, f"  {finding.found}{mend}")
    console.say()
    console.say(f"in the way of a build: {', '.join(names)}" if names else "a build has all that it needs")
    sys.exit(bool(names))
