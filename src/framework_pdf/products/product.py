"""A product: what can be made of a framework, as its folder below `templates/products/` says it.

Nothing is deduced from what is left out: what a product does, its `product.yml` says.
"""

from enum import StrEnum
from typing import Annotated, Any, ClassVar, Literal

from pydantic import BeforeValidator, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

from framework_pdf.content.model.base import Entry, Identifier, Line
from framework_pdf.core.limits import MOST_PAGES
from framework_pdf.core.units import PAPERS, Paper

STANDARD = "standard"
"""The edition that is made where none is asked for."""
PDF = "pdf"
"""The format that is made where none is asked for."""
AS_NEEDED = "as many as it needs"
EACH_SIDE = "one for each side"
"""Each element with `data-one-page` has a page, and type is fitted to that; how many there are, the content says."""
EVERY = "all"
"""In place of the name of a product: every product that the content has something for."""


class Scope(StrEnum):
    """What of the framework one file holds."""

    WHOLE = "whole"
    """All of it."""
    ASPECT = "aspect"
    """One aspect; another file holds them all."""


class Audience(StrEnum):
    """For whom a product is made."""

    PROFESSION = "profession"
    """For each profession that is asked for."""
    EVERYONE = "everyone"
    """Once, for all professions together."""


class Binding(StrEnum):
    """What holds its pages together."""

    FOLDED = "folded"
    """Sheets folded in the middle and stapled there, or bound by a print shop."""
    LOOSE = "loose"
    """Nothing: leaves are handed out one by one."""
    NONE = "none"
    """There is nothing to hold: a sheet by itself."""


class Fitting(StrEnum):
    """What gives way when words do not fit their pages."""

    NONE = "none"
    """Nothing: it has as many pages as it needs, or the build ends."""
    TYPE = "type"
    """Type steps down through the sizes of the edition."""
    WORDS = "words"
    """Type steps down, and where it can't any more, the words of the card that are too long are told."""
    PARTS = "parts"
    """Type steps down until each part that should have a page has one (`data-fitted-to-one-page`). Where it can't any
    more, parts go on on further pages."""


class Need(StrEnum):
    """What a product prints that not all content has: where it is lacking, there is no such product."""

    REGULATOR = "regulator"
    """The body that keeps the register of the profession."""
    SESSION = "session"
    """What people do when they work on the framework as a group."""
    RECORD = "record"
    """What that body wants in a record of what somebody learnt."""
    PROFESSIONS = "professions"
    """Two professions at least, besides the one that stands for a mixed group."""


class OfficeWay(StrEnum):
    """How an office prints it."""

    BOOKLET = "booklet"
    """Two pages a side, to be folded and stapled."""
    CARDS = "cards"
    """As many a side as are asked for, to be cut apart."""
    SINGLE = "single"
    """A page a side."""
    TILES = "tiles"
    """A page in parts on several sheets, to be joined; on one sheet where that takes it."""
    FOLD_OVER = "fold-over"
    """Leaves of two pages side by side on one side of a sheet, to be cut apart, folded and glued."""


def _paper(value: Any) -> Paper:
    """Return the paper that a product names, or gives with its own size in mm."""
    if isinstance(value, str) and value in PAPERS:
        return PAPERS[value]
    if isinstance(value, dict) and value.keys() == {"name", "width", "height"}:
        name, width, height = value["name"], value["width"], value["height"]
        sizes = (width, height)
        if isinstance(name, str) and all(type(side) in {int, float} and SMALLEST <= side <= LARGEST for side in sizes):
            return Paper(name, width, height)
    raise PydanticCustomError(
        "paper",
        "a paper is {known}, or a mapping with a `name`, and its `width` and `height` in mm ({smallest} to {largest})",
        {"known": ", ".join(PAPERS), "smallest": SMALLEST, "largest": LARGEST},
    )


SMALLEST, LARGEST = 20, 1200
"""In mm, of a side of a paper."""
_SIDE = {"type": "number", "minimum": SMALLEST, "maximum": LARGEST}
_PAPER_SCHEMA = {
    "anyOf": [
        {"enum": list(PAPERS)},
        {
            "type": "object",
            "properties": {
                "name": {"type": "string", "description": "What it is called in file names."},
                "width": {**_SIDE, "description": "Across, upright, in mm."},
                "height": {**_SIDE, "description": "Down, upright, in mm."},
            },
            "required": ["name", "width", "height"],
            "additionalProperties": False,
        },
    ]
}
PaperOf = Annotated[Paper, BeforeValidator(_paper), WithJsonSchema(_PAPER_SCHEMA)]


def _pages(value: Any) -> Any:
    """Return how many pages are promised, or that none are."""
    if value in {AS_NEEDED, EACH_SIDE} or (type(value) is int and 1 <= value <= MOST_PAGES):
        return value
    words = f"the words `{AS_NEEDED}` or `{EACH_SIDE}`"
    raise PydanticCustomError("pages", f"a number of pages, 1 to {MOST_PAGES}, or {words}")


