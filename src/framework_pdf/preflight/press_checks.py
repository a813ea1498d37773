"""Checks a file for a print shop as the shop's own preflight does, and reports in its words."""

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
from framework_pdf.preflight.bleed import bleed_check, edges_of
from framework_pdf.preflight.document_checks import fonts_in
from framework_pdf.preflight.image_resolution import image_check
from framework_pdf.preflight.paint import Paint, PaintKind, paints
from framework_pdf.preflight.report import MOST_TOLD, Check, Result, pass_or_fail
from framework_pdf.products.press_job import LEAST_DPI, LEAST_LINE, SAFE

PROCESS_SPACES = {"DeviceCMYK", "DeviceGray"}
"""The colour spaces of the four-colour process; grey is black ink."""
MARKS_SPACE = "Separation"
"""The colour space of printer's marks: all inks at once."""
ROUNDING = 0.01
"""How much numbers in files may be rounded, in mm and in pt."""
BLACK, NEUTRAL, OTHER_INKS = 25, 8, 0.3
"""Text that is darker than the first (CIE L*) and less colourful than the second (C*ab) is meant to be black. If its
cyan, magenta and yellow, each 0 to 1, add up to more than the third, it is a black of several inks."""


def is_for_press(document: Pdf) -> bool:
    """Return whether a PDF says that it is PDF/X."""
    return bool(_standard(document))


def checks(pdf: bytes, ink_limit: float = INK_LIMIT) -> tuple[Check, ...]:
    """Run the checks, in the order of the report.

    Args:
        ink_limit: The most that the four inks may add up to at one place, in percent.

    """
    with Pdf.open(BytesIO(pdf)) as document, pypdfium2.PdfDocument(BytesIO(pdf)) as rendered:
        painted, standard = tuple(paints(document)), _standard(document)
        return (
            _standard_check(document, standard),
            _boxes(document),
            bleed_check(document, rendered),
            _safe_area(document, rendered),
            _colours(document, painted),
            _total_ink(painted, ink_limit),
            _black_text(painted),
            _lines(painted),
            image_check(rendered, LEAST_DPI, f"of {LEAST_DPI} dots per inch or more"),
            _transparency(painted, standard),
            fonts_in(document),
            _annotations(document),
        )


def _standard(document: Pdf) -> str:
    """Return the version of PDF/X that a PDF says it is; empty if it says none."""
    in_information = str(document.docinfo.get("/GTS_PDFXVersion", ""))
    with document.open_metadata() as xmp:
        return in_information or str(xmp.get("{http://www.npes.org/pdfx/ns/id/}GTS_PDFXVersion", ""))


def _standard_check(document: Pdf, standard: str) -> Check:
    """Check that the file says for which printing condition it is made (ISO 15930-4, 6.8; ISO 15930-7, 6.2.3)."""
    intents = [each for each in document.Root.get("/OutputIntents", Array()) if each.get("/S") == Name("/GTS_PDFX")]
    wrong = []
    if len(intents) != 1:
        wrong.append(f"there are {len(intents)} output intents for print, and must be one")
    if str(document.docinfo.get("/Trapped", "")) not in {"/True", "/False"}:
        wrong.append("the file does not say whether it is trapped")
    if wrong:
        return pass_or_fail("standard", tuple(wrong), "")
    intent = intents[0]
    condition = str(intent.get("/OutputCondition", ""))
    if "/DestOutputProfile" in intent:
        return pass_or_fail("standard", (), f"{standard} for {condition}, whose profile is in the file")
    registered = str(intent.get("/OutputConditionIdentifier", ""))
    return pass_or_fail("standard", (), f"{standard} for {registered}, {condition}")


