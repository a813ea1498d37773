"""Values in, words or markup out: what templates may do with the content."""

import re
from collections.abc import Mapping
from datetime import date

from markupsafe import Markup, escape

from framework_pdf.content.model.base import CITATION, cited_in, paragraphs_of
from framework_pdf.content.model.labels import Labels
from framework_pdf.content.model.reference import Reference

SHORT, SHORT_IN_COLUMN = 19, 12
"""So many letters at the most have two short words."""
HYPHENED = re.compile(r"(?<![^ \n])[^ \n]*(?<![\w-])(?:\w{1,4}-\w{1,9}|\w{1,9}-\w{1,4})(?![\w-])[^ \n]*")
"""A word with a hyphen that would leave a stump at the end of a line, or at its beginning: X-ray, mid-year; with all
that holds to it, because WeasyPrint breaks a line too early where that is outside of the unbreakable part. It is looked
for where words begin only: from each of its letters on, a long word would take hours."""
COUNTED = re.compile(r"(?<=\d) (?=[^\W\d_])|(?<=[^\W\d_]) (?=(?:19|20)\d\d\b)")
"""The space between a number and what it counts, or a word and a year."""


def fill(label: str, **values: object) -> str:
    """A label and the values of its braces in, the words out; where a value is markup, all of it is."""
    words = {name: value if isinstance(value, Markup) else str(value) for name, value in values.items()}
    marked = any(isinstance(word, Markup) for word in words.values())
    return (escape(label) if marked else label).format(**words)


def prose(text: str, numbers: Mapping[str, int], labels: Labels) -> Markup:
    """A text, the printed number of each reference and the labels in; out, its paragraphs, citations as links."""
    return Markup("").join(
        Markup("<p>{}</p>").format(_with_citations(paragraph, numbers, labels)) for paragraph in paragraphs_of(text)
    )


def _with_citations(paragraph: str, numbers: Mapping[str, int], labels: Labels) -> Markup:
    out, end = Markup(""), 0
    for match in CITATION.finditer(paragraph):
        cited = sorted(set(cited_in(match.group())), key=lambda name: numbers[name])
        links = Markup(", ").join(
            Markup('<a href="#ref-{}" title="{}">{}</a>').format(name, fill(labels.citation, number=number), number)
            for name, number in ((name, numbers[name]) for name in cited)
        )
        out += unbroken(paragraph[end : match.start()].rstrip()) + Markup("\N{NO-BREAK SPACE}[{}]").format(links)
        end = match.end()
    return out + kept_together(paragraph[end:])


def in_words(day: date, labels: Labels) -> str:
    """A date and the labels in, the date as it is written in the content's language out."""
    words = fill(labels.date, day=day.day, month=labels.months[day.month - 1], year=day.year)
    return words.replace(" ", "\N{NO-BREAK SPACE}")


def published_in(reference: Reference, labels: Labels) -> str:
    """A reference in; out, its year with suffix, or the word for undated."""
    if reference.year is None:
        return " ".join(part for part in (labels.undated, reference.suffix) if part)
    return f"{reference.year}{reference.suffix or ''}"


def spoken(address: str) -> str:
    """An address in; out, as one reads and types it: without scheme and last slash."""
    return address.removeprefix("https://").removeprefix("http://").removesuffix("/")


def breakable(address: str) -> str:
    """An address in; out, the same in words that may break after the host and a slash, a hyphen or an underscore."""
    host, slash, path = spoken(address).partition("/")
    # Not <wbr>: WeasyPrint makes each a link of its own, which no tag holds (PDF/UA-1, 7.18.5).
    return "\N{ZERO WIDTH SPACE}".join([host + slash, *re.split(r"(?<=[/_-])", path)])


def quoted(text: str) -> Markup:
    """Words in; out, a string of a style sheet (CSS Syntax 3, 4.3.7), which may stand inside HTML too."""
    escaped = re.sub(r"[^\w .,:;-]", lambda match: f"\\{ord(match.group()):x} ", text)
    return Markup(f'"{escaped}"')  # noqa: S704 (nothing is left in it that ends a string or an element)


def kept_together(words: str, in_column: bool = False) -> Markup:
    """Words in; out, the same with the last two kept together where they are short, so that none stands alone.

    In a narrow column only very short ones are: else the line before would be left half empty.
    """
    head, _, last = words.rpartition(" ")
    before, _, second = head.rpartition(" ")
    is_short = before and len(second) + len(last) <= (SHORT_IN_COLUMN if in_column else SHORT)
    return unbroken(f"{head}\N{NO-BREAK SPACE}{last}" if is_short else words)


def unbroken(words: str) -> Markup:
    """Words in; out, the same with numbers kept at what they count, and short words with a hyphen whole."""
    bound = str(escape(COUNTED.sub("\N{NO-BREAK SPACE}", words)))
    return Markup(HYPHENED.sub(r'<span class="whole">\g<0></span>', bound))  # noqa: S704 (it was escaped)
