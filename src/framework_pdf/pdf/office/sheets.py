"""Draws the pages of a PDF on sheets: the result is for a printer, no longer for readers."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from math import isclose

from pikepdf import Dictionary, Matrix, Name, Object, PasswordError, Pdf, PikepdfError, Rectangle

from framework_pdf.core.colour import channels, greyed
from framework_pdf.core.diagnostics import Diagnostic, Severity, counted
from framework_pdf.core.units import mm_to_pt
from framework_pdf.pdf import MALFORMED_PDF_ERRORS
from framework_pdf.pdf.office.imposition import SheetLayout, Side, layout, stapled, thickness_of
from framework_pdf.pdf.office.layers import keep_layers
from framework_pdf.pdf.office.marks import DASHED, LENGTH, WIDTH, Line, draw_line
from framework_pdf.pdf.office.source_pages import ImpositionError, Source, SourcePage, numbered, read_pages
from framework_pdf.pdf.office.tile_marks import draw_marks
from framework_pdf.pdf.office.tiles import MOST as MOST_TILES
from framework_pdf.pdf.office.tiles import Tiling, tiling
from framework_pdf.pdf.opening import open_pdf
from framework_pdf.pdf.page_geometry import overlap
from framework_pdf.pdf.recolour import TargetInks, recolour
from framework_pdf.pdf.titles import describe, title_of
from framework_pdf.products.office_job import InkMode, OfficeJob

ALIKE = 0.5
"""How far, in mm, the sides of pages may differ that count as one size: no eye sees it, and programs round."""
LEAST_VERSION = "1.7"
"""Of the PDF that sheets say they are (ISO 32000-1): it has all that pages may bring along."""
NO_PDF_HINT = "name a PDF file; if a PDF reader opens this one, print it from there to a PDF, and impose that"
"""Readers open some files that qpdf does not, as with an object 500 in a file of four objects."""
Size = tuple[float, float]
"""Width and height, in mm."""


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
    signatures: tuple[int, ...] = ()
    """How many sheets are folded together in each part of a booklet."""
    is_thick: bool = False
    """Whether so many sheets are folded together that an office stapler does not take them."""
    fitted: tuple[int, ...] = ()
    """The pages that were scaled or turned into the commonest size, by their numbers from 1."""
    left_out: tuple[str, ...] = ()
    """What the file has and its sheets have not, because paper has no use for it."""
    warnings: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True, slots=True)
class _SideGeometry:
    """Where pages and cut marks lie on each side of a job's sheets, in mm from the lower left corner."""

    job: OfficeJob
    sheets: SheetLayout
    width: float
    """Of a page on the sheets."""
    height: float

    def page_area(self, row: int, column: int, creep: float = 0) -> Rectangle:
        """Return where the page at a place stands, given how far it is moved towards the fold.

        All stand together in the middle of the sheet: between two that are cut apart there is one cut.
        """
        left = (self.sheets.width - self.sheets.columns * self.width) / 2 + column * self.width
        left += creep if self.job.is_folded and not column else -creep
        top = (self.sheets.height + self.sheets.rows * self.height) / 2 - row * self.height
        return Rectangle(left, top - self.height, left + self.width, top)

    @property
    def shift_of_backs(self) -> tuple[float, float]:
        """How far backs are moved, to the right and up: one looks at them upright, and in the file they may not be."""
        right, down = self.job.shift
        return (-right, down) if self.sheets.backs_are_turned else (right, -down)

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

    def cut_marks(self) -> Iterator[Line]:
        """Yield the marks at which leaves are cut apart, or a booklet trimmed."""
        reach, (rows, columns) = self.printable, (range(self.sheets.rows), range(self.sheets.columns))
        areas = [self.page_area(row, column) for row in rows for column in columns]
        edges = {round(edge, 2) for each in areas for edge in (each.llx, each.urx)}
        yield from self._upright_marks(sorted(edges - set(self._folds())))
        for y in sorted({round(edge, 2) for each in areas for edge in (each.lly, each.ury)}):
            if reach.lly < y < reach.ury:
                yield reach.llx, y, reach.llx + LENGTH, y
                yield reach.urx - LENGTH, y, reach.urx, y

    def fold_marks(self) -> Iterator[Line]:
        """Yield the marks at which leaves are folded over."""
        yield from self._upright_marks(self._folds())

    def _folds(self) -> list[float]:
        """Return how far from the left leaves are folded over."""
        columns = range(1, self.sheets.columns, 2) if self.job.fold_over else ()
        return [round(self.page_area(0, column).llx, 2) for column in columns]

    def _upright_marks(self, places: Sequence[float]) -> Iterator[Line]:
        """Yield a mark at the foot and at the head of a sheet, so far from its left."""
        reach = self.printable
        for x in places:
            if reach.llx < x < reach.urx:
                yield x, reach.lly, x, reach.lly + LENGTH
                yield x, reach.ury - LENGTH, x, reach.ury


