"""The framework: its aspects, the approaches to each, the examples, and the texts around them."""

from typing import Annotated

from pydantic import Field

from framework_pdf.content.model.base import (
    Address,
    Colour,
    Day,
    Entry,
    Identifier,
    Language,
    Line,
    Sentence,
    Sourced,
    Text,
)


class Approach(Sourced, called="an approach"):
    """One way to think about every aspect, such as awareness."""

    id: Identifier
    """Its name for files: aspects and professions say by it what belongs to the approach."""
    name: Line
    """In a word or two: a sector of the picture has it."""
    asks: Line
    """The approach as a short question: what do I know?"""
    meaning: Sentence
    """What the approach is about, in a sentence."""


class ApproachText(Sourced, called="an approach text"):
    """What one approach means for one aspect."""

    statement: Sentence
    """In a few words, for the card and the openers."""
    text: Text
    """In full, for the booklet."""


class KeyFigure(Entry, called="a key figure"):
    """A number of an example that is worth a reader’s memory."""

    value: Line
    """The number as it is set, with its unit."""
    meaning: Sentence
    """What it is the number of, in ten words or so."""


class Example(Sourced, called="an example"):
    """Something that people did."""

    id: Identifier
    """Its name for files: professions choose it by it."""
    title: Line
    """In a few words, such as what was done and where."""
    professions: tuple[Identifier, ...]
    """Whose example it is; empty: people of several professions."""
    whose: Line
    """Whose example it is, in words."""
    text: Text
    """What they did, for the booklet."""
    outcome: Text | None = None
    """What changed, where that is known: the booklet has it apart, below the text."""
    figure: KeyFigure | None = None
    """Its most telling number, which the booklet sets large."""
    brief: Sentence
    """In short, for the card."""


class Aspect(Sourced, called="an aspect"):
    """One part of practice to think about: a ring of the picture, a chapter, a card."""

    id: Identifier
    """Its name for files, such as `care-of-patients`."""
    title: Line
    """In a few words: the opener, the card and the list of contents have it."""
    colour: Colour | None = None
    """Dark enough for white text on it: at least 4.5 : 1 (WCAG 2.2, 1.4.3). Where it is left out, one is made."""
    summary: Sentence
    """What this aspect is, in a sentence or two, for the opener and the card."""
    read_more: Identifier | None = None
    """The id of the reference that the card leads to."""
    approaches: dict[Identifier, ApproachText]
    """What each approach means here, by the approach’s id."""
    examples: tuple[Example, ...] = ()
    """What people did, where there are examples."""
    further_reading: Text | None = None
    """What to read on it, with citations: the booklet has it after the examples."""


class Section(Sourced, called="a section"):
    """A page or two of text with a heading."""

    id: Identifier
    """Its name for files and links."""
    title: Line
    """The heading."""
    text: Text
    """The paragraphs below the heading."""
    portrait: bool = False
    """Whether the profession's own portrait stands first in this section."""


class Figure(Sourced, called="a figure"):
    """A number worth a reader's memory, set large beside a section."""

    id: Identifier
    """Its name for files."""
    section: Identifier
    """The id of the section that it stands in."""
    value: Line
    """The number as it is set, with its unit."""
    meaning: Sentence
    """What it is the number of."""


class Prompt(Entry, called="a prompt"):
    """One thing to write about, and how many ruled lines to leave for it."""

    text: Sentence
    """What to write about."""
    lines: Annotated[int, Field(ge=1, le=20, strict=True)] = 3
    """How many ruled lines to leave."""


class Worksheet(Sourced, called="a worksheet"):
    """A page to fill in."""

    id: Identifier
    """Its name for files and links."""
    title: Line
    """The heading."""
    introduction: Text
    """What the page is for."""
    prompts: Annotated[tuple[Prompt, ...], Field(min_length=1)]
    """What to write about; one at least."""


class Change(Sourced, called="a change"):
    """Something that is no longer as the report has it, or that is new since."""

    id: Identifier
    """Its name for files."""
    name: Line
    """What the report calls it; of something new, what it is called."""
    text: Text
    """What has become of it; of something new, what it is."""
    as_of: Day
    """The day on which the text was true."""


class Changes(Entry, called="the changes"):
    """What has changed since the report, in two lists."""

    introduction: Text
    """What the lists are for."""
    no_longer: tuple[Change, ...] = ()
    """What is no longer as the report has it, in the order of the page."""
    new: tuple[Change, ...] = ()
    """What is new since the report, in the order of the page."""


class Resource(Sourced, called="a resource"):
    """A place to go for more."""

    id: Identifier
    """Its name for files."""
    name: Line
    """What it is called."""
    text: Text
    """What one finds there."""
    address: Address | None = None
    """Printed in words and as a QR code."""


class Imprint(Sourced, called="an imprint"):
    """What is said of the making of an edition: by whom, when, from what."""

    made_by: Line
    """Who made the edition."""
    date: Day
    """When it was made."""
    text: Text
    """What the edition is, whose, and what readers may do with it."""


class Framework(Sourced, called="a framework"):
    """The whole, but for what has files of its own: aspects, professions, references, resources."""

    title: Line
    """On the cover, large."""
    strapline: Line
    """On the cover, below the title."""
    back_cover: Text
    """What the booklet is for, on its back."""
    language: Language
    """The language of all the texts, as BCP 47 has it: `en-GB`."""
    colour: Colour
    """Of the covers and of what belongs to no aspect; dark enough for white text."""
    accent: Colour
    """Of the words and lines on the covers: 4.5 : 1 against `colour`."""
    attribution: Line | None = None
    """Whose work this restates, and who has not endorsed it: on the cover, and on the first page inside."""
    edition_of: Identifier | None = None
    """The id of the reference that this framework restates, where it restates one."""
    general: Identifier
    """The id of the profession that stands for a mixed group, and whose questions others fall back on."""
    aspects: Annotated[tuple[Identifier, ...], Field(min_length=1)]
    """The ids of the aspects in the order of the rings, the innermost first."""
    approaches: Annotated[tuple[Approach, ...], Field(min_length=1)]
    """The ways to think about each aspect, in the order of the sectors."""
    introduction: Annotated[tuple[Section, ...], Field(min_length=1)]
    """The sections before the framework at a glance."""
    at_a_glance: Text
    """What the picture shows and how to read it."""
    figures: tuple[Figure, ...] = ()
    """Numbers worth a reader’s memory, each beside a section of the introduction."""
    worksheets: tuple[Worksheet, ...] = ()
    """Pages to fill in, after the aspects."""
    about: tuple[Section, ...] = ()
    """The sections at the end: the source, its authors, who took part."""
    imprint: Imprint
    """Who made this edition, when, and from what."""
