"""PDF in, PDF out: what the typesetter leaves to be done. The only importer of pikepdf."""

import logging

logging.getLogger("pikepdf").addHandler(logging.NullHandler())  # it writes tracebacks of odd metadata, and goes on
