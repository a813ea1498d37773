"""Pages of what was made, in a browser on this machine."""
