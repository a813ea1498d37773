"""Options that several commands share."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]


def folder(name: str, help_text: str) -> Decorator:
    """A name and help in, the option that takes a folder out."""
    return click.option(f"--{name}", type=click.Path(path_type=Path), metavar="DIR", help=help_text)


content = folder("content", "The folder with the words. Default: ./content, else the packaged one.")
templates = folder("templates", "The folder with the design. Default: ./templates, else the packaged one.")
