"""A PDF from the typesetter and a print shop's job in; out, the files that its press takes: each step in a module."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from io import BytesIO

from pikepdf import ObjectStreamMode, Pdf

from framework_pdf.brand.separation import Separation
from framework_pdf.pdf.fonts import bare_outlines, fonts_of, name_of
from framework_pdf.pdf.press.boxes_and_marks import trim
from framework_pdf.pdf.press.opacity import blend_in_inks, opaque
from framework_pdf.pdf.press.pdfx import claim_exchange
from framework_pdf.pdf.press.separate import separate
from framework_pdf.products.press_job import COVER_PAGES, PressJob


@dataclass(frozen=True, slots=True)
class PressFile:
    """A file for a printer."""

    name: str
    """What of the edition it is: `cover`, `inners`; empty where it is all of it."""
    pdf: bytes
    pages: int


@dataclass(frozen=True, slots=True)
class PressFiles:
    """What a printer gets of an edition."""

    parts: tuple[PressFile, ...]
    fonts: frozenset[str]
    """The names of the fonts in it."""


def make_press_files(pdf: bytes, job: PressJob, separation: Separation, made: date) -> PressFiles:
    """A PDF with its bleed, a job, its separation and the day of the edition in; out, the files, the same each time."""
    with Pdf.open(BytesIO(pdf)) as document:
        separate(document, separation)
        _as_standard(document, separation)
        trim(document, job)
        fonts = frozenset(name_of(font) for font in fonts_of(document))
        parts = tuple(
            PressFile(name, _press_file(document, pages, job, separation, made), len(pages))
            for name, pages in _shared_out(len(document.pages), job).items()
        )
    return PressFiles(parts, fonts)


def _shared_out(pages: int, job: PressJob) -> dict[str, list[int]]:
    """How many pages there are and a job in; out, the pages of each file, by what of the edition it is."""
    every = range(1, pages + 1)
    if not job.split_cover or pages <= COVER_PAGES:
        return {"": list(every)}
    cover = [1, 2, pages - 1, pages]
    return {"cover": cover, "inners": [number for number in every if number not in cover]}


def _as_standard(document: Pdf, separation: Separation) -> None:
    """A PDF in CMYK and its separation in; it has nothing that its standard has no room for, where that can be."""
    if separation.profile:
        blend_in_inks(document)
    else:
        bare_outlines(document)
        opaque(document)


def _press_file(document: Pdf, pages: Iterable[int], job: PressJob, separation: Separation, made: date) -> bytes:
    """A document and numbers of its pages in; out, a PDF of those, which says what it is."""
    with Pdf.new() as out:
        for number in pages:
            out.pages.append(document.pages[number - 1])
        for key in ("/Title", "/Author", "/Subject", "/Creator", "/Producer"):
            if key in document.docinfo:
                out.docinfo[key] = str(document.docinfo[key])
        if "/Lang" in document.Root:
            out.Root.Lang = str(document.Root.Lang)
        out.remove_unreferenced_resources()
        claim_exchange(out, job, separation.profile, made)
        data = BytesIO()
        is_old = separation.profile is None
        out.save(
            data,
            deterministic_id=True,
            force_version="1.4" if is_old else "1.6",
            object_stream_mode=ObjectStreamMode.disable if is_old else ObjectStreamMode.generate,
        )
    return data.getvalue()
