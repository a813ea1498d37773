"""The filters of templates: how they write values of the content as words or markup."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Set, ValuesView
from datetime import date
from functools import wraps
from numbers import Number
from typing import Any

from jinja2 import Environment, Undefined, pass_eval_context
from jinja2.environment import TemplateModule
from jinja2.filters import do_urlencode, do_xmlattr, make_attrgetter, sync_do_join
from jinja2.nodes import EvalContext
from jinja2.runtime import Context
from markupsafe import Markup, escape

from framework_pdf.content.direction import direction_of_words
from framework_pdf.content.model.labels import Labels, filled
from framework_pdf.content.model.reference import Reference

SHORT, SHORT_IN_COLUMN = 19, 12
"""How many letters two words may have together to count as short, in text and in a narrow column."""
HYPHENED = re.compile(r"(\A|[ \n])([^ \n]*(?<![\w-])(?:\w{1,4}-\w{1,9}|\w{1,9}-\w{1,4}(?:-\w{1,9})?)(?![\w-])[^ \n]*)")
"""A word with hyphens that would leave a few letters alone at the end or the beginning of a line: X-ray, mid-year,
one-to-one. All characters around it up to the next spaces belong to it, because WeasyPrint breaks a line too early if
they are outside of the unbreakable part. A match begins only where a word begins: trying each letter of a long word
would take hours."""
COUNTED = re.compile(r"(?<=\d) (?=[^\W\d_])|(?<=[^\W\d_]) (?=(?:19|20)\d\d\b)")
"""The space between a number and what it counts, or between a word and a year."""

FIRST_STRONG_ISOLATE, POP_DIRECTIONAL_ISOLATE = "\u2068", "\u2069"
"""What stands around words with a direction of their own where no elements can: nothing is seen of it (UAX #9)."""

OF_THE_ENGINE = (Context, Environment, EvalContext)
"""What Jinja itself gives a filter that asks for it: no template has these values."""


def printable(value: object) -> object:
    """Return what a template prints if it is words, a number, a date or markup, and refuse anything else.

    Python would write `None` or the inside of an object, which no reader should see.

    Raises:
        TypeError: It is something else.

    """
    if isinstance(value, (str, Number, date, Undefined, TemplateModule)):
        return value  # Undefined: what `{{ 'a' if b }}` comes to where there is no `b`
    what = "nothing (`none`)" if value is None else f"a value of the kind `{type(value).__name__}`"
    raise TypeError(f"{what} can't be printed: only words, numbers and dates can")


def printable_parts(value: object) -> object:
    """Return what can be printed, or a list or a mapping of such things, of which words are made one by one.

    Raises:
        TypeError: Something in it is no word, number or date.

    """
    if isinstance(value, Mapping):
        return {key: printable(part) for key, part in value.items()}
    if isinstance(value, (Iterator, Set, ValuesView, list, tuple)):
        return tuple(map(printable, value))
    return printable(value)


def of_printable(function: Callable[..., Any], check: Callable[[object], object] = printable) -> Callable[..., Any]:
    """Return a filter of Jinja's, or a method, that makes words of what it is given, and so is given nothing else.

    Args:
        function: What makes words.
        check: Returns what may be given, and raises TypeError for anything else.

    """

    def given(value: object) -> object:
        return value if isinstance(value, OF_THE_ENGINE) else check(value)

    @wraps(function)
    def called(*values: Any, **named: Any) -> Any:
        return function(*map(given, values), **{name: given(value) for name, value in named.items()})

    return called


@pass_eval_context
def joined(engine: EvalContext, values: Iterable[Any], between: str = "", attribute: str | int | None = None) -> str:
    """Return values in one string, as Jinja's `join` does, where each can be printed."""
    if attribute is not None:
        values = map(make_attrgetter(engine.environment, attribute), values)
    printable(between)
    return sync_do_join(engine, map(printable, values), between)


def in_an_address(value: str | Mapping[str, Any] | Iterable[tuple[str, Any]]) -> str:
    """Return words, or pairs of a name and words, as they stand in an address, as Jinja's `urlencode` does."""
    if isinstance(value, (str, Number)):
        return do_urlencode(str(value))
    pairs = value.items() if isinstance(value, Mapping) else value
    return do_urlencode([(str(printable(name)), printable(said)) for name, said in pairs])


@pass_eval_context
def as_attributes(engine: EvalContext, values: Mapping[str, Any], apart: bool = True) -> str:
    """Return attributes of an element, as Jinja's `xmlattr` does; those that are none are left out."""
    return do_xmlattr(engine, {name: printable(said) for name, said in values.items() if said is not None}, apart)


def fill(label: str, values: Mapping[str, object], around: str | None = None) -> str:
    """Fill in the values of a label's braces; if one of them is markup, so is the result.

    One that is written in the other way than the label is set apart: else marks beside it would go with its words.

    Args:
        label: The label.
        values: What is filled in, by name.
        around: The way in which what is around is written, which is that of a label without letters of its own.

    """
    is_markup = any(isinstance(each, Markup) for each in (label, *values.values()))
    words = {name: (escape if is_markup else str)(printable(value)) for name, value in values.items()}
    way = direction_of_words(filled(label, dict.fromkeys(values, ""))) or around
    parts = {name: _set_apart(each, way) for name, each in words.items()}
    return Markup(filled(escape(label), parts)) if is_markup else filled(label, parts)  # noqa: S704 (it was escaped)


def _set_apart(words: str, way: str | None) -> str:
    """Return words to be filled into others, with marks around them where those are written in the other way."""
    own = direction_of_words(words.striptags() if isinstance(words, Markup) else words)
    if own is None or way is None or own == way:
        return str(words)
    if isinstance(words, Markup):
        return f'<bdi dir="{own}">{words}</bdi>'
    return f"{FIRST_STRONG_ISOLATE}{words}{POP_DIRECTIONAL_ISOLATE}"


def in_words(day: date, labels: Labels) -> str:
    """Return a date as it is written in the content's language."""
    words = fill(labels.date, {"day": day.day, "month": labels.months[day.month - 1], "year": day.year})
    return words.replace(" ", "\N{NO-BREAK SPACE}")


def published_in(reference: Reference, labels: Labels) -> str:
    """Return the year of a reference with its suffix, or the word for undated."""
    if reference.year is None:
        return " ".join(part for part in (labels.undated, reference.suffix) if part)
    return f"{reference.year}{reference.suffix or ''}"


def spoken(address: str) -> str:
    """Return an address as people read and type it: without scheme and last slash."""
    return address.removeprefix("https://").removeprefix("http://").removesuffix("/")


def breakable(address: str) -> str:
    """Return an address in words that may break after the host, and after a slash, a hyphen or an underscore."""
    host, slash, path = spoken(address).partition("/")
    # Not <wbr>: WeasyPrint makes each a link of its own, which no tag holds (PDF/UA-1, 7.18.5).
    return "\N{ZERO WIDTH SPACE}".join([host + slash, *re.split(r"(?<=[/_-])", path)])


def quoted(text: str) -> Markup:
    """Return text as a string of a style sheet (CSS Syntax 3, 4.3.7) that may stand inside HTML too."""
    escaped = re.sub(r"[^\w .,:;-]", lambda match: f"\\{ord(match.group()):x} ", text)
    return Markup(f'"{escaped}"')  # noqa: S704 (nothing is left in it that ends a string or an element)


def kept_together(words: str, in_column: bool = False) -> Markup:
    """Keep the last two words on one line if they are short, so that the last does not stand alone.

    In a narrow column only very short words are kept, because the line before would be half empty otherwise.
    """
    head, _, last = words.rpartition(" ")
    before, _, second = head.rpartition(" ")
    is_short = before and len(second) + len(last) <= (SHORT_IN_COLUMN if in_column else SHORT)
    return unbroken(f"{head}\N{NO-BREAK SPACE}{last}" if is_short else words)


def unbroken(words: str) -> Markup:
    """Keep numbers on one line with what they count, and don't break short words with a hyphen."""
    bound = str(escape(COUNTED.sub("\N{NO-BREAK SPACE}", words)))
    # The space before it is an element of its own: WeasyPrint breaks text that ends with a space after its first word
    # if the line has room for all of it but that space (docs/upstream.md).
    return Markup(HYPHENED.sub(r'<span>\1<span class="whole">\2</span></span>', bound))  # noqa: S704 (it was escaped)
