"""Turns PDFs into the PDFs that readers, office printers and print shops need."""

import logging

MALFORMED_PDF_ERRORS = (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError)
"""What pikepdf raises, besides its own errors, where a part of a PDF is not what it must be."""

logging.getLogger("pikepdf").addHandler(logging.NullHandler())  # it logs tracebacks of odd metadata, and goes on
