"""Style sheets are read, and their selectors compiled, once for all documents; so are `style` attributes.

What it gives: 22 % of the work on a booklet, 32 % of that on a card (docs/performance.md).

What would break it: `find_stylesheets` of `weasyprint.css` makes a sheet otherwise than by calling `CSS` with what
`_sheet` passes on here; `StyleFor` reads more of a sheet than `Sheet` has; or `preprocess_declarations` depends on more
than its arguments.
"""

from collections.abc import Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

from weasyprint import CSS

from framework_pdf.typesetting.patches.patch import Patch
from framework_pdf.typesetting.replacing import replaced

MOST_SHEETS, MOST_ATTRIBUTES = 50, 10_000
"""When more are kept, all are thrown away. All booklets and cards of a look have nine sheets."""
PLAIN = {"declaration", "whitespace", "comment"}
"""What the attributes that are kept are made of: no nested rules, and nothing that can't be read."""


@dataclass(frozen=True, slots=True, eq=False)
class Sheet:
    """What WeasyPrint needs of a style sheet."""

    matcher: Any
    page_rules: list[Any]
    layers: list[Any]
    faces: tuple[dict[str, Any], ...] = ()
    """Its `@font-face` rules."""


class SheetCache(Patch):
    """Style sheets by their content, and declarations of elements by their words."""

    def __init__(self) -> None:
        from weasyprint.css.validation import preprocess_declarations
        from weasyprint.urls import select_source

        self._preprocess, self._select = preprocess_declarations, select_source
        self._sheets: dict[tuple[Any, ...], Sheet | None] = {}
        """None: a sheet that does more than to say how elements look, which is read for each document."""
        self._declarations: dict[tuple[str, str], list[Any]] = {}
        self._imports = 0
        """How many sheets were read so far because others import them."""

    def forget(self) -> None:
        """Forget all sheets and declarations."""
        self._sheets.clear()
        self._declarations.clear()

    def new_face(self) -> None:
        """Keep all: what a sheet says is the same in any font. `ValueCache` knows it again by what is kept here."""

    def laying_out(self) -> AbstractContextManager[None]:
        """Use and keep sheets inside."""
        from weasyprint import css

        if len(self._sheets) > MOST_SHEETS or len(self._declarations) > MOST_ATTRIBUTES:
            self.forget()
        return replaced(css, CSS=self._sheet, preprocess_declarations=self._declared)

    def _sheet(self, *, font_config: Any, page_rules: list[Any], layers: list[Any], **asked: Any) -> Any:
        """Return a sheet as `CSS` does, and tell the document of its fonts and page rules."""
        if "matcher" in asked:  # another sheet imports it
            self._imports += 1
            return CSS(font_config=font_config, page_rules=page_rules, layers=layers, **asked)
        with self._select(
            url=asked.get("url"),
            string=asked.get("string"),
            base_url=asked.get("base_url"),
            url_fetcher=asked["url_fetcher"],
            check_css_mime_type=asked.get("_check_mime_type", False),
        ) as (source, base_url, charset, _):
            content = source.read()
        key = (content, base_url, charset, asked["media_type"])
        if key not in self._sheets:
            self._sheets[key] = None if charset else self._read(content, base_url, asked)
        kept = self._sheets[key]
        if kept is None:
            return CSS(font_config=font_config, page_rules=page_rules, layers=layers, **asked)
        for face in kept.faces:
            font_config.add_font_face(face, asked["url_fetcher"])
        page_rules += kept.page_rules
        return Sheet(kept.matcher, page_rules, layers)

    def _read(self, content: str | bytes, base_url: str | None, asked: dict[str, Any]) -> Sheet | None:
        """Return what is kept of a sheet, and None where that is not all that it says."""
        faces: list[dict[str, Any]] = []
        fonts = SimpleNamespace(add_font_face=lambda face, _fetcher: faces.append(face))
        rest: dict[str, Any] = {"counter_style": {}, "color_profiles": {}, "layers": []}
        imports = self._imports
        fetcher, media = asked["url_fetcher"], asked["media_type"]
        read = CSS(string=content, base_url=base_url, url_fetcher=fetcher, media_type=media, font_config=fonts, **rest)
        if any(rest.values()) or self._imports > imports:
            return None
        return Sheet(read.matcher, read.page_rules, [], tuple(faces))

    def _declared(self, base_url: str, declarations: Iterable[Any], prelude: Any = None) -> Iterable[Any]:
        """Return declarations with their values, as `preprocess_declarations` does.

        For the same words of an element's own they are the same objects, by which `ValueCache` knows them again.
        """
        from weasyprint.css import tinycss2

        declarations = list(declarations)
        if prelude is not None or any(each.type not in PLAIN for each in declarations):
            return self._preprocess(base_url, declarations, prelude)  # type: ignore[no-any-return]
        key = (base_url, tinycss2.serialize(declarations))
        if key not in self._declarations:
            self._declarations[key] = list(self._preprocess(base_url, declarations))
        return self._declarations[key]
