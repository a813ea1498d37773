"""Files for print shops: inks, boxes and marks, PDF/X."""
