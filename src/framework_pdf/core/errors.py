"""The program's exceptions, each with one or more diagnostics and the exit code of the command that it ends.

::

    FrameworkPdfError            1   a problem that the user can mend
    ├── WorkspaceError           1   a folder that is not there, or can't be written
    ├── ContentError             1   content that is not as it must be
    ├── KitError                 1   a brand kit that can't be used as it is
    ├── CompositionError         1   a template that can't be used
    ├── TypesettingError         1   what the typesetter complained of, or a text too long for its page
    ├── LimitError               1   more time, memory, pages or characters than an edition is given: it ends the run
    ├── PreflightError           1   a finished file that can't be checked
    └── RequestError             2   the command asked for something that does not exist
"""

from collections.abc import Iterable

from framework_pdf.core.diagnostics import Diagnostic, errors_in, in_order


class FrameworkPdfError(Exception):
    """The root of all: `diagnostics` holds at least one problem, in the order of their places."""

    exit_code = 1

    def __init__(self, diagnostics: Iterable[Diagnostic] | Diagnostic) -> None:
        found = [diagnostics] if isinstance(diagnostics, Diagnostic) else diagnostics
        self.diagnostics = in_order(found)
        if not self.diagnostics:
            raise ValueError("an error has a problem to tell")  # else it would end something without a word
        super().__init__("\n".join(str(d) for d in self.diagnostics))

    def __reduce__(self) -> tuple[type["FrameworkPdfError"], tuple[tuple[Diagnostic, ...]]]:
        """Return how another process makes this exception again."""
        return type(self), (self.diagnostics,)


class WorkspaceError(FrameworkPdfError):
    """A folder that is not there, or can't be written."""


class ContentError(FrameworkPdfError):
    """Content that is not as it must be."""


class KitError(FrameworkPdfError):
    """A brand kit that can't be used as it is."""


class CompositionError(FrameworkPdfError):
    """A template that can't be used."""


class TypesettingError(FrameworkPdfError):
    """What the typesetter complained of, or a text too long for its page."""


class LimitError(FrameworkPdfError):
    """More time, memory, pages or characters than an edition is given: it ends the run."""


class PreflightError(FrameworkPdfError):
    """A finished file that can't be checked."""


class RequestError(FrameworkPdfError):
    """The command asked for something that does not exist."""

    exit_code = 2


def raise_on_errors(found: Iterable[Diagnostic], *, strict: bool = False) -> tuple[Diagnostic, ...]:
    """Return the warnings in order if there is nothing worse.

    Raises:
        FrameworkPdfError: There is an error; with `strict`, a warning is one too. It holds all that was found.

    """
    problems = in_order(found)
    if errors_in(problems) or (strict and problems):
        raise FrameworkPdfError(problems)
    return problems
