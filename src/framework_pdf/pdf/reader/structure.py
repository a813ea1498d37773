"""Reads a PDF's structure tree, and takes out of it the elements that say nothing to a screen reader."""

from collections.abc import Iterator

from pikepdf import Array, Dictionary, Name, Object


def elements_of(root: Object) -> Iterator[Object]:
    """Yield each element of a structure tree once, in the order in which they are read (ISO 32000-1, 14.7.2)."""
    waiting, seen = [root], set()
    while waiting:
        element = waiting.pop()
        if element.is_indirect:
            if element.objgen in seen:
                continue
            seen.add(element.objgen)
        if Name.S in element:
            yield element
        waiting += [kid for kid in reversed(_kids_of(element)) if isinstance(kid, Dictionary)]


def remove_useless_elements(element: Object) -> list[Object]:
    """Remove the elements below an element of the structure tree that say nothing (ISO 14289-1, 7.1).

    Elements without content go, such as decoration and anchors. Elements that only group (NonStruct: ISO 32000-1,
    14.8.4.2) are replaced by what is in them.

    Returns:
        What the element holds then.

    """
    kept: list[Object] = []
    for kid in _kids_of(element):
        below = remove_useless_elements(kid) if _is_element(kid) else [kid]
        if _is_element(kid) and str(kid.S) == "/NonStruct" and all(map(_is_element, below)):
            for each in below:
                each.P = element
            kept += below
        elif below:
            kept.append(kid)
    element.K = Array(kept)
    return kept


def _kids_of(element: Object) -> list[Object]:
    """Return what a structure element holds: elements, numbers of marked content, references to annotations."""
    kids = element.get(Name.K, Array())
    return list(kids) if isinstance(kids, Array) else [kids]


def _is_element(kid: Object) -> bool:
    return isinstance(kid, Dictionary) and Name.S in kid
