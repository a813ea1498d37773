"""`framework-pdf clean`: deletes what was made in an output folder, and nothing else."""

from pathlib import Path

import click

from framework_pdf.cli import console, options


@click.command("clean")
@options.folder("output", "The folder to clean. Default: ./output.")
@click.option("--orphans", is_flag=True, help="Remove only what is for nothing any more: `build` names it.")
@click.option("--dry-run", is_flag=True, help="Say what would be removed, and remove nothing.")
def command(output: Path | None, orphans: bool, dry_run: bool) -> None:
    """Remove what the manifest says was made, and nothing else.

    A file that was changed since stays, and so does everything that framework-pdf did not make. Folders that are empty
    then go too.
    """
    from framework_pdf.build.clean import clean
    from framework_pdf.build.output import OutputLock
    from framework_pdf.core.diagnostics import counted
    from framework_pdf.core.paths import shortest

    cleaned = clean(OutputLock(output or Path("output"), console.waiting), orphans=orphans, dry_run=dry_run)
    for path in cleaned.removed:
        console.say(shortest(path))
    console.complain(cleaned.warnings)
    would = "would be removed" if dry_run else "removed"
    console.say(f"{counted(len(cleaned.removed), 'file')} {would}" if cleaned.removed else "there is nothing to remove")
