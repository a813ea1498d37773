"""Sets a picture alone on pages, as an edition would set it."""

from collections.abc import Sequence
from dataclasses import dataclass

from weasyprint import HTML

from framework_pdf.core.errors import TypesettingError
from framework_pdf.typesetting.fetching import FileFetcher
from framework_pdf.typesetting.log import LogCollector
from framework_pdf.typesetting.typesetter import explaining_errors


@dataclass(frozen=True, slots=True)
class PicturePage:
    """A page with nothing but a picture: sizes in CSS pixels."""

    width: int
    """Of the picture."""
    height: int
    margin: int
    ground: str
    """The colour of the page, as CSS writes it."""
    type_size: int
    """Of the words that are not there: lengths in `em` differ with it."""


def set_on_pages(src: str, pages: Sequence[PicturePage]) -> bytes:
    """Make a PDF with a page for each of these, on which the picture stands alone. Raises TypesettingError.

    The typesetter keeps what it read, so a picture may look different where it stands the second time.
    """
    fetcher = FileFetcher(())
    bodies = "".join(_page(src, number, page) for number, page in enumerate(pages))
    with LogCollector(()).collecting(fetcher) as problems, explaining_errors():
        pdf: bytes = HTML(string=f"<style>body {{ margin: 0 }}</style>{bodies}", url_fetcher=fetcher).write_pdf(
            uncompressed_pdf=True
        )
    if problems:
        raise TypesettingError(problems)
    return pdf


def _page(src: str, number: int, page: PicturePage) -> str:
    width, height = (side + 2 * page.margin for side in (page.width, page.height))
    return f"""<style>
@page picture{number} {{ size: {width}px {height}px; margin: {page.margin}px; background: {page.ground} }}
#picture{number} {{ page: picture{number}; font-size: {page.type_size}px }}
</style>
<div id="picture{number}"><img src="{src}" style="display: block; width: {page.width}px; height: {page.height}px"></div>
"""
