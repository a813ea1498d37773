"""The plan: which editions a request comes to, in order. Pure."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import PurePosixPath
from typing import NamedTuple, TypeVar

from framework_pdf.content.catalogue import Catalogue
from framework_pdf.content.model.base import folded
from framework_pdf.content.model.framework import Aspect
from framework_pdf.content.model.printer import USUAL_PRINTER, Printer
from framework_pdf.content.model.profession import Profession
from framework_pdf.core.diagnostics import Diagnostic, did_you_mean
from framework_pdf.core.errors import RequestError
from framework_pdf.core.units import Paper
from framework_pdf.products.edition import Edition
from framework_pdf.products.formats import format_named, format_names
from framework_pdf.products.group import group_of
from framework_pdf.products.loading import Products
from framework_pdf.products.needs import LACKING, lacking
from framework_pdf.products.office_job import OfficeJob
from framework_pdf.products.office_ways import office_job, without_effect
from framework_pdf.products.press_job import PressJob, PressOptions, press_job
from framework_pdf.products.product import EVERY, PDF, STANDARD, Audience, Product
from framework_pdf.products.side_by_side import name_of_some, side_by_side

Meant = TypeVar("Meant")


@dataclass(frozen=True)
class Request:
    """What was asked for, in the words of the user. Nothing named means what is usual."""

    professions: tuple[str, ...] = ()
    """Names of professions; none: the general edition."""
    every_profession: bool = False
    products: tuple[str, ...] = ()
    """Ids of products, or `all`; none: those that are made where none is asked for."""
    aspects: tuple[str, ...] = ()
    """Numbers or ids of aspects."""
    paper: str | None = None
    """The name of a paper, in any case."""
    variants: tuple[str, ...] = (STANDARD,)
    """What `--edition` chooses."""
    formats: tuple[str, ...] = (PDF,)
    brands: tuple[str, ...] = ()
    """Names or folders of brand kits; none: the framework's own look."""
    office: OfficeJob | None = None
    """The printer in the office, where the editions are for that."""
    press: PressOptions | None = None
    """What is asked of a print shop, where they are for that."""
    people: int | None = None
    """How many people a group has."""
    tables: int | None = None
    """How many tables they sit at."""


class _Made(NamedTuple):
    """A product as it is made: in one variant, format and paper."""

    product: Product
    variant: str
    format: str
    paper: Paper | None


def plan(request: Request, catalogue: Catalogue, products: Products, brand: str | None = None) -> tuple[Edition, ...]:
    """Return the editions that a request comes to, profession by profession.

    Args:
        brand: The id of the brand kit that the catalogue is read with; None: the framework's own look.

    Raises:
        RequestError: With everything in the request that does not exist.

    """
    planner = _Planner(request, catalogue, products, brand)
    if brand in catalogue.professions:
        hint = "rename its folder: the output has a folder of that name already"
        planner.tell("bad-name", f"`{brand}` is a profession, and can't be a brand", hint)
    made = planner.made()
    planner.tell_lacking(made)
    return planner.editions(made)


def every_form(request: Request, catalogue: Catalogue, products: Products, brand: str | None) -> tuple[Edition, ...]:
    """Return the editions of a request in each product, variant, format and paper that there is.

    A choice of aspects leaves those of a whole out.

    Raises:
        RequestError: With every profession and aspect in the request that does not exist.

    """
    every = [
        _Made(product, variant, name, paper)
        for product in products.offered.values()
        if product.by_aspect or not request.aspects
        for variant, name in _forms(product, product.editions, product.formats)
        for paper in (product.editions[variant].papers if format_named(name).has_pages else (None,))
    ]
    return _Planner(request, catalogue, products, brand).editions(every)


def sheet_edition(product: Product, catalogue: Catalogue, path: PurePosixPath, brand: str | None) -> Edition:
    """Return the edition of a sheet that a command makes of itself, such as the specimen of a brand."""
    paper = product.editions[STANDARD].papers[0]
    return Edition(product, catalogue.general, catalogue.aspects, path, paper=paper, brand=brand)


def ticket_edition(product: Product, edition: Edition, path: PurePosixPath) -> Edition:
    """Return the edition that is the job ticket of another one for a print shop."""
    paper = product.editions[STANDARD].papers[0]
    return replace(edition, product=product, variant_name=STANDARD, paper=paper, path=path, destination=None)


