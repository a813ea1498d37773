"""What an office printer does with each product, and which of its options have no effect on any that is asked for."""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from framework_pdf.products.office_job import FILL, OfficeJob
from framework_pdf.products.product import OfficeWay, Product, Variant

SIDES = {
    OfficeWay.BOOKLET: "two pages",
    OfficeWay.SINGLE: "one page",
    OfficeWay.TILES: "a part of a page",
    OfficeWay.FOLD_OVER: "leaves",
}
"""What stands on a side of a sheet where nothing says how many are cut apart."""


@dataclass(frozen=True, slots=True)
class NoEffect:
    """An option that has no effect on what is asked for."""

    code: str
    option: str
    why_not: str
    """What follows the option in the message."""
    has_effect: Callable[[Product], bool]
    """Whether it has on a product."""


def office_job(product: Product, variant: Variant, asked: OfficeJob) -> OfficeJob:
    """Return how a product is printed, given what was asked for of all."""
    match product.office:
        case OfficeWay.BOOKLET:
            return replace(asked, n_up=None)
        case OfficeWay.TILES:
            return replace(asked, n_up=None, tiles=True)
        case OfficeWay.CARDS:
            return replace(asked, n_up=asked.n_up or 1, sides=variant.sides)
        case OfficeWay.FOLD_OVER if asked.duplex:
            return replace(asked, n_up=asked.n_up or FILL, sides=variant.sides)
        case OfficeWay.FOLD_OVER:
            return replace(asked, n_up=FILL, fold_over=True)
        case OfficeWay.SINGLE:
            return replace(asked, n_up=1, sides=variant.sides)


def without_effect(asked: OfficeJob, chosen: Sequence[Product], variants: Collection[str]) -> Iterator[NoEffect]:
    """Yield each option that has no effect on any of some products in some variants.

    Args:
        asked: What was asked for.
        chosen: The products, one at least.
        variants: The names of the variants.

    """
    name, sides = chosen[0].id, SIDES.get(chosen[0].office)
    for_booklets = next(iter(asked.for_booklets), "")
    is_cut, has_backs = partial(_is_cut, is_duplex=asked.duplex), partial(_has_backs, variants=variants, job=asked)
    every = [
        NoEffect("pages-of-a-whole", "--n-up", f"is for what is cut apart: a {name} has {sides} a side", is_cut),
        NoEffect("binding-of-leaves", for_booklets, f"is for what is folded, and a {name} is not", _is_booklet),
        NoEffect("not-folded-over", "--duplex", f"is for what is folded over, and a {name} is not", _is_folded_over),
        NoEffect("no-backs", "--shift", f"moves backs, and a {name} has none", has_backs),
    ]
    given = {"--n-up": asked.n_up, for_booklets: for_booklets, "--duplex": asked.duplex, "--shift": any(asked.shift)}
    yield from (each for each in every if given[each.option] and not any(map(each.has_effect, chosen)))


def _is_booklet(product: Product) -> bool:
    return product.office is OfficeWay.BOOKLET


def _is_folded_over(product: Product) -> bool:
    return product.office is OfficeWay.FOLD_OVER


def _is_cut(product: Product, *, is_duplex: bool) -> bool:
    """Return whether so many of its leaves as one chooses stand on a side, to be cut apart."""
    return product.office is OfficeWay.CARDS or (is_duplex and _is_folded_over(product))


def _has_backs(product: Product, *, variants: Collection[str], job: OfficeJob) -> bool:
    """Return whether sheets of it have two sides, in one of some variants."""
    if _is_booklet(product):
        return True
    two_sided = any(product.editions[name].sides == 2 for name in variants if name in product.editions)
    return two_sided and product.office is not OfficeWay.TILES and (job.duplex or not _is_folded_over(product))
