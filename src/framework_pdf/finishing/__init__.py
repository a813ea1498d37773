"""PDF in, PDF out: what the typesetter leaves to be done. The only importer of pikepdf."""

import logging

MISSHAPEN = (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError)
"""What is raised, besides errors of its own, at parts of a PDF that are not what they must be."""

logging.getLogger("pikepdf").addHandler(logging.NullHandler())  # it writes tracebacks of odd metadata, and goes on
