"""Folders of templates, read: the products in them, checked, or every problem with its place."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from framework_pdf.content.model.base import IDENTIFIER
from framework_pdf.content.model.labels import Labels
from framework_pdf.content.validation import validate
from framework_pdf.content.yaml_source import YamlSource, read_yaml
from framework_pdf.core.diagnostics import Diagnostic, Location, did_you_mean
from framework_pdf.core.key_path import KeyPath
from framework_pdf.core.workspace import PRODUCT_FILE, closed_problem
from framework_pdf.products.formats import format_names
from framework_pdf.products.product import (
    AS_NEEDED,
    EACH_SIDE,
    EVERY,
    Audience,
    Fitting,
    Product,
    ProductFile,
    Variant,
)

OFFERED, SHEETS = "products", "sheets"
"""The folders of products that anybody can ask for, and of sheets that commands make of themselves."""


@dataclass(frozen=True)
class Products:
    """The products of some folders of templates."""

    offered: Mapping[str, Product]
    """Those that can be asked for, by id, in their order."""
    sheets: Mapping[str, Product]
    """Those that commands make of themselves, such as the specimen of a brand."""

    @property
    def papers(self) -> dict[str, str]:
        """The names of all papers that products come on, by their small letters."""
        variants = (variant for product in self.offered.values() for variant in product.editions.values())
        return {paper.name.casefold(): paper.name for variant in variants for paper in variant.papers}

    @property
    def editions(self) -> tuple[str, ...]:
        """The names of all editions (`--edition`) that products have."""
        return tuple(dict.fromkeys(name for product in self.offered.values() for name in product.editions))


def load_products(folders: Sequence[Path]) -> tuple[Products, tuple[Diagnostic, ...]]:
    """Read all products of some folders of templates.

    Args:
        folders: Where a product is looked for; the first that has it counts.

    Returns:
        The products that are right, and what is wrong with the others.

    """
    problems = [problem for folder in folders if (problem := closed_problem(folder))]
    found: dict[str, dict[str, Product]] = {}
    for kind in (OFFERED, SHEETS):
        read = [_product(path, kind) for path in _files(folders, kind)]
        problems += (problem for _, wrong in read for problem in wrong)
        right = sorted((product for product, _ in read if product), key=lambda each: (each.order, each.id))
        found[kind] = {each.id: each for each in right}
    return Products(found[OFFERED], found[SHEETS]), tuple(problems)


def _files(folders: Sequence[Path], kind: str) -> Iterator[Path]:
    """Return the file of each product of a kind, from the first folder that has it."""
    first: dict[str, Path] = {}
    for folder in folders:
        for path in sorted(folder.glob(f"{kind}/*/{PRODUCT_FILE}")):
            first.setdefault(path.parent.name, path)
    yield from first.values()


def _product(path: Path, kind: str) -> tuple[Product | None, tuple[Diagnostic, ...]]:
    """Read one product; return it, or None and what is wrong with it."""
    name = path.parent.name
    if not re.fullmatch(IDENTIFIER, name.replace("_", "-")):
        hint = "rename it: small letters and digits, with single hyphens between them"
        message = f"the folder’s name `{name}` can't name a product"
        return None, (Diagnostic("bad-name", message, Location(path.parent), hint),)
    if name == EVERY:
        message = f"`--product {EVERY}` means every product: none can have that name"
        return None, (Diagnostic("bad-name", message, Location(path.parent), "rename the folder"),)
    source, problems = read_yaml(path)
    if source is None or problems:
        return None, problems
    said, problems = validate(source, ProductFile)
    if said is None:
        return None, problems
    product = Product.model_construct(**dict(said), id=name.replace("_", "-"), home=f"{kind}/{name}")
    problems = tuple(_contradictions(source, said))
    return None if problems else product, problems


def _contradictions(source: YamlSource, said: ProductFile) -> Iterator[Diagnostic]:
    """Yield what a product says of itself that can't be."""
    for name, made in said.formats.items():
        if name not in format_names():
            place, hint = source.at_key(("formats", name)), did_you_mean(name, format_names())
            yield Diagnostic("unknown-format", f"there is no format `{name}`", place, hint)
        if not (source.path.parent / made.template).is_file():
            place = source.at_value(("formats", name, "template"))
            hint = "put it into the product’s folder, or mend the name"
            yield Diagnostic("missing-template", f"there is no template `{made.template}` beside this", place, hint)
    if (said.scope == "aspect") is not (said.together is not None):
        place = source.at_value(("together",) if said.together else ("scope",))
        hint = "write `scope: aspect` and `together: cards`, or `scope: whole` and no `together`"
        yield Diagnostic("bad-product", "`together` names the folder of a product by aspect", place, hint)
    if said.side_by_side and said.audience is not Audience.EVERYONE:
        place = source.at_value(("side_by_side",))
        message = "professions stand side by side in what is made for all of them"
        yield Diagnostic("bad-product", message, place, "write `audience: everyone`")
    for way, label in _labels_named(said):
        if label and label not in Labels.model_fields:
            place, hint = source.at_value(way), did_you_mean(label, Labels.model_fields)
            yield Diagnostic("unknown-label", f"there is no label `{label}`", place, hint)
    for name, variant in said.editions.items():
        yield from _of_edition(source, name, variant, said)


def _labels_named(said: ProductFile) -> Iterator[tuple[KeyPath, str | None]]:
    """Yield each label that a product names, and where; None where it could name one."""
    for name, variant in said.editions.items():
        yield ("editions", name, "label"), variant.label
    for name, made in said.formats.items():
        yield ("formats", name, "label"), made.label
    for number, page in enumerate(said.specimen):
        yield ("specimen", number, "label"), page.label


def _of_edition(source: YamlSource, name: str, variant: Variant, said: ProductFile) -> Iterator[Diagnostic]:
    """Yield what an edition of a product says of itself that can't be."""
    if said.fitting in {Fitting.TYPE, Fitting.WORDS} and variant.pages == AS_NEEDED:
        hint = f"write how many pages it has at the most, or `{EACH_SIDE}`, or `fitting: parts` or `none`"
        place = source.at_value(("editions", name, "pages"))
        yield Diagnostic("bad-product", "nothing can be fitted to as many pages as are needed", place, hint)
    if said.fitting is Fitting.WORDS and said.scope != "aspect":
        place = source.at_value(("fitting",))
        hint = "write `fitting: type`: words to cut are told of a product by aspect alone"
        yield Diagnostic("bad-product", "only the words of a product by aspect are fitted", place, hint)
    if list(variant.type_sizes) != sorted(variant.type_sizes, reverse=True):
        place = source.at_value(("editions", name, "type_sizes"))
        yield Diagnostic("bad-product", "type sizes stand in order, the largest first", place, "put them in order")
