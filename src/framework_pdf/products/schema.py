"""The JSON Schemas of everything that people write: content files, `_brand.yml` and `product.yml`."""

from framework_pdf.brand.model import Brand
from framework_pdf.content.schema import schema_file, schemas
from framework_pdf.products.product import ProductFile


def every_schema() -> dict[str, str]:
    """Return each schema as JSON, by the path of its file below the folder of schemas."""
    return {**schemas(), **dict([schema_file("brand", Brand), schema_file("product", ProductFile)])}
