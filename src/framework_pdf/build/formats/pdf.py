"""PDF: for readers, for an office printer or for a print shop."""

from framework_pdf.build.pipeline import make_pdf

suffix = ".pdf"
has_pages = True
make = make_pdf
