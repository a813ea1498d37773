"""A PDF and where its pages stand on sheets in; out, a PDF of the sheets: for a printer, no longer for readers."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO

from pikepdf import Dictionary, Name, Object, Page, PasswordError, Pdf, PikepdfError

from framework_pdf.core.units import mm_to_pt, pt_to_mm
from framework_pdf.pdf import MISSHAPEN
from framework_pdf.pdf.office.grey import without_colour
from framework_pdf.pdf.office.imposition import PagePlace, SheetLayout, layout
from framework_pdf.products.office_job import InkMode, OfficeJob

MARK, HAIR = 4, 0.25
"""The length of a cut mark in mm, and how thick it is in pt."""
BULK = 1.25
"""How thick usual office paper is: thousandths of a millimetre for each g/m²."""


class ImpositionError(Exception):
    """Why pages can't be put on sheets, and the way out."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.message, self.hint = message, hint


@dataclass(frozen=True, slots=True)
class Imposed:
    """A PDF of sheets, front and back in turn."""

    pdf: bytes
    pages: int
    """How many pages stand on them."""
    sheets: int
    sides: int
    """How many sides of the sheets are in the file."""
    scale: float
    """How large pages are, against what they were."""


@dataclass(frozen=True, slots=True)
class _Area:
    """A rectangle on a sheet, in mm from its lower left corner."""

    left: float
    bottom: float
    width: float
    height: float

    def inside(self, other: "_Area") -> "_Area":
        """Another in; out, what both cover."""
        left, bottom = max(self.left, other.left), max(self.bottom, other.bottom)
        right = min(self.left + self.width, other.left + other.width)
        top = min(self.bottom + self.height, other.bottom + other.height)
        return _Area(left, bottom, right - left, top - bottom)


class _Side:
    """The sides of the sheets of a job, in mm."""

    def __init__(self, page: tuple[float, float], work: OfficeJob, job: SheetLayout) -> None:
        """A page's width and height, how it is to be printed, and the sheets in."""
        self._work = work
        self._page = (page[0] * job.scale, page[1] * job.scale)
        self.scale, self.width, self.height = job.scale, job.width, job.height

    def area(self, row: int, column: int, creep: float = 0) -> _Area:
        """A place and how far its page moves to the fold in; out, where the page stands."""
        (width, height), (columns, rows) = self._page, self._work.grid
        across, down = self.width / columns, self.height / rows
        left = across * column + (across - width) / 2
        if self._work.is_folded:
            left = across - creep if column else across - width + creep
        return _Area(left, self.height - down * (row + 1) + (down - height) / 2, width, height)

    @property
    def printable(self) -> _Area:
        """What the printer can reach."""
        edge = self._work.edge
        return _Area(edge, edge, self.width - 2 * edge, self.height - 2 * edge)

    def shown(self, row: int, column: int, creep: float) -> _Area:
        """A place in; out, what is seen of its page: what can be printed, on its own side of the fold."""
        area = self.area(row, column, creep).inside(self.printable)
        half = self.width / 2
        return area.inside(_Area(half * column, 0, half, self.height)) if self._work.is_folded else area

    def marks(self) -> Iterator[tuple[float, float, float, float]]:
        """Nothing in; out, the ends of each mark at which leaves are cut apart: x and y, and x and y."""
        (columns, rows), reach = self._work.grid, self.printable
        areas = [self.area(row, column) for row in range(rows) for column in range(columns)]
        right, top = reach.left + reach.width, reach.bottom + reach.height
        for x in sorted({round(edge, 2) for each in areas for edge in (each.left, each.left + each.width)}):
            if reach.left < x < right:
                yield x, reach.bottom, x, reach.bottom + MARK
                yield x, top - MARK, x, top
        for y in sorted({round(edge, 2) for each in areas for edge in (each.bottom, each.bottom + each.height)}):
            if reach.bottom < y < top:
                yield reach.left, y, reach.left + MARK, y
                yield right - MARK, y, right, y


