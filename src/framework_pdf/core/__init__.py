"""What every other room uses: units, colour, diagnostics, errors, limits, folders."""
