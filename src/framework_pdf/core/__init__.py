"""What all other packages use: units, colour, diagnostics, errors, limits and folders."""
