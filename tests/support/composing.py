"""Editions as HTML, before any page is laid out."""

import re
from pathlib import Path

from framework_pdf.brand.look import look_of
from framework_pdf.content.catalogue import Catalogue
from framework_pdf.html.composer import Composer
from framework_pdf.html.context import usual_settings
from framework_pdf.products.edition import Edition
from framework_pdf.products.loading import load_products
from framework_pdf.products.plan import Request, plan
from tests.support.folders import TEMPLATES

PRODUCTS = load_products((TEMPLATES,))[0]
"""Our own products."""


def planned(request: Request, catalogue: Catalogue, brand: str | None = None) -> tuple[Edition, ...]:
    """Return the editions that a request comes to, with our own products."""
    return plan(request, catalogue, PRODUCTS, brand)


def html_of(catalogue: Catalogue, request: Request) -> str:
    """Return the HTML of the first edition that a request asks for."""
    edition = planned(request, catalogue)[0]
    settings = usual_settings(catalogue, edition, edition.variant.type_sizes[-1])
    return composer(catalogue).compose(edition, settings)[0]


def card_with(folder: Path, catalogue: Catalogue) -> str:
    """Return the HTML of a card of a folder of templates, with ours for those that it lacks."""
    (edition,) = planned(Request(professions=("podiatrist",), products=("card",), aspects=("1",)), catalogue)
    made = Composer((folder, TEMPLATES), catalogue, look_of(None, catalogue))
    return made.compose(edition, usual_settings(catalogue, edition, 9))[0]


def composer(catalogue: Catalogue) -> Composer:
    """Return what composes the editions of a catalogue in the framework's own look."""
    return Composer((TEMPLATES,), catalogue, look_of(None, catalogue))


def colours_of(catalogue: Catalogue) -> list[str]:
    """Return the colours of the aspects in the framework's own look, in order."""
    return [shades.own for shades in look_of(None, catalogue).palette.aspects.values()]


def as_read(composed: str) -> str:
    """Return the body of an edition's HTML as it is read out: without what is drawn, a card's footer last."""
    body = composed.split("<body", 1)[1].split(">", 1)[1]
    body = re.sub(r"<svg.*?</svg>", "", body, flags=re.S)
    return re.sub(r"(<footer>.*?</footer>)(.*?)(?=</article>)", r"\2\1", body, flags=re.S)
