"""The fonts of all documents of one typesetter: a font file is read for the first that uses it."""

from collections.abc import Callable
from typing import Any

from weasyprint.text.fonts import FontConfiguration

from framework_pdf.core.limits import MOST_BYTES_OF_FONTS


class Fonts(FontConfiguration):
    """WeasyPrint's fonts, and what style sheets say of them."""

    def __init__(self) -> None:
        super().__init__()
        self.families: set[str] = set()
        """The names that style sheets give to font files."""
        self.asked: set[str] = set()
        """The addresses of the font files that style sheets named since this was cleared, read now or before."""
        self.unpacked = 0
        """How many bytes all fonts have that were given out for style sheets, once they are unpacked."""
        self.on_new_face: Callable[[], None] = lambda: None
        """What is done where a style sheet tells of a font that none told of before."""
        self._faces: set[str] = set()

    def take(self, size: int) -> None:
        """Count a font that is given out. ValueError where all together have too many bytes."""
        if self.unpacked + size > MOST_BYTES_OF_FONTS:
            raise ValueError(f"with it, all fonts together have more than {MOST_BYTES_OF_FONTS:,} bytes: use fewer")
        self.unpacked += size

    def add_font_face(self, rule_descriptors: dict[str, Any], url_fetcher: Any) -> Any:
        """Make a font known: WeasyPrint calls this for each `@font-face` rule of each document."""
        if str(rule_descriptors) not in self._faces:
            self._faces.add(str(rule_descriptors))
            self.strut_layouts.clear()  # the heights of lines by the names of fonts, which mean other files now
            self.on_new_face()
        self.families.add(str(rule_descriptors["font_family"]))
        self.asked |= {url for _, url in rule_descriptors["src"] if url}
        return super().add_font_face(rule_descriptors, url_fetcher)
