"""Sets the exact page boxes of a PDF with a bleed, clips it at the bleed, and draws printer's marks in the slug.

Lengths are in mm from the lower left corner of the sheet until they are written.
"""

from collections.abc import Iterable, Iterator

from pikepdf import Array, Dictionary, Name, Object, Page, Pdf

from framework_pdf.content.model.printing import PrinterMark
from framework_pdf.core.units import mm_to_pt, pt_to_mm
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
PATCHES = (
    (100, 0, 0, 0),
    (0, 100, 0, 0),
    (0, 0, 100, 0),
    (0, 0, 0, 100),
    (100, 100, 0, 0),
    (0, 100, 100, 0),
    (100, 0, 100, 0),
    (50, 0, 0, 0),
    (0, 50, 0, 0),
    (0, 0, 50, 0),
    (0, 0, 0, 50),
    (50, 40, 40, 0),
)
"""What a printer measures: solid inks, two solids on each other, half tones, and a grey of three inks, in percent."""
_ALL_INKS = Name("/Registration")
"""The name of the colour space that is all inks at once (ISO 32000-1, 8.6.6.4), so that marks are on every plate."""


def set_boxes_and_draw_marks(document: Pdf, job: PressJob) -> None:
    """Set the page boxes of a PDF whose TrimBoxes are right, and draw the marks that the job asks for.

    The TrimBox lies in the BleedBox, and that in the MediaBox (ISO 32000-1, 14.11.2); there are no other boxes.
    """
    all_inks = document.make_indirect(Array([Name.Separation, Name.All, Name.DeviceCMYK, _tint_transform(document)]))
    for page in document.pages:
        left, bottom, right, top = (float(edge) for edge in page.trimbox)
        width, height = round(pt_to_mm(right - left), 3), round(pt_to_mm(top - bottom), 3)
        _set_boxes(page, width, height, job)
        _draw(document, page, (left, bottom), _marks(width, height, job))
        if job.marks:
            spaces = page.resources.get("/ColorSpace", Dictionary())
            spaces[_ALL_INKS] = all_inks
            page.resources.ColorSpace = spaces


def _tint_transform(document: Pdf) -> Object:
    """Return the function that converts a level of all inks to the four process inks (ISO 32000-1, 7.10.3)."""
    return document.make_indirect(Dictionary(FunctionType=2, Domain=[0, 1], C0=[0, 0, 0, 0], C1=[1, 1, 1, 1], N=1))


def _set_boxes(page: Page, width: float, height: float, job: PressJob) -> None:
    """Set the boxes of a page, given the width and height of its trim in mm."""
    margin = job.margin
    for name, inset in (("/MediaBox", 0.0), ("/BleedBox", margin - job.bleed), ("/TrimBox", margin)):
        ends = (inset, inset, width + 2 * margin - inset, height + 2 * margin - inset)
        page.obj[name] = [_pt(end) for end in ends]
    for name in ("/CropBox", "/ArtBox"):
        if name in page.obj:
            del page.obj[name]


def _draw(document: Pdf, page: Page, origin: tuple[float, float], marks: str) -> None:
    """Move the content of a page into its new boxes, clip it at the bleed, and draw the marks.

    Args:
        origin: Where the lower left corner of the trim was before the boxes were set, in pt.
        marks: The operators that draw them.

    """
    (x, y), trim, bleed = origin, page.obj.TrimBox, [float(edge) for edge in page.obj.BleedBox]
    shift = f"1 0 0 1 {float(trim[0]) - x:.4f} {float(trim[1]) - y:.4f} cm"
    clip = f"{bleed[0]:.4f} {bleed[1]:.4f} {bleed[2] - bleed[0]:.4f} {bleed[3] - bleed[1]:.4f} re W n"
    content = page.obj.Contents.read_bytes()
    page.obj.Contents = document.make_stream(
        b"q %b\n%b\n%b\nQ\n%b" % (clip.encode(), shift.encode(), content, marks.encode())
    )


def _marks(width: float, height: float, job: PressJob) -> str:
    """Return the operators that draw the marks of a job around a page of this trimmed size."""
    marks = {
        PrinterMark.CROP: [_strokes(_crop_marks(width, height, job.margin, job.bleed))],
        PrinterMark.REGISTRATION: _registration_marks(width, height, job.margin),
        PrinterMark.COLOUR_BAR: _colour_bar(width, job.margin),
    }
    return "\n".join("\n".join(["q", *drawn, "Q"]) for mark, drawn in marks.items() if mark in job.marks)


Line = tuple[float, float, float, float]
"""The ends of a line: x and y of one, x and y of the other."""


def _crop_marks(width: float, height: float, margin: float, bleed: float) -> Iterator[Line]:
    """Yield the two crop marks at each corner of the trimmed size, which has the margin around it."""
    near = max(bleed, LEAST_GAP)
    for x, outwards in ((margin, -1), (margin + width, 1)):
        for y, upwards in ((margin, -1), (margin + height, 1)):
            yield x + outwards * near, y, x + outwards * (near + CROP_MARK_LENGTH), y
            yield x, y + upwards * near, x, y + upwards * (near + CROP_MARK_LENGTH)


def _registration_marks(width: float, height: float, margin: float) -> Iterator[str]:
    """Yield the operators that draw a cross in a circle in the middle of each side of the slug."""
    across, up = margin + width / 2, margin + height / 2
    middle = SLUG / 2
    for x, y in (
        (across, middle),
        (across, 2 * margin + height - middle),
        (middle, up),
        (2 * margin + width - middle, up),
    ):
        reach = REGISTRATION_RADIUS * 1.6
        yield _strokes([(x - reach, y, x + reach, y), (x, y - reach, x, y + reach)])
        yield _circle(x, y, REGISTRATION_RADIUS)


def _colour_bar(width: float, margin: float) -> Iterator[str]:
    """Yield the operators that draw patches of ink in the slug at the foot, right of the registration mark."""
    left, bottom = margin + width / 2 + 2 * PATCH_SIDE, (SLUG - PATCH_SIDE) / 2
    side = min(PATCH_SIDE, (width / 2 - 3 * PATCH_SIDE) / len(PATCHES))
    for number, inks in enumerate(PATCHES):
        area = " ".join(_pt_text(each) for each in (left + number * side, bottom, side, PATCH_SIDE))
        yield f"{' '.join(f'{ink / 100:g}' for ink in inks)} k {area} re f"


def _strokes(lines: Iterable[Line]) -> str:
    """Return the operators that draw lines on every plate."""
    paths = ["{} {} m {} {} l S".format(*map(_pt_text, line)) for line in lines]
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
    return "\n".join(
        [f"{_pt_text(x + radius)} {_pt_text(y)} m", *(f"{' '.join(map(_pt_text, curve))} c" for curve in curves), "S"]
    )


def _pt(length: float) -> float:
    return round(mm_to_pt(length), 4)


def _pt_text(length: float) -> str:
    """Return a length in mm as a content stream writes it in pt."""
    return f"{mm_to_pt(length):.4f}"
