"""Reads a PDF's structure tree, and takes out of it the elements that say nothing to a screen reader."""

from collections.abc import Iterator

from pikepdf import Array, Dictionary, Name, Object, Pdf


def remove_useless_elements(document: Pdf) -> None:
    """Remove the elements of a tagged PDF's structure tree that say nothing (ISO 14289-1, 7.1).

    Elements without content go, such as decoration and anchors. Elements that only group (NonStruct: ISO 32000-1,
    14.8.4.2) are replaced by what is in them.
    """
    _tidy(document.Root.StructTreeRoot)


def elements_below(element: Object) -> Iterator[Object]:
    """Yield the elements directly below a structure element (ISO 32000-1, 14.7.2)."""
    yield from filter(_is_element, kids_of(element))


def kids_of(element: Object) -> list[Object]:
    """Return what a structure element holds: elements, numbers of marked content, references to annotations."""
    kids = element.get(Name.K, Array())
    return list(kids) if isinstance(kids, Array) else [kids]


def _tidy(element: Object) -> list[Object]:
    """Remove the useless elements below a structure element, and return what it holds then."""
    kept: list[Object] = []
    for kid in kids_of(element):
        below = _tidy(kid) if _is_element(kid) else [kid]
        if _is_element(kid) and str(kid.S) == "/NonStruct" and all(map(_is_element, below)):
            for each in below:
                each.P = element
            kept += below
        elif below:
            kept.append(kid)
    element.K = Array(kept)
    return kept


def _is_element(kid: Object) -> bool:
    return isinstance(kid, Dictionary) and Name.S in kid
