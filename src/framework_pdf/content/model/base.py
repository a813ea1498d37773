"""What every kind of entry shares: the base class, identifiers, texts, sources and colours."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from typing import Annotated, Any, ClassVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, GetCoreSchemaHandler, GetJsonSchemaHandler, model_validator
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

CITATION = re.compile(r"\[(@[a-z0-9-]+(?:;\s*@[a-z0-9-]+)*)\]")
"""A citation in a text: `[@baker-2017]`, or several: `[@hart-1971; @baker-2017]`."""


UNSEEN = r"\x7f-\x9f\xad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff"
"""Characters that no reader sees: control characters, soft hyphens, zero-width spaces, marks of direction."""

SPACES = r"\t\n\f\r \xa0\u2000-\u200a\u202f\u205f\u3000"
"""White space that no font need have."""
IGNORED = (
    r"\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164"
    r"\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8"
)
"""Characters that programs show nothing for where a font lacks them (Unicode 16, `Default_Ignorable_Code_Point`)."""
SEEN = re.compile(rf"[^{SPACES}{IGNORED}\u1680\u2800]")
"""A character of which something is seen: no white space, no empty pattern of Braille, none that shows nothing."""


class Markup(Enum):
    """Which markup a text may have: a part of CommonMark, of which docs/writing-texts.md says what is printed."""

    NONE = "none"
    """None: it is printed as it is written."""
    INLINE = "inline"
    """Within a line: emphasis and links."""
    BLOCKS = "blocks"
    """That, citations and line breaks; and paragraphs, lists, quotations, tables and pictures."""

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """Return the schema for an editor, which says by this word which markup there may be, if any."""
        return handler(schema) if self is Markup.NONE else {**handler(schema), "markup": self.value}


class Entry(BaseModel):
    """A value of the content: frozen, and a key that it does not know is an error."""

    called: ClassVar[str]
    """What messages call it, with its article: `an example`."""
    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True, use_attribute_docstrings=True)

    def __init_subclass__(cls, called: str | None = None, **options: Any) -> None:
        """Keep what messages call an entry of this class."""
        super().__init_subclass__(**options)
        if called:
            cls.called = called


@dataclass(frozen=True, slots=True)
class Matching:
    """Restricts a string type to a pattern and to words that are seen, with the message for people who wrote others."""

    pattern: str
    otherwise: str
    """The message."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Return the schema of the string, followed by the check of the pattern."""
        return core_schema.no_info_after_validator_function(self._check, handler(source))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """Return the schema for an editor, with the pattern, white space around it allowed, and the message."""
        around = rf"^\s*(?:{self.pattern})\s*$"
        return {**handler(schema), "pattern": around, "patternErrorMessage": self.otherwise}

    def _check(self, value: str) -> str:
        if not re.fullmatch(self.pattern, value) or not SEEN.search(value):
            raise PydanticCustomError("pattern", "{otherwise}", {"otherwise": self.otherwise})
        return value


IDENTIFIER = r"(?=.{1,80}$)[a-z0-9]+(-[a-z0-9]+)*"
Identifier = Annotated[
    str, Matching(IDENTIFIER, "an id has small letters and digits, with single hyphens between them, 80 at most")
]
"""A name for programs and files: small letters, digits and single hyphens."""

LINE = rf"(?!.*\[@)[^\x00-\x1f{UNSEEN}]+"
ONE_LINE = Matching(
    LINE, "here stands one line of words, not empty, with no line break, unseen character or citation in it"
)
Line = Annotated[str, ONE_LINE, Markup.NONE]
"""Words on one line, without markup or citations: names, titles, labels. They also go where no markup can, such as
bookmarks, running heads and the properties of files."""

Sentence = Annotated[str, ONE_LINE, Markup.INLINE]
"""A sentence or two on one line, which may have emphasis and links; without citations."""


