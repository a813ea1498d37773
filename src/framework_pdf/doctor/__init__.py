"""Examines whether this machine has all that a build needs. No module loads at its start what may be missing."""
