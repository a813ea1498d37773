"""Folders of templates and a catalogue in; out, a composer, which turns editions into HTML."""

import os
import traceback
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from functools import partial
from pathlib import Path, PurePath
from typing import Any, ClassVar
from unicodedata import category, name

from jinja2 import (
    BytecodeCache,
    Environment,
    FileSystemLoader,
    StrictUndefined,
    Template,
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
    UndefinedError,
)
from jinja2.bccache import Bucket
from jinja2.loaders import split_template_path
from jinja2.sandbox import ImmutableSandboxedEnvironment
from pydantic import BaseModel

from framework_pdf import __version__
from framework_pdf.brand.look import Look
from framework_pdf.brand.model import OPTIONS_PATH
from framework_pdf.brand.typefaces import Typefaces, characters, embedded
from framework_pdf.content.catalogue import Catalogue
from framework_pdf.content.passages import passages
from framework_pdf.core import colour
from framework_pdf.core.diagnostics import Diagnostic, Location
from framework_pdf.core.errors import CompositionError, LimitError
from framework_pdf.core.limits import MOST_BYTES_OF_WORDS, MOST_CHARACTERS
from framework_pdf.core.paths import is_inside
from framework_pdf.core.text_search import first_place
from framework_pdf.core.units import mm_to_pt, pt_to_mm
from framework_pdf.html import diagrams, filters
from framework_pdf.html.citations import cited
from framework_pdf.html.context import Setting, context
from framework_pdf.html.job_ticket import Ticket
from framework_pdf.html.print_test import TEMPLATE, PrintTest
from framework_pdf.html.specimen import Specimen
from framework_pdf.products.edition import Edition

UNDRAWN = {"Cc", "Cf", "Zs"}
"""Categories of characters that need no glyph: ends of lines, marks of format, spaces."""


class Composer:
    """Turns editions into HTML: templates in the first folder that has them."""

    def __init__(self, folders: tuple[Path, ...], catalogue: Catalogue, look: Look) -> None:
        self._catalogue = catalogue
        self._look = look
        self._folders = folders
        self._environment = _environment(folders, catalogue)
        self._passages = passages(catalogue)

    def __getstate__(self) -> dict[str, Any]:
        """Nothing in; out, what another process needs to have the same composer: Jinja stays, what it compiled goes."""
        return {**vars(self), "_environment": _Compiled.known}

    def __setstate__(self, state: dict[str, Any]) -> None:
        """What `__getstate__` gave in; it composes."""
        _Compiled.known.update(state["_environment"])
        vars(self).update(state, _environment=_environment(state["_folders"], state["_catalogue"]))

    def compose(
        self, edition: Edition, settings: Mapping[str, Setting], shown: Specimen | Ticket | None = None
    ) -> tuple[str, tuple[Path, ...]]:
        """An edition, the setting of each of its aspects, and what a specimen or a ticket has to show, in; out, HTML.

        With it, the templates that it was made with.

        Raises CompositionError where a template is missing, broken, or uses what is not there, and where
        the typeface lacks a character.
        """
        seen = context(self._catalogue, self._look, edition, settings, self._passages, shown)
        variables = {field.name: getattr(seen, field.name) for field in fields(seen)}
        self._environment.opened.clear()
        try:
            html = _filled_in(self._environment, edition.template, variables)
        except diagrams.NoRoomError as error:
            raise CompositionError(self._too_wide(error)) from error
        undrawn = set(html) - characters(self._look.type)
        if undrawable := sorted(each for each in undrawn if category(each) not in UNDRAWN):
            raise CompositionError(self._undrawable(character) for character in undrawable)
        return html, tuple(self._environment.opened)

    def _too_wide(self, error: diagrams.NoRoomError) -> Diagnostic:
        """What was said of a logo that is to be wider than its place in, the problem out."""
        kit = self._look.kit
        place = kit.at(*OPTIONS_PATH, "logo", "least-width") if kit else None
        return Diagnostic("no-room", str(error), place, "write a smaller `least-width`, or take a simpler logo")

    def _undrawable(self, character: str) -> Diagnostic:
        """A character that the typeface lacks in, the problem out."""
        content = {place.path.parent for place in self._catalogue.locations.values()}
        kits = [self._look.kit.folder] if self._look.kit else []
        folders = [*sorted(content), *kits, *self._folders]
        place = next(filter(None, (first_place(spelt, folders) for spelt in _spellings(character))), None)
        typefaces = " or ".join(dict.fromkeys(type_.name for type_ in self._look.type.both))
        message = f"the typeface {typefaces} has no character U+{ord(character):04X} {name(character, '')}".rstrip()
        return Diagnostic("missing-character", message, place, "use another character or word")


