"""HTML in, PDF out. The only room that imports WeasyPrint; what it logs and fetches becomes diagnostics."""
