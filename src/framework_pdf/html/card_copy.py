"""The copy of a card: its few words, each with its place in the files, so that it can be fitted."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from framework_pdf.content.catalogue import Catalogue
from framework_pdf.content.model.framework import Approach, Aspect, Example
from framework_pdf.content.model.profession import Profession
from framework_pdf.core.key_path import KeyPath


@dataclass(frozen=True, slots=True)
class Copy:
    """Some words: what they are called, how many there usually are, and where they stand."""

    called: str
    words: str
    usual: int
    """As many words fit, on any paper."""
    key: KeyPath
    language: str

    def cut(self, count: int) -> "Copy":
        """How many words to leave out in; out, the copy without its last words."""
        kept = self.words.split()
        return replace(self, words=" ".join(kept[: len(kept) - count]))


@dataclass(frozen=True, slots=True)
class ApproachCopy:
    """What a card says on one approach."""

    approach: Approach
    statement: Copy
    question: Copy


@dataclass(frozen=True, slots=True)
class CardCopy:
    """All the words of a card that are not furniture."""

    title: Copy
    summary: Copy
    approaches: tuple[ApproachCopy, ...]
    example: Example
    example_brief: Copy
    try_this_week: Copy

    def all(self) -> tuple[Copy, ...]:
        """Every piece of copy, in the order of the page."""
        pairs = (copy for part in self.approaches for copy in (part.statement, part.question))
        return (self.title, self.summary, *pairs, self.example_brief, self.try_this_week)

    def cut(self, counts: Mapping[KeyPath, int]) -> "CardCopy":
        """How many words to leave out of which copy in; out, the card without them."""

        def less(copy: Copy) -> Copy:
            return copy.cut(counts.get(copy.key, 0))

        return CardCopy(
            title=less(self.title),
            summary=less(self.summary),
            approaches=tuple(
                ApproachCopy(part.approach, less(part.statement), less(part.question)) for part in self.approaches
            ),
            example=self.example,
            example_brief=less(self.example_brief),
            try_this_week=less(self.try_this_week),
        )


def card_copy(catalogue: Catalogue, profession: Profession, aspect: Aspect) -> CardCopy:
    """A profession and an aspect in; out, the words of its card."""
    own = catalogue.own_words(profession, aspect)
    example = catalogue.card_example(profession, aspect)

    def of_aspect(called: str, words: str, usual: int, *way: str | int) -> Copy:
        return Copy(called, words, usual, ("aspects", aspect.id, *way), catalogue.framework.language)

    def of_profession(called: str, words: str, usual: int, *way: str) -> Copy:
        whose = catalogue.whose_words(profession, aspect, *way)
        language = catalogue.language(profession, aspect, *way)
        return Copy(called, words, usual, ("professions", whose.id, "aspects", aspect.id, *way), language)

    return CardCopy(
        title=of_aspect("the title", aspect.title, 6, "title"),
        summary=of_aspect("the summary", aspect.summary, 24, "summary"),
        approaches=tuple(
            ApproachCopy(
                approach,
                of_aspect(
                    f"the statement on {approach.id}",
                    aspect.approaches[approach.id].statement,
                    12,
                    *("approaches", approach.id, "statement"),
                ),
                of_profession(
                    f"the question on {approach.id}", own.questions[approach.id], 25, "questions", approach.id
                ),
            )
            for approach in catalogue.framework.approaches
        ),
        example=example,
        example_brief=of_aspect(
            f"the example `{example.id}`", example.brief, 36, "examples", aspect.examples.index(example), "brief"
        ),
        try_this_week=of_profession("the small step", own.try_this_week or "", 24, "try_this_week"),
    )
