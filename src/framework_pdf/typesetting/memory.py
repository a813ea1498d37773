"""What the typesetter works out anew for every document, though it is the same, is kept from one to the next.

That is style sheets, read and with their selectors compiled, the values of properties, and broken lines. Each is kept
by what it is made from, so that nothing depends on the documents before: a style sheet by its content, an element's
values by its parent's and by the declarations that apply to it. WeasyPrint has no way in for that, so three names of
its module `css` stand for ours while a document is laid out. They are private: look here first when WeasyPrint's
version moves.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import Any

from weasyprint import CSS, css
from weasyprint.css import ComputedStyle, InitialStyle, StyleFor
from weasyprint.css.validation import preprocess_declarations
from weasyprint.urls import select_source

from framework_pdf.typesetting.features import given_back
from framework_pdf.typesetting.lines import Lines
from framework_pdf.typesetting.log import captured_log
from framework_pdf.typesetting.outlines import Outlines
from framework_pdf.typesetting.words import Words

MOST_SHEETS, MOST_STYLES = 50, 10_000
"""When more are kept, all are thrown away. All booklets and cards of a house have nine sheets and 2,000 styles."""
PLAIN = {"declaration", "whitespace", "comment"}
"""Of what an element says of itself, what is kept: no nested rules, and nothing that can't be read."""
Key = tuple[Any, ...]


