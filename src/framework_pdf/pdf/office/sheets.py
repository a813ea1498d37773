"""Draws the pages of a PDF on sheets: the result is for a printer, no longer for readers."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO

from pikepdf import Dictionary, Name, Object, PasswordError, Pdf, PikepdfError, Rectangle

from framework_pdf import __version__
from framework_pdf.core.colour import channels, greyed
from framework_pdf.core.units import mm_to_pt, pt_to_mm
from framework_pdf.pdf import MALFORMED_PDF_ERRORS
from framework_pdf.pdf.office.imposition import SheetLayout, Side, layout
from framework_pdf.pdf.recolour import TargetInks, recolour
from framework_pdf.products.office_job import InkMode, OfficeJob

MARK_LENGTH, MARK_WIDTH = 4, 0.25
"""The length of a cut mark in mm, and its thickness in pt."""
BULK = 1.25
"""The thickness of usual office paper, in thousandths of a millimetre for each g/m²."""


class ImpositionError(Exception):
    """Pages can't be put on sheets. It says why, and the way out."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.message, self.hint = message, hint


@dataclass(frozen=True, slots=True)
class Imposed:
    """A PDF of sheets, with fronts and backs in turn."""

    pdf: bytes
    pages: int
    """How many pages stand on the sheets."""
    sheets: int
    sides: int
    """How many sides of sheets the file has."""
    scale: float
    """The size of pages on the sheets relative to their own size: 1 at the most."""


@dataclass(frozen=True, slots=True)
class _SideGeometry:
    """Where pages and cut marks lie on each side of a job's sheets, in mm from the lower left corner."""

    job: OfficeJob
    sheets: SheetLayout
    width: float
    """Of a page on the sheets."""
    height: float

    def page_area(self, row: int, column: int, creep: float = 0) -> Rectangle:
        """Return where the page at a place stands, given how far it is moved towards the fold."""
        columns, rows = self.job.grid
        across, down = self.sheets.width / columns, self.sheets.height / rows
        left = across * column + (across - self.width) / 2
        if self.job.is_folded:
            left = across - creep if column else across - self.width + creep
        bottom = self.sheets.height - down * (row + 1) + (down - self.height) / 2
        return Rectangle(left, bottom, left + self.width, bottom + self.height)

    @property
    def printable(self) -> Rectangle:
        """The area that the printer can reach."""
        edge = self.job.edge
        return Rectangle(edge, edge, self.sheets.width - edge, self.sheets.height - edge)

    def visible_area(self, column: int) -> Rectangle:
        """Return where pages in a column are seen: where they can be printed, on their own side of the fold."""
        if not self.job.is_folded:
            return self.printable
        half = self.sheets.width / 2
        return self.printable & Rectangle(half * column, 0, half * (column + 1), self.sheets.height)

    def cut_marks(self) -> Iterator[tuple[float, float, float, float]]:
        """Yield the marks at which leaves are cut apart: x and y of one end, x and y of the other."""
        (columns, rows), reach = self.job.grid, self.printable
        areas = [self.page_area(row, column) for row in range(rows) for column in range(columns)]
        for x in sorted({round(edge, 2) for each in areas for edge in (each.llx, each.urx)}):
            if reach.llx < x < reach.urx:
                yield x, reach.lly, x, reach.lly + MARK_LENGTH
                yield x, reach.ury - MARK_LENGTH, x, reach.ury
        for y in sorted({round(edge, 2) for each in areas for edge in (each.lly, each.ury)}):
            if reach.lly < y < reach.ury:
                yield reach.llx, y, reach.llx + MARK_LENGTH, y
                yield reach.urx - MARK_LENGTH, y, reach.urx, y


def on_sheets(pdf: bytes, job: OfficeJob) -> Imposed:
    """Put the pages of a PDF, which all have one size, on sheets.

    Pages on inner sheets of a booklet are moved towards the fold, by the thickness of the sheets around them.

    Raises:
        ImpositionError: It is no PDF that can be read, or its pages have several sizes.

    """
    try:
        with Pdf.open(BytesIO(pdf)) as document:
            return _imposed(document, job)
    except PasswordError as error:
        raise ImpositionError("the file wants a password", "save it without one") from error
    except (PikepdfError, *MALFORMED_PDF_ERRORS) as error:
        raise ImpositionError("it is no PDF, or a damaged one", "name a PDF file") from error


