"""A PDF for a print shop in; out, what the shop's own preflight would say of it, in its words."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from io import BytesIO
from math import hypot
from typing import Any

import pypdfium2
from pikepdf import Array, Dictionary, Name, Page, Pdf, PdfImage, PikepdfError, Stream
from PIL import ImageMath
from pypdfium2 import raw

from framework_pdf.content.model.printing import INK_LIMIT
from framework_pdf.core.cmyk import COATED, looks
from framework_pdf.core.diagnostics import counted
from framework_pdf.core.units import mm_to_pt
from framework_pdf.preflight.bleed import bleed_of, edges_of
from framework_pdf.preflight.document_checks import fonts_in
from framework_pdf.preflight.paint import Paint, PaintKind, paints
from framework_pdf.preflight.report import MOST_TOLD, Check, Result, of
from framework_pdf.preflight.visual_checks import resolution
from framework_pdf.products.press_job import LEAST_DPI, LEAST_LINE, SAFE

PROCESS = {"DeviceCMYK", "DeviceGray"}
"""Inks of the four-colour process; grey is black ink."""
MARKS = "Separation"
"""All inks at once: printer's marks are drawn so."""
ROUNDING = 0.01
"""In mm, and in pt: what numbers in files are rounded by."""
BLACK, NEUTRAL, OTHER_INKS = 25, 8, 0.3
"""Text is meant to be black where it is darker than that (CIE L*) and less colourful (C*ab); so much of other inks,
added up, makes it a black of several inks."""


def is_for_press(document: Pdf) -> bool:
    """A PDF in; out, whether it says that it is PDF/X."""
    return bool(_standard(document))


def checks(pdf: bytes, ink_limit: float = INK_LIMIT) -> tuple[Check, ...]:
    """A PDF and the most ink at one place in percent in; out, its checks, in the order of the report."""
    with Pdf.open(BytesIO(pdf)) as document, pypdfium2.PdfDocument(BytesIO(pdf)) as seen:
        painted, standard = tuple(paints(document)), _standard(document)
        return (
            _exchange(document, standard),
            _boxes(document),
            bleed_of(document, seen),
            _safe_area(document, seen),
            _colours(document, painted),
            _total_ink(painted, ink_limit),
            _black_text(painted),
            _lines(painted),
            _images(seen),
            _transparency(painted, standard),
            fonts_in(document),
            _annotations(document),
        )


def _standard(document: Pdf) -> str:
    """A PDF in; out, the PDF/X that it says it is, or nothing."""
    said = str(document.docinfo.get("/GTS_PDFXVersion", ""))
    with document.open_metadata() as xmp:
        return said or str(xmp.get("{http://www.npes.org/pdfx/ns/id/}GTS_PDFXVersion", ""))


def _exchange(document: Pdf, standard: str) -> Check:
    """The standard and the printing condition (ISO 15930-4, 6.8; ISO 15930-7, 6.2.3)."""
    intents = [each for each in document.Root.get("/OutputIntents", Array()) if each.get("/S") == Name("/GTS_PDFX")]
    wrong = []
    if len(intents) != 1:
        wrong.append(f"there are {len(intents)} output intents for print, and must be one")
    if str(document.docinfo.get("/Trapped", "")) not in {"/True", "/False"}:
        wrong.append("the file does not say whether it is trapped")
    if wrong:
        return of("standard", tuple(wrong), "")
    intent = intents[0]
    condition = str(intent.get("/OutputCondition", ""))
    if "/DestOutputProfile" in intent:
        return of("standard", (), f"{standard} for {condition}, whose profile is in the file")
    registered = str(intent.get("/OutputConditionIdentifier", ""))
    return of("standard", (), f"{standard} for {registered}, {condition}")


def _boxes(document: Pdf) -> Check:
    """Trim, bleed and sheet, in one another and the same on each page (ISO 32000-1, 14.11.2)."""
    sizes = Counter(_sizes(page) for page in document.pages)
    lines = tuple(f"{said}: {counted(count, 'page')}" for said, count in sizes.items())
    outside = [number for number, page in enumerate(document.pages, 1) if not _nested(page)]
    wrong = [f"page {number}: its boxes do not lie in one another" for number in outside[:MOST_TOLD]]
    if len(sizes) > 1:
        wrong += ["its pages differ", *lines[:MOST_TOLD]]
    return of("page boxes", tuple(wrong), "; ".join(lines))


