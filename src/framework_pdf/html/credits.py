"""Finds the credits of an edition: whose overlays changed the content, and what they changed in it."""

from collections.abc import Mapping
from dataclasses import dataclass

from framework_pdf.content.catalogue import Catalogue
from framework_pdf.content.model.overlay import Overlay
from framework_pdf.content.passages import IdPath, Passage, Passages
from framework_pdf.products.edition import Edition
from framework_pdf.products.product import Fitting


@dataclass(frozen=True, slots=True)
class Changed:
    """A part of the edition that was changed, by its printed heading, and what in it was, by printed names."""

    heading: str
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Credit:
    """An overlay, and what it changed in this edition."""

    overlay: Overlay
    changed: tuple[Changed, ...]


def credits_of(catalogue: Catalogue, all_passages: Passages, edition: Edition) -> tuple[Credit, ...]:
    """Return a credit for each overlay that the edition prints something of, given all passages of the catalogue."""
    on_card = edition.product.fitting is Fitting.WORDS
    printed = [
        passage
        for passage in all_passages
        if passage.layer.overlay
        and _is_of(passage.path, catalogue, edition)
        and (_is_on_card(passage.path, catalogue, edition) if on_card else _is_in_booklet(passage.path))
    ]
    by_overlay = (
        (layer.overlay, [passage for passage in printed if passage.layer is layer]) for layer in catalogue.layers
    )
    return tuple(
        Credit(overlay, _changed(catalogue, passages)) for overlay, passages in by_overlay if overlay and passages
    )


def _changed(catalogue: Catalogue, passages: list[Passage]) -> tuple[Changed, ...]:
    """Group passages by the printed headings that they stand under."""
    parts: dict[str, dict[str, None]] = {}
    headings = _headings(catalogue)
    for passage in passages:
        heading, part = _heading_and_name(headings, passage.path)
        parts.setdefault(heading, {}).update({part: None} if part else {})
    return tuple(Changed(heading, tuple(names)) for heading, names in parts.items())


def _is_of(path: IdPath, catalogue: Catalogue, edition: Edition) -> bool:
    """Return whether the edition's profession and aspects use the passage at a path."""
    aspects = {aspect.id: aspect for aspect in edition.aspects}
    match path:
        case (*_, "reviewed", _) | (*_, "id") | ("professions", _, "aliases" | "like"):
            return False
        case ("aspects", aspect, *_):
            return aspect in aspects
        case ("professions", who, "aspects", aspect, *way):
            found = (catalogue.whose_words(each, aspects[aspect], *way) for each in edition.whose if aspect in aspects)
            return who in {each.id for each in found}
        case ("professions", who, *_):
            return who in {each.id for each in edition.whose}
        case ("regulators", name, *_):
            return name == edition.profession.regulator
        case ("session", *_):
            return edition.group is not None
        case _:
            return True


def _is_on_card(path: IdPath, catalogue: Catalogue, edition: Edition) -> bool:
    """Return whether a card prints the passage at a path, which is of the edition."""
    match path:
        case ("aspects", aspect, "examples", example, "title" | "whose" | "brief"):
            chosen = next(each for each in edition.aspects if each.id == aspect)
            on_card = catalogue.card_example(edition.profession, chosen)
            return on_card is not None and example == on_card.id
        case ("aspects", _, "title" | "summary" | "read_more") | ("aspects", _, "approaches", _, "statement"):
            return True
        case ("professions", _, "aspects", _, "strongest"):
            return False
        case ("professions", _, "name" | "plural") | ("professions", _, "aspects", _, *_):
            return True
        case ("framework", "title") | ("framework", "approaches", _, "name" | "asks") | ("labels", *_):
            return True
        case _:
            return False


def _is_in_booklet(path: IdPath) -> bool:
    """Return whether a booklet prints the passage at a path, which is of the edition."""
    match path:
        case ("aspects", _, "examples", _, "brief") | ("aspects", _, "approaches", _, "statement"):
            return False
        case ("aspects", _, "read_more") | ("professions", _, "aspects", _, "example" | "strongest"):
            return False
        case _:
            return True


def _heading_and_name(headings: Mapping[IdPath, tuple[str, str]], path: IdPath) -> tuple[str, str]:
    """Return the printed heading under which a passage stands, and its own name there, which may be empty."""
    match path:
        case ("professions", _, "aspects", aspect, *way):
            path = ("aspects", aspect, *way)
    while path not in headings:
        path = path[:-1]
    return headings[path]


def _headings(catalogue: Catalogue) -> dict[IdPath, tuple[str, str]]:
    """Return the printed heading of each part of the content and its own name there, by the path to the part.

    What has none of its own stands under that of the nearest thing around it.
    """
    framework, labels = catalogue.framework, catalogue.labels
    approaches = {approach.id: approach.name for approach in framework.approaches}
    sections = {section.id: section.title for section in (*framework.introduction, *framework.about)}
    of_framework = {
        "approaches": approaches,
        "introduction": sections,
        "about": sections,
        "figures": {figure.id: sections[figure.section] for figure in framework.figures},
        "worksheets": {worksheet.id: worksheet.title for worksheet in framework.worksheets},
    }
    headings = {
        (): (labels.other_words, ""),
        ("professions",): (labels.profession_facts, ""),
        ("regulators",): (labels.profession_facts, ""),
        ("references",): (labels.references, ""),
        ("changes",): (labels.changes, ""),
        ("framework", "at_a_glance"): (labels.at_a_glance, ""),
        ("framework", "imprint"): (labels.imprint, ""),
    }
    for kind, titles in of_framework.items():
        headings |= {("framework", kind, name): (title, "") for name, title in titles.items()}
    if catalogue.session:
        headings["session",] = (catalogue.session.title, "")
    for resource in catalogue.resources:
        headings["resources", resource.id] = (labels.resources, resource.name)
    for aspect in catalogue.aspects:
        names = {(): "", ("example",): labels.examples}
        names |= {("try_this_week",): labels.try_this_week, ("further_reading",): labels.further_reading}
        names |= {("examples", example.id): example.title for example in aspect.examples}
        names |= {(kind, name): title for kind in ("approaches", "questions") for name, title in approaches.items()}
        headings |= {("aspects", aspect.id, *way): (aspect.title, name) for way, name in names.items()}
    return headings
