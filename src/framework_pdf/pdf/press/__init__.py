"""Makes files for print shops: inks, page boxes, printer's marks and PDF/X."""
