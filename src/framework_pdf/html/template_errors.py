"""Explains what a template raises: each error becomes a problem at the line of the template that is at fault."""

import traceback
from pathlib import Path

from jinja2 import TemplateError, TemplateNotFound, TemplateSyntaxError, UndefinedError

from framework_pdf.core.diagnostics import Diagnostic, Location

TEMPLATE_ERRORS = (
    TemplateError,
    ArithmeticError,
    AttributeError,
    LookupError,
    RecursionError,
    SyntaxError,
    TypeError,
    ValueError,
)
"""What a template can raise by its own fault."""
_SYNTAX_HINT = "look here and above for a `{%` or `{{` that is not closed, or a block without its end"
_VALUE_HINT = "docs/templates.md lists the variables that a template sees"


def diagnostic_of(error: Exception) -> Diagnostic:
    """Return the problem for one of TEMPLATE_ERRORS, at the innermost line of a template that raised it."""
    if isinstance(error, TemplateSyntaxError):
        place = _place(error.filename, error.lineno, "{%", "{{")
        return Diagnostic("broken-template", f"this is not valid Jinja: {error.message}", place, _SYNTAX_HINT)
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename.endswith(".j2")]
    file, line = (frames[-1].filename, frames[-1].lineno) if frames else (None, None)
    if isinstance(error, TemplateNotFound):
        hint = "templates are looked for in the given folder, then in the packaged one"
        place = _place(file, line, str(error.name))
        return Diagnostic("missing-template", f"there is no template `{error.name}`", place, hint)
    names = str(error).split("'")[1::2]
    code = "undefined-variable" if isinstance(error, UndefinedError) else "template-value"
    return Diagnostic(
        code, f"the template can't be filled in: {error}", _place(file, line, *reversed(names)), _VALUE_HINT
    )


def _place(filename: str | None, line: int | None, *words: str) -> Location | None:
    """Return the place of the first of these words that a line of a template has, or else where the line begins."""
    if filename is None:
        return None
    path = Path(filename)
    text = path.read_text(encoding="utf-8", errors="replace").splitlines()
    here = text[line - 1] if line and line <= len(text) else ""
    columns = [here.find(word) for word in words if word and word in here]
    return Location(path, line, columns[0] + 1 if columns else len(here) - len(here.lstrip()) + 1)
