"""Fields that are filled in: what each of them asks for, and what is wrong with them.

WeasyPrint makes a field of each `input`, `textarea` and `select` that has `appearance: auto` in a style sheet.
"""

from collections.abc import Iterator, Sequence
from typing import Any

import pydyf
from weasyprint.document import Document

from framework_pdf.typesetting.boxes import Element, words_of

KINDS = {"checkbox", "radio", "select", "text", "textarea"}
"""Those that hold what somebody writes or ticks. Others send it somewhere, open a file or hide what is typed."""
OTHERS = "take an `input` of the type text, checkbox or radio, a `textarea` or a `select`"
LABELLED = "give it an `id`, and a label with that `for`, in the same `form`"
OWN_NAME = "give each field a `name` of its own"
EMPTY = "leave it empty: nobody has filled it in yet"


def faults_of_fields(pages: Sequence[Any]) -> Iterator[tuple[Element, str, str]]:
    """Yield each field with a fault, the fault, and the way out."""
    named: dict[str, Element] = {}
    for form, field in _fields(pages):
        element = field.element
        kind, name = _kind(element), element.get("name") or ""
        other = named.setdefault(name, element)
        if kind not in KINDS:
            yield element, f"a field of the kind `{kind}` is none to write in", OTHERS
        elif not asked_by(form, element):
            yield element, f"the field `{name}` does not say what it asks for", LABELLED
        elif not name:
            yield element, "a field has no name", OWN_NAME
        elif other is not element and kind != "radio":
            yield element, f"two fields are called `{name}`", OWN_NAME
        elif _is_filled(element, kind):
            yield element, f"the field `{name}` is filled in already", EMPTY


def leave_out_others(document: Document) -> None:
    """Take the fields out of a document that is written that are none to write in: what they do is in no file."""
    for page in document.pages:
        page.forms = {
            form: [(box, place) for box, place in found if _kind(box.element) in KINDS]
            for form, found in page.forms.items()
        }


def asked_by(form: Any, element: Element) -> str:
    """Return what a field asks for: the words of its label, or of its `title`, as a radio button has them."""
    labels = form.element.iter("label") if form else ()
    said = (words_of(label) for label in labels if label.get("for") and label.get("for") == element.get("id"))
    return element.get("title") or " ".join(said)


def give_names_to_fields(document: Document) -> None:
    """Have each field of a document that is written say what it asks for (ISO 14289-1, 7.18.1).

    WeasyPrint says it without the spaces at the ends of lines.
    """
    for form, field in _fields(document.pages):
        field.widget_annotation["TU"] = pydyf.String(asked_by(form, field.element))


def _fields(pages: Sequence[Any]) -> Iterator[tuple[Any, Any]]:
    """Yield the box of each field, after that of its form, which may be none."""
    for page in pages:
        yield from ((form, box) for form, found in page.forms.items() for box, _ in found)


def _kind(element: Element) -> str:
    return str(element.get("type", "text")) if element.tag == "input" else str(element.tag)


def _is_filled(element: Element, kind: str) -> bool:
    """Return whether something is written in a field, chosen or ticked: nothing draws that."""
    if kind == "select":
        return any(option.get("selected") is not None for option in element)
    is_ticked = element.get("checked") is not None
    return bool(is_ticked or element.text or (kind == "text" and element.get("value")))
