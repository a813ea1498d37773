"""Examines whether a build could use its folders: typefaces, content, templates and output.

The modules that read them need packages that may be missing or broken, and raise anything then. So each examination
loads what it needs itself.
"""

import shlex
import shutil
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from textwrap import shorten

from framework_pdf.core import workspace
from framework_pdf.core.diagnostics import Diagnostic, counted
from framework_pdf.core.errors import FrameworkPdfError, WorkspaceError, raise_on_errors
from framework_pdf.core.paths import shortest
from framework_pdf.core.workspace import Workspace
from framework_pdf.doctor.finding import Finding, State
from framework_pdf.doctor.machine import pip, size

FONTS = (b"\0\1\0\0", b"OTTO", b"wOFF", b"wOF2")
"""The first bytes of font files."""
_REINSTALL_TYPEFACES = pip("install", "--force-reinstall", "rendercv-fonts")


def examine_folders(content: Sequence[Path], templates: Path | None, output: Path | None) -> tuple[Finding, ...]:
    """Return a finding for each folder that a build would use: those that the user gave, or the usual ones."""
    folders = workspace.find(content, None, output)
    with suppress(WorkspaceError):  # told of the templates
        folders = workspace.find(content, templates, output)
    return (
        _guarded("typeface", _typeface),
        _guarded("typefaces of brands", _typefaces_of_brands, needed=False),
        _guarded("content", partial(_content, folders.content), folders),
        _guarded("templates", lambda: _templates(workspace.find(content, templates, output).templates), folders),
        _guarded("output", partial(_output, folders.output)),
    )


def _guarded(
    name: str, examine: Callable[[], Finding], checked: Workspace | None = None, *, needed: bool = True
) -> Finding:
    """Examine a thing; whatever is raised becomes a finding.

    Args:
        checked: The folders, where `framework-pdf check` tells everything that is wrong with the thing.

    """
    try:
        return examine()
    except Exception as error:  # what a package raises that is missing, broken or of another version
        if checked and isinstance(error, FrameworkPdfError):
            return _of_error(name, error, checked)
        words = f"can't be looked at: {type(error).__name__}: {shorten(str(error), 200)}"
        return Finding(name, State.UNKNOWN, words, mend="mend the other things first", needed=needed)


def _of_error(name: str, error: FrameworkPdfError, folders: Workspace) -> Finding:
    """Return the finding for a thing with which something is wrong."""
    words = _in_a_line(error.diagnostics)
    if isinstance(error, WorkspaceError):
        return Finding(name, State.MISSING, words, error.diagnostics[0].hint)
    of_content = (word for folder in folders.content for word in ("--content", shortest(folder)))
    check = ("framework-pdf", "check", *of_content, "--templates", shortest(folders.templates[0]))
    return Finding(name, State.BROKEN, words, shlex.join(check))


def _typeface() -> Finding:
    """Examine whether the usual typeface is there and can be read."""
    from framework_pdf.brand.font_families import DEFAULT_FAMILY
    from framework_pdf.brand.font_files import FontFileError, read_font
    from framework_pdf.brand.typefaces import default_typefaces

    try:
        files = [read_font(face.path) for face in default_typefaces().faces]
    except FrameworkPdfError as error:
        return Finding("typeface", State.MISSING, _in_a_line(error.diagnostics), _REINSTALL_TYPEFACES)
    except FontFileError as error:
        return Finding("typeface", State.BROKEN, f"a file of {DEFAULT_FAMILY} {error.message}", _REINSTALL_TYPEFACES)
    return Finding("typeface", State.OK, f"{DEFAULT_FAMILY}, {counted(len(files), 'file')} in {files[0].path.parent}")


def _typefaces_of_brands() -> Finding:
    """Examine whether the packaged typefaces that brands may choose can be read."""
    from framework_pdf.brand.font_families import packaged_families

    families = packaged_families()
    files = [path for paths in families.values() for path in paths]
    if unread := [path for path in files if not _is_font(path)]:
        words = f"{len(unread)} of {counted(len(files), 'file')} can't be read, such as {unread[0]}"
        return Finding("typefaces of brands", State.BROKEN, words, _REINSTALL_TYPEFACES, needed=False)
    words = f"{len(families)} families, {counted(len(files), 'file')}"
    return Finding("typefaces of brands", State.OK, words, needed=False)


def _is_font(path: Path) -> bool:
    """Return whether a file can be read to its end, and begins as fonts do."""
    with suppress(OSError):
        return path.read_bytes().startswith(FONTS)
    return False


def _content(content: Sequence[Path]) -> Finding:
    """Examine whether the content can be read without an error. Raises FrameworkPdfError where it can't."""
    from framework_pdf.content.loading import load
    from framework_pdf.core.worker import in_worker

    catalogue, _ = in_worker(partial(load, content))
    holds = f"{counted(len(catalogue.professions), 'profession')}, {counted(len(catalogue.aspects), 'aspect')}"
    return Finding("content", State.OK, f"{_named(content)}: {holds}")


def _templates(templates: tuple[Path, ...]) -> Finding:
    """Examine whether templates are there; the user's own are parsed, too. Raises FrameworkPdfError for what is wrong.

    The packaged ones are not, because they were checked before they were packaged, and parsing takes longer than
    everything else here.
    """
    own, packaged = templates[0], templates[-1]
    if not any(packaged.rglob("*.j2")):
        reinstall = pip("install", "--force-reinstall", "framework-pdf")
        return Finding("templates", State.MISSING, f"{shortest(packaged)} has none", reinstall)
    if own != packaged:
        from framework_pdf.html.template_checks import template_problems

        raise_on_errors(template_problems(templates), strict=True)
    return Finding("templates", State.OK, _named([own]))


def _output(output: Path) -> Finding:
    """Examine whether the output folder can be written, and how much space is left there."""
    from framework_pdf.build.output import problems

    if found := tuple(problems(output)):
        return Finding("output", State.UNWRITABLE, _in_a_line(found), found[0].hint)
    path = output.absolute()
    existing = next(folder for folder in (path, *path.parents) if folder.exists())
    new = "" if existing == path else ", not there yet"
    space = size(shutil.disk_usage(existing).free)
    return Finding("output", State.OK, f"{_named([output])}{new}, can be written; {space} free")


def _named(folders: Sequence[Path]) -> str:
    """Return the names of folders in a line: `content/ and my-trust/`."""
    return " and ".join(f"{shortest(folder)}/" for folder in folders)


def _in_a_line(problems: Sequence[Diagnostic]) -> str:
    """Return the first problem in a line, and how many more there are."""
    first = problems[0]
    more = f", and {counted(len(problems) - 1, 'more problem')}" if len(problems) > 1 else ""
    return f"{f'{first.location}: ' if first.location else ''}{first.message}{more}"
