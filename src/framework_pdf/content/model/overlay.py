"""The overlay: who laid changes over content that is there already."""

from framework_pdf.content.model.base import Day, Entry, Line


class Overlay(Entry, called="an overlay"):
    """A folder of content that keeps only its differences from the content below it."""

    made_by: Line
    """Who made the changes: the imprint names them."""
    date: Day
    """When they were made."""
