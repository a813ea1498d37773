"""Options that several commands share."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]


class Folder(click.Path):
    """The path of a folder; empty is none: it would mean the working directory."""

    def __init__(self) -> None:
        super().__init__(path_type=Path)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """What was typed in, a path out."""
        if not str(value).strip():
            self.fail("a folder needs a name", param, ctx)
        return super().convert(value, param, ctx)


def folder(name: str, help_text: str, **more: Any) -> Decorator:
    """A name and help in, the option that takes a folder out."""
    return click.option(f"--{name}", type=Folder(), metavar="DIR", help=help_text, **more)


content = folder(
    "content",
    "The folder with the words. Default: ./content, else the packaged one. May be given more than once: each later "
    "folder is an overlay, which adds to the content before it or changes it.",
    multiple=True,
)
templates = folder("templates", "The folder with the design. Default: ./templates, else the packaged one.")
