"""Checks a file for a print shop as the shop's own preflight does, and reports in its words."""

from collections import Counter
from collections.abc import Sequence
from functools import cache
from io import BytesIO
from math import hypot
from operator import itemgetter
from typing import Any

import pypdfium2
from pikepdf import Array, Dictionary, Name, Page, Pdf, PdfImage, PdfInlineImage, PikepdfError, Stream
from PIL import ImageMath
from pypdfium2 import raw

from framework_pdf.content.model.printing import INK_LIMIT
from framework_pdf.core.cmyk import COATED, looks
from framework_pdf.core.diagnostics import counted
from framework_pdf.core.units import mm_to_pt
from framework_pdf.pdf.opening import open_pdf
from framework_pdf.pdf.page_geometry import PageGeometry, geometry_of
from framework_pdf.pdf.values import dictionaries, dictionary
from framework_pdf.preflight.bleed import bleed_check
from framework_pdf.preflight.document_checks import fonts_in
from framework_pdf.preflight.fade_inks import colours_of_fade
from framework_pdf.preflight.images import image_check
from framework_pdf.preflight.ink_spaces import CIE_SPACES, InkSpace, ink_space
from framework_pdf.preflight.page_objects import matrices_around
from framework_pdf.preflight.paint import Paint, PaintKind, paints
from framework_pdf.preflight.report import MOST_TOLD, Check, Result, pass_or_fail
from framework_pdf.preflight.standards import claimed_standards, is_for_press
from framework_pdf.products.press_job import LEAST_DPI, LEAST_LINE, SAFE

ROUNDING = 0.01
"""How much numbers in files may be rounded, in mm and in pt."""
_HEAD_OF_PROFILE = 128
"""The bytes of an ICC profile that say what it is for (ISO 15076-1, 7.2)."""
WHITE, BLACK_INK = (0, 0, 0, 0), (0, 0, 0, 1)
"""No ink, and black ink alone: cyan, magenta, yellow and black, each 0 to 1."""
BLACK, NEUTRAL, OTHER_INKS = 25, 8, 0.3
"""Text that is darker than the first (CIE L*) and less colourful than the second (C*ab) is meant to be black. If its
cyan, magenta and yellow, each 0 to 1, add up to more than the third, it is a black of several inks."""


def checks(pdf: bytes, ink_limit: float = INK_LIMIT, *, has_bleed: bool = True) -> tuple[Check, ...]:
    """Run the checks on a PDF that says that it is PDF/X. Args as for `checks_of`."""
    with open_pdf(BytesIO(pdf)) as document, pypdfium2.PdfDocument(BytesIO(pdf)) as rendered:
        standard = next(filter(is_for_press, claimed_standards(document)), "")
        return checks_of(document, rendered, standard, ink_limit, has_bleed=has_bleed)


def checks_of(
    document: Pdf,
    rendered: pypdfium2.PdfDocument,
    standard: str,
    ink_limit: float = INK_LIMIT,
    *,
    has_bleed: bool = True,
) -> tuple[Check, ...]:
    """Run the checks, in the order of the report.

    Args:
        document: The PDF, for its parts.
        rendered: The same, for what its pages look like.
        standard: The version of PDF/X by which it is judged.
        ink_limit: The most that the four inks may add up to at one place, in percent.
        has_bleed: Whether its pages are to have a bleed.

    """
    painted = tuple(paints(document))
    return (
        _standard_check(document, standard),
        _boxes(document),
        bleed_check(document, rendered) if has_bleed else Check("bleed", Result.INFORMATION, ("none was asked for",)),
        _safe_area(document, rendered),
        _colours(document, painted, standard),
        _total_ink(painted, ink_limit),
        _black_text(painted),
        _lines(painted),
        image_check(document, rendered, LEAST_DPI, f"of {LEAST_DPI} dots per inch or more"),
        _transparency(painted, standard),
        fonts_in(document),
        _annotations(document),
    )