Pages = Annotated[
    int | str,
    BeforeValidator(_pages),
    WithJsonSchema(
        {"anyOf": [{"enum": [AS_NEEDED, EACH_SIDE]}, {"type": "integer", "minimum": 1, "maximum": MOST_PAGES}]}
    ),
]


class Variant(Entry):
    """How an edition of a product (`--edition`) is set: on which papers, in which type, on how many pages."""

    called: ClassVar = "an edition of a product"

    description: Line | None = None
    """What it is, where it is not what the product is."""
    papers: Annotated[tuple[PaperOf, ...], Field(min_length=1)]
    """The papers it comes on; the first is the usual one."""
    type_sizes: Annotated[tuple[Annotated[float, Field(ge=4, le=200)], ...], Field(min_length=1)]
    """Sizes of the body text in pt, the largest first: where words don't fit, the next is tried."""
    type_scale: Annotated[float, Field(gt=0, le=20)] = 1
    """How many times larger its type is than the style sheet says."""
    page_scale: Annotated[float, Field(gt=0, le=20)] = 1
    """How many times larger its lengths on the page are."""
    scaled: bool = False
    """Whether it is one design on all its papers: type and lengths grow as the paper does, from the first one on."""
    pages: Pages
    """How many pages it has at the most (of a product by aspect, for each aspect), or what says it."""
    sides: Literal[1, 2] = 1
    """How many pages a leaf has that is printed by itself."""
    label: Line | None = None
    """The label by which other editions name this one."""

    @property
    def most_pages(self) -> int | None:
        """How many pages are promised, or None where no number is."""
        return None if isinstance(self.pages, str) else self.pages

    def on(self, paper: Paper | None) -> "Variant":
        """Return it as it is set on one of its papers."""
        if paper is None or not self.scaled:
            return self
        usual = self.papers[0]
        by = min(paper.width / usual.width, paper.height / usual.height)
        scales = {"type_scale": self.type_scale * by, "page_scale": self.page_scale * by}
        return self.model_copy(update={**scales, "type_sizes": tuple(size * by for size in self.type_sizes)})


class FormatOfProduct(Entry):
    """How a product is made in one format (`--format`)."""

    called: ClassVar = "a format of a product"

    template: Line
    """The template in the product's folder."""
    description: Line | None = None
    """What it is, where it is not what the product is."""
    label: Line | None = None
    """The label by which other editions name it, where editions of the format are named at all."""


class SpecimenPage(Entry):
    """A page that the specimen of a brand shows in small."""

    called: ClassVar = "a page of a specimen"

    page: Literal["first", "opener"]
    """The first page, or the one on which the first aspect opens."""
    label: Line
    """The label that says what it is."""


class ProductFile(Entry):
    """What a `product.yml` says."""

    called: ClassVar = "a product"

    description: Line
    """What it is, in a line."""
    order: int = 100
    """Where it stands among others."""
    default: bool = False
    """Whether it is made where no product is asked for."""
    scope: Scope
    """What of the framework one file holds."""
    together: Identifier | None = None
    """Of a product by aspect: the folder of its files, and the file that has them all."""
    audience: Audience
    """For whom it is made."""
    needs: frozenset[Need] = frozenset()
    """What content must have for it: it is not made where that is lacking."""
    side_by_side: bool = False
    """Of one for everyone: whether it has professions side by side: those that are asked for, where they are two or
    more, else all. The one that stands for a mixed group is none of them."""
    for_group: bool = False
    """Whether it is made for a group: so many people (`--people`) at so many tables (`--tables`)."""
    binding: Binding
    """What holds its pages together."""
    facing_pages: bool
    """Whether pages face each other, so that programs show spreads."""
    multiple_of: Annotated[int, Field(strict=True, ge=1, le=64)]
    """What the number of pages is a multiple of: spare pages fill it up."""
    fitting: Fitting
    """What gives way when words do not fit their pages."""
    office: OfficeWay
    """How an office prints it."""
    editions: Annotated[dict[Identifier, Variant], Field(min_length=1)]
    """How each edition (`--edition`) is set."""
    formats: Annotated[dict[Identifier, FormatOfProduct], Field(min_length=1)]
    """The formats (`--format`) that it is made in."""
    words: dict[str, dict[str, Line]] = Field(default_factory=dict)
    """Its own words, by language (`en`) and name."""
    specimen: tuple[SpecimenPage, ...] = ()
    """The pages of it that the specimen of a brand shows."""


class Product(ProductFile):
    """Something that can be made, and how."""

    id: Identifier
    """Its name for `--product` and in file names: that of its folder."""
    home: Line
    """Its folder, below those of templates: `products/booklet`."""

    @property
    def by_aspect(self) -> bool:
        """Whether there is a file for each aspect."""
        return self.scope is Scope.ASPECT

    @property
    def is_bound(self) -> bool:
        """Whether its pages are held together."""
        return self.binding is Binding.FOLDED

    def words_in(self, language: str) -> dict[str, str]:
        """Return its own words in a language (BCP 47), else in the first language that it has."""
        for name in (language, language.partition("-")[0], *self.words):
            if name in self.words:
                return dict(self.words[name])
        return {}
