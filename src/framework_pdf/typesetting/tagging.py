"""What WeasyPrint knows of an element and leaves out of its tag: its language, words for links, names for fields.

It also says whose cells a heading of a table is for, and leaves out the links that WeasyPrint makes of parts of a link.

Words are given to links and fields by WeasyPrint's public `finisher`. For languages there is no public way: when a file
can be finished, its tags no longer say of which elements they are. So the one function that makes them is wrapped while
a file is written, with any version of WeasyPrint: no patch, but what PDF/UA needs. `trial.py` tries it with other
versions.
"""

from collections.abc import Callable, Iterator
from typing import Any

import pydyf
from weasyprint.document import Document

from framework_pdf.typesetting.boxes import words_of
from framework_pdf.typesetting.form_fields import give_names_to_fields
from framework_pdf.typesetting.replacing import replaced


def write_tagged(
    document: Document, finisher: Callable[[Document, pydyf.PDF], object] = lambda *_: None, **options: Any
) -> bytes:
    """Return a document as a tagged PDF, as `write_pdf` does.

    Its tags have the language of their element (ISO 14289-1, 7.2), its links words (7.18.5), its fields names (7.18.1).
    """

    def finish(document: Document, pdf: pydyf.PDF) -> None:
        give_words_to_links(document)
        give_names_to_fields(document)
        finisher(document, pdf)

    from weasyprint.pdf import tags

    build = tags._build_box_tree

    def build_with_language(box: Any, *rest: Any) -> Iterator[Any]:
        element = getattr(box, "_box", box).element  # a box that was taken out of its place has a placeholder there
        language = None if element is None else element.get("lang")
        for tag in build(box, *rest):
            if tag["S"] == "/TH":  # a heading is a column's, unless it says otherwise (ISO 32000-1, 14.8.5.7)
                tag["A"]["Scope"] = "/Row" if element is not None and element.get("scope") == "row" else "/Column"
            if language and "Lang" not in tag:  # a part within this element may have said its own
                tag["Lang"] = pydyf.String(language)
            yield tag

    for page in document.pages:
        page.links = [link for link in page.links if _is_link(link[3])]
    with replaced(tags, _build_box_tree=build_with_language):
        pdf: bytes = document.write_pdf(finisher=finish, **options)
    return pdf


def _is_link(box: Any) -> bool:
    """Return whether a box is a link's own. WeasyPrint makes a link of each part of one, too, which no tag holds."""
    return (box.element_tag or "").partition(":")[0] == "a"


def give_words_to_links(document: Document) -> None:
    """Give each link of a document that is written the words that it has, instead of the address that it leads to."""
    for page in document.pages:
        for _type, _target, _rectangle, box in page.links:
            if box.link_annotation and box.element is not None:
                words = box.element.get("title") or words_of(box.element)
                box.link_annotation["Contents"] = pydyf.String(words)