class Memory:
    """What was worked out for the documents of one press, with its fonts."""

    def __init__(self) -> None:
        self.sizes: _Sizes
        self.cascades: dict[Key, dict[str, Any]]
        """What applies to elements: that which is the same, once."""
        self.styles: dict[Key, ComputedStyle]
        self._sheets: dict[Key, _Sheet | None]
        """None: one that does more than to say how elements look."""
        self._declarations: dict[Key, list[Any]]
        self._forget()
        self.waiting: dict[tuple[Any, str], tuple[Any, ...]] = {}
        """What applies to pseudo-elements of a document: each element has six, and hardly any is on a page."""
        self._imports = 0
        self._lines = Lines()
        self._words = Words()
        self._outlines = Outlines()
        self._fonts = 0

    @contextmanager
    def drawing(self) -> Iterator[None]:
        """Nothing in; inside, a document is drawn with what is kept, and what is new is kept."""
        with given_back(), self._words.used(), self._outlines.used():
            yield

    @contextmanager
    def laying_out(self) -> Iterator[None]:
        """Nothing in; inside, a document is laid out with what is kept, and what is new is kept.

        But when the typesetter says something of a document, it has to say that of the next one too.
        """
        ours = {"CSS": self._sheet, "preprocess_declarations": self._declared, "StyleFor": partial(_Styles, self)}
        theirs = {name: getattr(css, name) for name in ours}
        vars(css).update(ours)
        try:
            with captured_log() as said, given_back(), self._lines.used():
                yield
        finally:
            vars(css).update(theirs)
            if said or self.sizes.asked or self._is_full():
                self._forget()
            self.sizes.update(box=None, area=None)
            self.waiting.clear()

    def _is_full(self) -> bool:
        return len(self._sheets) > MOST_SHEETS or max(len(self.styles), len(self._declarations)) > MOST_STYLES

    def _forget(self) -> None:
        self.sizes = _Sizes()
        self._forget_styles()
        self._sheets = {}
        self._declarations = {}

    def _forget_styles(self) -> None:
        self.cascades, self.styles = {}, {}

    def begin(self, fonts: int) -> None:
        """How many fonts style sheets have told of so far, in; what was measured in fewer is not known any more."""
        if fonts != self._fonts:
            self._fonts = fonts
            self._forget_styles()
            self._lines.forget()
            self._words.forget()

    def _sheet(self, *, font_config: Any, page_rules: list[Any], layers: list[Any], **asked: Any) -> Any:
        """What WeasyPrint makes a style sheet of, and what hears of its fonts and page rules, in; out, the sheet."""
        if "matcher" in asked:
            self._imports += 1  # it is a part of another
            return CSS(font_config=font_config, page_rules=page_rules, layers=layers, **asked)
        with select_source(
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
        return _Sheet(kept.matcher, page_rules, layers)

    def _read(self, content: str | bytes, base_url: str | None, asked: dict[str, Any]) -> "_Sheet | None":
        """A style sheet in; out, what is kept of it; None where that is not all that it says."""
        faces = _Faces()
        rest: dict[str, Any] = {"counter_style": {}, "color_profiles": {}, "layers": []}
        imports = self._imports
        fetcher, media = asked["url_fetcher"], asked["media_type"]
        read = CSS(string=content, base_url=base_url, url_fetcher=fetcher, media_type=media, font_config=faces, **rest)
        if any(rest.values()) or self._imports > imports:
            return None
        return _Sheet(read.matcher, read.page_rules, [], faces.found)

    def _declared(self, base_url: str, declarations: Iterable[Any], prelude: Any = None) -> Iterable[Any]:
        """Declarations in; out, their values: for the same words of an element's own the same objects."""
        declarations = list(declarations)
        if prelude is not None or any(each.type not in PLAIN for each in declarations):
            return preprocess_declarations(base_url, declarations, prelude)  # type: ignore[no-any-return]
        key = (base_url, css.tinycss2.serialize(declarations))
        if key not in self._declarations:
            self._declarations[key] = list(preprocess_declarations(base_url, declarations))
        return self._declarations[key]


@dataclass(frozen=True, slots=True, eq=False)
class _Sheet:
    """What WeasyPrint needs of a style sheet."""

    matcher: Any
    page_rules: list[Any]
    layers: list[Any]
    faces: tuple[dict[str, Any], ...] = ()
    """What it says of fonts."""


class _Faces:
    """Hears what a style sheet says of fonts."""

    def __init__(self) -> None:
        self.found: tuple[dict[str, Any], ...] = ()

    def add_font_face(self, rule_descriptors: dict[str, Any], _: Any) -> None:
        """What is said of a font in; it is kept."""
        self.found += (rule_descriptors,)


class _Sizes(dict[str, Any]):
    """The size of the first page, which viewport units measure in: what was worked out from it holds for it alone."""

    asked = False

    def __getitem__(self, key: str) -> Any:
        """`box` or `area` in; out, its size."""
        self.asked = True
        return super().__getitem__(key)


class _Styles(StyleFor):
    """The styles of one document."""

    def __init__(self, memory: Memory, html: Any, sheets: Any, hints: bool, fonts: Any, targets: Any) -> None:
        self._memory = memory
        memory.begin(len(fonts.faces))
        super().__init__(html, sheets, hints, fonts, targets)
        self.initial_page_sizes = memory.sizes

    def __call__(self, element: Any, pseudo_type: str | None = None) -> Any:
        """An element or a page, and perhaps a part of it, in; out, its style, where it has one."""
        if pseudo_type and (waiting := self._memory.waiting.pop((element, pseudo_type), None)):
            self._make(element, element, pseudo_type, *waiting)
        return super().__call__(element, pseudo_type)

    def set_computed_styles(
        self,
        element: Any,
        parent: Any,
        root: Any = None,
        pseudo_type: str | None = None,
        base_url: str | None = None,
        target_collector: Any = None,
    ) -> None:
        """As in WeasyPrint: an element or a page, and what it inherits from, in; its style can be asked for."""
        cascaded = self.get_cascaded_styles().get((element, pseudo_type), {})
        if pseudo_type and "anchor" not in cascaded:
            self._memory.waiting[element, pseudo_type] = (root, cascaded, base_url)
            return
        anchor = self._make(element, parent, pseudo_type, root, cascaded, base_url)["anchor"]
        if target_collector and anchor:
            target_collector.collect_anchor(anchor)

    def _make(
        self,
        element: Any,
        parent: Any,
        pseudo_type: str | None,
        root: Any,
        cascaded: dict[str, Any],
        base_url: str | None,
    ) -> "_Style":
        """An element, what it inherits from, its root and what applies, in; out, its style. It is there from now on."""
        styles = self.get_computed_styles()
        above = styles[parent, None] if parent is not None else None
        origin = self._origin(above, cascaded, pseudo_type, base_url)
        style = _Style(origin, above, styles.get((root, None)), self._memory.sizes)
        styles[element, pseudo_type] = style
        return style

    def _origin(
        self, above: "_Style | None", cascaded: dict[str, Any], pseudo_type: str | None, base_url: str | None
    ) -> ComputedStyle:
        """The style that is inherited from and what applies, in; out, the style that all documents share."""
        parent = None if above is None else above.origin
        applied = tuple((name, id(value), *weight[:2], *weight[2]) for name, (value, weight) in cascaded.items())
        cascaded = self._memory.cascades.setdefault(applied, cascaded)  # it holds on to values: their addresses stay
        key = (id(parent), id(cascaded), pseudo_type, base_url)
        origin = self._memory.styles.get(key)
        if origin is None:
            root = InitialStyle(self.font_config) if parent is None else _root_of(parent)
            sizes = self._memory.sizes
            origin = ComputedStyle(parent, cascaded, pseudo_type, root, base_url, self.font_config, sizes)
            self._memory.styles[key] = origin
        return origin


class _Style(ComputedStyle):
    """An element's style in one document, which may be changed there. What it has not yet, its origin knows."""

    def __init__(self, origin: ComputedStyle, above: "_Style | None", root: "_Style | None", sizes: _Sizes) -> None:
        root = origin.root_style if root is None else root
        super().__init__(above, origin.cascaded, origin.pseudo_type, root, origin.base_url, origin.font_config, sizes)
        self.origin = origin
        self.cache = origin.cache
        self.specified = origin.specified
        self.update(origin)

    def __missing__(self, key: str) -> Any:
        """A property in; out, its value."""
        value = self[key] = self.origin[key]
        return value


def _root_of(style: ComputedStyle) -> ComputedStyle:
    """A style in; out, that of the root of its document."""
    return style if style.is_root_element else style.root_style
