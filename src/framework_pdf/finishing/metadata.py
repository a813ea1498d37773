"""A PDF in; out, the same with what a reader's program should know when it opens the file."""

from io import BytesIO

from pikepdf import Dictionary, Name, Pdf


def finish(pdf: bytes, facing_pages: bool) -> bytes:
    """A PDF and whether it is read in spreads in; out, the PDF, the same bytes for the same input.

    Pages that face each other are shown so, the cover alone (ISO 32000-1, 7.7.2: PageLayout), and the
    outline is open where there is one (PageMode).
    """
    with Pdf.open(BytesIO(pdf)) as document:
        root = document.Root
        root.PageLayout = Name.TwoPageRight if facing_pages else Name.SinglePage
        root.PageMode = Name.UseOutlines if facing_pages else Name.UseNone
        preferences = root.get(Name.ViewerPreferences, Dictionary())
        preferences[Name.DisplayDocTitle] = True
        root.ViewerPreferences = preferences
        out = BytesIO()
        document.save(out, deterministic_id=True)
    return out.getvalue()