def _boxes(document: Pdf) -> Check:
    """Check that trim, bleed and sheet lie in one another, and are the same on each page (ISO 32000-1, 14.11.2)."""
    sizes = Counter(_sizes(page) for page in document.pages)
    lines = tuple(f"{size}: {counted(count, 'page')}" for size, count in sizes.items())
    outside = [number for number, page in enumerate(document.pages, 1) if not _boxes_are_nested(page)]
    wrong = [f"page {number}: its boxes do not lie in one another" for number in outside[:MOST_TOLD]]
    if len(sizes) > 1:
        wrong += ["its pages differ", *lines[:MOST_TOLD]]
    return pass_or_fail("page boxes", tuple(wrong), "; ".join(lines))


def _sizes(page: Page) -> str:
    """Return trim, bleed and sheet of a page in words."""
    trim, bleed, media = (edges_of(box) for box in (page.trimbox, page.bleedbox, page.mediabox))
    width, height = trim[2] - trim[0], trim[3] - trim[1]
    around = {round(abs(outer - inner), 2) for outer, inner in zip(bleed, trim, strict=True)}
    extent = f"{min(around):g}" if max(around) - min(around) <= ROUNDING else f"{min(around):g} to {max(around):g}"
    sheet = f"{media[2] - media[0]:.2f} × {media[3] - media[1]:.2f}"
    return f"trim {width:.2f} × {height:.2f} mm, bleed {extent} mm, sheet {sheet} mm"


def _boxes_are_nested(page: Page) -> bool:
    trim, bleed, media = (edges_of(box) for box in (page.trimbox, page.bleedbox, page.mediabox))
    return all(
        outer[0] <= inner[0] + ROUNDING
        and outer[1] <= inner[1] + ROUNDING
        and outer[2] >= inner[2] - ROUNDING
        and outer[3] >= inner[3] - ROUNDING
        for outer, inner in ((media, bleed), (bleed, trim))
    )


def _safe_area(document: Pdf, rendered: pypdfium2.PdfDocument) -> Check:
    """Check that words keep a distance from the trim, because no guillotine is exact."""
    wrong = []
    for number, (page, rendered_page) in enumerate(zip(document.pages, rendered, strict=True), 1):
        left, bottom, right, top = (float(edge) for edge in page.trimbox)
        near = mm_to_pt(SAFE) - mm_to_pt(ROUNDING) - 1  # a letter's box is a little larger than the letter
        for text in rendered_page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT]):
            x0, y0, x1, y1 = text.get_bounds()
            is_in_page = x1 > left and x0 < right and y1 > bottom and y0 < top
            if (
                text.container is None
                and is_in_page
                and (x0 < left + near or x1 > right - near or y0 < bottom + near or y1 > top - near)
            ):
                wrong.append(f"page {number}: words nearer than {SAFE} mm to the trim")
                break
    return pass_or_fail("safe area", tuple(wrong[:MOST_TOLD]), f"all words are {SAFE} mm or more from the trim")


def _colours(document: Pdf, painted: Sequence[Paint]) -> Check:
    """Check that only process inks are used (ISO 15930-4, 6.5), and for blending too (ISO 32000-1, 11.6.6)."""
    other = _first_pages(painted, lambda each: each.space not in {*PROCESS_SPACES, MARKS_SPACE, "mask"})
    wrong = tuple(f"page {page}: {kind} in {space}" for (kind, space), page in other.items())
    groups = (each.get("/Group", Dictionary()) for each in document.objects if isinstance(each, Dictionary | Stream))
    if any("/CS" in group and str(group.CS)[1:] not in PROCESS_SPACES for group in groups):
        wrong += ("a group is mixed in other colours",)
    spaces = sorted({each.space for each in painted} & PROCESS_SPACES)
    return pass_or_fail("colours", wrong[:MOST_TOLD], f"cyan, magenta, yellow and black only ({', '.join(spaces)})")


def _first_pages(painted: Iterable[Paint], is_wrong: Callable[[Paint], bool]) -> dict[tuple[str, str], int]:
    """Return the first page on which something wrong is painted, by kind and colour space."""
    found: dict[tuple[str, str], int] = {}
    for each in filter(is_wrong, painted):
        found.setdefault((each.kind, each.space), each.page)
    return found


