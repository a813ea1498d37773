"""A PDF in; nothing in it lets something show through that need not: PDF/X-1a has no room for it (ISO 15930-4, 6.2)."""

from pikepdf import Dictionary, Name, Pdf, PdfImage, Stream
from PIL import Image

from framework_pdf.pdf.resources import every_resources

FAINT, FULL = 15, 240
"""Of 255: what is less opaque is clear, what is more hides what is below it."""
MOST_BETWEEN = 0.03
"""So many of a picture's dots may be between the two: at the edges of what is cut out they are."""
FINER = 3
"""A cut-out has so many times more dots than its picture: it has no softness with which to hide its steps."""
_OPAQUE = {"/ca": 1, "/CA": 1, "/SMask": Name("/None"), "/BM": Name.Normal}
"""What a graphics state says where nothing shows through (ISO 32000-1, table 58)."""


def opaque(document: Pdf) -> None:
    """A PDF in; nothing in it is said to be transparent that is not.

    The groups that drawings are set in go, and softly cut pictures get a mask of dots, which has edges as sharp as
    print has (ISO 32000-1, 8.9.6.3 and 11.6.6). What really lets something show through stays: preflight finds it.
    """
    for each in document.objects:
        if isinstance(each, Stream) and "/Group" in each:
            del each.Group
        if isinstance(each, Stream) and "/SMask" in each:
            _cut_out(document, each)
    for resources in every_resources(document):
        for state in dict(resources.get("/ExtGState", Dictionary()).items()).values():
            for key in _OPAQUE.keys() & set(state.keys()):
                if state[key] == _OPAQUE[key]:
                    del state[key]


def blend_in_inks(document: Pdf) -> None:
    """A PDF in; what shows through one another in it is mixed in process inks, as PDF/X-4 prints it."""
    for each in document.objects:
        if isinstance(each, Stream) and "/CS" in each.get("/Group", Dictionary()):
            each.Group.CS = Name.DeviceCMYK


def _cut_out(document: Pdf, image: Stream) -> None:
    """A picture with a soft mask in; it has a mask of dots, or none, where that shows the same."""
    assert isinstance(image.SMask, Stream)
    soft = PdfImage(image.SMask).as_pil_image().convert("L")
    counts = soft.histogram()
    if sum(counts[FAINT + 1 : FULL]) > MOST_BETWEEN * soft.width * soft.height:
        return
    del image.SMask
    if sum(counts[:FULL]):
        fine = soft.resize((soft.width * FINER, soft.height * FINER), Image.Resampling.BICUBIC)
        hidden = fine.point([255 * (level < 128) for level in range(256)]).convert("1")
        image.Mask = document.make_stream(
            hidden.tobytes(),
            Type=Name.XObject,
            Subtype=Name.Image,
            Width=hidden.width,
            Height=hidden.height,
            ImageMask=True,
            BitsPerComponent=1,
        )
