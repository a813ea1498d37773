"""Makes the files for a print shop of what the typesetter gives. Each step has a module of its own."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO

from pikepdf import ObjectStreamMode, Pdf

from framework_pdf.brand.separation import Profile, Separation
from framework_pdf.pdf.press.boxes_and_marks import set_boxes_and_draw_marks
from framework_pdf.pdf.press.opacity import blend_in_cmyk, remove_needless_transparency
from framework_pdf.pdf.press.pdfx import claim_pdfx
from framework_pdf.pdf.press.separate import separate
from framework_pdf.pdf.resources import embed_cff_outlines_alone, font_names
from framework_pdf.products.press_job import COVER_PAGES, PressJob


@dataclass(frozen=True, slots=True)
class PressFile:
    """A file for a print shop."""

    name: str
    """The part of the edition that it is: `cover`, `inners`; empty if it is all of it."""
    pdf: bytes
    pages: int


def make_press_files(
    pdf: bytes, job: PressJob, separation: Separation, made: date
) -> tuple[tuple[PressFile, ...], frozenset[str]]:
    """Make the files for a print shop.

    Args:
        pdf: As the typesetter has written it, with its bleed.
        made: The date of the edition.

    Returns:
        All files of the edition, the same bytes for the same input, and the names of the fonts in them.

    """
    with Pdf.open(BytesIO(pdf)) as document:
        separate(document, separation)
        if separation.profile:
            blend_in_cmyk(document)
        else:
            embed_cff_outlines_alone(document)
            remove_needless_transparency(document)
        set_boxes_and_draw_marks(document, job)
        files = tuple(
            PressFile(name, _extract(document, pages, job, profile=separation.profile, made=made), len(pages))
            for name, pages in _pages_by_file(len(document.pages), job).items()
        )
        return files, font_names(document)


def _pages_by_file(pages: int, job: PressJob) -> dict[str, Sequence[int]]:
    """Return the page numbers of each file, by the part of the edition that it is."""
    every = range(1, pages + 1)
    if not job.split_cover or pages <= COVER_PAGES:
        return {"": every}
    cover = [1, 2, pages - 1, pages]
    return {"cover": cover, "inners": [number for number in every if number not in cover]}


def _extract(document: Pdf, pages: Sequence[int], job: PressJob, *, profile: Profile | None, made: date) -> bytes:
    """Return a PDF/X file of some pages, by their numbers."""
    with Pdf.new() as out:
        for number in pages:
            out.pages.append(document.pages[number - 1])
        for key in ("/Title", "/Author", "/Subject", "/Creator", "/Producer"):
            if key in document.docinfo:
                out.docinfo[key] = str(document.docinfo[key])
        if "/Lang" in document.Root:
            out.Root.Lang = str(document.Root.Lang)
        out.remove_unreferenced_resources()
        claim_pdfx(out, job, profile, made)
        # PDF/X-1a requires PDF 1.4, which has no object streams.
        version, mode = ("1.6", ObjectStreamMode.generate) if profile else ("1.4", ObjectStreamMode.disable)
        data = BytesIO()
        out.save(data, deterministic_id=True, force_version=version, object_stream_mode=mode)
    return data.getvalue()
