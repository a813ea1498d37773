"""A PDF's structure tree in; out of it goes what has nothing in it, and what only groups and says nothing."""

from collections.abc import Iterator

from pikepdf import Array, Dictionary, Name, Object, Pdf


def without_useless_elements(document: Pdf) -> None:
    """A tagged PDF in; its structure says what it has to say, and no more (ISO 14289-1, 7.1).

    Gone are elements without content, such as decoration and anchors. Elements without a meaning (NonStruct:
    ISO 32000-1, 14.8.4.2) leave their place to what is in them.
    """
    _tidy(document.Root.StructTreeRoot)


def elements_below(element: Object) -> Iterator[Object]:
    """A structure element in; out, the elements right below it (ISO 32000-1, 14.7.2)."""
    yield from filter(_is_element, kids_of(element))


def kids_of(element: Object) -> list[Object]:
    """A structure element in; out, what it holds: elements, numbers of marked content, references to annotations."""
    kids = element.get(Name.K, Array())
    return list(kids) if isinstance(kids, Array) else [kids]


def _tidy(element: Object) -> list[Object]:
    """A structure element in; out, what it holds now."""
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
