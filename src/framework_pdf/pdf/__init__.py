"""PDF to PDF: what readers, office printers and print shops need."""

import logging

MISSHAPEN = (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError)
"""What is raised, besides errors of its own, at parts of a PDF that are not what they must be."""

logging.getLogger("pikepdf").addHandler(logging.NullHandler())  # it writes tracebacks of odd metadata, and goes on
