"""A request and a catalogue in; out, the editions to make, in order. Pure."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from framework_pdf.diagnostics import Diagnostic, did_you_mean
from framework_pdf.edition import Edition
from framework_pdf.errors import RequestError
from framework_pdf.measures import Paper
from framework_pdf.model.base import folded
from framework_pdf.model.catalogue import Catalogue
from framework_pdf.model.framework import Aspect
from framework_pdf.model.product import BOOKLET, CARD, Product
from framework_pdf.model.profession import Profession


@dataclass(frozen=True)
class Request:
    """What was asked for, in the words of the user. Nothing named means all of that kind."""

    professions: tuple[str, ...] = ()
    """Names of professions; none: the general edition."""
    every_profession: bool = False
    products: tuple[Product, ...] = ()
    aspects: tuple[str, ...] = ()
    """Numbers or ids of aspects."""
    paper: Paper | None = None


def plan(request: Request, catalogue: Catalogue) -> tuple[Edition, ...]:
    """A request and a catalogue in; out, the editions, profession by profession.

    Raises RequestError with everything in the request that does not exist.
    """
    problems: list[Diagnostic] = []
    professions = _professions(request, catalogue, problems)
    aspects = _aspects(request.aspects, catalogue, problems)
    products = _products(request, problems)
    if problems:
        raise RequestError(problems)
    return tuple(
        edition
        for profession in professions
        for product in products
        for edition in _editions(product, profession, aspects, request.paper, catalogue)
    )


def _professions(request: Request, catalogue: Catalogue, problems: list[Diagnostic]) -> tuple[Profession, ...]:
    if request.every_profession:
        general = catalogue.general
        return (general, *(p for p in catalogue.professions.values() if p is not general))
    if not request.professions:
        return (catalogue.general,)
    by_name = {folded(name): profession for profession in catalogue.professions.values() for name in profession.names}
    found = []
    for name in request.professions:
        if profession := by_name.get(folded(name)):
            found.append(profession)
        else:
            names = [name for profession in catalogue.professions.values() for name in profession.names]
            hint = did_you_mean(name, names)
            problems.append(Diagnostic("unknown-profession", f"there is no profession `{name}`", None, hint))
    return tuple({profession.id: profession for profession in found}.values())


def _aspects(names: Iterable[str], catalogue: Catalogue, problems: list[Diagnostic]) -> tuple[Aspect, ...]:
    chosen = set()
    for name in names:
        numbers = [number for number in range(1, len(catalogue.aspects) + 1) if name.strip() == str(number)]
        numbers = numbers or [
            number
            for number, aspect in enumerate(catalogue.aspects, 1)
            if folded(name) in {folded(aspect.id), folded(aspect.title)}
        ]
        if not numbers:
            known = [*(str(n) for n in range(1, len(catalogue.aspects) + 1)), *(a.id for a in catalogue.aspects)]
            hint = did_you_mean(name, known)
            problems.append(Diagnostic("unknown-aspect", f"there is no aspect `{name}`", None, hint))
        chosen.update(numbers)
    return tuple(aspect for number, aspect in enumerate(catalogue.aspects, 1) if not chosen or number in chosen)


def _products(request: Request, problems: list[Diagnostic]) -> tuple[Product, ...]:
    """The products asked for; a choice of aspects alone asks for cards."""
    if not request.products:
        return (CARD,) if request.aspects else (BOOKLET, CARD)
    for product in request.products:
        if request.aspects and product.pages_per_aspect is None:
            message = f"a {product.id} has every aspect: it can't be made of some"
            problems.append(Diagnostic("aspects-of-a-whole", message, None, "leave out --aspect, or ask for cards"))
        if request.paper and request.paper not in product.papers:
            on = " or ".join(paper.name for paper in product.papers)
            message = f"a {product.id} is not made on {request.paper.name}"
            problems.append(Diagnostic("unknown-paper", message, None, f"it is made on {on}"))
    return tuple(dict.fromkeys(request.products))


def _editions(
    product: Product,
    profession: Profession,
    aspects: tuple[Aspect, ...],
    asked: Paper | None,
    catalogue: Catalogue,
) -> Iterator[Edition]:
    paper = asked if asked in product.papers and asked else product.papers[0]
    suffix = "" if paper is product.papers[0] else f"-{paper.name.lower()}"
    folder = PurePosixPath(profession.id)
    if product.pages_per_aspect is None:
        yield Edition(product, profession, aspects, paper, folder / f"{product.id}{suffix}.pdf")
        return
    for number, aspect in enumerate(catalogue.aspects, 1):
        if aspect in aspects:
            path = folder / f"{product.id}s" / f"{number}-{aspect.id}{suffix}.pdf"
            yield Edition(product, profession, (aspect,), paper, path)
    if len(aspects) == len(catalogue.aspects):
        yield Edition(product, profession, aspects, paper, folder / f"{product.id}s{suffix}.pdf")
