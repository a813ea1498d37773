"""Where what PDFium finds on a page lies: it tells matrices within the forms that things are in, and no notes."""

from collections.abc import Iterator
from typing import Any

import pypdfium2
from pypdfium2 import raw


def take_in_notes(rendered: pypdfium2.PdfDocument) -> None:
    """Make what notes and fields show a part of their pages, as long as the document is open: it is looked at then."""
    for page in rendered:
        if raw.FPDFPage_GetAnnotCount(page):
            raw.FPDFPage_Flatten(page, raw.FLAT_NORMALDISPLAY)


def matrices_around(thing: Any) -> Iterator[Any]:
    """Yield the matrices that lead from the form that something is in, if it is in one, to the page."""
    container = thing.container
    while container is not None:
        yield container.get_matrix()
        container = container.container
