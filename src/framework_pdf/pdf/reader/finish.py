"""A PDF from the typesetter in; out, the PDF that is delivered: each mend in a module of its own, in order."""

from dataclasses import dataclass
from io import BytesIO

from pikepdf import Pdf

from framework_pdf.pdf.fonts import fonts_of, name_of
from framework_pdf.pdf.reader.artifacts import furniture_as_artifacts
from framework_pdf.pdf.reader.conformance import claim_both_standards
from framework_pdf.pdf.reader.structure import without_useless_elements
from framework_pdf.pdf.reader.view import label_pages, set_view


@dataclass(frozen=True, slots=True)
class Finished:
    """A PDF that can be delivered, and the names of the fonts in it."""

    pdf: bytes
    fonts: frozenset[str]


def finish(pdf: bytes, facing_pages: bool) -> Finished:
    """A PDF and whether it is read in spreads in; out, the PDF, the same bytes for the same input."""
    with Pdf.open(BytesIO(pdf)) as document:
        furniture_as_artifacts(document)
        without_useless_elements(document)
        claim_both_standards(document)
        label_pages(document)
        set_view(document, facing_pages)
        out = BytesIO()
        document.save(out, deterministic_id=True)
        fonts = frozenset(name_of(font) for font in fonts_of(document))
    return Finished(out.getvalue(), fonts)
