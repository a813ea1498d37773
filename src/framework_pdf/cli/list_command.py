"""`framework-pdf list`: says what there is: professions, products, printers."""

from functools import partial
from pathlib import Path

import click

from framework_pdf.cli import console, options
from framework_pdf.core import workspace

Row = dict[str, str | int | list[str]]


@click.command("list")
@click.argument("kind", type=click.Choice(["professions", "aspects", "products", "printers"]))
@click.option("--json", "as_json", is_flag=True, help="Print JSON, for programs.")
@options.content
@options.templates
def command(kind: str, as_json: bool, content: tuple[Path, ...], templates: Path | None) -> None:
    """List professions, aspects, products or presets of printers."""
    rows = _products(templates) if kind == "products" else _of_content(kind, content)
    if as_json:
        console.say_json(rows)
        return
    texts = [[", ".join(cell) if isinstance(cell, list) else str(cell) for cell in row.values()] for row in rows]
    widths = [max(map(len, column)) for column in zip(*texts, strict=True)]
    for row in texts:
        console.say("  ".join(f"{cell:<{width}}" for cell, width in zip(row, widths, strict=True)).rstrip())


def _products(templates: Path | None) -> list[Row]:
    from framework_pdf.core.errors import raise_on_errors
    from framework_pdf.products.formats import format_named
    from framework_pdf.products.loading import load_products
    from framework_pdf.products.plan import rows

    products, problems = load_products(workspace.find(templates=templates).templates)
    raise_on_errors(problems, strict=True)
    return [
        {
            "id": product.id,
            "edition": variant if format_named(name).has_pages else "",
            "format": name,
            "papers": [paper.name for paper in product.editions[variant].papers if format_named(name).has_pages],
            "description": product.formats[name].description
            or product.editions[variant].description
            or product.description,
        }
        for product, variant, name in rows(products)
    ]


def _of_content(kind: str, content: tuple[Path, ...]) -> list[Row]:
    from framework_pdf.content.loading import load
    from framework_pdf.core.worker import in_worker

    catalogue, _ = in_worker(partial(load, workspace.find(content).content))
    if kind == "professions":
        return [
            {
                "id": profession.id,
                "plural": profession.plural,
                "aliases": list(profession.aliases),
                "like": [each.id for each in catalogue.in_turn(profession)[1:-1]],
            }
            for profession in catalogue.professions.values()
        ]
    if kind == "aspects":
        numbered = enumerate(catalogue.aspects, 1)
        return [{"number": number, "id": aspect.id, "title": aspect.title} for number, aspect in numbered]
    return [
        {
            "id": printer.id,
            "name": printer.name,
            "condition": printer.condition,
            "binding": printer.binding,
            "bleed": f"{printer.bleed:g} mm",
            "marks": list(printer.marks),
        }
        for printer in catalogue.printers.values()
    ]
