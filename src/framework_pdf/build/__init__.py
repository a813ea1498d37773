"""What is up to date, the manifest that says so, and the output folder: written, locked and cleaned."""
