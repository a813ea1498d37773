"""`framework-pdf schema`: writes JSON Schemas of content files, products and brand kits."""

from pathlib import Path

import click

from framework_pdf.cli import console, options


@click.command("schema")
@click.argument("folder", type=options.Folder(), metavar="[DIR]", default=Path("content", "schemas"))
def command(folder: Path) -> None:
    """Write JSON Schemas of content files, `_brand.yml` and `product.yml`, for editors. Default: ./content/schemas.

    Those of an earlier version that are there are replaced.

    A content file names its schema in its first line, and an editor that knows YAML then completes keys,
    explains them and marks what is wrong:

    \b
    # yaml-language-server: $schema=../schemas/aspects.schema.json
    """  # noqa: D301 (click wants the character itself)
    from framework_pdf.core import workspace
    from framework_pdf.products.schema import every_schema

    files = every_schema()
    workspace.write(folder, {name: text.encode() for name, text in files.items()})
    for name in files:
        console.say(f"{folder}/{name}")