def others_of(edition: Edition) -> tuple[Edition, ...]:
    """Return the same product in each other variant and format, as far as editions name those."""
    product = edition.product
    forms = _forms(product, product.editions, product.formats)
    found = (replace(edition, variant_name=variant, format_name=name) for variant, name in forms)
    return tuple(other for other in found if other.label and other.kind != edition.kind)


def _forms(product: Product, variants: Collection[str], formats: Collection[str]) -> Iterator[tuple[str, str]]:
    """Yield each variant and format of a product; a format without pages has one file, for every variant."""
    paged = [name for name in product.formats if name in formats and format_named(name).has_pages]
    for variant in product.editions:
        if variant in variants:
            yield from ((variant, name) for name in paged)
    usual = STANDARD if STANDARD in product.editions else next(iter(product.editions))
    yield from ((usual, name) for name in product.formats if name in formats and name not in paged)


def rows(products: Products) -> list[tuple[Product, str, str]]:
    """Return each product in each variant and format: those with pages first, variant by variant."""
    every = [
        (product, variant, name)
        for product in products.offered.values()
        for variant, name in _forms(product, product.editions, product.formats)
    ]
    return sorted(every, key=lambda row: (not format_named(row[2]).has_pages, products.editions.index(row[1])))


class _Planner:
    """Plans one request, and notes everything in it that does not exist."""

    def __init__(self, request: Request, catalogue: Catalogue, products: Products, brand: str | None) -> None:
        self._request, self._catalogue, self._products, self._brand = request, catalogue, products, brand
        self._problems: list[Diagnostic] = []

    def editions(self, made: list[_Made]) -> tuple[Edition, ...]:
        """Return the editions of what is made; RequestError where something does not exist."""
        professions, aspects, printer = self._professions, self._aspects(), self._printer()
        if self._problems:
            raise RequestError(self._problems)
        return tuple(
            edition
            for each, profession in self._for_whom(made, professions)
            if not lacking(each.product, self._catalogue, profession)
            for edition in self._made_for(each, profession, aspects, printer)
        )

    def _for_whom(self, made: Iterable[_Made], professions: Iterable[Profession]) -> Iterator[tuple[_Made, Profession]]:
        """Yield what is made with each profession that it is made for: first what everyone shares."""
        own = [each for each in made if each.product.audience is Audience.PROFESSION]
        shared = (each for each in made if each.product.audience is Audience.EVERYONE)
        yield from ((each, self._catalogue.general) for each in shared)
        yield from ((each, profession) for profession in professions for each in own)

    def tell_lacking(self, made: Iterable[_Made]) -> None:
        """Note each product that is asked for by name, and that the content has for none of whom it is asked for."""
        named = set(map(folded, self._request.products))
        asked = [each for each in made if folded(each.product.id) in named]
        needed = {
            (each.product.id, profession.id): lacking(each.product, self._catalogue, profession)
            for each, profession in self._for_whom(asked, self._professions)
        }
        made_for_some = {product for (product, _), need in needed.items() if need is None}
        told: dict[tuple[str, str], None] = {}
        for (product, profession), need in needed.items():
            if need and not (self._request.every_profession and product in made_for_some):
                message, hint = LACKING[need]
                told[message.format(product=product, profession=profession), hint] = None
        for message, hint in told:
            self.tell("missing-content", message, hint)

    def tell(self, code: str, message: str, hint: str | None) -> None:
        """Note a problem."""
        self._problems.append(Diagnostic(code, message, None, hint))

    def _tell_unknown(self, kind: str, asked: Iterable[str], known: Collection[str]) -> None:
        """Note each name that is not known."""
        for name in asked:
            if name not in known:
                self.tell(f"unknown-{kind}", f"there is no {kind} `{name}`", did_you_mean(name, known))

    def _named(self, kind: str, asked: Collection[str], known: Mapping[str, Meant]) -> list[Meant]:
        """Return what names mean, in whatever case they were typed, and note each name that means nothing."""
        by_name = {folded(name): meant for name, meant in known.items()}
        self._tell_unknown(kind, (name for name in asked if folded(name) not in by_name), known)
        return [by_name[folded(name)] for name in asked if folded(name) in by_name]

    @property
    def _names_products(self) -> bool:
        """Whether products are asked for by their names: then what one of them is not made as is told."""
        return bool(self._request.products) and EVERY not in map(folded, self._request.products)

    @cached_property
    def _professions(self) -> tuple[Profession, ...]:
        """The professions that are asked for; each name that means none is noted once."""
        catalogue = self._catalogue
        if self._request.every_profession:
            found = [catalogue.general, *catalogue.professions.values()]
        else:
            by_name = {name: each for each in catalogue.professions.values() for name in each.names}
            found = self._named("profession", self._request.professions, by_name) or [catalogue.general]
        return tuple({profession.id: profession for profession in found}.values())

    def _aspects(self) -> dict[int, Aspect]:
        """Return the aspects that are asked for, by their numbers."""
        numbered = dict(enumerate(self._catalogue.aspects, 1))
        chosen: set[int] = set()
        for name in self._request.aspects:
            numbers = [number for number in numbered if name.strip() == str(number)]
            numbers = numbers or [
                number for number, each in numbered.items() if folded(name) in {folded(each.id), folded(each.title)}
            ]
            if not numbers:
                known = [*map(str, numbered), *(aspect.id for aspect in numbered.values())]
                self._tell_unknown("aspect", [name], known)
            chosen.update(numbers)
        return {number: aspect for number, aspect in numbered.items() if not chosen or number in chosen}

    def _printer(self) -> Printer:
        """Return the preset of the print shop that is asked for, or what is usual."""
        order = self._request.press
        asked = [order.printer] if order and order.printer is not None else []
        return next(iter(self._named("printer", asked, self._catalogue.printers)), USUAL_PRINTER)

    def _chosen(self) -> list[Product]:
        """Return the products that are asked for; a choice of aspects alone asks for those by aspect."""
        offered, request = self._products.offered, self._request
        if not request.products:
            return [each for each in offered.values() if each.default and (each.by_aspect or not request.aspects)]
        if not self._names_products:
            return [each for each in offered.values() if each.by_aspect or not request.aspects]
        found = self._named("product", request.products, offered)
        return list({product.id: product for product in found}.values())

    def made(self) -> list[_Made]:
        """Return the products that are asked for, in each variant and format."""
        request, chosen = self._request, self._chosen()
        found: list[_Made] = []
        self._check_names()
        if request.office and chosen:
            for each in without_effect(request.office, chosen, request.variants):
                hint = f"leave out {each.option}, or ask for a {self._listed(each.has_effect, single=True)}"
                self.tell(each.code, f"{each.option} {each.why_not}", hint)
        self._check_group(chosen)
        for product in chosen:
            forms = list(_forms(product, request.variants, request.formats))
            if not forms and (self._names_products or request.aspects) and not self._problems:
                self._tell_not_made(product)
            if request.aspects and request.products and not product.by_aspect:
                message = f"a {product.id} has every aspect: it can't be made of some"
                hint = f"leave out --aspect, or ask for {self._listed(lambda each: each.by_aspect)}"
                self.tell("aspects-of-a-whole", message, hint)
            found += [_Made(product, variant, name, self._paper(product, variant, name)) for variant, name in forms]
        return found

    def _listed(self, is_meant: Callable[[Product], object], *, single: bool = False) -> str:
        """Return what products of some kind are called: `cards or bookmarks`, or `card or bookmark`."""
        meant = filter(is_meant, self._products.offered.values())
        return " or ".join(product.id if single else product.together or product.id for product in meant) or "others"

    def _tell_not_made(self, product: Product) -> None:
        """Note that a product is not made as it was asked for."""
        formats, variants = self._request.formats, self._request.variants
        if unmade := [name for name in formats if name not in product.formats]:
            made_so = self._listed(lambda each: any(name in each.formats for name in formats), single=True)
            hint = f"leave out --format, or ask for the {made_so}"
        else:
            unmade = [name for name in variants if name not in product.editions]
            hint = f"leave out --edition: it is made as {' or '.join(product.editions)}"
        self.tell("unknown-format", f"a {product.id} is not made as {' or '.join(unmade)}", hint)

    def _check_names(self) -> None:
        """Note formats, variants and papers that no product has."""
        request, products = self._request, self._products
        self._tell_unknown("format", request.formats, format_names())
        self._tell_unknown("edition", request.variants, products.editions)
        if request.paper and request.paper.casefold() not in products.papers:
            hint = did_you_mean(request.paper, products.papers.values())
            self.tell("unknown-paper", f"nothing is made on `{request.paper}`", hint)

    def _check_group(self, chosen: Sequence[Product]) -> None:
        """Note a group that nothing is made for, or that has more tables than people."""
        given = {"--people": self._request.people, "--tables": self._request.tables}
        if chosen and not any(each.for_group for each in chosen):
            made_so = self._listed(lambda each: each.for_group, single=True)
            for option in (option for option, number in given.items() if number is not None):
                message = f"{option} is for a {made_so}: a {chosen[0].id} is the same for any group"
                self.tell("group-of-none", message, f"leave out {option}, or ask for a {made_so}")
        group = group_of(self._request.people, self._request.tables)
        if group.tables > group.people:
            message = f"there are {group.tables} tables, and {group.people} people to sit at them"
            self.tell("empty-tables", message, "name fewer --tables, or more --people")

    def _paper(self, product: Product, variant: str, format_name: str) -> Paper | None:
        """Return the paper on which a product is made, and note where it is not made on the one that is asked for."""
        if not format_named(format_name).has_pages:
            return None
        papers, asked = product.editions[variant].papers, (self._request.paper or "").casefold()
        found = next((paper for paper in papers if paper.name.casefold() == asked), None)
        usual = {paper.name.casefold() for paper in next(iter(product.editions.values())).papers}
        if asked and found is None and (self._names_products or asked in usual) and asked in self._products.papers:
            name = product.id if variant == STANDARD else f"{variant} {product.id}"
            on = " or ".join(paper.name for paper in papers)
            message = f"a {name} is not made on {self._products.papers[asked]}"
            self.tell("unknown-paper", message, f"it is made on {on}")
        return found or papers[0]

    def _made_for(
        self, made: _Made, profession: Profession, aspects: Mapping[int, Aspect], printer: Printer
    ) -> Iterator[Edition]:
        """Yield the editions of a product for a profession, with aspects by their numbers."""
        product, paper, form = made.product, made.paper, format_named(made.format)
        usual = product.editions[made.variant].papers[0]
        suffix = "" if made.variant == STANDARD or not form.has_pages else f"-{made.variant}"
        suffix += f"-{paper.name.lower()}" if paper and paper is not usual else ""
        whose = () if product.audience is Audience.EVERYONE else (profession.id,)
        folder = PurePosixPath(self._brand or "", *whose)
        some = side_by_side(self._catalogue, self._professions) if product.side_by_side else ()
        name = f"{product.together or product.id}{name_of_some(self._catalogue, some) if some else ''}"
        whole = Edition(
            product,
            profession,
            tuple(aspects.values()),
            folder / f"{name}{suffix}{form.suffix}",
            variant_name=made.variant,
            format_name=made.format,
            paper=paper,
            brand=self._brand,
            professions=some,
            group=group_of(self._request.people, self._request.tables) if product.for_group else None,
        )
        if form.has_pages and (destination := self._destination(product, whole, printer)):
            place = folder / ("press" if isinstance(destination, PressJob) else "office")
            name = self._in_one_file(product, aspects) if product.by_aspect else name
            yield replace(whole, path=place / f"{name}{suffix}{form.suffix}", destination=destination)
            return
        if product.by_aspect:
            digits = len(str(len(self._catalogue.aspects)))  # so that files stand in the order of the aspects
            for number, aspect in aspects.items():
                name = f"{number:0{digits}}-{aspect.id}{suffix}{form.suffix}"
                yield replace(whole, aspects=(aspect,), path=folder / str(product.together) / name)
        if not product.by_aspect or len(aspects) == len(self._catalogue.aspects):
            yield whole

    def _destination(self, product: Product, edition: Edition, printer: Printer) -> OfficeJob | PressJob | None:
        """Return how a product is printed: in the office, at a print shop, or not at all."""
        if self._request.press:
            return press_job(printer, self._request.press, is_bound=product.is_bound)
        return office_job(product, edition.variant, office) if (office := self._request.office) else None

    def _in_one_file(self, product: Product, numbers: Collection[int]) -> str:
        """Return what the file for a printer is called that has several cards: they may share a sheet."""
        some = map(str, numbers) if len(numbers) < len(self._catalogue.aspects) else ()
        return "-".join([str(product.together), *some])
