"""Makes the PDF for readers of what the typesetter gives."""

from io import BytesIO
from pathlib import Path

from pikepdf import Array, Dictionary, Name, Pdf

from framework_pdf.pdf.reader.artifacts import mark_artifacts
from framework_pdf.pdf.reader.form_fields import finish_form
from framework_pdf.pdf.reader.structure import mend_lists, remove_useless_elements
from framework_pdf.pdf.reader.unicode_map import mend_unicode_maps
from framework_pdf.pdf.resources import font_names
from framework_pdf.products.office_job import BindingEdge

PDF_UA = Path(__file__).with_name("pdf_ua.xmp").read_bytes()
"""The identifier (ISO 14289-1, 5), and the description that PDF/A requires of other schemas (ISO 19005-2, 6.6.2.3)."""
END = b"</rdf:RDF>"


def finish(pdf: bytes, bound_at: BindingEdge, *, facing_pages: bool) -> tuple[bytes, frozenset[str]]:
    """Finish a PDF of the typesetter for readers.

    Args:
        pdf: As the typesetter has written it.
        bound_at: At which edge its pages are bound: what is read from right to left, at the right.
        facing_pages: Whether it is read in spreads.

    Returns:
        The finished PDF, the same bytes for the same input, and the names of the fonts in it.

    """
    with Pdf.open(BytesIO(pdf)) as document:
        mark_artifacts(document)
        remove_useless_elements(document.Root.StructTreeRoot)
        mend_lists(document)
        mend_unicode_maps(document)
        finish_form(document, to_the_left=bound_at is BindingEdge.RIGHT)
        _claim_pdf_ua(document)
        _set_view(document, bound_at, facing_pages)
        out = BytesIO()
        document.save(out, deterministic_id=True)
        return out.getvalue(), font_names(document)


def _claim_pdf_ua(document: Pdf) -> None:
    """Add PDF/UA-1 to the standards that a PDF says it follows: to metadata that name PDF/A-2a (XMP, ISO 16684-1)."""
    xmp = document.Root.Metadata.read_bytes()
    end = xmp.rindex(END)
    metadata = document.make_stream(xmp[:end] + PDF_UA + xmp[end:], Type=document.Root.Metadata.Type)
    metadata.Subtype = document.Root.Metadata.Subtype
    document.Root.Metadata = metadata


def _set_view(document: Pdf, bound_at: BindingEdge, facing_pages: bool) -> None:
    """Set how a program shows a PDF when it is opened.

    Page labels are the printed folios: every page counts, from the cover on (ISO 32000-1, 12.4.2). The title stands in
    the window's title bar (ISO 14289-1, 7.1; ISO 32000-1, 12.2). Facing pages are shown side by side after the cover
    alone (PageLayout), the first at the right where they are bound at the right (Direction; 12.2, table 150), and with
    the outline open (PageMode; 7.7.2).
    """
    root = document.Root
    root.PageLabels = Dictionary(Nums=Array([0, Dictionary(S=Name.D)]))
    root.PageLayout = Name.TwoPageRight if facing_pages else Name.SinglePage
    root.PageMode = Name.UseOutlines if facing_pages else Name.UseNone
    preferences = root.get(Name.ViewerPreferences, Dictionary())
    preferences[Name.DisplayDocTitle] = True
    if bound_at is BindingEdge.RIGHT:
        preferences[Name.Direction] = Name.R2L
    root.ViewerPreferences = preferences