def on_sheets(pdf: bytes, work: OfficeJob) -> Imposed:
    """A PDF and how it is to be printed in; out, the PDF of the sheets.

    All its pages have the size of the first. Inner sheets of a booklet have their pages nearer to the fold, by as much
    as the sheets around them are thick. Raises ImpositionError where it can't be done.
    """
    with _opened(pdf) as source, Pdf.new() as out:
        page = _size(source)
        job = layout(len(source.pages), page, work)
        side = _Side(page, work, job)
        pages = [out.copy_foreign(each.as_form_xobject()) for each in source.pages]
        marks = "" if work.is_folded else _drawn(side)
        for sheet in job.sheets:
            creep = sheet.depth * work.weight * BULK / 1000
            for rows in (sheet.front, sheet.back) if work.is_duplex else (sheet.front,):
                _add(out, side, rows, pages, creep, marks)
        if work.ink is InkMode.GREY:
            without_colour(out)
        with source.open_metadata() as old, out.open_metadata(set_pikepdf_as_editor=False) as new:
            new["dc:title"] = old.get("dc:title", "")
        data = BytesIO()
        out.save(data, deterministic_id=True)
    return Imposed(data.getvalue(), len(pages), len(job.sheets), len(out.pages), job.scale)


@contextmanager
def _opened(pdf: bytes) -> Iterator[Pdf]:
    """What is to be a PDF in; out, the document. Raises ImpositionError."""
    try:
        with Pdf.open(BytesIO(pdf)) as document:
            yield document
    except PasswordError as error:
        raise ImpositionError("the file wants a password", "save it without one") from error
    except (PikepdfError, *MISSHAPEN) as error:
        raise ImpositionError("it is no PDF, or a damaged one", "name a PDF file") from error


def _size(document: Pdf) -> tuple[float, float]:
    """A document in; out, the width and height of its pages in mm. Raises ImpositionError."""
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


def _add(
    out: Pdf, side: _Side, rows: Sequence[Sequence[PagePlace]], pages: Sequence[Object], creep: float, marks: str
) -> None:
    """A PDF, a side, its places, the pages, how far they move to the fold, and marks, in; the side is added to it."""
    content, used = [], {}
    for row, places in enumerate(rows):
        for column, place in enumerate(places):
            if place.page is None:
                continue
            name = f"/Page{place.page}"
            used[name] = pages[place.page - 1]
            content.append(_placed(side, row, column, creep, name, pages[place.page - 1], place.turned))
    page = Dictionary(
        Type=Name.Page,
        MediaBox=[0, 0, round(mm_to_pt(side.width), 4), round(mm_to_pt(side.height), 4)],
        Resources=Dictionary(XObject=Dictionary(used)),
        Contents=out.make_stream("\n".join([*content, marks]).encode()),
    )
    out.pages.append(Page(out.make_indirect(page)))


def _placed(side: _Side, row: int, column: int, creep: float, name: str, page: Object, turned: bool) -> str:
    """A place on a side and a page in; out, the operators that draw it there, and only what is seen of it."""
    area, shown = side.area(row, column, creep), side.shown(row, column, creep)
    clip = " ".join(f"{mm_to_pt(each):.4f}" for each in (shown.left, shown.bottom, shown.width, shown.height))
    scale = -side.scale if turned else side.scale
    left, bottom = mm_to_pt(area.left + area.width * turned), mm_to_pt(area.bottom + area.height * turned)
    x, y = (float(each) * scale for each in page.BBox[:2])
    return f"q {clip} re W n {scale:.6f} 0 0 {scale:.6f} {left - x:.4f} {bottom - y:.4f} cm {name} Do Q"


def _drawn(side: _Side) -> str:
    """A side in; out, the operators that draw its cut marks, black alone."""
    lines = ["{:.4f} {:.4f} m {:.4f} {:.4f} l S".format(*(mm_to_pt(each) for each in mark)) for mark in side.marks()]
    return "\n".join([f"q 0 0 0 1 K {HAIR} w", *lines, "Q"]) if lines else ""
