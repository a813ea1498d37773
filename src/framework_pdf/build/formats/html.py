"""HTML: one web page, which readers set in the size that they like."""

from framework_pdf.build.session import Session
from framework_pdf.products.edition import Edition
from framework_pdf.products.formats import Made

suffix = ".html"
has_pages = False


def make(session: Session, edition: Edition) -> Made:
    """Make an edition as a web page."""
    from framework_pdf.build.pipeline import make_html

    return make_html(session, edition)
