"""What lies over a page and is printed with it: stamps, notes, and form fields as they are filled in.

These are annotations (ISO 32000-1, 12.5). Each is drawn by its appearance stream, where its rectangle is (12.5.5).
"""

from dataclasses import dataclass, field

from pikepdf import (
    AcroFormField,
    Annotation,
    Array,
    Dictionary,
    FormFieldFlag,
    Name,
    Object,
    Page,
    Pdf,
    PikepdfError,
    Rectangle,
    Stream,
)

from framework_pdf.pdf import MALFORMED_PDF_ERRORS
from framework_pdf.pdf.office import fields
from framework_pdf.pdf.office.frames import draw_frame
from framework_pdf.pdf.page_geometry import PageGeometry
from framework_pdf.pdf.values import dictionaries, dictionary, number

HIDDEN, PRINT, NO_VIEW = 2, 4, 32
"""Flags of an annotation (table 165): never shown; printed; not shown on screens."""
DRAWN_KINDS = {
    *("Caret", "Circle", "FileAttachment", "FreeText", "Highlight", "Ink", "Line", "PolyLine", "Polygon", "Redact"),
    *("Square", "Squiggly", "Stamp", "StrikeOut", "Text", "Underline", "Watermark"),
}
"""Kinds of notes that readers draw by themselves where there is no appearance (12.5.6)."""


@dataclass(slots=True)
class LeftOut:
    """What of a PDF its sheets can't have, found while its pages are read."""

    links: int = 0
    fields: int = 0
    for_screens: int = 0
    """How many notes and fields are shown on screens and not meant for paper."""
    undrawn: dict[int, list[str]] = field(default_factory=dict)
    """What should be printed and can't be drawn, by the number of the page."""
    outdated: dict[int, list[str]] = field(default_factory=dict)
    """What is drawn as it was before it was filled in, by the number of the page."""

    def undrawable(self, page: int, what: str) -> None:
        """Note that something on a page can't be drawn."""
        self.undrawn.setdefault(page, []).append(what)


def notes_of(
    document: Pdf, page: Page, geometry: PageGeometry, *, page_number: int, left_out: LeftOut
) -> Stream | None:
    """Return all that lies over a page and is printed, as a form in the coordinates of its content; None if nothing is.

    Args:
        page: Of the document.
        page_number: From 1.
        left_out: Gets what can't be on paper.

    """
    content: list[bytes] = []
    forms, layers = Dictionary(), Dictionary()
    for note in map(Annotation, _annotations(page)):
        _count(note, left_out)
        if note.flags & HIDDEN or not note.flags & PRINT:
            continue
        name = Name(f"/Note{len(forms) + 1}")
        try:
            form = _appearance(document, note, page_number, left_out)
            placed = note.get_page_content_for_appearance(name, geometry.rotation, PRINT, HIDDEN)
        except (PikepdfError, *MALFORMED_PDF_ERRORS):
            left_out.undrawable(page_number, "a damaged note")
            continue
        if form is not None and placed:
            forms[name] = _complete(form, page)
            content.append(_in_layer(note, name, placed, layers))
    if not content:
        return None
    resources = Dictionary(XObject=forms, Properties=layers)
    box = box_array(geometry.finished)
    return document.make_stream(
        b"\n".join(content), Type=Name.XObject, Subtype=Name.Form, BBox=box, Resources=resources
    )


def _count(note: Annotation, left_out: LeftOut) -> None:
    """Count an annotation if it is of a kind that paper has no use for, or shown on screens and not meant for paper."""
    left_out.links += note.subtype == Name.Link
    left_out.fields += note.subtype == Name.Widget
    flags = int(number(note.obj.get("/Ff")) or 0)
    is_button = note.obj.get("/FT") == Name.Btn and bool(flags & FormFieldFlag.btn_pushbutton)
    if note.subtype != Name.Link and not is_button and not note.flags & (HIDDEN | PRINT | NO_VIEW):
        left_out.for_screens += _normal(note) is not None


def _in_layer(note: Annotation, name: Name, drawn: bytes, layers: Dictionary) -> bytes:
    """Return what draws an annotation, in its layer if it has one, which is added to the layers (8.11.3.3)."""
    if isinstance(layer := note.obj.get("/OC"), Dictionary):
        layers[name] = layer
        return b"/OC %b BDC\n%b\nEMC\n" % (str(name).encode(), drawn)
    return drawn


def box_array(box: Rectangle) -> Array:
    """Return a box as PDF writes it."""
    return Array([box.llx, box.lly, box.urx, box.ury])


def _annotations(page: Page) -> list[Object]:
    """Return the annotations of a page that are such."""
    return [each for each in dictionaries(page.obj, "/Annots") if isinstance(each.get("/Rect"), Array)]


def _appearance(document: Pdf, note: Annotation, page: int, left_out: LeftOut) -> Stream | None:
    """Return what draws an annotation; None if nothing does, which is noted where something should."""
    if note.subtype == Name.Widget:
        return _field_appearance(document, note, page, left_out)
    kind = str(note.subtype)[1:]
    form = _normal(note)
    if form is None and kind == "Link":
        return draw_frame(document, note)
    if form is None and kind in DRAWN_KINDS and "/N" not in dictionary(note.obj, "/AP"):
        left_out.undrawable(page, f"a note ({kind})")
    return form


def _normal(note: Annotation) -> Stream | None:
    """Return the appearance of an annotation in its state (12.5.5)."""
    form = note.get_appearance_stream(Name.N)
    return form if isinstance(form, Stream) else None


def _field_appearance(document: Pdf, note: Annotation, page: int, left_out: LeftOut) -> Stream | None:
    """Return what draws a field as it is filled in.

    Readers draw fields anew if the form says so (NeedAppearances, table 218), and where nothing draws them. What is not
    drawn here as they do is drawn as it last was, if ever.
    """
    filled, old = document.acroform.get_field_for_annotation(note), _normal(note)
    if old is not None and not (document.acroform.needs_appearances and fields.is_outdated(filled, old)):
        return old
    name = f"the field `{filled.fully_qualified_name}`"
    form = None
    if fields.draws_text(filled) and not (old is not None and _is_formatted(filled) and fields.words_in(old)):
        form = fields.draw(document, filled, note, old)
    if form is not None and not fields.has_plain_frame(filled, note):
        left_out.undrawable(page, f"the frame of {name}")
    elif form is None and old is not None:
        left_out.outdated.setdefault(page, []).append(name)
    elif form is None and _is_seen(filled, note):
        left_out.undrawable(page, name)
    return old if form is None else form


def _is_formatted(filled: AcroFormField) -> bool:
    """Return whether a script says how readers show the value of a field, as with a currency (12.6.3)."""
    scripts = filled.get_inheritable_field_value("/AA")
    return isinstance(scripts, Dictionary) and "/F" in scripts


def _is_seen(filled: AcroFormField, note: Annotation) -> bool:
    """Return whether readers show something of a field that nothing draws: a value, a tick, a frame."""
    if fields.has_frame(note) and "/N" not in dictionary(note.obj, "/AP"):
        return True
    if fields.draws_text(filled):
        return bool(fields.value_of(filled))
    return filled.field_type == "/Btn" and str(note.obj.get("/AS", filled.value) or "/Off") != "/Off"


def _complete(form: Stream, page: Page) -> Stream:
    """Return an appearance stream with what a form must have, as readers take it where it is missing (table 95)."""
    form.Type, form.Subtype = Name.XObject, Name.Form
    if "/Resources" not in form and isinstance(page.resources, Dictionary):
        form.Resources = page.resources
    return form