def line_up_to(most: int) -> Matching:
    """Return a check that a string is words on one line of so many characters at most."""
    otherwise = f"here stands one line of words, {most} characters at most, with no unseen character or citation in it"
    return Matching(rf"(?=.{{1,{most}}}$){LINE}", otherwise)


TEXT = rf"[^\x00-\x09\x0b-\x1f{UNSEEN}]+"
Text = Annotated[
    str,
    Matching(TEXT, "here stand one or more paragraphs, not empty, with no tab or other unseen character in them"),
    Markup.BLOCKS,
]
"""Words in one or more paragraphs, with an empty line between them; lists, quotations, tables; may cite:
`[@baker-2017]`."""

Colour = Annotated[str, Matching(r"#[0-9a-fA-F]{6}", 'a colour is written in sRGB, in quotes, such as "#2f6b45"')]
"""A colour in sRGB: `#2f6b45`."""

ADDRESS = r"(?=.{1,500}$)https?://([A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?\.)+[A-Za-z]{2,}(:\d{1,5})?([/?#][!#-;=?-~]*)?"
Address = Annotated[
    str,
    Matching(ADDRESS, "an address is written whole, such as https://example.org/page, in 500 plain characters at most"),
]
"""A web address, whole: `https://example.org/page`."""

LANGUAGE = r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*"
Language = Annotated[str, Matching(LANGUAGE, "a language is written as in BCP 47, such as en-GB or cy")]
"""A language tag: `en-GB`."""


class Source(Entry, called="a source"):
    """Where words come from: `editorial` (our own), or a reference and its section."""

    reference: Identifier | None = None
    """The id of the reference that the words restate; none for editorial words."""
    section: Line | None = None
    """The section of that reference."""

    @model_validator(mode="before")
    @classmethod
    def _from_word(cls, value: Any) -> Any:
        if value == "editorial":
            return {}
        if isinstance(value, dict) and {"reference", "section"} <= value.keys():
            return value
        message = "a source is the word `editorial`, or a mapping with `reference` and `section`"
        raise PydanticCustomError("source", message)

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """Return a schema of the word or the mapping, as `_from_word` takes them."""
        fields = handler.resolve_ref_schema(handler(schema))["properties"].items()
        properties = {name: {"description": field["description"], **field["anyOf"][0]} for name, field in fields}
        mapping = {"type": "object", "properties": properties, "required": list(properties)}
        return {"anyOf": [{"const": "editorial"}, {**mapping, "additionalProperties": False}]}

    @property
    def editorial(self) -> bool:
        """Whether the words are our own."""
        return self.reference is None


def _day(value: Any) -> Any:
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", value.strip()):
        return value.strip()
    raise PydanticCustomError("date_type", "a date is wanted")


Day = Annotated[date, BeforeValidator(_day)]
"""A date: `2026-11-24`. A number is none."""


class Review(Entry, called="a review"):
    """That somebody who knows the subject read the words and stands by them."""

    by: Line
    """Who read them: a person, a group, an office."""
    on: Day
    """On which day, such as 2026-11-24."""


class Reviewable(Entry):
    """An entry whose words can be reviewed."""

    reviewed: Review | None = None
    """Who last reviewed these words and all below them, and when. It does not hold for words of later overlays."""


class Sourced(Reviewable):
    """An entry that says where it comes from."""

    source: Source
    """Where the words of this entry come from."""


def folded(name: str) -> str:
    """Return the form in which names that people take for one are the same, such as `Occupational-Therapist`."""
    return " ".join(name.replace("-", " ").replace("_", " ").casefold().split())


def cited_in(text: str) -> Iterator[str]:
    """Yield the ids of the references that a text cites, in order."""
    for match in CITATION.finditer(text):
        for part in match.group(1).split(";"):
            yield part.strip().removeprefix("@")


def paragraphs_of(text: str) -> tuple[str, ...]:
    """Return the paragraphs of a text, each on one line."""
    return tuple(" ".join(part.split()) for part in re.split(r"\n\s*\n", text.strip()))