def _sizes(page: Page) -> str:
    trim, bleed, media = (edges_of(box) for box in (page.trimbox, page.bleedbox, page.mediabox))
    width, height = trim[2] - trim[0], trim[3] - trim[1]
    around = {round(abs(outer - inner), 2) for outer, inner in zip(bleed, trim, strict=True)}
    said = f"{min(around):g}" if max(around) - min(around) <= ROUNDING else f"{min(around):g} to {max(around):g}"
    sheet = f"{media[2] - media[0]:.2f} × {media[3] - media[1]:.2f}"
    return f"trim {width:.2f} × {height:.2f} mm, bleed {said} mm, sheet {sheet} mm"


def _nested(page: Page) -> bool:
    trim, bleed, media = (edges_of(box) for box in (page.trimbox, page.bleedbox, page.mediabox))
    return all(
        outer[0] <= inner[0] + ROUNDING
        and outer[1] <= inner[1] + ROUNDING
        and outer[2] >= inner[2] - ROUNDING
        and outer[3] >= inner[3] - ROUNDING
        for outer, inner in ((media, bleed), (bleed, trim))
    )


def _safe_area(document: Pdf, seen: pypdfium2.PdfDocument) -> Check:
    """Words at a distance from the trim: no guillotine is exact."""
    wrong = []
    for number, (page, shown) in enumerate(zip(document.pages, seen, strict=True), 1):
        left, bottom, right, top = (float(edge) for edge in page.trimbox)
        near = mm_to_pt(SAFE) - mm_to_pt(ROUNDING) - 1  # a letter's box is a little larger than the letter
        for text in shown.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT]):
            x0, y0, x1, y1 = text.get_bounds()
            is_in_page = x1 > left and x0 < right and y1 > bottom and y0 < top
            if (
                text.container is None
                and is_in_page
                and (x0 < left + near or x1 > right - near or y0 < bottom + near or y1 > top - near)
            ):
                wrong.append(f"page {number}: words nearer than {SAFE} mm to the trim")
                break
    return of("safe area", tuple(wrong[:MOST_TOLD]), f"all words are {SAFE} mm or more from the trim")


def _colours(document: Pdf, painted: Sequence[Paint]) -> Check:
    """Nothing but process inks (ISO 15930-4, 6.5), nor is anything mixed in others (ISO 32000-1, 11.6.6)."""
    other = _first_pages(painted, lambda each: each.space not in {*PROCESS, MARKS, "mask"})
    wrong = tuple(f"page {page}: {kind} in {space}" for (kind, space), page in other.items())
    groups = (each.get("/Group", Dictionary()) for each in document.objects if isinstance(each, Dictionary | Stream))
    if any("/CS" in group and str(group.CS)[1:] not in PROCESS for group in groups):
        wrong += ("a group is mixed in other colours",)
    spaces = sorted({each.space for each in painted} & PROCESS)
    return of("colours", wrong[:MOST_TOLD], f"cyan, magenta, yellow and black only ({', '.join(spaces)})")


def _first_pages(painted: Iterable[Paint], is_told: Callable[[Paint], bool]) -> dict[tuple[str, str], int]:
    """What is painted, and what is told of it, in; out, by kind and colour space, the first page that has it."""
    found: dict[tuple[str, str], int] = {}
    for each in filter(is_told, painted):
        found.setdefault((each.kind, each.space), each.page)
    return found


def _total_ink(painted: Sequence[Paint], limit: float) -> Check:
    """How much the four inks add up to: too much does not dry. Marks in the slug are cut off, and not counted."""
    most, where, images = 0.0, 0, dict[tuple[int, int], float | None]()
    unread: list[int] = []
    for each in painted:
        if each.space == "DeviceCMYK" and each.levels:
            total = 100 * sum(each.levels)
        elif each.space == "DeviceCMYK" and each.image is not None:
            key = each.image.objgen
            images.setdefault(key, _most_in(each.image))
            if images[key] is None:
                unread.append(each.page)
            total = images[key] or 0
        else:
            continue
        if total > most:
            most, where = total, each.page
    said = f"{most:.0f} % at the most, on page {where}"
    wrong = (f"{said}: the printer takes {limit:g} %",) if most > limit + 0.5 else ()
    if unread and not wrong:
        return Check("total ink", Result.NOT_CHECKED, (f"page {unread[0]}: an image of a kind that is not read here",))
    return of("total ink", wrong, f"{said}, of {limit:g} %")


