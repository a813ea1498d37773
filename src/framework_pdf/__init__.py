"""framework-pdf turns a structured framework into booklets and one-page cards."""

__version__ = "0.1.0"
