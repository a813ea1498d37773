"""Finishes PDFs for readers: structure, metadata and conformance."""
