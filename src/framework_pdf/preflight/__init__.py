"""Checks whether finished files are fit to publish."""
