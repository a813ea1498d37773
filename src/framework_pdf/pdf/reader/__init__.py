"""PDFs for readers: structure, metadata, conformance."""
