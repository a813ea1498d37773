"""PDF in, PDF out: what the typesetter leaves to be done. The only importer of pikepdf."""
