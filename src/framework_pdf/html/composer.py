"""Composes editions: fills templates in with what the catalogue and the look say, and returns HTML."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from jinja2 import Environment

from framework_pdf import __version__
from framework_pdf.brand.look import Look
from framework_pdf.brand.model import OPTIONS_PATH, single_values
from framework_pdf.brand.typefaces import Typefaces, TypeFit, fits_of
from framework_pdf.brand.web_fonts import with_embedded
from framework_pdf.content.catalogue import Catalogue
from framework_pdf.content.language_defaults import words_of_sheet
from framework_pdf.content.passages import passages, words_of
from framework_pdf.core.diagnostics import Diagnostic
from framework_pdf.core.errors import CompositionError, FrameworkPdfError, LimitError
from framework_pdf.core.limits import MOST_CHARACTERS
from framework_pdf.core.units import Paper
from framework_pdf.html import diagrams
from framework_pdf.html.context import Settings, Shown, context
from framework_pdf.html.jinja_environment import CompiledTemplates, make_environment
from framework_pdf.html.missing_characters import missing_characters
from framework_pdf.html.prose import NO_PICTURES
from framework_pdf.html.template_errors import diagnostic_of
from framework_pdf.html.text_pictures import TextPictures
from framework_pdf.products.edition import Edition
from framework_pdf.products.office_job import Flip

PRINT_TEST = "sheets/print_test/print_test.html.j2"


class Composer:
    """Composes editions of one catalogue in one look; a template is taken from the first folder that has it."""

    def __init__(
        self, folders: tuple[Path, ...], catalogue: Catalogue, look: Look, pictures: TextPictures = NO_PICTURES
    ) -> None:
        self._catalogue = catalogue
        self._look = look
        self._folders = folders
        self._pictures = dict(pictures)
        self._environment = make_environment(folders, catalogue, self._pictures)
        self._passages = passages(catalogue)
        of_kit = single_values(look.kit.source.data) if look.kit else ()
        self._words = " ".join([words_of(self._passages), *(value for _, value in of_kit if isinstance(value, str))])
        """All words of the content and of the kit."""
        self.type_fits = fits_of(look.type, self._words)
        """The typefaces in which words are set where they have no room, the first to be tried first."""

    def __getstate__(self) -> dict[str, Any]:
        """Return what another process needs: not Jinja's environment, but the templates that it has compiled."""
        return {**vars(self), "_environment": CompiledTemplates.known}

    def __setstate__(self, state: dict[str, Any]) -> None:
        """Become the composer whose state this is."""
        CompiledTemplates.known.update(state["_environment"])
        environment = make_environment(state["_folders"], state["_catalogue"], state["_pictures"])
        vars(self).update(state, _environment=environment)

    def compose(self, edition: Edition, settings: Settings, shown: Shown = None) -> tuple[str, tuple[Path, ...]]:
        """Compose an edition.

        Returns:
            The HTML, and the templates that it was made with.

        Raises:
            CompositionError: A template is missing, broken or uses what is not there; or the typeface lacks a
                character.

        """
        look = replace(self._look, type=self._typefaces_of(settings))
        variables = context(self._catalogue, look, edition, settings=settings, all_passages=self._passages, shown=shown)
        self._environment.opened.clear()
        try:
            html = _fill_in(self._environment, edition.template, variables, look.type)
        except diagrams.NoRoomError as error:
            raise CompositionError(self._too_wide(error)) from error
        if problems := missing_characters(html, self._words, self._look, self._folders_of_words()):
            raise CompositionError(problems)
        return html, tuple(self._environment.opened)

    def _typefaces_of(self, settings: Settings) -> Typefaces:
        """Return the typefaces of an edition; where its parts differ, those of the look: parts are set one by one."""
        fits = {setting.type_fit for setting in settings.values()}
        return self.type_fits[fits.pop() if len(fits) == 1 else TypeFit.AS_ASKED]

    def _too_wide(self, error: diagrams.NoRoomError) -> Diagnostic:
        """Return the problem of a logo whose least width is more than its place has."""
        kit = self._look.kit
        place = kit.at(*OPTIONS_PATH, "logo", "least-width") if kit else None
        return Diagnostic("no-room", str(error), place, "write a smaller `least-width`, or take a simpler logo")

    def _folders_of_words(self) -> Iterator[Path]:
        """Yield the folders in which the words of pages stand: content, kit, templates."""
        yield from sorted({place.path.parent for place in self._catalogue.locations.values()})
        yield from [self._look.kit.folder] if self._look.kit else []
        yield from self._folders


def compose_print_test(
    folders: tuple[Path, ...], paper: Paper, turned: Collection[Flip], *, language: str, type_: Typefaces
) -> str:
    """Compose a print test, which needs no content.

    Args:
        turned: The ways of turning for which imposition puts a back upside down in the file.
        language: Of its words, if there are some in it (BCP 47).

    Raises:
        CompositionError: A template is missing, broken or uses what is not there.

    """
    words = words_of_sheet("print_test", language)
    seen = {"paper": paper, "turned": turned, "words": words, "type": type_, "version": __version__}
    return _fill_in(make_environment(folders, None), PRINT_TEST, seen, type_)


def _fill_in(environment: Environment, template: str, variables: Mapping[str, Any], type_: Typefaces) -> str:
    """Fill a template in, and return HTML, with the typefaces in it if the template asks for that.

    Raises:
        CompositionError: It can't be filled in.
        LimitError: The HTML is too long.

    """
    try:
        html = "".join(_limited(environment.get_template(template).generate(variables)))
        return "".join(_limited(with_embedded(html, type_)))
    except (FrameworkPdfError, MemoryError, diagrams.NoRoomError):
        raise
    except Exception as error:  # a template can make any filter and function raise anything
        raise CompositionError(diagnostic_of(error)) from error


def _limited(pieces: Iterable[str]) -> Iterator[str]:
    """Yield the pieces of a page, or raise LimitError once they have too many characters together."""
    count = 0
    for piece in pieces:
        count += len(piece)
        if count > MOST_CHARACTERS:
            message = f"takes more than {MOST_CHARACTERS:,} characters of HTML"
            raise LimitError(Diagnostic("over-limit", message, None, "look for loops in templates, and large pictures"))
        yield piece