def _standard_check(document: Pdf, standard: str) -> Check:
    """Check that the file says for which printing condition it is made, and where its pages are cut.

    See ISO 15930-4, 6.8 to 6.11, and ISO 15930-7, 6.2.3.
    """
    intents = [each for each in dictionaries(document.Root, "/OutputIntents") if each.get("/S") == Name("/GTS_PDFX")]
    wrong = []
    if len(intents) != 1:
        wrong.append(f"there are {len(intents)} output intents for print, and must be one")
    intent = intents[0] if intents else Dictionary()
    if intents:
        wrong += _wrong_with_condition(intent, standard)
    if dictionary(document.trailer, "/Info").get("/Trapped") not in (Name("/True"), Name("/False")):
        wrong.append("the file does not say whether it is trapped")
    if document.is_encrypted:
        wrong.append("it is encrypted")
    uncut = [number for number, page in enumerate(document.pages, 1) if not geometry_of(page).says_finished]
    wrong += [f"page {number}: it does not say where it is trimmed (TrimBox)" for number in uncut[:MOST_TOLD]]
    condition, identifier = intent.get("/OutputCondition", ""), intent.get("/OutputConditionIdentifier", "")
    has_profile = "/DestOutputProfile" in intent
    made_for = f"{condition}, whose profile is in the file" if has_profile else f"{identifier}, {condition}"
    return pass_or_fail("standard", wrong, f"{standard} for {made_for}")


def _wrong_with_condition(intent: Dictionary, standard: str) -> list[str]:
    """Return what is wrong with the printing condition of an output intent."""
    profile = intent.get("/DestOutputProfile")
    if not isinstance(profile, Stream):
        if standard.startswith("PDF/X-4") and "/DestOutputProfileRef" not in intent:  # PDF/X-4p has it elsewhere
            return ["PDF/X-4 has the profile of its output intent within, and there is none"]
        is_named = bool(str(intent.get("/OutputConditionIdentifier", "")).strip())
        return [] if is_named else ["its output intent names no printing condition, and has no profile"]
    head = profile.read_bytes()[:_HEAD_OF_PROFILE]
    kind, space = head[12:16], head[16:20]
    if (kind, space) == (b"prtr", b"CMYK"):
        return []
    words = space.decode("ascii", "replace").strip() or "nothing"
    return [f"the profile of its output intent is for {words}, and not for printing with four inks"]


def _boxes(document: Pdf) -> Check:
    """Check that trim, bleed and sheet lie in one another, and are the same on each page (ISO 32000-1, 14.11.2)."""
    sizes = Counter(_sizes(page) for page in document.pages)
    lines = tuple(f"{size}: {counted(count, 'page')}" for size, count in sizes.items())
    outside = [number for number, page in enumerate(document.pages, 1) if not _boxes_are_nested(page)]
    wrong = [f"page {number}: its boxes do not lie in one another" for number in outside[:MOST_TOLD]]
    if len(sizes) > 1:
        wrong += ["its pages differ", *lines[:MOST_TOLD]]
    return pass_or_fail("page boxes", wrong, "; ".join(lines))


def _sizes(page: Page) -> str:
    """Return trim, bleed and sheet of a page in words."""
    media, bleed, trim = _boxes_of(page)
    around = [round(abs(outer - inner), 2) for outer, inner in zip(bleed, trim, strict=True)]
    least, most = min(around), max(around)
    extent = f"{least:g}" if most - least <= ROUNDING else f"{least:g} to {most:g}"
    size, sheet = (f"{right - left:.2f} × {top - bottom:.2f}" for left, bottom, right, top in (trim, media))
    return f"trim {size} mm, bleed {extent} mm, sheet {sheet} mm"


def _boxes_of(page: Page) -> tuple[list[float], ...]:
    """Return left, bottom, right and top of MediaBox, BleedBox and TrimBox of a page, in mm."""
    geometry = geometry_of(page)
    return tuple(map(geometry.edges, (geometry.media, geometry.bleed, geometry.trim)))


def _boxes_are_nested(page: Page) -> bool:
    media, bleed, trim = _boxes_of(page)
    return all(
        max(outer[0] - inner[0], outer[1] - inner[1], inner[2] - outer[2], inner[3] - outer[3]) <= ROUNDING
        for outer, inner in ((media, bleed), (bleed, trim))
    )


