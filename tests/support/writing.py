"""Counts the habits of our questions and of our prose. `python -m tests.support.writing` prints the counts.

The limits are those that the reading of 29 November 2026 led to. A habit is found by patterns, so a few questions are
counted that a reader would not count.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from pyphen import Pyphen

from framework_pdf.content.catalogue import Catalogue
from framework_pdf.content.loading import load
from framework_pdf.content.markup_reader import words_in
from framework_pdf.content.model.profession import Profession
from tests.support.folders import CONTENT

AUXILIARY = r"(?:do|does|did|is|are|was|were|has|have|had|could|can|would|will|should|may|might|must)"
SUBJECT = r"(?:you|your|it|they|he|she|we|any\w*|some\w*|every\w*|nobody|no|the|an?|th[aeio]\w+|people|who|its|all|one)"
QUESTION_WORD = r"(?:what|who|whom|whose|which|how|where|why)"
FLAGS = re.IGNORECASE
TELLING = re.compile(
    r"\b(?:could|would|will|should|might|must|ought to) (?:you |then )?(?:also )?(?:tell|say|mention|report|let|know)\b"
    r"|\b(?:hear|know|learn) (?:(?:it|this|that|of it|about it) )?from you\b|\bneeds? to hear\b|\bought to hear\b",
    FLAGS,
)
VISITS = re.compile(r"\b(?:visit|drop in|sit in on|call in at|go along to|spend an? (?:hour|morning|evening))\b", FLAGS)


def sentences_of(text: str) -> list[str]:
    """Return the sentences of paragraphs, without citations."""
    paragraphs = re.split(r"\n\s*\n", re.sub(r"\s*\[@[^\]]*\]", "", text).strip())
    ends = r"(?<=[.?!][”’])\s+(?=[A-Z“‘])|(?<=[.?!])\s+(?=[A-Z“‘])"
    return [sentence for each in paragraphs for sentence in re.split(ends, " ".join(each.split())) if sentence]


# Questions


def professions_of(catalogue: Catalogue) -> list[Profession]:
    """Return the professions, without the general edition."""
    return [each for each in catalogue.professions.values() if each is not catalogue.general]


def questions_of(profession: Profession) -> list[str]:
    """Return a profession's questions, in the order of its file."""
    return [question for own in profession.aspects.values() for question in own.questions.values()]


def asks_yes_or_no(question: str) -> bool:
    """Return whether a question can be answered by yes or no."""
    last = re.split(r"(?<=[.?!])[”’]?\s+|: ", question)[-1]
    if re.match(rf"(?:(?:from|to|for|by|in|at|on|with|of) )?{QUESTION_WORD}\b", last, FLAGS):
        return False
    return any(re.match(rf"(?:and |so |but |then )?{AUXILIARY} {SUBJECT}\b", part, FLAGS) for part in last.split(", "))


def lists_three(question: str) -> bool:
    """Return whether three things stand in a row."""
    return bool(re.search(r"\b[\w’ “”-]+, [\w’ “”-]+,? (?:and|or) [\w’ “”-]+", question))


@dataclass(frozen=True)
class Habit:
    """A habit of questions: how many have it, and how many may."""

    name: str
    count: int
    most: int


def habits_of(catalogue: Catalogue) -> tuple[Habit, ...]:
    """Return the habits of all professions' questions, with the limits of the reading of 29 November 2026."""
    every = [question for profession in professions_of(catalogue) for question in questions_of(profession)]

    def count(has: Iterable[object]) -> int:
        return sum(map(bool, has))

    return (
        Habit("end in telling somebody", count(map(TELLING.search, every)), 18),
        Habit("say “could”", count(re.search(r"\bcould\b", each, FLAGS) for each in every), 59),
        Habit("begin with “Could”", count(each.startswith("Could") for each in every), 0),
        Habit("can be answered by yes or no", count(map(asks_yes_or_no, every)), 35),
        Habit("have three things in a row", count(map(lists_three, every)), 38),
        Habit("send the reader to visit somebody", count(map(VISITS.search, every)), 5),
    )


