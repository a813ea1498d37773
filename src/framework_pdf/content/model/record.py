"""A record of what somebody learnt, as the regulator of a profession wants it kept."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from framework_pdf.content.model.base import Address, Entry, Identifier, Line, Sentence, Sourced, Text


class FieldKind(StrEnum):
    """What is written into a field of a record."""

    DATE = "date"
    """A day."""
    NUMBER = "number"
    """A number, such as of hours."""
    LINE = "line"
    """A few words."""
    TEXT = "text"
    """Sentences."""
    CHOICES = "choices"
    """Ticks beside what there is to choose from."""


class RecordField(Sourced, called="a field of a record"):
    """One thing that the regulator wants in a record."""

    id: Identifier
    """Its name in files that the web page saves."""
    label: Line
    """What is asked for."""
    hint: Sentence | None = None
    """What helps to answer it."""
    kind: FieldKind
    """What is written into it."""
    choices: tuple[Line, ...] = ()
    """What there is to tick, where its kind is `choices`."""
    lines: Annotated[int, Field(ge=1, le=20, strict=True)] = 3
    """How many ruled lines a text has, against those of the other texts."""
    has_answer: bool = False
    """Whether the web page puts here what a reader has written there; in one field of a record."""

    @model_validator(mode="after")
    def _has_choices_where_some_are_made(self) -> "RecordField":
        if (self.kind is FieldKind.CHOICES) != bool(self.choices):
            message = "`choices` stand where the `kind` is `choices`, and nowhere else: write them, or take another"
            raise PydanticCustomError("choices", message)
        return self


class MostWords(Sourced, called="a number of words"):
    """How long something may be that a regulator asks for."""

    words: Annotated[int, Field(ge=1, strict=True)]
    """So many words, or about so many."""


class Record(Entry, called="a record"):
    """What a regulator wants in the record of an activity."""

    introduction: Text
    """What the record is for, and that the regulator sets no form."""
    address: Address
    """The regulator's own page on it."""
    most_words: MostWords | None = None
    """How long a statement may be that is written from several such records, where the regulator says so."""
    fields: Annotated[tuple[RecordField, ...], Field(min_length=1)]
    """What is asked for, in order."""

    @model_validator(mode="after")
    def _has_fields_that_can_be_told_apart(self) -> "Record":
        ids = [field.id for field in self.fields]
        if twice := next((name for name in ids if ids.count(name) > 1), None):
            raise PydanticCustomError("fields", "two fields have the id `{twice}`: give each its own", {"twice": twice})
        return self

    @model_validator(mode="after")
    def _has_one_place_for_answers(self) -> "Record":
        places = [field for field in self.fields if field.has_answer]
        if len(places) != 1 or places[0].kind is not FieldKind.TEXT:
            raise PydanticCustomError(
                "answers", "write `has_answer: true` in one field of a record, of the kind `text`, and in no other"
            )
        return self
