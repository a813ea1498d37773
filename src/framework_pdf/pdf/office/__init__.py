"""Sheets for office printers: imposition, cut marks, grey."""
