"""The framework: its aspects, the approaches to each, the examples, and the texts around them."""

from datetime import date
from typing import Annotated

from pydantic import Field

from framework_pdf.model.base import (
    Address,
    Colour,
    Entry,
    Identifier,
    Language,
    Line,
    Sourced,
    Text,
)


class Approach(Sourced):
    """One way to think about every aspect, such as awareness."""

    id: Identifier
    name: Line
    asks: Line
    """The approach as a short question: what do I know?"""
    meaning: Line
    """What the approach is about, in a sentence."""


class ApproachText(Sourced):
    """What one approach means for one aspect."""

    statement: Line
    """In a few words, for the card and the openers."""
    text: Text
    """In full, for the booklet."""


class Example(Sourced):
    """Something that people did."""

    id: Identifier
    title: Line
    professions: tuple[Identifier, ...]
    """Whose example it is; empty: people of several professions."""
    whose: Line
    """Whose example it is, in words."""
    text: Text
    """In full, for the booklet."""
    brief: Line
    """In short, for the card."""


class Aspect(Sourced):
    """One part of practice to think about: a ring of the picture, a chapter, a card."""

    id: Identifier
    title: Line
    colour: Colour
    """Dark enough for white text on it: at least 4.5 : 1 (WCAG 2.2, 1.4.3)."""
    summary: Line
    """What this aspect is, in a sentence or two, for the opener and the card."""
    read_more: Identifier
    """The id of the reference that the card leads to."""
    approaches: dict[Identifier, ApproachText]
    examples: Annotated[tuple[Example, ...], Field(min_length=1)]


class Section(Sourced):
    """A page or two of text with a heading."""

    id: Identifier
    title: Line
    text: Text
    portrait: bool = False
    """Whether the profession's own portrait stands first in this section."""


class Figure(Sourced):
    """A number worth a reader's memory, set large beside a section."""

    section: Identifier
    """The id of the section that it stands in."""
    value: Line
    meaning: Line


class Prompt(Entry):
    """One thing to write about, and how many ruled lines to leave for it."""

    text: Line
    lines: Annotated[int, Field(ge=1, le=20, strict=True)] = 3


class Worksheet(Sourced):
    """A page to fill in."""

    id: Identifier
    title: Line
    introduction: Text
    prompts: Annotated[tuple[Prompt, ...], Field(min_length=1)]


class Change(Sourced):
    """Something that is no longer as the report has it."""

    then: Line
    since: Text


class Changes(Entry):
    """What has changed since the report, as of a day."""

    as_of: date
    introduction: Text
    entries: Annotated[tuple[Change, ...], Field(min_length=1)]


class Resource(Sourced):
    """A place to go for more."""

    id: Identifier
    name: Line
    text: Text
    address: Address | None = None
    """Printed in words and as a QR code."""


class Imprint(Sourced):
    """Who made this edition, when, from what."""

    made_by: Line
    date: date
    text: Text


class Framework(Sourced):
    """The whole, but for what has files of its own: aspects, professions, references, resources."""

    title: Line
    strapline: Line
    """On the cover, below the title."""
    back_cover: Text
    language: Language
    """The language of all the texts, as BCP 47 has it: `en-GB`."""
    colour: Colour
    """Of the covers and of what belongs to no aspect; dark enough for white text."""
    accent: Colour
    """Of the words and lines on the covers: 4.5 : 1 against `colour`."""
    edition_of: Identifier
    """The id of the reference that this framework restates."""
    general: Identifier
    """The id of the profession that stands for a mixed group, and whose questions others fall back on."""
    aspects: Annotated[tuple[Identifier, ...], Field(min_length=1)]
    """The ids of the aspects in the order of the rings, the innermost first."""
    approaches: Annotated[tuple[Approach, ...], Field(min_length=1)]
    introduction: Annotated[tuple[Section, ...], Field(min_length=1)]
    """The sections before the framework at a glance."""
    at_a_glance: Text
    """What the picture shows and how to read it."""
    figures: tuple[Figure, ...] = ()
    worksheets: tuple[Worksheet, ...] = ()
    about: tuple[Section, ...] = ()
    """The sections at the end: the source, its authors, who took part."""
    imprint: Imprint
