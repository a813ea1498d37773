"""Sets Jinja up for templates: where it finds them, what they may use, and what it keeps compiled.

Templates may come from others, so they run in a sandbox (docs/security.md).
"""

from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import is_dataclass
from datetime import date
from functools import partial
from numbers import Number
from pathlib import Path, PurePath
from types import CodeType, ModuleType
from typing import Any, ClassVar

from jinja2 import BytecodeCache, Environment, StrictUndefined, Template, UndefinedError, nodes, pass_context
from jinja2.bccache import Bucket
from jinja2.environment import TemplateModule
from jinja2.runtime import BlockReference, Context, LoopContext, Macro, TemplateReference
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import Cycler, Joiner, Namespace
from markupsafe import Markup
from pydantic import BaseModel

from framework_pdf.brand.web_fonts import embedded
from framework_pdf.content.catalogue import Catalogue
from framework_pdf.content.direction import direction_of_language, direction_of_words
from framework_pdf.content.yaml_source import YamlSource
from framework_pdf.core import colour
from framework_pdf.core.diagnostics import Diagnostic, Location
from framework_pdf.core.units import mm_to_pt, pt_to_mm
from framework_pdf.html import diagrams, filters, room
from framework_pdf.html.citations import cited
from framework_pdf.html.prose import NO_PICTURES, prose, sentence
from framework_pdf.html.room_plan import room_plan
from framework_pdf.html.suits import suit_path
from framework_pdf.html.template_errors import NAME_HINT
from framework_pdf.html.template_files import TemplateFileError, TemplateLoader
from framework_pdf.html.text_pictures import TextPictures

PLAIN = (Sequence, Set, Mapping, Number)
"""The kinds of values of Python itself whose attributes templates see, except those that change the value."""
OF_JINJA = (BlockReference, Cycler, Joiner, LoopContext, Macro, Namespace, TemplateModule, TemplateReference)
"""The kinds of values that Jinja makes for templates: `loop`, macros, what is imported and the like."""
SEEN_OF_DATES = {"day", "isoformat", "month", "strftime", "weekday", "year"}
"""What templates see of a date: not today's."""
UNSEEN = (PurePath, Location, YamlSource, ModuleType)
"""Where something lies on this machine, and what makes a format: no template sees them."""
OF_WORDS = (
    *("capitalize", "center", "e", "escape", "forceescape", "format", "indent", "lower", "pprint", "replace", "safe"),
    *("string", "striptags", "title", "trim", "truncate", "upper", "urlize", "wordcount", "wordwrap"),
)
"""The filters of Jinja that write as Python does whatever they are given: a test goes through all that there are."""
TAKE_PARTS = {"endswith", "format_map", "join", "startswith", "translate"}
"""The methods of words that take a list or a mapping of words."""
NOT_ALIKE = ("lipsum", "random")
"""What Jinja has besides, and would print something else at each build."""


