"""Removes transparency that makes no difference from a PDF, because PDF/X-1a allows none (ISO 15930-4, 6.2)."""

from pikepdf import Dictionary, Name, Pdf, PdfImage, Stream
from PIL import Image

from framework_pdf.pdf.resources import resources_of

CLEAR, OPAQUE = 15, 240
"""Levels of a soft mask, of 255: dots up to the first count as clear, from the second on as opaque."""
MOST_BETWEEN = 0.03
"""How many of a mask's dots, 0 to 1, may lie between the two: those at the edges of what is cut out do."""
FINER = 3
"""How many times more dots, in each direction, a hard mask has than its picture: its edges have no shades to hide
steps."""
_WITHOUT_TRANSPARENCY = {"/ca": 1, "/CA": 1, "/SMask": Name("/None"), "/BM": Name.Normal}
"""What a graphics state says if nothing shows through (ISO 32000-1, table 58)."""


def remove_needless_transparency(document: Pdf) -> None:
    """Remove all transparency from a PDF that makes no difference to what is seen.

    The transparency groups of drawings go, and pictures with a soft mask get a hard one, whose edges are as sharp as
    print (ISO 32000-1, 8.9.6.3 and 11.6.6). What really lets something show through stays: preflight finds it.
    """
    for each in document.objects:
        if isinstance(each, Stream) and "/Group" in each:
            del each.Group
        if isinstance(each, Stream) and isinstance(mask := each.get("/SMask"), Stream):
            _harden_mask(document, each, mask)
    for resources in resources_of(document):
        for state in resources.get("/ExtGState", Dictionary()).values():
            for key, opaque in _WITHOUT_TRANSPARENCY.items():
                if state.get(key) == opaque:
                    del state[key]


def blend_in_cmyk(document: Pdf) -> None:
    """Make transparency groups of a PDF blend in process inks, as PDF/X-4 is printed."""
    for each in document.objects:
        if isinstance(each, Stream) and "/CS" in each.get("/Group", Dictionary()):
            each.Group.CS = Name.DeviceCMYK


def _harden_mask(document: Pdf, image: Stream, mask: Stream) -> None:
    """Replace the soft mask of a picture by a hard one, or by none, if it looks the same then."""
    soft = PdfImage(mask).as_pil_image().convert("L")
    counts = soft.histogram()
    if sum(counts[CLEAR + 1 : OPAQUE]) > MOST_BETWEEN * soft.width * soft.height:
        return
    del image.SMask
    if sum(counts[:OPAQUE]):
        fine = soft.resize((soft.width * FINER, soft.height * FINER), Image.Resampling.BICUBIC)
        hidden = fine.point([255 * (level < 128) for level in range(256)]).convert("1")
        hard = Dictionary(Type=Name.XObject, Subtype=Name.Image, ImageMask=True, BitsPerComponent=1)
        hard.Width, hard.Height = hidden.size
        image.Mask = document.make_stream(hidden.tobytes(), hard)
