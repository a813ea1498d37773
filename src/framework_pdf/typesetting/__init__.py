"""HTML laid out and turned into PDF by WeasyPrint, and what is wrong with the laid-out pages."""
