"""What WeasyPrint knows of an element and leaves out of its tag: the language, and words for where a link leads.

It has no way in for that, so the one function that makes tags is wrapped while a PDF is written. It is private: look
here first when WeasyPrint's version moves.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pydyf
from weasyprint.layout.absolute import AbsolutePlaceholder
from weasyprint.pdf import tags

from framework_pdf.typesetting.boxes import words_of


@contextmanager
def fuller_tags() -> Iterator[None]:
    """Nothing in; inside, tags have the language of their element (ISO 14289-1, 7.2), links their words (7.18.5)."""
    build = tags._build_box_tree

    def fuller(box: Any, *rest: Any) -> Iterator[Any]:
        element = (box._box if isinstance(box, AbsolutePlaceholder) else box).element
        for tag in build(box, *rest):
            if element is not None:
                _add(tag, element, box)
            yield tag

    tags._build_box_tree = fuller
    try:
        yield
    finally:
        tags._build_box_tree = build


def _add(tag: Any, element: Any, box: Any) -> None:
    """A tag, the HTML element and the box that it is of in; the tag has what it lacked."""
    if language := element.get("lang"):
        tag["Lang"] = pydyf.String(language)
    if getattr(box, "link_annotation", None):
        words = element.get("title") or words_of(element)
        box.link_annotation["Contents"] = pydyf.String(words)