def _safe_area(document: Pdf, rendered: pypdfium2.PdfDocument) -> Check:
    """Check that words keep a distance from the trim, because no guillotine is exact."""
    wrong = []
    for number, (page, seen) in enumerate(zip(document.pages, rendered, strict=True), 1):
        geometry = geometry_of(page)
        if any(_is_unsafe(text, geometry) for text in seen.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT])):
            wrong.append(f"page {number}: words nearer than {SAFE} mm to the trim")
    return pass_or_fail("safe area", wrong[:MOST_TOLD], f"all words are {SAFE} mm or more from the trim")


def _is_unsafe(text: Any, page: PageGeometry) -> bool:
    """Return whether words of a page stand too near to its trim; what lies outside is not of the page."""
    trim = page.trim
    near = (mm_to_pt(SAFE - ROUNDING) - 1) / page.unit  # a letter's box is a little larger than the letter
    bounds = text.get_bounds()
    for matrix in matrices_around(text):
        bounds = matrix.on_rect(*bounds)
    left, bottom, right, top = map(float, bounds)
    is_in_page = right > trim.llx and left < trim.urx and top > trim.lly and bottom < trim.ury
    return is_in_page and min(left - trim.llx, bottom - trim.lly, trim.urx - right, trim.ury - top) < near


def _colours(document: Pdf, painted: Sequence[Paint], standard: str) -> Check:
    """Check that only process inks are used (ISO 15930-4, 6.5), and for blending too (ISO 32000-1, 11.6.6)."""
    first: dict[tuple[str, InkSpace], str] = {}
    for each in painted:
        space = each.colour.space
        if not _is_printed(space, standard):
            first.setdefault((each.kind, space), f"page {each.page}: {each.kind} in {_in_words(space)}")
    wrong = tuple(dict.fromkeys(first.values()))
    groups = (dictionary(each, "/Group") for each in document.objects if isinstance(each, Dictionary | Stream))
    mixed = (ink_space(group.CS, Dictionary()) for group in groups if "/CS" in group)
    if not all(_is_printed(space, standard) for space in mixed):
        wrong += ("a group is mixed in other colours",)
    used = {each.space for each in painted if not each.colour.space.is_for_marks}
    besides = ", and what says itself how it looks" if used & CIE_SPACES else " only"
    words = f"cyan, magenta, yellow and black{besides} ({', '.join(sorted(used))})"
    return pass_or_fail("colours", wrong[:MOST_TOLD], words if used else "none: nothing is painted")


def _is_printed(space: InkSpace, standard: str) -> bool:
    """Return whether a colour space is printed with the four inks.

    In PDF/X-3 and PDF/X-4 it is, too, if it says itself what its colours look like (ISO 15930-3, 6.5).
    """
    return space.is_of_process or (space.kind in CIE_SPACES and standard.startswith(("PDF/X-3", "PDF/X-4")))


def _in_words(space: InkSpace) -> str:
    """Return a colour space in words, with the inks that it names besides those of the process."""
    return f"{' and '.join(space.spots)}, not in the four inks" if space.spots else space.kind


def _total_ink(painted: Sequence[Paint], limit: float) -> Check:
    """Check how much the four inks add up to, because too much does not dry. Marks in the slug don't count."""
    in_inks = [each for each in painted if each.colour.space.is_of_process or each.space in CIE_SPACES]
    inks = [(_most_ink(each), each) for each in in_inks]
    most, page = max(((ink, each.page) for ink, each in inks if ink), key=itemgetter(0), default=(0.0, 0))
    words = f"{most:.0f} % at the most, on page {page}" if page else "none in several inks"
    wrong = (f"{words}: the printer takes {limit:g} %",) if most > limit + 0.5 else ()
    unread: dict[str, int] = {}
    for ink, each in inks:
        if ink is None:
            unread.setdefault(_unread(each), each.page)
    if unread and not wrong:
        return Check("total ink", Result.NOT_CHECKED, tuple(f"page {page}: {what}" for what, page in unread.items()))
    return pass_or_fail("total ink", wrong, f"{words}, of {limit:g} %" if page else words)