def on_sheets(pdf: bytes, job: OfficeJob, *, password: str = "", lenient: bool = False) -> Imposed:
    """Put the pages of a PDF on sheets.

    Pages on inner sheets of a booklet are moved towards the fold, by the thickness of the sheets around them.

    Args:
        password: With which the file is opened, if it wants one.
        lenient: Whether pages that can't be read are left white, with a warning; else they are an error.

    Raises:
        ImpositionError: It is no PDF that can be read, or its pages have several sizes and the job does not fit them.

    """
    try:
        with open_pdf(BytesIO(pdf), password) as document:
            return _imposed(document, job, lenient=lenient)
    except PasswordError as error:
        message = "this is not the file's password" if password else "the file wants a password"
        raise ImpositionError(message, "give it with --password") from error
    except (PikepdfError, *MALFORMED_PDF_ERRORS) as error:
        raise ImpositionError("it is no PDF, or a damaged one", NO_PDF_HINT) from error


def _imposed(document: Pdf, job: OfficeJob, *, lenient: bool) -> Imposed:
    with Pdf.new() as out:
        source = read_pages(document, out, lenient=lenient)
        sizes = [page.size for page in source.pages if page]
        size = _common_size(sizes)
        others = [number for number, page in enumerate(source.pages, 1) if page and not _is_alike(page.size, size)]
        if others and not job.fit:
            _refuse_sizes(sizes)
        parts = _tiling(size, job)
        drawn = _draw_tiles(out, source, size, parts) if parts else _draw_sheets(out, source, size, job)
        keep_layers(document, out)
        if job.ink is InkMode.GREY:
            _make_grey(out)
        describe(out, title_of(document))
        data = BytesIO()
        out.save(data, deterministic_id=True, min_version=max(LEAST_VERSION, document.pdf_version))
        sides = len(out.pages)
    return Imposed(
        data.getvalue(),
        pages=len(source.pages),
        sheets=drawn.sheets,
        sides=sides,
        scale=drawn.scale,
        signatures=drawn.signatures,
        is_thick=max(drawn.signatures, default=0) > stapled(job.weight),
        fitted=tuple(others),
        left_out=source.left_out,
        warnings=(*source.warnings, *drawn.warnings),
    )


@dataclass(frozen=True, slots=True)
class _Drawn:
    """What was drawn of the pages of a job: the fields are those of `Imposed`."""

    sheets: int
    scale: float = 1
    signatures: tuple[int, ...] = ()
    warnings: tuple[Diagnostic, ...] = ()


def _draw_sheets(out: Pdf, source: Source, size: Size, job: OfficeJob) -> _Drawn:
    """Draw pages whole on sheets, several a side or one."""
    sheets = layout(len(source.pages), size, job, source.binding)
    geometry = _SideGeometry(job, sheets, size[0] * sheets.scale, size[1] * sheets.scale)
    for sheet in sheets.sheets:
        creep = sheet.depth * thickness_of(job.weight)
        _add_side(out, geometry, sheet.front, source=source, size=size, creep=creep)
        if job.is_duplex:
            _add_side(out, geometry, sheet.back, source=source, size=size, creep=creep, moved=geometry.shift_of_backs)
    signatures = sheets.signatures if job.is_folded else ()
    return _Drawn(len(sheets.sheets), sheets.scale, signatures, tuple(_unreached(geometry)))


