"""A page on which a version of WeasyPrint that was never verified is tried, before it sets any other."""

from functools import cache

from weasyprint import HTML

from framework_pdf.core.diagnostics import Diagnostic
from framework_pdf.core.errors import TypesettingError
from framework_pdf.typesetting.boxes import boxes_on
from framework_pdf.typesetting.fonts import Fonts
from framework_pdf.typesetting.log import captured_log
from framework_pdf.typesetting.patches.verified import VERIFIED_VERSIONS, in_words, is_verified, version
from framework_pdf.typesetting.tagging import write_tagged

PAGE = """<html lang="en"><title>A</title><style>@font-face { font-family: A; src: local(A) }</style>
<p>A</p><p lang="fr">B <i lang="de">C</i></p><p id="d"><a href="#d">D</a></p>"""
"""A page with everything that is read from boxes and put into tags."""
WORDS = ["A", "B", "C", "D"]
IN_TAGS = (b"/Lang (fr)", b"/Lang (de)", b"/Contents (D)")


@cache
def try_typesetter(variant: str) -> None:
    """Raise TypesettingError where a version that was never verified lacks what files need and what is not public."""
    if is_verified():
        return
    try:
        with captured_log():  # it warns of a typeface that nobody has
            document = HTML(string=PAGE).render(font_config=Fonts(), pdf_variant=variant)
            texts = {getattr(box, "text", "").strip() for page in document.pages for box in boxes_on(page)}
            pdf = write_tagged(document, pdf_variant=variant, uncompressed_pdf=True)
            lacking = [words for words in WORDS if words not in texts]
            lacking += [fact.decode() for fact in IN_TAGS if fact not in pdf]
        reason = f"a page lacks {', '.join(lacking)}" if lacking else None
    except Exception as error:  # whatever is raised where a name or an argument has moved
        reason = f"{type(error).__name__}: {error}"
    if reason:
        message = f"pages can't be set with WeasyPrint {version()}, which was never tried: {reason}"
        hint = f"`pip install weasyprint=={VERIFIED_VERSIONS[-1]}`: WeasyPrint {in_words()} was tried"
        raise TypesettingError(Diagnostic("typesetter", message, None, hint))
