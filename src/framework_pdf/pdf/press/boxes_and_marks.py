"""Sets the exact page boxes of a PDF with a bleed, clips it at the bleed, and draws printer's marks in the slug.

Lengths are in mm from the lower left corner of the sheet until they are written.
"""

from collections.abc import Iterable, Iterator

from pikepdf import Array, Dictionary, Name, Page, Pdf, Rectangle

from framework_pdf.content.model.printing import PrinterMark
from framework_pdf.core.units import mm_to_pt, pt_to_mm
from framework_pdf.pdf.page_geometry import geometry_of
from framework_pdf.products.press_job import SLUG, PressJob

LINE_WIDTH = 0.25
"""The thickness of marks, in pt."""
CROP_MARK_LENGTH = 5
LEAST_GAP = 3
"""The least distance of crop marks from the trim. They also stay outside the bleed, so that none is left on the page
where a cut is a little off."""
REGISTRATION_RADIUS = 2.5
"""The radius of the circle of a registration mark."""
PATCH_SIDE = 5
"""The side of a patch of the colour bar."""
SOLIDS = ((100, 0, 0, 0), (0, 100, 0, 0), (0, 0, 100, 0), (0, 0, 0, 100))
TWO_SOLIDS = ((100, 100, 0, 0), (0, 100, 100, 0), (100, 0, 100, 0))
HALF_TONES = ((50, 0, 0, 0), (0, 50, 0, 0), (0, 0, 50, 0), (0, 0, 0, 50))
GREY = (50, 40, 40, 0)
PATCHES = (*SOLIDS, *TWO_SOLIDS, *HALF_TONES, GREY)
"""What a printer measures: solid inks, two solids on each other, half tones, and a grey of three inks, in percent."""
_ALL_INKS = Name("/Registration")
"""The name of the colour space that is all inks at once (ISO 32000-1, 8.6.6.4), so that marks are on every plate."""


def set_boxes_and_draw_marks(document: Pdf, job: PressJob) -> None:
    """Set the page boxes of a PDF whose TrimBoxes are right, and draw the marks that the job asks for.

    The TrimBox lies in the BleedBox, and that in the MediaBox (ISO 32000-1, 14.11.2); there are no other boxes.
    """
    # A function that converts a level of all inks to the four process inks (ISO 32000-1, 7.10.3).
    tints = document.make_indirect(Dictionary(FunctionType=2, Domain=[0, 1], C0=[0, 0, 0, 0], C1=[1, 1, 1, 1], N=1))
    all_inks = document.make_indirect(Array([Name.Separation, Name.All, Name.DeviceCMYK, tints]))
    for page in document.pages:
        before = geometry_of(page).trim
        width, height = (round(pt_to_mm(side), 3) for side in (before.width, before.height))
        trim = Rectangle(job.margin, job.margin, job.margin + width, job.margin + height)
        _set_boxes(page, trim, job)
        _draw(document, page, before, _marks(trim, job))
        if job.marks:
            page.add_resource(all_inks, Name.ColorSpace, _ALL_INKS)


def _set_boxes(page: Page, trim: Rectangle, job: PressJob) -> None:
    """Set the boxes of a page, given its trim in mm."""
    for name, beyond in (("/MediaBox", job.margin), ("/BleedBox", job.bleed), ("/TrimBox", 0)):
        ends = (trim.llx - beyond, trim.lly - beyond, trim.urx + beyond, trim.ury + beyond)
        page.obj[name] = [round(mm_to_pt(end), 4) for end in ends]
    for name in ("/CropBox", "/ArtBox"):
        if name in page.obj:
            del page.obj[name]


