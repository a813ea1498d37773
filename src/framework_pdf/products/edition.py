"""An edition: a product for somebody, in one variant, format, paper and look, with a place of its own in the output."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from framework_pdf.content.model.framework import Aspect
from framework_pdf.content.model.profession import Profession
from framework_pdf.core.units import Paper
from framework_pdf.products.formats import Format, format_named
from framework_pdf.products.group import Group
from framework_pdf.products.office_job import OfficeJob
from framework_pdf.products.press_job import PressJob
from framework_pdf.products.product import STANDARD, Fitting, FormatOfProduct, Product, Variant

Kind = tuple[str | None, str, str, str, str, str | None, Group | None, tuple[str, ...]]
"""For which brand and profession; the product, its variant and format; the name of the paper; for which group; and
which professions stand side by side in it."""


@dataclass(frozen=True)
class Edition:
    """What is to be made, and where it goes."""

    product: Product
    profession: Profession
    aspects: tuple[Aspect, ...]
    """The aspects in it, in the framework's order."""
    path: PurePosixPath
    """Where the file goes, below the output folder."""
    variant_name: str = STANDARD
    """The variant that `--edition` chooses."""
    format_name: str = "pdf"
    paper: Paper | None = None
    """None where the format has no pages."""
    brand: str | None = None
    """The id of the brand kit that it is made with; None: the framework's own."""
    professions: tuple[Profession, ...] = ()
    """Those that stand side by side in it, where its product has professions so."""
    group: Group | None = None
    """The group that it is for, where its product is made for one."""
    destination: OfficeJob | PressJob | None = None
    """The office printer or print shop that prints it (`--print`); None: it is for screens."""

    @property
    def variant(self) -> Variant:
        """How it is set."""
        return self.product.editions[self.variant_name].on(self.paper)

    @property
    def format(self) -> Format:
        """What makes it."""
        return format_named(self.format_name)

    @property
    def form(self) -> FormatOfProduct:
        """What the product says of the format."""
        return self.product.formats[self.format_name]

    @property
    def template(self) -> str:
        """Its template, below the folders of templates."""
        return f"{self.product.home}/{self.form.template}"

    @property
    def label(self) -> str | None:
        """The label by which other editions name it, where they do."""
        return (self.variant if self.format.has_pages else self.form).label

    @property
    def name(self) -> str:
        """What people call it: `large-print card`, `booklet in HTML`."""
        if not self.format.has_pages:
            return f"{self.product.id} in {self.format_name.upper()}"
        return self.product.id if self.variant_name == STANDARD else f"{self.variant_name} {self.product.id}"

    @property
    def kind(self) -> Kind:
        """What it has in common with editions of other aspects."""
        paper = self.paper.name if self.paper else None
        made = self.product.id, self.variant_name, self.format_name, paper
        return self.brand, self.profession.id, *made, self.group, tuple(each.id for each in self.professions)

    @property
    def whose(self) -> tuple[Profession, ...]:
        """Return the professions whose words it has."""
        return self.professions or (self.profession,)

    @property
    def is_fitted(self) -> bool:
        """Whether type or words give way until it keeps to its pages."""
        return self.product.fitting is not Fitting.NONE and self.format.has_pages

    @property
    def press_job(self) -> PressJob | None:
        """The job that it is for a print shop."""
        return self.destination if isinstance(self.destination, PressJob) else None

    @property
    def gathers(self) -> bool:
        """Whether it only gathers what other editions have one by one: all cards in one file."""
        return self.product.by_aspect and len(self.aspects) > 1

    def may_take(self, pages: int) -> bool:
        """Return whether the promise about pages allows so many for these aspects."""
        most = self.variant.most_pages
        return most is None or pages <= most * (len(self.aspects) if self.product.by_aspect else 1)

    def singles(self) -> tuple["Edition", ...]:
        """Return the same edition for each of its aspects alone."""
        return tuple(replace(self, aspects=(aspect,)) for aspect in self.aspects)

    def parts(self) -> tuple["Edition", ...]:
        """Return what is fitted by itself: each aspect of a product by aspect, else the edition as it is."""
        return self.singles() if self.product.by_aspect else (self,)


Progress = Callable[[Sequence[Edition]], Iterable[Edition]]
"""Hands editions on one by one, so that somebody can watch."""
