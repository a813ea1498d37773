"""Finds the credits of an edition: whose overlays changed the content, and what they changed in it."""

from dataclasses import dataclass

from framework_pdf.content.catalogue import Catalogue
from framework_pdf.content.model.overlay import Overlay
from framework_pdf.content.passages import IdPath, Passage
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


def credits_of(catalogue: Catalogue, all_passages: tuple[Passage, ...], edition: Edition) -> tuple[Credit, ...]:
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
    for passage in passages:
        heading, part = _heading_and_name(catalogue, passage.path)
        parts.setdefault(heading, {}).update({part: None} if part else {})
    return tuple(Changed(heading, tuple(names)) for heading, names in parts.items())


def _is_of(path: IdPath, catalogue: Catalogue, edition: Edition) -> bool:
    """Return whether the edition's profession and aspects use the passage at a path."""
    aspects = {aspect.id: aspect for aspect in edition.aspects}
    match path:
        case (*_, "reviewed", _) | (*_, "id") | ("professions", _, "aliases"):
            return False
        case ("aspects", aspect, *_):
            return aspect in aspects
        case ("professions", who, "aspects", aspect, *way):
            return aspect in aspects and who == catalogue.whose_words(edition.profession, aspects[aspect], *way).id
        case ("professions", who, *_):
            return who == edition.profession.id
        case ("regulators", name, *_):
            return name == edition.profession.regulator
        case _:
            return True


def _is_on_card(path: IdPath, catalogue: Catalogue, edition: Edition) -> bool:
    """Return whether a card prints the passage at a path, which is of the edition."""
    match path:
        case ("aspects", aspect, "examples", example, "title" | "whose" | "brief"):
            chosen = next(each for each in edition.aspects if each.id == aspect)
            return example == catalogue.card_example(edition.profession, chosen).id
        case ("aspects", _, "title" | "summary" | "read_more") | ("aspects", _, "approaches", _, "statement"):
            return True
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
        case ("aspects", _, "read_more") | ("professions", _, "aspects", _, "example"):
            return False
        case _:
            return True


def _heading_and_name(catalogue: Catalogue, path: IdPath) -> tuple[str, str]:
    """Return the printed heading under which a passage stands, and its own name there, which may be empty."""
    labels = catalogue.labels
    match path:
        case ("aspects", aspect, *way) | ("professions", _, "aspects", aspect, *way):
            return _heading_and_name_in_aspect(catalogue, aspect, way)
        case ("framework", *way):
            return _heading_in_framework(catalogue, way), ""
        case ("resources", name, *_):
            return labels.resources, next(each.name for each in catalogue.resources if each.id == name)
        case ("professions", *_) | ("regulators", *_):
            return labels.profession_facts, ""
        case ("references", *_):
            return labels.references, ""
        case ("changes", *_):
            return labels.changes, ""
        case _:
            return labels.other_words, ""


def _heading_and_name_in_aspect(catalogue: Catalogue, name: str, way: list[str]) -> tuple[str, str]:
    aspect = next(each for each in catalogue.aspects if each.id == name)
    match way:
        case ["approaches" | "questions", approach, *_]:
            return aspect.title, next(each.name for each in catalogue.framework.approaches if each.id == approach)
        case ["examples", example, *_]:
            return aspect.title, next(each.title for each in aspect.examples if each.id == example)
        case ["example"]:
            return aspect.title, catalogue.labels.examples
        case ["try_this_week"]:
            return aspect.title, catalogue.labels.try_this_week
        case _:
            return aspect.title, ""


def _heading_in_framework(catalogue: Catalogue, way: list[str]) -> str:
    framework, labels = catalogue.framework, catalogue.labels
    sections = {section.id: section.title for section in (*framework.introduction, *framework.about)}
    match way:
        case ["introduction" | "about", section, *_]:
            return sections[section]
        case ["figures", figure, *_]:
            return sections[next(each.section for each in framework.figures if each.id == figure)]
        case ["worksheets", worksheet, *_]:
            return next(each.title for each in framework.worksheets if each.id == worksheet)
        case ["approaches", approach, *_]:
            return next(each.name for each in framework.approaches if each.id == approach)
        case ["at_a_glance"]:
            return labels.at_a_glance
        case ["imprint", *_]:
            return labels.imprint
        case _:
            return labels.other_words
