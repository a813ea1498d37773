"""Where a page of a PDF lies: its boxes, which way up it is shown, and how large its units are.

Nothing else reads these keys of a page, so that imposing, printing and preflight mean the same page (ISO 32000-1,
7.7.3.3 and 14.11.2). Boxes are in the units in which the page's content is drawn until they are asked for in mm.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from pikepdf import Dictionary, Matrix, Object, Page, Rectangle

from framework_pdf.core.units import pt_to_mm
from framework_pdf.pdf.values import number


class PageSizeError(ValueError):
    """A page does not say how large it is."""


@dataclass(frozen=True, slots=True)
class PageGeometry:
    """The boxes of a page as its content is drawn, and how a reader shows them."""

    media: Rectangle
    """The sheet that it is printed on."""
    crop: Rectangle
    """What a reader shows of it; it lies in the MediaBox."""
    bleed: Rectangle
    """How far artwork goes, as the file says it."""
    trim: Rectangle
    """The finished page, as the file says it."""
    says_finished: bool = False
    """Whether the file says it, with a TrimBox or an ArtBox; else it is taken to be the CropBox."""
    rotation: int = 0
    """By how many degrees it is turned clockwise where it is shown: 0, 90, 180 or 270."""
    unit: float = 1
    """How long its unit is, in pt (UserUnit)."""

    @property
    def finished(self) -> Rectangle:
        """The finished page as far as a reader shows it: nothing that was cropped away comes back."""
        return overlap(self.trim, self.crop) or self.crop

    def size(self, box: Rectangle) -> tuple[float, float]:
        """Return the width and height of a box in mm, as it is shown."""
        sides = (pt_to_mm(box.width * self.unit), pt_to_mm(box.height * self.unit))
        return sides[::-1] if self.rotation % 180 else sides

    def upright(self, box: Rectangle) -> Matrix:
        """Return the matrix from the page's content to a box as it is shown, in pt from its lower left corner."""
        corner = {0: box.lower_left, 90: box.lower_right, 180: box.upper_right, 270: box.upper_left}[self.rotation]
        left, bottom = (-float(each) for each in corner)
        turned = Matrix().translated(left, bottom) @ Matrix().rotated(-self.rotation)
        return turned @ Matrix().scaled(self.unit, self.unit)

    def edges(self, box: Rectangle) -> list[float]:
        """Return left, bottom, right and top of a box in mm, as it is shown, from the lower left of the CropBox."""
        shown = self.upright(self.crop).transform(box)
        return [pt_to_mm(edge) for edge in (shown.llx, shown.lly, shown.urx, shown.ury)]


def geometry_of(page: Page) -> PageGeometry:
    """Read the geometry of a page.

    Corners may be any two opposite ones (7.9.5). MediaBox, CropBox and Rotate may stand in a node above the page. A box
    that is no rectangle counts as none, as readers have it; so does a turn that is no quarter of one.

    Raises:
        PageSizeError: It has no MediaBox.

    """
    media = _rectangle(_inherited(page, "/MediaBox"))
    if media is None:
        raise PageSizeError("it does not say how large it is (MediaBox)")
    crop = _rectangle(_inherited(page, "/CropBox"))
    crop = (overlap(crop, media) if crop else None) or media
    bleed, trim = (_rectangle(page.obj.get(key)) or crop for key in ("/BleedBox", "/TrimBox"))
    says_finished = any(_rectangle(page.obj.get(key)) for key in ("/TrimBox", "/ArtBox"))
    turn = number(_inherited(page, "/Rotate")) or 0
    rotation = 0 if turn % 90 else int(turn % 360)
    return PageGeometry(media, crop, bleed, trim, says_finished=says_finished, rotation=rotation, unit=unit_of(page))


def unit_of(page: Page) -> float:
    """Return how long the unit of a page is, in pt."""
    unit = number(page.obj.get("/UserUnit")) or 1
    return unit if unit > 0 else 1


def overlap(one: Rectangle, other: Rectangle) -> Rectangle | None:
    """Return what two boxes share, or None if they don't meet."""
    left, right = max(one.llx, other.llx), min(one.urx, other.urx)
    bottom, top = max(one.lly, other.lly), min(one.ury, other.ury)
    return Rectangle(left, bottom, right, top) if left < right and bottom < top else None


def _inherited(page: Page, key: str) -> Object | None:
    """Return a value of a page, or of the nearest node above it that has one (7.7.3.4)."""
    return next((node[key] for node in _nodes(page) if key in node), None)


def _nodes(page: Page) -> Iterator[Object]:
    """Yield a page and the nodes above it, each once."""
    node: Object | None = page.obj
    seen = set()
    while isinstance(node, Dictionary) and node.objgen not in seen:
        yield node
        seen.add(node.objgen)
        node = node.get("/Parent")


def _rectangle(value: object) -> Rectangle | None:
    """Return a box with its lower left corner first, or None if it is no box, or has no area."""
    try:
        box = Rectangle(value)  # type: ignore[call-overload]
    except TypeError:
        return None
    return box if box.width > 0 and box.height > 0 else None
