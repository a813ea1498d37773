"""The filters of templates: how they write values of the content as words or markup."""

import re
from datetime import date
from numbers import Number

from jinja2 import Undefined
from jinja2.environment import TemplateModule
from markupsafe import Markup, escape

from framework_pdf.content.model.labels import Labels, filled
from framework_pdf.content.model.reference import Reference

SHORT, SHORT_IN_COLUMN = 19, 12
"""How many letters two words may have together to count as short, in text and in a narrow column."""
HYPHENED = re.compile(r"(\A|[ \n])([^ \n]*(?<![\w-])(?:\w{1,4}-\w{1,9}|\w{1,9}-\w{1,4})(?![\w-])[^ \n]*)")
"""A word with a hyphen that would leave a few letters alone at the end or the beginning of a line: X-ray, mid-year. All
characters around it up to the next spaces belong to it, because WeasyPrint breaks a line too early if they are outside
of the unbreakable part. A match begins only where a word begins: trying each letter of a long word would take hours."""
COUNTED = re.compile(r"(?<=\d) (?=[^\W\d_])|(?<=[^\W\d_]) (?=(?:19|20)\d\d\b)")
"""The space between a number and what it counts, or between a word and a year."""


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


def fill(label: str, **values: object) -> str:
    """Fill in the values of a label's braces; if one of them is markup, so is the result."""
    is_markup = any(isinstance(each, Markup) for each in (label, *values.values()))
    words = {name: str((escape if is_markup else str)(printable(value))) for name, value in values.items()}
    return Markup(filled(escape(label), words)) if is_markup else filled(label, words)  # noqa: S704 (it was escaped)


def in_words(day: date, labels: Labels) -> str:
    """Return a date as it is written in the content's language."""
    words = fill(labels.date, day=day.day, month=labels.months[day.month - 1], year=day.year)
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
