"""Reads the pictures that texts of the content name, with the checks of a brand kit's pictures."""

from collections.abc import Mapping

from framework_pdf.brand.pictures import DrawingCheck, Picture, picture_of
from framework_pdf.content.catalogue import Catalogue
from framework_pdf.core.diagnostics import Diagnostic

DOTS_A_MM = 17
"""How many dots of a picture are printed a millimetre, in standard print: in large print it is 300 an inch still."""
HIGHEST = 110
"""How high a picture may be in standard print, in mm: more than half of a page of A5."""
TextPictures = Mapping[str, Picture]
"""Pictures by the names that texts have for them."""


def read_pictures(
    catalogue: Catalogue, check_drawing: DrawingCheck | None = None
) -> tuple[TextPictures, tuple[Diagnostic, ...]]:
    """Return the pictures that texts name and that can be set, and what is wrong with the others.

    Args:
        catalogue: The content.
        check_drawing: Compares how a drawing is set with how it is meant; without it, that is not checked.

    """
    pictures: dict[str, Picture] = {}
    problems: list[Diagnostic] = []
    for name, named in catalogue.pictures.items():
        picture, found = picture_of(named[0].path, named[0].place, check_drawing)
        problems += found
        if picture:
            pictures[name] = picture
    return pictures, tuple(problems)


def width_of(picture: Picture) -> float:
    """Return how wide a picture is in standard print, in mm, unless its column is narrower."""
    of_dots = picture.dots[0] / DOTS_A_MM if picture.dots else float("inf")
    return round(min(of_dots, HIGHEST * picture.width / picture.height), 2)