def _most_in(image: Any) -> float | None:
    """An image in CMYK in; out, the most ink at one of its dots, in percent; None where it is of an unusual kind."""
    try:
        picture = PdfImage(image).as_pil_image(apply_mask=False)
    except PikepdfError:
        return None
    bands = dict(zip("cmyk", picture.split(), strict=True))
    total = ImageMath.lambda_eval(lambda given: given["c"] + given["m"] + given["y"] + given["k"], **bands)
    return float(total.getextrema()[1]) / 2.55


def _black_text(painted: Sequence[Paint]) -> Check:
    """Black text in black ink alone, printed over what is there: four inks never meet exactly."""
    wrong: dict[str, None] = {}
    count = 0
    for each in painted:
        if each.kind is PaintKind.TEXT and each.space == "DeviceCMYK":
            *colours, black = each.levels
            count += black == 1 and not any(colours)
            if _is_mixed_black(each.levels):
                wrong[f"page {each.page}: black text of several inks"] = None
            elif black == 1 and not any(colours) and not each.overprints:
                wrong[f"page {each.page}: black text that does not overprint"] = None
    right = "100 % black alone, and it overprints" if count else "none: words are in colours"
    return of("black text", tuple(wrong)[:MOST_TOLD], right)


@cache
def _is_mixed_black(levels: tuple[float, ...]) -> bool:
    """Inks, 0 to 1, in; out, whether they look black, and are not black ink alone."""
    cyan, magenta, yellow, black = (100 * level for level in levels)
    lightness, *hue = looks((cyan, magenta, yellow, black), COATED)
    return sum(levels[:3]) > OTHER_INKS and lightness < BLACK and hypot(*hue) < NEUTRAL


def _lines(painted: Sequence[Paint]) -> Check:
    """Lines and bars that a press can hold."""
    white = (0, 0, 0, 0)
    thin = [each for each in painted if each.thickness and not (each.kind is PaintKind.AREA and each.levels == white)]
    wrong = {
        f"page {each.page}: a line of {each.thickness:.2f} pt": None
        for each in thin
        if each.thickness is not None and ROUNDING < each.thickness < LEAST_LINE - ROUNDING
    }
    least = min((each.thickness for each in thin if each.thickness and each.thickness > ROUNDING), default=None)
    right = f"{least:.2f} pt at the least" if least else "none"
    return of("lines", tuple(wrong)[:MOST_TOLD], right)


def _images(seen: pypdfium2.PdfDocument) -> Check:
    """Images as fine as a press prints."""
    wrong, count = [], 0
    for number, page in enumerate(seen, 1):
        for image in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE]):
            count += 1
            if (dpi := resolution(image)) < LEAST_DPI - 0.5:
                wrong.append(f"page {number}: an image of {dpi:.0f} dots per inch, and print needs {LEAST_DPI}")
    if not count:
        return Check("images", Result.INFORMATION, ("none: all pictures are drawn",))
    return of("images", tuple(wrong[:MOST_TOLD]), f"{count}, of {LEAST_DPI} dots per inch or more")


def _transparency(painted: Sequence[Paint], standard: str) -> Check:
    """Nothing that lets something show through, where the standard has no room for it (ISO 15930-4, 6.2)."""
    pages = sorted({each.page for each in painted if each.is_translucent})
    if pages and standard.startswith("PDF/X-4"):
        return Check("transparency", Result.INFORMATION, (f"live, on {counted(len(pages), 'page')}",))
    wrong = tuple(f"page {page}: something shows through" for page in pages)
    return of("transparency", wrong[:MOST_TOLD], "none")


def _annotations(document: Pdf) -> Check:
    """Nothing but the page: links and notes don't print (ISO 15930-4, 6.12)."""
    with_some = [number for number, page in enumerate(document.pages, 1) if len(page.obj.get("/Annots", Array()))]
    wrong = tuple(f"page {number}: links, notes or fields" for number in with_some)
    return of("annotations", wrong[:MOST_TOLD], "none")
