"""The JSON Schema of `_brand.yml`, with which an editor completes keys, explains them and marks what is wrong."""

from framework_pdf.brand.model import Brand
from framework_pdf.content.schema import schema_file


def brand_schema() -> tuple[str, str]:
    """Return the path of the schema below the folder of schemas, and the schema as JSON."""
    return schema_file("brand", Brand)
