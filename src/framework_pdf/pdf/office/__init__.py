"""Puts pages on sheets for office printers: imposition, cut marks and grey."""
