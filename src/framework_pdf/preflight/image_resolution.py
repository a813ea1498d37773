"""Checks that the images of a PDF have enough dots per inch where they stand."""

import pypdfium2
from pypdfium2 import raw

from framework_pdf.preflight.report import MOST_TOLD, Check, Result, pass_or_fail

ROUNDING = 0.5
"""In dots per inch: an image that misses the least by no more is fine enough, because messages round."""


def image_check(document: pypdfium2.PdfDocument, least: int, fine: str) -> Check:
    """Check that no image is coarser than the least resolution.

    Args:
        least: In dots per inch.
        fine: What the report says, after their number, if all images are fine enough.

    """
    coarse, count = [], 0
    for number, page in enumerate(document, 1):
        for image in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE]):
            count += 1
            metadata = image.get_metadata()
            dpi = min(metadata.horizontal_dpi, metadata.vertical_dpi)
            if dpi < least - ROUNDING:
                coarse.append(f"page {number}: an image of {dpi:.0f} dots per inch, and print needs {least}")
    if not count:
        return Check("images", Result.INFORMATION, ("none: all pictures are drawn",))
    return pass_or_fail("images", coarse[:MOST_TOLD], f"{count}, {fine}")
