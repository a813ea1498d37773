"""A machine in; out, what a build needs and what of it is here. At the start, nothing is loaded that may be missing."""
