"""Makes the PDF for readers of what the typesetter gives. Each step has a module of its own."""

from dataclasses import dataclass
from io import BytesIO

from pikepdf import Pdf

from framework_pdf.pdf.fonts import font_name, fonts_of
from framework_pdf.pdf.reader.artifacts import mark_artifacts
from framework_pdf.pdf.reader.conformance import claim_pdf_ua
from framework_pdf.pdf.reader.structure import remove_useless_elements
from framework_pdf.pdf.reader.view import label_pages, set_view


@dataclass(frozen=True, slots=True)
class Finished:
    """A PDF for readers, and the names of the fonts in it."""

    pdf: bytes
    fonts: frozenset[str]


def finish(pdf: bytes, facing_pages: bool) -> Finished:
    """Finish a PDF of the typesetter for readers.

    Args:
        pdf: As the typesetter has written it.
        facing_pages: Whether it is read in spreads.

    Returns:
        The finished PDF: the same bytes for the same input.

    """
    with Pdf.open(BytesIO(pdf)) as document:
        mark_artifacts(document)
        remove_useless_elements(document)
        claim_pdf_ua(document)
        label_pages(document)
        set_view(document, facing_pages)
        out = BytesIO()
        document.save(out, deterministic_id=True)
        fonts = frozenset(font_name(font) for font in fonts_of(document))
    return Finished(out.getvalue(), fonts)