def _spellings(character: str) -> Iterator[str]:
    """A character in; out, itself, and how YAML writes it by its number."""
    yield character
    for escaped in (f"{ord(character):04x}", f"{ord(character):08x}"):
        for digits in (escaped, escaped.upper()):
            yield f"\\{'u' if len(digits) == 4 else 'U'}{digits}"


def compose_print_test(folders: tuple[Path, ...], test: PrintTest, type_: Typefaces) -> str:
    """Folders of templates, what a print test shows and its typefaces in; out, HTML. It needs no content.

    Raises CompositionError where a template is missing, broken, or uses what is not there.
    """
    return _filled_in(_environment(folders, None), TEMPLATE, {"test": test, "type": type_, "version": __version__})


def _filled_in(environment: Environment, name: str, variables: Mapping[str, Any]) -> str:
    """Jinja, the name of a template and what it sees in; out, HTML.

    Raises CompositionError where it can't be made, and LimitError where it is too much.
    """
    try:
        return "".join(_few(environment.get_template(name).generate(variables)))
    except _TEMPLATE_PROBLEMS as error:
        raise CompositionError(_explain(error)) from error


def _few(pieces: Iterable[str]) -> Iterator[str]:
    """The pieces of a page in; out, the same. LimitError where they have too many characters together."""
    count = 0
    for piece in pieces:
        count += len(piece)
        if count > MOST_CHARACTERS:
            message = f"takes more than {MOST_CHARACTERS:,} characters of HTML"
            raise LimitError(Diagnostic("over-limit", message, None, "look for loops in templates, and large pictures"))
        yield piece


def template_problems(folders: tuple[Path, ...]) -> tuple[Diagnostic, ...]:
    """Folders of templates in; out, every template in them that can't be parsed."""
    environment = _environment(folders, None)
    unusable = tuple(problem for folder in folders for problem in _unusable(folder))
    if unusable:
        return unusable
    return tuple(
        problem
        for name in environment.list_templates(filter_func=lambda name: name.endswith(".j2"))
        for problem in _parse(environment, folders, name)
    )


def _unusable(folder: Path) -> Iterator[Diagnostic]:
    """A folder of templates in; out, what is there and can't be read: the packaged one must not stand in for it."""
    hint = "make it a file in this folder that you may read, or take it away"
    less = f"leave in it {MOST_BYTES_OF_WORDS:,} bytes at most; a picture can be a file of its own"
    unread: list[OSError] = []
    for place, _, names in os.walk(folder, onerror=unread.append):
        for path in sorted(Path(place) / file for file in names):
            readable = is_inside(path, folder) and path.is_file() and os.access(path, os.R_OK)
            if path.suffix not in {".j2", ".css", ".js"}:
                continue
            if not readable:
                yield Diagnostic("unreadable-file", "this can't be read", Location(path), hint)
            elif (size := path.stat().st_size) > MOST_BYTES_OF_WORDS:
                yield Diagnostic("over-limit", f"this has {size:,} bytes", Location(path), less)
    for error in unread:
        yield Diagnostic(
            "unreadable-file", f"this can't be read: {error.strerror}", Location(Path(error.filename)), hint
        )


def _parse(environment: Environment, folders: tuple[Path, ...], name: str) -> tuple[Diagnostic, ...]:
    try:
        environment.get_template(name)
    except (TemplateSyntaxError, UnicodeDecodeError) as error:
        return (_explain(error),)
    except (MemoryError, RecursionError, SyntaxError, ValueError) as error:  # Python's own: it is compiled to that
        place = next(Location(path) for folder in folders if (path := folder / name).exists())
        said = " ".join(filter(None, (type(error).__name__, str(error))))
        hint = "look for parentheses, lists, loops or conditions that stand in each other a hundred deep"
        return (Diagnostic("broken-template", f"there is too much in one place of this: {said}", place, hint),)
    return ()


def _explain(error: Exception) -> Diagnostic:
    """What a template raised in; out, the problem at the innermost line of a template."""
    if isinstance(error, TemplateSyntaxError):
        place = _place(error.filename, error.lineno, "{%", "{{")
        return Diagnostic("broken-template", f"this is not valid Jinja: {error.message}", place, _SYNTAX_HINT)
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename.endswith(".j2")]
    line = (frames[-1].filename, frames[-1].lineno) if frames else (None, None)
    if isinstance(error, TemplateNotFound):
        hint = "templates are looked for in the given folder, then in the packaged one"
        return Diagnostic(
            "missing-template", f"there is no template `{error.name}`", _place(*line, str(error.name)), hint
        )
    names = str(error).split("'")[1::2]
    code = "undefined-variable" if isinstance(error, UndefinedError) else "template-value"
    message = f"the template can't be filled in: {error}"
    return Diagnostic(code, message, _place(*line, *reversed(names)), _VALUE_HINT)