class TemplateEnvironment(ImmutableSandboxedEnvironment):
    """Jinja's sandbox, in which our own values show nothing but what they hold: no method, and no path.

    Whatever makes words of values makes them of what can be printed: `~`, `%`, filters and methods of words.

    It notes which templates it opens. One template may put together the name of another, so this is known only then.
    """

    intercepted_binops = frozenset({"%"})

    def __init__(self, **options: Any) -> None:
        """Take the options of Jinja's own environment."""
        super().__init__(**options)
        self.opened: dict[Path, None] = {}
        """The paths of the templates that were opened, each once, in the order of their first opening. They are noted
        for cached templates too."""

    def get_template(self, name: str | Template, *others: Any, **options: Any) -> Template:
        """Return the template of this name, or raise TemplateNotFound."""
        return self._noted(super().get_template(name, *others, **options))

    def select_template(self, names: Iterable[str | Template], *others: Any, **options: Any) -> Template:
        """Return the first of these templates that there is, or raise TemplatesNotFound."""
        return self._noted(super().select_template(names, *others, **options))

    def _generate(
        self, source: nodes.Template, name: str | None, filename: str | None, defer_init: bool = False
    ) -> str:
        """Return the Python that a template is compiled to, in which what is the same each time is worked out.

        Parts that `~` puts together are looked at as what is printed is.

        Raises:
            TemplateFileError: That has no value.

        """
        for concat in source.find_all(nodes.Concat):
            concat.nodes = [_checked(part) for part in concat.nodes]
        try:
            return super()._generate(source, name, filename, defer_init)
        except UndefinedError as error:
            place = Location(Path(filename)) if filename else None
            message = f"the template can't be filled in: {error.message}"
            raise TemplateFileError(Diagnostic("undefined-variable", message, place, NAME_HINT)) from error

    def _noted(self, template: Template) -> Template:
        self.opened[Path(str(template.filename))] = None
        return template

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Return what an operator makes of two values: `%` fills words in, or is for numbers."""
        check = filters.printable_parts if isinstance(right, (tuple, Mapping)) else filters.printable
        return super().call_binop(context, operator, left, check(right))

    def call(__self, __context: Context, __obj: Any, *values: Any, **named: Any) -> Any:  # noqa: N805 (as Jinja's)
        """Call what a template calls; a method of words gets words, too."""
        method = getattr(__obj, "__wrapped__", __obj)  # in the sandbox `format` is a function around the method
        if isinstance(owner := getattr(method, "__self__", None), str) or owner is Markup:
            takes_parts = method.__name__ in TAKE_PARTS
            __obj = filters.of_printable(__obj, filters.printable_parts if takes_parts else filters.printable)
        return super().call(__context, __obj, *values, **named)

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Return whether a template may see an attribute of a value."""
        kind = type(obj)
        if attr.startswith("_") or isinstance(value, UNSEEN):
            return False
        if isinstance(obj, BaseModel) or is_dataclass(kind):
            fields = kind.model_fields if isinstance(obj, BaseModel) else kind.__dataclass_fields__
            is_property = isinstance(getattr(kind, attr, None), property) and not attr.startswith("model_")
            return attr in fields or is_property
        if isinstance(obj, date):
            return attr in SEEN_OF_DATES
        return isinstance(obj, (*PLAIN, *OF_JINJA)) and super().is_safe_attribute(obj, attr, value)


class CompiledTemplates(BytecodeCache):
    """Keeps what templates were compiled to, for every environment of this process and wherever they lie."""

    known: ClassVar[dict[str, bytes]] = {}
    """The bytecode, by the name of a template and the checksum of its text."""

    def get_cache_key(self, name: str, filename: str | None = None) -> str:  # noqa: ARG002 (wherever it lies)
        """Return the name of a template."""
        return name

    def get_bucket(self, environment: Environment, name: str, filename: str | None, source: str) -> Bucket:
        """Return the place of a template, filled if the same text was compiled before."""
        bucket = super().get_bucket(environment, name, filename, source)
        if bucket.code and filename:
            bucket.code = _code_of(bucket.code, filename)
        return bucket

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill the place of a template if the same text was compiled before."""
        if known := self.known.get(f"{bucket.key}:{bucket.checksum}"):
            bucket.bytecode_from_string(known)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what a template was compiled to."""
        self.known[f"{bucket.key}:{bucket.checksum}"] = bucket.bytecode_to_string()


def _code_of(code: CodeType, filename: str) -> CodeType:
    """Return code as that of another file: mistakes are told by it."""
    parts = (_code_of(part, filename) if isinstance(part, CodeType) else part for part in code.co_consts)
    return code.replace(co_filename=filename, co_consts=tuple(parts))


def _checked(part: nodes.Expr) -> nodes.Expr:
    """Return an expression as one that raises TypeError where its value can't be printed."""
    without_arguments: tuple[Any, ...] = ([], [], None, None)
    return nodes.Filter(part, "printable", *without_arguments, lineno=part.lineno)


