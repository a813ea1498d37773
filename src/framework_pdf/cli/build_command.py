"""`framework-pdf build`: editions in words in, PDF files and their record out."""

from collections.abc import Iterable
from dataclasses import fields
from pathlib import Path
from typing import Any

import click
from click.core import ParameterSource

from framework_pdf.cli import options
from framework_pdf.measures import PAPERS
from framework_pdf.model.product import BOOKLET, PRODUCTS, Format, Print
from framework_pdf.prepress import Order

FOR_PRESS = {field.name for field in fields(Order)}
"""The options that say what is asked of a print shop."""


@click.command("build")
@click.option(
    "--profession",
    "professions",
    multiple=True,
    metavar="NAME",
    help="For whom: an id, name or other word for a profession, in any case. May be given more than once. "
    "Default: the general edition, for a mixed group.",
)
@click.option("--all", "everything", is_flag=True, help="The general edition and every profession's.")
@click.option(
    "--product",
    "products",
    multiple=True,
    type=click.Choice(list(PRODUCTS), case_sensitive=False),
    help="What to make. May be given more than once. Default: both.",
)
@click.option(
    "--aspect",
    "aspects",
    multiple=True,
    metavar="N|ID",
    help="Cards of some aspects only, by number or id (`list aspects`). May be given more than once.",
)
@click.option(
    "--paper",
    type=click.Choice(list(PAPERS), case_sensitive=False),
    metavar="|".join(PAPERS),
    help="The paper of cards in standard print: A4 by default. The booklet is A5, and large print always A4.",
)
@click.option(
    "--edition",
    "prints",
    multiple=True,
    type=click.Choice([print.value for print in Print]),
    default=[Print.STANDARD.value],
    help="Standard print, or large print (A4, 18 pt or more). May be given more than once. Default: standard.",
)
@click.option(
    "--format",
    "formats",
    multiple=True,
    type=click.Choice([form.value for form in Format]),
    default=[Format.PDF.value],
    help="PDF to print, HTML for screens (the booklet alone). May be given more than once. Default: pdf.",
)
@click.option(
    "--brand",
    "brands",
    multiple=True,
    metavar="NAME|DIR",
    help="Whose edition: a brand kit in content/brands, or its folder. May be given more than once. Its files go to "
    "a folder of its name. Default: the framework's own look.",
)
@click.option(
    "--print",
    "destination",
    type=click.Choice(["screen", "office", "press"]),
    default="screen",
    help="For screens, one page after another; or on sheets for an office printer: booklets to be folded and stapled, "
    "cards as they are, or with --n-up to be cut apart; or for a print shop, with bleed, in four inks, with a job "
    "ticket. Default: screen.",
)
@options.ink
@options.office
@options.press
@options.content
@options.templates
@options.folder("output", "Where the files go. Default: ./output.")
@options.jobs
@click.option("--force", is_flag=True, help="Make everything again, whether it has changed or not.")
@click.option("--explain", is_flag=True, help="Say why each file is made again.")
@click.option("--strict", is_flag=True, help="Treat warnings as errors.")
@click.option("--quiet", "-q", is_flag=True, help="Print problems only.")
@click.option("--verbose", "-v", is_flag=True, help="Print what each file was made from.")
def command(
    professions: tuple[str, ...],
    everything: bool,
    products: tuple[str, ...],
    aspects: tuple[str, ...],
    paper: str | None,
    prints: tuple[str, ...],
    formats: tuple[str, ...],
    brands: tuple[str, ...],
    destination: str,
    content: tuple[Path, ...],
    templates: Path | None,
    output: Path | None,
    jobs: int,
    force: bool,
    explain: bool,
    strict: bool,
    quiet: bool,
    verbose: bool,
    **printing: Any,
) -> None:
    """Make booklets and cards.

    \b
    framework-pdf build --profession podiatrist
    framework-pdf build --profession OT --product card --aspect 4
    framework-pdf build --all --output handouts
    framework-pdf build --profession podiatrist --edition large-print --format pdf --format html
    framework-pdf build --profession podiatrist --print office --sheet A4
    framework-pdf build --profession podiatrist --print press --printer offset-coated --copies 500
    """  # noqa: D301 (click wants the character itself)
    if everything and professions:
        raise click.UsageError("--all has every profession: leave out --profession, or --all")
    if quiet and verbose:
        raise click.UsageError("--quiet and --verbose exclude each other")
    office = {name: value for name, value in printing.items() if name not in FOR_PRESS}
    press = {name: value for name, value in printing.items() if name in FOR_PRESS}
    _refuse_others(destination, office, press)
    if office["n_up"] and set(products) == {BOOKLET.id}:
        raise click.UsageError("--n-up is for cards: a booklet has two pages a side")

    from framework_pdf import standing, workspace
    from framework_pdf.cli import console

    folders = workspace.find(content, templates, output)
    said = _said()
    if not force and (rest := standing.at_rest(folders.output, standing.request_of(folders, said))):
        console.complain(rest.warnings)
        if not quiet:
            console.rest(folders.output, rest.editions, verbose=verbose)
        return

    from framework_pdf import pipeline
    from framework_pdf.plan import Request

    request = Request(
        professions=professions,
        every_profession=everything,
        products=tuple(PRODUCTS[name] for name in products),
        aspects=aspects,
        paper=PAPERS[paper] if paper else None,
        prints=tuple(map(Print, prints)),
        formats=tuple(map(Format, formats)),
        brands=brands,
        office=options.work(**office) if destination == "office" else None,
        press=options.order(**press) if destination == "press" else None,
    )
    follow = iter if quiet else console.progress
    built = pipeline.build(folders, request, pipeline.Terms(jobs, strict, force, follow, console.waiting, said))
    console.complain(built.warnings)
    if not quiet:
        console.announce(built, verbose=verbose, explain=explain)


NOT_ASKED = {"content", "templates", "output", "jobs", "force", "explain", "quiet", "verbose"}
"""Options that don't say what is to be made, or where the record has it in other words."""


def _said() -> dict[str, Any]:
    """Nothing in; out, what was typed of what is to be made, in values of JSON."""
    context = click.get_current_context()
    given = {
        name: value
        for name, value in context.params.items()
        if name not in NOT_ASKED and context.get_parameter_source(name) is not ParameterSource.DEFAULT
    }
    return {name: [*map(str, value)] if isinstance(value, tuple) else str(value) for name, value in given.items()}


def _refuse_others(destination: str, office: Iterable[str], press: Iterable[str]) -> None:
    """Where editions go, and the options of office and press, in. Raises UsageError where one is for another place."""
    context = click.get_current_context()
    given = {name for name in (*office, *press) if context.get_parameter_source(name) is not ParameterSource.DEFAULT}
    for place, names in (("office", office), ("press", press)):
        if destination != place and (wrong := [name for name in names if name in given]):
            said = {option.name: option.opts[0] for option in context.command.params}
            raise click.UsageError(f"{said[wrong[0]]} is for --print {place}")
    if {"profile", "condition"} <= given:
        raise click.UsageError("--icc says the printing condition: leave out --condition, or --icc")
