"""Marks running heads, folios and tabs of a PDF as pagination artifacts, which a screen reader skips.

The typesetter tags them, but leaves their elements out of the structure tree (ISO 32000-1, 14.8.2.2; ISO 14289-1, 7.1).
"""

import re

from pikepdf import NumberTree, Page, Pdf

from framework_pdf.pdf.reader.structure import elements_of

TAGGED_CONTENT = re.compile(rb"/[A-Za-z0-9]+\s+<</MCID (\d+)>>\s+BDC")
"""The beginning of a piece of tagged content, as the typesetter writes it, with its number."""
ARTIFACT = b"/Artifact\n<</Type /Pagination>>\nBDC"


def mark_artifacts(document: Pdf) -> None:
    """Mark all content of a tagged PDF as artifacts whose element is not in the structure tree."""
    root = document.Root.StructTreeRoot
    in_tree = {element.objgen for element in elements_of(root)}
    parents_by_key = NumberTree(root.ParentTree)
    for page in document.pages:
        parents = parents_by_key[int(page.obj.StructParents)]
        artifacts = {mcid for mcid, element in enumerate(parents) if element is None or element.objgen not in in_tree}
        if artifacts:
            _mark_on_page(document, page, artifacts)
            for mcid in artifacts:
                parents[mcid] = None


def _mark_on_page(document: Pdf, page: Page, artifacts: set[int]) -> None:
    """Turn the marked content with these numbers on a page into artifacts."""

    def mark(match: re.Match[bytes]) -> bytes:
        return ARTIFACT if int(match.group(1)) in artifacts else match.group()

    content = page.obj.Contents.read_bytes()
    tagged = {int(number) for number in TAGGED_CONTENT.findall(content)}
    if not artifacts <= tagged:
        raise RuntimeError("the typesetter marks content in another way than it used to")
    page.obj.Contents = document.make_stream(TAGGED_CONTENT.sub(mark, content))
