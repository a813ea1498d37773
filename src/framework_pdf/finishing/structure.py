"""A PDF's structure tree in; out of it goes what has nothing in it."""

from collections.abc import Iterator

from pikepdf import Array, Dictionary, Name, Object, Pdf


def without_empty_elements(document: Pdf) -> None:
    """A tagged PDF in; elements without content are gone, such as decoration and anchors (ISO 14289-1, 7.1)."""
    _prune(document.Root.StructTreeRoot)


def elements_below(element: Object) -> Iterator[Object]:
    """A structure element in; out, the elements right below it (ISO 32000-1, 14.7.2)."""
    for kid in kids_of(element):
        if isinstance(kid, Dictionary) and Name.S in kid:
            yield kid


def kids_of(element: Object) -> list[Object]:
    """A structure element in; out, what it holds: elements, numbers of marked content, references to annotations."""
    kids = element.get(Name.K, Array())
    return list(kids) if isinstance(kids, Array) else [kids]


def _prune(element: Object) -> None:
    for child in elements_below(element):
        _prune(child)
    kept = [kid for kid in kids_of(element) if not _is_empty(kid)]
    element.K = Array(kept)


def _is_empty(kid: Object) -> bool:
    return isinstance(kid, Dictionary) and Name.S in kid and not kids_of(kid)
