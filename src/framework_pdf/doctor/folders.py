"""Folders asked for in; out, whether a build could use them: typefaces, content, templates and output.

What reads them needs packages that may be missing or broken, and raise anything then: so it is loaded within each look.
"""

import shlex
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import redirect_stderr, redirect_stdout
from functools import partial
from io import StringIO
from pathlib import Path
from textwrap import shorten

from framework_pdf.core import workspace
from framework_pdf.core.diagnostics import Diagnostic, counted
from framework_pdf.core.errors import FrameworkPdfError, WorkspaceError
from framework_pdf.core.paths import shortest
from framework_pdf.core.workspace import Workspace
from framework_pdf.doctor.finding import Finding, State
from framework_pdf.doctor.machine import pip, size

FONTS = (b"\0\1\0\0", b"OTTO", b"wOFF", b"wOF2")
"""How the files of fonts begin."""
_AGAIN = pip("install", "--force-reinstall", "rendercv-fonts")


def workplace(content: Sequence[Path], templates: Path | None, output: Path | None) -> tuple[Finding, ...]:
    """The folders that were asked for, or none, in; out, how it is with those that a build would use."""
    try:
        folders, amiss = workspace.find(content, templates, output), None
    except WorkspaceError as error:
        folders, amiss = workspace.find(content, None, output), error
    return (
        _look("typeface", _typeface),
        _look("typefaces of brands", _others, needed=False),
        _look("content", lambda: _content(folders)),
        _told("templates", amiss, folders) if amiss else _look("templates", lambda: _templates(folders)),
        _look("output", lambda: _output(folders.output)),
    )


def _look(name: str, look: Callable[[], Finding], needed: bool = True) -> Finding:
    """A thing and what looks at it in; out, what it finds, or that it can't look."""
    try:
        with redirect_stdout(StringIO()), redirect_stderr(StringIO()):  # packages talk while they break
            return look()
    except Exception as error:  # what a package raises that is missing, broken or of another version
        words = f"can't be looked at: {type(error).__name__}: {shorten(str(error), 200)}"
        return Finding(name, State.UNKNOWN, words, "mend the other things first", needed)


def _typeface() -> Finding:
    """Nothing in; out, whether the usual typeface is there and can be read."""
    from framework_pdf.brand.font_families import DEFAULT_FAMILY
    from framework_pdf.brand.font_files import FontFileError, read_font
    from framework_pdf.brand.typefaces import default_typefaces

    try:
        files = [read_font(face.path) for face in default_typefaces().faces]
    except FrameworkPdfError as error:
        return Finding("typeface", State.MISSING, _in_a_line(error.diagnostics), _AGAIN)
    except FontFileError as error:
        return Finding("typeface", State.BROKEN, f"a file of {DEFAULT_FAMILY} {error.message}", _AGAIN)
    return Finding("typeface", State.OK, f"{DEFAULT_FAMILY}, {counted(len(files), 'file')} in {files[0].path.parent}")


def _others() -> Finding:
    """Nothing in; out, whether the packaged typefaces that brands may choose can be read."""
    from framework_pdf.brand.font_families import packaged_families

    families = packaged_families()
    files = [path for paths in families.values() for path in paths]
    if unread := [path for path in files if not _is_font(path)]:
        words = f"{len(unread)} of {counted(len(files), 'file')} can't be read, such as {unread[0]}"
        return Finding("typefaces of brands", State.BROKEN, words, _AGAIN, needed=False)
    words = f"{len(families)} families, {counted(len(files), 'file')}"
    return Finding("typefaces of brands", State.OK, words, needed=False)


def _is_font(path: Path) -> bool:
    """A file in; out, whether it can be read, whole, and begins as fonts do."""
    try:
        return path.read_bytes().startswith(FONTS)
    except OSError:
        return False


def _content(folders: Workspace) -> Finding:
    """The folders of a run in; out, whether its content can be read without an error."""
    from framework_pdf.content.loading import load
    from framework_pdf.core.worker import in_worker

    try:
        catalogue, _ = in_worker(partial(load, folders.content))
    except FrameworkPdfError as error:
        return _told("content", error, folders)
    has = f"{counted(len(catalogue.professions), 'profession')}, {counted(len(catalogue.aspects), 'aspect')}"
    return Finding("content", State.OK, f"{_named(folders.content)}: {has}")


def _templates(folders: Workspace) -> Finding:
    """The folders of a run in; out, whether its templates are there; one's own are parsed, too.

    The packaged ones are not: they were, before they were packaged, and it takes longer than all the other looks.
    """
    own, packaged = folders.templates[0], folders.templates[-1]
    if not any(packaged.rglob("*.j2")):
        again = pip("install", "--force-reinstall", "framework-pdf")
        return Finding("templates", State.MISSING, f"{shortest(packaged)} has none", again)
    if own != packaged:
        from framework_pdf.html.composer import template_problems

        if problems := template_problems(folders.templates):
            return _told("templates", FrameworkPdfError(problems), folders)
    return Finding("templates", State.OK, _named([own]))


def _told(name: str, error: FrameworkPdfError, folders: Workspace) -> Finding:
    """A thing, what is wrong with it and the folders of the run in, the finding out."""
    first = error.diagnostics[0]
    words = _in_a_line(error.diagnostics)
    if isinstance(error, WorkspaceError):
        return Finding(name, State.MISSING, words, first.hint)
    return Finding(name, State.BROKEN, words, shlex.join(_check(folders)))


def _check(folders: Workspace) -> Iterator[str]:
    """The folders of a run in; out, the words of the command that names everything wrong with them."""
    yield from ("framework-pdf", "check")
    for folder in folders.content:
        yield from ("--content", shortest(folder))
    yield from ("--templates", shortest(folders.templates[0]))


def _output(output: Path) -> Finding:
    """The output folder in; out, whether it can be written, and how much room is left there."""
    from framework_pdf.build.output import problems

    if found := tuple(problems(output)):
        return Finding("output", State.UNWRITABLE, _in_a_line(found), found[0].hint)
    path = output.absolute()
    there = next(folder for folder in (path, *path.parents) if folder.exists())
    new = "" if there == path else ", not there yet"
    room = size(shutil.disk_usage(there).free)
    return Finding("output", State.OK, f"{_named([output])}{new}, can be written; {room} free")


def _named(folders: Sequence[Path]) -> str:
    """Folders in; out, as they are read: `content/ and my-trust/`."""
    return " and ".join(f"{shortest(folder)}/" for folder in folders)


def _in_a_line(problems: Sequence[Diagnostic]) -> str:
    """Problems in; out, the first in a line, and how many more there are."""
    first = problems[0]
    more = f", and {counted(len(problems) - 1, 'more problem')}" if len(problems) > 1 else ""
    return f"{f'{first.location}: ' if first.location else ''}{first.message}{more}"