def _tiling(size: Size, job: OfficeJob) -> Tiling | None:
    """Return how pages are divided into parts on sheets; None where they are not. Raises ImpositionError."""
    try:
        return tiling(size, job) if job.tiles else None
    except ValueError:
        width, height = size
        message = f"its pages, of {width:g} × {height:g} mm, would need more than {MOST_TILES} sheets each"
        raise ImpositionError(message, "name a larger --sheet, or a smaller --edge") from None


def _draw_tiles(out: Pdf, source: Source, size: Size, parts: Tiling) -> _Drawn:
    """Draw pages in parts, each on a sheet of its own with its marks."""
    tiles = list(parts.tiles())
    for number, page in enumerate(source.pages, 1):
        for tile in tiles:
            (left, top), (width, height) = parts.place(tile), parts.size(tile)
            area = Rectangle(left, parts.height - top - height, left + width, parts.height - top)
            below = size[1] - tile.top - height
            page_area = Rectangle(area.llx - tile.left, area.lly - below, area.urx - tile.left, area.ury - below)
            matrix = _matrix(page_area, _onto(page, size), 1) if page else ""
            drawn = _draw_page(page, number, area, matrix) if page else ""
            used = _named_forms(page, number) if page else {}
            _add_sheet(out, (parts.width, parts.height), used, [drawn, draw_marks(parts, tile)])
    return _Drawn(len(tiles) * len(source.pages))


def _unreached(geometry: _SideGeometry) -> Iterator[Diagnostic]:
    """Yield a warning of pages of which nothing is printed, because they stand where the printer can't reach."""
    sides = [side for sheet in geometry.sheets.sheets for side in (sheet.front, sheet.back)]
    pages = [
        place.page
        for side in sides
        for row, places in enumerate(side)
        for column, place in enumerate(places)
        if place.page and overlap(geometry.page_area(row, column), geometry.visible_area(column)) is None
    ]
    if pages:
        message = f"nothing of {numbered(sorted(pages))} is printed: the printer can't reach where it would stand"
        hint = "name a smaller --edge, a larger --sheet, or fewer pages a side"
        yield Diagnostic("out-of-reach", message, None, hint, severity=Severity.WARNING)


def _common_size(sizes: Sequence[Size]) -> Size:
    """Return the commonest of the sizes of pages, to a hundredth of a millimetre."""
    return Counter((round(width, 2), round(height, 2)) for width, height in sizes).most_common(1)[0][0]


def _is_alike(one: Size, other: Size) -> bool:
    return all(abs(side - like) <= ALIKE for side, like in zip(one, other, strict=True))


def _refuse_sizes(sizes: Sequence[Size]) -> None:
    """Raise ImpositionError with the sizes of pages, the commonest first."""
    counts = Counter((round(width, 1), round(height, 1)) for width, height in sizes)
    listed = ", ".join(
        f"{width:g} × {height:g} mm ({counted(count, 'page')})" for (width, height), count in counts.most_common(4)
    )
    more = f" and {len(counts) - 4} more" if len(counts) > 4 else ""
    hint = "--fit scales or turns each page into the commonest"
    raise ImpositionError(f"its pages have several sizes: {listed}{more}", hint)


def _onto(page: SourcePage, size: Size) -> Matrix:
    """Return the matrix from the content of a page to the middle of a page of the common size, in pt from its corner.

    It is as large as it is, or scaled or turned where its size is another.
    """
    matrix = page.geometry.upright(page.geometry.finished)
    width, height = page.size
    if not _is_alike(page.size, size):
        upright, turned = (min(size[0] / across, size[1] / down) for across, down in ((width, height), (height, width)))
        if turned > upright and not isclose(turned, upright):
            quarter = Matrix().rotated(90) @ Matrix().translated(mm_to_pt(height), 0)
            matrix, (width, height) = matrix @ quarter, (height, width)
        scale = max(upright, turned)
        matrix, width, height = matrix @ Matrix().scaled(scale, scale), width * scale, height * scale
    return matrix @ Matrix().translated(mm_to_pt(size[0] - width) / 2, mm_to_pt(size[1] - height) / 2)


