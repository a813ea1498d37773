"""`framework-pdf diff`: says in what two content folders differ."""

import re
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import click

from framework_pdf.cli import console, options
from framework_pdf.core.diagnostics import counted

if TYPE_CHECKING:
    from framework_pdf.content.diff import Difference


@click.command("diff")
@click.argument("old", type=options.Folder())
@click.argument("new", type=options.Folder())
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "markdown"]),
    default="text",
    help="Text for reading here, JSON for programs, Markdown for a page to hand round. Default: text.",
)
def command(old: Path, new: Path, form: str) -> None:
    """Compare what two content folders say.

    OLD and NEW are content folders. Where NEW is an overlay, it is laid over OLD first: out comes what it changes.
    To find differences is no error: the exit code is 0.
    """
    from framework_pdf.content.diff import compare_folders
    from framework_pdf.core import workspace
    from framework_pdf.core.worker import in_worker

    below = workspace.find([old]).content
    found = in_worker(partial(compare_folders, below, workspace.folders_to_compare(below, new)))
    if form == "json":
        console.say_json([_row(difference) for difference in found])
        return
    for line in FORMS[form](found):
        console.say(line)


def _text(differences: Sequence["Difference"]) -> Iterator[str]:
    for heading, group in groupby(differences, _heading):
        yield heading
        for difference in group:
            yield f"  {difference.kind} {_what(difference)}"
            yield from (f"    {sign} {line}" for sign, words in _both(difference) for line in words.splitlines())
    yield counted(len(differences), "difference")


def _markdown(differences: Sequence["Difference"]) -> Iterator[str]:
    yield "# What has changed"
    for heading, group in groupby(differences, _heading):
        yield from ("", f"## {_plain(heading)}")
        for difference in group:
            yield from ("", f"**{_what(difference)}** ({difference.kind})")
            for sign, words in _both(difference):
                yield from ("", f"{'Before' if sign == '-' else 'After'}:", "")
                yield from (f"> {_plain(line)}".rstrip() for line in words.splitlines())
    yield from ("", counted(len(differences), "difference"))


def _row(difference: "Difference") -> dict[str, str | None]:
    """Return a difference as programs read it."""
    names = ("kind", "aspect", "profession", "approach", "path", "before", "after")
    return {name: getattr(difference, name) for name in names} | {"path": _what(difference)}


FORMS = {"text": _text, "markdown": _markdown}


def _heading(difference: "Difference") -> str:
    """Return where a difference is: `Care of patients · podiatrists · Action`, or the name of its file."""
    names = [name for name in (difference.aspect, difference.profession, difference.approach) if name]
    return " · ".join(names) or difference.path[0]


def _what(difference: "Difference") -> str:
    return "/".join(difference.path)


def _both(difference: "Difference") -> Iterator[tuple[str, str]]:
    """Yield what was and what is, each after its sign, as far as there is one."""
    for sign, words in (("-", difference.before), ("+", difference.after)):
        if words is not None:
            yield sign, words.strip()


def _plain(line: str) -> str:
    """Escape what Markdown would take for its own in a line of words."""
    begun = re.sub(r"^\s*(?:([-+=])|(\d+)([.)]))", r"\2\\\1\3", line.replace("\\", "\\\\"))
    return re.sub(r"[`*_\[\]<>#|~&]", r"\\\g<0>", begun)
