"""framework-pdf: a structured framework in, booklets and one-page cards out."""

__version__ = "0.1.0"