def _total_ink(painted: Sequence[Paint], limit: float) -> Check:
    """Check how much the four inks add up to, because too much does not dry. Marks in the slug don't count."""
    most, page_of_most = 0.0, 0
    images: dict[tuple[int, int], float | None] = {}
    unread: list[int] = []
    for each in painted:
        if each.space == "DeviceCMYK" and each.levels:
            total = 100 * sum(each.levels)
        elif each.space == "DeviceCMYK" and each.image is not None:
            key = each.image.objgen
            images.setdefault(key, _most_ink_in(each.image))
            if images[key] is None:
                unread.append(each.page)
            total = images[key] or 0
        else:
            continue
        if total > most:
            most, page_of_most = total, each.page
    words = f"{most:.0f} % at the most, on page {page_of_most}"
    wrong = (f"{words}: the printer takes {limit:g} %",) if most > limit + 0.5 else ()
    if unread and not wrong:
        return Check("total ink", Result.NOT_CHECKED, (f"page {unread[0]}: an image of a kind that is not read here",))
    return pass_or_fail("total ink", wrong, f"{words}, of {limit:g} %")


def _most_ink_in(image: Any) -> float | None:
    """Return the most ink at one dot of an image in CMYK, in percent; None if its kind can't be read here."""
    try:
        picture = PdfImage(image).as_pil_image(apply_mask=False)
    except PikepdfError:
        return None
    bands = dict(zip("cmyk", picture.split(), strict=True))
    total = ImageMath.lambda_eval(lambda given: given["c"] + given["m"] + given["y"] + given["k"], **bands)
    return float(total.getextrema()[1]) / 2.55


def _black_text(painted: Sequence[Paint]) -> Check:
    """Check that black text is black ink alone and overprints, because four plates are never exactly in register."""
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
    return pass_or_fail("black text", tuple(wrong)[:MOST_TOLD], right)


@cache
def _is_mixed_black(levels: tuple[float, ...]) -> bool:
    """Return whether inks, each 0 to 1, look black and are not black ink alone."""
    cyan, magenta, yellow, black = (100 * level for level in levels)
    lightness, *chroma = looks((cyan, magenta, yellow, black), COATED)
    return sum(levels[:3]) > OTHER_INKS and lightness < BLACK and hypot(*chroma) < NEUTRAL


def _lines(painted: Sequence[Paint]) -> Check:
    """Check that no line or bar is thinner than a press can print."""
    white = (0, 0, 0, 0)
    thin = [each for each in painted if each.thickness and not (each.kind is PaintKind.AREA and each.levels == white)]
    wrong = {
        f"page {each.page}: a line of {each.thickness:.2f} pt": None
        for each in thin
        if each.thickness is not None and ROUNDING < each.thickness < LEAST_LINE - ROUNDING
    }
    least = min((each.thickness for each in thin if each.thickness and each.thickness > ROUNDING), default=None)
    right = f"{least:.2f} pt at the least" if least else "none"
    return pass_or_fail("lines", tuple(wrong)[:MOST_TOLD], right)


def _transparency(painted: Sequence[Paint], standard: str) -> Check:
    """Check that nothing shows through, if the standard does not allow it (ISO 15930-4, 6.2)."""
    pages = sorted({each.page for each in painted if each.is_translucent})
    if pages and standard.startswith("PDF/X-4"):
        return Check("transparency", Result.INFORMATION, (f"live, on {counted(len(pages), 'page')}",))
    wrong = tuple(f"page {page}: something shows through" for page in pages)
    return pass_or_fail("transparency", wrong[:MOST_TOLD], "none")


def _annotations(document: Pdf) -> Check:
    """Check that there are no links, notes or fields, which don't print (ISO 15930-4, 6.12)."""
    with_some = [number for number, page in enumerate(document.pages, 1) if len(page.obj.get("/Annots", Array()))]
    wrong = tuple(f"page {number}: links, notes or fields" for number in with_some)
    return pass_or_fail("annotations", wrong[:MOST_TOLD], "none")
