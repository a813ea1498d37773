"""The resources of a PDF: what its pages, forms and patterns draw with (ISO 32000-1, 7.8.3)."""

from collections.abc import Iterator

from pikepdf import Object, Pdf, Stream


def resources_of(document: Pdf) -> Iterator[Object]:
    """Yield the resources of all pages, then of all forms and patterns."""
    yield from (page.resources for page in document.pages)
    yield from (each.Resources for each in document.objects if isinstance(each, Stream) and "/Resources" in each)
