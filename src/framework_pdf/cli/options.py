"""Options that several commands share."""

from collections.abc import Callable, Iterable
from enum import StrEnum
from functools import wraps
from math import isfinite, isnan, nan
from pathlib import Path
from typing import Any

import click

from framework_pdf.content.model.printing import BLEED, Condition, PrinterMark
from framework_pdf.core import workspace
from framework_pdf.core.cores import usable_cores
from framework_pdf.core.printable import printable
from framework_pdf.core.units import LONGEST_SHEET, SHEETS, SHORTEST_SHEET, sheet_named
from framework_pdf.products.office_job import EDGE, FILL, WEIGHT, BindingEdge, Flip, InkMode, OfficeJob

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]


def several(*options: Decorator) -> Decorator:
    """Return what adds several options to a command, in this order."""

    def add(command: Callable[..., Any]) -> Callable[..., Any]:
        for option in reversed(options):
            command = option(command)
        return command

    return add


def in_folders(*options: Decorator) -> Decorator:
    """Return what adds options to a command, some of them of folders: it gets those of its run as one workspace."""

    def add(command: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(command)
        def with_folders(
            content: tuple[Path, ...] = (), templates: Path | None = None, output: Path | None = None, **others: Any
        ) -> None:
            command(workspace.find(content, templates, output), **others)

        return several(*options)(with_folders)

    return add


class Names(click.ParamType[str]):
    """A name of something that folders or packages bring. Whether there is one of that name, the plan says."""

    def __init__(self, name: str, known: Callable[[], Iterable[str]]) -> None:
        self.name = name
        self._known = known

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:
        """Return the names that are known, for `--help`."""
        return f"[{'|'.join(map(printable, self._known()))}]"


class Number(click.FloatRange):
    """A number between two others. `nan`, which is none, is neither less nor more than any."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return the number that was typed."""
        number = super().convert(value, param, ctx)
        if not isfinite(number):
            self.fail(f"`{value}` is no number", param, ctx)
        return number


class Words(click.ParamType[str]):
    """Words that are printed or written down: one line, with no character that nobody sees."""

    name = "text"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return the words that were typed."""
        if printable(str(value)) != str(value):
            self.fail("here stands one line of words, with no unseen character in it", param, ctx)
        return str(value)


class OneOf(click.Choice[StrEnum]):
    """A member of an enumeration, typed as its value; click itself would have its name."""

    def normalize_choice(self, choice: object, ctx: click.Context | None) -> str:
        """Return what is typed for a member."""
        return super().normalize_choice(str(choice), ctx)


class Folder(click.Path):
    """The path of a folder; empty is none: it would mean the working directory."""

    def __init__(self) -> None:
        super().__init__(path_type=Path)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return the path that was typed."""
        if not str(value).strip():
            self.fail("a folder needs a name", param, ctx)
        return super().convert(value, param, ctx)


def folder(name: str, help_text: str, **more: Any) -> Decorator:
    """Return an option that takes a folder."""
    return click.option(f"--{name}", type=Folder(), metavar="DIR", help=help_text, **more)


def repeatable(name: str, key: str, what: str, usual: str = "", **more: Any) -> Decorator:
    """Return an option that may be given more than once; a command gets what was given as a tuple, by the key."""
    help_text = f"{what} May be given more than once. {usual}".rstrip()
    return click.option(name, key, multiple=True, help=help_text, **more)


class Sheet(click.ParamType[str]):
    """The paper of an office printer: its name, or its sides."""

    name = "sheet"

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:
        """Return what can be typed, for `--help`."""
        return f"[{'|'.join(SHEETS)}|WxH]"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return what was typed, if it is a paper."""
        if sheet_named(str(value)) is None:
            known = f"{', '.join(SHEETS)}, or its sides in mm ({SHORTEST_SHEET} to {LONGEST_SHEET}) as in 320x450"
            self.fail(f"`{value}` is no paper: name {known}", param, ctx)
        return str(value)


class PagesASide(click.ParamType["int | str"]):
    """How many pages stand on a side: a number, or as many as it takes."""

    name = "pages"
    most = 100

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:
        """Return what can be typed, for `--help`."""
        return f"[N|{FILL}]"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int | str:
        """Return the number that was typed, or the word."""
        if str(value).strip().casefold() == FILL:
            return FILL
        try:
            pages = int(value)
        except ValueError:
            pages = 0
        if not 1 <= pages <= self.most:
            self.fail(f"`{value}` is neither a number from 1 to {self.most} nor `{FILL}`", param, ctx)
        return pages


class Shift(click.ParamType[tuple[float, float]]):
    """How far backs are moved: to the right and down, in mm."""

    name = "shift"
    most = 20

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:
        """Return what can be typed, for `--help`."""
        return "X,Y"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[float, float]:
        """Return the lengths that were typed."""
        if isinstance(value, tuple):
            return value
        try:
            right, down = map(float, str(value).split(","))
        except ValueError:
            right = down = nan
        if not max(abs(right), abs(down)) <= self.most or isnan(right + down):
            said = f"`{value}` is not two numbers of mm with a comma between them, from -{self.most} to {self.most}"
            self.fail(f"{said}, as in 1.5,-0.5", param, ctx)
        return right, down


content = folder(
    "content",
    "The folder with the words. Default: ./content, else the packaged one. May be given more than once: each later "
    "folder is an overlay, which adds to the content before it or changes it.",
    multiple=True,
)
templates = folder("templates", "The folder with the design. Default: ./templates, else the packaged one.")

jobs = click.option(
    "--jobs",
    "-j",
    type=click.IntRange(1, 1000),
    default=lambda: usable_cores() or 1,
    metavar="N",
    help="How many processes work at once. Default: as many as there are processors.",
)

office = several(
    click.option(
        "--sheet",
        type=Sheet(),
        help="The paper in the printer, by name, or by its sides in mm, as in 320x450. Default: the one that pages "
        "fill, else A4 or A3: the smallest that takes them as large as they are.",
    ),
    click.option(
        "--n-up",
        type=PagesASide(),
        help="How many pages stand on a side, to be cut apart; `fill` is as many as are printed whole at their own "
        "size.",
    ),
    click.option(
        "--flip",
        type=OneOf(Flip),
        help="About which edge the printer turns a sheet. Default: so that it turns like the leaf of a book.",
    ),
    click.option(
        "--shift",
        type=Shift(),
        default=(0, 0),
        help="How far backs are moved, to the right and down in mm as one looks at them upright, where they do not lie "
        "behind their fronts: as the print test says. Default: 0,0.",
    ),
    click.option(
        "--paper-weight",
        type=Number(30, 400),
        default=WEIGHT,
        show_default=True,
        metavar="G",
        help="Of the paper, in g/m²: thick paper pushes the inner pages of a booklet out.",
    ),
    click.option(
        "--edge",
        type=Number(0, 30),
        default=EDGE,
        show_default=True,
        metavar="MM",
        help="How far from the edge of the paper the printer can't print.",
    ),
    click.option(
        "--signature",
        type=click.IntRange(1, 1000),
        metavar="N",
        help="Of a booklet: fold at the most so many sheets together, and bind the parts one after another. Default: "
        "all sheets together, unless they are so thick that inner pages would run into the fold.",
    ),
    click.option(
        "--binding",
        type=OneOf(BindingEdge),
        help="Of a booklet: at which edge it is bound. Default: as the file says, which is at the left if it says "
        "nothing.",
    ),
    click.option("--cut-marks", is_flag=True, help="Of a booklet: draw marks to trim it at, where there is room."),
)


duplex = click.option(
    "--duplex",
    is_flag=True,
    help="Of what is folded over otherwise: fronts and backs on both sides of sheets, to be cut apart.",
)

password = click.option(
    "--password", default="", metavar="WORD", help="With which those files are opened that want a password."
)

ink = click.option(
    "--ink",
    type=OneOf(InkMode),
    default=InkMode.COLOUR.value,
    help="For the office: in colour; in grey that keeps what colours tell apart; or sparing, with outlines where "
    "areas would be filled. Default: colour.",
)


class Marks(click.ParamType[tuple[PrinterMark, ...]]):
    """Marks with commas between them, or `none`."""

    name = "marks"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[PrinterMark, ...]:
        """Return the marks that were typed."""
        named = [name.strip().casefold() for name in str(value).split(",")]
        if named == ["none"]:
            return ()
        known = list(PrinterMark)
        if unknown := [name for name in named if name not in known]:
            self.fail(f"`{unknown[0]}` is no mark: name {', '.join(known)} with commas between, or none", param, ctx)
        return tuple(mark for mark in known if mark in named)


def _as_printer_has(name: str, what: str, usual: object, **more: Any) -> Decorator:
    """Return an option for the press that goes before what a preset says."""
    help_text = f"For the press: {what}. Default: as the printer has it, else {usual}."
    return click.option(name, help=help_text, **more)


press = several(
    click.option(
        "--printer", metavar="NAME", help="For the press: a preset (`list printers`), which says all of this."
    ),
    _as_printer_has("--bleed", "how far artwork goes on beyond the trim", BLEED, type=Number(0, 10), metavar="MM"),
    _as_printer_has(
        "--marks",
        "what is drawn in a slug outside the bleed",
        "none",
        type=Marks(),
        metavar="crop,registration,colour-bar|none",
    ),
    _as_printer_has("--split-cover/--one-file", "the cover in a file of its own, or all in one", "one", default=None),
    _as_printer_has(
        "--condition", "the registered printing condition", "FOGRA39", type=OneOf(Condition, case_sensitive=False)
    ),
    click.option(
        "--icc",
        "profile",
        type=click.Path(path_type=Path),
        metavar="FILE",
        help="For the press: the printer's ICC profile, for PDF/X-4.",
    ),
    click.option("--copies", type=click.IntRange(1), metavar="N", help="For the job ticket: how many are printed."),
    click.option("--stock", type=Words(), metavar="TEXT", help="For the job ticket: the paper."),
)


def work(sheet: str | None, paper_weight: float, **more: Any) -> OfficeJob:
    """Return the office printer's job that was typed.

    Raises:
        click.UsageError: Its paper is all edge.

    """
    job = OfficeJob(paper=sheet_named(sheet) if sheet else None, weight=paper_weight, **more)
    if job.paper and 2 * job.edge >= job.paper.width:
        message = (
            f"--edge {job.edge:g} leaves nothing of --sheet {sheet} to print on: name a smaller edge or a larger sheet"
        )
        raise click.UsageError(message)
    return job
