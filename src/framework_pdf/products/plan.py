"""A request and a catalogue in; out, the editions to make, in order. Pure."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from framework_pdf.content.catalogue import Catalogue
from framework_pdf.content.model.base import folded
from framework_pdf.content.model.framework import Aspect
from framework_pdf.content.model.printer import USUAL_PRINTER, Printer
from framework_pdf.content.model.profession import Profession
from framework_pdf.core.diagnostics import Diagnostic, did_you_mean
from framework_pdf.core.errors import RequestError
from framework_pdf.core.units import Paper
from framework_pdf.products.edition import Edition
from framework_pdf.products.office_job import OfficeJob
from framework_pdf.products.press_job import PressJob, PressOptions, press_job
from framework_pdf.products.product import BOOKLET, CARD, SPECIMEN, TICKET, Format, Print, Product, makes_of


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
    prints: tuple[Print, ...] = (Print.STANDARD,)
    formats: tuple[Format, ...] = (Format.PDF,)
    brands: tuple[str, ...] = ()
    """Names or folders of brand kits; none: the framework's own look."""
    office: OfficeJob | None = None
    """The printer in the office, where the editions are for that."""
    press: PressOptions | None = None
    """What is asked of a print shop, where they are for that."""


def plan(request: Request, catalogue: Catalogue, brand: str | None = None) -> tuple[Edition, ...]:
    """A request, the catalogue of a brand and its id, or none, in; out, the editions, profession by profession.

    Raises RequestError with everything in the request that does not exist.
    """
    problems: list[Diagnostic] = []
    if brand in catalogue.professions:
        hint = "rename its folder: the output has a folder of that name already"
        problems.append(Diagnostic("bad-name", f"`{brand}` is a profession, and can't be a brand", None, hint))
    professions = _professions(request, catalogue, problems)
    aspects = _aspects(request.aspects, catalogue, problems)
    products = _products(request, problems)
    printer = _printer(request.press, catalogue, problems)
    if problems:
        raise RequestError(problems)
    return tuple(
        edition
        for profession in professions
        for product in products
        for edition in _editions(product, profession, aspects, request, printer, catalogue, brand)
    )


def specimen(catalogue: Catalogue, brand: str) -> Edition:
    """The catalogue of a brand and its id in; out, the edition that is the brand's specimen."""
    path = PurePosixPath(brand, f"{SPECIMEN.id}.{SPECIMEN.format}")
    return Edition(SPECIMEN, catalogue.general, catalogue.aspects, SPECIMEN.papers[0], path, brand)


def ticket(edition: Edition, path: PurePosixPath) -> Edition:
    """An edition for a print shop and where its job ticket goes in; out, the edition that is the ticket."""
    return replace(edition, product=TICKET, paper=TICKET.papers[0], path=path, work=None)


def _professions(request: Request, catalogue: Catalogue, problems: list[Diagnostic]) -> tuple[Profession, ...]:
    if request.every_profession:
        general = catalogue.general
        return (general, *(p for p in catalogue.professions.values() if p is not general))
    if not request.professions:
        return (catalogue.general,)
    by_name = {folded(name): profession for profession in catalogue.professions.values() for name in profession.names}
    found: list[Profession] = []
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
    """The products asked for, in each print and format; a choice of aspects alone asks for cards."""
    kinds = request.products or ((CARD,) if request.aspects else (BOOKLET, CARD))
    found: list[Product] = []
    for kind in dict.fromkeys(kinds):
        made = makes_of(kind.id, request.prints, request.formats)
        if not made and (request.products or request.aspects):
            message = f"a {kind.id} is not made as {' or '.join(request.formats)}"
            problems.append(Diagnostic("unknown-format", message, None, "leave out --format, or ask for the booklet"))
        if request.aspects and request.products and kind.pages_per_aspect is None:
            message = f"a {kind.id} has every aspect: it can't be made of some"
            problems.append(Diagnostic("aspects-of-a-whole", message, None, "leave out --aspect, or ask for cards"))
        for product in made:
            problems += _on_other_paper(product, kind, request)
        found += made
    return tuple(found)


def _printer(order: PressOptions | None, catalogue: Catalogue, problems: list[Diagnostic]) -> Printer:
    """What is asked of a print shop, or nothing, in; out, its preset, or what is usual."""
    if order is None or order.printer is None:
        return USUAL_PRINTER
    by_name = {folded(name): printer for name, printer in catalogue.printers.items()}
    if folded(order.printer) not in by_name:
        hint = did_you_mean(order.printer, catalogue.printers)
        problems.append(Diagnostic("unknown-printer", f"there is no printer `{order.printer}`", None, hint))
    return by_name.get(folded(order.printer), USUAL_PRINTER)


def _on_other_paper(product: Product, kind: Product, request: Request) -> Iterator[Diagnostic]:
    """A product and the request for its kind in; out, that it does not come on the paper asked for."""
    asked = request.paper
    meant = asked and product.papers and (request.products or asked in kind.papers)
    if asked and meant and asked not in product.papers:
        on = " or ".join(paper.name for paper in product.papers)
        yield Diagnostic("unknown-paper", f"a {product.name} is not made on {asked.name}", None, f"it is made on {on}")


def _editions(
    product: Product,
    profession: Profession,
    aspects: tuple[Aspect, ...],
    request: Request,
    printer: Printer,
    catalogue: Catalogue,
    brand: str | None,
) -> Iterator[Edition]:
    usual = product.papers[0] if product.papers else None
    paper = request.paper if request.paper in product.papers else usual
    suffix = "" if product.print is Print.STANDARD else f"-{product.print}"
    suffix += f"-{paper.name.lower()}" if paper and paper is not usual else ""
    end = f"{suffix}.{product.format}"
    folder = PurePosixPath(brand or "", profession.id)
    if product.papers and (work := _work(product, request, printer)):
        place = folder / ("press" if isinstance(work, PressJob) else "office")
        name = f"{_in_one_file(product, aspects, catalogue)}{end}"
        yield Edition(product, profession, aspects, paper, place / name, brand, work)
        return
    if product.pages_per_aspect is None:
        yield Edition(product, profession, aspects, paper, folder / f"{product.id}{end}", brand)
        return
    for number, aspect in enumerate(catalogue.aspects, 1):
        if aspect in aspects:
            path = folder / f"{product.id}s" / f"{number}-{aspect.id}{end}"
            yield Edition(product, profession, (aspect,), paper, path, brand)
    if len(aspects) == len(catalogue.aspects):
        yield Edition(product, profession, aspects, paper, folder / f"{product.id}s{end}", brand)


def _work(product: Product, request: Request, printer: Printer) -> OfficeJob | PressJob | None:
    """A product, the request and the printer in; out, how it is printed: in the office, at a print shop, or not."""
    sides = product.pages_per_aspect
    if request.press:
        return press_job(printer, request.press, is_bound=sides is None)
    if request.office and sides is None:
        return replace(request.office, n_up=None)
    return replace(request.office, n_up=request.office.n_up or 1, sides=sides or 1) if request.office else None


def _in_one_file(product: Product, aspects: tuple[Aspect, ...], catalogue: Catalogue) -> str:
    """A product and its aspects in; out, what its file is called. Cards share one: several may share a sheet."""
    if product.pages_per_aspect is None:
        return product.id
    numbers = [str(number) for number, aspect in enumerate(catalogue.aspects, 1) if aspect in aspects]
    chosen = "" if len(aspects) == len(catalogue.aspects) else f"-{'-'.join(numbers)}"
    return f"{product.id}s{chosen}"
