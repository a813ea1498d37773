"""HTML: one web page, which readers set in the size that they like."""

from framework_pdf.build.pipeline import make_html

suffix = ".html"
has_pages = False
make = make_html
