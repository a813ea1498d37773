"""A PDF in; it tells a reader's program how to show it: its title, its pages by their folios, spreads as spreads."""

from pikepdf import Array, Dictionary, Name, Pdf


def set_view(document: Pdf, facing_pages: bool) -> None:
    """A PDF and whether it is read in spreads in; its view is set.

    The title stands in the window's bar (ISO 14289-1, 7.1; ISO 32000-1, 12.2). Pages that face each other are
    shown so, the cover alone (PageLayout), and the outline is open where there is one (PageMode; 7.7.2).
    """
    root = document.Root
    root.PageLayout = Name.TwoPageRight if facing_pages else Name.SinglePage
    root.PageMode = Name.UseOutlines if facing_pages else Name.UseNone
    preferences = root.get(Name.ViewerPreferences, Dictionary())
    preferences[Name.DisplayDocTitle] = True
    root.ViewerPreferences = preferences


def label_pages(document: Pdf) -> None:
    """A PDF in; its page labels are its printed folios: every page counts, from the cover on (ISO 32000-1, 12.4.2)."""
    document.Root.PageLabels = Dictionary(Nums=Array([0, Dictionary(S=Name.D)]))