def _add_side(
    out: Pdf,
    geometry: _SideGeometry,
    side: Side,
    *,
    source: Source,
    size: Size,
    creep: float,
    moved: tuple[float, float] = (0, 0),
) -> None:
    """Add a side of a sheet to a PDF as a page.

    Args:
        source: All pages of the job.
        size: The common one of its pages, in mm.
        creep: How far pages are moved towards the fold, in mm.
        moved: How far all is moved, to the right and up, in mm.

    """
    content: list[str] = []
    used: dict[str, Object] = {}
    for row, places in enumerate(side):
        for column, place in enumerate(places):
            page = source.pages[place.page - 1] if place.page else None
            area = geometry.page_area(row, column, creep)
            clip = overlap(area, geometry.visible_area(column))
            if page is None or clip is None:
                continue
            used |= _named_forms(page, place.page)
            matrix = _matrix(area, _onto(page, size), geometry.sheets.scale, is_turned=place.turned)
            content.append(_draw_page(page, place.page, clip, matrix))
    marks = "" if geometry.job.is_folded and not geometry.job.cut_marks else _draw_marks(geometry)
    if any(moved):
        content.insert(0, "1 0 0 1 {:.4f} {:.4f} cm".format(*map(mm_to_pt, moved)))
    _add_sheet(out, (geometry.sheets.width, geometry.sheets.height), used, [*content, marks])


def _named_forms(page: SourcePage, number: int | None) -> dict[str, Object]:
    """Return what draws a page, by the names that it has on its sheet."""
    return {f"/Page{number}{'Notes' * nth}": form for nth, form in enumerate(page.forms)}


def _draw_page(page: SourcePage, number: int | None, clip: Rectangle, matrix: str) -> str:
    """Return the operators that draw a page within an area of its sheet, moved by a matrix."""
    drawn = " ".join(f"{name} Do" for name in _named_forms(page, number))
    return f"q {_clip(clip)} {matrix} {drawn} Q"


def _add_sheet(out: Pdf, size: Size, used: dict[str, Object], content: list[str]) -> None:
    """Add a side of a sheet to a PDF as a page, with what is used on it and the operators that draw it."""
    width, height = (round(mm_to_pt(length), 4) for length in size)
    sheet = out.add_blank_page(page_size=(width, height))
    sheet.obj.Resources = Dictionary(XObject=Dictionary(used))
    sheet.obj.Contents = out.make_stream("\n".join(content).encode())


def _clip(area: Rectangle) -> str:
    """Return the operators that clip what is drawn to an area."""
    return " ".join(f"{mm_to_pt(each):.4f}" for each in (area.llx, area.lly, area.width, area.height)) + " re W n"


def _matrix(area: Rectangle, page: Matrix, scale: float, *, is_turned: bool = False) -> str:
    """Return the operator that moves a page at this scale into its area, upside down if it is turned."""
    (left, bottom), scale = (area.upper_right, -scale) if is_turned else (area.lower_left, scale)
    matrix = page @ Matrix().scaled(scale, scale) @ Matrix().translated(mm_to_pt(left), mm_to_pt(bottom))
    return "{:.8f} {:.8f} {:.8f} {:.8f} {:.4f} {:.4f} cm".format(*matrix.shorthand)


def _draw_marks(geometry: _SideGeometry) -> str:
    """Return the operators that draw the marks of a side in black ink alone: whole to cut at, dashed to fold at."""
    cuts, folds = ([draw_line(mark) for mark in marks] for marks in (geometry.cut_marks(), geometry.fold_marks()))
    dashed = [DASHED, *folds] if folds else []
    return "\n".join([f"q 0 0 0 1 K {WIDTH} w", *cuts, *dashed, "Q"]) if cuts or folds else ""


def _make_grey(document: Pdf) -> None:
    """Convert a PDF to grey in place: each colour becomes the grey of the same lightness."""
    recolour(document, TargetInks({"rg": "g", "RG": "G"}, Name.DeviceGray, _grey, lambda picture: picture.convert("L")))


def _grey(colour: str) -> tuple[float]:
    """Return the grey, 0 to 1, that is as light as a colour (`#rrggbb`)."""
    return (channels(greyed(colour))[0] / 255,)
