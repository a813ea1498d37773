"""Explains what a template raises: each error becomes a problem at the line of the template that is at fault."""

from pathlib import Path
from traceback import walk_tb
from types import FrameType

from jinja2 import TemplateAssertionError, TemplateNotFound, TemplateSyntaxError, UndefinedError
from jinja2.exceptions import SecurityError

from framework_pdf.core.diagnostics import Diagnostic, Location, cut
from framework_pdf.html.template_files import TemplateFileError

LONGEST = 300
"""So many characters of what an error says are told."""

_SYNTAX_HINT = "look here and above for a `{%` or `{{` that is not closed, or a block without its end"
NAME_HINT = "docs/templates.md lists the variables that a template sees"
_FILTER_HINT = "docs/templates.md lists the filters and functions that there are besides Jinja’s own"
_VALUE_HINT = "look at what this line gives to its filters, functions and operators"


def diagnostic_of(error: Exception) -> Diagnostic:
    """Return the problem for what a template raised, at the innermost line of a template that raised it."""
    if isinstance(error, TemplateFileError):
        return error.problem
    if isinstance(error, TemplateSyntaxError):
        place = _place(error.filename, error.lineno, "{%", "{{")
        hint = _FILTER_HINT if isinstance(error, TemplateAssertionError) else _SYNTAX_HINT
        return Diagnostic("broken-template", f"this is not valid Jinja: {error.message}", place, hint)
    lines = [(frame.f_code.co_filename, line) for frame, line in walk_tb(error.__traceback__) if _is_template(frame)]
    file, line = lines[-1] if lines else (None, None)
    if isinstance(error, TemplateNotFound):
        hint = "templates are looked for in the given folder, then in the packaged one"
        place = _place(file, line, str(error.name))
        return Diagnostic("missing-template", f"there is no template `{cut(str(error.name))}`", place, hint)
    is_name = isinstance(error, (UndefinedError, SecurityError))
    names = str(error).split("'")[1::2] if is_name else ()
    return Diagnostic(
        "undefined-variable" if isinstance(error, UndefinedError) else "template-value",
        f"the template can't be filled in: {_said(error)}",
        _place(file, line, *reversed(names)),
        NAME_HINT if is_name else _VALUE_HINT,
    )


def _is_template(frame: FrameType) -> bool:
    """Return whether Jinja made a frame of a traceback for a line of a template, whatever the file's name."""
    return "__jinja_exception__" in frame.f_globals


def _said(error: Exception) -> str:
    """Return what an error says, in a message; its kind too, where it says no sentence."""
    words = cut(str(error), LONGEST)
    return words if " " in words else " ".join(filter(None, (type(error).__name__, words)))


def _place(filename: str | None, line: int | None, *words: str) -> Location | None:
    """Return the place of the first of these words that a line of a template has, or else where the line begins."""
    if filename is None:
        return None
    path = Path(filename)
    text = path.read_text(encoding="utf-8", errors="replace").splitlines()
    here = text[line - 1] if line and line <= len(text) else ""
    columns = [here.find(word) for word in words if word and word in here]
    return Location(path, line, columns[0] + 1 if columns else len(here) - len(here.lstrip()) + 1)
