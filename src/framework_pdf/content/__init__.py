"""Content folders, read and checked: the catalogue."""
