"""Tells a reader's program how to show a PDF: with its title, its page numbers as printed, and spreads as spreads."""

from pikepdf import Array, Dictionary, Name, Pdf


def set_view(document: Pdf, facing_pages: bool) -> None:
    """Set how a program shows a PDF when it is opened.

    The title stands in the window's title bar (ISO 14289-1, 7.1; ISO 32000-1, 12.2). Facing pages are shown side by
    side after the cover alone (PageLayout), and with the outline open (PageMode; 7.7.2).
    """
    root = document.Root
    root.PageLayout = Name.TwoPageRight if facing_pages else Name.SinglePage
    root.PageMode = Name.UseOutlines if facing_pages else Name.UseNone
    preferences = root.get(Name.ViewerPreferences, Dictionary())
    preferences[Name.DisplayDocTitle] = True
    root.ViewerPreferences = preferences


def label_pages(document: Pdf) -> None:
    """Make page labels of the printed folios: every page counts, from the cover on (ISO 32000-1, 12.4.2)."""
    document.Root.PageLabels = Dictionary(Nums=Array([0, Dictionary(S=Name.D)]))
