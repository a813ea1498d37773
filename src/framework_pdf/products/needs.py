"""What products need of content, and what is said where it is lacking."""

from collections.abc import Iterator

from framework_pdf.content.catalogue import Catalogue
from framework_pdf.content.model.profession import Profession
from framework_pdf.core.diagnostics import Diagnostic, did_you_mean
from framework_pdf.products.loading import Products
from framework_pdf.products.product import Need, Product
from framework_pdf.products.side_by_side import side_by_side

LACKING = {
    Need.REGULATOR: (
        "`{profession}` has no `{product}`: its file names no regulator",
        "write `regulator:` there with an id of regulators.yml, or leave this product out",
    ),
    Need.RECORD: (
        "`{profession}` has no `{product}`: no regulator of it has a record",
        "write `record:` in regulators.yml, of a regulator that its file names; or leave this product out",
    ),
    Need.PROFESSIONS: (
        "there is no `{product}`: the content has fewer than two professions to set side by side",
        "write a file for each in professions/, or leave this product out",
    ),
    Need.SESSION: (
        "there is no `{product}`: the content has no `session.yml`",
        "write one, as docs/writing-content.md says, or leave this product out",
    ),
}
"""What is said where content lacks what a product needs, and the way out."""


def lacking(product: Product, catalogue: Catalogue, profession: Profession) -> Need | None:
    """Return what a product needs and content has not for a profession."""
    regulator = catalogue.regulators.get(profession.regulator or "")
    there = {
        Need.REGULATOR: regulator is not None,
        Need.RECORD: regulator is not None and regulator.record is not None,
        Need.SESSION: catalogue.session is not None,
        Need.PROFESSIONS: len(side_by_side(catalogue)) > 1,
    }
    return next((need for need in Need if need in product.needs and not there[need]), None)


def unknown_products(catalogue: Catalogue, products: Products) -> Iterator[Diagnostic]:
    """Yield each product that content names, and that there is none of."""
    for index, each in enumerate(catalogue.session.to_print if catalogue.session else ()):
        if each.product and each.product not in products.offered:
            place = catalogue.location(("session", "to_print", index, "product"))
            hint = did_you_mean(each.product, products.offered)
            yield Diagnostic("unknown-product", f"there is no product `{each.product}`", place, hint)