def _draw(document: Pdf, page: Page, before: Rectangle, marks: str) -> None:
    """Move the content of a page into its new boxes, clip it at the bleed, and draw the marks.

    Args:
        before: The trim before the boxes were set, in pt.
        marks: The operators that draw them.

    """
    geometry = geometry_of(page)
    trim, bleed = geometry.trim, geometry.bleed
    shift = f"1 0 0 1 {trim.llx - before.llx:.4f} {trim.lly - before.lly:.4f} cm"
    clip = f"{bleed.llx:.4f} {bleed.lly:.4f} {bleed.width:.4f} {bleed.height:.4f} re W n"
    content = b"q %b\n%b\n%b\nQ\n%b" % (clip.encode(), shift.encode(), page.obj.Contents.read_bytes(), marks.encode())
    page.obj.Contents = document.make_stream(content)


def _marks(trim: Rectangle, job: PressJob) -> str:
    """Return the operators that draw the marks of a job around the trim of a page."""
    marks = {
        PrinterMark.CROP: [_strokes(_crop_marks(trim, job.bleed))],
        PrinterMark.REGISTRATION: _registration_marks(trim),
        PrinterMark.COLOUR_BAR: _colour_bar(trim),
    }
    return "\n".join("\n".join(["q", *drawn, "Q"]) for mark, drawn in marks.items() if mark in job.marks)


Line = tuple[float, float, float, float]
"""The ends of a line: x and y of one, x and y of the other."""


def _crop_marks(trim: Rectangle, bleed: float) -> Iterator[Line]:
    """Yield the two crop marks at each corner of the trim."""
    near = max(bleed, LEAST_GAP)
    far = near + CROP_MARK_LENGTH
    for x, outwards in ((trim.llx, -1), (trim.urx, 1)):
        for y, upwards in ((trim.lly, -1), (trim.ury, 1)):
            yield x + outwards * near, y, x + outwards * far, y
            yield x, y + upwards * near, x, y + upwards * far


def _registration_marks(trim: Rectangle) -> Iterator[str]:
    """Yield the operators that draw a cross in a circle in the middle of each side of the slug."""
    across, up = trim.llx + trim.width / 2, trim.lly + trim.height / 2
    near = SLUG / 2
    reach = REGISTRATION_RADIUS * 1.6
    for x, y in ((across, near), (across, 2 * up - near), (near, up), (2 * across - near, up)):
        yield _strokes([(x - reach, y, x + reach, y), (x, y - reach, x, y + reach)])
        yield _circle(x, y, REGISTRATION_RADIUS)


def _colour_bar(trim: Rectangle) -> Iterator[str]:
    """Yield the operators that draw patches of ink in the slug at the foot, right of the registration mark."""
    left, bottom = trim.llx + trim.width / 2 + 2 * PATCH_SIDE, (SLUG - PATCH_SIDE) / 2
    side = min(PATCH_SIDE, (trim.width / 2 - 3 * PATCH_SIDE) / len(PATCHES))
    for number, inks in enumerate(PATCHES):
        area = _in_pt(left + number * side, bottom, side, PATCH_SIDE)
        yield f"{' '.join(f'{ink / 100:g}' for ink in inks)} k {area} re f"


def _strokes(lines: Iterable[Line]) -> str:
    """Return the operators that draw lines on every plate."""
    paths = [f"{_in_pt(*line[:2])} m {_in_pt(*line[2:])} l S" for line in lines]
    return "\n".join([f"{_ALL_INKS} CS 1 SCN {LINE_WIDTH} w", *paths])


def _circle(x: float, y: float, radius: float) -> str:
    """Return the operators that draw a circle, of four Bézier curves."""
    far = radius * 0.5523  # the distance of control points with which a curve comes nearest to a quarter of a circle
    curves = (
        (x + radius, y + far, x + far, y + radius, x, y + radius),
        (x - far, y + radius, x - radius, y + far, x - radius, y),
        (x - radius, y - far, x - far, y - radius, x, y - radius),
        (x + far, y - radius, x + radius, y - far, x + radius, y),
    )
    return "\n".join([f"{_in_pt(x + radius, y)} m", *(f"{_in_pt(*curve)} c" for curve in curves), "S"])


def _in_pt(*lengths: float) -> str:
    """Return lengths in mm as a content stream writes them in pt."""
    return " ".join(f"{mm_to_pt(length):.4f}" for length in lengths)
