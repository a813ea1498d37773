"""The group of commands. It loads a command's module only when that command is asked for."""

import gc
import importlib
import os
import signal
import sys
from contextlib import suppress
from pathlib import Path

import click

from framework_pdf import __version__
from framework_pdf.cli import console
from framework_pdf.core.diagnostics import Diagnostic
from framework_pdf.core.errors import FrameworkPdfError

COMMANDS = {
    "build": "Make booklets and cards: what has changed since they were made, and nothing else.",
    "watch": "Make booklets and cards again whenever a file is saved.",
    "clean": "Remove what the manifest says was made, and nothing else.",
    "check": "Find every problem in content and templates; make nothing.",
    "list": "List professions, aspects, products or presets of printers.",
    "diff": "Compare what two content folders say.",
    "new": "Copy content and templates to a folder of your own, or start a framework.",
    "impose": "Put the pages of any PDF on sheets for an office printer.",
    "print-test": "Make a sheet that shows how your printer prints on both sides.",
    "preflight": "Say whether PDF files are fit to publish.",
    "doctor": "Say what this machine has and lacks, and how to mend it; change nothing.",
    "brand": "Make, check or show a brand kit.",
    "schema": "Write JSON Schemas of content files, `_brand.yml` and `product.yml`, for editors.",
}
"""Each command with its short help, so that `--help` needs none of their modules."""
BETWEEN_SEARCHES = 200_000
"""New objects between two searches for garbage. What is loaded and read stays: to look through it takes a tenth."""


class Commands(click.Group):
    """A group whose commands live in modules of their name."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all commands, in the order of COMMANDS."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Load the module of a command; None if there is no such command."""
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"framework_pdf.cli.{cmd_name.replace('-', '_')}_command")
        command: click.Command = module.command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands from COMMANDS alone."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="framework-pdf")
def cli() -> None:
    """Turn a framework into booklets and cards: as PDF, in standard or large print, and as a web page.

    \b
    framework-pdf build --profession podiatrist
    """  # noqa: D301 (click wants the character itself)


def main() -> None:
    """Run the command line: exit code 0, 1 for a problem, 2 for usage, 70 for a bug of ours."""
    gc.set_threshold(BETWEEN_SEARCHES)
    os.environ["PYTHONSAFEPATH"] = "1"  # no Python that is started from here looks for modules in the working directory
    console.open_streams()
    _tidy_up_at_the_end()
    try:
        with console.printing():
            code = _run()
    except console.PrintingError as error:
        code = 1
        why = error.__cause__
        if not isinstance(why, BrokenPipeError):  # whoever listened has heard enough
            with suppress(OSError):
                said = getattr(why, "strerror", None) or why
                hint = "make room where it goes, or send it elsewhere; files that were made are where they belong"
                console.complain([Diagnostic("unprintable", f"not everything can be printed: {said}", None, hint)])
    console.close_streams()
    sys.exit(code)


def _tidy_up_at_the_end() -> None:
    """Have whoever ends this process from outside end it as a problem does: temporary files go, and no lock stays."""
    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number and signal.getsignal(number) is signal.SIG_DFL:  # `nohup` has the second passed over
            signal.signal(number, _end)


def _end(number: int, _: object) -> None:
    raise SystemExit(128 + number)  # as a shell has it


def _run() -> int:
    """Run the command that was typed, print what is wrong, and return the exit code."""
    try:
        code = cli(standalone_mode=False, prog_name="framework-pdf")
    except click.ClickException as error:
        console.refuse(error)
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):  # the second where Ctrl-C comes before or after the command itself
        console.say("Aborted!", err=True)
        return 1
    except SystemExit as end:
        return int(end.code or 0)
    except FrameworkPdfError as error:
        console.complain(error.diagnostics)
        return error.exit_code
    except console.PrintingError:
        raise
    except OSError as error:
        console.complain([_problem_of_system(error)])
        return 1
    except Exception as error:
        if os.environ.get("FRAMEWORK_PDF_DEBUG"):
            raise
        console.say(f"bug: {type(error).__name__}: {error}", err=True)
        console.say("  this is a mistake of framework-pdf, not yours; nothing was written", err=True)
        console.say("  hint: run it again with FRAMEWORK_PDF_DEBUG=1 and report what it prints", err=True)
        return 70
    return code if isinstance(code, int) else 0


def _problem_of_system(error: OSError) -> Diagnostic:
    """Return the problem with what the system refuses and nothing else tells of."""
    try:
        Path.cwd()
    except OSError:
        hint = "go to a folder that is there: `cd` and its path"
        return Diagnostic("no-folder", "the working directory is not there any more", None, hint)
    return Diagnostic("system", str(error), None, "look at who may read and write here, and at the room left")
