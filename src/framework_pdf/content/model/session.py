"""A session: what somebody needs to work on the framework with a group, from the plan to the slip for later."""

from enum import StrEnum
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from framework_pdf.content.model.base import Entry, Identifier, Line, Sentence, Sourced, Text
from framework_pdf.content.model.framework import Prompt


class Grouping(StrEnum):
    """How people are put together."""

    ALONE = "alone"
    PAIRS = "pairs"
    TABLES = "tables"
    EVERYONE = "everyone"


class Sheet(StrEnum):
    """A part of the kit that is printed for somebody."""

    LEADER = "leader"
    """Plans, words to say and the room, for whoever leads."""
    SCENARIOS = "scenarios"
    """A page an aspect, to work on at a table."""
    DEBRIEF = "debrief"
    """What a table writes down."""
    ATTENDANCE = "attendance"
    """Who came."""
    EVALUATION = "evaluation"
    """The same items before and after."""
    NOTE = "note"
    """A note of attendance."""
    SLIP = "slip"
    """What somebody means to do, to be read later."""


class Per(StrEnum):
    """For what there is a copy."""

    PERSON = "person"
    TABLE = "table"
    SESSION = "session"


class Activity(Sourced, called="an activity"):
    """Something that people do in a session."""

    id: Identifier
    """Its name for files: plans name it by it."""
    title: Line
    """In a few words."""
    aim: Sentence
    """What it is for, in a sentence: the plans have it."""
    groups: Annotated[tuple[Grouping, ...], Field(min_length=1)]
    """How people are put together, one way after another."""
    steps: Text
    """What is done, for whoever leads."""
    say: Text | None = None
    """The words to say, where there are some."""
    space: Sentence
    """Which space and materials it takes."""
    takes_part: Sentence
    """Who takes part and how: also those who need something else."""
    online: Sentence | None = None
    """How it is done where people meet online."""
    uses: tuple[Identifier, ...] = ()
    """The ids of what is printed for it, as `to_print` has them."""


class Step(Entry, called="a step of a plan"):
    """An activity in a plan, and how long it takes there."""

    activity: Identifier
    """The id of the activity."""
    minutes: Annotated[int, Field(strict=True, ge=1, le=240)]
    """How long it takes."""


class Plan(Sourced, called="a plan"):
    """What is done in a session of some length."""

    id: Identifier
    """Its name for files and links."""
    title: Line
    """What it is called."""
    minutes: Annotated[int, Field(strict=True, ge=5, le=600)]
    """How long the session is. A tenth of it is to spare: activities take the rest at most."""
    summary: Sentence
    """What people can expect of it."""
    steps: Annotated[tuple[Step, ...], Field(min_length=1)]
    """The activities, in order."""


class ToPrint(Entry, called="a thing to print"):
    """Something that is printed for a session: a product, or a part of the kit itself."""

    id: Identifier
    """Its name for files: activities name it by it."""
    title: Line
    """What it is called."""
    product: Identifier | None = None
    """The product that it is, by the name that `--product` takes."""
    sheet: Sheet | None = None
    """The part of the kit that it is, where it is no product."""
    per: Per
    """For what there is a copy."""
    to_a_page: Literal[1, 2, 4] = 1
    """How many of it stand on a page, to be cut apart."""
    note: Sentence
    """What to know about printing it."""

    @model_validator(mode="after")
    def _is_one_thing(self) -> Self:
        if (self.product is None) is (self.sheet is None):
            message = "what is printed is either a `product` or a `sheet` of the kit"
            raise PydanticCustomError("to_print", message)
        return self


class Scenarios(Sourced, called="the scenarios"):
    """What a table does with an aspect of the framework: the question and the example are the aspect's own."""

    title: Line
    """What one of them is called."""
    introduction: Sentence
    """What to do with it."""
    prompts: Annotated[tuple[Prompt, ...], Field(min_length=1)]
    """What to write about."""
    afterwards: Line
    """Above the example of the aspect, which is read at the end."""


class WrittenSheet(Sourced, called="a sheet to write on"):
    """A sheet with a text, and prompts to write below it."""

    title: Line
    """The heading."""
    text: Text
    """What it is for."""
    prompts: Annotated[tuple[Prompt, ...], Field(min_length=1)]
    """What to write about."""


class Attendance(Sourced, called="the attendance sheet"):
    """Who came: names and roles, and nothing else unless it is ticked."""

    title: Line
    """The heading."""
    text: Text
    """What is written down, and what for."""
    more: tuple[Line, ...] = ()
    """What else may be asked for: whoever leads ticks it, and says why."""


class Evaluation(Sourced, called="the evaluation"):
    """The same few items before and after."""

    title: Line
    """The heading."""
    text: Text
    """What is done with the answers, and how two halves are matched without a name."""
    mark: Line
    """At the box in which both halves are marked alike."""
    before: Line
    """The heading of the half for the beginning."""
    after: Line
    """The heading of the half for the end."""
    items: Annotated[tuple[Sentence, ...], Field(min_length=1, max_length=5)]
    """What is marked, in the same words before and after."""
    scale: Annotated[tuple[Line, ...], Field(min_length=2, max_length=5)]
    """The words for each point of the scale, from the least."""
    open: Prompt
    """A question at the end, to answer in words."""


class GroupSession(Sourced, called="a session"):
    """A session with a group, from the plan to the slip for later."""

    title: Line
    """What the kit is called."""
    strapline: Sentence
    """Whom it is for and what it does, in a sentence."""
    introduction: Text
    """What it holds, for its first page."""
    printing: Text
    """What to know before printing."""
    before: Text
    """What to do before the day, and on it."""
    room: Text
    """How the room is set up, and why."""
    activities: Annotated[tuple[Activity, ...], Field(min_length=1)]
    """What people do. Plans are made of them."""
    plans: Annotated[tuple[Plan, ...], Field(min_length=1)]
    """What is done in how many minutes, the shortest first."""
    to_print: Annotated[tuple[ToPrint, ...], Field(min_length=1)]
    """What is printed, and for whom."""
    scenarios: Scenarios | None = None
    """What tables work on."""
    debrief: WrittenSheet | None = None
    """What a table writes down for the others."""
    attendance: Attendance | None = None
    """Who came."""
    evaluation: Evaluation | None = None
    """What changed, by those who came."""
    note: WrittenSheet | None = None
    """A note of attendance, for a record of learning."""
    slip: WrittenSheet | None = None
    """What somebody means to do, to be read some months later."""