def make_environment(
    folders: tuple[Path, ...], catalogue: Catalogue | None, pictures: TextPictures = NO_PICTURES
) -> TemplateEnvironment:
    """Set Jinja up.

    Args:
        folders: Of templates; a template is taken from the first that has it.
        catalogue: Without one, templates of the content can be parsed, but not filled in.
        pictures: The pictures that its texts name.

    """
    environment = TemplateEnvironment(
        loader=TemplateLoader(folders),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_printed,
        bytecode_cache=CompiledTemplates(),
        trim_blocks=True,
        lstrip_blocks=True,
    )
    for name in NOT_ALIKE:
        environment.filters.pop(name, None)
        environment.globals.pop(name, None)
    of_words = {name: filters.of_printable(environment.filters[name]) for name in OF_WORDS}
    environment.filters.update(
        **of_words,
        join=filters.joined,
        printable=_printed,
        urlencode=filters.in_an_address,
        xmlattr=filters.as_attributes,
        address=filters.spoken,
        breakable=filters.breakable,
        direction=direction_of_words,
        fill=_fill,
        in_mm=pt_to_mm,
        in_pt=mm_to_pt,
        kept=filters.kept_together,
        mixed=colour.mix,
        quoted=filters.quoted,
        sentence=sentence,
        sized=diagrams.sized,
        tint=colour.tint,
        shaded=diagrams.shaded,
        **_filters_of_content(catalogue, pictures),
    )
    environment.globals.update(
        cells=diagrams.cells,
        cited=cited,
        coloured_cells=diagrams.list_of_cells,
        name_size=diagrams.NAME_SIZE,
        outer=diagrams.OUTER,
        picture_words=diagrams.picture_words,
        gap=diagrams.GAP,
        in_language=_in_language,
        lines_taken=room.lines_taken,
        core=diagrams.CORE,
        embedded=embedded,
        qr_code=diagrams.qr_code,
        ring_marks=diagrams.ring_marks,
        room_to_type=room.room_to_type,
        room_plan=room_plan,
        width_taken=room.width_taken,
        suit_path=suit_path,
    )
    return environment


@pass_context
def _fill(context: Context, label: str, /, **values: Any) -> str:
    """Return a label with its values, in what is written as the page is: a print test has no content that says how."""
    return filters.fill(label, values, around=context.get("direction"))


@pass_context
def _in_language(context: Context, language: str) -> Markup:
    """Return the attributes of an element in a language: `lang`, and `dir` where that is written the other way."""
    way = direction_of_language(language)
    direction = Markup("") if way == context["direction"] else Markup(' dir="{}"').format(way)
    return Markup('lang="{}"{}').format(language, direction)


@pass_context  # else Jinja writes what is the same each time as Python writes it, before it asks
def _printed(_: Context, value: object) -> object:
    """Return what stands in `{{ }}` if it can be printed, or raise TypeError."""
    return filters.printable(value)


def _filters_of_content(catalogue: Catalogue | None, pictures: TextPictures) -> dict[str, Callable[..., str]]:
    """Return the filters that need the content's language or the numbers of its references."""
    if catalogue is None:
        return dict.fromkeys(("day", "prose", "year"), _when_filled_in(str))
    return {
        "day": _when_filled_in(partial(filters.in_words, labels=catalogue.labels)),
        "prose": _when_filled_in(
            partial(prose, numbers=catalogue.reference_numbers, labels=catalogue.labels, pictures=pictures)
        ),
        "year": _when_filled_in(partial(filters.published_in, labels=catalogue.labels)),
    }


def _when_filled_in(function: Callable[..., str]) -> Callable[..., str]:
    """Return a filter that is called when a template is filled in: what it is compiled to serves any content."""

    @pass_context
    def called(_: Context, value: Any, **options: Any) -> str:
        return function(value, **options)

    return called
