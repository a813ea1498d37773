"""A PDF in CMYK in; it says that it is PDF/X, and for which printing it is made.

PDF/X-1a:2003 (ISO 15930-4) where the printing condition is a registered one; PDF/X-4 (ISO 15930-7) with a profile.
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


def claim_exchange(document: Pdf, job: PressJob, profile: Profile | None, made: date) -> None:
    """A PDF, its job, the profile of the press, or none, and the day that it was made, in; it is PDF/X."""
    root = document.Root
    for page in document.pages:
        if "/Annots" in page.obj:
            del page.obj.Annots  # links: nothing but the page may lie within the bleed
    root.PageMode, root.PageLayout = Name.UseNone, Name.SinglePage
    root.OutputIntents = Array([_intent(document, job, profile)])
    _describe(document, job.standard, made)


def _intent(document: Pdf, job: PressJob, profile: Profile | None) -> Dictionary:
    """A job and a profile, or none, in; out, the output intent (ISO 32000-1, 14.11.5)."""
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


def _describe(document: Pdf, standard: str, made: date) -> None:
    """A standard and a day in; they stand in the metadata, as text of PDF (Info) and as XMP, alike in both."""
    info = document.docinfo
    day = f"D:{made:%Y%m%d}000000Z"
    info[Name.CreationDate], info[Name.ModDate] = String(day), String(day)
    words = str(info.get("/Title", ""))
    drawn = hashlib.sha256(b"".join(page.obj.Contents.read_bytes() for page in document.pages)).hexdigest()
    with document.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as xmp:
        xmp.load_from_docinfo(info, delete_missing=True)
        xmp[f"{{{PDFX_ID}}}GTS_PDFXVersion"] = standard
        xmp["pdf:Trapped"] = "False"
        xmp["xmp:MetadataDate"] = f"{made.isoformat()}T00:00:00Z"
        # The same file has the same name on every run: it is made of what is drawn.
        xmp["xmpMM:DocumentID"] = f"uuid:{uuid5(NAMESPACE_URL, f'{words}#{drawn}')}"
        xmp["xmpMM:RenditionClass"], xmp["xmpMM:VersionID"] = "default", "1"
    info[Name.Trapped] = Name("/False")
    info[Name.GTS_PDFXVersion] = String(standard)
