"""PDF: for readers, for an office printer or for a print shop."""

from framework_pdf.build.session import Session
from framework_pdf.products.edition import Edition
from framework_pdf.products.formats import Made

suffix = ".pdf"
has_pages = True


def make(session: Session, edition: Edition) -> Made:
    """Make an edition as PDF."""
    from framework_pdf.build.pipeline import make_pdf

    return make_pdf(session, edition)