_TEMPLATE_PROBLEMS = (
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


def _place(filename: str | None, line: int | None, *words: str) -> Location | None:
    """A template, a line and words in; out, where the first of the words that is there stands."""
    if filename is None:
        return None
    path = Path(filename)
    text = path.read_text(encoding="utf-8", errors="replace").splitlines()
    here = text[line - 1] if line and line <= len(text) else ""
    columns = [here.find(word) for word in words if word and word in here]
    return Location(path, line, columns[0] + 1 if columns else len(here) - len(here.lstrip()) + 1)


class _Sandbox(ImmutableSandboxedEnvironment):
    """Jinja's sandbox, and of our own values nothing but what they hold: no method, and no path.

    It notes which templates it opens: a name may be put together by another template, so none can tell before.
    """

    def __init__(self, **options: Any) -> None:
        """What Jinja's own environment takes, in."""
        super().__init__(**options)
        self.opened: dict[Path, None] = {}
        """The paths, each once, in the order in which they were first opened. Templates are cached, and opened anew."""

    def get_template(self, name: str | Template, *others: Any, **options: Any) -> Template:
        """The name of a template in; out, the template. Raises TemplateNotFound."""
        return self._noted(super().get_template(name, *others, **options))

    def select_template(self, names: Iterable[str | Template], *others: Any, **options: Any) -> Template:
        """Names of templates in; out, the first that is there. Raises TemplatesNotFound."""
        return self._noted(super().select_template(names, *others, **options))

    def _noted(self, template: Template) -> Template:
        self.opened[Path(str(template.filename))] = None
        return template

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """A value and one of its attributes in; out, whether a template may see it."""
        kind = type(obj)
        if isinstance(obj, BaseModel) or is_dataclass(kind):
            held = kind.model_fields if isinstance(obj, BaseModel) else kind.__dataclass_fields__
            told = isinstance(getattr(kind, attr, None), property) and not attr.startswith("model_")
            return attr in held or told
        return not isinstance(obj, (type, PurePath)) and super().is_safe_attribute(obj, attr, value)


class _Shelf(FileSystemLoader):
    """Templates of some folders, and nothing that only a link leads to."""

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        """The name of a template in; out, its text and its path. Raises TemplateNotFound."""
        parts = split_template_path(template)
        path = next(filter(Path.is_file, (Path(folder, *parts) for folder in self.searchpath)), None)
        if path and not any(is_inside(path, Path(folder)) for folder in self.searchpath):
            raise TemplateNotFound(template)
        return super().get_source(environment, template)


class _Compiled(BytecodeCache):
    """Templates that were compiled once, for every environment of this process: by their names and what they say."""

    known: ClassVar[dict[str, bytes]] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """A template's place in; it is filled where the same was compiled before."""
        if known := self.known.get(f"{bucket.key}:{bucket.checksum}"):
            bucket.bytecode_from_string(known)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """A template's place, filled, in; it is kept."""
        self.known[f"{bucket.key}:{bucket.checksum}"] = bucket.bytecode_to_string()


def _environment(folders: tuple[Path, ...], catalogue: Catalogue | None) -> _Sandbox:
    """Folders and the catalogue in; out, Jinja set up. Without a catalogue it can parse, and not fill in."""
    environment = _Sandbox(
        loader=_Shelf(folders),
        autoescape=True,
        undefined=StrictUndefined,
        bytecode_cache=_Compiled(),
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(
        address=filters.spoken,
        breakable=filters.breakable,
        fill=filters.fill,
        in_mm=pt_to_mm,
        in_pt=mm_to_pt,
        kept=filters.kept_together,
        mixed=colour.mix,
        quoted=filters.quoted,
        sized=diagrams.sized,
        tint=colour.tint,
        shaded=diagrams.shaded,
        **_filters_of_content(catalogue),
    )
    environment.globals.update(
        cells=diagrams.cells,
        cited=cited,
        coloured_cells=diagrams.list_of_cells,
        outer=diagrams.OUTER,
        gap=diagrams.GAP,
        core=diagrams.CORE,
        embedded=embedded,
        qr_code=diagrams.qr_code,
        ring_marks=diagrams.ring_marks,
        sector_marks=diagrams.sector_marks,
    )
    return environment


def _filters_of_content(catalogue: Catalogue | None) -> dict[str, Callable[..., str]]:
    """A catalogue in; out, the filters that write as its language does and number as its references are."""
    if catalogue is None:
        return dict.fromkeys(("day", "prose", "year"), str)
    return {
        "day": partial(filters.in_words, labels=catalogue.labels),
        "prose": partial(filters.prose, numbers=catalogue.reference_numbers, labels=catalogue.labels),
        "year": partial(filters.published_in, labels=catalogue.labels),
    }
