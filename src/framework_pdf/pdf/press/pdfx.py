"""Declares a PDF in CMYK as PDF/X, with the printing condition that it is made for.

A registered printing condition gives PDF/X-1a:2003 (ISO 15930-4), a profile of the press PDF/X-4 (ISO 15930-7).
"""

import hashlib
from datetime import date
from uuid import NAMESPACE_URL, uuid5

from pikepdf import Array, Dictionary, Name, Pdf, String

from framework_pdf.brand.separation import Profile
from framework_pdf.products.press_job import PressJob

REGISTRY = "http://www.color.org"
"""Where printing conditions are registered (ISO 15930-4, 6.8)."""
PDFX_ID = "http://www.npes.org/pdfx/ns/id/"


def claim_pdfx(document: Pdf, job: PressJob, profile: Profile | None, made: date) -> None:
    """Declare a PDF as PDF/X, and remove links, which it must not have.

    Args:
        profile: Of the press; None if the job names a registered printing condition.
        made: The date of the edition.

    """
    root = document.Root
    for page in document.pages:
        if "/Annots" in page.obj:
            del page.obj.Annots  # links: nothing but the page may lie within the bleed
    root.PageMode, root.PageLayout = Name.UseNone, Name.SinglePage
    root.OutputIntents = Array([_output_intent(document, job, profile)])
    _write_metadata(document, job.standard, made)


def _output_intent(document: Pdf, job: PressJob, profile: Profile | None) -> Dictionary:
    """Return what the PDF is to be printed on (ISO 32000-1, 14.11.5): the profile, or the registered condition."""
    intent = Dictionary(Type=Name.OutputIntent, S=Name("/GTS_PDFX"))
    if profile is None:
        intent.OutputConditionIdentifier = String(str(job.condition))
        intent.OutputCondition = String(job.condition.in_words)
        intent.RegistryName, intent.Info = String(REGISTRY), String(str(job.condition))
        return document.make_indirect(intent)
    intent.OutputConditionIdentifier = String("Custom")
    intent.OutputCondition = intent.Info = String(profile.name)
    intent.DestOutputProfile = document.make_stream(profile.data, N=4)
    return document.make_indirect(intent)


def _write_metadata(document: Pdf, standard: str, made: date) -> None:
    """Write the standard and the date into the document information and the XMP, the same in both."""
    info = document.docinfo
    info[Name.CreationDate] = info[Name.ModDate] = String(f"D:{made:%Y%m%d}000000Z")
    title = str(info.get("/Title", ""))
    drawn = hashlib.sha256(b"".join(page.obj.Contents.read_bytes() for page in document.pages)).hexdigest()
    with document.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as xmp:
        xmp.load_from_docinfo(info, delete_missing=True)
        xmp[f"{{{PDFX_ID}}}GTS_PDFXVersion"] = standard
        xmp["pdf:Trapped"] = "False"
        xmp["xmp:MetadataDate"] = f"{made.isoformat()}T00:00:00Z"
        # Made of what is drawn, so that the same file has the same identifier on every run.
        xmp["xmpMM:DocumentID"] = f"uuid:{uuid5(NAMESPACE_URL, f'{title}#{drawn}')}"
        xmp["xmpMM:RenditionClass"], xmp["xmpMM:VersionID"] = "default", "1"
    info[Name.Trapped] = Name("/False")
    info[Name.GTS_PDFXVersion] = String(standard)
