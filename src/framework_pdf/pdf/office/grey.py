"""A PDF in; out, nothing in it has a colour: what is red, green and blue is grey of the same lightness."""

from pikepdf import Name, Pdf

from framework_pdf.core.colour import channels, greyed
from framework_pdf.pdf.recolour import TargetInks, recolour


def without_colour(document: Pdf) -> None:
    """A PDF in; it is in grey."""
    recolour(document, TargetInks({"rg": "g", "RG": "G"}, Name.DeviceGray, _grey, lambda picture: picture.convert("L")))


def _grey(colour: str) -> tuple[float]:
    """`#rrggbb` in; out, the grey that is as light."""
    return (channels(greyed(colour))[0] / 255,)