# Prose

MOST_WORDS, SHORT, MOST_SHORT, LEAST_FLESCH = 32, 8, 0.12, 65
MEANS = (14, 18)
"""How many words sentences have on average."""
_hyphens = Pyphen(lang="en_GB")


@dataclass(frozen=True)
class Prose:
    """What is counted in a part of the text."""

    name: str
    sentences: tuple[str, ...]

    @property
    def lengths(self) -> list[int]:
        """The words of each sentence."""
        return [words_in(sentence) for sentence in self.sentences]

    @property
    def mean(self) -> float:
        """How many words a sentence has on average."""
        return sum(self.lengths) / len(self.lengths)

    @property
    def short(self) -> float:
        """The share of sentences of eight words or fewer, from 0 to 1."""
        return sum(length <= SHORT for length in self.lengths) / len(self.lengths)

    @property
    def flesch(self) -> float:
        """Flesch's reading ease (1948). Syllables are told by where a word can be hyphenated, as textstat did."""
        every = [word.strip("“”‘’.,:;?!()") for sentence in self.sentences for word in sentence.split()]
        syllables = sum(len(_hyphens.positions(word.lower())) + 1 for word in every)
        return 206.835 - 1.015 * len(every) / len(self.sentences) - 84.6 * syllables / len(every)


def prose_of(catalogue: Catalogue) -> Iterator[Prose]:
    """Yield each part of the prose: the introduction, each aspect, examples, briefs of cards, the end, portraits."""

    def part(name: str, texts: Iterable[str]) -> Prose:
        return Prose(name, tuple(chain.from_iterable(map(sentences_of, texts))))

    framework, aspects = catalogue.framework, catalogue.aspects
    yield part("introduction", (section.text for section in framework.introduction))
    for aspect in aspects:
        yield part(aspect.title, (each.text for each in aspect.approaches.values()))
    examples = [example for aspect in aspects for example in aspect.examples]
    yield part("examples", (f"{example.text}\n\n{example.outcome or ''}" for example in examples))
    yield part("further reading", (aspect.further_reading for aspect in aspects if aspect.further_reading))
    yield part("briefs on cards", (example.brief for example in examples))
    yield part("about, thanks", (section.text for section in framework.about))
    yield part("portraits", (each.portrait for each in catalogue.professions.values() if each.portrait))


def spoken_prose_of(catalogue: Catalogue) -> Iterator[Prose]:
    """Yield the prose of the session: what is done, what is said, and what is read on sheets."""
    if session := catalogue.session:
        sheets = [each for each in (session.debrief, session.attendance, session.evaluation, session.note) if each]
        parts = {
            "what is done": (f"{each.aim}\n\n{each.steps}" for each in session.activities),
            "what is said": (each.say for each in session.activities if each.say),
            "who takes part": (each.takes_part for each in session.activities),
            "pages of the kit": (session.introduction, session.printing, session.room),
            "sheets": (each.text for each in sheets),
        }
        for name, texts in parts.items():
            yield Prose(name, tuple(chain.from_iterable(map(sentences_of, texts))))


def counts(catalogue: Catalogue) -> Iterator[str]:
    """Yield each count in a line."""
    for habit in habits_of(catalogue):
        yield f"{habit.count:4} questions {habit.name} (at most {habit.most})"
    for prose in (*prose_of(catalogue), *spoken_prose_of(catalogue)):
        yield (
            f"{prose.name}: {prose.mean:.1f} words a sentence, {prose.short:.0%} of {SHORT} or fewer, "
            f"the longest {max(prose.lengths)}, Flesch {prose.flesch:.0f}"
        )


if __name__ == "__main__":
    print("\n".join(counts(load((CONTENT,))[0])))
