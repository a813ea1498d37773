"""Draws the pages of a PDF on sheets: the result is for a printer, no longer for readers."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO

from pikepdf import Dictionary, Name, Object, Page, PasswordError, Pdf, PikepdfError

from framework_pdf.core.units import mm_to_pt, pt_to_mm
from framework_pdf.pdf import MALFORMED_PDF_ERRORS
from framework_pdf.pdf.office.grey import make_grey
from framework_pdf.pdf.office.imposition import SheetLayout, Side, layout
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
class _Area:
    """A rectangle on a sheet, in mm from its lower left corner."""

    left: float
    bottom: float
    width: float
    height: float

    def inside(self, other: "_Area") -> "_Area":
        """Return the part of this rectangle that lies in another one."""
        left, bottom = max(self.left, other.left), max(self.bottom, other.bottom)
        right = min(self.left + self.width, other.left + other.width)
        top = min(self.bottom + self.height, other.bottom + other.height)
        return _Area(left, bottom, right - left, top - bottom)


class _SideGeometry:
    """Where pages and cut marks lie on each side of a job's sheets, in mm."""

    def __init__(self, page: tuple[float, float], job: OfficeJob, sheets: SheetLayout) -> None:
        """Measure the sides for pages of this width and height."""
        self._job = job
        self._page = (page[0] * sheets.scale, page[1] * sheets.scale)
        self.scale, self.width, self.height = sheets.scale, sheets.width, sheets.height

    def page_area(self, row: int, column: int, creep: float = 0) -> _Area:
        """Return where the page at a place stands, given how far it is moved towards the fold."""
        (width, height), (columns, rows) = self._page, self._job.grid
        across, down = self.width / columns, self.height / rows
        left = across * column + (across - width) / 2
        if self._job.is_folded:
            left = across - creep if column else across - width + creep
        return _Area(left, self.height - down * (row + 1) + (down - height) / 2, width, height)

    @property
    def printable(self) -> _Area:
        """The area that the printer can reach."""
        edge = self._job.edge
        return _Area(edge, edge, self.width - 2 * edge, self.height - 2 * edge)

    def visible_area(self, row: int, column: int, creep: float) -> _Area:
        """Return what is seen of the page at a place: what can be printed of it, on its own side of the fold."""
        area = self.page_area(row, column, creep).inside(self.printable)
        half = self.width / 2
        return area.inside(_Area(half * column, 0, half, self.height)) if self._job.is_folded else area

    def cut_marks(self) -> Iterator[tuple[float, float, float, float]]:
        """Yield the marks at which leaves are cut apart: x and y of one end, x and y of the other."""
        (columns, rows), reach = self._job.grid, self.printable
        areas = [self.page_area(row, column) for row in range(rows) for column in range(columns)]
        right, top = reach.left + reach.width, reach.bottom + reach.height
        for x in sorted({round(edge, 2) for each in areas for edge in (each.left, each.left + each.width)}):
            if reach.left < x < right:
                yield x, reach.bottom, x, reach.bottom + MARK_LENGTH
                yield x, top - MARK_LENGTH, x, top
        for y in sorted({round(edge, 2) for each in areas for edge in (each.bottom, each.bottom + each.height)}):
            if reach.bottom < y < top:
                yield reach.left, y, reach.left + MARK_LENGTH, y
                yield right - MARK_LENGTH, y, right, y


def on_sheets(pdf: bytes, job: OfficeJob) -> Imposed:
    """Put the pages of a PDF, which all have one size, on sheets.

    Pages on inner sheets of a booklet are moved towards the fold, by the thickness of the sheets around them.

    Raises:
        ImpositionError: It is no PDF that can be read, or its pages have several sizes.

    """
    with _opened(pdf) as source, Pdf.new() as out:
        page = _page_size(source)
        sheets = layout(len(source.pages), page, job)
        geometry = _SideGeometry(page, job, sheets)
        pages = [out.copy_foreign(each.as_form_xobject()) for each in source.pages]
        marks = "" if job.is_folded else _draw_cut_marks(geometry)
        for sheet in sheets.sheets:
            creep = sheet.depth * job.weight * BULK / 1000
            for side in (sheet.front, sheet.back) if job.is_duplex else (sheet.front,):
                _add_side(out, geometry, side, pages=pages, creep=creep, marks=marks)
        if job.ink is InkMode.GREY:
            make_grey(out)
        with source.open_metadata() as old, out.open_metadata(set_pikepdf_as_editor=False) as new:
            new["dc:title"] = old.get("dc:title", "")
        data = BytesIO()
        out.save(data, deterministic_id=True)
    return Imposed(
        data.getvalue(), pages=len(pages), sheets=len(sheets.sheets), sides=len(out.pages), scale=sheets.scale
    )


