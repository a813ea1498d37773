"""Converts a PDF to grey: each colour becomes the grey of the same lightness."""

from pikepdf import Name, Pdf

from framework_pdf.core.colour import channels, greyed
from framework_pdf.pdf.recolour import TargetInks, recolour


def make_grey(document: Pdf) -> None:
    """Convert a PDF to grey in place."""
    recolour(document, TargetInks({"rg": "g", "RG": "G"}, Name.DeviceGray, _grey, lambda picture: picture.convert("L")))


def _grey(colour: str) -> tuple[float]:
    """Return the grey, 0 to 1, that is as light as a colour (`#rrggbb`)."""
    return (channels(greyed(colour))[0] / 255,)
