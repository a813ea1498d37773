"""Checks that images have enough dots for the size in which they stand on their pages."""

import math
from typing import Any

import pypdfium2
from pikepdf import Pdf
from pypdfium2 import raw

from framework_pdf.core.diagnostics import counted
from framework_pdf.pdf.page_geometry import unit_of
from framework_pdf.preflight.page_objects import matrices_around
from framework_pdf.preflight.report import MOST_TOLD, Check, Result, pass_or_fail

LEAST_OFFICE_DPI = 150
"""The least resolution of an image that an office prints, in dots per inch; a press needs 300."""
ROUNDING = 0.02
"""An image that misses the least by no more than this share is fine enough: programs round sizes."""


def image_check(document: Pdf, rendered: pypdfium2.PdfDocument, least: int, fine: str) -> Check:
    """Check that no image is coarser than the least resolution.

    Args:
        document: The PDF, for the size of its pages.
        rendered: The same, for what its pages look like.
        least: In dots per inch.
        fine: What the report says, after their number, if all images are fine enough.

    """
    coarse, count = [], 0
    for number, (page, seen) in enumerate(zip(document.pages, rendered, strict=True), 1):
        for image in seen.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE]):
            metadata = image.get_metadata()
            width, height = _sides(image)
            if min(metadata.width, metadata.height) <= 1 or not min(width, height):
                continue  # one dot wide or high: a fill or a fade, which shows no detail; or drawn without an area
            count += 1
            dpi = 72 / unit_of(page) * min(metadata.width / width, metadata.height / height)
            if dpi < least * (1 - ROUNDING):
                dots = counted(round(dpi), "dot")
                coarse.append(f"page {number}: an image of {dots} per inch, and print needs {least}")
    if not count:
        return Check("images", Result.INFORMATION, ("none: all pictures are drawn",))
    return pass_or_fail("images", coarse[:MOST_TOLD], f"{count}, {fine}")


def _sides(image: Any) -> tuple[float, float]:
    """Return the width and height of an image as it stands on its page, in units of the page."""
    matrix = image.get_matrix()
    for outer in matrices_around(image):
        matrix = matrix.multiply(outer)
    return math.hypot(matrix.a, matrix.b), math.hypot(matrix.c, matrix.d)