def _imposed(document: Pdf, job: OfficeJob) -> Imposed:
    width, height = _page_size(document)
    sheets = layout(len(document.pages), (width, height), job)
    geometry = _SideGeometry(job, sheets, width * sheets.scale, height * sheets.scale)
    with Pdf.new() as out:
        pages = [out.copy_foreign(each.as_form_xobject()) for each in document.pages]
        for sheet in sheets.sheets:
            creep = sheet.depth * job.weight * BULK / 1000
            for side in (sheet.front, sheet.back) if job.is_duplex else (sheet.front,):
                _add_side(out, geometry, side, pages=pages, creep=creep)
        if job.ink is InkMode.GREY:
            _make_grey(out)
        with document.open_metadata() as old, out.open_metadata(set_pikepdf_as_editor=False) as new:
            new["dc:title"] = old.get("dc:title", "")
            new["xmp:CreatorTool"] = f"framework-pdf {__version__}"
        data = BytesIO()
        out.save(data, deterministic_id=True)
        sides = len(out.pages)
    return Imposed(data.getvalue(), pages=len(pages), sheets=len(sheets.sheets), sides=sides, scale=sheets.scale)


def _page_size(document: Pdf) -> tuple[float, float]:
    """Return the width and height of all pages in mm, or raise ImpositionError if they differ."""
    sizes = set()
    for page in document.pages:
        trim = Rectangle(page.trimbox)
        size = (round(pt_to_mm(trim.width), 1), round(pt_to_mm(trim.height), 1))
        sizes.add(size[::-1] if int(page.obj.get("/Rotate", 0)) % 180 else size)
    if len(sizes) == 1:
        return sizes.pop()
    if not sizes:
        raise ImpositionError("it has no pages", "name another file")
    listed = ", ".join(f"{width:g} × {height:g} mm" for width, height in sorted(sizes)[:4])
    raise ImpositionError(f"its pages have several sizes: {listed}", "make them one size first")


def _add_side(out: Pdf, geometry: _SideGeometry, side: Side, *, pages: Sequence[Object], creep: float) -> None:
    """Add a side of a sheet to a PDF as a page.

    Args:
        pages: All pages of the job, as forms.
        creep: How far pages are moved towards the fold, in mm.

    """
    content, used = [], {}
    for row, places in enumerate(side):
        for column, place in enumerate(places):
            if place.page is None:
                continue
            name = f"/Page{place.page}"
            used[name] = page = pages[place.page - 1]
            area = geometry.page_area(row, column, creep)
            clip = _clip(area & geometry.visible_area(column))
            matrix = _matrix(area, page, geometry.sheets.scale, is_turned=place.turned)
            content.append(f"q {clip} {matrix} {name} Do Q")
    width, height = (round(mm_to_pt(length), 4) for length in (geometry.sheets.width, geometry.sheets.height))
    sheet = out.add_blank_page(page_size=(width, height))
    marks = "" if geometry.job.is_folded else _draw_cut_marks(geometry)
    sheet.obj.Resources = Dictionary(XObject=Dictionary(used))
    sheet.obj.Contents = out.make_stream("\n".join([*content, marks]).encode())


def _clip(area: Rectangle) -> str:
    """Return the operators that clip what is drawn to an area."""
    return " ".join(f"{mm_to_pt(each):.4f}" for each in (area.llx, area.lly, area.width, area.height)) + " re W n"


def _matrix(area: Rectangle, page: Object, scale: float, *, is_turned: bool) -> str:
    """Return the operator that moves a page at this scale into its area, upside down if it is turned."""
    (left, bottom), scale = (area.upper_right, -scale) if is_turned else (area.lower_left, scale)
    x, y = (float(each) * scale for each in page.BBox[:2])
    return f"{scale:.6f} 0 0 {scale:.6f} {mm_to_pt(left) - x:.4f} {mm_to_pt(bottom) - y:.4f} cm"


def _draw_cut_marks(geometry: _SideGeometry) -> str:
    """Return the operators that draw the cut marks of a side in black ink alone."""
    lines = ["{:.4f} {:.4f} m {:.4f} {:.4f} l S".format(*map(mm_to_pt, mark)) for mark in geometry.cut_marks()]
    return "\n".join([f"q 0 0 0 1 K {MARK_WIDTH} w", *lines, "Q"]) if lines else ""


def _make_grey(document: Pdf) -> None:
    """Convert a PDF to grey in place: each colour becomes the grey of the same lightness."""
    recolour(document, TargetInks({"rg": "g", "RG": "G"}, Name.DeviceGray, _grey, lambda picture: picture.convert("L")))


def _grey(colour: str) -> tuple[float]:
    """Return the grey, 0 to 1, that is as light as a colour (`#rrggbb`)."""
    return (channels(greyed(colour))[0] / 255,)
