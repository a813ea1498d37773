"""Makes the files for a print shop of what the typesetter gives. Each step has a module of its own."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from io import BytesIO

from pikepdf import ObjectStreamMode, Pdf

from framework_pdf.brand.separation import Profile, Separation
from framework_pdf.pdf.fonts import embed_cff_outlines_alone, font_names
from framework_pdf.pdf.press.boxes_and_marks import set_boxes_and_draw_marks
from framework_pdf.pdf.press.opacity import blend_in_cmyk, remove_needless_transparency
from framework_pdf.pdf.press.pdfx import claim_pdfx
from framework_pdf.pdf.press.separate import separate
from framework_pdf.products.press_job import COVER_PAGES, PressJob


@dataclass(frozen=True, slots=True)
class PressFile:
    """A file for a print shop."""

    name: str
    """The part of the edition that it is: `cover`, `inners`; empty if it is all of it."""
    pdf: bytes
    pages: int


@dataclass(frozen=True, slots=True)
class PressFiles:
    """All files of an edition for a print shop."""

    parts: tuple[PressFile, ...]
    fonts: frozenset[str]
    """The names of the fonts in them."""


def make_press_files(pdf: bytes, job: PressJob, separation: Separation, made: date) -> PressFiles:
    """Make the files for a print shop.

    Args:
        pdf: As the typesetter has written it, with its bleed.
        made: The date of the edition.

    Returns:
        The files: the same bytes for the same input.

    """
    with Pdf.open(BytesIO(pdf)) as document:
        separate(document, separation)
        _fit_to_standard(document, separation)
        set_boxes_and_draw_marks(document, job)
        fonts = font_names(document)
        parts = tuple(
            PressFile(name, _extract(document, pages, job, profile=separation.profile, made=made), len(pages))
            for name, pages in _pages_by_file(len(document.pages), job).items()
        )
    return PressFiles(parts, fonts)


def _pages_by_file(pages: int, job: PressJob) -> dict[str, list[int]]:
    """Return the page numbers of each file, by the part of the edition that it is."""
    every = range(1, pages + 1)
    if not job.split_cover or pages <= COVER_PAGES:
        return {"": list(every)}
    cover = [1, 2, pages - 1, pages]
    return {"cover": cover, "inners": [number for number in every if number not in cover]}


def _fit_to_standard(document: Pdf, separation: Separation) -> None:
    """Change what the PDF/X standard of a PDF in CMYK does not allow, as far as that is possible."""
    if separation.profile:
        blend_in_cmyk(document)
    else:
        embed_cff_outlines_alone(document)
        remove_needless_transparency(document)


def _extract(document: Pdf, pages: Iterable[int], job: PressJob, *, profile: Profile | None, made: date) -> bytes:
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
        data = BytesIO()
        is_pdf_1_4 = profile is None  # as PDF/X-1a requires
        out.save(
            data,
            deterministic_id=True,
            force_version="1.4" if is_pdf_1_4 else "1.6",
            object_stream_mode=ObjectStreamMode.disable if is_pdf_1_4 else ObjectStreamMode.generate,
        )
    return data.getvalue()
