"""A PDF in; out, what its pages, forms and patterns draw with (ISO 32000-1, 7.8.3)."""

from collections.abc import Iterator

from pikepdf import Object, Pdf, Stream


def every_resources(document: Pdf) -> Iterator[Object]:
    """A PDF in; out, the resources of its pages, and of its forms and patterns."""
    yield from (page.resources for page in document.pages)
    yield from (each.Resources for each in document.objects if isinstance(each, Stream) and "/Resources" in each)
