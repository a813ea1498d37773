"""What is to be made, as it is typed: the options of `build` and `watch`, and the request that they amount to."""

from collections.abc import Iterable, Mapping
from dataclasses import fields
from typing import TYPE_CHECKING, Any

import click
from click.core import ParameterSource

from framework_pdf.cli import options
from framework_pdf.core.errors import WorkspaceError
from framework_pdf.core.names import is_utf8, misnamed
from framework_pdf.core.paths import shortest
from framework_pdf.core.printable import printable
from framework_pdf.core.workspace import Workspace, find_templates, product_names
from framework_pdf.products.formats import format_names
from framework_pdf.products.press_job import PressOptions

if TYPE_CHECKING:
    from framework_pdf.products.plan import Request

FOR_OFFICE = {
    "ink",
    "sheet",
    "n_up",
    "flip",
    "shift",
    "duplex",
    "paper_weight",
    "edge",
    "signature",
    "binding",
    "cut_marks",
}
"""The options that say how an office printer prints."""
FOR_PRESS = {field.name for field in fields(PressOptions)}
"""Those that say what is asked of a print shop."""
FOLDERS = {"content", "templates", "output"}
ordering = options.in_folders(
    options.repeatable(
        "--profession",
        "professions",
        "For whom: an id, name or other word for a profession, in any case.",
        "A matrix has those side by side that are asked for, and all where they are fewer than two. Default: the "
        "general edition, for a mixed group.",
        metavar="NAME",
    ),
    click.option("--all", "everything", is_flag=True, help="The general edition and every profession's."),
    options.repeatable(
        "--product",
        "products",
        "What to make (`list products`), or all.",
        "Default: booklet and cards.",
        type=options.Names("product", lambda: [*product_names(find_templates()), "all"]),
    ),
    options.repeatable(
        "--aspect", "aspects", "Cards of some aspects only, by number or id (`list aspects`).", metavar="N|ID"
    ),
    click.option(
        "--paper",
        metavar="NAME",
        help="The paper, where there are several, as for cards (A4, A5). Default: the first of `list products`.",
    ),
    options.repeatable(
        "--edition",
        "variants",
        "Standard print, large print (18 pt or more), or another edition of a product (`list products`).",
        "Default: standard.",
        metavar="NAME",
        default=["standard"],
    ),
    options.repeatable(
        "--format",
        "formats",
        "PDF to print, HTML for screens (booklet and matrix).",
        "Default: pdf.",
        type=options.Names("format", format_names),
        default=["pdf"],
    ),
    click.option(
        "--people",
        type=click.IntRange(2, 500),
        metavar="N",
        help="For a session: how many people come. Default: 24, or six for each of the --tables.",
    ),
    click.option(
        "--tables",
        type=click.IntRange(1, 100),
        metavar="N",
        help="For a session: at how many tables they sit. Default: as many as it takes for six people at each.",
    ),
    options.repeatable(
        "--brand",
        "brands",
        "Whose edition: a brand kit in content/brands, or its folder.",
        "Its files go to a folder of its name. Default: the framework's own look.",
        metavar="NAME|DIR",
    ),
    click.option(
        "--print",
        "destination",
        type=click.Choice(["screen", "office", "press"]),
        default="screen",
        help="For screens, one page after another; or on sheets for an office printer, to be folded and stapled, "
        "folded over, joined or cut apart, as the product says; or for a print shop, with bleed, in four inks, with a "
        "job ticket. Default: screen.",
    ),
    options.ink,
    options.office,
    options.duplex,
    options.press,
    options.content,
    options.templates,
    options.folder("output", "Where the files go. Default: ./output."),
    options.jobs,
)
"""Adds the options that say what is to be made to a command, and those of folders."""


def _is_typed(name: str) -> bool:
    """Return whether an option was typed, and not left to its default."""
    return click.get_current_context().get_parameter_source(name) is not ParameterSource.DEFAULT


def refuse_contradictions(params: Mapping[str, Any]) -> None:
    """Take what was typed.

    Raises:
        UsageError: One thing excludes another, or is for another destination.
        WorkspaceError: A file has a name that can't be written down.
    """
    if params["everything"] and params["professions"]:
        raise click.UsageError("--all has every profession: leave out --profession, or --all")
    given = set(filter(_is_typed, FOR_OFFICE | FOR_PRESS))
    called = {option.name: option.opts[0] for option in click.get_current_context().command.params}
    for place, own in (("office", FOR_OFFICE), ("press", FOR_PRESS)):
        if params["destination"] != place and (wrong := sorted(own & given)):
            raise click.UsageError(f"{called[wrong[0]]} is for --print {place}")
    if params["profile"] and not is_utf8(params["profile"]):
        raise WorkspaceError(misnamed(params["profile"]))
    if {"profile", "condition"} <= given:
        raise click.UsageError("--icc says the printing condition: leave out --condition, or --icc")


def request_of(params: Mapping[str, Any]) -> "Request":
    """Return the request that was typed."""
    from framework_pdf.products.plan import Request

    destination = params["destination"]
    office = {name: params[name] for name in FOR_OFFICE}
    press = {name: params[name] for name in FOR_PRESS}
    return Request(
        **{field.name: params[field.name] for field in fields(Request) if field.name in params},
        every_profession=params["everything"],
        office=options.work(**office) if destination == "office" else None,
        press=PressOptions(**press) if destination == "press" else None,
    )


def in_words(folders: Workspace, ignored: Iterable[str]) -> dict[str, Any]:
    """Return the request as the manifest keeps it: what was typed, but for some options, and the folders of the run."""
    options_given = click.get_current_context().params.items()
    given = {name: value for name, value in options_given if name not in {*FOLDERS, *ignored} and _is_typed(name)}
    words = {name: [*map(_word, value)] if isinstance(value, tuple) else _word(value) for name, value in given.items()}
    sources = {"content": folders.content, "templates": folders.templates}
    return words | {name: [*map(shortest, paths)] for name, paths in sources.items()}


def _word(value: object) -> str:
    """Return what was typed in characters that can be written down: it is compared, and no more."""
    return printable(str(value))
