"""Pictures of a kit, taken from files."""

from base64 import b64encode
from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image

from framework_pdf.brand.pictures import Picture, picture_of
from framework_pdf.core.diagnostics import Location
from framework_pdf.preflight import svg_comparison

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 100">{}</svg>'


def taken(path: Path, proof: bool = True) -> tuple[Picture | None, str]:
    """Return the picture in a file, and what is wrong with it as people read it, with its place and a way out.

    With a proof, a drawing is compared with what another program draws.
    """
    picture, problems = picture_of(
        path, Location(path.parent / "_brand.yml", 3, 7), svg_comparison.compared if proof else None
    )
    assert all(problem.hint and problem.location for problem in problems)
    assert bool(picture) != bool(problems)
    return picture, "\n".join(map(str, problems))


def drawn(folder: Path, svg: str | bytes, proof: bool = True) -> tuple[Picture | None, str]:
    """Return the same of an SVG, which is put into a folder."""
    path = folder / "logo.svg"
    path.write_bytes(svg if isinstance(svg, bytes) else svg.encode())
    return taken(path, proof)


def encoded(image: Image.Image, kind: str = "PNG", **options: Any) -> str:
    """Return the address that holds a raster."""
    out = BytesIO()
    image.save(out, kind, **options)
    return f"data:image/{kind.lower()};base64,{b64encode(out.getvalue()).decode()}"
