"""The copy of a card: each of its texts with its place in the files, so that texts that are too long can be named."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from framework_pdf.content.catalogue import Catalogue
from framework_pdf.content.markup_reader import escaped, plain_words
from framework_pdf.content.model.framework import Approach, Aspect, Example
from framework_pdf.content.model.profession import Profession
from framework_pdf.core.key_path import KeyPath


@dataclass(frozen=True, slots=True)
class Copy:
    """A text of a card: what messages call it, its words, how many there usually are, and where it stands."""

    called: str
    words: str
    usual: int
    """A number of words that fits, on any paper."""
    key: KeyPath
    language: str
    has_markup: bool = True
    """Whether its words may have emphasis and links."""

    @property
    def count(self) -> int:
        """How many words a reader counts in it."""
        return len(self._read())

    def cut(self, counts: Mapping[KeyPath, int]) -> "Copy":
        """Return the text without some of its last words, how many by the text's key; what is cut has no marks left."""
        if not (count := counts.get(self.key, 0)):
            return self
        words = " ".join(self._read()[:-count])
        return replace(self, words=escaped(words) if self.has_markup else words)

    def _read(self) -> list[str]:
        return (plain_words(self.words) if self.has_markup else self.words).split()


@dataclass(frozen=True, slots=True)
class ApproachCopy:
    """The texts of a card on one approach."""

    approach: Approach
    statement: Copy
    question: Copy


@dataclass(frozen=True, slots=True)
class CardCopy:
    """All texts of a card, except labels, running heads and the like."""

    title: Copy
    summary: Copy
    approaches: tuple[ApproachCopy, ...]
    example: Example | None
    """None where the aspect has none."""
    example_brief: Copy | None
    try_this_week: Copy

    def all(self) -> tuple[Copy, ...]:
        """Return every text, in the order of the page."""
        pairs = (copy for part in self.approaches for copy in (part.statement, part.question))
        example = (self.example_brief,) if self.example_brief else ()
        return (self.title, self.summary, *pairs, *example, self.try_this_week)

    def cut(self, counts: Mapping[KeyPath, int]) -> "CardCopy":
        """Return the card without some of its words: how many are left out of a text, by the text's key."""
        return replace(
            self,
            title=self.title.cut(counts),
            summary=self.summary.cut(counts),
            approaches=tuple(
                replace(part, statement=part.statement.cut(counts), question=part.question.cut(counts))
                for part in self.approaches
            ),
            example_brief=self.example_brief and self.example_brief.cut(counts),
            try_this_week=self.try_this_week.cut(counts),
        )


def card_copy(catalogue: Catalogue, profession: Profession, aspect: Aspect) -> CardCopy:
    """Return the texts of the card of a profession on an aspect."""
    own = catalogue.own_words(profession, aspect)
    example = catalogue.card_example(profession, aspect)

    def of_aspect(called: str, words: str, usual: int, key: KeyPath) -> Copy:
        return Copy(called, words, usual, key=("aspects", aspect.id, *key), language=catalogue.framework.language)

    def of_profession(called: str, words: str, usual: int, key: tuple[str, ...]) -> Copy:
        whose = catalogue.whose_words(profession, aspect, *key)
        whole_key = ("professions", whose.id, "aspects", aspect.id, *key)
        return Copy(called, words, usual, key=whole_key, language=catalogue.language(profession, aspect, *key))

    def of_approach(approach: Approach) -> ApproachCopy:
        name, statement = approach.id, aspect.approaches[approach.id].statement
        return ApproachCopy(
            approach,
            of_aspect(f"the statement on {name}", statement, 12, ("approaches", name, "statement")),
            of_profession(f"the question on {name}", own.questions[name], 25, ("questions", name)),
        )

    def of_example(example: Example) -> Copy:
        brief_key = ("examples", aspect.examples.index(example), "brief")
        return of_aspect(f"the example `{example.id}`", example.brief, 36, brief_key)

    return CardCopy(
        title=replace(of_aspect("the title", aspect.title, 6, ("title",)), has_markup=False),
        summary=of_aspect("the summary", aspect.summary, 24, ("summary",)),
        approaches=tuple(map(of_approach, catalogue.framework.approaches)),
        example=example,
        example_brief=of_example(example) if example else None,
        try_this_week=of_profession("the small step", own.try_this_week or "", 24, ("try_this_week",)),
    )
