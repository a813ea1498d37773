"""The context of an edition: all variables that a template sees."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from framework_pdf import __version__
from framework_pdf.brand.look import Look
from framework_pdf.brand.shades import Shades
from framework_pdf.brand.typefaces import TypeFit
from framework_pdf.content.catalogue import Catalogue
from framework_pdf.content.direction import direction_of_language
from framework_pdf.content.model.framework import Approach, ApproachText, Aspect, Example, Figure, Framework, Section
from framework_pdf.content.model.profession import Profession
from framework_pdf.content.model.reference import Reference
from framework_pdf.content.passages import Passages
from framework_pdf.html.card_copy import CardCopy, card_copy
from framework_pdf.html.credits import Credit, credits_of
from framework_pdf.html.filters import published_in
from framework_pdf.html.job_ticket import Ticket
from framework_pdf.html.session_parts import session_part
from framework_pdf.html.specimen import Specimen
from framework_pdf.products.edition import Edition
from framework_pdf.products.plan import others_of
from framework_pdf.products.product import Fitting


@dataclass(frozen=True, slots=True)
class Setting:
    """How an aspect's page is set: the size of its body text in pt, and on a card its texts."""

    size: float
    copy: CardCopy | None = None
    closeness: float = 0
    """How close lines and parts are: from 0 (as usual) to 1 (as close as clear print allows)."""
    logo_share: float = 1
    """How much of its usual height the room for the logos on covers has: less than 1 where words need the rest."""
    title_share: float = 1
    """How large titles on covers and openers are, as a share of their usual size: less where they have no room."""
    type_fit: TypeFit = TypeFit.AS_ASKED
    """In which typefaces it is set, where words have no room in those of the look."""


Settings = Mapping[str, Setting]
"""How the page of each aspect is set, by the aspect's id."""
Shown = Specimen | Ticket | None
"""What a specimen or a job ticket has to show; None in other products."""


@dataclass(frozen=True, slots=True)
class ApproachPart:
    """An approach to an aspect, with the profession's question."""

    approach: Approach
    words: ApproachText
    question: str
    language: str
    """The language of the question."""


@dataclass(frozen=True, slots=True)
class ExamplePart:
    """An example, and whether it is one of the profession's own."""

    example: Example
    own: bool


@dataclass(frozen=True, slots=True)
class AspectPart:
    """An aspect as an edition prints it."""

    aspect: Aspect
    shades: Shades
    number: int
    approaches: tuple[ApproachPart, ...]
    strongest: ApproachPart
    """The one whose question stands for the aspect where there is room for one."""
    examples: tuple[ExamplePart, ...]
    try_this_week: str
    """A small step for the profession."""
    language: str
    """The language of the small step."""
    read_more: Reference | None
    credits: tuple[Credit, ...]
    """Whose overlays changed the content, and what they changed on this aspect's card."""
    setting: Setting


@dataclass(frozen=True, slots=True)
class ProfessionPart:
    """A profession that stands beside others, with its questions."""

    profession: Profession
    approaches: tuple[tuple[ApproachPart, ...], ...]
    """For each aspect of the edition, each approach with its question."""


@dataclass(frozen=True, slots=True)
class SectionPart:
    """A section as an edition prints it: with its figures, and with the profession's portrait if that belongs there."""

    section: Section
    portrait: str | None
    figures: tuple[Figure, ...]


