"""Whether finished files are fit to publish."""
