"""The products: what can be made of a framework, in which print, format and type sizes, on which papers."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from framework_pdf.core.units import A4, A5, Paper


class Print(StrEnum):
    """How large the type is."""

    STANDARD = "standard"
    """12 pt or more (RNIB clear print)."""
    LARGE = "large-print"
    """18 pt or more (UKAAF large print), on larger pages, reflowed."""


class Format(StrEnum):
    """What kind of file it is."""

    PDF = "pdf"
    HTML = "html"


@dataclass(frozen=True, slots=True)
class Product:
    """Something to make: its template, its papers, its type and its promise about pages."""

    id: str
    """What it is: the same for each print and format of it."""
    description: str
    template: str
    papers: tuple[Paper, ...]
    """The papers it comes on; the first is the usual one. None where it has no pages."""
    type_sizes: tuple[float, ...]
    """Sizes of the body text in pt, the largest first: a text that does not fit takes the next."""
    print: Print = Print.STANDARD
    format: Format = Format.PDF
    pages_per_aspect: int | None = None
    """How many pages an aspect takes at most; None where it takes what it needs."""
    multiple_of: int = 1
    """What the number of pages is a multiple of."""

    @property
    def type_scale(self) -> float:
        """How many times larger its type is than the standard print's."""
        return 1.5 if self.print is Print.LARGE else 1

    @property
    def page_scale(self) -> float:
        """How many times larger its lengths on the page are: as A4 is to A5."""
        return 2**0.5 if self.print is Print.LARGE else 1

    @property
    def name(self) -> str:
        """What people call it: `large-print card`."""
        adjective = "" if self.print is Print.STANDARD else f"{self.print} "
        return f"{adjective}{self.id}" if self.format is Format.PDF else f"{self.id} in {self.format.upper()}"


BOOKLET = Product(
    id="booklet",
    description="the whole framework for one profession, to be stapled",
    template="products/booklet.html.j2",
    papers=(A5,),
    type_sizes=(12,),
    multiple_of=4,
)
CARD = Product(
    id="card",
    description="one aspect on one page, and all of them in one file",
    template="products/card.html.j2",
    papers=(A4, A5),
    type_sizes=(14, 13, 12),
    pages_per_aspect=1,
)
LARGE_BOOKLET = Product(
    id="booklet",
    description="the whole framework in type of 18 pt",
    template="products/booklet.html.j2",
    papers=(A4,),
    type_sizes=(18,),
    print=Print.LARGE,
    multiple_of=4,
)
LARGE_CARD = Product(
    id="card",
    description="one aspect in type of 18 pt, on one sheet",
    template="products/card.html.j2",
    papers=(A4,),
    type_sizes=(20, 18),
    print=Print.LARGE,
    pages_per_aspect=2,
)
WEB_BOOKLET = Product(
    id="booklet",
    description="the whole framework as one web page, for any screen and size of type",
    template="products/web.html.j2",
    papers=(),
    type_sizes=(12,),
    format=Format.HTML,
)
SPECIMEN = Product(
    id="specimen",
    description="a brand on one page, for those who approve it",
    template="products/specimen.html.j2",
    papers=(A4,),
    type_sizes=(8.5,),
)
"""No edition for readers: nobody can ask for it as a product, and its type is that of a data sheet."""
TICKET = Product(
    id="ticket",
    description="what a print shop has to know of a job",
    template="products/ticket.html.j2",
    papers=(A4,),
    type_sizes=(10,),
)
"""No edition either: it lies beside the files for a print shop."""
EVERY_PRODUCT = (BOOKLET, CARD, LARGE_BOOKLET, LARGE_CARD, WEB_BOOKLET)
PRODUCTS = {product.id: product for product in (BOOKLET, CARD)}
"""Each kind of product in standard print."""


def makes_of(kind: str, prints: Collection[Print], formats: Collection[Format]) -> tuple[Product, ...]:
    """A kind of product, prints and formats in; out, each product of that kind. HTML has one, for every print."""
    return tuple(
        product
        for product in EVERY_PRODUCT
        if product.id == kind
        and product.format in formats
        and (product.print in prints or product.format is Format.HTML)
    )


def others_of(product: Product) -> tuple[Product, ...]:
    """A product in; out, the same in each other print and format that there is."""
    return tuple(other for other in makes_of(product.id, tuple(Print), tuple(Format)) if other != product)
