"""The products: what can be made of a framework, on which papers and in which type sizes."""

from dataclasses import dataclass

from framework_pdf.measures import A4, A5, Paper


@dataclass(frozen=True, slots=True)
class Product:
    """Something to print: its template, its papers, its type and its promise about pages."""

    id: str
    description: str
    template: str
    papers: tuple[Paper, ...]
    """The papers it comes on; the first is the usual one."""
    type_sizes: tuple[float, ...]
    """Sizes of the body text in pt, the largest first: a text that does not fit takes the next."""
    pages_per_aspect: int | None = None
    """How many pages an aspect takes, always; None where it takes what it needs."""
    multiple_of: int = 1
    """What the number of pages is a multiple of."""


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
PRODUCTS = {product.id: product for product in (BOOKLET, CARD)}
