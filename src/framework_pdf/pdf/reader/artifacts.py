"""A PDF in; its running heads, folios and tabs are pagination artifacts, which a screen reader passes over.

The typesetter tags them, and leaves their elements out of the structure tree (ISO 32000-1, 14.8.2.2; ISO 14289-1, 7.1).
"""

import re

from pikepdf import Object, Page, Pdf

from framework_pdf.pdf.reader.structure import elements_below

MARKED = re.compile(rb"/[A-Za-z0-9]+\s+<</MCID (\d+)>>\s+BDC")
"""Where a piece of tagged content begins, as the typesetter writes it."""
ARTIFACT = b"/Artifact\n<</Type /Pagination>>\nBDC"


def furniture_as_artifacts(document: Pdf) -> None:
    """A tagged PDF in; content whose element is not in its structure tree is an artifact."""
    root = document.Root.StructTreeRoot
    linked = _linked(root)
    rows = root.ParentTree.Nums
    by_key = {int(rows[n]): rows[n + 1] for n in range(0, len(rows), 2)}
    for page in document.pages:
        parents = by_key[int(page.obj.StructParents)]
        loose = {mcid for mcid, element in enumerate(parents) if element is None or element.objgen not in linked}
        if loose:
            _unmark(document, page, loose)
            for mcid in loose:
                parents[mcid] = None
    document.Root.StructTreeRoot.ParentTree.Nums = rows


def _linked(root: Object) -> set[tuple[int, int]]:
    """The root of a structure tree in; out, every element that can be reached from it."""
    found: set[tuple[int, int]] = set()
    waiting = list(elements_below(root))
    while waiting:
        element = waiting.pop()
        found.add(element.objgen)
        waiting += elements_below(element)
    return found


def _unmark(document: Pdf, page: Page, loose: set[int]) -> None:
    """A page and numbers of marked content in; those are artifacts from now on."""

    def mark(match: re.Match[bytes]) -> bytes:
        return ARTIFACT if int(match.group(1)) in loose else match.group()

    content = page.obj.Contents.read_bytes()
    begun = {int(number) for number in MARKED.findall(content)}
    assert loose <= begun, "the typesetter marks content in another way than it used to"
    page.obj.Contents = document.make_stream(MARKED.sub(mark, content))