@contextmanager
def _opened(pdf: bytes) -> Iterator[Pdf]:
    """Open a PDF, or raise ImpositionError, also for what goes wrong while it is open."""
    try:
        with Pdf.open(BytesIO(pdf)) as document:
            yield document
    except PasswordError as error:
        raise ImpositionError("the file wants a password", "save it without one") from error
    except (PikepdfError, *MALFORMED_PDF_ERRORS) as error:
        raise ImpositionError("it is no PDF, or a damaged one", "name a PDF file") from error


def _page_size(document: Pdf) -> tuple[float, float]:
    """Return the width and height of all pages in mm, or raise ImpositionError if they differ."""
    sizes = set()
    for page in document.pages:
        left, bottom, right, top = (pt_to_mm(float(edge)) for edge in page.trimbox)
        size = (round(right - left, 1), round(top - bottom, 1))
        sizes.add(size[::-1] if int(page.obj.get("/Rotate", 0)) % 180 else size)
    if len(sizes) == 1:
        return sizes.pop()
    if not sizes:
        raise ImpositionError("it has no pages", "name another file")
    listed = ", ".join(f"{width:g} × {height:g} mm" for width, height in sorted(sizes)[:4])
    raise ImpositionError(f"its pages have several sizes: {listed}", "make them one size first")


def _add_side(
    out: Pdf, geometry: _SideGeometry, side: Side, *, pages: Sequence[Object], creep: float, marks: str
) -> None:
    """Add a side of a sheet to a PDF as a page.

    Args:
        pages: All pages of the job, as forms.
        creep: How far pages are moved towards the fold, in mm.
        marks: The operators that draw the cut marks.

    """
    content, used = [], {}
    for row, places in enumerate(side):
        for column, place in enumerate(places):
            if place.page is None:
                continue
            name = f"/Page{place.page}"
            used[name] = pages[place.page - 1]
            area = geometry.page_area(row, column, creep)
            clip = _clip(geometry.visible_area(row, column, creep))
            matrix = _matrix(area, used[name], -geometry.scale if place.turned else geometry.scale)
            content.append(f"q {clip} {matrix} {name} Do Q")
    page = Dictionary(
        Type=Name.Page,
        MediaBox=[0, 0, round(mm_to_pt(geometry.width), 4), round(mm_to_pt(geometry.height), 4)],
        Resources=Dictionary(XObject=Dictionary(used)),
        Contents=out.make_stream("\n".join([*content, marks]).encode()),
    )
    out.pages.append(Page(out.make_indirect(page)))


def _clip(area: _Area) -> str:
    """Return the operators that clip what is drawn to an area."""
    return " ".join(f"{mm_to_pt(each):.4f}" for each in (area.left, area.bottom, area.width, area.height)) + " re W n"


def _matrix(area: _Area, page: Object, scale: float) -> str:
    """Return the operator that moves a page into its area; with a negative scale, it is turned by 180°."""
    turned = scale < 0
    left, bottom = mm_to_pt(area.left + area.width * turned), mm_to_pt(area.bottom + area.height * turned)
    x, y = (float(each) * scale for each in page.BBox[:2])
    return f"{scale:.6f} 0 0 {scale:.6f} {left - x:.4f} {bottom - y:.4f} cm"


def _draw_cut_marks(geometry: _SideGeometry) -> str:
    """Return the operators that draw the cut marks of a side in black ink alone."""
    lines = [
        "{:.4f} {:.4f} m {:.4f} {:.4f} l S".format(*(mm_to_pt(each) for each in mark)) for mark in geometry.cut_marks()
    ]
    return "\n".join([f"q 0 0 0 1 K {MARK_WIDTH} w", *lines, "Q"]) if lines else ""
