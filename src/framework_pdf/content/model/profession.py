"""A profession: what it is called, who speaks for it, and its own words on each aspect."""

from pydantic import Field

from framework_pdf.content.model.base import (
    Address,
    Entry,
    Identifier,
    Language,
    Line,
    Reviewable,
    Sentence,
    Sourced,
    Text,
)
from framework_pdf.content.model.record import Record


class Body(Entry, called="a body"):
    """An organisation that speaks for a profession, or regulates it."""

    name: Line
    """Its name, in full."""
    short: Line | None = None
    """Its abbreviation."""
    address: Address
    """Its website."""


class Regulator(Body, Sourced, called="a regulator"):
    """A body that keeps a register of professionals."""

    id: Identifier
    """Its name for files: professions name it by it."""
    record: Record | None = None
    """What it wants in a record of what somebody learnt."""


class OwnWords(Reviewable, called="the own words"):
    """What a profession's file says on one aspect. What is left out is that of the profession that it is like."""

    questions: dict[Identifier, Sentence] = Field(default_factory=dict)
    """A question an approach, by the approach's id."""
    strongest: Identifier | None = None
    """The id of the approach whose question stands for the aspect where there is room for one, as on a poster: it stops
    a colleague who walks past, is understood alone, and embarrasses no patient who reads it. Left out everywhere, it is
    the first approach."""
    try_this_week: Sentence | None = None
    """A small step that takes a quarter of an hour and nobody's permission."""
    example: Identifier | None = None
    """The id of the example for the card, where the aspect has none of the profession's own."""


class Profession(Sourced, called="a profession"):
    """Whom an edition is for. Its source holds for every word in its file."""

    id: Identifier
    """Its name for files and for `--profession`."""
    name: Line
    """What one of them is called: podiatrist."""
    plural: Line
    """What several are called: podiatrists."""
    for_whom: Line | None = None
    """What several are called after “for”, in languages that have another form for that; `{for_whom}` in labels.
    Left out, it is `plural`."""
    aliases: tuple[Line, ...] = ()
    """Other words that people type for it."""
    like: Identifier | None = None
    """The id of the profession whose own words on aspects stand in for what is left out here. What that one leaves out
    is taken from whom it is like in turn, and at the end from the general edition."""
    language: Language | None = None
    """The language of every word in its file, as BCP 47 has it, where it is not the framework's: `cy`."""
    titles: tuple[Line, ...] = ()
    """The titles that are protected by law."""
    body: Body | None = None
    """Its professional body."""
    regulator: Identifier | None = None
    """The id of its regulator in regulators.yml."""
    portrait: Text | None = None
    """Who you are: what the profession does and where it meets the framework's subject."""
    aspects: dict[Identifier, OwnWords] = Field(default_factory=dict)
    """Its own words on each aspect, by the aspect’s id."""

    @property
    def in_labels(self) -> dict[str, str]:
        """What it is called in labels, by the names in braces that stand for it."""
        return {"name": self.name, "plural": self.plural, "for_whom": self.for_whom or self.plural}

    @property
    def names(self) -> tuple[str, ...]:
        """All names that it can be called by."""
        return tuple(dict.fromkeys((self.id, self.name, self.plural, *self.aliases, *self.titles)))
