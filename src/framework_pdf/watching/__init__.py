"""Folders and a request in; out, editions made again whenever a file is saved, and pages of them in a browser."""