def _unread(paint: Paint) -> str:
    """Return in words what it is of which nobody here knows how much ink it has."""
    if paint.space in CIE_SPACES:
        return f"a colour that becomes inks where it is printed ({paint.space})"
    what = "an image" if paint.image is not None else "a fade"
    return f"{what} of a kind that is not read here"


def _most_ink(paint: Paint) -> float | None:
    """Return the most ink at one dot of something, in percent; None if it can't be read here."""
    if paint.space in CIE_SPACES:
        return None
    if paint.image is not None:
        return _most_ink_of_image(paint.image, paint.space)
    if paint.colour.fade is None:
        return 100 * sum(paint.colour.inks)
    colours = colours_of_fade(paint.colour.fade)
    return max((100 * sum(paint.colour.of(levels).inks) for levels in colours), default=0) if colours else None


def _most_ink_of_image(image: Stream | PdfInlineImage, space: str) -> float | None:
    if space == "DeviceGray":
        return 100
    try:
        picture = (image if isinstance(image, PdfInlineImage) else PdfImage(image)).as_pil_image(apply_mask=False)
        bands = dict(zip("cmyk", picture.split(), strict=True))
    except (PikepdfError, ValueError):
        return None
    total = ImageMath.lambda_eval(lambda given: given["c"] + given["m"] + given["y"] + given["k"], **bands)
    return float(total.getextrema()[1]) / 2.55


def _black_text(painted: Sequence[Paint]) -> Check:
    """Check that black text is black ink alone and overprints, because four plates are never exactly in register."""
    texts = [each for each in painted if each.kind is PaintKind.TEXT]
    wrong: dict[str, None] = {}
    for each in texts:
        if _is_mixed_black(each.colour.inks):
            wrong[f"page {each.page}: black text of several inks"] = None
        elif each.colour.inks == BLACK_INK and not each.overprints:
            wrong[f"page {each.page}: black text that does not overprint"] = None
    is_some_black = any(each.colour.inks == BLACK_INK for each in texts)
    right = "100 % black alone, and it overprints" if is_some_black else "none: words are in colours"
    return pass_or_fail("black text", tuple(wrong)[:MOST_TOLD], right if texts else "no words")


@cache
def _is_mixed_black(levels: tuple[float, ...]) -> bool:
    """Return whether inks, each 0 to 1, look black and are not black ink alone; where none are known, they don't."""
    if not levels:
        return False
    cyan, magenta, yellow, black = (100 * level for level in levels)
    lightness, *chroma = looks((cyan, magenta, yellow, black), COATED)
    return sum(levels[:3]) > OTHER_INKS and lightness < BLACK and hypot(*chroma) < NEUTRAL


def _lines(painted: Sequence[Paint]) -> Check:
    """Check that no line or bar is thinner than a press can print."""
    printed = [each for each in painted if each.kind is PaintKind.LINE or _is_bar(each)]
    lines = [(each.page, each.thickness) for each in printed if each.thickness is not None]
    thin = [(page, thickness) for page, thickness in lines if thickness < LEAST_LINE - ROUNDING]
    wrong = dict.fromkeys(f"page {page}: {_line_in_words(thickness)}" for page, thickness in thin)
    right = f"{min(thickness for _, thickness in lines):.2f} pt at the least" if lines else "none"
    return pass_or_fail("lines", tuple(wrong)[:MOST_TOLD], right)


def _is_bar(paint: Paint) -> bool:
    """Return whether something is an area that prints: with ink, and wider than what rounding leaves."""
    return paint.kind is PaintKind.AREA and paint.colour.inks != WHITE and (paint.thickness or 0) > ROUNDING


def _line_in_words(thickness: float) -> str:
    """Return a line in words: one without a width is as thin as the press can make it (ISO 32000-1, 8.4.3.2)."""
    return f"a line of {thickness:.2f} pt" if thickness else "a line as thin as can be (0 w)"


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
