"""`framework-pdf watch`: makes editions again at each save, until Ctrl-C."""

from contextlib import ExitStack
from typing import Any

import click

from framework_pdf.cli import console
from framework_pdf.cli.request_options import in_words, ordering, refuse_contradictions, request_of
from framework_pdf.core.workspace import Workspace


@click.command("watch")
@ordering
@click.option("--serve", is_flag=True, help="Show the pages in a browser on this machine, and refresh them.")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=0,
    metavar="N",
    help="With --serve: the port of the address. Default: one that is free.",
)
def command(folders: Workspace, jobs: int, serve: bool, port: int, **params: Any) -> None:
    """Make booklets and cards again whenever a file is saved.

    Watches content, templates and brand kits, makes what a save touches, and says how long it took. Where there is a
    mistake, the last good files stay. Ctrl-C ends it.

    \b
    framework-pdf watch --profession podiatrist
    framework-pdf watch --profession podiatrist --serve
    """  # noqa: D301 (click wants the character itself)
    refuse_contradictions(params)

    from framework_pdf.build.pipeline import BuildOptions
    from framework_pdf.build.watch import watch_and_rebuild

    build_options = BuildOptions(jobs, waiting=console.waiting, typed=in_words(folders, {"jobs", "serve", "port"}))
    with ExitStack() as stack:
        coming = stack.enter_context(watch_and_rebuild(folders, request_of(params), build_options))
        preview = None
        if serve:
            from framework_pdf.build.preview.server import Preview
            from framework_pdf.build.preview.server import serve as serve_preview

            preview = Preview(folders.output)
            console.say(f"the pages are shown at {stack.enter_context(serve_preview(preview, port))}")
        try:
            told = False
            for rebuild in coming:
                if rebuild.built and rebuild.built.made and not told:
                    console.tell_of_typesetter()
                    told = True
                console.tell_of_round(rebuild, folders.output)
                if preview:
                    preview.show(rebuild)
        except KeyboardInterrupt:
            console.say()