def context(
    catalogue: Catalogue, look: Look, edition: Edition, *, settings: Settings, all_passages: Passages, shown: Shown
) -> dict[str, Any]:
    """Return all variables that a template sees of an edition, by name; docs/templates.md explains each.

    Args:
        all_passages: Of the catalogue.

    """
    framework, profession = catalogue.framework, edition.profession
    return {
        "version": __version__,
        "product": edition.product,
        # How the edition (`--edition`) is set.
        "variant": edition.variant,
        "variant_name": edition.variant_name,
        # The product's own words, by name.
        "words": edition.product.words_in(framework.language),
        "paper": edition.paper,
        # How far artwork extends beyond the edges of the page, in mm: print shops cut it off.
        "bleed": edition.press_job.bleed if edition.press_job else 0,
        # The size of the body text, in pt.
        "size": _size(edition, settings),
        # How much of its usual height the room for the logos on the covers has, 0 to 1.
        "logo_share": next(iter(settings.values())).logo_share,
        # How large titles on covers and openers are, as a share of their usual size, 0 to 1.
        "title_share": next(iter(settings.values())).title_share,
        # Type, colours, logos and words of the organisation that publishes the edition.
        "look": look,
        "framework": framework,
        # The way in which pages are read, as HTML's `dir` has it.
        "direction": direction_of_language(framework.language),
        "labels": catalogue.labels,
        # All professions of the content, whomever the edition is for.
        "every_profession": tuple(catalogue.professions.values()),
        "profession": profession,
        # What it is called in labels: `name`, `plural`, `for_whom`.
        "called": profession.in_labels,
        "regulator": catalogue.regulators.get(profession.regulator or ""),
        # The report that the framework restates, if it restates one.
        "report": catalogue.report,
        # What labels say of it, by the names of their placeholders.
        "of_report": _of_report(catalogue),
        "introduction": tuple(_section(section, framework, profession) for section in framework.introduction),
        # All aspects of the framework, whichever of them the edition has.
        "every_aspect": catalogue.aspects,
        "aspects": tuple(
            _aspect(catalogue, look, single, settings=settings, all_passages=all_passages)
            for single in edition.singles()
        ),
        # The professions that stand side by side, where the product has them so.
        "side_by_side": tuple(
            ProfessionPart(profession, tuple(_approaches(catalogue, profession, aspect) for aspect in edition.aspects))
            for profession in edition.professions
        ),
        "changes": catalogue.changes,
        # How many people at how many tables, and what they do: None but in products that are made for a group.
        "group": edition.group,
        "session": session_part(catalogue, edition.group),
        "resources": catalogue.resources,
        "references": catalogue.listed_references,
        # Whose overlays changed the content, and what they changed in this edition.
        "credits": credits_of(catalogue, all_passages, edition),
        # The same in each other variant and format.
        "others": others_of(edition),
        # Spare pages for notes: as many are kept as the number of pages needs to be a multiple.
        "spare_pages": tuple(range(1, edition.product.multiple_of)),
        # What the specimen of a brand shows, or a job ticket says; None in all other products.
        "specimen": shown if isinstance(shown, Specimen) else None,
        "ticket": shown if isinstance(shown, Ticket) else None,
    }


def usual_settings(catalogue: Catalogue, edition: Edition, size: float) -> dict[str, Setting]:
    """Return a setting with all its words for each aspect of an edition, by the aspect's id; the size is in pt."""
    on_card = edition.product.fitting is Fitting.WORDS
    return {
        aspect.id: Setting(size, card_copy(catalogue, edition.profession, aspect) if on_card else None)
        for aspect in edition.aspects
    }


def _of_report(catalogue: Catalogue) -> dict[str, str | None]:
    report = catalogue.report
    if report is None:
        return {}
    return {"authors": report.authors, "year": published_in(report, catalogue.labels), "published": report.published}


def _size(edition: Edition, settings: Settings) -> float:
    """Return the size of the body text in pt; that of a card is the setting of its aspect."""
    fitted = next(iter(settings.values())).size
    return fitted if edition.product.fitting in {Fitting.TYPE, Fitting.PARTS} else edition.variant.type_sizes[-1]


def _section(section: Section, framework: Framework, profession: Profession) -> SectionPart:
    return SectionPart(
        section=section,
        portrait=profession.portrait if section.portrait else None,
        figures=tuple(figure for figure in framework.figures if figure.section == section.id),
    )


def _aspect(
    catalogue: Catalogue, look: Look, single: Edition, *, settings: Settings, all_passages: Passages
) -> AspectPart:
    """Return the aspect of an edition that has a single one."""
    profession, (aspect,) = single.profession, single.aspects
    own = catalogue.own_words(profession, aspect)
    approaches = _approaches(catalogue, profession, aspect)
    return AspectPart(
        aspect=aspect,
        shades=look.palette.aspects[aspect.id],
        number=catalogue.aspects.index(aspect) + 1,
        approaches=approaches,
        strongest=next((each for each in approaches if each.approach.id == own.strongest), approaches[0]),
        examples=tuple(
            ExamplePart(example, own=profession.id in example.professions)
            for example in catalogue.examples(profession, aspect)
        ),
        try_this_week=own.try_this_week or "",
        language=catalogue.language(profession, aspect, "try_this_week"),
        read_more=catalogue.reference(aspect.read_more) if aspect.read_more else None,
        credits=credits_of(catalogue, all_passages, single),
        setting=settings[aspect.id],
    )


def _approaches(catalogue: Catalogue, profession: Profession, aspect: Aspect) -> tuple[ApproachPart, ...]:
    """Return each approach to an aspect, with a profession's question."""
    own = catalogue.own_words(profession, aspect)
    return tuple(
        ApproachPart(
            approach,
            aspect.approaches[approach.id],
            own.questions[approach.id],
            catalogue.language(profession, aspect, "questions", approach.id),
        )
        for approach in catalogue.framework.approaches
    )
