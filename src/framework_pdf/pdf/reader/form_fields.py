"""Finishes the fields of a form: they are for good as they are printed, and take what is typed (ISO 32000-1, 12.7).

The typesetter leaves their drawing to readers (NeedAppearances), which PDF/A forbids (ISO 19005-2, 6.4.1 and 6.3.3).
"""

from collections.abc import Iterator

from pikepdf import Array, Dictionary, FormFieldFlag, Name, Object, Pdf

from framework_pdf.pdf.values import dictionaries

EMPTY = b"/Tx BMC EMC"
"""What draws a field in which nothing is typed yet (12.7.3.3)."""
AT_THE_RIGHT = 2
PAPER = (1, 1, 1)
"""The ground on which readers set what is typed: it covers the ruled lines, which are for a pen (table 189, BG)."""


def finish_form(document: Pdf, *, to_the_left: bool) -> None:
    """Give each field of an empty form what draws it, and let nobody type more than it has room for.

    Args:
        document: That may have a form.
        to_the_left: Whether what is typed begins at the right (table 222, Q).

    """
    if Name.AcroForm not in document.Root:
        return
    form = document.Root.AcroForm
    del form.NeedAppearances
    form.DR = Dictionary(Font=form.DR.Font, ExtGState=form.DR.ExtGState)
    for widget in _widgets(document):
        if Name.Btn == widget.FT:
            widget.AP.N[Name.Off] = _empty(document, widget)
        else:
            widget.AP = Dictionary(N=_empty(document, widget))
            widget.MK = Dictionary(BG=Array(PAPER))
            widget.Q = AT_THE_RIGHT if to_the_left else 0
        if Name.MaxLen in widget:
            widget.Ff = int(widget.get(Name.Ff, 0)) | int(FormFieldFlag.tx_do_not_scroll)


def _widgets(document: Pdf) -> Iterator[Object]:
    """Yield what stands for a field on a page, field by field."""
    for page in document.pages:
        yield from (each for each in dictionaries(page.obj, "/Annots") if each.Subtype == Name.Widget)


def _empty(document: Pdf, widget: Object) -> Object:
    """Return what draws a field that is empty, in its size.

    It has what fields are drawn with, which readers take over: else what they save is no PDF/A (ISO 19005-2, 6.2.2).
    """
    left, bottom, right, top = (float(edge) for edge in widget.Rect)
    box, with_fonts = Array([0, 0, abs(right - left), abs(top - bottom)]), document.Root.AcroForm.DR
    return document.make_stream(EMPTY, Type=Name.XObject, Subtype=Name.Form, BBox=box, Resources=with_fonts)
