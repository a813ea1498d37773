"""Reads a PDF's structure tree, takes out of it what says nothing to a screen reader, and mends its lists."""

from collections.abc import Iterator

from pikepdf import Array, Dictionary, Name, Object, Pdf


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
        waiting += [kid for kid in reversed(kids_of(element)) if isinstance(kid, Dictionary)]


def remove_useless_elements(element: Object) -> list[Object]:
    """Remove the elements below an element of the structure tree that say nothing (ISO 14289-1, 7.1).

    Elements without content go, such as decoration and anchors. Elements that only group (NonStruct: ISO 32000-1,
    14.8.4.2) are replaced by what is in them.

    Returns:
        What the element holds then.

    """
    kept: list[Object] = []
    for kid in kids_of(element):
        below = remove_useless_elements(kid) if _is_element(kid) else [kid]
        if _is_element(kid) and str(kid.S) == "/NonStruct" and all(map(_is_element, below)):
            for each in below:
                each.P = element
            kept += below
        elif below:
            kept.append(kid)
    element.K = Array(kept)
    return kept


def mend_lists(document: Pdf) -> None:
    """Put all that an item of a list says into its body (ISO 32000-1, 14.8.4.3.3): paragraphs, and lists within it.

    The typesetter tags them beside the body, and lists within an item beside the item.
    """
    root = document.Root.StructTreeRoot
    for element in list(elements_of(root)):
        if element.S == Name.L:
            _put_lists_into_items(element)
    for element in list(elements_of(root)):
        if element.S == Name.LI:
            _put_parts_into_body(element, document)


def _put_lists_into_items(outer: Object) -> None:
    kept: list[Object] = []
    for kid in kids_of(outer):
        if _is_element(kid) and kid.S == Name.L and kept:
            kid.P = kept[-1]
            kept[-1].K = Array([*kids_of(kept[-1]), kid])
        else:
            kept.append(kid)
    outer.K = Array(kept)


def _put_parts_into_body(item: Object, document: Pdf) -> None:
    kids = kids_of(item)
    labels = [kid for kid in kids if _is_element(kid) and Name.Lbl == kid.S]
    parts = [kid for kid in kids if not (_is_element(kid) and kid.S in {Name.Lbl, Name.LBody})]
    if not parts:
        return
    bodies = [kid for kid in kids if _is_element(kid) and Name.LBody == kid.S]
    body = bodies[0] if bodies else document.make_indirect(Dictionary(Type=Name.StructElem, S=Name.LBody, P=item))
    for part in parts:
        part.P = body
    body.K = Array([*kids_of(body), *parts])
    item.K = Array([*labels, body])


def kids_of(element: Object) -> list[Object]:
    """Return what a structure element holds: elements, numbers of marked content, references to annotations."""
    kids = element.get(Name.K, Array())
    return list(kids) if isinstance(kids, Array) else [kids]


def _is_element(kid: Object) -> bool:
    return isinstance(kid, Dictionary) and Name.S in kid
