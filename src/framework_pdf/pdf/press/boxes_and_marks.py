"""A PDF with its bleed in; out, its boxes exact, nothing drawn beyond the bleed, and printer's marks in the slug.

Lengths are in mm from the lower left corner of the sheet until they are written.
"""

from collections.abc import Iterable, Iterator

from pikepdf import Array, Dictionary, Name, Object, Page, Pdf

from framework_pdf.content.model.printing import PrinterMark
from framework_pdf.core.units import mm_to_pt, pt_to_mm
from framework_pdf.products.press_job import SLUG, PressJob

HAIR = 0.25
"""The thickness of marks, in pt."""
CROP = 5
"""The length of a crop mark."""
GAP = 3
"""Marks begin so far from the trim at the least, and always outside the bleed: none is left where a cut is off."""
TARGET = 2.5
"""The radius of a registration mark."""
PATCH = 5
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
"""Solid inks, two solids on one another, half tones, and a grey of three inks: what a printer measures."""
_ALL = Name("/Registration")
"""The colour space that is all inks at once (ISO 32000-1, 8.6.6.4): marks lie on every plate."""


def trim(document: Pdf, job: PressJob) -> None:
    """A PDF whose TrimBoxes are right and a job in; its boxes are exact, and the marks of the job are drawn.

    MediaBox, BleedBox and TrimBox lie in one another (ISO 32000-1, 14.11.2); there is no other box.
    """
    everywhere = document.make_indirect(Array([Name.Separation, Name.All, Name.DeviceCMYK, _all_inks(document)]))
    for page in document.pages:
        left, bottom, right, top = (float(edge) for edge in page.trimbox)
        width, height = round(pt_to_mm(right - left), 3), round(pt_to_mm(top - bottom), 3)
        _set_boxes(page, width, height, job)
        _draw(document, page, (left, bottom), _marks(width, height, job))
        if job.marks:
            spaces = page.resources.get("/ColorSpace", Dictionary())
            spaces[_ALL] = everywhere
            page.resources.ColorSpace = spaces


def _all_inks(document: Pdf) -> Object:
    """A PDF in; out, the function that makes of all inks the four (ISO 32000-1, 7.10.3)."""
    return document.make_indirect(Dictionary(FunctionType=2, Domain=[0, 1], C0=[0, 0, 0, 0], C1=[1, 1, 1, 1], N=1))


def _set_boxes(page: Page, width: float, height: float, job: PressJob) -> None:
    margin = job.margin
    for name, inset in (("/MediaBox", 0.0), ("/BleedBox", margin - job.bleed), ("/TrimBox", margin)):
        ends = (inset, inset, width + 2 * margin - inset, height + 2 * margin - inset)
        page.obj[name] = [_pt(end) for end in ends]
    for name in ("/CropBox", "/ArtBox"):
        if name in page.obj:
            del page.obj[name]


def _draw(document: Pdf, page: Page, origin: tuple[float, float], marks: str) -> None:
    """A page, its old corner in pt and the marks in; its content stands in the new sheet, cut at the bleed."""
    (x, y), trim, bleed = origin, page.obj.TrimBox, [float(edge) for edge in page.obj.BleedBox]
    shift = f"1 0 0 1 {float(trim[0]) - x:.4f} {float(trim[1]) - y:.4f} cm"
    clip = f"{bleed[0]:.4f} {bleed[1]:.4f} {bleed[2] - bleed[0]:.4f} {bleed[3] - bleed[1]:.4f} re W n"
    content = page.obj.Contents.read_bytes()
    page.obj.Contents = document.make_stream(
        b"q %b\n%b\n%b\nQ\n%b" % (clip.encode(), shift.encode(), content, marks.encode())
    )


def _marks(width: float, height: float, job: PressJob) -> str:
    """The trimmed size and a job in; out, the operators that draw its marks."""
    marks = {
        PrinterMark.CROP: [_strokes(_crops(width, height, job.margin, job.bleed))],
        PrinterMark.REGISTRATION: _targets(width, height, job.margin),
        PrinterMark.COLOUR_BAR: _bar(width, job.margin),
    }
    return "\n".join("\n".join(["q", *drawn, "Q"]) for mark, drawn in marks.items() if mark in job.marks)


def _crops(width: float, height: float, margin: float, bleed: float) -> Iterator[tuple[float, float, float, float]]:
    """The trimmed size, the margin around it and the bleed in; out, the ends of the two marks at each corner."""
    near = max(bleed, GAP)
    for x, outwards in ((margin, -1), (margin + width, 1)):
        for y, upwards in ((margin, -1), (margin + height, 1)):
            yield x + outwards * near, y, x + outwards * (near + CROP), y
            yield x, y + upwards * near, x, y + upwards * (near + CROP)


def _targets(width: float, height: float, margin: float) -> Iterator[str]:
    """The trimmed size and the margin in; out, a cross in a circle in the middle of each side of the slug."""
    across, up = margin + width / 2, margin + height / 2
    middle = SLUG / 2
    for x, y in (
        (across, middle),
        (across, 2 * margin + height - middle),
        (middle, up),
        (2 * margin + width - middle, up),
    ):
        reach = TARGET * 1.6
        yield _strokes([(x - reach, y, x + reach, y), (x, y - reach, x, y + reach)])
        yield _circle(x, y, TARGET)


def _bar(width: float, margin: float) -> Iterator[str]:
    """The trimmed width and the margin in; out, patches of ink in the slug at the foot, right of the middle's mark."""
    left, bottom = margin + width / 2 + 2 * PATCH, (SLUG - PATCH) / 2
    side = min(PATCH, (width / 2 - 3 * PATCH) / len(PATCHES))
    for number, inks in enumerate(PATCHES):
        area = " ".join(_said(each) for each in (left + number * side, bottom, side, PATCH))
        yield f"{' '.join(f'{ink / 100:g}' for ink in inks)} k {area} re f"


def _strokes(lines: Iterable[tuple[float, float, float, float]]) -> str:
    """The ends of lines in; out, the operators that draw them on every plate."""
    paths = ["{} {} m {} {} l S".format(*map(_said, line)) for line in lines]
    return "\n".join([f"{_ALL} CS 1 SCN {HAIR} w", *paths])


def _circle(x: float, y: float, radius: float) -> str:
    """A centre and a radius in; out, the operators that draw the circle: four curves, as near as a hair."""
    far = radius * 0.5523
    curves = (
        (x + radius, y + far, x + far, y + radius, x, y + radius),
        (x - far, y + radius, x - radius, y + far, x - radius, y),
        (x - radius, y - far, x - far, y - radius, x, y - radius),
        (x + far, y - radius, x + radius, y - far, x + radius, y),
    )
    return "\n".join(
        [f"{_said(x + radius)} {_said(y)} m", *(f"{' '.join(map(_said, curve))} c" for curve in curves), "S"]
    )


def _pt(length: float) -> float:
    return round(mm_to_pt(length), 4)


def _said(length: float) -> str:
    """A length in mm in; out, how a content stream says it in pt."""
    return f"{mm_to_pt(length):.4f}"
