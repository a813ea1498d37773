"""The values of properties are worked out once for all documents.

Elements that inherit from the same style, and to which the same declarations apply, share one style. Each document
has a style of its own for each of them, because it may change it, which asks the shared one for what it lacks.

What it gives: 25 % of the work on a booklet, 18 % of that on a card (docs/performance.md).

What would break it: `StyleFor` of `weasyprint.css` makes styles otherwise than by calling `ComputedStyle`; a
`ComputedStyle` depends on more than its arguments, or keeps more than its values, `cache` and `specified`.
"""

from contextlib import AbstractContextManager
from typing import Any

from framework_pdf.typesetting.patches.patch import Patch
from framework_pdf.typesetting.replacing import replaced

MOST = 20_000
"""When more styles are kept, all are thrown away. All booklets and cards of a look have 9,000."""


class FirstPage:
    """The sizes of a document's first page, which viewport units measure in.

    Once they were asked for, what is shared depends on them, and is of use for that document alone.
    """

    def __init__(self) -> None:
        self.sizes: Any = None
        """Those of the document for which values are worked out now."""
        self.asked: Any = None
        """Those that were asked for."""

    def __getitem__(self, name: str) -> Any:
        """Return a size, as the dictionary does that WeasyPrint has for it."""
        self.asked = self.sizes
        return self.sizes[name]


class Declarations(dict[str, Any]):
    """What applies to elements. What is the same is there once, so it is compared by which object it is."""

    __hash__ = object.__hash__  # type: ignore[assignment]

    def __eq__(self, other: object) -> bool:
        """Return whether it is the same object."""
        return self is other


class ValueCache(Patch):
    """The shared styles of the documents of one typesetter."""

    def __init__(self) -> None:
        from weasyprint.css import ComputedStyle, InitialStyle

        self._computed, self._initial = ComputedStyle, InitialStyle
        self._document_style = document_style()
        self.forget()

    def forget(self) -> None:
        """Forget all styles."""
        self._first_page = FirstPage()
        self._declarations: dict[tuple[Any, ...], Declarations] = {}
        self._roots: dict[tuple[Any, ...], Any] = {}
        """The shared styles that inherit from none. Each shared style has those that inherit from it as its `heirs`."""
        self._number = 0

    def laying_out(self) -> AbstractContextManager[None]:
        """Share styles inside."""
        from weasyprint import css

        if self._first_page.asked or self._number > MOST:
            self.forget()
        return replaced(css, ComputedStyle=self._style)

    def _style(self, parent: Any, cascaded: dict[str, Any], pseudo_type: str | None, *rest: Any) -> Any:
        """Return a document's style, as `ComputedStyle` does."""
        if isinstance(cascaded, Declarations):  # WeasyPrint copies a style to change it: what it lacks may be others
            return self._computed(parent, cascaded, pseudo_type, *rest)
        _, base_url, fonts, _ = rest
        shared = self._shared(parent, cascaded, pseudo_type, base_url=base_url, fonts=fonts)
        style = self._document_style(parent, shared.cascaded, pseudo_type, *rest)
        style.shared, style.first_page = shared, self._first_page
        self._first_page.sizes = style.initial_page_sizes
        style.cache, style.specified = shared.cache, shared.specified
        style.update(shared)
        return style

    def _shared(
        self, parent: Any, cascaded: dict[str, Any], pseudo_type: str | None, *, base_url: str | None, fonts: Any
    ) -> Any:
        """Return the style that all documents share where the same inherits from the same."""
        declarations = self._kept(cascaded)
        siblings = self._roots if parent is None else parent.shared.heirs
        key = (declarations, pseudo_type, base_url)
        if key not in siblings:
            above = None if parent is None else parent.shared
            root = self._initial(fonts) if above is None else _root_of(above)
            rest = (root, base_url, fonts, self._first_page)
            shared = self._computed(above, declarations, pseudo_type, *rest)
            shared.heirs = {}
            siblings[key] = shared
            self._number += 1
        return siblings[key]

    def _kept(self, cascaded: dict[str, Any]) -> Declarations:
        """Return declarations as they are kept.

        They are told apart by which objects their values are: `SheetCache` has the same for the same sheet, and what is
        kept here holds on to them, so no other object can be taken for one of them.
        """
        key = tuple([(name, id(value), *weight[:2], *weight[2]) for name, (value, weight) in cascaded.items()])
        if key not in self._declarations:
            self._declarations[key] = Declarations(cascaded)
        return self._declarations[key]


def document_style() -> type[Any]:
    """Return the class of a document's own styles."""
    from weasyprint.css import ComputedStyle

    class DocumentStyle(ComputedStyle):  # type: ignore[misc]
        """A style of one document, which may be changed there."""

        shared: Any
        first_page: FirstPage

        def __missing__(self, key: str) -> Any:
            """Work out a value: what the shared style says, where that doesn't depend on another's first page."""
            page, own = self.first_page, self.initial_page_sizes
            if page.asked is None:
                page.sizes = own  # for which another document's may stand, that was laid out since
            value = self[key] = self.shared[key] if page.sizes is own else super().__missing__(key)
            return value

    return DocumentStyle


def _root_of(style: Any) -> Any:
    """Return the shared style of the root of a document in which a shared style is."""
    return style if style.is_root_element else style.root_style
