"""One edition: a product for a profession, on a paper, with a place of its own in the output."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from framework_pdf.content.model.framework import Aspect
from framework_pdf.content.model.profession import Profession
from framework_pdf.core.units import Paper
from framework_pdf.products.office_job import OfficeJob
from framework_pdf.products.press_job import PressJob
from framework_pdf.products.product import Product

Kind = tuple[str | None, str, Product, Paper | None]
"""For which brand and profession, what, on which paper."""


@dataclass(frozen=True)
class Edition:
    """What is to be printed, and where it goes."""

    product: Product
    profession: Profession
    aspects: tuple[Aspect, ...]
    """The aspects in it, in the framework's order."""
    paper: Paper | None
    """None where it has no pages."""
    path: PurePosixPath
    """Where the file goes, below the output folder."""
    brand: str | None = None
    """The id of the brand kit that it is made with; None: the framework's own."""
    work: OfficeJob | PressJob | None = None
    """How an office printer or a print shop is to print it; None: it is for screens."""

    def may_take(self, pages: int) -> bool:
        """A number of pages in; out, whether the product's promise allows so many for these aspects."""
        most = self.product.pages_per_aspect
        return most is None or pages <= most * len(self.aspects)

    @property
    def job(self) -> PressJob | None:
        """The job that it is for a print shop."""
        return self.work if isinstance(self.work, PressJob) else None

    @property
    def kind(self) -> Kind:
        """What it has in common with editions of other aspects."""
        return self.brand, self.profession.id, self.product, self.paper

    @property
    def gathers(self) -> bool:
        """Whether it only gathers what other editions have one by one: all cards in one file."""
        return self.product.pages_per_aspect is not None and len(self.aspects) > 1

    def singles(self) -> tuple["Edition", ...]:
        """Nothing in; out, the same edition for each of its aspects alone."""
        return tuple(replace(self, aspects=(aspect,)) for aspect in self.aspects)


Follow = Callable[[Sequence[Edition]], Iterable[Edition]]
"""Hands editions on one by one, so that somebody can watch."""
