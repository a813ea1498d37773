"""`framework-pdf brand`: checks a brand kit and says what becomes of it, draws its specimen, or starts a new one."""

import shlex
from pathlib import Path

import click

from framework_pdf.cli import console, options
from framework_pdf.core.workspace import Workspace


@click.group("brand")
def command() -> None:
    """Make, check or show a brand kit: a folder with a `_brand.yml`."""


@command.command("new")
@click.argument("folder", type=options.Folder(), metavar="DIR")
@click.option("--name", prompt="Name of the organisation", help="What the organisation is called, in full.")
@click.option(
    "--colour",
    "--color",
    prompt="Its colour, such as #1d3557 or navy",
    help='Its colour for screens, in quotes: "#1d3557"; or by a name, such as navy.',
)
@click.option(
    "--logo",
    prompt="Its logo, an SVG, PNG or JPEG file (empty for none)",
    default="",
    show_default=False,
    metavar="FILE",
    help='Its logo for paper, an SVG, PNG or JPEG file: it is copied into the kit. "" for none.',
)
def new(folder: Path, name: str, colour: str, logo: str) -> None:
    """Start a brand kit: a commented `_brand.yml` that builds.

    Makes the folder DIR, whose name becomes that of the brand: small letters, digits and hyphens. Asks for what is not
    given as an option. The next step is to open `_brand.yml` in a text editor: it explains every key.
    """
    from framework_pdf.build import brand_tasks

    for path in brand_tasks.start_brand(folder, name, colour, Path(logo.strip()) if logo.strip() else None):
        console.say(f"{folder}/{path}")
    brand = folder if folder.is_absolute() else f"./{folder}"  # a name alone could be that of another brand
    console.say(f"now: framework-pdf brand check {shlex.quote(str(brand))}")


@command.command("fonts")
@click.argument("brand", metavar="NAME|DIR")
@click.option("--dry-run", is_flag=True, help="Fetch and show, but write nothing.")
@options.in_folders(options.content)
def fonts(folders: Workspace, brand: str, dry_run: bool) -> None:
    """Bring typefaces that a kit asks for and lacks.

    NAME is a kit in content/brands; DIR is the folder of any other, such as ./my-kit.

    Looks for them on PyPI (fontpkg-*, by pip) and npm (@fontsource, by npm, if that is installed), puts fonts and
    licences into the kit's folder `fonts`, and shows what to write into `_brand.yml`. Nothing that is there is written
    over. It is the one command that fetches anything.
    """
    from framework_pdf.build import brand_tasks

    brought = brand_tasks.bring_fonts(folders, brand, dry_run=dry_run)
    console.tell_of_fonts(brought, dry_run=dry_run)
    console.complain(brought.problems)
    if brought.problems:
        raise SystemExit(1)


@command.command("check")
@click.argument("brand", metavar="NAME|DIR")
@options.in_folders(options.content, options.templates)
@options.jobs
def check(folders: Workspace, brand: str, jobs: int) -> None:
    """Find every problem in a brand kit; make nothing.

    NAME is a kit in content/brands; DIR is the folder of any other, such as ./my-kit.

    Makes the general edition of every product in memory, and says what of the kit was used, what was changed so that
    it can be read, and which keys had no effect. That takes about half a minute.
    """
    from framework_pdf.build import brand_tasks

    checked = brand_tasks.check_brand(folders, brand, console.progress, jobs)
    console.tell_of_typesetter()
    console.complain(checked.warnings)
    console.tell_of_kit(checked.report)
    if not checked.warnings:
        console.say("no problem found")


@command.command("specimen")
@click.argument("brand", metavar="NAME|DIR")
@options.in_folders(
    options.content, options.templates, options.folder("output", "Where the file goes. Default: ./output.")
)
@options.jobs
def specimen(folders: Workspace, brand: str, jobs: int) -> None:
    """Show a brand kit on one page, for those who approve it.

    NAME is a kit in content/brands; DIR is the folder of any other, such as ./my-kit.

    Writes an A4 page with logos, colours (CMYK too), type and pages in small to output/NAME/specimen.pdf, and says
    what `brand check` says.
    """
    from framework_pdf.build import brand_tasks

    path, checked = brand_tasks.draw_specimen(folders, brand, console.progress, jobs)
    console.tell_of_typesetter()
    console.complain(checked.warnings)
    console.tell_of_kit(checked.report)
    console.say(str(path))
